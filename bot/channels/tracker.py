"""A learner's conversation in Rasa's tracker store: showing it to them, and erasing it."""

from __future__ import annotations

from typing import Any


async def conversation_of(tracker_store: Any, learner: str) -> dict[str, Any]:
    """{"conversation": [events]} over all sessions; {} when there is none."""
    tracker = await tracker_store.retrieve_full_tracker(learner)
    return {"conversation": [event.as_dict() for event in tracker.events]} if tracker else {}


async def forget(tracker_store: Any, learner: str) -> None:
    """Delete every event of this learner. Raises TypeError when the tracker store cannot delete."""
    for store in _unwrapped(tracker_store):
        if hasattr(store, "delete"):
            await store.delete(learner)
        elif isinstance(getattr(store, "store", None), dict):
            store.store.pop(learner, None)
        else:
            raise TypeError(f"{type(store).__name__} cannot delete a conversation.")


def _unwrapped(store: Any) -> list[Any]:
    """Where a conversation may lie: Rasa wraps its stores, and adds one in memory when one has failed."""
    if hasattr(store, "delete"):
        return [store]
    inner = [getattr(store, name, None) for name in ("_tracker_store", "_fallback_tracker_store")]
    found = [one for one in inner if one is not None]
    return [leaf for one in found for leaf in _unwrapped(one)] or [store]
