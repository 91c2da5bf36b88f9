from __future__ import annotations

import pytest
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.channels.tracker import conversation_of, forget
from tests.web.fakes import FakeTrackers


async def test_shows_and_forgets_one_learners_conversation_in_rasas_own_store() -> None:
    store = FailSafeTrackerStore(InMemoryTrackerStore(Domain.empty()))
    for learner in ("a", "b"):
        await store.save(DialogueStateTracker.from_events(learner, [UserUttered(f"words of {learner}")]))
    assert (await conversation_of(store, "a"))["conversation"][-1]["text"] == "words of a"
    await forget(store, "a")
    assert await conversation_of(store, "a") == {}
    assert await conversation_of(store, "b") != {}


async def test_uses_the_stores_own_delete_behind_rasas_wrapper() -> None:
    inner = FakeTrackers()
    wrapped = FailSafeTrackerStore.__new__(FailSafeTrackerStore)
    wrapped._tracker_store, wrapped._fallback_tracker_store = inner, InMemoryTrackerStore(Domain.empty())
    await forget(wrapped, "a")
    assert inner.deleted == ["a"]


async def test_says_so_when_a_store_cannot_forget() -> None:
    with pytest.raises(TypeError, match="object cannot delete"):
        await forget(object(), "a")
