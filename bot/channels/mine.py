"""What is a learner's own, beside the talk: their people, their plans and goals, and what is kept about them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels import people
from bot.channels.problems import Refused
from bot.channels.said import json_object
from bot.channels.talk import plain
from bot.channels.turns import ExchangeLog
from bot.programme import charts, handover, real_talk, sittings
from bot.programme import kept as keeping
from bot.programme.people import MOST
from bot.programme.records import Course, Person, Plan, Sitting
from bot.scenarios.index import Index

Handler = Callable[..., Coroutine[Any, Any, HTTPResponse]]
Find = Callable[[str], Any]
Answers = Callable[[Request, Find], Awaitable[HTTPResponse]]
Reads = Callable[[Request, str], Awaitable[list[dict[str, Any]]]]


class OwnLog(ExchangeLog, Protocol):
    """What is needed of bot.store.Log. Every call may block and may raise."""

    def people(self, learner_id: str) -> list[Person]:
        """The people a learner has named, in the order they were named."""

    def add_person(self, learner_id: str, key: str, nickname: str, **about: Any) -> Person | None:
        """Add a person, the same key once; None for learners who keep no words."""

    def change_person(self, learner_id: str, person_id: int, **about: Any) -> Person:
        """Change what is kept about a person."""

    def remove_person(self, learner_id: str, person_id: int) -> None:
        """Take a person out, for good."""

    def sittings(self, learner_id: str, course_id: int | None = None) -> list[Sitting]:
        """A learner's sessions, oldest first."""

    def save_learner(self, learner_id: str, *, keep_words: bool) -> Any:
        """Change whether words are kept. Without `keep_words`, words kept go."""

    def held(self, learner_id: str) -> Any:
        """How much is held, counted (bot.store.held.Held)."""


@dataclass(frozen=True)
class Mine:
    """The routes for it.

    `finds` answers with what a function finds for the visitor, `changes` does so while no turn of theirs runs. `reads`
    gives what must be said to words that show danger. `scenes` has the titles. `keep_days`: how long words are kept;
    None: until they are erased.
    """

    log: Callable[[], OwnLog]
    finds: Answers
    changes: Answers
    reads: Reads
    scenes: Index
    keep_days: int | None

    def routes(self) -> list[tuple[str, str, Handler]]:
        """Method, path and handler of each."""
        return [
            ("GET", "/api/me", self.me),
            ("PUT", "/api/me", self.keep),
            ("GET", "/api/charts", self.charts),
            ("GET", "/api/plans", self.plans),
            ("GET", "/api/people", self.people),
            ("POST", "/api/people", self.add),
            ("PUT", "/api/people/<number:int>", self.change),
            ("DELETE", "/api/people/<number:int>", self.remove),
        ]

    async def me(self, request: Request) -> HTTPResponse:
        """What is kept, counted, and until when."""
        return await self.finds(request, self._kept)

    async def keep(self, request: Request) -> HTTPResponse:
        """Sets whether words are kept; those that are there go when they are not."""
        keep = _keep(json_object(request.body, _kind(request)))

        def save(learner: str) -> dict[str, Any]:
            self._asked(learner)
            self.log().save_learner(learner, keep_words=keep)
            return self._kept(learner)

        return await self.changes(request, save)

    async def charts(self, request: Request) -> HTTPResponse:
        """What practice showed over time, as charts and as a table of the attempts."""

        def find(learner: str) -> dict[str, Any]:
            attempts = self.log().attempts(learner)
            titles = self._titles({one.attempt.scenario for one in attempts})
            sections = charts.sections(attempts, self.log().over_time(learner), titles)
            return {"sections": plain(sections), "attempts": plain(charts.attempts_table(attempts, titles))}

        return await self.finds(request, find)

    async def plans(self, request: Request) -> HTTPResponse:
        """Real talks planned, and every focus agreed on."""

        def find(learner: str) -> dict[str, Any]:
            log = self.log()
            return plans_of(log.plans(learner), log.courses(learner), log.sittings(learner))

        return await self.finds(request, find)

    async def people(self, request: Request) -> HTTPResponse:
        """The people, and whether they can be kept at all."""

        def find(learner: str) -> dict[str, Any]:
            row = self.log().learner(learner)
            found = [people.shown(one) for one in self.log().people(learner)]
            return {"people": found, "asked": _asked(row), "keeps_words": bool(row and row.keep_words), "most": MOST}

        return await self.finds(request, find)

    async def add(self, request: Request) -> HTTPResponse:
        """Adds a person; the same key again gives that person."""
        key, about = people.new_person(request.body, _kind(request))
        messages = await self.reads(request, about["nickname"])

        def add(learner: str) -> dict[str, Any]:
            if messages:
                return {"person": None, "messages": messages}
            self._may_be_kept(learner)
            added = self.log().add_person(learner, key, **about)
            if len(self.log().people(learner)) > MOST and added:
                self.log().remove_person(learner, added.id)
                raise Refused("too_many_people")
            return {"person": people.shown(added) if added else None, "messages": []}

        return await self.changes(request, add)

    async def change(self, request: Request, number: int) -> HTTPResponse:
        """Renames a person, moves them, or changes what is said of them."""
        about = people.changed_person(request.body, _kind(request))
        messages = await self.reads(request, about["nickname"]) if "nickname" in about else []

        def change(learner: str) -> dict[str, Any]:
            found = self._person(learner, number)
            changed = found if messages else self.log().change_person(learner, number, **about)
            return {"person": people.shown(changed), "messages": messages}

        return await self.changes(request, change)

    async def remove(self, request: Request, number: int) -> HTTPResponse:
        """Takes a person out and gives back, once, everything that was kept about them: what an undo needs."""
        if request.headers.get("x-sayso") != "1":
            raise Refused("needs_header")

        def remove(learner: str) -> dict[str, Any]:
            found = self._person(learner, number)
            self.log().remove_person(learner, number)
            return {"removed": people.shown(found)}

        return await self.changes(request, remove)

    def _titles(self, scenarios: Iterable[str | None]) -> dict[str, str]:
        """What the scenes are called, as far as they are still there."""
        cards = {one: self.scenes.get(one) for one in scenarios if one}
        return {id: card.title for id, card in cards.items() if card}

    def _person(self, learner: str, number: int) -> Person:
        found = next((one for one in self.log().people(learner) if one.id == number), None)
        if found is None:
            raise Refused("not_found")
        return found

    def _asked(self, learner: str) -> Any:
        row = self.log().learner(learner)
        if not _asked(row):
            raise Refused("not_asked")
        return row

    def _may_be_kept(self, learner: str) -> None:
        if not self._asked(learner).keep_words:
            raise Refused("words_not_kept")

    def _kept(self, learner: str) -> dict[str, Any]:
        return kept(self.log().learner(learner), self.log().held(learner), self.keep_days)


def kept(row: Any, held: Any, keep_days: int | None) -> dict[str, Any]:
    """What is held about a learner, counted and in sentences: none of their words."""
    asked, keeps_words = _asked(row), bool(row and row.keep_words)
    until = keeping.until(
        asked=asked,
        keeps_words=keeps_words,
        keep_days=keep_days,
        counts=held.counts,
        spoken=[moment for moment in (held.oldest, held.newest) if moment],
        lines=held.lines_with_words,
        seen=row.seen if row else None,
    )
    return {
        "known": row is not None,
        "asked": asked,
        "keeps_words": keeps_words,
        "keep_days": keep_days,
        "counts": held.counts,
        "lines_with_words": held.lines_with_words,
        "what": keeping.counted(held.counts) or [keeping.NOTHING],
        "told": [keeping.WHERE, *until],
    }


def plans_of(plans: Sequence[Plan], courses: Sequence[Course], held: Sequence[Sitting]) -> dict[str, Any]:
    """{"plans", "courses"}, oldest first: each with its card as text, and where to print it."""
    return {
        "plans": [_plan(one) for one in plans],
        "courses": [_course(one, plans, [each for each in held if each.course_id == one.id]) for one in courses],
    }


def _plan(plan: Plan) -> dict[str, Any]:
    about = ("id", "with_whom", "due", "held", "let_go", "feared", "happened", "created", "is_open")
    told = {"told": handover.talk(plan), "card": real_talk.card(plan)}
    return {**{name: plain(getattr(plan, name)) for name in about}, **told}


def _course(course: Course, plans: Sequence[Plan], held: Sequence[Sitting]) -> dict[str, Any]:
    about = ("id", "area", "goal", "opened", "closed")
    card = sittings.closing_card(course, [plan for plan in plans if plan.created >= course.opened])
    told = {"told": handover.course(course, len(held)), "card": card}
    return {**{name: plain(getattr(course, name)) for name in about}, **told}


def _asked(row: Any) -> bool:
    """Whether a learner was asked about their words, as arrival does; somebody under 18 is not."""
    return row is not None and row.consented is not None and row.adult is not False


def _keep(fields: dict[str, Any]) -> bool:
    keep = fields.get("keep_words")
    if fields.keys() != {"keep_words"} or not isinstance(keep, bool):
        raise Refused("keep_or_not")
    return keep


def _kind(request: Request) -> str:
    return str(request.headers.get("content-type", ""))
