"""Rasa's tracker store, with every event encrypted and only the session that runs now kept.

In endpoints.yml: `tracker_store: {type: bot.channels.tracker_store.EncryptedSQLTrackerStore}`. Without a
`url` the database is the one that SAYSO_TRACKER_URL names. Rasa silently takes memory instead when this
module cannot be imported, so a test loads it by that name.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import func, insert, or_, select
from sqlalchemy.orm import Session, sessionmaker

from bot.settings import Settings
from bot.store import events as stored
from bot.store.engine import reading
from bot.store.problems import plainly
from bot.vocabulary import INTENTS


class EncryptedSQLTrackerStore(SQLTrackerStore):
    """Keeps trackers in SQLite or PostgreSQL. Database work runs in threads, off the server's event loop."""

    SQLEvent = stored.Event

    def __init__(
        self,
        domain: Domain | None = None,
        host: str | None = None,
        event_broker: EventBroker | None = None,
        settings: Settings | None = None,
        **kwargs: Any,
    ):
        """`host` is the `url` of endpoints.yml. Raises StoreDown and KeyProblem.

        Rasa's own start is left out: it waits forever for a database, and logs its errors as they come.
        """
        settings = settings or Settings.from_environment()
        self.events = stored.open_events(replace(settings, tracker_url=host) if host else settings)
        self.engine = self.events.engine
        self.sessionmaker = sessionmaker(self.engine, future=True)
        self._readers = sessionmaker(reading(self.engine), future=True)
        TrackerStore.__init__(self, domain, event_broker, **kwargs)

    @contextmanager
    def session_scope(self) -> Iterator[Session]:
        """A session in a transaction that only reads. Raises StoreDown."""
        with plainly(), self._readers.begin() as session:
            yield session

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Writes the new events in one transaction; what was before a new session goes. Raises StoreDown."""
        await self.stream_events(tracker)
        await asyncio.to_thread(self._save, tracker)

    async def delete(self, sender_id: str) -> int:
        """Deletes everything said in this conversation; returns the number of events that went."""
        return await asyncio.to_thread(self.events.erase, sender_id)

    async def forget_before_session(self, sender_id: str) -> int:
        """Deletes the events before the session that runs now; returns how many there were."""
        return await asyncio.to_thread(self.events.forget_before_session, sender_id)

    def _save(self, tracker: DialogueStateTracker) -> None:
        with plainly(), self.sessionmaker.begin() as session:
            events = self._additional_events(session, tracker)
            if events:
                rows = [self._row(tracker.sender_id, event) for event in events]
                session.execute(insert(stored.Event.__table__), rows)
            if any(isinstance(event, SessionStarted) for event in events):
                stored.forget_before_session(session, tracker.sender_id)

    def _additional_events(self, session: Session, tracker: DialogueStateTracker) -> list[Event]:
        """The tracker's events of the running session that are not stored yet.

        A tracker in memory may begin before that session, which the count of stored events does not.
        """
        start = session.scalar(stored.session_start(tracker.sender_id))
        count = session.scalar(_select(func.count(), tracker.sender_id))
        return _of_newest_session(_since(tracker.events, start)[count:])

    def _row(self, sender_id: str, event: Event) -> dict[str, Any]:
        data = event.as_dict()
        return {
            "sender_id": sender_id,
            "type_name": event.type_name,
            "timestamp": data.get("timestamp"),
            "intent_name": self._known((data.get("parse_data") or {}).get("intent", {}).get("name")),
            "action_name": data.get("name"),
            "data": json.dumps(data),
        }

    def _known(self, intent: str | None) -> str | None:
        """The intent if it is one: this is in clear, and Rasa makes an intent of any text behind a slash."""
        return intent if intent in INTENTS or intent in self.domain.intents else None

    async def _retrieve(self, sender_id: str, fetch_events_from_all_sessions: bool) -> DialogueStateTracker | None:
        events = await asyncio.to_thread(self._load, sender_id)
        return DialogueStateTracker.from_dict(sender_id, events, self.domain.slots) if events else None

    def _load(self, sender_id: str) -> list[dict[str, Any]]:
        """The events of the running session. Earlier ones are gone, so they are all sessions there are."""
        query = _select(stored.Event.data, sender_id).order_by(stored.Event.id)
        with self.session_scope() as session:
            return [json.loads(data) for data in session.execute(query).scalars()]


def _select(what: Any, sender_id: str) -> Any:
    """A query over the events since the running session began, over all when none was begun."""
    start = stored.session_start(sender_id).scalar_subquery()
    since = or_(start.is_(None), stored.Event.timestamp >= start)
    return select(what).select_from(stored.Event).where(stored.Event.sender_id == sender_id, since)


def _since(events: Sequence[Event], start: float | None) -> list[Event]:
    return [event for event in events if start is None or event.timestamp >= start]


def _of_newest_session(events: list[Event]) -> list[Event]:
    """Without what came before a session that these events begin: it would be deleted at once."""
    starts = [event.timestamp for event in events if isinstance(event, SessionStarted)]
    return _since(events, max(starts, default=None))
