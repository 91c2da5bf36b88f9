"""Brings a database's tables up to what this version of Sayso needs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.engine import Connection

from bot.settings import Settings
from bot.store.engine import make_engine, make_private_file
from bot.store.problems import StoreProblem, plainly

ONE_AT_A_TIME = 7_297_796  # PostgreSQL's advisory lock that migrations take


def migrate(settings: Settings) -> None:
    """Upgrades the log's database to the newest revision; several processes may do it at once.

    Raises StoreDown, and StoreProblem when the database is newer than the code.
    """
    make_private_file(settings.db_url)
    engine = make_engine(settings.db_url, wait=60, foreign_keys=False)
    try:
        with plainly(), engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": ONE_AT_A_TIME})
            upgrade(connection)
    finally:
        engine.dispose()


def upgrade(connection: Connection, to: str = "head") -> None:
    """Upgrades inside the connection's transaction. Raises StoreProblem when that would break references."""
    _refuse_newer(connection)
    command.upgrade(config(connection), to)
    _refuse_orphans(connection)


def downgrade(connection: Connection, to: str) -> None:
    """Goes back to a revision ('base': none) in the connection's transaction; dropped tables' data goes."""
    command.downgrade(config(connection), to)


def config(connection: Any = None) -> Config:
    """Alembic's configuration, made here so that no file has to be found at run time."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


def newest() -> str | None:
    """The newest revision that the code knows."""
    return ScriptDirectory.from_config(config()).get_current_head()


def revision_of(connection: Connection) -> str | None:
    """The revision a database stands at, None when it was never set up."""
    current: str | None = MigrationContext.configure(connection).get_current_revision()
    return current


def _refuse_newer(connection: Connection) -> None:
    current = revision_of(connection)
    known = {script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()}
    if current is not None and current not in known:
        raise StoreProblem(
            f"The database stands at revision {current}, which this version of Sayso does not know: "
            "it was set up by a newer one. Install that version again, or restore the backup made before "
            "upgrading."
        )


def _refuse_orphans(connection: Connection) -> None:
    """SQLite's foreign keys are off while tables are rebuilt, so they are checked once at the end."""
    if connection.dialect.name != "sqlite":
        return
    if orphans := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
        tables = ", ".join(sorted({row[0] for row in orphans}))
        raise StoreProblem(f"The upgrade was undone: it would leave rows that refer to nothing in {tables}.")
