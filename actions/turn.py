"""The way in and out of every action: what the tracker says, to the app; what the app answers, to the tracker."""

from __future__ import annotations

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.app import Answer, Heard, Sayso
from bot.programme import helplines
from bot.rehearsal.floor import HOLD, SCENE, STATEMENT, Floor
from bot.rehearsal.message import Message, guide
from bot.rehearsal.mood import mood
from bot.rehearsal.path import drawn
from bot.rehearsal.pressure import PUSHES
from bot.rehearsal.turn import name_of
from bot.scenarios.model import Scenario
from bot.settings import Settings
from bot.understanding.words import words_of
from bot.vocabulary import Mark

log = logging.getLogger(__name__)

FLOOR_FORM = "floor_form"
CHANNEL = "sayso"
NOT_SAVED = guide("That turn was not saved. Your words are still here: send them again, or try a little later.")
TITLES = {STATEMENT: "A statement of your own", HOLD: "Holding your line"}
LONG_SESSION = 120
"""Events after which a talk that is in no attempt begins a new session, so that its tracker stays short."""


@lru_cache(maxsize=1)
def app() -> Sayso:
    """The app of this process, opened at its first use."""
    return Sayso.open(Settings.from_environment())


def heard(tracker: Tracker) -> Heard:
    """What the learner's last message says, and where the talk stands."""
    message = tracker.latest_message or {}
    metadata = message.get("metadata") or {}
    return Heard(
        learner=tracker.sender_id,
        key=metadata.get("key") or message.get("message_id") or "",
        words=words_of(message.get("text") or ""),
        choice=metadata.get("choice"),
        marks=tuple(Mark.from_dict(mark) for mark in message.get("markers") or ()),
        area=(message.get("focus") or {}).get("area"),
        floor=Floor.from_dict(tracker.get_slot("rehearsal")),
    )


def utter(dispatcher: CollectingDispatcher, tracker: Tracker, answer: Answer, *, saved: bool = True) -> None:
    """Sends the answer's messages; a channel that shows no speakers gets the name in front of the text.

    `saved` false tells the channel not to keep this exchange: the same key may be sent again.
    """
    shows_speakers = tracker.get_latest_input_channel() in (CHANNEL, None)
    for number, message in enumerate(answer.messages, start=1):
        data = message.as_dict()
        if number == len(answer.messages):
            data["rehearsal"] = rehearsal_of(answer.floor)
        if not saved:
            data["saved"] = False
        if answer.erased:
            data["erased"] = True
        text = data.pop("text")
        dispatcher.utter_message(
            text=text if shows_speakers else f"{data['name']}: {text}",
            buttons=None if shows_speakers else [{"title": one.label, "payload": one.label} for one in message.choices],
            json_message=data,
        )


def rehearsal_of(floor: Floor | None) -> dict[str, Any] | None:
    """What the page shows of a running attempt; None when there is none."""
    floor = floor.beneath if floor else None
    if floor is None or not floor.running:
        return None
    try:
        scenario = app().library.get(floor.scenario, floor.revision) if floor.scenario else None
    except LookupError:  # the scene was changed while the server was down; the next line to it says so
        return None
    return {
        "attempt": floor.attempt,
        "kind": floor.kind,
        "scenario": floor.scenario,
        "title": scenario.title if scenario else TITLES.get(floor.kind, ""),
        "name": name_of(scenario, floor) if scenario else "Sayso",
        "level": floor.level,
        "turn": (floor.position or {}).get("turn", floor.turn),
        "turns": scenario.limits.turns if scenario else PUSHES if floor.kind == HOLD else None,
        "paused": floor.paused,
        **(_seen(scenario, floor) if scenario and floor.kind == SCENE else {}),
    }


def _seen(scenario: Scenario, floor: Floor) -> dict[str, Any]:
    """How the counterpart seems, and the way the scene has taken."""
    return {"mood": mood(scenario, (floor.position or {})["meters"]), "path": drawn(scenario, floor.path)}


def events(tracker: Tracker, turn: Heard, answer: Answer) -> list[EventType]:
    """The tracker's events for an answer: the floor, the state, and who gets the next words."""
    changed: list[EventType] = [
        SlotSet("rehearsal", answer.floor.as_dict() if answer.floor else None),
        SlotSet("state", answer.state),
        SlotSet("answered", {"key": turn.key, "messages": [one.as_dict() for one in answer.messages]}),
        *(SlotSet(slot, line) for slot, line in helplines.lines(answer.country).items()),
    ]
    return changed + _loop(tracker, answer)


def _loop(tracker: Tracker, answer: Answer) -> list[EventType]:
    active = bool((tracker.active_loop or {}).get("name"))
    if answer.floor and not active:
        return [ActiveLoop(FLOOR_FORM), SlotSet("requested_slot", "turn")]
    if not answer.floor and active:
        return [ActiveLoop(None), SlotSet("requested_slot", None), FollowupAction("action_session_start")]
    if not answer.floor and len(tracker.events) > LONG_SESSION:
        return [FollowupAction("action_session_start")]
    return []


class TurnAction(Action, ABC):
    """An action that asks the app one thing. `ask` is the method of the app that answers it."""

    @staticmethod
    @abstractmethod
    def ask(app: Sayso, heard: Heard, /) -> Answer:
        """What the app answers."""

    def name(self) -> str:
        """The action's name in the domain: the class's, in Rasa's spelling."""
        return "action_" + "".join(f"_{c.lower()}" if c.isupper() else c for c in type(self).__name__)[1:]

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[EventType]:
        """Answers the turn; when that fails, says so and leaves everything as it was."""
        return await answer_turn(type(self).ask, dispatcher, tracker)


async def answer_turn(
    ask: Callable[[Sayso, Heard], Answer], dispatcher: CollectingDispatcher, tracker: Tracker
) -> list[EventType]:
    """Asks the app in a thread of its own (its database calls block), says what it answers, gives the events."""
    turn = heard(tracker)
    before = tracker.get_slot("answered") or {}
    if turn.key and before.get("key") == turn.key:
        said = tuple(Message.from_dict(one) for one in before["messages"])
        utter(dispatcher, tracker, Answer(said, turn.floor))
        return []
    try:
        answer = await asyncio.get_running_loop().run_in_executor(None, ask, app(), turn)
    except Exception as error:
        # Only the kind of error is logged: its text or its frames could hold the learner's words.
        log.error("A turn failed: %s", type(error).__name__)
        utter(dispatcher, tracker, Answer((NOT_SAVED,), turn.floor), saved=False)
        return []
    utter(dispatcher, tracker, answer)
    return events(tracker, turn, answer)
