"""Walks a scenario in the terminal with the very code a rehearsal uses, and without Rasa.

A person types sentences, which the reader of a rehearsal reads; or the number of an example, or `/markers a, b`. A
built-in learner plays by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import TextIO

from rich.text import Text

from bot.cli.terminal import out
from bot.scenarios.learner import STYLES, Learner, Turn, examples, learner_of
from bot.scenarios.model import Beat, Scenario
from bot.scenarios.walk import Position, Step, begin_at, fill, step, values
from bot.trouble import Exit, Trouble
from bot.vocabulary import MARKERS, TACTICS, Mark, style_of

MARKERS_COMMAND = "/markers"
HEARD = 0.5
"""From this confidence on a mark moves the talk, as in a rehearsal."""

Reader = Callable[[str, str], Sequence[Mark]]
"""Reads a learner's words, given the counterpart's line before them."""

INVITE = (
    "Say it in your own words; or a number for an example; `/markers a, b` names markers; `again` takes your last line "
    "back; `hint`; `stop`."
)


@dataclass(frozen=True)
class Chosen:
    """How a scenario is played: where it begins, on which rung, by whom, and how much of it is shown.

    `picked`: the tactics of the counterpart, where a learner picks them.
    """

    level: str
    beat: str | None = None
    seed: int = 1
    style: str | None = None
    show_state: bool = False
    picked: frozenset[str] = frozenset()


def play(
    scenario: Scenario,
    chosen: Chosen,
    lines: TextIO,
    read: Reader | None = None,
    say: Callable[[str], None] | None = None,
) -> str | None:
    """Walk until an ending, and return its id; None when it is stopped or the lines end first.

    `read` reads what a person types (by default nothing is found in it); `say` prints a line.
    """
    walker = _Walker(scenario, chosen, read or (lambda words, line: ()), say or _print)
    return walker.by_itself() if chosen.style else walker.with_person(lines)


def level_of(scenario: Scenario, given: str | None) -> str:
    """The level to play. Raises Trouble when it is not on offer."""
    level = given or scenario.default_level
    return _one_of(level, scenario.level_names, f"{scenario.id} has no level {level}.")


def beat_of(scenario: Scenario, given: str | None) -> str | None:
    """The beat to begin at. Raises Trouble when there is none of that name."""
    return given and _one_of(given, tuple(scenario.beats), f"{scenario.id} has no beat {given}.")


def picked_from(scenario: Scenario, given: str | None, seed: int) -> frozenset[str]:
    """The tactics named, or some by the seed; none where a learner does not pick. Raises Trouble."""
    if given is None:
        return Random(seed).choice(scenario.picks())
    names = frozenset(given.replace(",", " ").split())
    if names not in scenario.picks():
        most = scenario.tactics_to_pick or 0
        raise Trouble(
            f"{scenario.id} lets a learner pick {most} tactics.", f"There are: {', '.join(TACTICS)}.", Exit.USAGE
        )
    return names


def style_given(given: str | None) -> str | None:
    """The built-in learner to play. Raises Trouble when there is none of that name."""
    return given and _one_of(given, STYLES, f"There is no learner {given}.")


def _one_of(given: str, known: Sequence[str], otherwise: str) -> str:
    if given not in known:
        raise Trouble(otherwise, f"There are: {', '.join(known)}.", Exit.USAGE)
    return given


def _print(line: str) -> None:
    out.print(Text(line), soft_wrap=True)


def markers_named(line: str) -> frozenset[str]:
    """The markers of a `/markers a, b`. Raises Trouble for one that is not known."""
    names = frozenset(line.removeprefix(MARKERS_COMMAND).replace(",", " ").split())
    if unknown := sorted(names - set(MARKERS) - {"nothing"}):
        raise Trouble(f"{unknown[0]} is no marker.", f"There are: nothing, {', '.join(MARKERS)}.")
    return names - {"nothing"}


@dataclass(frozen=True)
class _Stand:
    """Where a walk stands: the position, the counterpart's last line, hints given here."""

    position: Position
    line: str
    hints: int = 0


@dataclass
class _Walker:
    """One walk through one scenario, with the declared defaults for its variables."""

    scenario: Scenario
    chosen: Chosen
    read: Reader
    say: Callable[[str], None]
    past: list[_Stand] = field(default_factory=list)

    def by_itself(self) -> str | None:
        """The built-in learner plays until the end."""
        learner: Learner = learner_of(self.chosen.style or "", self.chosen.seed)
        here: _Stand | str = self._begin()
        while isinstance(here, _Stand):
            turn = learner.answer(self.scenario, here.position)
            self.say(f"You: {turn.say}")
            here = self._take(here, turn)
        return here

    def with_person(self, lines: TextIO) -> str | None:
        """A person plays until the end, until they stop, or until the lines end."""
        here = self._begin()
        self.say(f"  {INVITE}")
        self._offer(here)
        for line in lines:
            words = line.strip()
            if not lines.isatty():
                self.say(f"> {words}")  # so that a script reads as a talk
            if words == "stop":
                return None
            try:
                after = self._hear(here, words)
            except Trouble as trouble:
                self.say(f"  {trouble.what} {trouble.way_out}".rstrip())
                continue
            if isinstance(after, str):
                return after
            here = after
        return None

    def _begin(self) -> _Stand:
        self.say(f"{self.scenario.title} ({self.chosen.level}). {self._fill(self.scenario.brief)}")
        if self.chosen.picked:
            self.say(f"  They push back like this: {', '.join(sorted(self.chosen.picked))}")
        position, line = begin_at(self.scenario, self.chosen.level, self.chosen.beat)
        here = _Stand(position, self._fill(line))
        self._counterpart(here.line or "…")
        self._state(position)
        return here

    def _hear(self, here: _Stand, words: str) -> _Stand | str:
        """What a person typed: a command, or a turn. Raises Trouble."""
        if not words:
            return here
        if words == "hint":
            return self._hint(here)
        if words == "again":
            return self._again()
        after = self._take(here, self._turn(here, words))
        if isinstance(after, _Stand):
            self.past.append(here)
            self._offer(after)
        return after

    def _turn(self, here: _Stand, words: str) -> Turn:
        known = examples(self.scenario, self._beat(here))
        if words.isdigit():
            if not 1 <= int(words) <= len(known):
                raise Trouble(f"There is no example {words}.")
            self.say(f"You: {known[int(words) - 1].say}")
            return known[int(words) - 1]
        if words.split()[0] == MARKERS_COMMAND:
            return Turn("", markers_named(words))
        found = self.read(words, here.line)
        return Turn(words, frozenset(mark.marker for mark in found if mark.confidence >= HEARD))

    def _hint(self, here: _Stand) -> _Stand:
        hints = self._beat(here).hints
        self.say(f"  Hint: {self._fill(hints[min(here.hints, len(hints) - 1)])}")
        return replace(here, hints=here.hints + 1)

    def _again(self) -> _Stand:
        if not self.past:
            raise Trouble("There is no line of yours to take back yet.")
        back = self.past.pop()
        self.say("  Taken back. They had just said:")
        self._counterpart(back.line)
        self._offer(back)
        return back

    def _take(self, here: _Stand, turn: Turn) -> _Stand | str:
        done = step(self.scenario, here.position, turn.shows, self.chosen.level, self.chosen.picked)
        if self.chosen.show_state:
            shown = ", ".join(marker for marker in MARKERS if marker in turn.shows) or "nothing"
            self.say(f"  [you showed: {shown} · {style_of(turn.shows)}]")
        self._answer(done)
        if done.position is None:
            return self._end(done.ending or "")
        self._state(done.position)
        return _Stand(done.position, self._fill(done.says))

    def _answer(self, done: Step) -> None:
        if self.chosen.show_state:
            tactic = f" · {done.tactic.replace('_', ' ')}" if done.tactic else ""
            self.say(f"  [{done.line_id}{tactic}]")
        self._counterpart(self._fill(done.says))
        if done.thinks:
            self.say(f"  (thinks: {self._fill(done.thinks)})")
        if done.coach:
            self.say(f"Coach: {self._fill(done.coach)}")

    def _offer(self, here: _Stand) -> None:
        """What a person may answer."""
        for number, example in enumerate(self._beat(here).examples, 1):
            shows = f"  ({', '.join(example.shows)})" if self.chosen.show_state else ""
            self.say(f"  {number}) {self._fill(example.say)}{shows}")

    def _state(self, position: Position) -> None:
        if self.chosen.show_state:
            meters = ", ".join(f"{name} {value}" for name, value in position.meters.items())
            turn = f"turn {position.turn + 1} of {self.scenario.limits.turns}"
            self.say("  [" + " · ".join(part for part in (position.beat, turn, meters) if part) + "]")

    def _beat(self, here: _Stand) -> Beat:
        return self.scenario.beats[here.position.beat]

    def _counterpart(self, says: str) -> None:
        self.say(f"{self._fill(self.scenario.counterpart)}: {says}")

    def _end(self, ending: str) -> str:
        found = self.scenario.endings[ending]
        self.say(f"\n{self._fill(found.says)}\n{self._fill(found.debrief)}  [{ending} · {found.kind}]")
        return ending

    def _fill(self, text: str) -> str:
        return fill(text, values(self.scenario, {}))
