"""A scenario as the trainer's page draws it: its parts, what the checker found, and what learners get to hear."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from bot.rehearsal.coach import tag
from bot.scenarios.coverage import Coverage
from bot.scenarios.graph import describe
from bot.scenarios.layout import HIGH, WIDE, draw
from bot.scenarios.model import Beat, Ending, Places, Reply, Scenario
from bot.scenarios.problems import Problem
from bot.scenarios.workshop import Draft, node_at
from bot.vocabulary import MARKERS, TACTICS


def card_of(draft: Draft) -> dict[str, Any]:
    """A line of the list: {"name", "title", "focus", "minutes", "levels", "refused"}; nothing but a name without a
    good form."""
    about = draft.scenario
    known = about and {
        "title": about.title, "focus": about.focus, "minutes": about.minutes, "levels": list(about.level_names)
    }  # fmt: skip
    return {"name": draft.name, "refused": len(draft.refused), **(known or {})}


def scenario_of(draft: Draft, places: Places) -> dict[str, Any]:
    """{"name", "digest", "refused": why the file as it stands cannot be played, "scenario": its last good form}."""
    return {
        "name": draft.name,
        "digest": draft.digest,
        "refused": problems_of(draft.refused, places),
        "scenario": draft.scenario and _whole(draft.scenario),
    }


def problems_of(found: Iterable[Problem], places: Places) -> list[dict[str, Any]]:
    """The problems with `at`, the beat or ending in which each stands, or None. Files by their names alone."""
    told = ({**one.as_dict(), "file": _name(one.file), "at": node_at(places, one)} for one in found)
    return sorted(told, key=lambda one: (one["severity"], one["line"], one["column"]))


def coverage_of(found: Coverage) -> dict[str, Any]:
    """{"lines": what was heard how often, "nodes": for each beat and ending how many of its lines}."""
    lines: list[dict[str, Any]] = [
        {"id": one.id, "at": one.id.partition(".")[0], "line": one.place.line, "says": one.says, "hits": one.hits,
         "sent": one.sent}
        for one in found.lines
    ]  # fmt: skip
    nodes: dict[str, dict[str, int]] = {}
    for line in lines:
        node = nodes.setdefault(line["at"], {"lines": 0, "heard": 0, "rare": 0})
        node["lines"] += 1
        node["heard"] += line["hits"] > 0
        node["rare"] += line["sent"]
    return {"lines": lines, "nodes": nodes}


def _whole(scenario: Scenario) -> dict[str, Any]:
    drawing = asdict(draw(scenario))
    return {
        "title": scenario.title,
        "focus": scenario.focus,
        "brief": scenario.brief,
        "minutes": scenario.minutes,
        "revision": scenario.revision,
        "turns": scenario.limits.turns,
        "out_of_turns": scenario.limits.to,
        "start": scenario.start,
        "levels": list(scenario.level_names),
        "level": scenario.default_level,
        "meters": {name: [meter.min, meter.max] for name, meter in scenario.meters.items()},
        "picks": scenario.tactics_to_pick or 0,
        "tactics": list(TACTICS) if scenario.tactics_to_pick else [],
        "markers": {marker: tag(marker) for marker in MARKERS},
        "always": [_reply(scenario, ("always", at), one) for at, one in enumerate(scenario.always)],
        "beats": {name: _beat(scenario, name, beat) for name, beat in scenario.beats.items()},
        "endings": {name: _ending(scenario, name, ending) for name, ending in scenario.endings.items()},
        "drawing": {**drawing, "box": [WIDE, HIGH]},
    }


def _beat(scenario: Scenario, name: str, beat: Beat) -> dict[str, Any]:
    path = ("beats", name)
    return {
        "says": beat.says,
        "line": scenario.place(*path).line,
        "hints": list(beat.hints),
        "examples": [{"say": one.say, "shows": list(one.shows)} for one in beat.examples],
        "replies": [_reply(scenario, (*path, "replies", at), one) for at, one in enumerate(beat.replies)],
    }


def _reply(scenario: Scenario, path: tuple[str | int, ...], reply: Reply) -> dict[str, Any]:
    return {
        "id": reply.id,
        "when": describe(reply.when) if reply.when else "otherwise",
        "says": list(reply.says),
        "tactic": reply.tactic,
        "to": reply.to,
        "line": scenario.place(*path).line,
    }


def _ending(scenario: Scenario, name: str, ending: Ending) -> dict[str, Any]:
    line = scenario.place("endings", name).line
    return {"kind": ending.kind, "says": ending.says, "debrief": ending.debrief, "line": line}


def _name(file: str) -> str:
    """The last part: where the scenarios lie on this machine is nobody's business."""
    return file.replace("\\", "/").rpartition("/")[2]
