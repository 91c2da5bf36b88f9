"""The Rasa channel that serves the page under /app/ and the API under /app/api/."""

from __future__ import annotations

import asyncio
import html
import logging
import os
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from functools import cached_property, partial
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels import cards, talk
from bot.channels.cookie import Cookies, Visitor
from bot.channels.door import Door
from bot.channels.files import file_of
from bot.channels.gate import Gate
from bot.channels.health import health
from bot.channels.help import LAST_RESORT, Helper, Reader, asks_for_help
from bot.channels.limits import Limit
from bot.channels.logs import places
from bot.channels.mine import Mine, OwnLog
from bot.channels.problems import Refused, status_of
from bot.channels.said import Said, read
from bot.channels.settings import LEAVE_FOR, Settings
from bot.channels.signin import SignIn
from bot.channels.tracker import conversation_of, forget
from bot.channels.trainer import Trainer
from bot.channels.turns import Turn, Turns
from bot.programme import tables
from bot.scenarios.index import Index
from bot.signing import LIFETIME, secret_in, secrets_of

logger = logging.getLogger(__name__)

SIGN_OUT = "<!-- sign out -->"
"""Where the page has its way out, for those who signed in."""

Handle = Callable[[UserMessage], Awaitable[Any]]
Handler = Callable[..., Coroutine[Any, Any, HTTPResponse]]


def _open_log() -> OwnLog:
    from bot.settings import Settings as Everything
    from bot.store import open_log

    return open_log(Everything.from_environment())


def _make_reader() -> Reader:
    from bot.understanding.reader import encoder_from_environment
    from bot.understanding.safety import SafetyReader

    return SafetyReader(encoder_from_environment())


class SaysoInput(InputChannel):
    """Sayso's door to the web. Nothing is opened or read before the first request needs it.

    `open_log` and `make_reader` are called once, at first use.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        open_log: Callable[[], OwnLog] = _open_log,
        make_reader: Callable[[], Reader] = _make_reader,
    ) -> None:
        self._settings = settings or Settings.from_env(os.environ)
        self._open_log = open_log
        self._helper = Helper(make_reader, self._country_of, self._settings.country)
        self._gate = Gate(self._settings)
        self._trainer = Trainer(self._settings, self._gate, self._help_without_learner, self._visitor)
        self._learners = Limit(self._settings.learner_rate)
        self._addresses = Limit(self._settings.address_rate)

    @classmethod
    def name(cls) -> str:
        """The channel's name, as Rasa knows it."""
        return "sayso"

    def url_prefix(self) -> str:
        """Where it is mounted: absolute, so that it does not land under /webhooks/."""
        return "/app"

    @cached_property
    def _log(self) -> OwnLog:
        return self._open_log()

    @cached_property
    def _cookies(self) -> Cookies:
        newest, *older = secrets_of(self._settings.home, self._settings.cookie_secret)
        return Cookies(newest.value, older=older)

    @cached_property
    def _sign_in(self) -> SignIn | None:
        """None where nobody signs in."""
        header, home = self._settings.signin_header, self._settings.home
        if header is None:
            return None
        secret = partial(secret_in, home / "signin_secret", self._settings.signin_secret, "SAYSO_SIGNIN_SECRET")
        return SignIn(header, self._settings.signin_proxies, secret)

    @cached_property
    def _turns(self) -> Turns:
        return Turns(lambda: self._log, self._helper, self._cookies, self._settings.patience)

    @cached_property
    def _mine(self) -> Mine:
        ways = (self._about, self._changed, self._read_for_danger)
        return Mine(lambda: self._log, *ways, Index(self._settings.scenarios), self._settings.keep_days)

    @cached_property
    def _page(self) -> str:
        page = (self._settings.web / "index.html").read_text(encoding="utf-8")
        page = page.replace(LEAVE_FOR, html.escape(self._settings.leave_for))
        return page.replace(SIGN_OUT, '<a class="button" href="sign-out">Sign out</a>' if self._sign_in else "")

    @cached_property
    def _sign_in_page(self) -> str:
        page = (self._settings.web / "sign-in.html").read_text(encoding="utf-8")
        page = page.replace(LEAVE_FOR, html.escape(self._settings.leave_for)).replace("{help}", LAST_RESORT)
        return page.replace("{sign in}", html.escape(self._settings.signin_at))

    def blueprint(self, on_new_message: Handle) -> Blueprint:
        """The routes, with the rules that hold for the whole server."""

        door = Door("sayso", self._gate)
        for method, path, handler in self._routes(on_new_message):
            # Sanic writes on a handler, which a bound method does not allow; a partial does.
            door.add_route(partial(handler), path, methods=[method], name=handler.__name__)
        return door

    def _routes(self, on_new_message: Handle) -> list[tuple[str, str, Handler]]:
        async def messages(request: Request) -> HTTPResponse:
            return await self._message(request, on_new_message)

        return [
            ("GET", "/<name:str>", self._file),
            ("POST", "/api/messages", messages),
            ("GET", "/api/history", self._history),
            ("GET", "/api/progress", self._progress),
            ("GET", "/api/export", self._export),
            ("GET", "/api/help", self._help),
            ("GET", "/api/plans/<number:int>/card", self._plan_card),
            ("GET", "/api/plans/<number:int>/reminder", self._reminder),
            ("GET", "/api/courses/<number:int>/card", self._course_card),
            *self._mine.routes(),
            ("GET", "/api/health", self._health),
            ("DELETE", "/api/me", self._erase),
            ("DELETE", "/api/session", self._end_session),
            ("GET", "/sign-out", self._sign_out),
            *self._trainer.routes(),
        ]

    async def _file(self, request: Request, name: str) -> HTTPResponse:
        # Sanic takes "/app/" for a file without a name.
        if not name:
            return self._front(request)
        return await file_of(self._settings.web, name, request.headers.get("if-modified-since"))

    def _front(self, request: Request) -> HTTPResponse:
        """The page; where people sign in, and this one has not, one that says so and has help on it."""
        try:
            self._visitor(request)
        except Refused as refused:
            return response.html(self._sign_in_page, status_of(refused.code))
        return response.html(self._page)

    async def _sign_out(self, request: Request) -> HTTPResponse:
        """Forget what this browser may hold of us, and go where the proxy signs people out."""
        if self._sign_in is None:
            raise Refused("not_found")
        gone = response.redirect(self._settings.signout_at, headers={"Clear-Site-Data": '"cache", "storage"'})
        self._set_cookie(request, gone, "", 0)
        return gone

    async def _message(self, request: Request, handle: Handle) -> HTTPResponse:
        said = read(request.body, request.headers.get("content-type", ""))
        try:
            visitor = self._visitor(request)
        except Refused as refused:
            return await self._to_a_stranger(request, said, refused)
        if wait := self._wait(request, visitor):
            return await self._too_fast(request, visitor, said, wait)
        turn = Turn(visitor.learner, said, _agent(request), handle)
        status, answer = await self._turns.take(turn)
        logger.info("turn %s %d", self._cookies.digest("log", visitor.learner)[:8], status)
        if answer.get("erased"):
            return await self._forgotten(request, visitor.learner, answer)
        return self._known(request, visitor, response.json(answer, status))

    async def _forgotten(self, request: Request, learner: str, answer: dict[str, Any]) -> HTTPResponse:
        """The talk erased what the log keeps; the conversation itself and the cookie go after it."""
        async with self._turns.lock(learner):
            with _or_refuse("not_erased"):
                await forget(_agent(request).tracker_store, learner)
        gone = response.json(answer)
        self._set_cookie(request, gone, "", 0)
        return gone

    async def _too_fast(self, request: Request, visitor: Visitor, said: Said, wait: int) -> HTTPResponse:
        """Help is given at any speed, without Rasa; anything else has to wait."""
        if not asks_for_help(said):
            raise Refused("too_fast", {"Retry-After": str(wait)})
        messages = await self._helper.helplines(_agent(request), visitor.learner)
        return response.json({"messages": messages, "rehearsal": None, "kept": False})

    async def _to_a_stranger(self, request: Request, said: Said, refused: Refused) -> HTTPResponse:
        """Who is not signed in gets help when their words call for it, as when a sign-in ran out in mid-talk."""
        if self._addresses.wait(self._gate.address(request)) and not asks_for_help(said):
            raise refused
        messages = await self._helper.instead(_agent(request), None, said)
        if not messages:
            raise refused
        return response.json({"messages": messages, "rehearsal": None, "kept": False})

    async def _help_without_learner(self, agent: Any, text: str) -> list[dict[str, Any]]:
        return await self._helper.instead(agent, None, Said("", text))

    async def _history(self, request: Request) -> HTTPResponse:
        return await self._about(request, lambda learner: talk.history_of(self._log.history(learner)))

    async def _progress(self, request: Request) -> HTTPResponse:
        def progress(learner: str) -> Any:
            log = self._log
            return talk.progress_of(log.summary(learner), log.attempts(learner), log.over_time(learner))

        return await self._about(request, progress)

    async def _export(self, request: Request) -> HTTPResponse:
        visitor = self._visitor(request)
        with _or_refuse("no_store"):
            conversation = await conversation_of(_agent(request).tracker_store, visitor.learner)
        if request.args.get("format") == "csv":
            kept = await self._own(request, lambda learner: {**self._kept(learner), **conversation})
            headers = {"Content-Disposition": 'attachment; filename="export.zip"'}
            return response.raw(tables.as_zip(kept), headers=headers, content_type="application/zip")
        answer = await self._about(request, lambda learner: {**self._kept(learner), **conversation})
        answer.headers["Content-Disposition"] = 'attachment; filename="export.json"'
        return answer

    async def _plan_card(self, request: Request, number: int) -> HTTPResponse:
        plans = await self._own(request, self._log.plans)
        return response.html(cards.plan_page(plans, number))

    async def _course_card(self, request: Request, number: int) -> HTTPResponse:
        courses, plans = await self._own(request, self._log.courses), await self._own(request, self._log.plans)
        return response.html(cards.course_page(courses, plans, number))

    async def _reminder(self, request: Request, number: int) -> HTTPResponse:
        plans = await self._own(request, self._log.plans)
        headers = {"Content-Disposition": 'attachment; filename="note.ics"'}
        return response.text(cards.reminder(plans, number), headers=headers, content_type="text/calendar")

    async def _own(self, request: Request, find: Callable[[str], Any]) -> Any:
        """What the log holds of the visitor's; of somebody new nothing is held, so nothing is looked for."""
        visitor = self._visitor(request)
        if wait := self._wait(request, visitor):
            raise Refused("too_fast", {"Retry-After": str(wait)})
        with _or_refuse("no_store"):
            return await asyncio.to_thread(find, visitor.learner)

    def _country_of(self, learner: str) -> str | None:
        known = self._log.learner(learner)
        return known.country if known else None

    def _kept(self, learner: str) -> Any:
        """What the log keeps; {} for somebody of whom it keeps nothing."""
        return talk.plain(self._log.export(learner)) if self._log.learner(learner) else {}

    async def _about(self, request: Request, find: Callable[[str], Any]) -> HTTPResponse:
        """What is kept about the visitor, found in a thread of its own."""
        found = await self._own(request, find)
        return self._known(request, self._visitor(request), response.json(found))

    async def _end_session(self, request: Request) -> HTTPResponse:
        """This browser is nobody's any more. What is kept stays, out of its reach."""
        _came_from_the_page(request)
        answer = response.json({"ended": True})
        self._set_cookie(request, answer, "", 0)
        return answer

    async def _changed(self, request: Request, change: Callable[[str], Any]) -> HTTPResponse:
        """What a change gave, made while no turn of this learner's runs."""
        async with self._turns.lock(self._visitor(request).learner):
            return await self._about(request, change)

    async def _read_for_danger(self, request: Request, words: str) -> list[dict[str, Any]]:
        learner = self._visitor(request).learner
        return await self._helper.instead(_agent(request), learner, Said("", words))

    async def _erase(self, request: Request) -> HTTPResponse:
        _came_from_the_page(request)
        visitor = self._visitor(request)
        if wait := self._wait(request, visitor):
            raise Refused("too_fast", {"Retry-After": str(wait)})
        learner = visitor.learner
        async with self._turns.lock(learner):
            with _or_refuse("not_erased"):
                await forget(_agent(request).tracker_store, learner)
                await asyncio.to_thread(self._log.erase, learner)
        answer = response.json({"erased": True})
        self._set_cookie(request, answer, "", 0)
        return answer

    async def _help(self, request: Request) -> HTTPResponse:
        with suppress(Refused):  # help is for everybody
            visitor = self._visitor(request)
            known = None if visitor.renew else visitor.learner
            return response.json({"messages": await self._helper.helplines(_agent(request), known)})
        return response.json({"messages": await self._helper.helplines(_agent(request))})

    async def _health(self, request: Request) -> HTTPResponse:
        found = await health(_agent(request), lambda: self._log.ping())
        return response.json(found, 200 if found["ok"] else 503)

    def _visitor(self, request: Request) -> Visitor:
        """The learner who asks: who has signed in where people do, else whose cookie it is. Raises Refused."""
        if self._sign_in is not None:
            return self._sign_in.visitor(request)
        return self._cookies.visitor(request.cookies.get(self._cookie_name(request)))

    def _wait(self, request: Request, visitor: Visitor) -> int:
        """The seconds that this learner, or this address, has to wait; 0 when they may go on."""
        return self._learners.wait(visitor.learner) or self._addresses.wait(self._gate.address(request))

    def _known(self, request: Request, visitor: Visitor, answer: HTTPResponse) -> HTTPResponse:
        """Hand out the cookie with the answer when the visitor has none, or one that gets old."""
        if visitor.renew:
            self._set_cookie(request, answer, self._cookies.sign(visitor.learner), LIFETIME)
        return answer

    def _set_cookie(self, request: Request, answer: HTTPResponse, value: str, lifetime: int) -> None:
        name = self._cookie_name(request)
        answer.cookies[name] = value
        about = {"path": "/", "max-age": lifetime, "httponly": True, "samesite": "Strict"}
        answer.cookies[name].update(about)
        answer.cookies[name]["secure"] = self._gate.secure(request)

    def _cookie_name(self, request: Request) -> str:
        """Under TLS a name that browsers let nobody but this very host set."""
        return "__Host-sayso" if self._gate.secure(request) else "sayso"


@contextmanager
def _or_refuse(code: str) -> Iterator[None]:
    """Turn whatever fails inside into a problem, and log where it failed."""
    try:
        yield
    except Refused:
        raise
    except Exception as error:
        logger.error("%s: %s", code, places(error))
        raise Refused(code) from None


def _came_from_the_page(request: Request) -> None:
    """Refuse what a form of another site could send."""
    if request.headers.get("x-sayso") != "1":
        raise Refused("needs_header")


def _agent(request: Request) -> Any:
    return getattr(request.app.ctx, "agent", None)
