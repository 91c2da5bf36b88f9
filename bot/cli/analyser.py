"""Reads lines with the trained model, outside any talk."""

from __future__ import annotations

import asyncio
import json
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.trouble import Exit, Trouble
from bot.vocabulary import STATES

NOTHING_READ: dict[str, Any] = {
    "intent": {"name": None, "confidence": 0.0},
    "focus": None,
    "markers": [],
    "style": "neutral",
    "safety": {"label": "risk_none", "confidence": 0.0, "certain": True},
}
"""What is said of a line with no words in it."""


@dataclass(frozen=True)
class Utterance:
    """A learner's words, the counterpart's line before them, and where the talk stands."""

    text: str
    counterpart: str | None = None
    state: str = "in_role"


def utterance(line: str, number: int) -> Utterance:
    """A line of plain text or JSON as an utterance. Raises Trouble that names the line, never its words."""
    if not line.lstrip().startswith("{"):
        return Utterance(line)
    try:
        found = json.loads(line)
    except ValueError:
        return Utterance(line)
    if not isinstance(found.get("text"), str) or not isinstance(found.get("counterpart") or "", str):
        raise _wrong(number, 'needs "text", and "counterpart" if it has one, as text')
    state = found.get("state") or "in_role"
    if state not in STATES:
        raise _wrong(number, f"has a state that is not known (there are {', '.join(STATES)})")
    return Utterance(found["text"], found.get("counterpart"), state)


def _wrong(number: int, what: str) -> Trouble:
    return Trouble(f"Line {number} {what}.", "See `sayso analyse --help`.", Exit.CONTENT)


class Analyser:
    """A trained model, loaded once."""

    def __init__(self, agent: Any) -> None:
        """`agent` is a ready rasa.core.agent.Agent."""
        self._agent = agent

    @classmethod
    def load(cls, model: Path) -> Analyser:
        """Load a model; takes some seconds. Raises Trouble when it does not load."""
        from rasa.core.agent import Agent
        from rasa.utils.log_utils import configure_structlog

        configure_structlog(logging.ERROR)  # or every line read would be printed once more
        agent = Agent.load(str(model))
        if not agent.is_ready():
            raise Trouble(f"The model {model.name} could not be loaded.", "`sayso train --fresh` makes it again.")
        return cls(agent)

    def read(self, said: Utterance) -> dict[str, Any]:
        """{"text", "intent", "focus", "markers", "style", "safety"} of one utterance."""
        if not said.text.strip():
            return {"text": said.text, **NOTHING_READ}
        found = asyncio.run(self._parse(said))
        read = {key: found.get(key, default) for key, default in NOTHING_READ.items()}
        read["intent"] = {key: read["intent"][key] for key in ("name", "confidence")}
        return {"text": said.text, **read}

    async def _parse(self, said: Utterance) -> Any:
        from rasa.core.channels.channel import UserMessage
        from rasa.shared.core.events import SlotSet
        from rasa.shared.core.trackers import DialogueStateTracker

        from bot.understanding.words import WORD_JOINER

        tracker = DialogueStateTracker("analyse", self._agent.domain.slots)
        tracker.update(SlotSet("state", said.state))
        tracker.update(SlotSet("rehearsal", {"line": said.counterpart}))
        text = WORD_JOINER + said.text if said.text.startswith("/") else said.text
        return await self._agent.processor.parse_message(UserMessage(text, sender_id="analyse"), tracker)
