"""What stands behind the channel in its tests: an agent that says what it is told to, a log in memory."""

from __future__ import annotations

import inspect
import threading
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from rasa.core.channels.channel import UserMessage

RESPONSES: dict[str, list[dict[str, Any]]] = {
    "utter_get_help_now": [
        {
            "text": "Call or text {crisis_line}. Who could be with you?",
            "buttons": [{"title": "I am safe now", "payload": "safe_now"}],
            "metadata": {"speaker": "safety"},
        }
    ],
    "utter_risk_imminent": [
        {"text": "Lines of a land: 0000", "condition": [{"type": "slot", "name": "country", "value": "XX"}]},
        {"text": "I am glad you told me. Are you in danger now?", "metadata": {"speaker": "safety"}},
    ],
}
SLOTS = [
    SimpleNamespace(name="crisis_line", initial_value="a helpline in your country"),
    SimpleNamespace(name="turn", initial_value=None),
]


@dataclass(frozen=True)
class FakeExchange:
    said: str | None
    choice: str | None
    answer: Any
    rehearsal: dict[str, Any] | None


class FakeLog:
    """Keeps exchanges in memory. `down`: every call fails, as with a database that does not answer."""

    def __init__(self) -> None:
        self.down = False
        self.country: str | None = None
        self.planned: list[tuple[str, Any]] = []
        self.agreed: list[tuple[str, Any]] = []
        self._kept: dict[str, dict[str, FakeExchange]] = defaultdict(dict)
        self._guard = threading.Lock()

    def _of(self, learner: str) -> dict[str, FakeExchange]:
        if self.down:
            raise ConnectionError("the database is away: my secret words")
        return self._kept[learner]

    def ping(self) -> None:
        self._of("")

    def learner(self, learner_id: str) -> object | None:
        return SimpleNamespace(country=self.country) if self._of(learner_id) else None

    def exchange(self, learner_id: str, key: str) -> FakeExchange | None:
        return self._of(learner_id).get(key)

    def keep_exchange(
        self, learner_id: str, key: str, *, said: str, choice: str | None, answer: Any, rehearsal: Any
    ) -> FakeExchange:
        with self._guard:
            exchange = FakeExchange(said, choice, answer, rehearsal)
            return self._of(learner_id).setdefault(key, exchange)

    def history(self, learner_id: str, limit: int = 200) -> list[FakeExchange]:
        return list(self._of(learner_id).values())[-limit:]

    def summary(self, learner_id: str) -> list[Any]:
        return [SimpleAreas("role_dispute", len(self._of(learner_id)))]

    def attempts(self, learner_id: str) -> list[Any]:
        self._of(learner_id)
        return []

    def over_time(self, learner_id: str) -> list[Any]:
        return []

    def plans(self, learner_id: str) -> list[Any]:
        self._of(learner_id)
        return [one for owner, one in self.planned if owner == learner_id]

    def sittings(self, learner_id: str, course_id: int | None = None) -> list[Any]:
        return []

    def courses(self, learner_id: str) -> list[Any]:
        return [one for owner, one in self.agreed if owner == learner_id]

    def export(self, learner_id: str) -> dict[str, Any]:
        return {"words": [one.said for one in self._of(learner_id).values()]}

    def erase(self, learner_id: str) -> dict[str, int]:
        return {"exchange": len(self._of(learner_id)), **{"x": bool(self._kept.pop(learner_id))}}


@dataclass(frozen=True)
class SimpleAreas:
    area: str
    attempts: int


class FakeTrackers:
    """A tracker store that can delete."""

    def __init__(self) -> None:
        self.deleted: list[str] = []
        self.broken = False

    async def delete(self, sender_id: str) -> int:
        if self.broken:
            raise ConnectionError("my secret words")
        self.deleted.append(sender_id)
        return 1

    async def retrieve(self, sender_id: str) -> None:
        return None

    async def retrieve_full_tracker(self, sender_id: str) -> Any:
        event = SimpleNamespace(as_dict=lambda: {"event": "user", "of": sender_id})
        return SimpleNamespace(events=[event])


def echo(message: UserMessage) -> list[dict[str, Any]]:
    return [{"text": f"You said: {message.text}"}]


class FakeAgent:
    """Answers with what `reply` gives for a message: responses as Rasa would send them, or an exception."""

    def __init__(self, reply: Callable[[UserMessage], Any] = echo) -> None:
        self.reply = reply
        self.seen: list[UserMessage] = []
        self.domain = SimpleNamespace(responses=RESPONSES, slots=SLOTS)
        self.tracker_store = FakeTrackers()
        self.action_endpoint = SimpleNamespace(url="http://127.0.0.1:9/webhook")

    def is_ready(self) -> bool:
        return True

    async def handle_message(self, message: UserMessage) -> None:
        self.seen.append(message)
        responses = self.reply(message)
        if inspect.isawaitable(responses):
            responses = await responses
        for response in responses:
            await message.output_channel.send_response(message.sender_id, response)


class FakeReader:
    """Takes the words "end it all" for imminent risk, and cannot read "unreadable"."""

    def read(self, text: str) -> Any:
        if "unreadable" in text:
            raise RuntimeError(text)
        risk = "end it all" in text
        return SimpleNamespace(label="risk_imminent" if risk else "risk_none", certain=risk)
