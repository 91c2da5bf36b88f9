"""How the counterpart seems, in a few plain words, from the meters a scenario keeps. Never a number."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import mean

from bot.scenarios.model import Scenario
from bot.vocabulary import ASKS, SKILLS

AVERAGE = 0.4
"""Stands for a side (warmth or strain) that a scenario keeps no meter of."""
STRAINED, EDGY, UNEASY = 0.8, 0.55, 0.3
OPEN, WARMING = 0.75, 0.5


def mood(scenario: Scenario, meters: Mapping[str, int]) -> str:
    """How they seem; empty where the scenario keeps no meter that says so."""
    signs = _signs(scenario)
    if not signs:
        return ""
    strain, warmth = (_share(scenario, meters, signs, sign) for sign in (-1, 1))
    if strain >= STRAINED:
        return "very tense"
    if strain >= EDGY:
        return "on edge, but listening" if warmth >= WARMING else "on edge"
    if strain >= UNEASY:
        return "open" if warmth >= OPEN else "warming up" if warmth >= WARMING else "guarded"
    return "open and at ease" if warmth >= OPEN else "at ease" if warmth >= WARMING else "calm, but guarded"


def change(scenario: Scenario, before: Mapping[str, int], after: Mapping[str, int]) -> str:
    """`softer` or `tenser` than before; empty when neither, or when some of both."""
    moved = {(after[name] - before[name]) * sign for name, sign in _signs(scenario).items()}
    if any(one > 0 for one in moved) and not any(one < 0 for one in moved):
        return "softer"
    return "tenser" if any(one < 0 for one in moved) and not any(one > 0 for one in moved) else ""


def _share(scenario: Scenario, meters: Mapping[str, int], signs: Mapping[str, int], sign: int) -> float:
    """How full the meters of one side are, 0 to 1."""
    of_side = [scenario.meters[name] for name in signs if signs[name] == sign]
    levels = [meters[name] for name in signs if signs[name] == sign]
    shares = [(level - one.min) / max(one.max - one.min, 1) for one, level in zip(of_side, levels, strict=True)]
    return mean(shares) if shares else AVERAGE


def _signs(scenario: Scenario) -> dict[str, int]:
    """For each meter that tells of mood 1 when what is skilful raises it (warmth), -1 when it lowers it (strain).

    A meter that only counts what was asked for tells nothing of mood.
    """
    pulls = {name: 0 for name in scenario.meters}
    for marker, changes in scenario.reacts.items():
        if marker not in ASKS:
            for name, by in changes.items():
                pulls[name] += by if marker in SKILLS else -by
    return {name: (1 if pull > 0 else -1) for name, pull in pulls.items() if pull}
