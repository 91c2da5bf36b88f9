"""From a trainer's file to a `Scenario`: what is wrong with a file becomes a `Problem` with line and column.

The YAML is read event by event, so that each key and value keeps its place, a key that stands twice is found,
`on` and `no` stay words, and aliases or deep nesting are refused before anything is built from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from bot.scenarios import names, shape
from bot.scenarios.fields import kind_of
from bot.scenarios.model import Path, Places, Scenario
from bot.scenarios.problems import Place, Problem, problem

MOST_BYTES = 1_000_000
MOST_DEPTH = 20
MOST_PURE = 200_000
"""Characters; a longer text is not read a second time by the slower reader."""

_CONTROL = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_INTEGER = re.compile(r"[-+]?\d{1,18}")
_FLOAT = re.compile(r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?|[-+]?\.inf|\.nan", re.IGNORECASE)
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
_IGNORED = (StreamStartEvent, StreamEndEvent, DocumentStartEvent, DocumentEndEvent)


class ScenarioError(ValueError):
    """A file that is no scenario; `problems` says why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(found) for found in problems))
        self.problems = problems


@dataclass
class Source:
    """A file as plain data, with the place of each part and the problems found on the way."""

    file: str
    data: Any = None
    spots: dict[Path, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def places(self) -> Places:
        """Where each part stands."""
        return Places(self.file, self.spots)

    def report(self, code: str, spot: tuple[int, int] = (1, 1), **facts: object) -> None:
        """Note a problem."""
        self.problems.append(problem(code, Place(self.file, *spot), **facts))


class _Refused(Exception):  # noqa: N818 - control flow within this module
    """Reading stops here; the source already holds the reason."""


def load_scenario(path: FilePath | str) -> Scenario:
    """The scenario in a file, ready to be played. Raises ScenarioError."""
    scenario = parse_scenario(read_text(path), str(path))
    stem = FilePath(path).stem
    if stem != scenario.id:
        raise ScenarioError([problem("SC018", scenario.place("id"), stem=stem, given=scenario.id)])
    return scenario


def parse_scenario(text: str, file: str = "<scenario>") -> Scenario:
    """The scenario in a text; `file` is named in problems. Raises ScenarioError."""
    source = read(text, file)
    if source.problems:
        raise ScenarioError(source.problems)
    try:
        scenario = Scenario.parse_obj(source.data).placed(source.places)
    except ValidationError as refusal:
        raise ScenarioError(shape.problems(refusal, source.data, source.places)) from None
    missing = names.missing(scenario)
    if missing:
        raise ScenarioError(missing)
    return scenario


def read_text(path: FilePath | str) -> str:
    """The file's text. Raises ScenarioError when it cannot be read, is over 1 MB or is not UTF-8."""
    file = str(path)
    try:
        with open(path, "rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError as refusal:
        why = (refusal.strerror or "unknown reason").lower()
        raise _unreadable(file, why, "Check the name and the rights of the file.") from None
    if len(content) > MOST_BYTES:
        mend = "A scenario is a few pages of text. Is this another file?"
        raise _unreadable(file, "it is larger than 1 MB", mend)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as refusal:
        before = content[: refusal.start].decode("utf-8", "replace")
        spot = _spot(before, len(before))
        raise _unreadable(file, "it is not UTF-8 text", "Save it as UTF-8.", spot) from None


def _unreadable(file: str, why: str, mend: str, spot: tuple[int, int] = (1, 1)) -> ScenarioError:
    return ScenarioError([problem("SC001", Place(file, *spot), why=why, mend=mend)])


def read(text: str, file: str = "<scenario>") -> Source:
    """The text as plain data with places. Never raises: what is wrong stands in `problems`."""
    source, refusal = _build(text, file, pure=False)
    if refusal and len(text) < MOST_PURE:
        # The fast reader, libyaml, stops at some things that YAML 1.2 allows, such as `{ask: Who?, …}`.
        source, refusal = _build(text, file, pure=True)
    if refusal:
        _report_yaml(source, text, refusal)
    if not source.problems:
        _report_top(source)
    return source


def _build(text: str, file: str, pure: bool) -> tuple[Source, YAMLError | None]:
    """The text read by libyaml or by Python, and what that reader refused."""
    source = Source(file)
    try:
        _Builder(source, YAML(typ="safe", pure=pure).parse(text)).build()
    except _Refused:
        return source, None
    except YAMLError as refusal:
        return source, refusal
    return source, None


def _report_yaml(source: Source, text: str, refusal: YAMLError) -> None:
    """Note what the YAML reader refused: a tab, a control character, or broken syntax."""
    control = _CONTROL.search(text)
    if control:
        source.report("SC002", _spot(text, control.start()), why="it holds a control character")
        return
    mark = getattr(refusal, "problem_mark", None) or getattr(refusal, "context_mark", None)
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.splitlines()
    here = lines[line] if line < len(lines) else ""
    if "\t" in here[: column + 1]:
        source.report("SC003", (line + 1, here.index("\t") + 1))
    else:
        why = getattr(refusal, "problem", None) or "it cannot be read"
        source.report("SC002", (line + 1, column + 1), why=why)


def _report_top(source: Source) -> None:
    if source.data is None:
        source.report("SC004")
    elif not isinstance(source.data, dict):
        source.report("SC005", source.spots.get((), (1, 1)), given=kind_of(source.data))


def _spot(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of an offset."""
    line_start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - line_start + 1


class _Builder:
    """Builds plain data from YAML events; recursion is as deep as the file, at most MOST_DEPTH."""

    def __init__(self, source: Source, events: Iterator[Any]) -> None:
        self.source = source
        self.events = (event for event in events if not isinstance(event, _IGNORED))

    def build(self) -> None:
        """Read the whole stream into `source.data`. Raises _Refused, or YAMLError from the reader."""
        first = next(self.events, None)
        if first is None:
            return
        self.source.data = self._value(first, ())
        extra = next(self.events, None)
        if extra is not None:
            self._refuse("SC007", extra, given="A second document in one file")

    def _value(self, event: Any, path: Path) -> Any:
        self._guard(event, path)
        self.source.spots.setdefault(path, _spot_of(event))
        if isinstance(event, MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, SequenceStartEvent):
            return self._sequence(path)
        return _scalar(event)

    def _guard(self, event: Any, path: Path) -> None:
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            self._refuse("SC007", event, given="A reference (`&name` or `*name`)")
        if getattr(event, "tag", None):
            self._refuse("SC007", event, given="A tag (`!name`)")
        if len(path) > MOST_DEPTH:
            self._refuse("SC008", event, limit=MOST_DEPTH)

    def _mapping(self, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for event in self.events:
            if isinstance(event, MappingEndEvent):
                break
            key = self._key(event, path)
            below: Path = (*path, key)
            if key in found:
                self.source.report("SC006", _spot_of(event), key=key, first=self.source.spots[below][0])
            # A place is the key's, not the value's: that is where a trainer looks.
            self.source.spots.setdefault(below, _spot_of(event))
            found[key] = self._value(next(self.events), below)
        return found

    def _key(self, event: Any, path: Path) -> str:
        self._guard(event, path)
        if not isinstance(event, ScalarEvent):
            self._refuse("SC007", event, given="A list or a group as a name")
        return str(event.value)

    def _sequence(self, path: Path) -> list[Any]:
        found: list[Any] = []
        for event in self.events:
            if isinstance(event, SequenceEndEvent):
                break
            found.append(self._value(event, (*path, len(found))))
        return found

    def _refuse(self, code: str, event: Any, **facts: object) -> None:
        self.source.report(code, _spot_of(event), **facts)
        raise _Refused


def _spot_of(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _scalar(event: ScalarEvent) -> str | int | float | bool | None:
    """The value of a scalar: quoted ones are text, plain ones as in YAML 1.2 (`on` and `no` are text)."""
    text: str = event.value
    if not event.implicit[0]:
        return text
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text.replace(".inf", "inf").replace(".nan", "nan")) if _FLOAT.fullmatch(text) else text
