"""Words for whoever holds the floor: the loop that every scene, statement and question is walked by."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import TurnAction, answer_turn
from bot.app import Sayso


class ValidateFloorForm(Action):
    """Takes one turn. The form's slot is emptied again, so that the loop goes on until the app gives the floor back."""

    def name(self) -> str:
        """The name by which Rasa finds the validation of `floor_form`."""
        return "validate_floor_form"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[EventType]:
        """Answers the words in the slot; without any (Rasa calls so when it opens a form) it does nothing."""
        if "turn" not in tracker.slots_to_validate():
            return []
        return [SlotSet("turn", None), *await answer_turn(Sayso.hear, dispatcher, tracker)]


class PlaceWords(TurnAction):
    """Words while nobody holds the floor."""

    ask = staticmethod(Sayso.place_words)
