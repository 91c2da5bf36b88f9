"""Counts over everybody: no words, no ids, no group of fewer than five."""

from __future__ import annotations

import pytest

from bot.store import Log
from bot.store.report import FEWEST


def practise(log: Log, people: int, area: str, scenario: str = "parent_drops_in") -> None:
    for number in range(people):
        learner = f"{area}-{number}"
        log.save_learner(learner, keep_words=True)
        attempt = log.begin_attempt(learner, "k", kind="scene", area=area, scenario=scenario)
        log.end_attempt(attempt.id, "agreed", "good")
        log.note_safety(learner, "risk_other")
        log.add_plan(learner, "p", with_whom="xylophone")


def groups(log: Log) -> dict[tuple[str, str], tuple[int, int]]:
    return {(one.what, one.which): (one.people, one.times) for one in log.report()}


def test_people_and_times_are_counted_apart(log: Log) -> None:
    practise(log, 5, "grief")
    log.begin_attempt("grief-0", "again", kind="scene", area="grief")
    found = groups(log)
    assert found["practised", "grief"] == (5, 6)
    assert found["rehearsed", "parent_drops_in"] == (5, 5)
    assert found["planned a real talk", ""] == (5, 5)
    assert found["were shown help", "risk_other"] == (5, 5)


@pytest.mark.parametrize("people", range(FEWEST))
def test_of_fewer_than_five_nothing_is_told(log: Log, people: int) -> None:
    practise(log, people, "grief")
    assert log.report() == []


def test_a_small_group_is_left_out_of_a_big_house(log: Log) -> None:
    practise(log, 6, "grief")
    practise(log, 4, "role_dispute", "friend_unpaid_loan")
    found = groups(log)
    assert found["learners", ""] == (10, 10)
    assert ("practised", "grief") in found
    assert ("practised", "role_dispute") not in found
    assert ("rehearsed", "friend_unpaid_loan") not in found


def test_no_words_and_no_ids(log: Log) -> None:
    practise(log, 6, "grief")
    said = str(log.report())
    assert "xylophone" not in said
    assert "grief-0" not in said
