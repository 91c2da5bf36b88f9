"""What to practise next, and why: from what was practised last, one step up, one down, or something like it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

TWICE = 2
"""Goes at one level that did not go well, after which an easier one is suggested."""


class Past(Protocol):
    """One attempt at a scene that has ended (bot.store's Practised)."""

    @property
    def scenario(self) -> str: ...  # noqa: D102
    @property
    def level(self) -> str | None: ...  # noqa: D102
    @property
    def ending_kind(self) -> str | None: ...  # noqa: D102


class Card(Protocol):
    """A scenario as it is chosen by (bot.scenarios.index)."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def focus(self) -> str: ...  # noqa: D102
    @property
    def levels(self) -> tuple[str, ...]: ...  # noqa: D102


@dataclass(frozen=True)
class Suggestion:
    """A scenario, the level to take it at, and the reason in a sentence or two."""

    scenario: str
    title: str
    level: str
    reason: str


class Fitting(Card, Protocol):
    """A scenario with what its other person is to the learner."""

    @property
    def relation(self) -> str: ...  # noqa: D102


Scene = TypeVar("Scene", bound=Fitting)


def nearest_first(cards: Iterable[Scene], relation: str | None) -> list[Scene]:
    """The scenes with somebody who is to the learner what the person of their focus is, then the others."""
    return sorted(cards, key=lambda card: relation is None or card.relation != relation)


def for_focus(cards: Sequence[Fitting], relation: str | None, area: str) -> Suggestion | None:
    """The scene to begin a focus with; `relation` of the person it is about, `area` in plain words."""
    first = next(iter(nearest_first(cards, relation)), None)
    if first is None:
        return None
    reason = f"Your focus is: {area}. “{first.title}” is a good one to begin with."
    return Suggestion(first.id, first.title, first.levels[0], reason)


def suggest(
    past: Sequence[Past], card_of: Callable[[str], Card | None], alike: Callable[[str], Sequence[Card]]
) -> Suggestion | None:
    """The next step after `past` (newest first); None when nothing was practised that is still there.

    `alike` gives the scenarios of a focus area.
    """
    for last in past:
        card = card_of(last.scenario)
        if card is not None and last.level in card.levels:
            same = [one for one in past if one.scenario == card.id and one.level == last.level]
            return _after(card, last.level, same, {one.scenario for one in past}, alike)
    return None


def _after(
    card: Card, level: str, same: Sequence[Past], known: set[str], alike: Callable[[str], Sequence[Card]]
) -> Suggestion:
    at = card.levels.index(level)
    kind = same[0].ending_kind
    if kind == "good":
        return _up(card, at, len(same)) or _like_it(card, level, known, alike)
    lower = card.levels[max(at - 1, 0)]
    if kind == "exit":
        reason = f"You stopped “{card.title}” early last time. It is there whenever you want it."
        return Suggestion(card.id, card.title, lower, reason)
    if at and _in_a_row(same) >= TWICE:
        reason = f"“{card.title}” was tough at {level}. Try it at {lower} and come back up."
        return Suggestion(card.id, card.title, lower, reason)
    return Suggestion(card.id, card.title, level, f"“{card.title}” at {level} is worth another go.")


def _up(card: Card, at: int, goes: int) -> Suggestion | None:
    if at + 1 == len(card.levels):
        return None
    level, higher = card.levels[at : at + 2]
    reason = f"You did “{card.title}” at {level} {_times(goes)}, and the last one went well. Try it at {higher}."
    return Suggestion(card.id, card.title, higher, reason)


def _like_it(card: Card, level: str, known: set[str], alike: Callable[[str], Sequence[Card]]) -> Suggestion:
    new = next((one for one in alike(card.focus) if one.id not in known), None)
    if new is None:
        reason = f"“{card.title}” went well, even at {level}. Once more keeps it fresh."
        return Suggestion(card.id, card.title, level, reason)
    easiest = new.levels[0]
    reason = f"“{card.title}” went well, even at {level}. “{new.title}” is a new one of the same kind."
    return Suggestion(new.id, new.title, easiest, reason)


def _in_a_row(same: Sequence[Past]) -> int:
    """How many of the newest goes did not go well."""
    return next((number for number, one in enumerate(same) if one.ending_kind == "good"), len(same))


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
