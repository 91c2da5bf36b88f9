"""What safety needs an action for: keeping that a label was given. What is said are Rasa's own responses."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import turn
from bot.vocabulary import RISKS

log = logging.getLogger(__name__)


class NoteRisk(Action):
    """Keeps the label and the time. When it fails, nothing is said about it: help has been given already."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_note_risk"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[EventType]:
        """Writes the label of the last message, never its words."""
        label = ((tracker.latest_message or {}).get("safety") or {}).get("label")
        if label not in RISKS:
            return []
        try:
            await asyncio.get_running_loop().run_in_executor(
                None, lambda: turn.app().note_risk(turn.heard(tracker), label)
            )
        except Exception as error:
            log.error("A safety label was not kept: %s", type(error).__name__)
        return []
