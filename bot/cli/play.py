"""Walks a scenario in the terminal with the very code a rehearsal uses, and without any model.

The trainer picks one of the beat's example answers by number, or names the markers an answer would show.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO

from rich.text import Text

from bot.cli.terminal import out
from bot.scenarios.model import Beat, Scenario
from bot.scenarios.walk import Position, Step, fill, opening, start, step, values
from bot.trouble import Exit, Trouble
from bot.vocabulary import MARKERS


def play(scenario: Scenario, level: str, lines: TextIO, say: Callable[[str], None] | None = None) -> str | None:
    """Walk until an ending, and return its id; None when the lines end first. `say` prints a line."""
    walker = _Walker(scenario, level, say or _print)
    return walker.walk(lines)


def level_of(scenario: Scenario, given: str | None) -> str:
    """The level to play. Raises Trouble when it is not on offer."""
    level = given or scenario.default_level
    if level not in scenario.level_names:
        raise Trouble(
            f"{scenario.id} has no level {level}.",
            f"There are: {', '.join(scenario.level_names)}.",
            Exit.USAGE,
        )
    return level


def _print(line: str) -> None:
    out.print(Text(line), soft_wrap=True)


def shown_by(beat: Beat, line: str) -> frozenset[str]:
    """The markers an answer shows: those of an example, by its number, or those named. Raises Trouble."""
    if line.isdigit():
        if not 1 <= int(line) <= len(beat.examples):
            raise Trouble(f"There is no example {line}.")
        return frozenset(beat.examples[int(line) - 1].shows)
    names = frozenset(line.replace(",", " ").split())
    if unknown := sorted(names - set(MARKERS) - {"nothing"}):
        raise Trouble(f"{unknown[0]} is no marker.", f"There are: nothing, {', '.join(MARKERS)}.")
    return names - {"nothing"}


class _Walker:
    """One walk through one scenario, with the declared defaults for its variables."""

    def __init__(self, scenario: Scenario, level: str, say: Callable[[str], None]) -> None:
        self._scenario = scenario
        self._level = level
        self._values = values(scenario, {})
        self._say = say

    def walk(self, lines: TextIO) -> str | None:
        self._say(f"{self._scenario.title} ({self._level}). {self._fill(self._scenario.brief)}")
        self._counterpart(opening(self._scenario))
        position: Position | None = start(self._scenario, self._level)
        while position is not None:
            done = self._turn(position, lines)
            if done is None:
                return None
            if done.ending:
                return self._end(done.ending)
            position = done.position
        return None

    def _turn(self, position: Position, lines: TextIO) -> Step | None:
        beat = self._scenario.beats[position.beat]
        self._offer(position, beat)
        for line in lines:
            try:
                markers = shown_by(beat, line.strip())
            except Trouble as trouble:
                self._say(f"  {trouble.what} {trouble.way_out}".rstrip())
                continue
            done = step(self._scenario, position, markers, self._level)
            self._show(done)
            return done
        return None

    def _offer(self, position: Position, beat: Beat) -> None:
        meters = ", ".join(f"{name} {value}" for name, value in dict(position.meters).items())
        self._say(f"\n  [{position.beat} · turn {position.turn + 1} of {self._scenario.limits.turns} · {meters}]")
        for number, example in enumerate(beat.examples, 1):
            self._say(f"  {number}) {self._fill(example.say)}  ({', '.join(example.shows) or 'nothing'})")
        self._say("  A number, or the markers an answer would show (`nothing` for none):")

    def _show(self, done: Step) -> None:
        if done.tactic:
            self._say(f"  [{done.line_id} · {done.tactic.replace('_', ' ')}]")
        self._counterpart(done.says)
        if done.thinks:
            self._say(f"  (thinks: {self._fill(done.thinks)})")
        if done.coach:
            self._say(f"Coach: {self._fill(done.coach)}")

    def _counterpart(self, says: str) -> None:
        self._say(f"{self._fill(self._scenario.counterpart)}: {self._fill(says)}")

    def _end(self, ending: str) -> str:
        found = self._scenario.endings[ending]
        self._say(f"\n{self._fill(found.says)}\n{self._fill(found.debrief)}  [{ending} · {found.kind}]")
        return ending

    def _fill(self, text: str) -> str:
        return fill(text, self._values)
