"""Keeps a learner's words out of the server's logs.

An exception's message can quote the data it stumbled over (a schema error prints the whole answer), and the
structured tracebacks of Rasa print local variables. So what is logged about an exception is its type and the
places it passed through, never its message; and Rasa's debug lines, which print what people typed, stay off.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Callable, MutableMapping
from typing import Any

import structlog

WORDY = ("text", "response_text", "user_text", "message", "response", "rasa_event", "json_message")


def keep_words_out() -> None:
    """Set logging up so that no learner's words reach it. May be called more than once."""
    _quieten(logging.getLogger("rasa"))
    if not isinstance(logging.getLogRecordFactory(), _Records):
        logging.setLogRecordFactory(_Records(logging.getLogRecordFactory()))
    processors = structlog.get_config()["processors"]
    if without_words not in processors:
        processors.insert(0, without_words)


def places(error: BaseException) -> str:
    """The error's type and where it passed, innermost last, without its message."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
    return "\n".join([type(error).__name__, *lines])


def without_words(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor: drops what may hold words, and gives places for an exception and its locals."""
    for name in WORDY:
        if name in event:
            event[name] = "[left out]"
    error = sys.exc_info()[1]
    if error is not None:
        event["exc_info"], event["places"] = False, places(error)
    return event


class _Records:
    """A log record factory that takes the message out of every exception in a record."""

    def __init__(self, make: Callable[..., logging.LogRecord]) -> None:
        self._make = make

    def __call__(self, *args: Any, **kwargs: Any) -> logging.LogRecord:
        record = self._make(*args, **kwargs)
        record.msg = _named(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(_named(one) for one in record.args)
        if record.exc_info and record.exc_info[1] is not None:
            record.exc_text, record.exc_info = places(record.exc_info[1]), None
        return record


def _named(value: Any) -> Any:
    return type(value).__name__ if isinstance(value, BaseException) else value


def _quieten(logger: logging.Logger) -> None:
    logger.setLevel(max(logging.INFO, logger.getEffectiveLevel()))
