"""A talk with the assistant as it is trained, its actions run in this process: what a channel does, without HTTP."""

from __future__ import annotations

import asyncio
import itertools
import json
import uuid
from dataclasses import dataclass, field
from typing import Any, ClassVar

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa_sdk.executor import ActionExecutor

from bot.channels.choices import named_by
from bot.channels.said import defused
from bot.channels.voices import Collector, answer_of

KEYS = itertools.count()


class InProcessActions:
    """What Rasa takes for the action server. `down` makes it fail as a server does that is not there."""

    url = "in this process"
    kwargs: ClassVar[dict[str, bool]] = {"enable_selective_domain": True}

    def __init__(self) -> None:
        self.executor = ActionExecutor()
        self.executor.register_package("actions")
        self.down = False
        self.calls: list[str] = []

    async def request(self, json: Any = None, **_: Any) -> Any:
        """Runs an action; the call goes through JSON, as on the wire."""
        import aiohttp

        if self.down:
            raise aiohttp.ClientConnectionError("down")
        call = _through_json(json)
        self.calls.append(call["next_action"])
        return _through_json(await self.executor.run(call))


def _through_json(value: Any) -> Any:
    return json.loads(json.dumps(value))


@dataclass
class Talk:
    """One learner's talk. `said` holds every answer: a list of messages."""

    agent: Agent
    loop: asyncio.AbstractEventLoop
    learner: str = field(default_factory=lambda: uuid.uuid4().hex)
    answers: list[dict[str, Any]] = field(default_factory=list)

    def say(self, words: str, choice: str | None = None, key: str | None = None) -> list[dict[str, Any]]:
        """Says words, or presses a choice (`words` are its label then), and gives the messages that come back."""
        return self.answer(words, choice, key)["messages"]

    def answer(self, words: str, choice: str | None = None, key: str | None = None) -> dict[str, Any]:
        """As `say`, with what the page shows of the rehearsal."""
        collector = Collector()
        offered = self.answers[-1]["messages"] if self.answers else []
        metadata = {"key": key or f"key-{next(KEYS):08d}", "choice": choice or named_by(words, offered)}
        message = UserMessage(defused(words), collector, self.learner, input_channel="sayso", metadata=metadata)
        self.loop.run_until_complete(self.agent.handle_message(message))
        before = self.answers[-1]["rehearsal"] if self.answers else None
        self.answers.append(answer_of(collector.responses, before))
        return self.answers[-1]

    def press(self, choice: str, label: str = "(a button)", key: str | None = None) -> list[dict[str, Any]]:
        """Presses a choice."""
        return self.say(label, choice, key)

    def tracker(self) -> Any:
        """Rasa's tracker of this talk."""
        return self.loop.run_until_complete(self.agent.tracker_store.retrieve(self.learner))

    def slot(self, name: str) -> Any:
        """A slot of the tracker."""
        return self.tracker().get_slot(name)

    def arrive(self, keep: bool = True) -> Talk:
        """Through arrival to the menu."""
        self.press("home")
        self.press("answer:adult")
        self.press("answer:keep" if keep else "answer:forget")
        self.press("skip")
        return self

    def open_scene(self, level: str = "warm", scenario: str = "parent_drops_in") -> list[dict[str, Any]]:
        """Through a scene's questions to the counterpart's first line."""
        self.press(f"scene:{scenario}")
        messages = self.press("answer:no")
        if any(choice["id"] == f"answer:{level}" for choice in messages[-1]["choices"]):
            messages = self.press(f"answer:{level}")
        while self.slot("state") == "answering":
            messages = self.press("skip")
        return messages


def text_of(messages: list[dict[str, Any]]) -> str:
    """All that was said, in one string."""
    return "\n".join(message["text"] for message in messages)


def speakers(messages: list[dict[str, Any]]) -> list[str]:
    """Who spoke, in order."""
    return [message["speaker"] for message in messages]
