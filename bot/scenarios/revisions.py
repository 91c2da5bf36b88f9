"""The record of revisions: which structure each scenario had when its revision was accepted.

A rehearsal under way holds a beat and meters of one revision. If a file's structure changes under the same
number, that rehearsal may stand nowhere. So `revisions.lock` beside the scenarios keeps, for each id, its
revision and a digest of everything that decides where a talk goes. Words may change freely; they are no part
of it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from bot.scenarios.model import Reply, Scenario
from bot.scenarios.problems import Problem, problem

LOCK = "revisions.lock"
DRAFT = "draft"
"""Stands for the digest of a scenario that is still being written: its structure may change under one number."""


class Accepted(NamedTuple):
    """What the record says about one scenario."""

    revision: int
    digest: str


def structure(scenario: Scenario) -> dict[str, Any]:
    """Everything that decides where a talk goes, as JSON types; no words."""
    picks = {"tactics_to_pick": scenario.tactics_to_pick} if scenario.tactics_to_pick else {}
    return {
        **picks,
        "meters": {name: [meter.start, meter.min, meter.max] for name, meter in scenario.meters.items()},
        "levels": {name: [level.meters, sorted(level.without)] for name, level in scenario.levels.items()},
        "reacts": scenario.reacts,
        "limits": [scenario.limits.turns, scenario.limits.to],
        "goals": {name: [sorted(goal.uses), sorted(goal.avoids)] for name, goal in scenario.goals.items()},
        "allowed": sorted(scenario.allowed),
        "variables": sorted(scenario.variables),
        "always": [_reply(reply) for reply in scenario.always],
        "start": scenario.start,
        "beats": {name: [_reply(reply) for reply in beat.replies] for name, beat in scenario.beats.items()},
        "endings": {name: ending.kind for name, ending in scenario.endings.items()},
    }


def _reply(reply: Reply) -> list[Any]:
    when = reply.when
    condition = when and [
        sorted(when.all),
        sorted(when.any),
        sorted(when.none),
        {name: str(bound) for name, bound in when.meters.items()},
    ]
    return [reply.id, condition, reply.tactic, reply.to]


def digest(scenario: Scenario) -> str:
    """A short fingerprint of the structure: 16 hexadecimal digits."""
    written = json.dumps(structure(scenario), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def read_lock(folder: Path | str) -> dict[str, Accepted]:
    """The folder's record, empty if there is none. Raises ValueError when the file is not a record."""
    path = Path(folder) / LOCK
    if not path.exists():
        return {}
    try:
        written = json.loads(path.read_text(encoding="utf-8"))
        return {id: Accepted(int(entry["revision"]), str(entry["digest"])) for id, entry in written.items()}
    except (ValueError, TypeError, KeyError, AttributeError):
        what_to_do = "restore it, or remove it and accept anew"
        raise ValueError(f"{path} is no record of revisions; {what_to_do}.") from None


def note_draft(folder: Path | str, id: str) -> None:
    """Record that a scenario is being written, until it is accepted."""
    _write_lock(folder, {**read_lock(folder), id: Accepted(1, DRAFT)})


def drafts(lock: Mapping[str, Accepted]) -> list[str]:
    """The ids of the scenarios that are still being written."""
    return sorted(id for id, entry in lock.items() if entry.digest == DRAFT)


def _write_lock(folder: Path | str, lock: Mapping[str, Accepted]) -> None:
    merged = {id: entry._asdict() for id, entry in sorted(lock.items())}
    (Path(folder) / LOCK).write_text(json.dumps(merged, indent=2) + "\n", encoding="utf-8")


def accept(folder: Path | str, scenarios: Iterable[Scenario]) -> list[str]:
    """Write these scenarios' revisions to the record. Returns the ids that changed.

    Other entries stay, and so does that of one whose structure changed under the same number (SC501): that
    wants a new revision, not a new record.
    """
    lock = read_lock(folder)
    fit = [scenario for scenario in scenarios if not _wants_revision(scenario, lock)]
    now: dict[str, Accepted] = {one.id: Accepted(one.revision, digest(one)) for one in fit}
    changed = sorted(id for id, entry in now.items() if lock.get(id) != entry)
    _write_lock(folder, {**lock, **now})
    return changed


def _wants_revision(scenario: Scenario, lock: Mapping[str, Accepted]) -> bool:
    return any(found.code == "SC501" for found in compare(scenario, lock))


def compare(scenario: Scenario, lock: Mapping[str, Accepted]) -> list[Problem]:
    """SC501: the structure changed under an accepted revision. SC502: this revision is not accepted yet.

    A draft (`sayso new`) has neither.
    """
    accepted = lock.get(scenario.id)
    if accepted is not None and accepted.digest == DRAFT:
        return []
    if accepted is None or scenario.revision > accepted.revision:
        return [problem("SC502", scenario.place("revision"), given=scenario.revision)]
    if scenario.revision == accepted.revision and digest(scenario) == accepted.digest:
        return []
    return [_unannounced(scenario, accepted.revision + 1)]


def changed_unannounced(scenario: Scenario, before: str | None) -> list[Problem]:
    """SC501 when another structure, of this digest, was already loaded under the same revision."""
    if before is None or before == digest(scenario):
        return []
    return [_unannounced(scenario, scenario.revision + 1)]


def _unannounced(scenario: Scenario, wanted: int) -> Problem:
    return problem("SC501", scenario.place("revision"), given=scenario.revision, wanted=wanted)
