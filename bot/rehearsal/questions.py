"""The questions the guide asks before and after practice: what is asked, and how it may be answered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.rehearsal.message import Message, guide

SKIP = ("skip", "Skip")
SCALE: dict[str, Any] = {"kind": "scale", "min": 0, "max": 10}

RELATIONS = (
    ("family", "Family"),
    ("partner", "Partner or ex"),
    ("friend", "Friend"),
    ("work", "Work"),
    ("other", "Someone else"),
)
UNAFRAID = frozenset({"friend", "work"})
"""Relations where the guide does not ask first whether the learner is afraid (programme, safety rule 3)."""


@dataclass(frozen=True)
class Question:
    """One open question.

    `kind` says how an answer is read: `clear_no` (anything but a plain no is a yes), `erase` (anything but the button
    or a plain yes is a no), `scale` (`low` to `high`), `choice` (one of `options`), `text` (at most `max_length`
    characters), `open` (one of `options`, or else text) or `date` (a day from `today` on). `default` is what counts
    when the learner skips; None keeps the answer empty. `decline` is what the button for a skip says. `yes`, `no`: the
    options that a plain yes or no stands for.
    """

    id: str
    kind: str
    text: str
    options: tuple[tuple[str, str], ...] = ()
    default: str | None = None
    max_length: int = 200
    skippable: bool = True
    yes: str | None = None
    no: str | None = None
    low: int = 0
    high: int = 10
    decline: str = "Skip"
    today: date | None = None

    def message(self, before: str = "") -> Message:
        """The question as the guide asks it; `before` is said first, in the same message."""
        offered = tuple((f"answer:{value}", label) for value, label in self.options)
        if self.skippable:
            skip = (SKIP[0], self.decline)
            offered += (skip,) if self.default is None else ((SKIP[0], f"Just use “{self.default}”"),)
        text = f"{before}\n\n{self.text}" if before else self.text
        return guide(text, *offered, ask=self._ask())

    def _ask(self) -> dict[str, Any] | None:
        return {**SCALE, "min": self.low, "max": self.high} if self.kind == "scale" else None


FEW = 5
"""Options of a long list that are offered at once."""
MORE = ("more", "More")


def paged(whole: Question, page: int, always: int) -> Question:
    """The question with five of its options at once, then "more"; the last `always` options stand on every page."""
    last = whole.options[len(whole.options) - always :]
    every = whole.options[: len(whole.options) - always]
    if len(every) <= FEW + 1:
        return whole
    first = page * FEW % len(every)
    return replace(whole, options=(*every[first : first + FEW], MORE, *last))


def consent() -> Question:
    """May Sayso keep the learner's words?"""
    return Question(
        "consent",
        "choice",
        "May I keep your words, so that you can look back at them? They stay on this machine, locked, and you can "
        "erase them at any time. If you say no, I keep only what your words showed, such as “a clear ask”.",
        (("keep", "Keep my words"), ("forget", "Don't keep my words")),
        skippable=False,
        yes="keep",
        no="forget",
    )


def adult() -> Question:
    """Is the learner grown up? Sayso is made for adults (programme, safety rule 8)."""
    return Question(
        "adult",
        "choice",
        "First of all: are you 18 or older?",
        (("adult", "Yes, I am"), ("minor", "No, I'm younger")),
        skippable=False,
        yes="adult",
        no="minor",
    )


def afraid(who: str) -> Question:
    """Is the learner afraid of how the other may react? (programme, safety rule 3)

    Only a clear no is a no: "not sure" and "no, only when he drinks" are none.
    """
    return Question(
        "afraid",
        "clear_no",
        f"One thing first. Are you afraid of how {who} might react in the real talk, or that you could get hurt?",
        (("no", "No, not that"), ("yes", "Yes"), ("yes", "I'm not sure")),
        default="yes",
        skippable=False,
    )


def level(levels: tuple[tuple[str, str], ...]) -> Question:
    """How hard the counterpart makes it."""
    return Question("level", "choice", "How hard should it be?", levels, default=None, skippable=False)


def variable(name: str, ask: str, default: str, max_length: int) -> Question:
    """One of a scenario's own questions; skipping takes the author's default."""
    return Question(f"var:{name}", "text", ask, default=default, max_length=max_length)


def rating(measure: str, moment: str) -> Question:
    """Distress or confidence, 0 to 10, before or after practice."""
    return Question(f"{measure}:{moment}", "scale", _RATINGS[measure, moment])


_RATINGS = {
    ("distress", "before"): "From 0 to 10: how tense does this talk make you right now? 0 is calm, 10 is as tense as "
    "can be.",
    ("confidence", "before"): "And how ready do you feel to have it? 0 is not at all, 10 is fully ready.",
    ("distress", "after"): "How tense are you now, from 0 to 10?",
    ("confidence", "after"): "And how ready do you feel for the real talk, from 0 to 10?",
}


SETTLE, GROUND, EASIER, STOP = "settle", "ground", "easier", "stop"
BODY = (
    "That stirred things up. Before anything else: put both feet on the floor, breathe out slowly three times, and "
    "name five things you can see."
)


def settle(easier: str | None = None) -> Question:
    """Some ground, an easier level (`easier`: its name) or an end for today, before anything else is asked (rule 7)."""
    down = ((EASIER, f"An easier level: {easier}"),) if easier else ()
    ways = ((GROUND, "Help me settle"), *down, (STOP, "Stop for today"))
    text = f"{BODY}\n\nShall we settle together for a moment?"
    return Question(SETTLE, "choice", text, ways, yes=GROUND, decline="I'm all right, go on")


def relation(text: str = "Who do you want to say it to?") -> Question:
    """Whom a statement, or a talk of the learner's own, is for."""
    return Question("relation", "choice", text, RELATIONS, default="other", skippable=False)


def erase() -> Question:
    """Confirms, once, that everything goes. Anything but the button or a plain yes leaves it all."""
    return Question(
        "erase",
        "erase",
        "This erases all your practice and all your words here, for good. It cannot be undone. Shall I?",
        (("erase", "Yes, erase it all"), ("keep", "No, keep it")),
        skippable=False,
    )
