"""What practice shows over time, in sentences: a learner's own past, never anybody else's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from bot.programme.focus import PLAIN
from bot.rehearsal.coach import tag
from bot.vocabulary import SKILLS

ELSEWHERE = "Beside that"
ENDINGS = {
    "good": "went well",
    "retry": "worth another go",
    "exit": "stopped early",
    "open": "not finished",
    "none": "ended",
}


class Measured(Protocol):
    """A rating before and after one attempt; None where it was skipped."""

    @property
    def before(self) -> int | None: ...  # noqa: D102
    @property
    def after(self) -> int | None: ...  # noqa: D102


class Area(Protocol):
    """What the log sums up of one focus area (bot.store's AreaSummary)."""

    @property
    def area(self) -> str: ...  # noqa: D102
    @property
    def attempts(self) -> int: ...  # noqa: D102
    @property
    def endings(self) -> Mapping[str, int]: ...  # noqa: D102
    @property
    def markers(self) -> Mapping[str, int]: ...  # noqa: D102
    @property
    def styles(self) -> Mapping[str, int]: ...  # noqa: D102
    @property
    def pitfalls(self) -> Sequence[int]: ...  # noqa: D102
    @property
    def distress(self) -> Sequence[Measured]: ...  # noqa: D102
    @property
    def confidence(self) -> Sequence[Measured]: ...  # noqa: D102


def sentences(areas: Iterable[Area], more: Mapping[str, Sequence[str]] | None = None) -> str:
    """How practice goes, an area a paragraph; an invitation when there is none yet.

    `more`: what else there is to say of an area. One that was not rehearsed in yet, but planned in, is told too.
    """
    beside = dict(more or {})
    paragraphs = ["\n".join([_paragraph(area), *beside.pop(area.area, ())]) for area in areas]
    paragraphs += ["\n".join([f"{PLAIN.get(area, ELSEWHERE)}:", *lines]) for area, lines in beside.items() if lines]
    return "\n\n".join(paragraphs) or "There is nothing in your log yet. After your first try you can look back here."


def _paragraph(area: Area) -> str:
    lines = [f"{PLAIN[area.area]}: {_times(area.attempts)}{_endings(area.endings)}."]
    lines += [line for line in (_skills(area.markers), _pitfalls(area.pitfalls), _styles(area.styles)) if line]
    lines += [line for line in (_moved("How tense", area.distress), _moved("How ready", area.confidence)) if line]
    return "\n".join(lines)


def _times(number: int) -> str:
    return "1 try" if number == 1 else f"{number} tries"


def _endings(endings: Mapping[str, int]) -> str:
    named = [f"{number} {ENDINGS[kind]}" for kind, number in endings.items() if number]
    return f" ({', '.join(named)})" if named else ""


def _skills(markers: Mapping[str, int]) -> str:
    found = sorted(((number, marker) for marker, number in markers.items() if marker in SKILLS), reverse=True)
    named = ", ".join(f"{tag(marker)} ({number})" for number, marker in found[:3])
    return f"What you showed most: {named}." if named else ""


def _pitfalls(counts: Sequence[int]) -> str:
    if len(counts) < 2:
        return ""
    return f"Things the coach pointed at, try by try: {', '.join(str(count) for count in counts[-6:])}."


def _styles(styles: Mapping[str, int]) -> str:
    """Both sides together: practice that makes passive lines fewer must not make aggressive ones more."""
    held_back, pushed = styles.get("passive", 0), styles.get("aggressive", 0)
    clear = styles.get("assertive", 0)
    return f"Lines that were clear: {clear}; that held back: {held_back}; that pushed: {pushed}." if styles else ""


def _moved(what: str, measured: Sequence[Measured]) -> str:
    both = [one for one in measured if one.before is not None and one.after is not None]
    if not both:
        return ""
    last = both[-1]
    return f"{what} you felt last time, from 0 to 10: {last.before} before, {last.after} after."
