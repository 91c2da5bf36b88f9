"""Marks that a learner removed or added: what was read stays beside it."""

from __future__ import annotations

import pytest

from bot.store import Log, NotFound
from bot.vocabulary import Mark
from tests.databases import say


@pytest.fixture
def turn(log: Log):
    log.save_learner("ann", keep_words=True)
    attempt = log.begin_attempt("ann", "k", kind="scene", area="grief", setup={"line": "Only me!"})
    return say(log, attempt.id, "t1")


def test_a_removed_mark_no_longer_counts_and_is_still_known(log: Log, turn) -> None:
    corrected = log.correct(turn.id, removed=["states_feeling"], style="neutral")
    assert corrected.marks == ()
    assert corrected.found == turn.marks
    assert [(one.marker, one.how) for one in corrected.corrections] == [("states_feeling", "removed")]
    assert log.attempts("ann")[0].markers == {}
    assert log.attempts("ann")[0].styles == {"neutral": 1}


def test_the_same_correction_again_changes_nothing(log: Log, turn) -> None:
    once = log.correct(turn.id, removed=["states_feeling"], added=[Mark("blames", 0, 4)])
    assert log.correct(turn.id, removed=["states_feeling"], added=[Mark("blames", 0, 4)]) == once


def test_taking_a_correction_back_leaves_what_was_read(log: Log, turn) -> None:
    log.correct(turn.id, removed=["states_feeling"], added=[Mark("blames", 0, 4)])
    back = log.correct(turn.id, removed=["blames"], added=[Mark("states_feeling", 0, 4)], style=turn.style)
    assert (back.marks, back.corrections) == (turn.marks, ())


def test_the_floor_kept_with_a_turn_is_replaced_and_the_messages_stay(log: Log, turn) -> None:
    corrected = log.correct(turn.id, removed=["states_feeling"], state={"line": "new"})
    assert corrected.state == {"line": "new"}
    assert corrected.messages == turn.messages


def test_a_turn_that_is_not_there(log: Log) -> None:
    with pytest.raises(NotFound):
        log.correct(99, removed=["blames"])


def test_only_turns_whose_words_are_kept_are_given_back(log: Log, turn) -> None:
    log.correct(turn.id, removed=["states_feeling"])
    [one] = log.corrections()
    assert (one.turn.words, one.line, one.attempt.area) == (turn.words, "Only me!", "grief")
    assert log.corrections("somebody else") == []
    log.save_learner("ann", keep_words=False)
    assert log.corrections() == []


def test_corrections_are_exported_and_erased(log: Log, turn) -> None:
    log.correct(turn.id, added=[Mark("blames", 0, 4)])
    marks = log.export("ann")["attempt"][0]["turn"][0]["mark"]
    assert [mark["corrected"] for mark in marks] == [None, "added"]
    assert log.erase("ann")["mark"] == 2
