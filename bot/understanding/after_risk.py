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

from bot.understanding.answers import yes_or_no
from bot.understanding.words import words_of
from bot.vocabulary import RISKS

CHECKING, ASKED, OFFERED = "checking", "asked", "offered"
"""Slot `held`: one question, then on; is there danger?; shall we go on practising?"""

ALWAYS = frozenset({*RISKS, "risk_unsure", "get_help_now", "end_scene"})
"""Intents that mean the same whether or not the practice rests."""

_MISREAD = re.compile(
    r"mis(?:understood|understand|read|interpret)|not what i mean"
    r"|didn'?t mean (?:it )?(?:like )?that|meant it different"
    r"|only joking|just joking|just kidding|was a joke|figure of speech|not (?:like )?that\b|wrong idea"
)
_SAFE = re.compile(r"\bi'?m (?:fine|ok|okay|all right|alright|safe)\b|\bi am (?:fine|ok|okay|all right|safe)\b")
_GO_ON = re.compile(r"^(?:\*?\s*)?(?:yes,? )?(?:please )?(?:resume|go on|carry on|continue|keep going|let'?s go on)\b")


def read(held: str, risk: str, words: str, choice: str | None, intent: str) -> str:
    """The intent of what was said while the practice rests.

    `held`: which question is open; `risk`: the label that led here; `intent`: what the words alone were taken for.
    """
    if intent in ALWAYS:
        return intent
    text = " ".join(words.casefold().replace("’", "'").split())
    spoken = False if _SAFE.search(text) else yes_or_no(text)
    yes = {"yes": True, "no": False, "misread": False}.get(choice or "", spoken)
    misread = choice == "misread" or bool(_MISREAD.search(text))
    if held == CHECKING:
        return "risk_confirmed" if yes and not misread else "risk_cleared"
    if choice == "resume" or (held == OFFERED and (yes or _GO_ON.match(text))):
        return "resume"
    if held == OFFERED:
        return "resting"
    return _to_the_question(risk, yes, misread=misread)


def _to_the_question(risk: str, yes: bool | None, *, misread: bool) -> str:
    if misread:
        return "risk_denied"
    if yes is None:
        return "resting"
    if yes:
        return "risk_confirmed"
    return "risk_not_now" if risk == "risk_abuse" else "risk_denied"


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
        if held in (CHECKING, ASKED, OFFERED):
            for message in messages:
                self._read(message, held, str(tracker.get_slot("risk") if tracker is not None else ""))
        return messages

    def _read(self, message: Message, held: str, risk: str) -> None:
        choice = (message.get("metadata") or {}).get("choice")
        before = (message.get(INTENT) or {}).get(INTENT_NAME_KEY) or "practice"
        name = read(held, risk, words_of(message.get(TEXT) or ""), choice, before)
        if name != before:
            message.set(INTENT, {INTENT_NAME_KEY: name, "confidence": 1.0}, add_to_output=True)
