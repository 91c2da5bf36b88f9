"""Which lines of a scenario a run of learners gets to hear, and how often.

On each level walk learners of every style, some who show markers at random, and some who are curious: of several turns
that come to their mind they take the one whose answer was heard least. All ways of the example answers come on top. For
what nobody heard by then, somebody is sent who knows the way, if there is one: such lines are rare, and worth a look.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from random import Random

from bot.scenarios import names
from bot.scenarios.learner import STYLES, Learner, RandomLearner, Turn, examples, learner_of
from bot.scenarios.model import Path, Reply, Scenario
from bot.scenarios.moves import Key, Move, Moves
from bot.scenarios.problems import Place
from bot.scenarios.search import Search
from bot.scenarios.walk import Position, Step, start, step

KINDS = (*STYLES, "random", "curious")
"""The learners that walk, taking turns."""

IDEAS = 12
"""Turns that come to a curious learner's mind."""
FAR = float("inf")


@dataclass(frozen=True)
class Line:
    """One line of the counterpart's or of an ending: its id (a variant with its number), place, words and hits.

    `sent`: it was heard only by somebody who was sent there.
    """

    id: str
    place: Place
    says: str
    hits: int
    sent: bool = False


@dataclass(frozen=True)
class Coverage:
    """How often each line of a scenario was heard."""

    scenario: Scenario
    lines: tuple[Line, ...]

    @property
    def rare(self) -> tuple[Line, ...]:
        """The lines that only those heard who were sent there."""
        return tuple(line for line in self.lines if line.sent)

    @property
    def never(self) -> tuple[Line, ...]:
        """The lines that nobody heard."""
        return tuple(line for line in self.lines if not line.hits)


def cover(scenario: Scenario, walks: int = 200, seed: int = 1) -> Coverage:
    """Walk each level `walks` times, and all ways of the examples; equal seeds give equal counts."""
    ears = _Ears(scenario)
    picks = scenario.picks()
    for level in scenario.level_names:
        for picked in picks:
            ears.follow_examples(level, picked)
        for number in range(walks):
            kind, own_seed = KINDS[number % len(KINDS)], f"{seed} {level} {number}"
            picked = Random(own_seed).choice(picks)
            ears.walk(level, picked, _learner(kind, own_seed, ears, level, picked))
    by_chance = set(ears.hits)
    for level in scenario.level_names:
        for picked in picks:
            ears.send(level, picked)
    lines = (
        Line(id, scenario.place(*path), says, ears.hits[path], path in set(ears.hits) - by_chance)
        for id, path, says in _lines(scenario)
    )
    return Coverage(scenario, tuple(sorted(lines, key=lambda line: (line.place.line, line.place.column))))


def _learner(kind: str, seed: str, ears: _Ears, level: str, picked: frozenset[str]) -> Learner:
    return _CuriousLearner(Random(seed), ears, level, picked) if kind == "curious" else learner_of(kind, seed)


def _lines(scenario: Scenario) -> Iterator[tuple[str, Path, str]]:
    for name, beat in scenario.beats.items():
        if beat.says:
            yield name, ("beats", name, "says"), beat.says
    for path, where, reply in names.replies(scenario):
        for index, line in enumerate(_variants(path, reply)):
            variant = f"#{index + 1}" if len(reply.says) > 1 else ""
            yield f"{where}.{reply.id}{variant}", line, reply.says[index]
    for name, ending in scenario.endings.items():
        yield name, ("endings", name, "says"), ending.says


def _variants(path: Path, reply: Reply) -> list[Path]:
    """Where the variants of a reply's line stand."""
    return [(*path, "says", index) for index in range(len(reply.says))]


class _Ears:
    """Counts what is heard, by its path in the file."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.hits: Counter[Path] = Counter()
        self._paths = {f"{where}.{reply.id}": path for path, where, reply in names.replies(scenario)}

    def walk(self, level: str, picked: frozenset[str], learner: Learner) -> None:
        """One talk, to its end."""
        self.hits[("beats", self.scenario.start, "says")] += 1
        position: Position | None = start(self.scenario, level)
        while position is not None:
            done = step(self.scenario, position, learner.answer(self.scenario, position).shows, level, picked)
            self.hear(position, done)
            position = done.position

    def follow_examples(self, level: str, picked: frozenset[str]) -> None:
        """Every turn that a learner who only uses examples can take, once."""
        layer = {start(self.scenario, level)}
        while layer:
            after = set()
            for position in layer:
                for turn in examples(self.scenario, self.scenario.beats[position.beat]):
                    done = step(self.scenario, position, turn.shows, level, picked)
                    self.hear(position, done)
                    after |= {done.position} if done.position else set()
            layer = after

    def send(self, level: str, picked: frozenset[str]) -> None:
        """Send somebody to each reply and ending that nobody heard yet, and that can be reached on this level."""
        if not any(not self.hits[path] for _, path, _ in _lines(self.scenario)):
            return
        search = Search(self.scenario, level, Moves(self.scenario, self.scenario.left_out(level, picked)))
        for path, where, reply in names.replies(self.scenario):
            if not any(self.hits[line] for line in _variants(path, reply)):
                self._go(level, picked, search.way_to(partial(_takes, (where, reply.id))))
        if not self.hits["endings", self.scenario.limits.to, "says"]:
            self._go(level, picked, search.way_to_the_limit())

    def _go(self, level: str, picked: frozenset[str], way: tuple[frozenset[str], ...] | None) -> None:
        position: Position | None = start(self.scenario, level)
        for markers in way or ():
            if position is not None:
                done = step(self.scenario, position, markers, level, picked)
                self.hear(position, done)
                position = done.position

    def hear(self, position: Position, done: Step) -> None:
        """Count what is said in one turn."""
        for path in self.paths(position, done):
            self.hits[path] += 1

    def way_to_go(self) -> dict[str, int]:
        """For each beat, how many turns at least to a beat with a reply that nobody heard yet.

        When only the limit's ending is left: the fewer, the longer a talk can go on from there.
        """
        left = {name for name in self.scenario.beats if self._left_at(name)}
        if left:
            return self._turns_to(left)
        longest = dict.fromkeys(self.scenario.beats, 0)
        for _ in range(self.scenario.limits.turns):
            longest = {name: max(map(longest.__getitem__, self._beats_after(name)), default=-1) + 1 for name in longest}
        return {beat: -turns for beat, turns in longest.items()}

    def _beats_after(self, beat: str) -> set[str]:
        return {reply.to for reply in self.scenario.beats[beat].replies} - self.scenario.endings.keys()

    def _left_at(self, beat: str) -> bool:
        replies = enumerate(self.scenario.beats[beat].replies)
        lines = (line for index, one in replies for line in _variants(("beats", beat, "replies", index), one))
        return any(not self.hits[line] for line in lines)

    def _turns_to(self, goals: set[str]) -> dict[str, int]:
        turns, frontier = dict.fromkeys(goals, 0), goals
        while frontier:
            before = {name for name in self.scenario.beats if self._beats_after(name) & frontier}
            frontier = before - turns.keys()
            turns |= dict.fromkeys(frontier, max(turns.values()) + 1)
        return turns

    def paths(self, position: Position, done: Step) -> Iterator[Path]:
        """Where the lines stand that are said in one turn."""
        yield (*self._paths[done.line_id.partition(".")[2]], "says", done.variant)
        if done.ending:
            yield "endings", done.ending, "says"
        elif self.scenario.beats[done.to].says and done.to not in position.said:
            yield "beats", done.to, "says"


def _takes(key: Key, move: Move) -> bool:
    return move.key == key


class _CuriousLearner:
    """Of several random turns takes the one whose answer was heard least, or that leads to such answers."""

    def __init__(self, random: Random, ears: _Ears, level: str, picked: frozenset[str]) -> None:
        self._random, self._ears, self._level, self._picked = random, ears, level, picked
        self._to_go = ears.way_to_go()

    def answer(self, scenario: Scenario, position: Position) -> Turn:
        """Markers without words."""
        ideas = RandomLearner(self._random)
        turns = [ideas.answer(scenario, position) for _ in range(IDEAS)]
        return min(turns, key=lambda turn: self._dullness(scenario, position, turn))

    def _dullness(self, scenario: Scenario, position: Position, turn: Turn) -> tuple[bool, float, int]:
        """Lowest for what nobody has heard yet, then for the way to it."""
        done = step(scenario, position, turn.shows, self._level, self._picked)
        heard = min(self._ears.hits[path] for path in self._ears.paths(position, done))
        return heard > 0, FAR if done.ending else self._to_go.get(done.to, FAR), heard
