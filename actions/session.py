"""A session of the tracker: one for each attempt, so that a turn costs the same however long somebody practises."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActionExecuted, EventType, SessionStarted, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import turn
from bot.programme import helplines

log = logging.getLogger(__name__)

CARRIED = ("answered", "state", "held", "risk")
"""Slots that outlive a session. The floor does not: a session ends when nobody holds it."""


class SessionStart(Action):
    """Begins a session with what has to be known in it: how the last message was answered, and the help lines."""

    def name(self) -> str:
        """Rasa's name for it."""
        return "action_session_start"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[EventType]:
        """The session's first events."""
        carried = [SlotSet(slot, tracker.get_slot(slot)) for slot in CARRIED if tracker.get_slot(slot) is not None]
        lines = [SlotSet(slot, line) for slot, line in (await self._lines(tracker.sender_id)).items()]
        return [SessionStarted(), *carried, *lines, ActionExecuted("action_listen")]

    async def _lines(self, learner: str) -> dict[str, str]:
        try:
            country = await asyncio.get_running_loop().run_in_executor(None, lambda: turn.app().country(learner))
        except Exception as error:
            log.error("The help lines of a country were not found: %s", type(error).__name__)
            return {}
        return helplines.lines(country)
