"""The page with a scripted agent behind it, for the browser tests: `python -m tests.web.server` prints its URL.

With a folder of scenarios as its argument, the trainer's view is there, too.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import UserMessage

from bot.channels.settings import Settings
from tests.web.fakes import FakeAgent, FakeLog, FakeReader
from tests.web.serving import Served

SCENE = {"attempt": 1, "kind": "scene", "scenario": "parent_drops_in", "title": "Mum drops in", "name": "Mum"}
HINT = {"id": "hint", "label": "Give me a hint"}
FEEL = "I feel 😀 tired when you come round. You never ask, sorry, sorry."


NASTY = "<img src=x onerror=\"document.title='hacked'\"><b>bold</b>"
STARTED = {"moment": 1, "did": "", "mood": "guarded", "change": ""}
SMALL = {"moment": 2, "did": "making it small", "mood": "on edge", "change": "tenser"}
STAYED = {"moment": 2, "did": "", "mood": "warming up", "change": "softer"}
BACK = {"moment": 1, "did": "", "mood": "warming up", "change": ""}
END = {"moment": 0, "did": "a guilt trip", "mood": "open", "change": "softer"}
RUNGS = (
    ("A nudge", "Start with what happened."),
    ("A pointer", "Then how it felt."),
    ("The start of a sentence", "When you…"),
)
CARD = {
    "title": "Mum drops in",
    "line": "Mum is in your hall, key in hand.",
    "minutes": 5,
    "levels": ["warm", "wary"],
    "level": "",
    "note": "Guilt and raised voices.",
    "last": None,
}


def rehearsal(turn: int, paused: bool = False) -> dict[str, Any]:
    seen = {"mood": "warming up", "path": [STARTED, SMALL, STAYED]}
    return {**SCENE, "level": "wary", "turn": turn, "turns": 8, "paused": paused, **seen}


def marks() -> list[dict[str, Any]]:
    found = (("states_feeling", "I feel 😀 tired"), ("blames", "You never ask"), ("over_apologises", "sorry, sorry"))
    spans = ((marker, FEEL.index(words), words) for marker, words in found)
    return [{"marker": marker, "start": at, "end": at + len(words)} for marker, at, words in spans]


class Script:
    """Answers by what is said; "fail" fails the first time, and "slow" takes its time."""

    def __init__(self) -> None:
        self._turn = 0
        self._failed: set[tuple[str, str]] = set()

    async def __call__(self, message: UserMessage) -> list[dict[str, Any]]:
        text, choice = message.text, message.metadata["choice"]
        self._turn += 1
        told = (message.sender_id, text)
        if "fail" in text and told not in self._failed:
            self._failed.add(told)
            raise RuntimeError("as asked")
        if "slow" in text:
            await asyncio.sleep(1.5)
        return self._answer(text, choice)

    def _answer(self, text: str, choice: str | None) -> list[dict[str, Any]]:
        if choice == "help_now" or "danger" in text:
            safety = "I am glad you told me. You can call or text a helpline now. Who could be with you?"
            return [{"text": safety, "metadata": {"speaker": "safety"}}, self._guide("Stopped.", rehearsal=None)]
        if choice in ("pause", "resume"):
            paused = choice == "pause"
            return [self._guide("Paused." if paused else "On we go.", rehearsal=rehearsal(2, paused))]
        if text == FEEL:
            return [self._coach("You said what you feel: clear and yours. Next, ask for one thing."), self._mum()]
        if "side by side" in text:
            return [self._sides(text), self._mum()]
        if "rate" in text:
            return [self._guide("How tense are you now?", ask={"kind": "scale", "min": 0, "max": 10})]
        if "markup" in text:
            return self._markup()
        if choice == "hint" or "ladder" in text:
            given = 3 if "whole" in text else 2 if "ladder" in text else 1
            ladder = [{"name": name, **({"text": hint} if at < given else {})} for at, (name, hint) in enumerate(RUNGS)]
            return [self._guide(f"Hint {given} of 3: {RUNGS[given - 1][1]}", ladder=ladder)]
        if "cards" in text:
            return [self._cards()]
        if "the end" in text:
            return [self._guide("A good end.", path=[STARTED, SMALL, STAYED, BACK, END], rehearsal=None)]
        if "erase me" in text:
            return [self._guide("It is gone.", erased=True, rehearsal=None)]
        if text.isdecimal():
            return [self._guide(f"Noted: {text}.")]
        return [self._mum()]

    def _cards(self) -> dict[str, Any]:
        yesterday = (datetime.now(timezone.utc) - timedelta(days=1)).isoformat()
        known = {**CARD, "title": "A friend who owes you", "note": "", "level": "warm"}
        known["last"] = {"on": yesterday, "level": "warm"}
        choices = [
            {"id": "scene:mum", "label": "Mum drops in (5 minutes)", "card": CARD},
            {"id": "scene:friend@warm:new", "label": "A friend who owes you (5 minutes)", "card": known},
            {"id": "home", "label": "Something else"},
        ]
        return self._guide("What shall we practise?", choices=choices)

    def _markup(self) -> list[dict[str, Any]]:
        """Every field that words can reach, with markup in it."""
        card = {**CARD, "title": NASTY, "line": NASTY, "note": NASTY, "last": {"on": NASTY, "level": NASTY}}
        point = {**SMALL, "did": NASTY, "mood": NASTY}
        about = {
            "name": NASTY,
            "marks": [{"marker": "blames", "start": 0, "end": 4}],
            "rest": [{"marker": "hedges", "start": 2, "end": 9}],
            "choices": [{"id": "a", "label": NASTY}, {"id": "scene:b", "label": NASTY, "card": card}],
            "rehearsal": {**rehearsal(2), "title": NASTY, "name": NASTY, "mood": NASTY, "path": [STARTED, point]},
        }
        return [
            self._guide(NASTY, sides=[{"label": NASTY, "words": NASTY}] * 2),
            self._guide(NASTY, ladder=[{"name": NASTY, "text": NASTY}]),
            self._guide(NASTY, look="card", links=[{"href": "api/export", "label": NASTY}]),
            self._guide(NASTY, path=[STARTED, point]),
            self._guide(NASTY, **about),
        ]

    def _guide(self, text: str, **about: Any) -> dict[str, Any]:
        return {"text": text, "custom": {"speaker": "guide", **about}}

    def _coach(self, text: str) -> dict[str, Any]:
        about = {"speaker": "coach", "name": "Coach", "marks": marks()[:2], "rest": marks()[2:]}
        return {"text": text, "custom": about}

    def _sides(self, text: str) -> dict[str, Any]:
        sides = [{"label": "Before", "words": "You never knock."}, {"label": "Now", "words": text}]
        told = f"Before: “You never knock.”\nNow: “{text}”\nNew in it: a clear ask."
        return {"text": told, "custom": {"speaker": "coach", "name": "Coach", "sides": sides}}

    def _mum(self) -> dict[str, Any]:
        line = f"I was only passing, love. ({self._turn})"
        again = {"id": "again", "label": "Try that again"}
        about = {"speaker": "counterpart", "name": "Mum", "choices": [HINT, again], "rehearsal": rehearsal(2)}
        return {"text": line, "custom": about}


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(home=Path(home), learner_rate=1000, address_rate=10_000)
        if len(sys.argv) > 1:
            settings = replace(settings, trainer="local", scenarios=Path(sys.argv[1]))
        with Served(settings, FakeLog(), FakeAgent(Script()), FakeReader()) as served:
            print(served.url, flush=True)
            sys.stdin.read()


if __name__ == "__main__":
    main()
