"""What pydantic refuses, as problems with places."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ValidationError

from bot.scenarios import model
from bot.scenarios.fields import kind_of
from bot.scenarios.model import Path, Places, Scenario
from bot.scenarios.problems import Problem, problem, suggest

_WANTED = {
    "str": ("text", "{key}: some words"),
    "integer": ("a whole number", "{key}: 3"),
    "bool": ("true or false", "{key}: true"),
    "dict": ("a group of `name: value` lines", "{key}: {{name: value}}"),
    "tuple": ("a list", "{key}: [one, two]"),
}
_KINDS = {
    "type_error.str": "str",
    "type_error.integer": "integer",
    "type_error.dict": "dict",
    "type_error.tuple": "tuple",
    "type_error.list": "tuple",
    "value_error.strictbool": "bool",
}
_MODELS: dict[str, type[BaseModel]] = {
    "variables": model.Variable,
    "meters": model.Meter,
    "goals": model.Goal,
    "beats": model.Beat,
    "endings": model.Ending,
    "limits": model.Limit,
    "replies": model.Reply,
    "always": model.Reply,
    "examples": model.Example,
    "when": model.Condition,
}


def problems(refusal: ValidationError, data: Any, places: Places) -> list[Problem]:
    """The problems behind a refusal, in the order of the file."""
    return sorted({_problem(dict(error), data, places) for error in refusal.errors()})


def _problem(error: dict[str, Any], data: Any, places: Places) -> Problem:
    path: Path = tuple(step for step in error["loc"] if step not in ("__root__", "__key__"))
    if error["type"] == "value_error.flaw":
        return _flaw(error["ctx"], path, places, is_key="__key__" in error["loc"])
    code, facts = _facts(error, path, data)
    return problem(code, places.of(path), **facts)


def _flaw(context: dict[str, Any], path: Path, places: Places, is_key: bool) -> Problem:
    """The problem that one of our own validators found; for a name that is a key, the place is that key's."""
    at = (context["facts"]["given"],) if is_key else context["at"]
    return problem(context["sc"], places.of((*path, *at)), **context["facts"])


def _facts(error: dict[str, Any], path: Path, data: Any) -> tuple[str, dict[str, object]]:
    """The code for one of pydantic's own errors, and the facts that its message needs."""
    kind, key, context = error["type"], _key_of(path), error.get("ctx", {})
    if kind == "value_error.extra":
        return "SC011", {"key": path[-1], "mend": suggest(str(path[-1]), _known_at(path[:-1]))}
    if kind == "value_error.missing":
        return "SC012", {"key": path[-1]}
    if kind == "value_error.tuple.length":
        return "SC016", {"count": context["actual_length"]}
    if kind in _KINDS or kind == "type_error.none.not_allowed":
        return "SC013", _type_facts(kind, key, _value_at(path, data))
    why = _reason(kind, context, error["msg"])
    return "SC015", {"key": key, "why": why, "mend": "See docs/scenarios/README.md."}


def _type_facts(kind: str, key: str, value: object) -> dict[str, object]:
    wanted, example = _WANTED[_KINDS.get(kind, "str")]
    if kind == "type_error.none.not_allowed":
        wanted = "filled in"
    return {"key": key, "wanted": wanted, "given": kind_of(value), "example": example.format(key=key)}


def _reason(kind: str, context: dict[str, Any], message: str) -> str:
    """Why a value of the right type does not fit, in plain words."""
    limit = context.get("limit_value")
    plain = {
        "value_error.any_str.min_length": "it is empty",
        "value_error.any_str.max_length": f"it has more than {limit} characters",
        "value_error.number.not_ge": f"it must be {limit} or more",
        "value_error.number.not_le": f"it must be {limit} or less",
        "value_error.str.regex": "it is not written as expected",
        "value_error.const": f"it must be {context.get('permitted', [''])[0]}",
    }
    return plain.get(kind, message)


def _key_of(path: Path) -> str:
    """The nearest name on the way, for a list entry that of the list."""
    return str(next((step for step in reversed(path) if isinstance(step, str)), "scenario"))


def _value_at(path: Path, data: Any) -> Any:
    for step in path:
        known = step in data if isinstance(data, dict) else isinstance(step, int) and isinstance(data, list)
        data = data[step] if known else data
    return data


def _known_at(path: Path) -> list[str]:
    """The keys that may stand in the part of the file at `path`."""
    found = next((_MODELS[str(step)] for step in reversed(path) if str(step) in _MODELS), Scenario)
    return [field.alias for field in found.__fields__.values()]
