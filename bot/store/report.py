"""Counts for whoever runs Sayso: how many people did what. No words, no ids, and no group of fewer than five."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.store.models import Attempt, Focus, Learner, Plan, SafetyEvent, Sitting

FEWEST = 5
"""People in a group, at least: of fewer, nothing is told, and not how many they are either."""


@dataclass(frozen=True)
class Counted:
    """A group of people who did something: how many they are, and how often it was done."""

    what: str
    which: str
    people: int
    times: int


def report(session: Session) -> list[Counted]:
    """Every group of five or more, in a fixed order."""
    groups = (
        _grouped(session, "learners", Learner.id),
        _grouped(session, "practised", Attempt.learner_id, Attempt.area),
        _grouped(session, "ended", Attempt.learner_id, Attempt.ending_kind, Attempt.ended.is_not(None)),
        _grouped(session, "rehearsed", Attempt.learner_id, Attempt.scenario, Attempt.scenario.is_not(None)),
        _grouped(session, "wrote a statement", Attempt.learner_id, where=Attempt.kind == "statement"),
        _grouped(session, "chose a focus", Focus.learner_id, Focus.area),
        _grouped(session, "finished a course", Focus.learner_id, where=Focus.closed.is_not(None)),
        _grouped(session, "had a session", Sitting.learner_id),
        _grouped(session, "planned a real talk", Plan.learner_id),
        _grouped(session, "held a real talk", Plan.learner_id, where=Plan.held.is_not(None)),
        _grouped(session, "were shown help", SafetyEvent.learner_id, SafetyEvent.label),
    )
    return [one for group in groups for one in group if one.people >= FEWEST]


def _grouped(session: Session, what: str, person: Any, by: Any = None, where: Any = None) -> list[Counted]:
    people, times = func.count(person.distinct()), func.count()
    query = select(people, times) if by is None else select(people, times, by).group_by(by).order_by(by)
    if where is not None:
        query = query.where(where)
    return [Counted(what, row[2] or "" if by is not None else "", row[0], row[1]) for row in session.execute(query)]
