"""What is held is counted, and its words dated, without any of it being shown."""

from __future__ import annotations

from datetime import timedelta

from bot.store import Log
from tests.databases import Clock, say
from tests.unit.store.test_programme import fill


def keep(log: Log, learner: str, key: str) -> None:
    log.keep_exchange(learner, key, said="hello there", choice=None, answer={"messages": []}, rehearsal=None)


def test_a_stranger_holds_nothing(log: Log) -> None:
    found = log.held("nobody")
    assert set(found.counts.values()) == {0}
    assert (found.lines_with_words, found.oldest, found.newest) == (0, None, None)


def test_everything_is_counted_by_kind_and_nobody_elses(log: Log) -> None:
    log.save_learner("ann", keep_words=True)
    fill(log, "ann")
    begun = log.begin_attempt("ann", "a", kind="scene", area="grief")
    say(log, begun.id, "a-1")
    log.rate(begun.id, "distress", "before", 6)
    log.note_safety("ann", "risk_other")
    keep(log, "ann", "m")
    fill(log, "bob")
    assert log.held("ann").counts == {
        "attempts": 1, "lines": 1, "messages": 1, "people": 1, "focuses": 1, "sessions": 1, "plans": 1, "notes": 1,
        "ratings": 1, "safety": 1,
    }  # fmt: skip


def test_the_oldest_and_the_newest_words_are_dated(log: Log, clock: Clock) -> None:
    log.save_learner("ann", keep_words=True)
    begun = log.begin_attempt("ann", "a", kind="scene", area="grief")
    first = say(log, begun.id, "a-1")
    clock.pass_days(3)
    keep(log, "ann", "m")
    found = log.held("ann")
    assert found.lines_with_words == 1
    assert found.oldest == first.created
    assert found.newest is not None
    assert timedelta(days=3) < found.newest - first.created < timedelta(days=3, minutes=1)


def test_words_that_went_are_dated_no_more(log: Log) -> None:
    log.save_learner("ann", keep_words=True)
    begun = log.begin_attempt("ann", "a", kind="scene", area="grief")
    say(log, begun.id, "a-1")
    log.end_attempt(begun.id, "agreed", "good")
    log.save_learner("ann", keep_words=False)
    found = log.held("ann")
    assert (found.counts["lines"], found.lines_with_words, found.oldest) == (1, 0, None)
