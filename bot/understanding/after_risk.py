"""Reads the answer to safety's own question, while the practice rests.

Practice goes on only on a clear, separate yes: the question "are you in danger?" and the question "shall we go on?" are
never answered by one and the same word. "You misunderstood" is believed without argument.
"""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.understanding.answers import plain_no, plain_yes
from bot.understanding.words import words_of
from bot.vocabulary import RISKS

CHECKING, ASKED, CONFIRMED, OFFERED = "checking", "asked", "confirmed", "offered"
"""Slot `held`: one question, then on; is there danger?; there is; shall we go on practising?"""

RISK_CLEARED, RISK_DENIED = "risk_cleared", "risk_denied"
"""Intents: it was meant differently, said to one caring question; there is no danger, or it was meant differently."""

ALWAYS = frozenset({*RISKS, "risk_unsure", "get_help_now", "delete_data"})
"""Intents that mean the same whether or not the practice rests."""
ERASING = frozenset({"answer:erase", "answer:keep"})
"""The buttons of the question whether everything shall be erased: a learner may leave without a trace at any time."""

_MISREAD = re.compile(
    r"mis(?:understood|understand|read|interpret)|not what i mean|\bi (?:only |just )?meant\b|\bi (?:only|just) mean\b"
    r"|didn'?t mean (?:it )?(?:like )?that|only joking|just joking|just kidding|was a joke|figure of speech"
    r"|^no,? not (?:like )?that\b|wrong idea|line from"
)
_NO_FIRST = re.compile(
    r"(?:no+|nope|nah)\b(?=.*\b(?:nothing (?:of|like) (?:that|the|this)|only|just|i mean|of course not)\b)"
    r"(?!.*\b(?:but|except|though|yet|still|sometimes|often|well|yes|know|sure|maybe|perhaps)\b)"
)
"""A no that says what was meant instead. What else it says was read for danger before."""
_GO_ON = re.compile(r"(?:please )?(?:resume|go on|carry on|continue|keep going|let'?s go on)(?: please)?")
_ENOUGH = re.compile(
    r"(?:stop|quit|leave|exit|enough|no more|leave me alone|go away|fuck off|stop it|i want to stop|let'?s stop)[.!]*"
)
_HELP = re.compile(r"(?:please )?(?:show me )?help(?: me)?(?: please)?[.!]*")


def misread(words: str, choice: str | None) -> bool:
    """Whether the learner says that something else was meant."""
    return choice == "misread" or bool(_MISREAD.search(_said(words)))


def _said(words: str) -> str:
    return " ".join(words.casefold().replace("’", "'").split())


def read(held: str, risk: str, words: str, choice: str | None, intent: str) -> str:
    """The intent of what was said while the practice rests.

    `held`: which question is open; `risk`: the label that led here; `intent`: what the words alone were taken for.
    """
    if intent in ALWAYS or choice in ERASING:
        return intent
    text = _said(words)
    if _HELP.fullmatch(text):
        return "get_help_now"
    if intent == "end_scene" or _ENOUGH.fullmatch(text):
        return "risk_leave"
    yes = choice == "yes" or (choice is None and plain_yes(text))
    no = choice == "no" or (choice is None and plain_no(text))
    differently = misread(words, choice)
    if held == CHECKING:
        no = no or (choice is None and bool(_NO_FIRST.match(text)))
        return RISK_CLEARED if no or differently else "risk_confirmed" if yes else "risk_unclear"
    if held == OFFERED:
        return _to_the_offer(text, choice, yes=yes, no=no)
    if choice == "resume" or _GO_ON.fullmatch(text):
        return RISK_DENIED if held == ASKED else "resting"
    return _to_the_question(held, risk, yes=yes, no=no, differently=differently)


def _to_the_offer(text: str, choice: str | None, *, yes: bool, no: bool) -> str:
    if choice == "resume" or yes or _GO_ON.fullmatch(text):
        return "resume"
    return "risk_leave" if no else "resting"


def _to_the_question(held: str, risk: str, *, yes: bool, no: bool, differently: bool) -> str:
    """The answer to "is there danger?"; only a clear one counts, and one no alone never undoes a plan that was told.

    After a plan "not right now" is answered as a yes is, and only "I'm safe now", said after that, counts.
    """
    if differently or (no and held == CONFIRMED):
        return RISK_DENIED
    if yes:
        return "risk_confirmed"
    if not no:
        return "resting"
    return {"risk_abuse": "risk_not_now", "risk_imminent": "risk_confirmed"}.get(risk, RISK_DENIED)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class AfterRiskComponent(GraphComponent):
    """The last word on the intent while the practice rests."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> AfterRiskComponent:
        """Rasa's way to make a component; there is nothing to configure."""
        return cls()

    def process(self, messages: list[Message], tracker: DialogueStateTracker | None = None) -> list[Message]:
        """Sets the intent when the tracker says that the practice rests."""
        held = tracker.get_slot("held") if tracker is not None else None
        if held in (CHECKING, ASKED, CONFIRMED, OFFERED):
            for message in messages:
                self._read(message, held, str(tracker.get_slot("risk") if tracker is not None else ""))
        return messages

    def _read(self, message: Message, held: str, risk: str) -> None:
        choice = (message.get("metadata") or {}).get("choice")
        before = (message.get(INTENT) or {}).get(INTENT_NAME_KEY) or "practice"
        name = read(held, risk, words_of(message.get(TEXT) or ""), choice, before)
        if name != before:
            message.set(INTENT, {INTENT_NAME_KEY: name, "confidence": 1.0}, add_to_output=True)
