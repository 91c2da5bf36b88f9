"""The databases that tests run on: SQLite in a folder of its own, and a real PostgreSQL.

PostgreSQL is the one SAYSO_TEST_POSTGRES_URL names (its user must be allowed to create databases), or a
throwaway cluster on a unix socket, started once a session when the server is installed. Without either, its
tests are skipped and say so; SAYSO_TEST_NO_SKIP=1 makes them fail instead.
"""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

from bot.settings import Settings
from bot.store import Log, TurnRow, migrate, open_log
from bot.vocabulary import Mark

UNSAFE_BUT_QUICK = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")


class Clock:
    """A clock that each look moves on by a millisecond, so that order shows, and nothing else does."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 12, tzinfo=timezone.utc)

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now

    def pass_days(self, days: float) -> None:
        self.now += timedelta(days=days)


def say(log: Log, attempt_id: int, key: str, number: int = 1, **other: object) -> TurnRow:
    """Records a turn that is like any other but for what the test says about it."""
    turn: dict = {
        "words": "I feel hurt when you drop in.",
        "beat": "opening",
        "reply": "Don't be silly.",
        "tactic": "minimise",
        "style": "assertive",
        "marks": [Mark("states_feeling", 0, 11, 0.9)],
        "state": {"beat": "pushback"},
        "messages": [{"speaker": "counterpart", "name": "Mum", "text": "Don't be silly."}],
    }
    return log.record_turn(attempt_id, key, number=number, **{**turn, **other})


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def sqlite_url(home: Path) -> str:
    return f"sqlite:///{home / 'sayso.db'}"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a server with the database `postgres`."""
    if given := os.environ.get("SAYSO_TEST_POSTGRES_URL"):
        yield given
        return
    binaries = _find_postgres()
    if binaries is None:
        _skip("No PostgreSQL: install its server, or set SAYSO_TEST_POSTGRES_URL.")
    folder = Path(tempfile.mkdtemp(prefix="sayso-pg-"))
    try:
        with _cluster(binaries, folder) as url:
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_database(postgres_server: str) -> Iterator[str]:
    """The URL of a database made for this session: whatever else is on the server is left alone."""
    name = f"sayso_{secrets.token_hex(6)}"
    _tell(postgres_server, f"CREATE DATABASE {name}")
    yield make_url(postgres_server).set(database=name).render_as_string(hide_password=False)
    _tell(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def postgres_url(postgres_database: str) -> Iterator[str]:
    """The URL of an empty database. It is emptied afterwards: that is much quicker than making another."""
    yield postgres_database
    _tell(
        postgres_database,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()",
        "DROP SCHEMA public CASCADE",
        "CREATE SCHEMA public",
    )


def _tell(url: str, *statements: str) -> None:
    engine = create_engine(url, future=True, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty database, once on SQLite and once on PostgreSQL."""
    return request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")


@pytest.fixture
def settings_for(home: Path) -> Callable[[str], Settings]:
    return lambda url: Settings.from_environment({"SAYSO_HOME": str(home), "SAYSO_DB_URL": url})


@pytest.fixture
def store_settings(settings_for: Callable[[str], Settings], database_url: str) -> Settings:
    return settings_for(database_url)


@pytest.fixture
def sqlite_settings(settings_for: Callable[[str], Settings], sqlite_url: str) -> Settings:
    return settings_for(sqlite_url)


@pytest.fixture
def postgres_settings(settings_for: Callable[[str], Settings], postgres_url: str) -> Settings:
    return settings_for(postgres_url)


@pytest.fixture
def log(store_settings: Settings, clock: Clock) -> Iterator[Log]:
    """A log that is set up and empty, once on SQLite and once on PostgreSQL."""
    yield from _opened(store_settings, clock)


@pytest.fixture
def sqlite_log(sqlite_settings: Settings, clock: Clock) -> Iterator[Log]:
    yield from _opened(sqlite_settings, clock)


def _opened(settings: Settings, clock: Clock) -> Iterator[Log]:
    migrate(settings)
    opened = open_log(settings, clock)
    yield opened
    opened.close()


def _skip(why: str) -> None:
    if os.environ.get("SAYSO_TEST_NO_SKIP") == "1":
        pytest.fail(f"{why} (SAYSO_TEST_NO_SKIP=1)")
    pytest.skip(why)


def _find_postgres() -> Path | None:
    """The folder with initdb and postgres; many systems keep it off the PATH."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    if asked := shutil.which("pg_config"):
        folder = Path(subprocess.check_output([asked, "--bindir"], text=True).strip())
        if (folder / "initdb").exists():
            return folder
    folders = Path("/usr/lib/postgresql").glob("*/bin")
    return max((one for one in folders if (one / "initdb").exists()), default=None, key=_version)


def _version(folder: Path) -> float:
    try:
        return float(folder.parent.name)
    except ValueError:
        return 0.0


class _cluster:  # noqa: N801 - used like a function, with `with`
    """A PostgreSQL that listens on a socket in `folder` and nowhere else."""

    def __init__(self, binaries: Path, folder: Path):
        self.binaries, self.folder = binaries, folder
        self.user = _user()
        if os.geteuid() == 0:  # the server refuses to run as root
            shutil.chown(folder, self.user)

    def __enter__(self) -> str:
        self._run("initdb", "-D", "data", "-U", "sayso", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        command = [self.binaries / "postgres", "-D", "data", "-k", self.folder, "-c", "listen_addresses="]
        self.server = subprocess.Popen([*command, *UNSAFE_BUT_QUICK], **self._as_user(), **self._output())
        url = f"postgresql+psycopg2://sayso@/postgres?host={self.folder}"
        self._wait_for(url)
        return url

    def __exit__(self, *_: object) -> None:
        self.server.terminate()
        try:
            self.server.wait(10)
        except subprocess.TimeoutExpired:
            self.server.kill()
            self.server.wait()

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run([self.binaries / program, *arguments], check=True, **self._as_user(), **self._output())

    def _as_user(self) -> dict:
        own = {"user": self.user, "extra_groups": []} if os.geteuid() == 0 else {}
        return {"cwd": self.folder, **own}

    def _output(self) -> dict:
        return {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}

    def _wait_for(self, url: str) -> None:
        engine = create_engine(url, future=True)
        for _ in range(200):
            try:
                engine.connect().close()
                break
            except Exception:
                if self.server.poll() is not None:
                    raise
                time.sleep(0.1)
        else:
            raise RuntimeError("PostgreSQL was started but does not answer.")
        engine.dispose()


def _user() -> str:
    """Who runs the server: never root."""
    if os.geteuid():
        return pwd.getpwuid(os.geteuid()).pw_name
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise RuntimeError("There is no user to run PostgreSQL as.")
