"""The first tables.

Encrypted columns are plain text to the database. Names of constraints follow `bot.store.models.NAMING`.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)

INDEXES = (
    ("person", "learner_id"),
    ("focus", "learner_id"),
    ("focus", "person_id"),
    ("attempt", "learner_id", "id"),
    ("plan", "learner_id"),
    ("plan", "focus_id"),
    ("plan", "person_id"),
    ("plan", "attempt_id"),
    ("mark", "turn_id"),
    ("rewind", "turn_id"),
    ("rating", "learner_id"),
    ("rating", "focus_id"),
    ("safety_event", "learner_id"),
    ("safety_event", "attempt_id"),
    ("exchange", "learner_id", "id"),
)


def upgrade() -> None:
    """Goes from nothing to 0001."""
    _setting_and_learner()
    _person_and_focus()
    _attempt_and_plan()
    _turn_and_mark()
    _rewind()
    _rating_and_safety_event()
    _exchange()
    for table, *columns in INDEXES:
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, columns)


def downgrade() -> None:
    """Goes back to nothing. Everything that was logged goes with it."""
    for table in (
        "exchange",
        "safety_event",
        "rating",
        "rewind",
        "mark",
        "turn",
        "plan",
        "attempt",
        "focus",
        "person",
        "learner",
        "setting",
    ):
        op.drop_table(table)


def _setting_and_learner() -> None:
    op.create_table("setting", _text("name"), _text("value"), sa.PrimaryKeyConstraint("name", name="pk_setting"))
    op.create_table(
        "learner",
        _text("id"),
        sa.Column("keep_words", sa.Boolean, nullable=False),
        sa.Column("adult", sa.Boolean),
        _maybe("country"),
        _moment("consented", nullable=True),
        _moment("created"),
        _moment("seen"),
        sa.PrimaryKeyConstraint("id", name="pk_learner"),
    )


def _person_and_focus() -> None:
    _table(
        "person",
        _text("nickname"),
        _maybe("relation"),
        sa.Column("ring", sa.Integer),
        *map(_maybe, ("good", "hard", "expected_of_them", "expected_of_me", "unsaid")),
        _moment("created"),
        sa.CheckConstraint("ring BETWEEN 1 AND 3", name=op.f("ck_person_ring")),
    )
    _table(
        "focus",
        *_refers("focus", "person", ondelete="SET NULL"),
        _text("area"),
        *map(_maybe, ("goal", "what_happens", "how_it_feels")),
        sa.Column("sessions", sa.Integer),
        _maybe("closing"),
        _moment("opened"),
        _moment("closed", nullable=True),
    )


def _attempt_and_plan() -> None:
    _table(
        "attempt",
        _text("client_key"),
        _maybe("area"),
        _text("kind"),
        *map(_maybe, ("scenario", "revision", "level", "setup")),
        _moment("started"),
        _moment("ended", nullable=True),
        *map(_maybe, ("ending", "ending_kind")),
        _once("attempt", "learner_id", "client_key"),
        sa.CheckConstraint("kind IN ('scene', 'statement')", name=op.f("ck_attempt_kind")),
    )
    _table(
        "plan",
        *_refers("plan", "focus", ondelete="SET NULL"),
        *_refers("plan", "person", ondelete="SET NULL"),
        *_refers("plan", "attempt", ondelete="SET NULL"),
        *map(_maybe, ("with_whom", "where", "lines", "if_then", "outcome")),
        _moment("due", nullable=True),
        _moment("held", nullable=True),
        _moment("created"),
    )


def _turn_and_mark() -> None:
    _table(
        "turn",
        *_refers("turn", "attempt", nullable=False),
        _text("client_key"),
        _count("number"),
        _count("try_number"),
        *map(_maybe, ("words", "beat", "reply", "tactic", "style", "answer")),
        _moment("taken_back", nullable=True),
        _moment("created"),
        _once("turn", "learner_id", "client_key"),
        _once("turn", "attempt_id", "number", "try_number"),
    )
    _table(
        "mark",
        *_refers("mark", "turn", nullable=False),
        _text("marker"),
        _count("start"),
        _count("end"),
        sa.Column("confidence", sa.Float, nullable=False),
        of_learner=False,
    )


def _rewind() -> None:
    _table(
        "rewind",
        *_refers("rewind", "attempt", nullable=False),
        _text("client_key"),
        *_refers("rewind", "turn"),
        _moment("created"),
        _once("rewind", "attempt_id", "client_key"),
        of_learner=False,
    )


def _rating_and_safety_event() -> None:
    _table(
        "rating",
        *_refers("rating", "attempt"),
        *_refers("rating", "focus"),
        _text("measure"),
        _text("moment"),
        _count("value"),
        _moment("created"),
        _once("rating", "attempt_id", "measure", "moment"),
        sa.CheckConstraint("measure IN ('distress', 'confidence', 'closeness')", name=op.f("ck_rating_measure")),
        sa.CheckConstraint("moment IN ('before', 'after')", name=op.f("ck_rating_moment")),
        sa.CheckConstraint("value BETWEEN 0 AND 10", name=op.f("ck_rating_value")),
    )
    _table("safety_event", *_refers("safety_event", "attempt"), _text("label"), _moment("created"))


def _exchange() -> None:
    _table(
        "exchange",
        _text("client_key"),
        *map(_maybe, ("said", "choice")),
        _text("answer"),
        _maybe("rehearsal"),
        _moment("created"),
        _once("exchange", "learner_id", "client_key"),
    )


def _table(name: str, *parts: Any, of_learner: bool = True) -> None:
    owner = _refers(name, "learner", kind=sa.Text, nullable=False) if of_learner else ()
    op.create_table(
        name,
        sa.Column("id", sa.Integer, nullable=False),
        *owner,
        *parts,
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sqlite_autoincrement=True,
    )


def _refers(
    table: str, other: str, *, kind: Any = sa.Integer, nullable: bool = True, ondelete: str = "CASCADE"
) -> tuple[Any, Any]:
    column = f"{other}_id"
    return sa.Column(column, kind, nullable=nullable), sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=f"fk_{table}_{column}", ondelete=ondelete
    )


def _once(table: str, *columns: str) -> Any:
    return sa.UniqueConstraint(*columns, name=f"uq_{table}_{'_'.join(columns)}")


def _text(name: str) -> Any:
    return sa.Column(name, sa.Text, nullable=False)


def _maybe(name: str) -> Any:
    return sa.Column(name, sa.Text)


def _count(name: str) -> Any:
    return sa.Column(name, sa.Integer, nullable=False)


def _moment(name: str, *, nullable: bool = False) -> Any:
    return sa.Column(name, MOMENT, nullable=nullable)
