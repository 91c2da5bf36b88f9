"""The programme: sessions and notes, how a real talk went, and rows that one message makes once."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
ONCE = ("person", "focus", "plan", "sitting", "note")
PLAN = (("let_go", MOMENT), ("feared", sa.Integer), ("happened", sa.Integer))


def upgrade() -> None:
    """Goes from 0001 to 0002. Nothing that is there changes."""
    _sitting()
    _note()
    for table in ("person", "focus", "plan"):
        op.add_column(table, sa.Column("client_key", sa.Text))
    for name, kind in PLAN:
        op.add_column("plan", sa.Column(name, kind))
    for table in ONCE:
        op.create_index(f"ix_{table}_learner_id_client_key", table, ["learner_id", "client_key"], unique=True)
    for table in ("sitting", "note"):
        for column in ("learner_id", "focus_id"):
            op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    """Goes back to 0001. Sessions and notes go with it."""
    op.drop_table("note")
    op.drop_table("sitting")
    for table in ("plan", "focus", "person"):
        op.drop_index(f"ix_{table}_learner_id_client_key", table)
        with op.batch_alter_table(table) as batch:
            for column in ("client_key", *(name for name, _ in PLAN if table == "plan")):
                batch.drop_column(column)


def _sitting() -> None:
    numbers = ("distress_before", "confidence_before", "distress_after", "confidence_after", "closeness")
    _table(
        "sitting",
        sa.Column("focus_id", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Integer) for name in numbers),
        sa.Column("words", sa.Text),
        sa.Column("client_key", sa.Text),
        sa.Column("opened", MOMENT, nullable=False),
        sa.Column("closed", MOMENT),
    )


def _note() -> None:
    _table(
        "note",
        sa.Column("focus_id", sa.Integer),
        sa.Column("kind", sa.Text, nullable=False),
        *(sa.Column(name, sa.Text) for name in ("value", "words", "client_key")),
        sa.Column("created", MOMENT, nullable=False),
        sa.Column("changed", MOMENT, nullable=False),
    )


def _table(name: str, *parts: Any) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("learner_id", sa.Text, nullable=False),
        *parts,
        sa.ForeignKeyConstraint(["learner_id"], ["learner.id"], name=f"fk_{name}_learner_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["focus_id"], ["focus.id"], name=f"fk_{name}_focus_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sqlite_autoincrement=True,
    )
