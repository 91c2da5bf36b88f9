"""The people of a learner's life, as the page sends and gets them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from bot.channels.problems import Refused
from bot.channels.said import cleaned, json_object, key_of
from bot.programme.people import FIELDS, LONGEST_NAME, LONGEST_TEXT, RINGS
from bot.programme.records import Person


def new_person(body: bytes, content_type: str) -> tuple[str, dict[str, Any]]:
    """The key, and what is said about somebody new: a nickname at least. Raises Refused."""
    fields = json_object(body, content_type)
    key = key_of(fields.pop("key", None))
    if "nickname" not in fields:
        raise Refused("bad_person")
    return key, _about(fields)


def changed_person(body: bytes, content_type: str) -> dict[str, Any]:
    """What is to be changed about a person: one thing at least. Raises Refused."""
    fields = json_object(body, content_type)
    if not fields:
        raise Refused("bad_person")
    return _about(fields)


def shown(person: Person) -> dict[str, Any]:
    """A person as JSON types, with everything that is kept about them."""
    return asdict(person)


def _about(fields: dict[str, Any]) -> dict[str, Any]:
    if not fields.keys() <= FIELDS.keys():
        raise Refused("bad_person")
    return {name: _value(name, given) for name, given in fields.items()}


def _value(name: str, given: Any) -> Any:
    if name == "ring":
        return _ring(given)
    if name == "nickname":
        return _text(given, LONGEST_NAME, "long_name", one_line=True)
    return None if given is None else _text(given, LONGEST_TEXT, "long_words")


def _ring(given: Any) -> int | None:
    if given is None or (type(given) is int and given in RINGS):
        return given
    raise Refused("bad_person")


def _text(given: Any, longest: int, too_long: str, *, one_line: bool = False) -> str:
    if not isinstance(given, str):
        raise Refused("bad_person")
    text = " ".join(cleaned(given).split()) if one_line else cleaned(given)
    if len(text) > longest:
        raise Refused(too_long)
    return text
