"""What is kept about a learner, where and until when, in plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.programme.charts import day

KINDS = {
    "attempts": ("try at a scene or a statement", "tries at scenes or statements"),
    "lines": ("line of yours: what it showed", "lines of yours: what they showed"),
    "messages": ("message of the talk with its answer", "messages of the talk with their answers"),
    "people": ("person you named", "people you named"),
    "focuses": ("focus with its goal", "focuses with their goals"),
    "sessions": ("session", "sessions"),
    "plans": ("plan for a real talk", "plans for real talks"),
    "notes": ("note of what you were offered or did", "notes of what you were offered or did"),
    "ratings": ("number you gave from 0 to 10", "numbers you gave from 0 to 10"),
    "safety": ("time you were shown help: when, never your words", "times you were shown help: when, never your words"),
}
"""Everything that is counted, as one and as many."""
PROGRAMME = ("people", "focuses", "sessions", "plans", "notes")
NOTHING = "Nothing is kept about you yet."
WHERE = (
    "Where: on the computer that runs Sayso, in its own database. Your words are locked there with a key. Nothing is "
    "sent anywhere else. In this browser there is one cookie, for 30 days, so that Sayso knows you again."
)
NOT_ASKED = "Sayso asks you at the start of the talk whether it may keep your words."
NOT_KEPT = (
    "Your words: not kept, as you asked. They are held while you practise and no longer. What they showed, and your "
    "numbers, stay until you erase them."
)
FOREVER = "Until when: everything stays until you erase it."
NUMBERS = "What your words showed, and your numbers, stay until you erase them."


def counted(counts: Mapping[str, int]) -> list[str]:
    """A line for each kind of thing of which there is any."""
    return [f"{counts[kind]} {KINDS[kind][counts[kind] != 1]}" for kind in KINDS if counts.get(kind)]


def until(
    *,
    asked: bool,
    keeps_words: bool,
    keep_days: int | None,
    counts: Mapping[str, int],
    spoken: Sequence[datetime],
    lines: int,
    seen: datetime | None,
) -> list[str]:
    """How long it is kept, a sentence or two a line.

    `spoken`: when the oldest and the newest words of the talk that are kept were said, or nothing; `lines`: how many
    lines still have their words; `seen`: when the learner was last there.
    """
    if not asked:
        return [NOT_ASKED]
    if not keeps_words:
        return [NOT_KEPT]
    if keep_days is None:
        return [FOREVER]
    days = "a day" if keep_days == 1 else f"{keep_days} days"
    told = [f"Until when: words of the talk go {days} after you said them. {_going(spoken, keep_days, lines)}".strip()]
    if seen and any(counts.get(kind) for kind in PROGRAMME):
        gone = day(seen + timedelta(days=keep_days))
        told.append(f"People, goals and plans stay while you come back. If you do not, their words go after {gone}.")
    return [*told, NUMBERS]


def _going(spoken: Sequence[datetime], keep_days: int, lines: int) -> str:
    if not spoken:
        return ""
    first, last = (day(moment + timedelta(days=keep_days)) for moment in (min(spoken), max(spoken)))
    still = (
        "1 line of yours still has its words. " if lines == 1 else f"{lines} lines of yours still have their words. "
    )
    return f"{still if lines else ''}The first go after {first}, the last after {last}."
