"""The readers as parts of Rasa's graph: safety, then steering and focus, then markers.

What they find travels on the message: "safety", "intent", "focus", "markers" and "style".
"""

from __future__ import annotations

import hashlib
import logging
from itertools import cycle
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT, METADATA, METADATA_EXAMPLE, METADATA_INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.understanding.after_risk import RISK_CLEARED, RISK_DENIED, misread
from bot.understanding.encoder import Encoder, Reading
from bot.understanding.focus import Focus, FocusRouter
from bot.understanding.markers import MarkerReader
from bot.understanding.reader import TurnReader, encoder_from_environment
from bot.understanding.safety import NONE, UNSURE, Safety, SafetyReader, alike
from bot.understanding.steering import REHEARSING, Row, Steering, of_choice
from bot.understanding.words import words_of
from bot.vocabulary import FOCUS_AREAS, RISKS, style_of

logger = logging.getLogger(__name__)

MARKED = 10_000
"""Characters of a turn that are read for markers."""

OWN_WORDS = frozenset({"start", "choosing_focus", "choosing_scenario", "answering", "debrief", "progress"})
"""States in which a learner may say what they came for, whatever the intent."""

FOCUS_STATES = ("choosing_focus", "start", "choosing_focus")
"""Where the examples of own-words focus are said to have been typed, in turn."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class SafetyComponent(GraphComponent):
    """Looks for danger first. A risk becomes the intent, and nothing after it changes that."""

    def __init__(self, reader: SafetyReader | None = None) -> None:
        self._reader = reader or SafetyReader(encoder_from_environment())

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SafetyComponent:
        """Rasa's way to make a component; there is nothing to configure."""
        return cls()

    def process(self, messages: list[Message], tracker: DialogueStateTracker | None = None) -> list[Message]:
        """Sets "safety", and the intent where there is a risk."""
        cleared = _cleared(tracker)
        for message in messages:
            self._look(message, _line(tracker), cleared)
        return messages

    def _look(self, message: Message, line: str, cleared: list[str]) -> None:
        if not isinstance(message.get(TEXT), str):
            message.set(TEXT, "", add_to_output=True)
        safety = self._reading(message, line, cleared)
        message.set("safety", safety.as_dict(), add_to_output=True)
        if safety.intent:
            _set_intent(message, safety.intent, safety.confidence, [(safety.intent, safety.confidence)])

    def _reading(self, message: Message, line: str, cleared: list[str]) -> Safety:
        """A pressed button's words are ours, not the learner's."""
        if of_choice(_choice(message)):
            return Safety(NONE, 1.0, False)
        return self._reader.read(message.get(TEXT), line, cleared)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SteeringComponent(GraphComponent):
    """Says what the words ask for, given the state, and which focus area they speak of."""

    def __init__(
        self,
        model_storage: ModelStorage,
        resource: Resource,
        steering: Steering | None = None,
        router: FocusRouter | None = None,
        encoder: Encoder | None = None,
    ) -> None:
        self._storage = model_storage
        self._resource = resource
        self._steering = steering or Steering()
        self._router = router or FocusRouter()
        self._encoder = encoder

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SteeringComponent:
        """Rasa's way to make a component; there is nothing to configure."""
        return cls(model_storage, resource, encoder=encoder_from_environment())

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """A digest of the readers' code, so that a change in it trains again."""
        files = sorted(Path(__file__).parent.glob("*.py"))
        return hashlib.sha256(b"\n".join(file.read_bytes() for file in files)).hexdigest()

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SteeringComponent:
        """The component with what it learned; without it, buttons and bare words still steer."""
        encoder = encoder_from_environment()
        try:
            with model_storage.read_from(resource) as folder:
                steering, router = Steering.load(Path(folder)), FocusRouter.load(Path(folder))
                return cls(model_storage, resource, steering, router, encoder)
        except (ValueError, OSError) as problem:
            logger.warning(
                "No steering in the model (%s): only buttons and bare words steer.",
                type(problem).__name__,
            )
            return cls(model_storage, resource, encoder=encoder)

    def train(self, training_data: TrainingData) -> Resource:
        """Learns steering from every example with an intent, and focus from those with an area."""
        examples = training_data.intent_examples
        areas = [(str(example.get(TEXT)), str(_about(example).get("area"))) for example in examples]
        with self._storage.write_to(self._resource) as folder:
            Steering.fit(rows_of(examples)).save(Path(folder))
            FocusRouter.fit(areas).save(Path(folder))
        return self._resource

    def process(self, messages: list[Message], tracker: DialogueStateTracker | None = None) -> list[Message]:
        """Sets the intent, unless safety has set it, and "focus"."""
        state = _slot(tracker, "state")
        for message in messages:
            self._steer(message, state if isinstance(state, str) else None, _line(tracker), _paused(tracker))
        return messages

    def _steer(self, message: Message, state: str | None, line: str, paused: bool) -> None:
        text, choice = message.get(TEXT) or "", _choice(message)
        heard = None if choice else _heard(self._encoder, text, line)
        if not _is_risk(message):
            _set_intent(message, *self._steering.read(text, state, choice, heard, paused))
        intent = message.get(INTENT)["name"]
        focused = intent == "choose_focus" or (state or "start") in OWN_WORDS
        focus = self._focus(text, choice, heard) if focused else None
        message.set("focus", focus._asdict() if focus else None, add_to_output=True)

    def _focus(self, text: str, choice: str | None, heard: Reading | None) -> Focus | None:
        if choice:
            area = choice.partition(":")[2]
            return Focus(area, 1.0) if choice == f"focus:{area}" and area in FOCUS_AREAS else None
        return self._router.read(words_of(text), heard.areas() if heard else None)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class MarkerComponent(GraphComponent):
    """Finds the markers of a turn: in a rehearsal, or when nobody says where the talk stands."""

    def __init__(self, reader: TurnReader | None = None) -> None:
        self._reader = reader or TurnReader(MarkerReader(), encoder_from_environment())

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MarkerComponent:
        """Rasa's way to make a component; there is nothing to configure."""
        return cls()

    def process(self, messages: list[Message], tracker: DialogueStateTracker | None = None) -> list[Message]:
        """Sets "markers" (offsets into what the learner typed) and "style"."""
        rehearsing = tracker is None or _slot(tracker, "state") in REHEARSING
        for message in messages:
            self._mark(message, rehearsing, _line(tracker))
        return messages

    def _mark(self, message: Message, rehearsing: bool, line: str) -> None:
        text = message.get(TEXT)
        readable = rehearsing and isinstance(text, str) and not of_choice(_choice(message))
        marks = self._reader.read(words_of(text)[:MARKED], line) if readable else []
        message.set("markers", [mark.as_dict() for mark in marks], add_to_output=True)
        message.set("style", style_of(mark.marker for mark in marks), add_to_output=True)


def rows_of(examples: list[Message]) -> list[Row]:
    """Training examples as rows of steering, own-words focus where it is typed.

    What only stands there to be told from danger ("harmless") says nothing about steering.
    """
    states = cycle(FOCUS_STATES)
    return [
        Row(
            str(example.get(TEXT)),
            str(example.get(INTENT)),
            next(states) if "area" in _about(example) else _about(example).get("state"),
        )
        for example in examples
        if not _about(example).get("harmless")
    ]


def _about(example: Message) -> dict[str, Any]:
    """What the training data says about an example: of its whole block, and of itself."""
    metadata = example.get(METADATA) or {}
    parts = (metadata.get(METADATA_INTENT), metadata.get(METADATA_EXAMPLE))
    return {key: value for part in parts if isinstance(part, dict) for key, value in part.items()}


def _choice(message: Message) -> str | None:
    metadata = message.get("metadata")
    choice = metadata.get("choice") if isinstance(metadata, dict) else None
    return choice if isinstance(choice, str) else None


def _slot(tracker: DialogueStateTracker | None, name: str) -> Any:
    return tracker.slots[name].value if tracker is not None and name in tracker.slots else None


def _line(tracker: DialogueStateTracker | None) -> str:
    """What the counterpart said last."""
    rehearsal = _slot(tracker, "rehearsal")
    line = rehearsal.get("line") if isinstance(rehearsal, dict) else None
    return line if isinstance(line, str) else ""


def _cleared(tracker: DialogueStateTracker | None) -> list[str]:
    """The words that were taken for danger in this talk, and that the learner then said were meant differently."""
    cleared, raised = [], None
    for event in tracker.applied_events() if tracker is not None else ():
        if isinstance(event, UserUttered):
            if event.intent_name in (*RISKS, UNSURE):
                raised = alike(event.text or "")
            elif raised is not None and _meant_differently(event):
                cleared.append(raised)
    return cleared


def _meant_differently(event: UserUttered) -> bool:
    """A no to one caring question, or "you misunderstood"; not "I'm in no danger right now"."""
    if event.intent_name == RISK_DENIED:
        return misread(event.text or "", (event.metadata or {}).get("choice"))
    return bool(event.intent_name == RISK_CLEARED)


def _paused(tracker: DialogueStateTracker | None) -> bool:
    rehearsal = _slot(tracker, "rehearsal")
    return isinstance(rehearsal, dict) and bool(rehearsal.get("paused"))


def _heard(encoder: Encoder | None, text: str, line: str) -> Reading | None:
    """What the encoder makes of what was typed; safety, steering and markers share one pass."""
    return encoder.read(words_of(text)[:MARKED], line) if encoder else None


def _is_risk(message: Message) -> bool:
    safety = message.get("safety") or {}
    return bool(safety) and safety["label"] != NONE


def _set_intent(message: Message, name: str, confidence: float, ranking: list[tuple[str, float]]) -> None:
    message.set(INTENT, {"name": name, "confidence": confidence}, add_to_output=True)
    ranked = [{"name": other, "confidence": share} for other, share in ranking[:5]]
    message.set("intent_ranking", ranked, add_to_output=True)
