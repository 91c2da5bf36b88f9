"""Words past their time, and a new key: over the log and the tracker together."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from cryptography.fernet import Fernet
from freezegun import freeze_time
from sqlalchemy import insert

from bot.settings import Settings
from bot.store import KeyProblem, Log, change_key, forget_old_words, migrate, open_events, open_log
from bot.store.events import Event
from tests.databases import say
from tests.unit.store.test_programme import SECRET, fill


@pytest.fixture
def now() -> Iterator[Any]:
    """Time stands still, until the test lets days go by."""
    with freeze_time("2026-03-01 12:00", tz_offset=0) as frozen:
        yield frozen


@pytest.fixture
def settings(store_settings: Settings) -> Settings:
    migrate(store_settings)
    return store_settings


def practise(settings: Settings, learner: str, *, keep: bool = True) -> None:
    """Words in a turn, in an exchange, in the programme and in the tracker."""
    log = open_log(settings)
    log.save_learner(learner, keep_words=keep)
    attempt = log.begin_attempt(learner, "k", kind="scene", area="grief", setup={"name": SECRET})
    say(log, attempt.id, "t", words=SECRET, state={"line": SECRET})
    log.keep_exchange(learner, "e", said=SECRET, choice=None, answer=[SECRET], rehearsal=None)
    fill(log, learner)
    moment = log.now().timestamp()
    log.close()
    events = open_events(settings)
    with events.engine.begin() as connection:
        row = {"sender_id": learner, "type_name": "user", "timestamp": moment, "data": json.dumps({"text": SECRET})}
        connection.execute(insert(Event.__table__), [row])
    events.close()


def held(settings: Settings, learner: str) -> str:
    log, events = open_log(settings), open_events(settings)
    found = json.dumps([log.export(learner), events.of(learner)])
    log.close()
    events.close()
    return found


class TestForgetting:
    def test_after_thirty_days_they_are_gone_everywhere(self, settings: Settings, now: Any) -> None:
        practise(settings, "ann")
        now.tick(timedelta(days=29))
        assert forget_old_words(settings) == 0
        assert SECRET in held(settings, "ann")
        now.tick(timedelta(days=2))
        assert forget_old_words(settings) > 5
        assert SECRET not in held(settings, "ann")
        assert forget_old_words(settings) == 0

    def test_what_they_showed_stays(self, settings: Settings, now: Any) -> None:
        practise(settings, "ann")
        now.tick(timedelta(days=31))
        forget_old_words(settings)
        assert "states_feeling" in held(settings, "ann")

    @pytest.mark.parametrize(("days", "gone"), [(7, True), (None, False)])
    def test_the_operator_says_how_long(self, settings: Settings, now: Any, days: int | None, gone: bool) -> None:
        practise(settings, "ann")
        now.tick(timedelta(days=8))
        forget_old_words(replace(settings, keep_days=days))
        assert (SECRET not in held(settings, "ann")) is gone

    def test_who_keeps_no_words_is_forgotten_after_half_a_day(self, settings: Settings, now: Any) -> None:
        practise(settings, "shy", keep=False)
        practise(settings, "ann")
        now.tick(timedelta(days=0.4))
        forget_old_words(settings)
        assert SECRET in held(settings, "shy"), "the talk that runs can still be gone on with"
        now.tick(timedelta(days=0.2))
        forget_old_words(settings)
        log = open_log(settings)
        log.end_attempt(log.attempts("shy")[0].attempt.id, None, None)
        log.close()
        assert SECRET not in held(settings, "shy")
        assert SECRET in held(settings, "ann")

    def test_who_was_in_danger_still_finds_the_practice_resting(self, settings: Settings, now: Any) -> None:
        practise(settings, "shy", keep=False)
        log = open_log(settings)
        log.note_safety("shy", "risk_ideation")
        log.close()
        now.tick(timedelta(days=3))
        forget_old_words(settings)
        events = open_events(settings)
        assert len(events.of("shy")) == 1
        events.close()


class TestChangingTheKey:
    def test_the_old_key_opens_nothing_any_more(self, settings: Settings) -> None:
        practise(settings, "ann")
        before, old = held(settings, "ann"), settings.key_file.read_text()
        assert change_key(settings) > 10
        assert settings.key_file.read_text() != old
        assert held(settings, "ann") == before
        settings.key_file.write_text(old)
        with pytest.raises(KeyProblem, match="another key"):
            open_log(settings)

    def test_the_key_file_stays_private(self, settings: Settings) -> None:
        practise(settings, "ann")
        change_key(settings)
        assert settings.key_file.stat().st_mode & 0o777 == 0o600
        assert len(settings.key_file.read_text().split()) == 1

    def test_a_crash_in_between_leaves_every_word_readable(
        self, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        practise(settings, "ann")
        before = held(settings, "ann")
        with monkeypatch.context() as crash:
            crash.setattr(Log, "rotate", lambda *_: (_ for _ in ()).throw(RuntimeError("power cut")))
            with pytest.raises(RuntimeError):
                change_key(settings)
        assert held(settings, "ann") == before
        assert change_key(settings) > 10
        assert held(settings, "ann") == before

    def test_keys_from_the_environment_are_used_in_their_order(self, settings: Settings) -> None:
        old, new = (Fernet.generate_key().decode() for _ in range(2))
        practise(replace(settings, key=old), "ann")
        before = held(replace(settings, key=old), "ann")
        change_key(replace(settings, key=f"{new},{old}"))
        assert held(replace(settings, key=new), "ann") == before

    def test_a_wrong_or_missing_key_stops_and_touches_nothing(self, settings: Settings) -> None:
        practise(settings, "ann")
        right = settings.key_file.read_text()
        settings.key_file.write_text(Fernet.generate_key().decode())
        with pytest.raises(KeyProblem, match="another key"):
            change_key(settings)
        settings.key_file.unlink()
        with pytest.raises(KeyProblem, match="no key to change yet"):
            change_key(settings)
        assert not settings.key_file.exists()
        settings.key_file.write_text(right)
        assert SECRET in held(settings, "ann")
