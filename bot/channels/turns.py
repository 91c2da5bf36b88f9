"""One turn of the talk: the same message twice is one turn, and a turn that fails is not half kept."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from weakref import WeakValueDictionary

from rasa.core.channels.channel import UserMessage

from bot.channels.choices import label_of, named_by
from bot.channels.help import Helper, asked_by_safety
from bot.channels.logs import places
from bot.channels.problems import CATALOGUE, Refused, body_of, status_of
from bot.channels.said import Said, defused
from bot.channels.voices import Collector, answer_of, spoken, told

logger = logging.getLogger(__name__)

_SAID = "said"
Handle = Callable[[UserMessage], Awaitable[Any]]


class Exchange(Protocol):
    """What was said and answered once, as bot.store.ExchangeRow has it."""

    @property
    def said(self) -> str | None:
        """The learner's words; None when they keep none."""

    @property
    def answer(self) -> Any:
        """{"messages", "of": the fingerprint of what was said}."""

    @property
    def rehearsal(self) -> dict[str, Any] | None:
        """The rehearsal as this answer left it."""


class ExchangeLog(Protocol):
    """What the channel needs of bot.store.Log. Every call may block and may raise."""

    def ping(self) -> None:
        """Raise when the database does not answer."""

    def learner(self, learner_id: str) -> Any:
        """The learner, or None when nothing is kept about them."""

    def exchange(self, learner_id: str, key: str) -> Exchange | None:
        """The exchange kept under this key."""

    def keep_exchange(
        self, learner_id: str, key: str, *, said: str, choice: str | None, answer: Any, rehearsal: Any
    ) -> Exchange:
        """Keep an exchange; under a key that has one already the first stays, and is given back."""

    def history(self, learner_id: str, limit: int = 200) -> Sequence[Exchange]:
        """The newest `limit` exchanges, oldest first."""

    def summary(self, learner_id: str) -> Sequence[Any]:
        """What was practised, per focus area."""

    def attempts(self, learner_id: str) -> Sequence[Any]:
        """The attempts, newest first."""

    def over_time(self, learner_id: str) -> Sequence[Any]:
        """Each focus area over time."""

    def plans(self, learner_id: str) -> Sequence[Any]:
        """The real talks planned, oldest first."""

    def courses(self, learner_id: str) -> Sequence[Any]:
        """Every focus agreed on, oldest first."""

    def export(self, learner_id: str) -> dict[str, Any]:
        """Everything held about this learner, as JSON types."""

    def erase(self, learner_id: str) -> Any:
        """Erase everything held about this learner."""


class Seals(Protocol):
    """Keyed hashes, as bot.channels.cookie.Cookies makes them."""

    def digest(self, purpose: str, text: str) -> str:
        """The hash of a text for one purpose."""

    def is_digest(self, given: str, purpose: str, text: str) -> bool:
        """Whether this is its hash, be it made with an older secret."""


@dataclass(frozen=True)
class Turn:
    """One message of one learner's on its way: `agent` may be None, `handle` is Rasa's way in."""

    learner: str
    said: Said
    agent: Any
    handle: Handle


@dataclass(frozen=True)
class Unkept:
    """An exchange that stands in no log."""

    answer: Any
    said: str | None = None
    rehearsal: dict[str, Any] | None = None


class Silence(Exception):  # noqa: N818 - reads as what happened
    """Rasa gave no answer, or not in time, or an action says that its turn was not saved."""


class Erased(Exception):  # noqa: N818 - reads as what happened
    """The learner erased themselves in the talk: this answer is shown and kept nowhere."""

    def __init__(self, messages: list[dict[str, Any]]) -> None:
        """`messages` are the talk's last ones."""
        super().__init__()
        self.messages = messages


class Turns:
    """Takes turns, one at a time for each learner.

    `log` gives the log when it is first needed; `seals` makes keyed hashes; `patience` is in seconds.
    """

    def __init__(self, log: Callable[[], ExchangeLog], helper: Helper, seals: Seals, patience: float) -> None:
        self._log = log
        self._helper = helper
        self._seals = seals
        self._patience = patience
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._running: set[asyncio.Task[Any]] = set()

    def lock(self, learner: str) -> asyncio.Lock:
        """The lock that keeps this learner's turns, and their erasure, apart."""
        return self._locks.setdefault(learner, asyncio.Lock())

    async def take(self, turn: Turn) -> tuple[int, dict[str, Any]]:
        """The status and the body of the answer. Raises Refused.

        The turn goes on when the browser hangs up, so that a reload finds its answer.
        """
        task = asyncio.ensure_future(self._locked(turn))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return await asyncio.shield(task)

    async def _locked(self, turn: Turn) -> tuple[int, dict[str, Any]]:
        async with self.lock(turn.learner):
            try:
                return 200, await self._answer(turn)
            except Erased as erased:
                return 200, {"messages": erased.messages, "rehearsal": None, "erased": True}
            except Refused:
                raise
            except Exception as error:
                logger.error("A turn failed: %s", places(error))
            return await self._without_rasa(turn)

    async def _answer(self, turn: Turn) -> dict[str, Any]:
        kept = await self._found(turn) or await self._new(turn)
        if not self._seals.is_digest(kept.answer["of"], _SAID, turn.said.fingerprint):
            raise Refused("key_used")
        return shown(kept)

    async def _new(self, turn: Turn) -> Exchange:
        last = await self._last(turn)
        words = _words(turn.said, last.answer["messages"])
        choice = turn.said.choice or named_by(words, last.answer["messages"])
        # A conversation whose very first action failed (no action server) answers, and gives help, when asked again.
        responses = await self._asked(turn, words, choice) or await self._asked(turn, words, choice)
        answer = answer_of(responses, last.rehearsal)
        if _is_help(answer):
            return await self._kept_or_not(turn, words, answer)
        if not answer["messages"] or told(responses, "saved") is False:
            raise Silence
        if told(responses, "erased"):
            raise Erased(answer["messages"])
        return await self._kept(turn, words, answer)

    async def _found(self, turn: Turn) -> Exchange | None:
        """The answer that was given already. Without a log Rasa is asked all the same: it may have to give help."""
        try:
            return await asyncio.to_thread(lambda: self._log().exchange(turn.learner, turn.said.key))
        except Exception as error:
            logger.error("The log cannot be reached: %s", places(error))
            return None

    async def _last(self, turn: Turn) -> Exchange:
        """The last exchange; without a log, as if every answer of the safety voice had just been given."""
        try:
            history = await asyncio.to_thread(lambda: self._log().history(turn.learner, 1))
        except Exception:
            return Unkept({"messages": asked_by_safety(turn.agent)})
        return history[-1] if history else Unkept({"messages": []})

    async def _asked(self, turn: Turn, words: str, choice: str | None) -> list[dict[str, Any]]:
        """Rasa's responses. Raises Silence after `patience` seconds, and whatever Rasa raises."""
        collector = Collector()
        metadata = {"key": turn.said.key, "choice": choice}
        message = UserMessage(defused(words), collector, turn.learner, input_channel="sayso", metadata=metadata)
        task = asyncio.ensure_future(turn.handle(message))
        done, _ = await asyncio.wait({task}, timeout=self._patience)
        if not done:
            task.add_done_callback(_quietly)
            task.cancel()
            raise Silence
        await task
        return collector.responses

    async def _kept(self, turn: Turn, words: str, answer: dict[str, Any]) -> Exchange:
        return await asyncio.to_thread(
            self._log().keep_exchange,
            turn.learner,
            turn.said.key,
            said=words,
            choice=turn.said.choice,
            answer={"messages": answer["messages"], "of": self._fingerprint(turn)},
            rehearsal=answer["rehearsal"],
        )

    async def _kept_or_not(self, turn: Turn, words: str, answer: dict[str, Any]) -> Exchange:
        """Help is given whether it can be kept or not."""
        try:
            return await self._kept(turn, words, answer)
        except Exception as error:
            logger.error("Help was given and not kept: %s", places(error))
            return Unkept({**answer, "of": self._fingerprint(turn)})

    async def _without_rasa(self, turn: Turn) -> tuple[int, dict[str, Any]]:
        """Help, when the words call for it; else word that the turn was not saved."""
        help_messages = await self._helper.instead(turn.agent, turn.learner, turn.said)
        if help_messages:
            answer = {"messages": help_messages, "rehearsal": None}
            return 200, shown(await self._kept_or_not(turn, turn.said.text or "Help now", answer))
        guide = spoken("guide", CATALOGUE["no_answer"][1])
        return status_of("no_answer"), {**body_of("no_answer"), "messages": [guide]}

    def _fingerprint(self, turn: Turn) -> str:
        return self._seals.digest(_SAID, turn.said.fingerprint)


def shown(exchange: Exchange) -> dict[str, Any]:
    """An exchange's answer as the web API gives it."""
    return {"messages": exchange.answer["messages"], "rehearsal": exchange.rehearsal}


def _is_help(answer: dict[str, Any]) -> bool:
    return any(message["speaker"] == "safety" for message in answer["messages"])


def _words(said: Said, messages: list[dict[str, Any]]) -> str:
    """The words of the turn; a choice's are its label. Raises Refused for a choice that nobody offered."""
    if said.choice is None:
        return said.text or ""
    label = label_of(said.choice, messages)
    if label is None:
        raise Refused("unknown_choice")
    return label


def _quietly(task: asyncio.Task[Any]) -> None:
    """Look at a given-up task's end, so that nobody logs what it failed over."""
    if not task.cancelled():
        task.exception()
