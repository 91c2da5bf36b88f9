"""The buttons a learner may press: those of the last answer, and those that are always there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

ALWAYS = {
    "hint": "Give me a hint",
    "again": "Let me try again",
    "pause": "Pause",
    "resume": "Carry on",
    "stop_here": "Stop here",
    "help_now": "Help now",
    "home": "Start page",
    "progress": "Show my progress",
    "about": "What is this?",
    "export": "Show what is kept about me",
    "erase": "Erase what is kept about me",
    "skip": "Skip",
}
"""Choices that stand on the page whatever was said last, with what is shown as the learner's words."""


def offered(messages: Iterable[dict[str, Any]]) -> dict[str, str]:
    """The choices in these messages: label by id."""
    return {one["id"]: one["label"] for message in messages for one in message.get("choices") or ()}


def named_by(words: str, messages: Sequence[dict[str, Any]]) -> str | None:
    """The choice whose label somebody typed instead of pressing it; None when the words are no label.

    After the safety voice has spoken nothing typed is taken for a button: words are read with care then.
    """
    if any(message.get("speaker") == "safety" for message in messages):
        return None
    typed = _bare(words)
    found = {id for id, label in offered(messages).items() if typed and _bare(label) == typed}
    return found.pop() if len(found) == 1 else None


def _bare(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split()).strip(' .!?,“”"')


def label_of(choice: str, messages: Iterable[dict[str, Any]]) -> str | None:
    """What pressing this choice says, or None when it is neither in these messages nor always there."""
    return offered(messages).get(choice) or ALWAYS.get(choice)
