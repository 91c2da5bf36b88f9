"""Transactions on one engine: reading, writing, and writing what may have been written by somebody else meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from typing import TypeVar

from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, sessionmaker

from bot.store.engine import reading
from bot.store.models import Learner
from bot.store.problems import plainly

Clock = Callable[[], datetime]
Result = TypeVar("Result")

TRIES = 3


def utc_now() -> datetime:
    """The time, in UTC."""
    return datetime.now(timezone.utc)


class Transactions:
    """What every part of the log is built on."""

    def __init__(self, engine: Engine, clock: Clock = utc_now):
        self._engine = engine
        self._clock = clock
        self._writers = sessionmaker(engine, future=True, expire_on_commit=False)
        self._readers = sessionmaker(reading(engine), future=True, expire_on_commit=False)

    def now(self) -> datetime:
        """The moment it is for the log, in UTC."""
        return self._clock()

    @contextmanager
    def _write(self) -> Iterator[Session]:
        with plainly(), self._writers.begin() as session:
            yield session

    @contextmanager
    def _read(self) -> Iterator[Session]:
        with plainly(), self._readers.begin() as session:
            yield session

    def _once(self, work: Callable[[Session], Result]) -> Result:
        """Runs work that looks before it adds; if another added the same meanwhile, it looks again."""
        for _ in range(TRIES - 1):
            try:
                with self._write() as session:
                    return work(session)
            except IntegrityError:
                continue
        with self._write() as session:
            return work(session)

    def _take(self, session: Session, learner_id: str) -> Learner:
        """The learner's row, locked; made, without consent to keep words, when it is not there."""
        now = self._clock()
        row = session.get(Learner, learner_id, with_for_update=True)
        if row is None:
            row = Learner(id=learner_id, keep_words=False, created=now)
            session.add(row)
        row.seen = now
        session.flush()
        return row
