"""A folder of scenarios as a trainer works on it: each file as it stands now, and as it was when it was last good."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from bot.scenarios.check import check, scenario_files
from bot.scenarios.coverage import Coverage, cover
from bot.scenarios.load import ScenarioError, load_scenario, read, read_text
from bot.scenarios.model import Places, Scenario
from bot.scenarios.problems import Place, Problem, problem
from bot.scenarios.revisions import LOCK, read_lock

WALKS = 200
Found = TypeVar("Found")


class NoSuchScenario(LookupError):  # noqa: N818 - the name says it
    """There is no file of this name in the folder."""


@dataclass(frozen=True)
class Draft:
    """A file at one moment. `scenario` is its last good form, None when it never had one.

    `refused`: why what stands in the file now cannot be played; empty when `scenario` is what stands there.
    """

    name: str
    digest: str
    scenario: Scenario | None
    refused: tuple[Problem, ...] = ()


class Workshop:
    """Reads files when they are asked for. Nothing is ever written. Checking and walking happen one at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._drafts: dict[str, Draft] = {}
        self._found: dict[tuple[str, str, str], Any] = {}
        self._reading, self._working = Lock(), Lock()

    def names(self) -> list[str]:
        """The names of the files, without `.yml`, sorted."""
        return [file.stem for file in scenario_files(self.folder)]

    def draft(self, name: str) -> Draft:
        """The file as it stands. Raises NoSuchScenario."""
        if name not in self.names():
            raise NoSuchScenario(name)
        with self._reading:
            known, digest = self._drafts.get(name), self._digest(name)
            if known is None or known.digest != digest:
                self._drafts[name] = self._read(name, digest, known.scenario if known else None)
            return self._drafts[name]

    def problems(self, name: str) -> tuple[Problem, ...]:
        """All that is wrong with the file as it stands. Takes about a second. Raises NoSuchScenario."""
        draft = self.draft(name)
        if draft.refused or draft.scenario is None:
            return draft.refused
        return self._once("problems", draft, self._checked)

    def coverage(self, name: str) -> Coverage | None:
        """Which lines of its last good form built-in learners hear. Takes about a second. Raises NoSuchScenario."""
        draft = self.draft(name)
        return self._once("coverage", draft, lambda scenario: cover(scenario, WALKS)) if draft.scenario else None

    def places(self, name: str) -> Places:
        """Where each part of the file stands, as far as it can be read. Raises NoSuchScenario."""
        file = self._file(self.draft(name).name)
        try:
            return read(read_text(file), str(file)).places
        except ScenarioError:
            return Places(str(file))

    def _checked(self, scenario: Scenario) -> tuple[Problem, ...]:
        try:
            return tuple(check(scenario, lock=read_lock(self.folder)))
        except ValueError as broken:
            place = Place(str(self.folder / LOCK))
            told = problem("SC001", place, why=str(broken).rstrip("."), mend="Mend that file, or take it out.")
            return (told, *check(scenario))

    def _once(self, what: str, draft: Draft, work: Callable[[Scenario], Found]) -> Found:
        """What work makes of the draft; of each file only the newest answer is kept."""
        assert draft.scenario is not None
        key = (what, draft.name, draft.digest)
        with self._working:
            if key not in self._found:
                found = work(draft.scenario)
                self._found = {one: kept for one, kept in self._found.items() if one[:2] != key[:2]}
                self._found[key] = found
            return self._found[key]

    def _read(self, name: str, digest: str, before: Scenario | None) -> Draft:
        try:
            return Draft(name, digest, load_scenario(self._file(name)))
        except ScenarioError as refusal:
            return Draft(name, digest, before, tuple(refusal.problems))

    def _digest(self, name: str) -> str:
        """Changes with the file, and with the record of revisions that it is checked against."""
        parts = (_bytes(self._file(name)), _bytes(self.folder / LOCK))
        return hashlib.sha256(b"\0".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()[:32]

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.yml"


def node_at(places: Places, problem: Problem) -> str | None:
    """The beat or ending in whose lines a problem stands; None for what belongs to the whole scenario."""
    before = [(spot, path) for path, spot in places.spots.items() if spot <= (problem.line, problem.column)]
    path: Sequence[str | int] = max(before, key=lambda found: (found[0], len(found[1])))[1] if before else ()
    return str(path[1]) if len(path) > 1 and path[0] in ("beats", "endings") else None


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""
