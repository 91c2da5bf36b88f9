"""The counterpart's ways of pushing back, in words a learner knows, with what works against each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML

from bot.vocabulary import TACTICS

MOST_TOLD = 2
"""Tactics that a debrief speaks of; more would bury them."""


@lru_cache(maxsize=1)
def words() -> dict[str, dict[str, str]]:
    """Each tactic's words: {"name", "pick", "works"}."""
    return dict(YAML(typ="safe").load(Path(__file__).with_suffix(".yml")))


def name(tactic: str) -> str:
    """The tactic in a few plain words."""
    return words()[tactic]["name"]


def picks() -> tuple[tuple[str, str], ...]:
    """All of them as options, in words about somebody the learner knows."""
    return tuple((tactic, words()[tactic]["pick"]) for tactic in TACTICS)


def told(met: Sequence[str]) -> str:
    """The tactics that came up most, by name, with what works against each; empty when none did."""
    most = [tactic for tactic, _ in Counter(met).most_common(MOST_TOLD)]
    lines = [f"• {name(tactic).capitalize()}. {words()[tactic]['works']}" for tactic in most]
    return "\n".join(["How they pushed back, and what works:", *lines]) if lines else ""
