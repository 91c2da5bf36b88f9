"""What practice shows over time, an area at a time: tries, first against third, real talks, closeness to the goal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from bot.programme.records import Course, Plan, Sitting
from bot.vocabulary import FOCUS_AREAS, PITFALLS, SKILLS

FIRST, THIRD = 0, 2
OTHER = "other"
"""Where tries and real talks stand that belong to no focus area."""


class Attempt(Protocol):
    """What the log knows of an attempt (bot.store's AttemptRow)."""

    @property
    def id(self) -> int: ...  # noqa: D102
    @property
    def area(self) -> str | None: ...  # noqa: D102
    @property
    def scenario(self) -> str | None: ...  # noqa: D102
    @property
    def ended(self) -> Any: ...  # noqa: D102
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
    @property
    def styles(self) -> Mapping[str, int]: ...  # noqa: D102


@dataclass(frozen=True)
class Try:
    """One attempt in numbers. `held_back`, `pushed`: lines in a passive and in an aggressive style, always together."""

    attempt: int
    turns: int
    skills: int
    pitfalls: int
    held_back: int
    pushed: int
    ending: str


@dataclass(frozen=True)
class Repeated:
    """A scene that was tried three times or more: the first try and the third."""

    scenario: str
    first: Try
    third: Try


@dataclass(frozen=True)
class AreaOverTime:
    """A focus area over time, oldest first. `feared`: how bad a talk was feared to be, and how bad it was."""

    area: str
    tries: tuple[Try, ...]
    repeated: tuple[Repeated, ...]
    planned: int
    held: int
    feared: tuple[tuple[int, int], ...]
    closeness: tuple[int, ...]


def over_time(
    attempts: Iterable[Summed], plans: Sequence[Plan], courses: Sequence[Course], sittings: Sequence[Sitting]
) -> list[AreaOverTime]:
    """Each area in which anything was done, in the codebook's order, then OTHER; attempts in any order."""
    oldest_first = sorted(attempts, key=lambda one: one.attempt.id)
    area_of_attempt = {one.attempt.id: one.attempt.area for one in oldest_first}
    area_of_course = {one.id: one.area for one in courses}
    found = []
    for area in (*FOCUS_AREAS, OTHER):
        tried = [one for one in oldest_first if (one.attempt.area or OTHER) == area]
        planned = [one for one in plans if (_area_of(one, area_of_attempt, area_of_course) or OTHER) == area]
        close = [one.closeness for one in sittings if area_of_course.get(one.course_id) == area]
        if tried or planned or any(value is not None for value in close):
            found.append(_area(area, tried, planned, close))
    return found


def _area(area: str, tried: Sequence[Summed], planned: Sequence[Plan], close: Sequence[int | None]) -> AreaOverTime:
    return AreaOverTime(
        area=area,
        tries=tuple(map(_try, tried)),
        repeated=tuple(_repeated(tried)),
        planned=len(planned),
        held=sum(one.held is not None for one in planned),
        feared=tuple(
            (one.feared, one.happened) for one in planned if one.feared is not None and one.happened is not None
        ),
        closeness=tuple(value for value in close if value is not None),
    )


def _area_of(plan: Plan, by_attempt: Mapping[int, str | None], by_course: Mapping[int, str]) -> str | None:
    return by_attempt.get(plan.attempt_id or 0) or by_course.get(plan.course_id or 0)


def _try(one: Summed) -> Try:
    ending = "open" if one.attempt.ended is None else one.attempt.ending_kind or "none"
    return Try(
        one.attempt.id,
        one.turns,
        sum(one.markers.get(name, 0) for name in SKILLS),
        sum(one.markers.get(name, 0) for name in PITFALLS),
        one.styles.get("passive", 0) + one.styles.get("mixed", 0),
        one.styles.get("aggressive", 0) + one.styles.get("mixed", 0),
        ending,
    )


def _repeated(tried: Sequence[Summed]) -> list[Repeated]:
    scenes = dict.fromkeys(one.attempt.scenario for one in tried if one.attempt.scenario)
    found = []
    for scene in scenes:
        same = [_try(one) for one in tried if one.attempt.scenario == scene and one.turns]
        if len(same) > THIRD:
            found.append(Repeated(scene or "", same[FIRST], same[THIRD]))
    return found


def sentences(area: AreaOverTime, titles: Mapping[str, str]) -> list[str]:
    """What this area showed, beside its sums: a sentence each. `titles`: what scenes are called."""
    lines = [_first_and_third(one, titles.get(one.scenario, one.scenario)) for one in area.repeated]
    lines += [_side_by_side(area.tries)] if len(area.tries) > 1 else []
    if area.planned:
        lines.append(f"Real talks: {area.planned} planned, {area.held} held.")
    if area.feared:
        feared, happened = area.feared[-1]
        lines.append(f"The last one: you feared {feared} of 10, it was {happened}.")
    if area.closeness:
        lines.append(f"How close to your goal, session by session: {_row(area.closeness)}.")
    return lines


def _first_and_third(one: Repeated, title: str) -> str:
    return (
        f"“{title}”, first try and third: the coach pointed at {one.first.pitfalls} things, then at "
        f"{one.third.pitfalls}; what you did well was seen {one.first.skills} times, then {one.third.skills}."
    )


def _side_by_side(tries: Sequence[Try]) -> str:
    """Both sides together: holding back less is no gain if it turns into pushing."""
    last = tries[-6:]
    held_back, pushed = [one.held_back for one in last], [one.pushed for one in last]
    return f"Try by try, lines that held back: {_row(held_back)}; that pushed: {_row(pushed)}."


def _row(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))
