"""The blueprint through which the channel is mounted, with the rules that hold for the whole server."""

from __future__ import annotations

import logging
from typing import Any

from sanic import Blueprint, Sanic
from sanic.exceptions import MethodNotSupported, NotFound, PayloadTooLarge, SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.channels.gate import Gate
from bot.channels.logs import keep_words_out, places
from bot.channels.problems import Refused, body_of, status_of

logger = logging.getLogger(__name__)

MOST_BYTES_READ = 1024 * 1024
"""Sanic hangs up above this; up to here a body that is too big gets an answer in words."""

CODES: dict[type[SanicException], str] = {
    NotFound: "not_found",
    MethodNotSupported: "wrong_method",
    PayloadTooLarge: "too_big",
}


class Door(Blueprint):
    """Routes, and what a blueprint's own hooks do not reach: 404s, broken requests and Rasa's routes."""

    def __init__(self, name: str, gate: Gate) -> None:
        super().__init__(name)
        self.ctx.gate = gate

    def register(self, app: Sanic, options: dict[str, Any]) -> None:
        """Mount the routes on the server and set its rules."""
        super().register(app, options)  # type: ignore[no-untyped-call]
        keep_words_out()
        app.config.ACCESS_LOG = False
        app.config.REQUEST_MAX_SIZE = MOST_BYTES_READ
        app.register_middleware(self.ctx.gate.enter, "request")
        app.register_middleware(self.ctx.gate.leave, "response")
        app.error_handler.add(Exception, problem)


def problem(_: Request, error: Exception) -> HTTPResponse:
    """The answer to anything that was raised, in words that repeat nothing of the request."""
    refused = error if isinstance(error, Refused) else Refused(code_of(error))
    if refused.code == "broken":
        logger.error("A request failed: %s", places(error))
    return json(body_of(refused.code), status_of(refused.code), headers=refused.headers)


def code_of(error: Exception) -> str:
    """The problem behind one of Sanic's exceptions, or behind a mistake of our own."""
    for kind, code in CODES.items():
        if isinstance(error, kind):
            return code
    return "bad_request" if isinstance(error, SanicException) and error.status_code < 500 else "broken"
