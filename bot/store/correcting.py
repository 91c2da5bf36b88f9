"""Corrections: what a learner says was read wrongly in a turn of theirs, and all that was corrected so far."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.models import Attempt, FoundMark, Turn
from bot.store.rows import ADDED, REMOVED
from bot.vocabulary import Mark


def correct(session: Session, turn: Turn, removed: Iterable[str], added: Iterable[Mark], now: datetime) -> None:
    """Marks what was removed, and adds what was missed. What was added and removed again goes, and the other way."""
    marks = session.scalars(select(FoundMark).where(FoundMark.turn_id == turn.id)).all()
    for mark in (one for one in marks if one.marker in set(removed)):
        _remove(session, mark, now)
    for one in added:
        _add(session, turn, [mark for mark in marks if mark.marker == one.marker], one, now)


def _remove(session: Session, mark: FoundMark, now: datetime) -> None:
    if mark.corrected == ADDED:
        session.delete(mark)
    elif mark.corrected is None:
        mark.corrected, mark.corrected_at = REMOVED, now


def _add(session: Session, turn: Turn, there: list[FoundMark], one: Mark, now: datetime) -> None:
    for mark in there:
        if mark.corrected == REMOVED:
            mark.corrected = mark.corrected_at = None
    if not there:
        spanned = {"start": one.start, "end": one.end, "confidence": float(one.confidence)}
        session.add(FoundMark(turn_id=turn.id, marker=one.marker, **spanned, corrected=ADDED, corrected_at=now))


def corrected(session: Session, learner_id: str | None) -> list[tuple[Turn, Attempt]]:
    """Turns with a correction and with their words, each with its attempt; oldest first."""
    touched = select(FoundMark.turn_id).where(FoundMark.corrected.is_not(None))
    query = select(Turn, Attempt).join(Attempt, Attempt.id == Turn.attempt_id)
    query = query.where(Turn.id.in_(touched), Turn.words.is_not(None)).order_by(Turn.id)
    if learner_id is not None:
        query = query.where(Turn.learner_id == learner_id)
    return [(turn, attempt) for turn, attempt in session.execute(query).all()]


def line_before(session: Session, turn: Turn, attempt: Attempt) -> str:
    """What the learner answered to: the line after the turn before, or the opening; empty when it is not kept."""
    query = select(Turn).where(Turn.attempt_id == turn.attempt_id, Turn.number == turn.number - 1, Turn.id < turn.id)
    before = session.scalars(query.order_by(Turn.id.desc()).limit(1)).first()
    state = (before.answer or {}).get("state") if before else attempt.setup
    line = (state or {}).get("line")
    return line if isinstance(line, str) else ""
