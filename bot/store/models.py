"""The tables of the log. What a learner typed stands in `Encrypted` columns and in no other.

A column is named with `Column` under a `Mapped` annotation, which SQLAlchemy 1.4 (Rasa's pin) and 2 both
take.
"""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, declarative_base
from sqlalchemy.types import TypeDecorator

from bot.store.crypto import Encrypted, EncryptedJSON


class UTCDateTime(TypeDecorator):
    """A moment in UTC: aware in Python on every database, though SQLite keeps no time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Takes aware moments only. Raises ValueError for a naive one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment in the log needs a time zone.")
        return value.astimezone(timezone.utc)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Gives the moment back in UTC."""
        if value is None:
            return None
        return value.astimezone(timezone.utc) if value.tzinfo else value.replace(tzinfo=timezone.utc)


NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
"""Migrations drop constraints by name, so each has one that is the same on every database."""

Base: Any = declarative_base(metadata=MetaData(naming_convention=NAMING))

NEVER_REUSED = {"sqlite_autoincrement": True}
"""An id that was erased is not given to somebody else's row, as PostgreSQL's sequences do by themselves."""


def _id() -> Any:
    return Column(Integer, primary_key=True)


def _moment(*, nullable: bool = False) -> Any:
    return Column(UTCDateTime, nullable=nullable)


def _needs(column: str, *, nullable: bool = False) -> Any:
    """A reference that takes its row along when what it refers to goes."""
    return Column(ForeignKey(column, ondelete="CASCADE"), nullable=nullable)


def _may_name(column: str) -> Any:
    """A reference that is emptied when what it refers to goes."""
    return Column(ForeignKey(column, ondelete="SET NULL"), nullable=True)


def _once_by_key() -> Any:
    """The same message makes a row once. An index, not a constraint: SQLite adds it without making the table anew."""
    return Index(None, "learner_id", "client_key", unique=True)


class Setting(Base):
    """What the store notes about itself: which keys it was written with."""

    __tablename__ = "setting"

    name: Mapped[str] = Column(Text, primary_key=True)
    value: Mapped[str] = Column(Text, nullable=False)


class Learner(Base):
    """Someone who practises. `id` is a random hex string from a signed cookie.

    `consented`: when they answered whether their words may be kept; None until then.
    """

    __tablename__ = "learner"

    id: Mapped[str] = Column(Text, primary_key=True)
    keep_words: Mapped[bool] = Column(Boolean, nullable=False)
    adult: Mapped[bool | None] = Column(Boolean)
    country: Mapped[str | None] = Column(Text)
    consented: Mapped[datetime | None] = _moment(nullable=True)
    created: Mapped[datetime] = _moment()
    seen: Mapped[datetime] = _moment()


class Person(Base):
    """Somebody in the learner's life; `ring` is 1 (closest) to 3."""

    __tablename__ = "person"

    id: Mapped[int] = _id()
    learner_id: Mapped[str] = _needs("learner.id")
    nickname: Mapped[str] = Column(Encrypted, nullable=False)
    relation: Mapped[str | None] = Column(Encrypted)
    ring: Mapped[int | None] = Column(Integer)
    good: Mapped[str | None] = Column(Encrypted)
    hard: Mapped[str | None] = Column(Encrypted)
    expected_of_them: Mapped[str | None] = Column(Encrypted)
    expected_of_me: Mapped[str | None] = Column(Encrypted)
    unsaid: Mapped[str | None] = Column(Encrypted)
    client_key: Mapped[str | None] = Column(Text)
    created: Mapped[datetime] = _moment()

    __table_args__ = (
        CheckConstraint("ring BETWEEN 1 AND 3", name="ring"),
        Index(None, "learner_id"),
        _once_by_key(),
        NEVER_REUSED,
    )


class Focus(Base):
    """The one area a learner works on, with the goal in their words and the sessions agreed."""

    __tablename__ = "focus"

    id: Mapped[int] = _id()
    learner_id: Mapped[str] = _needs("learner.id")
    person_id: Mapped[int | None] = _may_name("person.id")
    area: Mapped[str] = Column(Text, nullable=False)
    goal: Mapped[str | None] = Column(Encrypted)
    what_happens: Mapped[str | None] = Column(Encrypted)
    how_it_feels: Mapped[str | None] = Column(Encrypted)
    sessions: Mapped[int | None] = Column(Integer)
    closing: Mapped[Any] = Column(EncryptedJSON)
    client_key: Mapped[str | None] = Column(Text)
    opened: Mapped[datetime] = _moment()
    closed: Mapped[datetime | None] = _moment(nullable=True)

    __table_args__ = (Index(None, "learner_id"), Index(None, "person_id"), _once_by_key(), NEVER_REUSED)


class Attempt(Base):
    """One rehearsal of a scene or one boundary statement. `client_key` is the message that began it."""

    __tablename__ = "attempt"

    id: Mapped[int] = _id()
    learner_id: Mapped[str] = _needs("learner.id")
    client_key: Mapped[str] = Column(Text, nullable=False)
    area: Mapped[str | None] = Column(Text)
    kind: Mapped[str] = Column(Text, nullable=False)
    scenario: Mapped[str | None] = Column(Text)
    revision: Mapped[str | None] = Column(Text)
    level: Mapped[str | None] = Column(Text)
    setup: Mapped[Any] = Column(EncryptedJSON)
    started: Mapped[datetime] = _moment()
    ended: Mapped[datetime | None] = _moment(nullable=True)
    ending: Mapped[str | None] = Column(Text)
    ending_kind: Mapped[str | None] = Column(Text)

    __table_args__ = (
        UniqueConstraint("learner_id", "client_key"),
        CheckConstraint("kind IN ('scene', 'statement')", name="kind"),
        Index(None, "learner_id", "id"),
        NEVER_REUSED,
    )


class Plan(Base):
    """The real talk: with whom and when, the lines to say, if–then, and afterwards what happened.

    `feared`, `happened`: how bad it would be and how bad it was, 0 to 10. `held` or `let_go` ends the plan.
    """

    __tablename__ = "plan"

    id: Mapped[int] = _id()
    learner_id: Mapped[str] = _needs("learner.id")
    focus_id: Mapped[int | None] = _may_name("focus.id")
    person_id: Mapped[int | None] = _may_name("person.id")
    attempt_id: Mapped[int | None] = _may_name("attempt.id")
    with_whom: Mapped[str | None] = Column(Encrypted)
    where: Mapped[str | None] = Column(Encrypted)
    lines: Mapped[Any] = Column(EncryptedJSON)
    if_then: Mapped[Any] = Column(EncryptedJSON)
    outcome: Mapped[Any] = Column(EncryptedJSON)
    due: Mapped[datetime | None] = _moment(nullable=True)
    held: Mapped[datetime | None] = _moment(nullable=True)
    let_go: Mapped[datetime | None] = _moment(nullable=True)
    feared: Mapped[int | None] = Column(Integer)
    happened: Mapped[int | None] = Column(Integer)
    client_key: Mapped[str | None] = Column(Text)
    created: Mapped[datetime] = _moment()

    __table_args__ = (
        Index(None, "learner_id"),
        Index(None, "focus_id"),
        Index(None, "person_id"),
        Index(None, "attempt_id"),
        _once_by_key(),
        NEVER_REUSED,
    )


class Sitting(Base):
    """One session of the programme, as agreed for a focus: how it began and how it ended, 0 to 10, and in words."""

    __tablename__ = "sitting"

    id: Mapped[int] = _id()
    learner_id: Mapped[str] = _needs("learner.id")
    focus_id: Mapped[int] = _needs("focus.id")
    number: Mapped[int] = Column(Integer, nullable=False)
    distress_before: Mapped[int | None] = Column(Integer)
    confidence_before: Mapped[int | None] = Column(Integer)
    distress_after: Mapped[int | None] = Column(Integer)
    confidence_after: Mapped[int | None] = Column(Integer)
    closeness: Mapped[int | None] = Column(Integer)
    words: Mapped[Any] = Column(EncryptedJSON)
    client_key: Mapped[str | None] = Column(Text)
    opened: Mapped[datetime] = _moment()
    closed: Mapped[datetime | None] = _moment(nullable=True)

    __table_args__ = (Index(None, "learner_id"), Index(None, "focus_id"), _once_by_key(), NEVER_REUSED)


class Note(Base):
    """What an exercise brought, or what was left open: `kind` and `value` are names of ours, `words` the learner's."""

    __tablename__ = "note"

    id: Mapped[int] = _id()
    learner_id: Mapped[str] = _needs("learner.id")
    focus_id: Mapped[int | None] = _needs("focus.id", nullable=True)
    kind: Mapped[str] = Column(Text, nullable=False)
    value: Mapped[str | None] = Column(Text)
    words: Mapped[Any] = Column(EncryptedJSON)
    client_key: Mapped[str | None] = Column(Text)
    created: Mapped[datetime] = _moment()
    changed: Mapped[datetime] = _moment()

    __table_args__ = (Index(None, "learner_id"), Index(None, "focus_id"), _once_by_key(), NEVER_REUSED)


class Turn(Base):
    """One thing the learner said in an attempt, and all that was answered.

    `words` stays NULL for learners who keep no words; `answer` ({"state", "messages"}) stands until the
    attempt ends.
    """

    __tablename__ = "turn"

    id: Mapped[int] = _id()
    attempt_id: Mapped[int] = _needs("attempt.id")
    learner_id: Mapped[str] = _needs("learner.id")
    client_key: Mapped[str] = Column(Text, nullable=False)
    number: Mapped[int] = Column(Integer, nullable=False)
    try_number: Mapped[int] = Column(Integer, nullable=False)
    words: Mapped[str | None] = Column(Encrypted)
    beat: Mapped[str | None] = Column(Text)
    reply: Mapped[str | None] = Column(Text)
    tactic: Mapped[str | None] = Column(Text)
    style: Mapped[str | None] = Column(Text)
    answer: Mapped[Any] = Column(EncryptedJSON)
    taken_back: Mapped[datetime | None] = _moment(nullable=True)
    created: Mapped[datetime] = _moment()

    __table_args__ = (
        UniqueConstraint("learner_id", "client_key"),
        UniqueConstraint("attempt_id", "number", "try_number"),
        NEVER_REUSED,
    )


class FoundMark(Base):
    """A marker found on a turn's words; `start` and `end` are offsets into exactly what was typed.

    `corrected` ("removed" or "added") and `corrected_at`: what the learner said about it, and when. A mark that was
    removed stays, as what was read; one that was added spans all the words.
    """

    __tablename__ = "mark"

    id: Mapped[int] = _id()
    turn_id: Mapped[int] = _needs("turn.id")
    marker: Mapped[str] = Column(Text, nullable=False)
    start: Mapped[int] = Column(Integer, nullable=False)
    end: Mapped[int] = Column(Integer, nullable=False)
    confidence: Mapped[float] = Column(Float, nullable=False)
    corrected: Mapped[str | None] = Column(Text)
    corrected_at: Mapped[datetime | None] = _moment(nullable=True)

    __table_args__ = (Index(None, "turn_id"), NEVER_REUSED)


class Rewind(Base):
    """One 'again': which message asked for it and the turn it went back to (NULL: the beginning).

    Kept so that the same message, sent twice, takes back once and gets the same answer.
    """

    __tablename__ = "rewind"

    id: Mapped[int] = _id()
    attempt_id: Mapped[int] = _needs("attempt.id")
    client_key: Mapped[str] = Column(Text, nullable=False)
    turn_id: Mapped[int | None] = _needs("turn.id", nullable=True)
    created: Mapped[datetime] = _moment()

    __table_args__ = (UniqueConstraint("attempt_id", "client_key"), Index(None, "turn_id"), NEVER_REUSED)


class Rating(Base):
    """Distress, confidence or closeness to the goal, 0 to 10, before or after an attempt or for a focus."""

    __tablename__ = "rating"

    id: Mapped[int] = _id()
    learner_id: Mapped[str] = _needs("learner.id")
    attempt_id: Mapped[int | None] = _needs("attempt.id", nullable=True)
    focus_id: Mapped[int | None] = _needs("focus.id", nullable=True)
    measure: Mapped[str] = Column(Text, nullable=False)
    moment: Mapped[str] = Column(Text, nullable=False)
    value: Mapped[int] = Column(Integer, nullable=False)
    created: Mapped[datetime] = _moment()

    __table_args__ = (
        UniqueConstraint("attempt_id", "measure", "moment"),
        CheckConstraint("measure IN ('distress', 'confidence', 'closeness')", name="measure"),
        CheckConstraint("moment IN ('before', 'after')", name="moment"),
        CheckConstraint("value BETWEEN 0 AND 10", name="value"),
        Index(None, "learner_id"),
        Index(None, "focus_id"),
        NEVER_REUSED,
    )


class SafetyEvent(Base):
    """That a safety label came up, and when. Never the words."""

    __tablename__ = "safety_event"

    id: Mapped[int] = _id()
    learner_id: Mapped[str] = _needs("learner.id")
    attempt_id: Mapped[int | None] = _needs("attempt.id", nullable=True)
    label: Mapped[str] = Column(Text, nullable=False)
    created: Mapped[datetime] = _moment()

    __table_args__ = (Index(None, "learner_id"), Index(None, "attempt_id"), NEVER_REUSED)


class Exchange(Base):
    """One message and all that was answered: the page's history, and the answer to a message sent twice."""

    __tablename__ = "exchange"

    id: Mapped[int] = _id()
    learner_id: Mapped[str] = _needs("learner.id")
    client_key: Mapped[str] = Column(Text, nullable=False)
    said: Mapped[str | None] = Column(Encrypted)
    choice: Mapped[str | None] = Column(Text)
    answer: Mapped[Any] = Column(EncryptedJSON, nullable=False)
    rehearsal: Mapped[Any] = Column(EncryptedJSON)
    created: Mapped[datetime] = _moment()

    __table_args__ = (
        UniqueConstraint("learner_id", "client_key"),
        Index(None, "learner_id", "id"),
        NEVER_REUSED,
    )
