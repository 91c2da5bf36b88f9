"""Ways through a scene in real sentences: looked for when the tests run, so that they follow whatever reads the words.

A search over what a learner could say next, nearest to the wanted ending first. How near is known exactly, from
bot.scenarios.search; what a sentence shows is read in the context of the counterpart's line, as in a rehearsal.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count
from pathlib import Path

from bot.rehearsal.turn import HEARD
from bot.scenarios.learner import examples
from bot.scenarios.model import Scenario
from bot.scenarios.moves import State
from bot.scenarios.search import Search
from bot.scenarios.walk import Position, fill, opening, start, step, values
from bot.vocabulary import Mark

SENTENCES = Path(__file__).with_name("sentences.txt")
MOST_READ = 3000
"""Sentences read in context before a search is given up."""
LOST = 99

Reader = Callable[[str, str], Sequence[Mark]]


@lru_cache(maxsize=1)
def sentences() -> tuple[str, ...]:
    """What people say in hard talks."""
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


@dataclass(frozen=True)
class Stand:
    """Where a talk stands: the position, the counterpart's last line, and what was said up to here."""

    position: Position
    line: str
    said: tuple[str, ...] = ()


@dataclass
class Ways:
    """Finds ways through one scene. What was read once is remembered."""

    scenario: Scenario
    reader: Reader
    shown: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    reads: int = 0

    def to(self, ending: str, level: str) -> tuple[str, ...] | None:
        """Sentences that lead from the opening to this ending; None when none are found."""
        far = _Distances(self.scenario, level, ending)
        line = fill(opening(self.scenario), values(self.scenario, {}))
        order, self.reads = count(), 0
        seen: set[Position] = set()
        # Lowest first: the turns that it takes at least; then what is furthest on. Each sentence waits with the stand
        # that it would be said at: what it shows there is only read when its turn comes.
        heap: list[tuple[int, int, int, Stand, str]] = []

        def push(stand: Stand) -> None:
            for cost, words in self._guesses(stand, level, far):
                heapq.heappush(heap, (cost, -stand.position.turn, next(order), stand, words))

        push(Stand(start(self.scenario, level), line))
        while heap and self.reads < MOST_READ:
            *_, stand, words = heapq.heappop(heap)
            done = step(self.scenario, stand.position, self._read(words, stand.line), level)
            said = (*stand.said, words)
            if done.ending == ending:
                return said
            if done.position and done.position not in seen and far.of(done.position) < LOST:
                seen.add(done.position)
                push(Stand(done.position, fill(done.says, values(self.scenario, {})), said))
        return None

    def _guesses(self, stand: Stand, level: str, far: _Distances) -> Iterator[tuple[int, str]]:
        """What could be said here, with the turns that it would take if it were read as it is by itself."""
        own = {turn.say: turn.shows for turn in examples(self.scenario, self.scenario.beats[stand.position.beat])}
        for words in dict.fromkeys((*own, *sentences())):
            if words in stand.said:
                continue
            shows = own.get(words) or self._read(words, "")
            done = step(self.scenario, stand.position, shows, level)
            reached = 0 if done.ending == far.ending else LOST if done.position is None else far.of(done.position)
            # What looks lost may be read otherwise here, so it comes last and is not left out.
            yield stand.position.turn + 1 + reached, words

    def _read(self, words: str, line: str) -> frozenset[str]:
        if (words, line) not in self.shown:
            self.reads += 1
            marks = self.reader(words, line)
            self.shown[words, line] = frozenset(mark.marker for mark in marks if mark.confidence >= HEARD)
        return self.shown[words, line]


class _Distances:
    """How many turns an ending is away at least, from any position of one level."""

    def __init__(self, scenario: Scenario, level: str, ending: str) -> None:
        self.scenario, self.ending = scenario, ending
        self._after = _after(Search(scenario, level))
        self._turns = self._backwards()
        self._lasts = self._longest() if ending == scenario.limits.to else {}

    def of(self, position: Position) -> int:
        """Turns from here, LOST when there is no way within those that are left."""
        state = State(position.beat, tuple(position.meters[name] for name in self.scenario.meters))
        left = self.scenario.limits.turns - position.turn
        if self._lasts.get(state, 0) >= left:
            return left
        turns = self._turns.get(state, LOST)
        return turns if turns <= left else LOST

    def _backwards(self) -> dict[State, int]:
        turns: dict[State, int] = {}
        near: set[State | str] = {self.ending}
        for turn in range(1, self.scenario.limits.turns + 1):
            near = {state for state, after in self._after.items() if state not in turns and after & near}
            turns |= dict.fromkeys((state for state in near if isinstance(state, State)), turn)
        return turns

    def _longest(self) -> dict[State, int]:
        """How many turns a talk can go on from each state without an ending."""
        lasts = dict.fromkeys(self._after, 0)
        for _ in range(self.scenario.limits.turns):
            onward = {
                state: max((lasts[one] + 1 for one in after if isinstance(one, State)), default=0)
                for state, after in self._after.items()
            }
            lasts = onward
        return lasts


def _after(search: Search) -> dict[State, set[State | str]]:
    """For each state that can be reached: the states and endings one turn on."""
    found: dict[State, set[State | str]] = {}
    frontier = [search.start]
    while frontier:
        state = frontier.pop()
        beyond = search.moves.beyond(state)
        found[state] = {*beyond.endings, *(one for states in beyond.states.values() for one in states)}
        frontier.extend(one for one in found[state] if isinstance(one, State) and one not in found)
    return found
