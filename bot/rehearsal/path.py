"""The way a scene has taken so far, for a learner to look at: moments walked, never one that lies ahead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.rehearsal import tactics
from bot.rehearsal.mood import change, mood
from bot.scenarios.model import Scenario
from bot.scenarios.walk import Position, Step

Point = dict[str, Any]
"""Where a turn led, as JSON types: {"beat": None at an ending, "tactic", "meters"}."""


def first(position: Position) -> Point:
    """The point at which a scene begins."""
    return {"beat": position.beat, "tactic": None, "meters": dict(position.meters)}


def point(step: Step) -> Point:
    """The point to which a turn led."""
    beat = step.position.beat if step.position else None
    return {"beat": beat, "tactic": step.tactic, "meters": dict(step.meters)}


def drawn(scenario: Scenario, walked: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The points as a page draws them: {"moment", "did", "mood", "change"} each.

    `moment`: which of the moments met so far, from 1 in the order they were met; 0 is the end. `did`: how the
    counterpart pushed back, `mood`: how they seem, both in plain words; `change`: softer or tenser than before.
    """
    met = list(dict.fromkeys(one["beat"] for one in walked if one["beat"]))
    before = [walked[0], *walked] if walked else []
    return [
        {
            "moment": met.index(one["beat"]) + 1 if one["beat"] else 0,
            "did": tactics.name(one["tactic"]) if one["tactic"] else "",
            "mood": mood(scenario, one["meters"]),
            "change": change(scenario, last["meters"], one["meters"]),
        }
        for last, one in zip(before, walked, strict=False)
    ]
