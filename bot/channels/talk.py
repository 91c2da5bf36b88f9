"""What was said and practised so far, in the forms of the web API."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, is_dataclass
from datetime import date
from typing import Any

from bot.channels.turns import Exchange

NOT_KEPT = "(These words were not kept.)"
ABOUT_ATTEMPT = ("id", "area", "kind", "scenario", "level", "started", "ended", "ending", "ending_kind")


def history_of(exchanges: Sequence[Exchange]) -> dict[str, Any]:
    """{"messages", "rehearsal"} of the talk so far; the learner's own words have the speaker "learner"."""
    messages = [message for one in exchanges for message in _said_and_answered(one)]
    return {"messages": messages, "rehearsal": exchanges[-1].rehearsal if exchanges else None}


def progress_of(areas: Sequence[Any], attempts: Sequence[Any], over_time: Sequence[Any] = ()) -> dict[str, Any]:
    """{"areas", "attempts", "over_time"} from the log's summaries; no one's words are in them."""
    return {"areas": plain(areas), "attempts": [_attempt(one) for one in attempts], "over_time": plain(over_time)}


def plain(value: Any) -> Any:
    """A value as JSON types: dates in ISO 8601, data classes as objects."""
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, dict):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _said_and_answered(exchange: Exchange) -> list[dict[str, Any]]:
    """Without the words there is nothing that marks could be about."""
    messages = exchange.answer["messages"]
    if exchange.said is None:
        messages = [{**message, "marks": [], "rest": []} for message in messages]
    return [_own(exchange), *messages]


def _own(exchange: Exchange) -> dict[str, Any]:
    text = NOT_KEPT if exchange.said is None else exchange.said
    return {"speaker": "learner", "name": "You", "text": text, "marks": [], "choices": []}


def _attempt(summary: Any) -> dict[str, Any]:
    whole = plain(summary)
    attempt = whole.pop("attempt")
    return {**{name: attempt[name] for name in ABOUT_ATTEMPT}, **whole}
