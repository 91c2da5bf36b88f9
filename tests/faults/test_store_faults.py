"""What the store does when something breaks: it says so plainly, and nothing is left half-written."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, event, text
from sqlalchemy.exc import DatabaseError, OperationalError

from bot.settings import Settings
from bot.store import AttemptRow, KeyProblem, Log, StoreDown, migrate, open_events, open_log
from bot.store.engine import make_engine
from bot.store.problems import plain
from tests.databases import Clock, say

WORDS = "planted-words"


@pytest.fixture
def attempt(log: Log) -> AttemptRow:
    log.save_learner("ann", keep_words=True)
    return log.begin_attempt("ann", "begin", kind="scene", area="grief", setup={"name": WORDS})


@contextmanager
def failing_at(log: Log, statement: str, error: Exception) -> Iterator[None]:
    """Lets the first statement that begins so fail."""

    def fail(connection: Any, cursor: Any, sql: str, *_: Any) -> None:
        if sql.startswith(statement):
            raise error

    event.listen(log._engine, "before_cursor_execute", fail)
    try:
        yield
    finally:
        event.remove(log._engine, "before_cursor_execute", fail)


class PowerCutError(Exception):
    """Something nobody handles."""


class TestNothingIsHalfWritten:
    @pytest.mark.parametrize("statement", ["INSERT INTO turn", "INSERT INTO mark"])
    def test_of_a_turn(self, log: Log, attempt: AttemptRow, statement: str) -> None:
        with failing_at(log, statement, PowerCutError()), pytest.raises(PowerCutError):
            say(log, attempt.id, "k1")
        assert log.turns(attempt.id, taken_back=True) == []
        assert log.turn_by_key("ann", "k1") is None
        assert say(log, attempt.id, "k1").try_number == 1

    def test_of_taking_back(self, log: Log, attempt: AttemptRow) -> None:
        said = say(log, attempt.id, "k1")
        with failing_at(log, "INSERT INTO rewind", PowerCutError()), pytest.raises(PowerCutError):
            log.take_back(attempt.id, "again")
        assert log.turns(attempt.id) == [said]

    def test_of_an_ending(self, log: Log) -> None:
        begun = log.begin_attempt("shy", "begin", kind="scene", area=None)
        say(log, begun.id, "k1")
        with failing_at(log, "UPDATE turn", PowerCutError()), pytest.raises(PowerCutError):
            log.end_attempt(begun.id, "agreed", "good")
        assert log.attempt(begun.id).ended is None
        assert log.turns(begun.id)[0].state is not None

    def test_of_consent_taken_back(self, log: Log, attempt: AttemptRow) -> None:
        said = say(log, attempt.id, "k1")
        with failing_at(log, "DELETE FROM exchange", PowerCutError()), pytest.raises(PowerCutError):
            log.save_learner("ann", keep_words=False)
        assert log.turns(attempt.id) == [said]
        learner = log.learner("ann")
        assert learner is not None
        assert learner.keep_words is True

    def test_of_erasing(self, log: Log, attempt: AttemptRow) -> None:
        said = say(log, attempt.id, "k1")
        with failing_at(log, "DELETE FROM learner", PowerCutError()), pytest.raises(PowerCutError):
            log.erase("ann")
        assert log.turns(attempt.id) == [said]

    def test_of_new_keys(self, log: Log, attempt: AttemptRow) -> None:
        say(log, attempt.id, "k1")
        before = log.export("ann")
        with failing_at(log, "UPDATE turn", PowerCutError()), pytest.raises(PowerCutError):
            log.rotate()
        assert log.export("ann") == before


def record_until_killed(home: str, told: Any) -> None:
    """A process that records turns and tells each key once its turn is recorded."""
    log = open_log(Settings.from_environment({"SAYSO_HOME": home}))
    begun = log.begin_attempt("ann", "begin", kind="scene", area=None)
    for number in range(100_000):
        say(log, begun.id, f"k{number}", number)
        told.send(number)


def test_what_was_recorded_outlives_a_killed_process(sqlite_settings: Settings) -> None:
    migrate(sqlite_settings)
    told, tells = multiprocessing.get_context("spawn").Pipe(duplex=False)
    process = multiprocessing.get_context("spawn").Process(
        target=record_until_killed, args=(str(sqlite_settings.home), tells)
    )
    process.start()
    recorded = [told.recv() for _ in range(20)]
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join()
    while told.poll():
        recorded.append(told.recv())
    log = open_log(sqlite_settings)
    turns = log.turns(1)
    assert [turn.number for turn in turns][: len(recorded)] == recorded
    assert len(turns) - len(recorded) in (0, 1)
    assert all(turn.marks and turn.state for turn in turns)
    log.close()


def test_the_same_key_from_two_processes_is_one_turn(log: Log, store_settings: Settings) -> None:
    begun = log.begin_attempt("ann", "begin", kind="scene", area=None)
    code = (
        "import sys; from bot.settings import Settings; from bot.store import open_log\n"
        "from tests.databases import say\n"
        "log = open_log(Settings.from_environment())\n"
        f"print([say(log, {begun.id}, f'k{{n}}', n).id for n in range(30)])"
    )
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("SAYSO_")},
        "SAYSO_HOME": str(store_settings.home),
        "SAYSO_DB_URL": store_settings.db_url,
        "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
    }
    processes = [
        subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE) for _ in range(2)
    ]
    one, two = (process.communicate()[0] for process in processes)
    assert one == two != b""
    assert len(log.turns(begun.id)) == 30


def every_call(log: Log, attempt_id: int) -> dict[str, Callable[[], object]]:
    """Each method of the log, called as it is meant to be."""
    return {
        "ping": log.ping,
        "learner": lambda: log.learner("ann"),
        "learners": lambda: log.learners(),
        "save_learner": lambda: log.save_learner("ann", keep_words=False),
        "begin_attempt": lambda: log.begin_attempt("ann", "new", kind="scene", area=None),
        "attempt": lambda: log.attempt(attempt_id),
        "open_attempt": lambda: log.open_attempt("ann"),
        "save_setup": lambda: log.save_setup(attempt_id, {"name": WORDS}),
        "end_attempt": lambda: log.end_attempt(attempt_id, None, None),
        "record_turn": lambda: say(log, attempt_id, "new", words=WORDS),
        "turn_by_key": lambda: log.turn_by_key("ann", "k1"),
        "turns": lambda: log.turns(attempt_id),
        "take_back": lambda: log.take_back(attempt_id, "new"),
        "rate": lambda: log.rate(attempt_id, "distress", "before", 1),
        "note_safety": lambda: log.note_safety("ann", "risk_other"),
        "attempts": lambda: log.attempts("ann"),
        "summary": lambda: log.summary("ann"),
        "exchange": lambda: log.exchange("ann", "k1"),
        "keep_exchange": lambda: log.keep_exchange(
            "ann", "new", said=WORDS, choice=None, answer=[WORDS], rehearsal=None
        ),
        "history": lambda: log.history("ann"),
        "forget_exchanges": lambda: log.forget_exchanges("ann"),
        "held": lambda: log.held("ann"),
        "export": lambda: log.export("ann"),
        "erase": lambda: log.erase("ann"),
        "purge_words": lambda: log.purge_words(Clock()()),
        "rotate": log.rotate,
        "turn": lambda: log.turn(1),
        "last_turn": lambda: log.last_turn("ann"),
        "last_attempt": lambda: log.last_attempt("ann"),
        "correct": lambda: log.correct(1, removed=["blames"]),
        "corrections": lambda: log.corrections("ann"),
        "practised": lambda: log.practised("ann"),
        "keeps_words": lambda: log.keeps_words("ann"),
        "note_age": lambda: log.note_age("ann", adult=True),
        "over_time": lambda: log.over_time("ann"),
        "report": log.report,
        "unkept": lambda: log.unkept(Clock()(), Clock()()),
        **calls_of_the_programme(log),
    }


def calls_of_the_programme(log: Log) -> dict[str, Callable[[], object]]:
    """The same for people, courses, sittings, plans and notes."""
    return {
        "add_person": lambda: log.add_person("ann", "new", WORDS),
        "change_person": lambda: log.change_person("ann", 1, good=WORDS),
        "remove_person": lambda: log.remove_person("ann", 1),
        "people": lambda: log.people("ann"),
        "open_course": lambda: log.open_course("ann", "new", "grief"),
        "change_course": lambda: log.change_course("ann", 1, goal=WORDS),
        "course": lambda: log.course("ann"),
        "courses": lambda: log.courses("ann"),
        "begin_sitting": lambda: log.begin_sitting("ann", "new", 1),
        "change_sitting": lambda: log.change_sitting("ann", 1),
        "sittings": lambda: log.sittings("ann"),
        "add_plan": lambda: log.add_plan("ann", "new", with_whom=WORDS),
        "change_plan": lambda: log.change_plan("ann", 1),
        "remove_plan": lambda: log.remove_plan("ann", 1),
        "plans": lambda: log.plans("ann"),
        "add_note": lambda: log.add_note("ann", "new", "memory"),
        "change_note": lambda: log.change_note("ann", 1),
        "remove_notes": lambda: log.remove_notes("ann", "memory"),
        "notes": lambda: log.notes("ann"),
    }


METHODS = sorted(name for name in vars(Log) if not name.startswith("_") and name not in ("close", "now"))


@pytest.mark.parametrize("name", METHODS)
def test_a_server_that_is_gone_is_said_by_every_method(name: str, log: Log, attempt: AttemptRow) -> None:
    """On SQLite the file can no longer be opened; on PostgreSQL nobody answers."""
    say(log, attempt.id, "k1", words=WORDS)
    log.close()

    def connect(dialect: Any, *_: Any) -> Any:
        lost = "/nowhere/x.db" if dialect.name == "sqlite" else "host=/nowhere"
        return dialect.connect(lost)

    event.listen(log._engine, "do_connect", connect)
    with pytest.raises(StoreDown, match="cannot be reached") as down:
        every_call(log, attempt.id)[name]()
    shown = f"{down.value} {down.value!r} {down.value.__cause__}"
    assert WORDS not in shown
    assert "SELECT" not in shown
    event.remove(log._engine, "do_connect", connect)
    assert log.turns(attempt.id)[0].words == WORDS


class TestLocked:
    @pytest.fixture
    def impatient(self, store_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Log]:
        monkeypatch.setattr("bot.store.opening.make_engine", lambda url: make_engine(url, wait=0.05))
        migrate(store_settings)
        log = open_log(store_settings)
        yield log
        log.close()

    def test_a_lock_held_too_long_is_said(self, impatient: Log, store_settings: Settings) -> None:
        begun = impatient.begin_attempt("ann", "k", kind="scene", area=None)
        other = make_engine(store_settings.db_url)
        with other.begin() as connection:
            connection.execute(text("UPDATE learner SET country = 'XX'"))
            with pytest.raises(StoreDown, match="locked by something else for too long"):
                say(impatient, begun.id, "k1", words=WORDS)
            assert impatient.attempt(begun.id) == begun  # reading goes on
        other.dispose()
        assert say(impatient, begun.id, "k1").try_number == 1

    def test_too_many_at_once_are_told(self, impatient: Log) -> None:
        held = [impatient._engine.connect() for _ in range(15)]
        with pytest.raises(StoreDown, match="too busy"):
            impatient.learner("ann")
        for connection in held:
            connection.close()
        assert impatient.learner("ann") is None


class TestSQLite:
    def test_a_full_disk_is_said_and_what_was_there_stays(self, sqlite_log: Log, sqlite_settings: Settings) -> None:
        begun = sqlite_log.begin_attempt("ann", "k", kind="scene", area=None)
        said = say(sqlite_log, begun.id, "k1")

        @event.listens_for(sqlite_log._engine, "begin")
        def fill(connection: Any) -> None:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

        with pytest.raises(StoreDown, match=r"The disk that the database is on is full\."):
            for n in range(2, 500):
                last = say(sqlite_log, begun.id, f"k{n}", n, words=WORDS * 100)
        assert sqlite_log.turns(begun.id)[0] == said
        assert sqlite_log.turns(begun.id)[-1] == last

    def test_a_damaged_file_is_said(self, sqlite_log: Log, sqlite_settings: Settings) -> None:
        sqlite_log.close()
        (sqlite_settings.home / "sayso.db").write_bytes(b"this is no database" * 1000)
        with pytest.raises(StoreDown, match="damaged or is not a database"):
            sqlite_log.learner("ann")
        with pytest.raises(StoreDown, match="damaged or is not a database"):
            open_log(sqlite_settings)
        with pytest.raises(StoreDown, match="damaged or is not a database"):
            migrate(sqlite_settings)

    def test_a_database_that_can_only_be_read_is_said(self, sqlite_log: Log) -> None:
        sqlite_log.save_learner("ann", keep_words=True)

        @event.listens_for(sqlite_log._engine, "begin")
        def forbid(connection: Any) -> None:
            connection.exec_driver_sql("PRAGMA query_only = ON")

        with pytest.raises(StoreDown, match="can only be read"):
            sqlite_log.save_learner("ann", keep_words=False)
        assert sqlite_log.learner("ann") is not None

    def test_a_table_that_is_missing_is_said(self, sqlite_log: Log, sqlite_settings: Settings) -> None:
        with sqlite_log._write() as session:
            session.execute(text("DROP TABLE exchange"))
        with pytest.raises(StoreDown, match="set up yet, or only in part"):
            sqlite_log.history("ann")


class TestPostgreSQL:
    @pytest.fixture
    def log(self, postgres_settings: Settings, clock: Clock) -> Iterator[Log]:
        migrate(postgres_settings)
        opened = open_log(postgres_settings, clock)
        yield opened
        opened.close()

    def end_connections(self, url: str) -> None:
        """What a restart of the server does to its clients."""
        admin = create_engine(url, future=True, isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            )
        admin.dispose()

    def test_a_server_that_restarted_between_two_turns_costs_none(
        self, log: Log, attempt: AttemptRow, postgres_url: str
    ) -> None:
        first = say(log, attempt.id, "k1", 1)
        self.end_connections(postgres_url)
        second = say(log, attempt.id, "k2", 2)
        assert log.turns(attempt.id) == [first, second]

    def test_a_connection_cut_in_the_middle_of_a_turn_leaves_nothing(
        self, log: Log, attempt: AttemptRow, postgres_url: str
    ) -> None:
        cut = []

        @event.listens_for(log._engine, "before_cursor_execute")
        def cut_once(connection: Any, cursor: Any, sql: str, *_: Any) -> None:
            if sql.startswith("INSERT INTO mark") and not cut:
                cut.append(True)
                self.end_connections(postgres_url)

        with pytest.raises(StoreDown, match="cannot be reached") as down:
            say(log, attempt.id, "k1", words=WORDS)
        assert WORDS not in f"{down.value}{down.value.__cause__}"
        assert log.turns(attempt.id) == []
        assert say(log, attempt.id, "k1").try_number == 1

    def test_a_wrong_address_is_said_at_the_start(self, postgres_settings: Settings) -> None:
        nobody = replace(postgres_settings, db_url="postgresql+psycopg2://u:secret@127.0.0.1:1/none")
        for start in (migrate, open_log):
            with pytest.raises(StoreDown, match="cannot be reached") as down:
                start(nobody)
            assert "secret" not in str(down.value)

    def test_a_missing_database_is_said(self, postgres_settings: Settings) -> None:
        missing = replace(postgres_settings, db_url=postgres_settings.db_url.replace("/sayso_", "/none_"))
        with pytest.raises(StoreDown):
            open_log(missing)


class TestKeys:
    def test_words_that_no_key_fits_are_a_problem_for_them_alone(self, log: Log, attempt: AttemptRow) -> None:
        say(log, attempt.id, "k1", 1, words=WORDS)
        fine = say(log, attempt.id, "k2", 2)
        with log._write() as session:
            session.execute(text("UPDATE turn SET words = 'gAAAAdamaged' WHERE client_key = 'k1'"))
        with pytest.raises(KeyProblem, match="Put the old key back"):
            log.turns(attempt.id)
        assert log.turn_by_key("ann", "k2") == fine
        assert log.erase("ann")["turn"] == 2

    def test_a_key_file_changed_while_running_is_found_at_the_next_start(
        self, log: Log, attempt: AttemptRow, store_settings: Settings
    ) -> None:
        store_settings.key_file.unlink()
        say(log, attempt.id, "k1")
        with pytest.raises(KeyProblem):
            open_log(store_settings)
        with pytest.raises(KeyProblem):
            open_events(store_settings)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("database is locked", "locked by something else"),
        ("canceling statement due to lock timeout", "locked by something else"),
        ("deadlock detected", "locked by something else"),
        ("database or disk is full", "disk that the database is on is full"),
        ("could not extend file: No space left on device", "disk that the database is on is full"),
        ("attempt to write a readonly database", "only be read"),
        ("cannot execute INSERT in a read-only transaction", "only be read"),
        ("database disk image is malformed", "damaged"),
        ("disk I/O error", "disk that the database is on fails"),
        ('password authentication failed for user "u"', "refuses the user name or the password"),
        ("server closed the connection unexpectedly", "cannot be reached"),
    ],
)
def test_each_fault_has_its_own_sentence(said: str, sentence: str) -> None:
    for kind in (OperationalError, DatabaseError):
        told = plain(kind(f"INSERT {WORDS}", {"words": WORDS}, Exception(f"{said} {WORDS}")))
        assert sentence in told
        assert WORDS not in told
