"""What practice shows over time as charts: what is to be drawn, a sentence that says the same, and its numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from bot.programme.focus import PLAIN
from bot.programme.over_time import AreaOverTime, Repeated, Try
from bot.programme.progress import ELSEWHERE, ENDINGS
from bot.rehearsal.coach import tag
from bot.vocabulary import PITFALLS, SKILLS

NEWEST = 12
"""So many tries, sessions or talks are drawn: more would be too small to see on a phone. The table has all."""
TOP = 10
"""The highest number a learner can give."""
COLUMNS, ROWS, STEPS = "columns", "rows", "steps"
SHOWN = ("what you did well", "what the coach pointed at")
STYLES = ("lines that held back", "lines that pushed")
TOGETHER = "They stand together, because holding back less helps little if it turns into pushing."
MEASURES = {"distress": "How tense you felt", "confidence": "How ready you felt"}

Cells = tuple[Any, ...]


class Rated(Protocol):
    """A rating before and after one attempt; None where it was skipped."""

    @property
    def before(self) -> int | None: ...  # noqa: D102
    @property
    def after(self) -> int | None: ...  # noqa: D102


class Attempt(Protocol):
    """What the log knows of an attempt (bot.store's AttemptRow)."""

    @property
    def id(self) -> int: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def scenario(self) -> str | None: ...  # noqa: D102
    @property
    def started(self) -> datetime: ...  # noqa: D102
    @property
    def ended(self) -> datetime | None: ...  # noqa: D102
    @property
    def ending_kind(self) -> str | None: ...  # noqa: D102


class Summed(Protocol):
    """An attempt with what it showed (bot.store's AttemptSummary)."""

    @property
    def attempt(self) -> Attempt: ...  # noqa: D102
    @property
    def turns(self) -> int: ...  # noqa: D102
    @property
    def markers(self) -> Mapping[str, int]: ...  # noqa: D102
    def rated(self, measure: str) -> Rated | None: ...  # noqa: D102


@dataclass(frozen=True)
class Table:
    """Column names, and rows that each begin with their own name."""

    head: tuple[str, ...]
    body: tuple[Cells, ...]


@dataclass(frozen=True)
class Chart:
    """One chart. `kind`: COLUMNS stand, ROWS lie, STEPS go from a first number to a second one on a scale to TOP.

    `groups`: (label, numbers) from the oldest on, a number for each name in `key`; `top`: the end of the scale.
    """

    kind: str
    title: str
    sentence: str
    key: tuple[str, ...]
    groups: tuple[tuple[str, tuple[int, ...]], ...]
    table: Table
    top: int = 0


@dataclass(frozen=True)
class Section:
    """The charts of one focus area, or those of all of them together."""

    title: str
    charts: tuple[Chart, ...]


def sections(attempts: Iterable[Summed], areas: Sequence[AreaOverTime], titles: Mapping[str, str]) -> list[Section]:
    """Everything there is to draw, [] for somebody who has nothing yet. `titles`: what scenes are called."""
    known = {one.attempt.id: one for one in attempts}
    together = (*_tries(areas), *_talks(areas), *_feared(areas))
    found = [Section("All together", together)]
    found += [Section(_name(area), tuple(_area(area, known, titles))) for area in areas]
    return [one for one in found if one.charts]


def attempts_table(attempts: Iterable[Summed], titles: Mapping[str, str]) -> Table:
    """Each attempt in a row, in the order given."""
    rows = (
        (day(one.attempt.started), _scene(one.attempt, titles), _ending(one.attempt), one.turns) for one in attempts
    )
    return Table(("When", "What", "How it ended", "Lines"), tuple(rows))


def day(moment: datetime) -> str:
    """A day as it stands in a table: 7 Mar 2026."""
    return f"{moment.day} {moment:%b %Y}"


def _area(area: AreaOverTime, known: Mapping[int, Summed], titles: Mapping[str, str]) -> Iterable[Chart]:
    # An attempt that began while this was looked up is left for the next time.
    tries = [one for one in area.tries if one.attempt in known]
    summed = [known[one.attempt] for one in tries]
    names = [f"{at}. {_scene(one.attempt, titles)}, {day(one.attempt.started)}" for at, one in enumerate(summed, 1)]
    showed = [(name, _named(one, SKILLS), _named(one, PITFALLS)) for name, one in zip(names, summed, strict=True)]
    yield from _pairs("What your words showed", SHOWN, [(one.skills, one.pitfalls) for one in tries], showed)
    sides = [(one.held_back, one.pushed) for one in tries]
    sided = [(name, *pair) for name, pair in zip(names, sides, strict=True)]
    yield from _pairs("Holding back, and pushing", STYLES, sides, sided, TOGETHER)
    for measure, title in MEASURES.items():
        rated = [(name, one.rated(measure)) for name, one in zip(names, summed, strict=True)]
        both = [(name, one.before, one.after) for name, one in rated if one]
        yield from _steps(title, "before and after each try", ("before", "after"), "Try", both)
    for one in area.repeated:
        yield _repeated(one, titles.get(one.scenario, _spelled(one.scenario)))
    yield from _closeness(area.closeness)


def _pairs(
    title: str, key: tuple[str, str], pairs: Sequence[tuple[int, int]], body: Sequence[Cells], why: str = ""
) -> Iterable[Chart]:
    """Two numbers for each try, unless all of them are nought."""
    if any(map(any, pairs)):
        new = pairs[-NEWEST:]
        told = "; ".join(f"{name}: {_row(pair[at] for pair in new)}" for at, name in enumerate(key))
        sentence = _sentence(f"Try by try, {told}.", why, _cut(pairs))
        yield Chart(COLUMNS, title, sentence, key, _numbered(pairs), Table(("Try", *key), tuple(body)))


def _steps(
    title: str, what: str, key: tuple[str, str], head: str, rows: Iterable[tuple[str, int | None, int | None]]
) -> Iterable[Chart]:
    """From one number to another, for whatever was rated both times."""
    both = [(name, first, second) for name, first, second in rows if first is not None and second is not None]
    if both:
        pairs = [(first, second) for _, first, second in both]
        told = _row(f"{first} then {second}" for first, second in pairs[-NEWEST:])
        sentence = _sentence(f"{title}, {what}, from 0 to {TOP}: {told}.", _cut(pairs))
        yield Chart(STEPS, title, sentence, key, _numbered(pairs), Table((head, *key), tuple(both)), TOP)


def _repeated(one: Repeated, title: str) -> Chart:
    both = (("First try", one.first), ("Third try", one.third))
    told = " ".join(f"{name}: {_told(each)}." for name, each in both)
    groups = tuple((name, (each.skills, each.pitfalls)) for name, each in both)
    body = tuple((name, *pair) for name, pair in groups)
    return Chart(COLUMNS, f"First and third try: {title}", told, SHOWN, groups, Table(("Try", *SHOWN), body))


def _told(one: Try) -> str:
    return f"{one.skills} done well, {one.pitfalls} pointed at"


def _closeness(close: Sequence[int]) -> Iterable[Chart]:
    if close:
        told = f"How close you felt to your goal, session by session, from 0 to {TOP}: {_row(close[-NEWEST:])}."
        table = Table(("Session", "How close"), tuple((str(at), value) for at, value in enumerate(close, 1)))
        groups = _numbered([(value,) for value in close])
        yield Chart(COLUMNS, "How close to your goal", _sentence(told, _cut(close)), (), groups, table, TOP)


def _tries(areas: Sequence[AreaOverTime]) -> Iterable[Chart]:
    counts = [(_name(area), len(area.tries)) for area in areas if area.tries]
    if counts:
        told = " ".join(f"{name}: {number} {'try' if number == 1 else 'tries'}." for name, number in counts)
        groups = tuple((name, (number,)) for name, number in counts)
        yield Chart(ROWS, "Tries so far", told, (), groups, Table(("Area", "Tries"), tuple(counts)))


def _talks(areas: Sequence[AreaOverTime]) -> Iterable[Chart]:
    talks = [(_name(area), (area.planned, area.held)) for area in areas if area.planned]
    if talks:
        planned, held = (sum(pair[at] for _, pair in talks) for at in (0, 1))
        table = Table(("Area", "planned", "held"), tuple((name, *pair) for name, pair in talks))
        told = f"Real talks: {planned} planned, {held} held."
        yield Chart(ROWS, "Real talks", told, ("planned", "held"), tuple(talks), table)


def _feared(areas: Sequence[AreaOverTime]) -> Iterable[Chart]:
    talks = [(_name(area), pair) for area in areas for pair in area.feared]
    rows = [(f"{number}. {name}", *pair) for number, (name, pair) in enumerate(talks, 1)]
    return _steps(
        "How bad you feared it would be, and how bad it was", "talk by talk", ("feared", "it was"), "Talk", rows
    )


def _numbered(all_of_them: Sequence[tuple[int, ...]]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """The newest, each with its number among all of them."""
    return tuple((str(at), values) for at, values in enumerate(all_of_them, 1))[-NEWEST:]


def _cut(all_of_them: Sequence[Any]) -> str:
    return f"Drawn are the newest {NEWEST}." if len(all_of_them) > NEWEST else ""


def _named(one: Summed, markers: Sequence[str]) -> str:
    return ", ".join(f"{tag(name)} ({one.markers[name]})" for name in markers if one.markers.get(name)) or "–"


def _scene(attempt: Attempt, titles: Mapping[str, str]) -> str:
    if attempt.scenario is None:
        return "A statement" if attempt.kind == "statement" else "A scene"
    return titles.get(attempt.scenario, _spelled(attempt.scenario))


def _spelled(scenario: str) -> str:
    """A scene that is no longer there, by its id."""
    return scenario.replace("_", " ")


def _ending(attempt: Attempt) -> str:
    return ENDINGS["open" if attempt.ended is None else attempt.ending_kind or "none"]


def _name(area: AreaOverTime) -> str:
    return PLAIN.get(area.area, ELSEWHERE)


def _row(values: Iterable[Any]) -> str:
    return ", ".join(map(str, values))


def _sentence(*parts: str) -> str:
    return " ".join(part for part in parts if part)
