"""What a learner says was read wrongly: on each mark whether it was removed or added by them, and when."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Goes from 0001 to 0003."""
    op.add_column("mark", sa.Column("corrected", sa.Text))
    op.add_column("mark", sa.Column("corrected_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    """Goes back to 0001: the marks stand as they were read, those that learners added go."""
    mark = sa.table("mark", sa.column("corrected", sa.Text))
    op.execute(mark.delete().where(mark.c.corrected == "added"))
    with op.batch_alter_table("mark", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.drop_column("corrected_at")
        batch.drop_column("corrected")
