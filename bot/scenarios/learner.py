"""Learners that are built in: they play a scenario with real sentences, or with markers drawn at random.

The same seed plays the same talk. The sentences are the scene's own examples, and lines that fit any talk, from
`learner.yml` beside this module.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Protocol

from ruamel.yaml import YAML

from bot.scenarios.model import Beat, Scenario
from bot.scenarios.walk import Position, fill, values
from bot.vocabulary import MARKERS

STYLES = ("passive", "assertive", "aggressive", "mixed")
"""The ways in which a built-in learner can play."""

EXAMPLES = {"assertive": 0.75, "passive": 0.15, "aggressive": 0.15, "mixed": 0.25}
"""How often each uses an example of the scene."""


@dataclass(frozen=True)
class Turn:
    """What a learner says, and the markers that it shows. Markers drawn at random come without words."""

    say: str
    shows: frozenset[str]


class Learner(Protocol):
    """Somebody who plays a scenario."""

    def answer(self, scenario: Scenario, position: Position) -> Turn:
        """Their next turn from here."""


class StyledLearner:
    """Speaks in one of the STYLES; says no line twice in a talk while there is another one."""

    def __init__(self, style: str, random: Random) -> None:
        self._style, self._random = style, random
        self._said: set[str] = set()

    def answer(self, scenario: Scenario, position: Position) -> Turn:
        """A sentence, with the markers that were declared for it."""
        lines = self._lines(scenario, scenario.beats[position.beat])
        fresh = [line for line in lines if line.say not in self._said] or lines
        turn = self._random.choice(fresh)
        self._said.add(turn.say)
        return turn

    def _lines(self, scenario: Scenario, beat: Beat) -> Sequence[Turn]:
        if self._random.random() < EXAMPLES[self._style]:
            return examples(scenario, beat)
        kind = self._random.choice(STYLES) if self._style == "mixed" else self._style
        return bank()[kind]


class RandomLearner:
    """Shows up to three markers at random; half of the time those that the beat's replies ask for."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def answer(self, scenario: Scenario, position: Position) -> Turn:
        """Markers without words."""
        among: Sequence[str] = MARKERS
        if self._random.random() < 0.5:
            among = asked_at(scenario, scenario.beats[position.beat]) or MARKERS
        number = self._random.randint(0, min(3, len(among)))
        return Turn("", frozenset(self._random.sample(among, number)))


def learner_of(style: str, seed: object) -> Learner:
    """The learner of this style (`random` for one that shows markers at random); equal seeds play alike."""
    random = Random(f"{style} {seed}")
    return RandomLearner(random) if style == "random" else StyledLearner(style, random)


def examples(scenario: Scenario, beat: Beat) -> tuple[Turn, ...]:
    """The beat's example answers, with the declared defaults for variables."""
    defaults = values(scenario, {})
    return tuple(Turn(fill(one.say, defaults), frozenset(one.shows)) for one in beat.examples)


def asked_at(scenario: Scenario, beat: Beat) -> tuple[str, ...]:
    """The markers that a condition on this beat names, as the codebook orders them."""
    conditions = [reply.when for reply in (*scenario.always, *beat.replies) if reply.when]
    named: set[str] = set().union(*((*when.all, *when.any, *when.none) for when in conditions))
    return _in_order(named)


def _in_order(markers: Iterable[str]) -> tuple[str, ...]:
    wanted = set(markers)
    return tuple(marker for marker in MARKERS if marker in wanted)


@lru_cache(maxsize=1)
def bank() -> dict[str, tuple[Turn, ...]]:
    """The lines that fit any talk, by kind."""
    loaded = YAML(typ="safe").load(Path(__file__).with_name("learner.yml"))
    return {kind: tuple(Turn(one["say"], frozenset(one["shows"])) for one in lines) for kind, lines in loaded.items()}
