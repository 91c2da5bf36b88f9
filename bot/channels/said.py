"""What a learner sent: read from the body of a request, checked and cleaned, or refused with a reason."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from bot.channels.problems import Refused
from bot.understanding.words import WORD_JOINER

MOST_BYTES = 64 * 1024
MOST_CHARACTERS = 10_000
_KEY = re.compile(r"[A-Za-z0-9_-]{8,64}", re.ASCII)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_BEFORE = re.compile(r"^[\s\u2060\ufeff]+")
_INVISIBLE = ("Z", "Cc", "Cf")


@dataclass(frozen=True)
class Said:
    """One turn of the learner's: their cleaned `text`, or the id of a `choice`; and the client's key."""

    key: str
    text: str | None = None
    choice: str | None = None

    @property
    def fingerprint(self) -> str:
        """What tells two bodies with the same key apart."""
        return f"choice\0{self.choice}" if self.choice is not None else f"text\0{self.text}"


def read(body: bytes, content_type: str) -> Said:
    """What was said. Raises Refused with the problem's code."""
    return _said(fields_of(body, content_type))


def fields_of(body: bytes, content_type: str) -> dict[str, Any]:
    """The JSON object in a request's body. Raises Refused with the problem's code."""
    if content_type.split(";")[0].strip().lower() != "application/json":
        raise Refused("not_json_type")
    if len(body) > MOST_BYTES:
        raise Refused("too_big")
    return _fields(body)


def cleaned(text: str) -> str:
    """The text as it is kept and marked: control characters gone, line ends one way, nothing blank around it.

    Raises Refused for damaged text, for text that is too long and for text in which nothing can be seen.
    """
    if _SURROGATES.search(text):
        raise Refused("broken_text")
    kept = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = _BEFORE.sub("", kept).strip()
    if all(unicodedata.category(char).startswith(_INVISIBLE) for char in kept):
        raise Refused("empty")
    if len(kept) > MOST_CHARACTERS:
        raise Refused("too_long")
    return kept


def defused(text: str) -> str:
    """The text as it goes to Rasa, which would take a leading "/" for a command."""
    return WORD_JOINER + text if text.startswith("/") else text


def _fields(body: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        raise Refused("not_json") from None
    if not isinstance(fields, dict):
        raise Refused("not_json")
    return fields


def _said(fields: dict[str, Any]) -> Said:
    text, choice, key = (fields.get(name) for name in ("text", "choice", "key"))
    if not all(value is None or isinstance(value, str) for value in (text, choice, key)):
        raise Refused("wrong_type")
    if (text is None) == (choice is None):
        raise Refused("one_of")
    if key is None or not _KEY.fullmatch(key):
        raise Refused("bad_key")
    return Said(key, None if text is None else cleaned(text), choice)
