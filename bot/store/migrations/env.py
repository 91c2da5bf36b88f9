"""Alembic's way in: on the connection that `bot.store.schema` hands over, or else by the settings."""

from __future__ import annotations

from typing import Any

from alembic import context

from bot.settings import Settings
from bot.store.engine import make_engine
from bot.store.models import Base


def ours(item: Any, name: str | None, kind: str, reflected: bool, compared_to: Any) -> bool:
    """Leaves out what is in the database but not ours: Rasa's tracker may stand in the same PostgreSQL."""
    return not (kind == "table" and reflected and compared_to is None)


def run(connection: Any) -> None:
    """All revisions in one transaction, on SQLite too: a crash leaves the old schema or the new one."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_object=ours,
        compare_type=True,
        render_as_batch=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with make_engine(Settings.from_environment().db_url, foreign_keys=False).begin() as connection:
        run(connection)
