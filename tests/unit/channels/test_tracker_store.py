from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig
from sqlalchemy import text

from bot.channels.tracker_store import EncryptedSQLTrackerStore
from bot.settings import Settings
from bot.store import StoreDown
from bot.store.events import Event as StoredEvent

PLANTED = "xylophone-marmalade"
DOMAIN = Domain.from_dict(
    {
        "intents": ["practice", "greet"],
        "slots": {"state": {"type": "any", "mappings": [{"type": "custom"}]}},
        "session_config": {"session_expiration_time": 60, "carry_over_slots_to_new_session": False},
    }
)


@pytest.fixture
def store(store_settings: Settings) -> Iterator[EncryptedSQLTrackerStore]:
    opened = EncryptedSQLTrackerStore(domain=DOMAIN, settings=store_settings)
    yield opened
    opened.events.close()


class Talk:
    """A tracker whose events are a second apart, as they come from a running bot."""

    def __init__(self, sender: str = "ann"):
        self.tracker = DialogueStateTracker(sender, DOMAIN.slots)
        self.now = 1000.0

    def add(self, *events: Event) -> DialogueStateTracker:
        for event in events:
            self.now += 1
            event.timestamp = self.now
            self.tracker.update(event)
        return self.tracker


def session() -> list[Event]:
    return [SessionStarted(), ActionExecuted("action_session_start"), ActionExecuted("action_listen")]


def said(words: str, intent: str = "practice") -> UserUttered:
    parsed: dict[str, Any] = {
        "text": words,
        "intent": {"name": intent, "confidence": 1.0},
        "entities": [],
        "markers": [{"marker": "hedges", "start": 0, "end": 4, "confidence": 0.5}],
    }
    return UserUttered(words, parsed["intent"], [], parse_data=parsed)


def texts(tracker: DialogueStateTracker | None) -> list[str]:
    return [event.text for event in tracker.events if isinstance(event, UserUttered)] if tracker else []


def stored(store: EncryptedSQLTrackerStore) -> list[Any]:
    with store.session_scope() as one:
        return one.execute(text("SELECT * FROM events ORDER BY id")).all()


def test_the_table_is_the_one_that_rasa_makes(store: EncryptedSQLTrackerStore) -> None:
    """So that Rasa's own store, and its tools, would find their way in it."""

    def shape(table: object) -> dict[str, tuple[str, bool]]:
        dialect = store.engine.dialect
        return {c.name: (c.type.compile(dialect), c.nullable) for c in table.columns}  # type: ignore[attr-defined]

    assert shape(StoredEvent.__table__) == shape(SQLTrackerStore.SQLEvent.__table__)
    assert StoredEvent.__tablename__ == SQLTrackerStore.SQLEvent.__tablename__


async def test_a_talk_comes_back_as_it_was(store: EncryptedSQLTrackerStore) -> None:
    talk = Talk()
    await store.save(talk.add(*session(), said(PLANTED), SlotSet("state", "in_role"), BotUttered("Hm. 🙂")))
    back = await store.retrieve("ann")
    assert back is not None
    assert list(back.events) == list(talk.tracker.events)
    assert back.get_slot("state") == "in_role"
    assert back.latest_message is not None
    assert back.latest_message.parse_data["markers"][0]["marker"] == "hedges"


async def test_a_stranger_has_none(store: EncryptedSQLTrackerStore) -> None:
    assert await store.retrieve("nobody") is None


async def test_a_new_talk_is_made_and_kept(store: EncryptedSQLTrackerStore) -> None:
    made = await store.get_or_create_tracker("ann")
    assert list(made.events) == list((await store.retrieve("ann")).events)
    assert list(await store.keys()) == ["ann"]


async def test_each_save_adds_what_is_new(store: EncryptedSQLTrackerStore) -> None:
    talk = Talk()
    await store.save(talk.add(*session(), said("one")))
    await store.save(talk.tracker)
    await store.save(talk.add(said("two")))
    loaded = await store.retrieve("ann")
    assert texts(loaded) == ["one", "two"]
    loaded.update(said("three"))
    await store.save(loaded)
    assert texts(await store.retrieve("ann")) == ["one", "two", "three"]
    assert len(stored(store)) == 6


async def test_a_new_session_drops_the_one_before(store: EncryptedSQLTrackerStore) -> None:
    talk = Talk()
    await store.save(talk.add(*session(), said("before")))
    await store.save(talk.add(said("the last of it"), *session(), said("after")))
    assert texts(await store.retrieve("ann")) == ["after"]
    assert len(stored(store)) == 4


async def test_a_tracker_older_than_its_session_is_saved_once(store: EncryptedSQLTrackerStore) -> None:
    """In the turn that begins a session, the tracker in memory still holds what was before it."""
    talk = Talk()
    await store.save(talk.add(*session(), said("before")))
    await store.save(talk.add(*session(), said("after")))
    await store.save(talk.tracker)
    await store.save(talk.add(said("and on")))
    assert texts(await store.retrieve("ann")) == ["after", "and on"]
    assert len(stored(store)) == 5


async def test_the_store_stays_small_over_many_sessions(store: EncryptedSQLTrackerStore) -> None:
    talk = Talk()
    sizes = set()
    for _ in range(10):
        await store.save(talk.add(*session(), said("hello")))
        sizes.add(len(stored(store)))
    assert sizes == {4}


async def test_talks_are_kept_apart(store: EncryptedSQLTrackerStore) -> None:
    await store.save(Talk("ann").add(*session(), said("ann's")))
    await store.save(Talk("bob").add(*session(), said("bob's")))
    assert texts(await store.retrieve("ann")) == ["ann's"]
    assert await store.delete("ann") == 4
    assert await store.retrieve("ann") is None
    assert texts(await store.retrieve("bob")) == ["bob's"]


async def test_earlier_sessions_can_be_forgotten_by_hand(store: EncryptedSQLTrackerStore) -> None:
    await store.save(Talk().add(*session(), said("hello")))
    assert await store.forget_before_session("ann") == 0


async def test_no_column_shows_words(store: EncryptedSQLTrackerStore) -> None:
    """Also not where Rasa takes any text behind a slash for an intent."""
    talk = Talk()
    await store.save(talk.add(*session(), said(PLANTED), said(f"/{PLANTED}", intent=PLANTED)))
    assert PLANTED not in str([tuple(row) for row in stored(store)])
    assert {row.intent_name for row in stored(store)} == {None, "practice"}
    assert texts(await store.retrieve("ann")) == [PLANTED, f"/{PLANTED}"]


async def test_planted_words_are_nowhere_in_sqlite_s_files(sqlite_settings: Settings) -> None:
    store = EncryptedSQLTrackerStore(domain=DOMAIN, settings=sqlite_settings)
    await store.save(Talk().add(*session(), *[said(PLANTED) for _ in range(50)]))
    found = b"".join(file.read_bytes() for file in sqlite_settings.home.glob("tracker.db*"))
    store.events.close()
    assert b"gAAAA" in found
    assert PLANTED.encode() not in found


async def test_nothing_of_it_is_logged(store: EncryptedSQLTrackerStore, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        await store.save(Talk().add(*session(), said(PLANTED)))
        await store.retrieve("ann")
    assert PLANTED not in caplog.text


async def test_several_talks_at_once_are_all_kept(store: EncryptedSQLTrackerStore) -> None:
    talks = [Talk(f"learner {n}").add(*session(), said(f"hello {n}")) for n in range(12)]
    await asyncio.gather(*[store.save(talk) for talk in talks])
    for n in range(12):
        assert texts(await store.retrieve(f"learner {n}")) == [f"hello {n}"]


async def test_a_failed_save_leaves_nothing_half_written(
    store: EncryptedSQLTrackerStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = Talk()
    await store.save(talk.add(*session(), said("one")))

    def crash(*_: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr("bot.store.events.forget_before_session", crash)
    with pytest.raises(RuntimeError):
        await store.save(talk.add(*session(), said("two")))
    assert texts(await store.retrieve("ann")) == ["one"]


def test_rasa_finds_it_by_the_name_in_endpoints_yml(store_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_HOME", str(store_settings.home))
    monkeypatch.setenv("SAYSO_DB_URL", store_settings.db_url)
    kind = "bot.channels.tracker_store.EncryptedSQLTrackerStore"
    made = TrackerStore.create(EndpointConfig(type=kind), DOMAIN)
    assert isinstance(made, EncryptedSQLTrackerStore)
    assert str(made.engine.url.render_as_string(hide_password=False)) == store_settings.tracker_url
    made.events.close()


def test_a_url_in_endpoints_yml_is_where_it_goes(sqlite_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_HOME", str(sqlite_settings.home))
    url = f"sqlite:///{sqlite_settings.home}/elsewhere.db"
    kind = "bot.channels.tracker_store.EncryptedSQLTrackerStore"
    made = TrackerStore.create(EndpointConfig(type=kind, url=url), DOMAIN)
    assert isinstance(made, EncryptedSQLTrackerStore)
    assert (sqlite_settings.home / "elsewhere.db").exists()
    made.events.close()


def test_a_database_that_is_down_stops_the_start(sqlite_settings: Settings) -> None:
    """Rasa's own store would try forever."""
    with pytest.raises(StoreDown):
        EncryptedSQLTrackerStore(DOMAIN, host="postgresql+psycopg2://u@127.0.0.1:1/none", settings=sqlite_settings)
