"""The events of Rasa's tracker: the other place where a learner's words stand. Known here without knowing
Rasa.

The table is the one Rasa's SQL tracker store makes, with `data` encrypted and one index more. It belongs to
no migration: Rasa decides its shape, and only the session that runs now is in it.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Float, Index, Integer, String, delete, func, inspect, select, text
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import Mapped, declarative_base

from bot.settings import Settings
from bot.store import keeping
from bot.store.crypto import Encrypted, Keys, give_keys, keys_for, keys_of
from bot.store.engine import clean_up, make_engine, make_private_file, reading, wipe_unused
from bot.store.opening import log_holds_words
from bot.store.problems import plainly

Base: Any = declarative_base()

ONE_AT_A_TIME = 7_297_797  # PostgreSQL's advisory lock that making the table takes
SESSION_STARTED = "session_started"
ROWS_AT_ONCE = 500


class Event(Base):
    """One event of a conversation. `data`, where words can stand, is encrypted; the rest is plain names."""

    __tablename__ = "events"

    id: Mapped[int] = Column(Integer, primary_key=True)
    sender_id: Mapped[str] = Column(String(255), nullable=False, index=True)
    type_name: Mapped[str] = Column(String(255), nullable=False)
    timestamp: Mapped[float | None] = Column(Float)
    intent_name: Mapped[str | None] = Column(String(255))
    action_name: Mapped[str | None] = Column(String(255))
    data: Mapped[str | None] = Column(Encrypted)

    __table_args__ = (Index("ix_events_session", "sender_id", "type_name", "timestamp"),)


class Events:
    """Rasa's events on one engine, to erase, export and encrypt anew. May be used from several threads."""

    def __init__(self, engine: Engine):
        self.engine = engine

    def close(self) -> None:
        """Closes every connection."""
        self.engine.dispose()

    def of(self, sender_id: str) -> list[dict[str, Any]]:
        """The events held about a learner, in order, in clear."""
        query = select(Event.data).where(Event.sender_id == sender_id).order_by(Event.id)
        with plainly(), reading(self.engine).connect() as connection:
            return [json.loads(data) for data in connection.execute(query).scalars() if data is not None]

    def erase(self, sender_id: str) -> int:
        """Deletes the events of a learner, for good; returns how many there were."""
        with plainly(), self.engine.begin() as connection:
            gone = connection.execute(delete(Event.__table__).where(Event.sender_id == sender_id)).rowcount
        wipe_unused(self.engine)
        return int(gone)

    def purge(self, before: datetime) -> int:
        """Deletes the conversations in which nothing was said since a moment (aware); returns the events that went."""
        newest = func.max(Event.timestamp)
        silent = select(Event.sender_id).group_by(Event.sender_id).having(newest < before.timestamp())
        with plainly(), self.engine.begin() as connection:
            gone = connection.execute(delete(Event.__table__).where(Event.sender_id.in_(silent))).rowcount
        clean_up(self.engine)
        return int(gone)

    def forget_before_session(self, sender_id: str) -> int:
        """Deletes the events before the session that runs now; returns how many there were."""
        with plainly(), self.engine.begin() as connection:
            return forget_before_session(connection, sender_id)

    def rotate(self, keys: Keys | None = None) -> int:
        """Encrypts all events under the first of `keys` (else of the keys in use); returns how many changed.

        The keys in use must be among them. Raises KeyProblem.
        """
        keys = keys or keys_of(self.engine.dialect)
        with plainly():
            _try(self.engine, keys)
        give_keys(self.engine.dialect, keys)
        total, last = 0, -1
        while last:
            with plainly(), self.engine.begin() as connection:
                changed, last = keeping.encrypt_anew(connection, Event.__table__, last, ROWS_AT_ONCE, keys.renew)
            total += changed
        clean_up(self.engine)
        return total


def session_start(sender_id: str) -> Any:
    """The query for the moment (seconds since 1970) that the running session began, NULL when none did."""
    return select(func.max(Event.timestamp)).where(Event.sender_id == sender_id, Event.type_name == SESSION_STARTED)


def forget_before_session(connection: Any, sender_id: str) -> int:
    """The same inside somebody's transaction (a Connection or a Session)."""
    start = session_start(sender_id).scalar_subquery()
    old = delete(Event.__table__).where(Event.sender_id == sender_id, Event.timestamp < start)
    return int(connection.execute(old).rowcount)


def open_events(settings: Settings) -> Events:
    """Opens Rasa's events; the table is made when it is missing. Raises StoreDown, KeyProblem."""
    make_private_file(settings.tracker_url)
    engine = make_engine(settings.tracker_url)
    try:
        with plainly():
            _unlock(engine, settings)
            with engine.begin() as connection:
                _make_table(connection)
    except BaseException:
        engine.dispose()
        raise
    return Events(engine)


def _unlock(engine: Engine, settings: Settings) -> None:
    """Gives the engine its keys, after trying them."""
    keys = keys_for(settings, lambda: _newest_token(engine) is not None or log_holds_words(settings))
    _try(engine, keys)
    give_keys(engine.dialect, keys)


def _try(engine: Engine, keys: Keys) -> None:
    """Tries keys on the newest event. Raises KeyProblem."""
    if token := _newest_token(engine):
        keys.decrypt(token)


def _newest_token(engine: Engine) -> str | None:
    newest = text("SELECT data FROM events WHERE data IS NOT NULL ORDER BY id DESC LIMIT 1")
    with reading(engine).connect() as connection:
        if not inspect(connection).has_table(Event.__tablename__):
            return None
        token: str | None = connection.execute(newest).scalar()
        return token


def _make_table(connection: Connection) -> None:
    """Makes what is missing of the table and its indexes; two processes may try at the same moment."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": ONE_AT_A_TIME})
    Base.metadata.create_all(connection)
    for index in Event.__table__.indexes:
        index.create(connection, checkfirst=True)
