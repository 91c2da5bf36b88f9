"""A scene with the roles swapped: the learner resists, and the script's own example answers are what they hear.

The counterpart's part of the scene is the learner's now; what they say leads on as the counterpart's replies would, by
the tactic it looks like. Nothing is made up: each answer is one of the author's examples, and none comes twice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from bot.scenarios import walk
from bot.scenarios.model import Example, Reply, Scenario

ROUNDS = 4
"""Answers that the learner hears, at most."""
FEW = 4
"""Ways of pushing back that are offered as buttons."""


@dataclass(frozen=True)
class Modelled:
    """One skilled answer, where it was given, and the position from which the learner pushes back."""

    text: str
    shows: tuple[str, ...]
    position: walk.Position


def first(scenario: Scenario, level: str, variables: Mapping[str, str]) -> Modelled:
    """The answer to the counterpart's first line, whatever the learner made of it."""
    position = walk.start(scenario, level)
    return _answered(scenario, position, scenario.beats[position.beat].examples[0], variables)


def after(
    scenario: Scenario,
    level: str,
    before: Modelled,
    tactic: str | None,
    used: Collection[str],
    variables: Mapping[str, str],
) -> Modelled | None:
    """The answer to what the learner said next; None when the talk is at its end.

    `tactic`: the one their words look like or they picked; `used`: the answers given so far.
    """
    for reply in _ways(scenario, level, before, tactic):
        position = _moved(scenario, before, reply)
        for example in scenario.beats[reply.to].examples:
            if walk.fill(example.say, variables) not in used:
                return _answered(scenario, position, example, variables)
    return None


def ways(scenario: Scenario, level: str, before: Modelled) -> tuple[str, ...]:
    """The tactics that the counterpart has here, in the author's order: what the learner may pick from."""
    replies = (reply for _, reply in scenario.replies_at(before.position.beat, level))
    return tuple(dict.fromkeys(reply.tactic for reply in replies if reply.tactic and reply.to in scenario.beats))[:FEW]


def line(scenario: Scenario, level: str, before: Modelled, variables: Mapping[str, str]) -> str:
    """What the counterpart might say here, for a learner who does not know."""
    replies = [reply for _, reply in scenario.replies_at(before.position.beat, level) if reply.to in scenario.beats]
    return walk.fill((replies or list(scenario.beats[before.position.beat].replies))[0].says[0], variables)


def _ways(scenario: Scenario, level: str, before: Modelled, tactic: str | None) -> Iterator[Reply]:
    """Replies that lead on, the fittest first: by tactic and answer, by the tactic alone, by the answer alone."""
    shown, meters = frozenset(before.shows), before.position.meters
    replies = [reply for _, reply in scenario.replies_at(before.position.beat, level) if reply.to in scenario.beats]
    fits = [reply for reply in replies if reply.when is None or reply.when.holds(shown, meters)]
    yield from (reply for reply in fits if reply.tactic == tactic)
    yield from (reply for reply in replies if tactic is not None and reply.tactic == tactic)
    yield from fits
    yield from replies


def _moved(scenario: Scenario, before: Modelled, reply: Reply) -> walk.Position:
    meters = walk.moved(scenario, before.position.meters, frozenset(before.shows))
    return walk.Position(reply.to, meters, before.position.turn + 1, before.position.said)


def _answered(scenario: Scenario, position: walk.Position, example: Example, variables: Mapping[str, str]) -> Modelled:
    return Modelled(walk.fill(example.say, variables), tuple(example.shows), position)
