"""Choosing what to practise: by area, by the learner's own words, by level, and by what they practised last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.programme import focus
from bot.programme.records import Course
from bot.programme.suggestion import Suggestion, for_focus, nearest_first, suggest
from bot.rehearsal.levels import LEVELS
from bot.rehearsal.message import Choice, Message, guide
from bot.rehearsal.questions import RELATIONS
from bot.scenarios.index import Card, Index
from bot.store import Log, Practised
from bot.understanding import answers
from bot.understanding.matching import Finder

FEW = 5
"""Scenes on one page of a list."""
MOST_FOUND = 15
"""Scenes that own words can find."""
MOST_OF_THE_WORDS = 0.66
"""The share of somebody's words that must be a scene's own for them to name it, whatever they were read to be about."""
OWN = "my_own_talk"
ASKED = "What would you like to practise? Pick one, or tell me in your own words what the talk is about."
HOME = ("home", "Something else")


class Shelf:
    """The cards of a folder, and what finds them by words; made anew only when a card has changed."""

    def __init__(self, folder: Path | str) -> None:
        self.index = Index(folder)
        self._finder = Finder(())
        self._version = 0

    def find(self, words: str) -> list[Card]:
        """The scenes that the words are about, the best first."""
        cards = self.index.all()
        if self._version != self.index.version:
            self._finder = Finder((one.id, _texts(one), one.relation) for one in cards)
            self._version = self.index.version
        found = (self.index.get(id) for id in self._finder.find(words))
        return [card for card in found if card is not None]

    def names(self, words: str, card: Card) -> bool:
        """Whether most of the words are the card's own, so that no other can be meant."""
        return self._finder.share(words, card.id) >= MOST_OF_THE_WORDS


def _texts(card: Card) -> dict[str, float]:
    return {card.brief: 0.6, " ".join(card.names): 0.6, card.id.replace("_", " "): 1.5, card.title: 2.0}


@dataclass(frozen=True)
class Wanted:
    """A list that is asked for, as it stands in a choice's id: `area`, `area@level`, `area=id,id`, each `+first`.

    `area` "all" is every area; no learner's words ever stand in an id.
    """

    area: str = "all"
    level: str = ""
    found: tuple[str, ...] = ()
    first: int = 0

    @classmethod
    def of(cls, text: str) -> Wanted:
        """What `str` gave."""
        rest, _, first = text.partition("+")
        number = int(first) if first.isdecimal() and len(first) < 6 else 0
        rest, _, level = rest.partition("@")
        area, _, ids = rest.partition("=")
        return cls(area, level, tuple(ids.split(",")) if ids else (), number)

    def __str__(self) -> str:
        """As it stands in an id."""
        found = f"={','.join(self.found)}" if self.found else ""
        return f"{self.area}{found}{f'@{self.level}' if self.level else ''}{f'+{self.first}' if self.first else ''}"


@dataclass(frozen=True)
class Choosing:
    """The menu and the lists."""

    log: Log
    shelf: Shelf

    def menu(self, learner: str, before: str = "") -> Message:
        """A suggestion with its reason, a statement, the four areas, and by level; few scenes are named at once."""
        next_one = self.suggestion(learner)
        course = self.log.course(learner)
        text = "\n\n".join(part for part in (before, next_one.reason if next_one else "", ASKED) if part)
        cards = self.shelf.index.all()
        past = self.log.practised(learner)
        few = [_offer(one, past=past) for one in cards] if len(cards) <= FEW - 2 else []
        suggested = self._suggested(next_one, past)
        statement = ("statement:", "Find the words for a limit")
        levels = [("focus:levels", "By how hard it is")] if len(cards) > FEW else []
        return guide(
            text, *suggested, *few, statement, *focus.choices(course.area if course else None), *levels, *self._own()
        )

    def _suggested(self, one: Suggestion | None, past: Sequence[Practised]) -> list[Choice]:
        """The suggestion as something to press."""
        card = self.shelf.index.get(one.scenario) if one else None
        if one is None or card is None:
            return []
        id, label = f"scene:{one.scenario}@{one.level}:new", f"{one.title} ({one.level})"
        return [Choice(id, label, _shown(card, one.level, past))]

    def levels(self) -> Message:
        """The levels to choose by."""
        offered = [(f"focus:all@{level}", text) for level, text in LEVELS.items()]
        return guide("How hard may it be? You can change the level before each talk, and after it.", *offered, HOME)

    def suggestion(self, learner: str) -> Suggestion | None:
        """What to practise next, from what was practised last; with a focus agreed on, in its area."""
        index, past = self.shelf.index, self.log.practised(learner)
        course = self.log.course(learner)
        relation = self._relation(learner, course)
        if course:
            past = [one for one in past if (card := index.get(one.scenario)) and card.focus == course.area]
        if course and not past:
            return for_focus(index.by_focus(course.area), relation, focus.PLAIN[course.area])
        return suggest(past, index.get, lambda area: nearest_first(index.by_focus(area), relation))

    def _relation(self, learner: str, course: Course | None) -> str | None:
        """What the person whom the focus is about is to the learner, as far as it is known."""
        people = self.log.people(learner) if course and course.person_id else []
        person = next((one for one in people if course and one.id == course.person_id), None)
        if person is None:
            return None
        known = person.relation if person.relation in dict(RELATIONS) else None
        return known or answers.relation(f"{person.relation or ''} {person.nickname}")

    def page(self, learner: str, wanted: Wanted) -> Message:
        """One page of a list: at most five scenes, then more."""
        past = self.log.practised(learner)
        cards = self._cards(learner, wanted, {one.scenario for one in past})
        shown = cards[wanted.first : wanted.first + FEW]
        later = Wanted(wanted.area, wanted.level, wanted.found, wanted.first + FEW)
        more = [(f"focus:{later}", "More")] if wanted.first + FEW < len(cards) else []
        area = wanted.area if wanted.area in focus.PLAIN else ""
        statement = (f"statement:{area}", "Find the words for what you want to say")
        offered = [_offer(one, wanted.level, past) for one in shown]
        return guide(_heading(wanted, shown), *offered, *more, *self._own(area), statement, HOME)

    def found(self, words: str, area: str | None = None) -> Wanted | None:
        """The list of what these words are about, then what else there is in their area; None when nothing fits.

        `area`: what the words were read to be about. It leads: a word that a scene happens to share says far less
        about the area. Still the scene that shares most words has a place on the first page.
        When most of the words are that scene's, or no area was read, it comes first and the heading speaks of its area.
        """
        cards = self.shelf.find(words)
        if not cards:
            return None
        about = area if area and not self.shelf.names(words, cards[0]) else cards[0].focus
        near = self.shelf.index.by_focus(about)
        within = dict.fromkeys((*(card.id for card in cards if card.focus == about), *(card.id for card in near)))
        ids = dict.fromkeys((*list(within)[: FEW - 1], cards[0].id, *within, *(card.id for card in cards)))
        return Wanted(about, found=tuple(ids)[:MOST_FOUND])

    def _cards(self, learner: str, wanted: Wanted, known: set[str]) -> Sequence[Card]:
        """What the list holds; of an area, or of all, first what is new to the learner.

        In the area of their focus the scenes come first that are with somebody like the person it is about.
        """
        if wanted.found:
            named = (self.shelf.index.get(id) for id in wanted.found)
            return [card for card in named if card is not None]
        every = self.shelf.index.all() if wanted.area == "all" else self.shelf.index.by_focus(wanted.area)
        fitting = [card for card in every if not wanted.level or wanted.level in card.levels]
        new_first = sorted(fitting, key=lambda one: one.id in known)
        course = self.log.course(learner)
        if course is None or course.area != wanted.area:
            return new_first
        return nearest_first(new_first, self._relation(learner, course))

    def _own(self, area: str = "") -> list[tuple[str, str]]:
        card = self.shelf.index.get(OWN)
        return [(f"scene:{OWN}{f'@{area}' if area else ''}", card.title)] if card else []


def _heading(wanted: Wanted, shown: Sequence[Card]) -> str:
    name = focus.PLAIN.get(wanted.area, "What there is")
    if wanted.found:
        fits = bool(shown) and shown[0].focus == wanted.area
        return f"{name}: is it one of these?" if fits else "Is it one of these?"
    at = f", {wanted.level}" if wanted.level else ""
    none = "" if shown else " There is no scene for it yet, but we can find the words for what you want to say."
    return f"{name}{at}: what shall we practise?{none}"


def _offer(card: Card, level: str = "", past: Sequence[Practised] = ()) -> Choice:
    done = {one.level for one in past if one.scenario == card.id}
    at = [one for one in card.levels if one in done]
    told = f"; done at {', '.join(at)}" if at else ""
    which = f"scene:{card.id}@{level}:new" if level else f"scene:{card.id}"
    return Choice(which, f"{card.title} ({card.minutes} minutes{told})", _shown(card, level, past))


def _shown(card: Card, level: str, past: Sequence[Practised]) -> dict[str, Any]:
    """The card as a page shows it.

    `line`: one sentence; `minutes`; `levels` there are; `level` that this choice begins at, or ""; `note` about what is
    in it, or ""; `last`: when it was last practised (ISO 8601, UTC) and at which level, or None.
    """
    last = next((one for one in past if one.scenario == card.id), None)
    on = last.started.isoformat() if last and last.started else None
    return {
        "title": card.title,
        "line": card.line,
        "minutes": card.minutes,
        "levels": list(card.levels),
        "level": level,
        "note": card.note,
        "last": {"on": on, "level": last.level} if last else None,
    }
