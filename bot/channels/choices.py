"""The buttons a learner may press: those of the last answer, and those that are always there."""

from __future__ import annotations

from collections.abc import Iterable
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


def label_of(choice: str, messages: Iterable[dict[str, Any]]) -> str | None:
    """What pressing this choice says, or None when it is neither in these messages nor always there."""
    return offered(messages).get(choice) or ALWAYS.get(choice)
