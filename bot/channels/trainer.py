"""The trainer's view: scenarios drawn, checked and tried, for whoever writes them.

It knows the folder of the scenarios and nothing else: no log, no cookie, no learner. It is there only where an
operator turned it on, and, unless they say otherwise, only for somebody who sits at this machine.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any

from sanic import response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels import drawn
from bot.channels.files import file_of
from bot.channels.gate import FORWARDED, Gate, hostname
from bot.channels.limits import Limit
from bot.channels.problems import Refused
from bot.channels.said import json_object
from bot.channels.settings import LOCAL_HOSTS, Settings
from bot.channels.trying import ReadMarks, trial_of
from bot.scenarios.workshop import Draft, NoSuchScenario, Workshop

RATE = 1200
"""Requests a minute from one address: a page asks once a second whether its file has changed."""

Handler = Callable[..., Coroutine[Any, Any, HTTPResponse]]
Help = Callable[[Any, str], Awaitable[list[dict[str, Any]]]]
"""The safety voice's messages to these words, [] when they show no risk; the first argument is Rasa's agent."""


class Trainer:
    """The view's routes. `allow` raises Refused for a request of somebody whom the operator does not let in."""

    def __init__(self, settings: Settings, gate: Gate, help_for: Help, allow: Callable[[Request], object]) -> None:
        self._settings = settings
        self._gate = gate
        self._help_for = help_for
        self._allow = allow
        self._addresses = Limit(RATE)
        self._workshop = Workshop(settings.scenarios)

    def routes(self) -> list[tuple[str, str, Handler]]:
        """Method, path and handler of each; none where the view is off."""
        if self._settings.trainer is None:
            return []
        return [
            ("GET", "/trainer", self.trainer_page),
            ("GET", "/trainer/<name:str>", self.trainer_file),
            ("GET", "/api/trainer/scenarios", self.trainer_scenarios),
            ("GET", "/api/trainer/scenario", self.trainer_scenario),
            ("GET", "/api/trainer/problems", self.trainer_problems),
            ("GET", "/api/trainer/coverage", self.trainer_coverage),
            ("POST", "/api/trainer/play", self.trainer_play),
        ]

    async def trainer_page(self, request: Request) -> HTTPResponse:
        """The page itself."""
        self._enter(request)
        if not request.path.endswith("/"):
            return response.redirect("/app/trainer/")
        return response.html((self._settings.web / "trainer" / "index.html").read_text(encoding="utf-8"))

    async def trainer_file(self, request: Request, name: str) -> HTTPResponse:
        """One of the page's files."""
        if not name:
            return await self.trainer_page(request)
        self._enter(request)
        return await file_of(self._settings.web / "trainer", name, request.headers.get("if-modified-since"))

    async def trainer_scenarios(self, request: Request) -> HTTPResponse:
        """All scenarios of the folder, a line each."""
        self._enter(request)

        def found() -> list[dict[str, Any]]:
            return [drawn.card_of(self._workshop.draft(name)) for name in self._workshop.names()]

        return response.json({"scenarios": await self._off(found)})

    async def trainer_scenario(self, request: Request) -> HTTPResponse:
        """One scenario as it stands now, drawn; 304 while nothing has changed."""
        draft = await self._asked(request)
        tag = f'"{draft.digest}"'
        if request.headers.get("if-none-match") == tag:
            return response.empty(304, headers={"ETag": tag})
        places = await self._off(lambda: self._workshop.places(draft.name))
        told = await self._off(lambda: drawn.scenario_of(draft, places))
        return response.json(told, headers={"ETag": tag})

    async def trainer_problems(self, request: Request) -> HTTPResponse:
        """What the checker finds in it."""
        draft = await self._asked(request)
        places = await self._off(lambda: self._workshop.places(draft.name))
        found = await self._off(lambda: self._workshop.problems(draft.name))
        return response.json({"digest": draft.digest, "problems": drawn.problems_of(found, places)})

    async def trainer_coverage(self, request: Request) -> HTTPResponse:
        """Which of its lines built-in learners hear."""
        draft = await self._asked(request)
        found = await self._off(lambda: self._workshop.coverage(draft.name))
        told = drawn.coverage_of(found) if found else {"lines": [], "nodes": {}}
        return response.json({"digest": draft.digest, **told})

    async def trainer_play(self, request: Request) -> HTTPResponse:
        """One turn of a talk that the page holds, or its beginning."""
        self._enter(request)
        fields = json_object(request.body, request.headers.get("content-type", ""))
        scenario = (await self._draft(fields.get("name"))).scenario
        if scenario is None:
            raise Refused("not_playable")
        trial = trial_of(scenario, fields)
        if fields.get("position") is None:
            return response.json(trial.opened(_word(fields.get("beat"))))
        said = trial.said(fields)
        # A trainer is a person too, and a learner who types this is shown help instead of an answer.
        help_messages = await self._help_for(getattr(request.app.ctx, "agent", None), said.text)
        if help_messages:
            return response.json({"said": said.text, "help": help_messages})
        return response.json(await self._off(lambda: trial.answered(said, read_marks())))

    def _enter(self, request: Request) -> None:
        """Raises Refused for somebody who may not be here, or who asks too fast."""
        if self._settings.trainer == "local" and not is_local(request):
            raise Refused("not_local")
        if self._settings.trainer != "local":
            self._allow(request)
        if wait := self._addresses.wait(self._gate.address(request)):
            raise Refused("too_fast", {"Retry-After": str(wait)})

    async def _asked(self, request: Request) -> Draft:
        self._enter(request)
        return await self._draft(request.args.get("name"))

    async def _draft(self, name: Any) -> Draft:
        if not isinstance(name, str):
            raise Refused("wrong_type")
        try:
            return await self._off(lambda: self._workshop.draft(name))
        except NoSuchScenario:
            raise Refused("no_scenario") from None

    async def _off(self, work: Callable[[], Any]) -> Any:
        """In a thread: a learner's turn must not wait for it."""
        return await asyncio.to_thread(work)


def is_local(request: Request) -> bool:
    """Whether somebody at this machine asks, by its own name and past no proxy: what a proxy hands on is not local."""
    if any(name in request.headers for name in FORWARDED):
        return False
    if hostname(request.headers.get("host", "")) not in LOCAL_HOSTS:
        return False
    return is_loopback(request.ip)


def is_loopback(address: str) -> bool:
    """Whether an address is this machine's own; also when it is written as IPv6."""
    try:
        found: IPv4Address | IPv6Address = ip_address(address)
    except ValueError:
        return False
    inner = getattr(found, "ipv4_mapped", None)
    return (inner or found).is_loopback


@lru_cache(maxsize=1)
def read_marks() -> ReadMarks:
    """What reads a rehearsal's turns; takes some seconds the first time."""
    from bot.understanding.reader import TurnReader, encoder_from_environment

    return TurnReader(encoder=encoder_from_environment()).read


def _word(given: Any) -> str | None:
    if given is not None and not isinstance(given, str):
        raise Refused("wrong_type")
    return given
