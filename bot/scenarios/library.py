"""The scenarios of a folder: loaded when first asked for, noticed when edited, never in the way of a turn."""

from __future__ import annotations

import logging
import os
import pickle
import re
import time
import zlib
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from threading import RLock
from typing import NamedTuple

from bot.scenarios.load import ScenarioError, load_scenario
from bot.scenarios.model import Places, Scenario
from bot.scenarios.problems import Problem
from bot.scenarios.revisions import changed_unannounced, digest

logger = logging.getLogger(__name__)

SUFFIX = ".yml"
_ID = re.compile(r"[a-z][a-z0-9_]{0,59}")

MOST_HELD = 32
"""Scenarios that are held unpacked: those that people rehearse right now, and a few more."""

Revision = tuple[str, int]
"""A scenario's id and the number of its revision."""

Stamp = tuple[int, int]
"""A file's mtime in nanoseconds and its size in bytes."""


class UnknownScenario(LookupError):  # noqa: N818 - the name says it
    """No scenario of this id can be played: there is no such file, or it never was right."""


class RevisionGone(LookupError):  # noqa: N818 - the name says it
    """A scenario exists, but no longer in this revision."""


class _Kept(NamedTuple):
    """A good revision, packed small, and the fingerprint of its structure."""

    packed: bytes
    digest: str


class Library:
    """All scenarios of a folder.

    `get` looks at one file, at most once a second; only `ids`, `all`, `by_focus` and `problems` look at the
    folder, at most once a second too. An edit that cannot be played is remembered in `problems` while the
    last good version stays in use. Revisions that were loaded once stay for the rehearsals that began with
    them: packed, at about 7 kB each; those in use lately are held unpacked. `all` and `by_focus` unpack every
    scenario, which takes about a second for a thousand: they are for tools, not for turns.
    """

    def __init__(self, folder: Path | str, clock: Callable[[], float] = time.monotonic, patience: float = 1.0) -> None:
        self.folder = Path(folder)
        self._clock, self._patience = clock, patience
        self._current: dict[str, int] = {}
        self._kept: dict[Revision, _Kept] = {}
        self._held: OrderedDict[Revision, Scenario] = OrderedDict()
        self._problems: dict[str, list[Problem]] = {}
        self._stamps: dict[str, Stamp | None] = {}
        self._looked: dict[str, float] = {}
        self._ids: tuple[str, ...] = ()
        self._scanned: float | None = None
        # Reentrant: all() holds it while get() takes it.
        self._lock = RLock()

    def ids(self) -> tuple[str, ...]:
        """The ids of all files in the folder, sorted, whether they can be played or not."""
        with self._lock:
            if self._scanned is None or self._clock() - self._scanned >= self._patience:
                self._scan()
            return self._ids

    def get(self, id: str, revision: int | None = None) -> Scenario:
        """The scenario, by default its newest good revision. Raises UnknownScenario or RevisionGone."""
        with self._lock:
            self._look(id)
            if revision is None and id not in self._current:
                raise UnknownScenario(f"There is no scenario {id!r} that can be played.")
            wanted = id, self._current[id] if revision is None else revision
            if wanted not in self._kept:
                raise RevisionGone(f"Scenario {id!r} is no longer there in revision {revision}.")
            return self._hold(wanted)

    def all(self) -> tuple[Scenario, ...]:
        """Every scenario that can be played, by id."""
        with self._lock:
            for id in self.ids():
                self._look(id)
            return tuple(self._unpacked((id, self._current[id])) for id in self._ids if id in self._current)

    def by_focus(self, area: str) -> tuple[Scenario, ...]:
        """Those of one focus area, by id."""
        return tuple(scenario for scenario in self.all() if scenario.focus == area)

    def problems(self) -> list[Problem]:
        """What is wrong with files that cannot be played, or no longer in their newest form."""
        with self._lock:
            for id in self.ids():
                self._look(id)
            return sorted(found for id in self._ids for found in self._problems.get(id, []))

    def _hold(self, wanted: Revision) -> Scenario:
        """A kept revision, unpacked; what was not asked for lately makes room."""
        scenario = self._unpacked(wanted)
        self._held[wanted] = scenario
        self._held.move_to_end(wanted)
        if len(self._held) > MOST_HELD:
            self._held.popitem(last=False)
        return scenario

    def _unpacked(self, wanted: Revision) -> Scenario:
        # What is unpacked was packed by this process, never read from anywhere.
        held = self._held.get(wanted)
        return held or pickle.loads(zlib.decompress(self._kept[wanted].packed))

    def _scan(self) -> None:
        """Read the folder's names; no file is opened."""
        stems = (entry.removesuffix(SUFFIX) for entry in os.listdir(self.folder) if entry.endswith(SUFFIX))
        self._ids, self._scanned = tuple(sorted(filter(_ID.fullmatch, stems))), self._clock()

    def _look(self, id: str) -> None:
        """Load the file if it is new or changed; not more often than once a second."""
        now = self._clock()
        if not _ID.fullmatch(id) or now - self._looked.get(id, -self._patience) < self._patience:
            return
        stamp = _stamp(self.folder / f"{id}{SUFFIX}")
        if stamp is None:
            self._forget(id)
            return
        self._looked[id] = now
        if stamp != self._stamps.get(id):
            self._stamps[id] = stamp
            self._load(id)

    def _load(self, id: str) -> None:
        """Take the file's new version, or remember why not."""
        try:
            scenario = load_scenario(self.folder / f"{id}{SUFFIX}")
        except ScenarioError as refusal:
            self._refuse(id, refusal.problems)
            return
        before = self._kept.get((id, scenario.revision))
        if unannounced := changed_unannounced(scenario, before and before.digest):
            self._refuse(id, unannounced)
            return
        if self._problems.pop(id, None) or id in self._current:
            logger.info("%s: revision %d is taken from now on.", scenario.file, scenario.revision)
        self._keep(scenario)

    def _keep(self, scenario: Scenario) -> None:
        """Take this version from now on. Where its parts stand in the file is half its size, and nobody asks here."""
        taken = scenario.id, scenario.revision
        lean = scenario.placed(Places(scenario.file))
        self._kept[taken] = _Kept(zlib.compress(pickle.dumps(lean, pickle.HIGHEST_PROTOCOL)), digest(lean))
        self._held.pop(taken, None)
        self._current[scenario.id] = scenario.revision

    def _refuse(self, id: str, problems: list[Problem]) -> None:
        """Keep the last good version, if there is one, and say why."""
        self._problems[id] = problems
        kept = "The last good version stays in use" if id in self._current else "It cannot be played"
        logger.warning("A scenario is not taken. %s. %s", kept, problems[0])
        for problem in problems[1:]:
            logger.warning("%s", problem)

    def _forget(self, id: str) -> None:
        """The file is gone: no new talk begins with it, those under way go on."""
        self._current.pop(id, None)
        self._problems.pop(id, None)
        self._stamps.pop(id, None)
        self._looked.pop(id, None)


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
