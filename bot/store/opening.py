"""Opening a database: the tables must be there and the keys must fit before anything is touched."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, inspect, select
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.settings import Settings
from bot.store.crypto import Keys, give_keys, keys_for
from bot.store.engine import is_missing, make_engine, reading
from bot.store.models import Setting
from bot.store.problems import KeyProblem, StoreProblem, plainly

KEY = "key:"
"""Rows of `setting` that begin so hold the name of a key that words were written with, and a token to try."""
TOKEN = "sayso"
NOT_SET_UP = "The database has not been set up yet: it must be migrated first, as starting Sayso does."


def open_engine(settings: Settings) -> Engine:
    """The log's engine with the right keys. Raises StoreDown, KeyProblem, StoreProblem (not migrated yet)."""
    if is_missing(settings.db_url):
        raise StoreProblem(NOT_SET_UP)
    engine = make_engine(settings.db_url)
    try:
        with plainly():
            _unlock(engine, settings)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _unlock(engine: Engine, settings: Settings) -> None:
    noted = noted_keys(engine)
    if noted is None:
        raise StoreProblem(NOT_SET_UP)
    keys = keys_for(settings, words_are_held=lambda: bool(noted))
    check(noted, keys)
    give_keys(engine.dialect, keys)
    _note_first(engine, keys)


def log_holds_words(settings: Settings) -> bool:
    """True when the log was written with a key, so that a missing key must not be replaced by a new one."""
    if is_missing(settings.db_url):
        return False
    engine = make_engine(settings.db_url)
    try:
        with plainly():
            return bool(noted_keys(engine))
    finally:
        engine.dispose()


def noted_keys(engine: Engine) -> dict[str, str] | None:
    """The names of the keys in use, each with its token; None when the tables are missing."""
    with reading(engine).connect() as connection:
        if not inspect(connection).has_table(Setting.__tablename__):
            return None
        rows = connection.execute(select(Setting.name, Setting.value).where(Setting.name.startswith(KEY))).all()
    return {name.removeprefix(KEY): token for name, token in rows}


def check(noted: dict[str, str], keys: Keys) -> None:
    """Raises KeyProblem unless every key that words were written with is among the keys and works."""
    missing = sorted(set(noted) - set(keys.names))
    if missing:
        raise KeyProblem(
            f"The database holds words encrypted with another key (its name is {', '.join(missing)}; "
            f"the keys given are {', '.join(keys.names)}). Put the old key after the new one, with a comma "
            "between, or restore it."
        )
    for token in noted.values():
        keys.decrypt(token)


def _note_first(engine: Engine, keys: Keys) -> None:
    try:
        with Session(engine, future=True) as session, session.begin():
            note_key(session, keys)
    except IntegrityError:
        # Another process that started at the same moment noted it.
        pass


def note_key(session: Session, keys: Keys) -> None:
    """Notes that words are now written with the first of the keys."""
    name = KEY + keys.names[0]
    if session.get(Setting, name) is None:
        session.add(Setting(name=name, value=keys.encrypt(TOKEN)))


def forget_other_keys(session: Session, keys: Keys) -> None:
    """Notes that nothing is left that was written with any but the first of the keys."""
    others: Any = delete(Setting).where(Setting.name.startswith(KEY), Setting.name != KEY + keys.names[0])
    session.execute(others.execution_options(synchronize_session=False))
