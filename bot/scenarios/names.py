"""Names that a scenario uses: those that lead nowhere, and those that nothing uses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.scenarios.model import ALWAYS, Path, Reply, Scenario
from bot.scenarios.problems import Problem, problem, suggest

BRACED = re.compile(r"\{([^{}]*)\}")
"""A variable in a text. `walk.fill` reads it the same way."""


def missing(scenario: Scenario) -> list[Problem]:
    """SC101 and SC102: beats, endings, meters and variables that are named and do not exist."""
    return sorted([*_lost_ways(scenario), *_lost_meters(scenario), *_lost_variables(scenario)])


def unused(scenario: Scenario) -> list[Problem]:
    """SC104: meters, variables and endings that are defined and that nothing names."""
    return sorted([*_idle_meters(scenario), *_idle_variables(scenario), *_idle_endings(scenario)])


def replies(scenario: Scenario) -> Iterator[tuple[Path, str, Reply]]:
    """Each reply with its path and the name of its beat (or `always`)."""
    for index, reply in enumerate(scenario.always):
        yield (ALWAYS, index), ALWAYS, reply
    for name, beat in scenario.beats.items():
        for index, reply in enumerate(beat.replies):
            yield ("beats", name, "replies", index), name, reply


def texts(scenario: Scenario) -> Iterator[tuple[Path, str, str]]:
    """Each text that people see: its path, its speaker (`counterpart` or `guide`), and its words."""
    for key in ("title", "content_note", "brief"):
        if getattr(scenario, key):
            yield (key,), "guide", getattr(scenario, key)
    # When it is not in the file, it is the variable `person`.
    written = "counterpart" in scenario.__fields_set__
    yield ("counterpart",) if written else ("variables", "person"), "guide", scenario.counterpart
    for name, variable in scenario.variables.items():
        yield ("variables", name, "ask"), "guide", variable.ask
    for name, goal in scenario.goals.items():
        yield ("goals", name, "done"), "guide", goal.done
        yield ("goals", name, "missed"), "guide", goal.missed
    for path, _, reply in replies(scenario):
        yield from _reply_texts(path, reply)
    yield from _beat_texts(scenario)
    for name, ending in scenario.endings.items():
        yield ("endings", name, "says"), "guide", ending.says
        yield ("endings", name, "debrief"), "guide", ending.debrief


def _reply_texts(path: Path, reply: Reply) -> Iterator[tuple[Path, str, str]]:
    for index, line in enumerate(reply.says):
        yield (*path, "says", index), "counterpart", line
    if reply.thinks:
        yield (*path, "thinks"), "counterpart", reply.thinks
    if reply.coach:
        yield (*path, "coach"), "guide", reply.coach


def _beat_texts(scenario: Scenario) -> Iterator[tuple[Path, str, str]]:
    for name, beat in scenario.beats.items():
        if beat.says:
            yield ("beats", name, "says"), "counterpart", beat.says
        for index, hint in enumerate(beat.hints):
            yield ("beats", name, "hints", index), "guide", hint
        for index, example in enumerate(beat.examples):
            yield ("beats", name, "examples", index, "say"), "learner", example.say


def _lost_ways(scenario: Scenario) -> Iterator[Problem]:
    beats, endings = set(scenario.beats), set(scenario.endings)
    ways: list[tuple[Path, str, str, set[str]]] = [
        (("start",), "beat", scenario.start, beats),
        (("limits", "to"), "ending", scenario.limits.to, endings),
    ]
    ways += [((*path, "to"), "beat or ending", reply.to, beats | endings) for path, _, reply in replies(scenario)]
    for path, noun, name, known in ways:
        if name not in known:
            yield problem("SC101", scenario.place(*path), noun=noun, given=name, mend=suggest(name, known))
    if scenario.start in beats and not scenario.beats[scenario.start].says:
        yield problem("SC012", scenario.place("beats", scenario.start), key="says")


def _meter_uses(scenario: Scenario) -> Iterator[tuple[Path, str]]:
    for level, rung in scenario.levels.items():
        yield from ((("levels", level, name), name) for name in rung.meters)
    for marker, moves in scenario.reacts.items():
        yield from ((("reacts", marker, name), name) for name in moves)
    yield from _meter_reads(scenario)


def _meter_reads(scenario: Scenario) -> Iterator[tuple[Path, str]]:
    for path, _, reply in replies(scenario):
        if reply.when:
            yield from (((*path, "when", "meters", name), name) for name in reply.when.meters)


def _lost_meters(scenario: Scenario) -> Iterator[Problem]:
    for path, name in _meter_uses(scenario):
        if name not in scenario.meters:
            mend = suggest(name, scenario.meters)
            yield problem("SC102", scenario.place(*path), noun="meter", given=name, mend=mend)


def _lost_variables(scenario: Scenario) -> Iterator[Problem]:
    for path, _, text in texts(scenario):
        for name in BRACED.findall(text):
            if name not in scenario.variables:
                mend = suggest(name, scenario.variables)
                yield problem("SC102", scenario.place(*path), noun="variable", given=name, mend=mend)


def _idle_meters(scenario: Scenario) -> Iterator[Problem]:
    read = {name for _, name in _meter_reads(scenario)}
    for name in scenario.meters:
        if name not in read:
            yield problem("SC104", scenario.place("meters", name), noun="meter", given=name)


def _idle_variables(scenario: Scenario) -> Iterator[Problem]:
    used = {name for _, _, text in texts(scenario) for name in BRACED.findall(text)}
    for name in scenario.variables:
        if name not in used:
            yield problem("SC104", scenario.place("variables", name), noun="variable", given=name)


def _idle_endings(scenario: Scenario) -> Iterator[Problem]:
    used = {scenario.limits.to, *(reply.to for _, _, reply in replies(scenario))}
    for name in scenario.endings:
        if name not in used:
            yield problem("SC104", scenario.place("endings", name), noun="ending", given=name)
