"""How much is held about a learner, counted: what they can be told without showing any of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from bot.store.models import Attempt, Exchange, Focus, Note, Person, Plan, Rating, SafetyEvent, Sitting, Turn

COUNTED: dict[str, Any] = {
    "attempts": Attempt,
    "lines": Turn,
    "messages": Exchange,
    "people": Person,
    "focuses": Focus,
    "sessions": Sitting,
    "plans": Plan,
    "notes": Note,
    "ratings": Rating,
    "safety": SafetyEvent,
}


@dataclass(frozen=True)
class Held:
    """What is held: `counts` of rows by kind, and how many of the lines still have their words.

    `oldest`, `newest`: when the words that are kept of the talk were said (UTC); None when there are none. The
    programme's words (people, goals, plans) are not among these: they go by when the learner was last there.
    """

    counts: dict[str, int]
    lines_with_words: int
    oldest: datetime | None
    newest: datetime | None


def held(session: Session, learner_id: str) -> Held:
    """What is held about a learner; nothing but zeros for a stranger."""
    counts = {name: _count(session, table, table.learner_id == learner_id) for name, table in COUNTED.items()}
    moments = [_span(session, table, learner_id, worded) for table, worded in _worded().items()]
    known = sorted(moment for pair in moments for moment in pair if moment is not None)
    worded = _count(session, Turn, Turn.learner_id == learner_id, Turn.words.is_not(None))
    return Held(counts, worded, known[0] if known else None, known[-1] if known else None)


def _worded() -> dict[Any, Any]:
    """The tables whose words go by their own age, and which of their rows hold any."""
    return {
        Turn: or_(Turn.words.is_not(None), Turn.answer.is_not(None)),
        Exchange: Exchange.id.is_not(None),
    }


def _count(session: Session, table: Any, *which: Any) -> int:
    return session.scalar(select(func.count()).select_from(table).where(*which)) or 0


def _span(session: Session, table: Any, learner_id: str, worded: Any) -> tuple[datetime | None, datetime | None]:
    query = select(func.min(table.created), func.max(table.created)).where(table.learner_id == learner_id, worded)
    first, last = session.execute(query).one()
    return first, last
