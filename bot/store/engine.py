"""How a database is reached: SQLite so that nothing gets lost or left behind, PostgreSQL without hanging."""

from __future__ import annotations

import logging
import os
import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import QueuePool

from bot.store.crypto import Keys, give_keys, make_private_folder
from bot.store.problems import StoreProblem

logger = logging.getLogger(__name__)

WAIT = 5.0
"""Seconds to wait for a lock, a connection or a server before saying that the database is down."""

PRAGMAS = (
    "synchronous=FULL",  # a turn that was answered outlives a power cut
    "secure_delete=ON",  # what is erased is overwritten, not only unlinked
)


def make_engine(url: str, keys: Keys | None = None, *, wait: float = WAIT, foreign_keys: bool = True) -> Engine:
    """An engine on SQLite or PostgreSQL. Nothing is opened yet; errors and logs never show parameters.

    `foreign_keys=False` is for migrations on SQLite, which rebuild a table by dropping the old one: with
    foreign keys on, that would take along every row that refers to it.
    """
    sqlite = make_url(url).get_backend_name() == "sqlite"
    engine = create_engine(url, future=True, hide_parameters=True, echo=False, **_options(sqlite, wait))
    if keys is not None:
        give_keys(engine.dialect, keys)
    event.listen(engine, "connect", _set_up_sqlite(wait, foreign_keys) if sqlite else _set_up_postgres(wait))
    if sqlite:
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _options(sqlite: bool, wait: float) -> dict[str, Any]:
    if sqlite:
        # A pool even on SQLite: opening a file and setting it up costs more than the turn that is written.
        return {"poolclass": QueuePool, "pool_timeout": wait, "connect_args": {"check_same_thread": False}}
    return {
        "pool_pre_ping": True,  # a restarted server costs no turn
        "pool_timeout": wait,
        "connect_args": {"connect_timeout": max(2, round(wait)), "application_name": "sayso"},
    }


def _set_up_sqlite(wait: float, foreign_keys: bool) -> Any:
    def set_up(connection: Any, record: Any) -> None:
        # The driver must not begin transactions behind our back: `_begin_sqlite` does, also around DDL.
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout={round(wait * 1000)}")
        connection.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        _write_ahead(connection, wait)

    return set_up


def _write_ahead(connection: Any, wait: float) -> None:
    """Has SQLite write ahead, so that readers and the writer don't wait for each other.

    Where two open a new file at the same moment, SQLite may refuse the change at once instead of waiting for the other
    (its busy timeout counts for reading and writing, not always for this), so the waiting is done here.
    """
    end = time.monotonic() + wait
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() >= end:
                raise
            time.sleep(0.01)


def _set_up_postgres(wait: float) -> Any:
    def set_up(connection: Any, record: Any) -> None:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = '{round(wait * 1000)}ms'")
        connection.autocommit = False

    return set_up


def _begin_sqlite(connection: Connection) -> None:
    """Takes the write lock at once, unless told to read only.

    A transaction that reads and then writes would otherwise fail, without any wait, when another wrote in
    between.
    """
    only_reads = connection.get_execution_options().get("only_reads", False)
    connection.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")


def reading(engine: Engine) -> Engine:
    """The same engine and pool for transactions that only read: on SQLite they wait for nobody."""
    return engine.execution_options(only_reads=True)


def make_private_file(url: str) -> None:
    """Makes SQLite's file and folder so that only their owner gets at them; PostgreSQL looks after itself.

    SQLite gives the files beside it (-wal, -shm) the same rights. Raises StoreProblem.
    """
    parts = make_url(url)
    if parts.get_backend_name() != "sqlite" or not parts.database:
        return
    file = Path(parts.database)
    try:
        make_private_folder(file.parent)
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600))
    except OSError as error:
        raise StoreProblem(
            f"The database file {file} cannot be made or opened ({type(error).__name__}). "
            "Set SAYSO_HOME to a folder you can write to."
        ) from None


def is_missing(url: str) -> bool:
    """True for a SQLite file that is not there: merely connecting would make an empty one."""
    parts = make_url(url)
    return parts.get_backend_name() == "sqlite" and not Path(parts.database or "").exists()


def clean_up(engine: Engine) -> None:
    """Empties SQLite's write-ahead log, where erased rows still stand; PostgreSQL looks after its own.

    What was asked is committed already, so this does not fail: when others are reading all the while, the log
    says so and the rest goes with the next time.
    """
    if engine.dialect.name == "sqlite" and not _emptied(engine):
        logger.warning("The write-ahead log of %s could not be emptied yet: it is in use.", engine.url.database)


def wipe_unused(engine: Engine) -> None:
    """Writes SQLite's file anew, so that nothing of what was erased stays in the unused space of a page.

    `secure_delete` overwrites a row where it stood, and not the copies that were left when a page was rearranged. As
    in `clean_up` nothing fails: when somebody else is using the file, the log says so. PostgreSQL looks after its own.
    """
    if engine.dialect.name != "sqlite":
        return
    if not _written_anew(engine):
        logger.warning("The file of %s could not be written anew yet: it is in use.", engine.url.database)
    clean_up(engine)


def _written_anew(engine: Engine) -> bool:
    try:
        connection = engine.raw_connection()
        try:
            cursor = connection.cursor()
            # What is written on the way must not lie on the disk, not even for a moment.
            cursor.execute("PRAGMA temp_store=MEMORY")
            cursor.execute("VACUUM")
        finally:
            connection.close()
    except (SQLAlchemyError, sqlite3.Error):
        return False
    return True


def _emptied(engine: Engine) -> bool:
    try:
        connection = engine.raw_connection()
        try:
            busy, *_ = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            connection.close()
    except (SQLAlchemyError, sqlite3.Error):
        return False
    return not busy
