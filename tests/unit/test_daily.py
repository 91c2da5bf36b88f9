"""Once a day, whoever looks; and a failure is no reason to stop."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from freezegun import freeze_time

from bot.cli.serving import daily_forgetting
from bot.daily import DAY, HOUR, Daily
from bot.settings import Settings
from bot.store import migrate, open_log
from tests.databases import say


class Hand:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_it_is_done_once_a_day_however_often_it_is_looked_at():
    done, clock = [], Hand()
    daily = Daily(lambda: done.append(clock.now), lambda kind: None, clock)
    for hour in range(72 * 2 + 1):
        clock.now = hour * HOUR / 2
        daily()
    assert done == [DAY, 2 * DAY, 3 * DAY]


def test_what_fails_is_told_by_its_kind_and_tried_again_in_an_hour():
    told, tries, clock = [], [], Hand()

    def work() -> None:
        tries.append(clock.now)
        if len(tries) == 1:
            raise RuntimeError("somebody's words")

    daily = Daily(work, told.append, clock)
    for clock.now in (DAY, DAY + HOUR / 2, DAY + HOUR, DAY + 2 * HOUR):
        daily()
    assert (told, tries) == (["RuntimeError"], [DAY, DAY + HOUR])


@pytest.fixture
def frozen() -> Iterator[Any]:
    """Time stands still, until the test lets days go by."""
    with freeze_time("2026-03-01 12:00", tz_offset=0) as frozen:
        yield frozen


def test_a_server_that_runs_for_weeks_forgets_old_words(sqlite_settings: Settings, frozen: Any):
    migrate(sqlite_settings)
    log = open_log(sqlite_settings)
    log.save_learner("a" * 32, keep_words=True)
    attempt = log.begin_attempt("a" * 32, "k", kind="scene", area="grief")
    say(log, attempt.id, "t", words="about the xylophone")
    clock = Hand()
    daily = daily_forgetting(sqlite_settings, clock)
    frozen.move_to("2026-04-15 12:00")
    daily()
    assert "xylophone" in str(log.export("a" * 32)), "no day has gone by for it"
    clock.now = DAY
    daily()
    assert "xylophone" not in str(log.export("a" * 32))
    log.close()


def test_a_database_that_is_gone_stops_nothing(sqlite_settings: Settings, capsys):
    clock = Hand()
    daily = daily_forgetting(sqlite_settings, clock)
    clock.now = DAY
    daily()
    assert "tried again in an hour" in capsys.readouterr().err
