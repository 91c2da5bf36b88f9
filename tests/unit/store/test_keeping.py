"""What is kept, what is not, and that it is gone when it goes."""

from __future__ import annotations

import base64
import json
import re
import sqlite3
import threading
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import event, text

from bot.settings import Settings
from bot.store import KeyProblem, Keys, Log, NotFound, migrate, open_log
from bot.store.keeping import encrypted_tables
from bot.store.models import Base
from tests.databases import Clock, say

PLANTED = "xylophone-marmalade"
TOKEN = re.compile(rb"gAAAA[\w-]+={0,2}")


def practise(log: Log, learner: str, *, ended: bool = True) -> int:
    """A learner who leaves planted words in every place that takes words."""
    attempt = log.begin_attempt(learner, f"begin {learner}", kind="scene", area="grief", setup={"name": PLANTED})
    spoken = {"words": PLANTED, "state": {"line": PLANTED}, "messages": [{"text": PLANTED}]}
    say(log, attempt.id, "t1", 1, **spoken)
    say(log, attempt.id, "t2", 2, **spoken)
    log.take_back(attempt.id, "again")
    log.rate(attempt.id, "distress", "before", 5)
    log.note_safety(learner, "risk_other", attempt.id)
    log.keep_exchange(
        learner,
        "e1",
        said=PLANTED,
        choice=None,
        answer=[{"text": PLANTED}],
        rehearsal={"title": PLANTED},
    )
    if ended:
        log.end_attempt(attempt.id, "agreed", "good")
    return attempt.id


def add_the_rest(log: Log, learner: str) -> None:
    """Rows of the programme's tables, planted words wherever they can stand. The learner must keep their words."""
    person = log.add_person(learner, f"p {learner}", PLANTED, good=PLANTED, ring=1)
    course = log.open_course(learner, f"c {learner}", "grief", person_id=person.id, goal=PLANTED, sessions=4)
    sitting = log.begin_sitting(learner, f"s {learner}", course.id)
    log.change_sitting(learner, sitting.id, words={"since": PLANTED}, distress_before=4)
    log.add_plan(learner, f"l {learner}", focus_id=course.id, lines=[PLANTED], outcome={"fear": PLANTED}, feared=7)
    log.add_note(learner, f"n {learner}", "memory", words={"good": PLANTED}, focus_id=course.id)


def rows(log: Log) -> dict[str, int]:
    with log._read() as session:
        return {
            table.name: session.execute(text(f'SELECT count(*) FROM "{table.name}"')).scalar()
            for table in Base.metadata.sorted_tables
        }


def words_held(log: Log, learner: str) -> int:
    return json.dumps(log.export(learner)).count(PLANTED)


def on_disk(home: Path) -> bytes:
    return b"".join(file.read_bytes() for file in home.iterdir() if file.name != "key")


class TestWithoutConsent:
    def test_words_go_when_the_attempt_ends(self, log: Log) -> None:
        attempt = practise(log, "shy", ended=False)
        assert log.attempt(attempt).setup == {"name": PLANTED}
        assert {turn.words for turn in log.turns(attempt, taken_back=True)} == {None}
        log.end_attempt(attempt, "agreed", "good")
        turns = log.turns(attempt, taken_back=True)
        assert [(turn.words, turn.state, turn.messages) for turn in turns] == [(None, None, None)] * 2
        assert log.attempt(attempt).setup is None
        log.forget_exchanges("shy", keep_last=0)
        assert words_held(log, "shy") == 0

    def test_what_they_showed_stays(self, log: Log) -> None:
        attempt = practise(log, "shy")
        (turn,) = log.turns(attempt)
        assert turn.style == "assertive"
        assert [mark.marker for mark in turn.marks] == ["states_feeling"]

    def test_others_keep_theirs(self, log: Log) -> None:
        log.save_learner("ann", keep_words=True)
        practise(log, "ann")
        held = words_held(log, "ann")
        practise(log, "shy")
        log.save_learner("shy", keep_words=False)
        assert words_held(log, "ann") == held > 0


class TestConsentTakenBack:
    def test_words_kept_so_far_go(self, log: Log) -> None:
        log.save_learner("ann", keep_words=True)
        attempt = practise(log, "ann")
        assert log.turns(attempt)[0].words == PLANTED
        log.save_learner("ann", keep_words=False)
        assert words_held(log, "ann") == 0
        assert len(log.turns(attempt)) == 1

    def test_an_attempt_that_runs_can_go_on_and_then_forgets(self, log: Log) -> None:
        log.save_learner("ann", keep_words=True)
        attempt = practise(log, "ann", ended=False)
        log.save_learner("ann", keep_words=False)
        (turn,) = log.turns(attempt)
        assert (turn.words, turn.state) == (None, {"line": PLANTED})
        assert log.attempt(attempt).setup == {"name": PLANTED}
        log.end_attempt(attempt, None, None)
        assert words_held(log, "ann") == 0

    def test_what_is_said_at_that_very_moment_is_not_kept(self, log: Log) -> None:
        """Whoever has read the old consent and not written yet must not write under it afterwards."""
        log.save_learner("ann", keep_words=True)
        taking_back = threading.Thread(target=log.save_learner, args=("ann",), kwargs={"keep_words": False})

        def between(connection: object, cursor: object, sql: str, *_: object) -> None:
            if sql.startswith("UPDATE learner") and taking_back.ident is None:
                taking_back.start()
                taking_back.join(0.5)  # it waits for us, or else is done by now

        event.listen(log._engine, "before_cursor_execute", between)
        log.keep_exchange("ann", "k", said=PLANTED, choice=None, answer=[], rehearsal=None)
        taking_back.join()
        assert words_held(log, "ann") == 0

    def test_saying_yes_again_keeps_what_is_there(self, log: Log) -> None:
        log.save_learner("ann", keep_words=True)
        practise(log, "ann")
        held = words_held(log, "ann")
        log.save_learner("ann", keep_words=True)
        assert words_held(log, "ann") == held


class TestExport:
    def test_it_holds_everything_in_clear_as_json(self, log: Log, clock: Clock) -> None:
        log.save_learner("ann", keep_words=True, adult=True, country="GB")
        practise(log, "ann")
        add_the_rest(log, "ann")
        practise(log, "bob")
        exported = log.export("ann")
        assert json.loads(json.dumps(exported)) == exported
        assert exported["learner"]["country"] == "GB"
        assert exported["learner"]["created"].endswith("+00:00")
        (attempt,) = exported["attempt"]
        assert [turn["words"] for turn in attempt["turn"]] == [PLANTED, PLANTED]
        assert attempt["turn"][0]["mark"][0]["marker"] == "states_feeling"
        assert [rating["value"] for rating in attempt["rating"]] == [5]
        assert len(attempt["rewind"]) == 1
        assert exported["exchange"][0]["said"] == PLANTED
        assert exported["person"][0]["nickname"] == PLANTED
        assert exported["focus"][0]["goal"] == PLANTED
        assert exported["plan"][0]["lines"] == [PLANTED]
        assert exported["safety_event"][0]["label"] == "risk_other"

    def test_every_table_is_in_it(self, log: Log) -> None:
        log.save_learner("ann", keep_words=True)
        practise(log, "ann")
        exported = log.export("ann")
        (attempt,) = exported["attempt"]
        named = {*exported, *attempt, *attempt["turn"][0]}
        assert {table.name for table in Base.metadata.sorted_tables} - {"setting"} <= named

    def test_a_stranger_is_not_found(self, log: Log) -> None:
        with pytest.raises(NotFound, match=r"There is no learner ann\."):
            log.export("ann")


class TestErase:
    def test_every_row_goes_and_is_counted(self, log: Log, clock: Clock) -> None:
        log.save_learner("ann", keep_words=True)
        practise(log, "ann")
        add_the_rest(log, "ann")
        before = rows(log)
        gone = log.erase("ann")
        assert gone == {name: number for name, number in before.items() if name != "setting"}
        assert all(number > 0 for number in gone.values())
        assert sum(rows(log).values()) == before["setting"]
        assert log.learner("ann") is None

    def test_others_stay_whole(self, log: Log) -> None:
        log.save_learner("bob", keep_words=True)
        practise(log, "bob")
        before = log.export("bob")
        practise(log, "ann")
        log.erase("ann")
        assert log.export("bob") == before

    def test_twice_is_no_problem(self, log: Log) -> None:
        practise(log, "ann")
        log.erase("ann")
        assert set(log.erase("ann").values()) == {0}

    def test_ids_are_never_given_to_somebody_else(self, log: Log) -> None:
        erased = practise(log, "ann")
        log.erase("ann")
        assert log.begin_attempt("bob", "k", kind="scene", area=None).id > erased


class TestPurge:
    def test_old_words_go_and_new_ones_stay(self, log: Log, clock: Clock) -> None:
        log.save_learner("ann", keep_words=True)
        old = practise(log, "ann")
        clock.pass_days(30)
        cut = clock()
        new = log.begin_attempt("ann", "new", kind="scene", area=None, setup={"name": "Mum"})
        said = say(log, new.id, "t9")
        log.keep_exchange("ann", "e9", said="hi", choice=None, answer=[], rehearsal=None)
        assert log.purge_words(cut) == 4  # two turns, one setup, one exchange
        assert words_held(log, "ann") == 0
        assert log.turns(new.id) == [said]
        assert log.attempt(new.id).setup == {"name": "Mum"}
        assert [one.said for one in log.history("ann")] == ["hi"]
        assert len(log.turns(old)) == 1

    def test_an_attempt_that_goes_on_keeps_its_setup(self, log: Log, clock: Clock) -> None:
        log.save_learner("ann", keep_words=True)
        attempt = practise(log, "ann", ended=False)
        clock.pass_days(30)
        cut = clock()
        say(log, attempt, "t9", 9)
        log.purge_words(cut)
        assert log.attempt(attempt).setup == {"name": PLANTED}
        assert [turn.state for turn in log.turns(attempt)] == [None, {"beat": "pushback"}]

    def test_a_second_time_changes_nothing(self, log: Log, clock: Clock) -> None:
        practise(log, "ann")
        clock.pass_days(1)
        log.purge_words(clock())
        assert log.purge_words(clock()) == 0


class TestOnDisk:
    """SQLite's files as a thief would read them."""

    def test_planted_words_are_nowhere_in_clear(self, sqlite_log: Log, sqlite_settings: Settings, clock: Clock) -> None:
        sqlite_log.save_learner("ann", keep_words=True)
        practise(sqlite_log, "ann")
        add_the_rest(sqlite_log, "ann")
        found = on_disk(sqlite_settings.home)
        assert len(TOKEN.findall(found)) > 10
        for shape in (PLANTED.encode(), PLANTED.encode("utf-16-le"), base64.b64encode(PLANTED.encode())[:16]):
            assert shape not in found

    def test_after_erasing_not_even_tokens_are_left(
        self, sqlite_log: Log, sqlite_settings: Settings, clock: Clock
    ) -> None:
        practise(sqlite_log, "shy")
        shy = set(TOKEN.findall(on_disk(sqlite_settings.home)))
        sqlite_log.save_learner("ann", keep_words=True)
        for _ in range(30):  # rows enough to fill pages and overflow them
            practise(sqlite_log, "ann")
            sqlite_log.keep_exchange("ann", str(clock()), said=PLANTED * 300, choice=None, answer=[], rehearsal=None)
        add_the_rest(sqlite_log, "ann")
        sqlite_log.erase("ann")
        assert set(TOKEN.findall(on_disk(sqlite_settings.home))) <= shy
        assert b"ann" not in on_disk(sqlite_settings.home)

    def test_words_forgotten_are_gone_too(self, sqlite_log: Log, sqlite_settings: Settings) -> None:
        sqlite_log.save_learner("ann", keep_words=True)
        keys_token = set(TOKEN.findall(on_disk(sqlite_settings.home)))
        practise(sqlite_log, "ann")
        sqlite_log.save_learner("ann", keep_words=False)
        assert set(TOKEN.findall(on_disk(sqlite_settings.home))) == keys_token

    def test_others_cannot_open_the_files(self, sqlite_log: Log, sqlite_settings: Settings) -> None:
        practise(sqlite_log, "ann")
        assert {file.stat().st_mode & 0o777 for file in sqlite_settings.home.iterdir()} == {0o600}


class TestColumns:
    def test_no_column_that_takes_words_is_left_in_clear(self, log: Log, clock: Clock) -> None:
        log.save_learner("ann", keep_words=True)
        practise(log, "ann", ended=False)
        add_the_rest(log, "ann")
        with log._read() as session:
            for table in Base.metadata.sorted_tables:
                for row in session.execute(text(f'SELECT * FROM "{table.name}"')):
                    assert PLANTED not in str(tuple(row))


class TestRotate:
    @pytest.fixture
    def old_and_new(self) -> tuple[str, str]:
        return tuple(Fernet.generate_key().decode() for _ in range(2))  # type: ignore[return-value]

    def opened(self, settings: Settings, *keys: str) -> Log:
        with_keys = Settings(**{**vars(settings), "key": ",".join(keys)})
        migrate(with_keys)
        return open_log(with_keys)

    def test_afterwards_the_new_key_is_enough(
        self, store_settings: Settings, old_and_new: tuple[str, str], clock: Clock
    ) -> None:
        old, new = old_and_new
        log = self.opened(store_settings, old)
        log.save_learner("ann", keep_words=True)
        practise(log, "ann")
        add_the_rest(log, "ann")
        before = log.export("ann")
        log.close()
        with_both = self.opened(store_settings, new, old)
        assert with_both.export("ann") == before
        assert with_both.rotate() > 10
        with_both.close()
        with_new = self.opened(store_settings, new)
        assert with_new.export("ann") == before
        with_new.close()
        with pytest.raises(KeyProblem):
            self.opened(store_settings, old)

    def test_it_goes_through_every_row(self, log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("bot.store.log.ROWS_AT_ONCE", 3)
        log.save_learner("ann", keep_words=True)
        for n in range(7):
            log.keep_exchange("ann", f"k{n}", said=None, choice=None, answer=n, rehearsal=None)
        assert log.rotate() == 7

    def test_keys_given_while_it_runs_are_used_from_then_on(
        self, store_settings: Settings, old_and_new: tuple[str, str]
    ) -> None:
        old, new = old_and_new
        log = self.opened(store_settings, old)
        log.save_learner("ann", keep_words=True)
        practise(log, "ann")
        log.rotate(Keys([new, old]))
        log.keep_exchange("ann", "after", said="hi", choice=None, answer=[], rehearsal=None)
        log.close()
        reopened = self.opened(store_settings, new)
        assert reopened.history("ann")[-1].said == "hi"
        reopened.close()

    def test_keys_without_the_old_one_change_nothing(self, log: Log) -> None:
        log.save_learner("ann", keep_words=True)
        practise(log, "ann")
        before = log.export("ann")
        with pytest.raises(KeyProblem, match="encrypted with another key"):
            log.rotate(Keys.generate())
        assert log.export("ann") == before

    def test_every_encrypted_table_is_known(self) -> None:
        names = {table.name for table in encrypted_tables()}
        assert names == {"person", "focus", "sitting", "plan", "note", "attempt", "turn", "exchange"}


def test_secure_delete_is_on(sqlite_log: Log) -> None:
    with sqlite_log._read() as session:
        assert session.execute(text("PRAGMA secure_delete")).scalar() == 1


def test_the_files_are_ordinary_sqlite(sqlite_log: Log, sqlite_settings: Settings) -> None:
    """A backup tool must be able to read them."""
    practise(sqlite_log, "ann")
    with sqlite3.connect(sqlite_settings.home / "sayso.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_nothing_of_an_erased_learner_is_left_in_the_files_bytes(sqlite_log: Log, home: Path) -> None:
    gone, kept = "e" * 32, "f" * 32
    for learner in (gone, kept):
        sqlite_log.save_learner(learner, keep_words=True)
        sqlite_log.begin_attempt(learner, "k", kind="scene", area="grief", setup={"line": "y" * 50_000})
    assert gone.encode() in _bytes(home)
    sqlite_log.erase(gone)
    assert gone.encode() not in _bytes(home)
    assert kept.encode() in _bytes(home)
    with sqlite3.connect(home / "sayso.db") as connection:
        assert connection.execute("PRAGMA freelist_count").fetchone() == (0,), "the file was written anew"


def _bytes(home: Path) -> bytes:
    return b"".join(file.read_bytes() for file in home.rglob("*") if file.is_file())
