from __future__ import annotations

import logging
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.settings import Settings
from bot.store import Keys, Log, migrate
from bot.store.engine import _set_up_sqlite, clean_up, is_missing, make_engine, make_private_file, reading
from bot.store.models import Turn
from tests.databases import Clock, say


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),  # FULL
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("busy_timeout", 5000),
    ],
)
def test_sqlite_is_set_up_on_every_connection(sqlite_settings: Settings, pragma: str, value: object) -> None:
    migrate(sqlite_settings)
    engine = make_engine(sqlite_settings.db_url)
    with engine.connect() as one, engine.connect() as another:
        for connection in (one, another):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
            connection.rollback()
    engine.dispose()


class Refusing:
    """A connection that refuses to write ahead as SQLite does at once while somebody else opens the same new file."""

    isolation_level: object = ""

    def __init__(self, times: int, why: str = "database is locked") -> None:
        self.times, self.why = times, why

    def execute(self, statement: str) -> None:
        if "journal_mode" in statement and self.times:
            self.times -= 1
            raise sqlite3.OperationalError(self.why)


def test_a_new_file_that_somebody_else_opens_too_is_waited_for() -> None:
    connection = Refusing(3)
    _set_up_sqlite(5.0, True)(connection, None)
    assert connection.times == 0


@pytest.mark.parametrize("refusing", [Refusing(10**6), Refusing(1, "disk I/O error")])
def test_but_not_for_ever_and_not_for_another_trouble(refusing: Refusing) -> None:
    with pytest.raises(sqlite3.OperationalError, match=refusing.why):
        _set_up_sqlite(0.05, True)(refusing, None)


def test_postgresql_waits_for_a_lock_only_so_long(postgres_url: str) -> None:
    engine = make_engine(postgres_url, wait=0.25)
    with engine.connect() as connection:
        assert connection.execute(text("SHOW lock_timeout")).scalar() == "250ms"
        connection.rollback()
        assert connection.execute(text("SHOW lock_timeout")).scalar() == "250ms"
    engine.dispose()


def test_no_error_and_no_log_shows_what_a_statement_carried(
    log: Log, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    carried = {"client_key": "planted-key", "words": "planted-words", "answer": {"state": "planted-state"}}
    lost = Turn(attempt_id=99, learner_id="nobody", number=1, try_number=1, created=clock(), **carried)
    with caplog.at_level(logging.DEBUG):
        attempt = log.begin_attempt("ann", "k", kind="scene", area=None)
        say(log, attempt.id, "k1", words="planted-words")
        with pytest.raises(IntegrityError) as error, log._write() as session:
            session.add(lost)
    assert "hide_parameters=True" in str(error.value)
    assert "planted" not in str(error.value) + repr(error.value)
    assert "planted" not in caplog.text
    assert "INSERT INTO" not in caplog.text


def test_a_transaction_that_reads_waits_for_no_writer(sqlite_settings: Settings) -> None:
    migrate(sqlite_settings)
    engine = make_engine(sqlite_settings.db_url, wait=0.05)
    with engine.begin() as writer:
        writer.execute(text("INSERT INTO setting VALUES ('a', 'b')"))
        with reading(engine).begin() as reader:
            assert reader.execute(text("SELECT count(*) FROM setting")).scalar() == 0
    engine.dispose()


def test_keys_belong_to_their_engine(sqlite_url: str) -> None:
    one, two = Keys.generate(), Keys.generate()
    engines = make_engine(sqlite_url, one), make_engine(sqlite_url, two)
    assert [engine.dialect.sayso_keys for engine in engines] == [one, two]


def test_a_private_file_is_made_once_and_kept(sqlite_url: str, home: Path) -> None:
    assert is_missing(sqlite_url)
    make_private_file(sqlite_url)
    file = home / "sayso.db"
    assert (file.stat().st_mode & 0o777, home.stat().st_mode & 0o777) == (0o600, 0o700)
    file.write_bytes(b"kept")
    make_private_file(sqlite_url)
    assert file.read_bytes() == b"kept"
    assert not is_missing(sqlite_url)


def test_on_postgresql_there_is_no_file_to_make_or_miss() -> None:
    make_private_file("postgresql+psycopg2://u@h/d")
    assert not is_missing("postgresql+psycopg2://u@h/d")


def test_a_write_ahead_log_in_use_is_said_and_not_a_failure(
    sqlite_settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    migrate(sqlite_settings)
    engine = make_engine(sqlite_settings.db_url, wait=0.05)
    with reading(engine).begin() as reader:
        reader.execute(text("SELECT * FROM setting")).all()
        with engine.begin() as writer:
            writer.execute(text("INSERT INTO setting VALUES ('a', 'b')"))
        clean_up(engine)
    assert "could not be emptied yet" in caplog.text
    caplog.clear()
    clean_up(engine)
    assert caplog.text == ""
    assert Path(f"{engine.url.database}-wal").stat().st_size == 0
    engine.dispose()


def test_a_database_that_is_gone_does_not_undo_what_was_done(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    clean_up(make_engine(f"sqlite:///{tmp_path}/no/such/folder/x.db"))
    assert "could not be emptied yet" in caplog.text


def test_a_sqlite_file_can_be_read_by_others_while_it_is_written(sqlite_log: Log, home: Path) -> None:
    sqlite_log.save_learner("ann", keep_words=True)
    other = sqlite3.connect(home / "sayso.db")
    assert other.execute("SELECT id FROM learner").fetchall() == [("ann",)]
    other.close()
