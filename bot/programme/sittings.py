"""A session's frame: how it opens and closes, when the end is announced, and the talk at the end."""

from __future__ import annotations

from collections.abc import Sequence

from bot.programme.finding import USUAL
from bot.programme.people import LONGEST_TEXT
from bot.programme.records import Course, Plan, Sitting
from bot.rehearsal.questions import Question

ANNOUNCED = 2
"""So many sessions before the last one the end is announced."""

DISTRESS_BEFORE = Question(
    "distress_before",
    "scale",
    "How have things been? From 0 to 10: how heavy were the last days? 0 is light, 10 is as heavy as can be.",
)
CONFIDENCE_BEFORE = Question(
    "confidence_before", "scale", "And how ready do you feel to do something about it? 0 is not at all, 10 is fully."
)
SINCE = Question("since", "text", "What has happened since last time, between you and people?", max_length=LONGEST_TEXT)
LATELY = "What has been going on lately, between you and people?"
"""The same before the first session."""
DISTRESS_AFTER = Question("distress_after", "scale", "Before we close: how heavy is it now, from 0 to 10?")
CONFIDENCE_AFTER = Question("confidence_after", "scale", "How ready do you feel now, from 0 to 10?")
CLOSENESS = Question("closeness", "scale", "How close are you to your goal today? 0 is where you began, 10 is there.")
TOOK = Question("took", "text", "What is one thing you take with you from today?", max_length=LONGEST_TEXT)
OPENING = (DISTRESS_BEFORE, CONFIDENCE_BEFORE, SINCE)
CLOSING = (DISTRESS_AFTER, CONFIDENCE_AFTER, CLOSENESS, TOOK)

CONCLUSION = (
    Question("changed", "text", "What has changed since you began? Small things count.", max_length=LONGEST_TEXT),
    Question("why", "text", "And what did you do that helped it change?", max_length=LONGEST_TEXT),
    Question("remains", "text", "What remains hard?", max_length=LONGEST_TEXT),
    Question(
        "ending",
        "text",
        "How is it for you that we finish here? Glad, sad, both or something else: all of it is fine.",
        max_length=LONGEST_TEXT,
    ),
    Question(
        "signs",
        "text",
        "If it came back one day: what would be the first signs that you would notice?",
        max_length=LONGEST_TEXT,
    ),
    Question("later", "text", "And then, what would you do, and whom would you tell?", max_length=LONGEST_TEXT),
    Question("next", "text", "What is the next talk that you want to have?", max_length=LONGEST_TEXT),
)
NAMED = {
    "changed": "What changed",
    "why": "What I did",
    "remains": "What remains hard",
    "ending": "How ending feels",
    "signs": "First signs",
    "later": "What I do then",
    "next": "My next talk",
}


def agreed(course: Course) -> int:
    """The number of sessions agreed."""
    return course.sessions or USUAL


def left(course: Course, sittings: Sequence[Sitting]) -> int:
    """How many sessions come after those that were begun; never less than none."""
    return max(0, agreed(course) - len(sittings))


def announcement(course: Course, sittings: Sequence[Sitting]) -> str:
    """The end in sight, or nothing to say about it yet."""
    still = left(course, sittings)
    if still == ANNOUNCED:
        return (
            "I want to say it early: after this one there are two sessions left. It may be a relief, or a pity, or "
            "both. In the last one we look back together, and you make a plan for later."
        )
    if still == 1:
        return "One session is left after this one. It is for looking back, and for your plan for later."
    if still == 0:
        return "This is the last session we agreed on. We look back together now."
    return ""


def before_and_after(sittings: Sequence[Sitting]) -> str:
    """How it was at the beginning and how it is now, as far as it was rated."""
    lines = []
    for label, first, last in (
        ("How heavy it was", _first(sittings, "distress_before"), _last(sittings, "distress")),
        ("How ready you felt", _first(sittings, "confidence_before"), _last(sittings, "confidence")),
        ("How close to your goal", _first(sittings, "closeness"), _last(sittings, "closeness")),
    ):
        if first is not None and last is not None:
            lines.append(f"{label}, from 0 to 10: {first} at the beginning, {last} now.")
    return "\n".join(lines)


def _first(sittings: Sequence[Sitting], name: str) -> int | None:
    return next((value for one in sittings if (value := getattr(one, name)) is not None), None)


def _last(sittings: Sequence[Sitting], measure: str) -> int | None:
    names = (measure,) if measure == "closeness" else (f"{measure}_after", f"{measure}_before")
    values = (getattr(one, name) for one in reversed(sittings) for name in names)
    return next((value for value in values if value is not None), None)


def closing_card(course: Course, plans: Sequence[Plan]) -> str:
    """What the learner takes along from the whole course."""
    closing = course.closing or {}
    lines = [f"My goal was: {course.goal}"] if course.goal else []
    lines += [f"{label}: {closing[name]}" for name, label in NAMED.items() if closing.get(name)]
    kept = [line for plan in plans for line in plan.lines]
    lines += ["Sentences I made:\n" + "\n".join(f"• {line}" for line in kept[-6:])] if kept else []
    return "\n\n".join(lines)
