"""All talks that a scenario allows on one level, searched exactly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from bot.scenarios.model import ALWAYS, Reply, Scenario
from bot.scenarios.moves import Key, Move, Moves, State
from bot.scenarios.names import replies


@dataclass
class Reach:
    """What can be reached within the turn limit, and replies that can come again when worn out."""

    states: set[State] = field(default_factory=set)
    replies: set[Key] = field(default_factory=set)
    endings: set[str] = field(default_factory=set)
    worn_out: set[Key] = field(default_factory=set)

    @property
    def beats(self) -> set[str]:
        """The beats on which a learner can take a turn."""
        return {state.beat for state in self.states}


class Search:
    """The talks of a scenario on one level; levels that leave out the same tactics may share `moves`."""

    def __init__(self, scenario: Scenario, level: str, moves: Moves | None = None) -> None:
        self.scenario = scenario
        self.moves = moves or Moves(scenario, scenario.levels[level].without)
        self.start = State(scenario.start, tuple(scenario.meters_at(level).values()))
        self._before: dict[State | str, set[State]] = {}
        self._ways: list[dict[State, tuple[State, frozenset[str]]]] = []

    def reach(self) -> Reach:
        """What all talks together can reach, up to the turn limit."""
        found = Reach()
        layer = {self.start}
        for _ in range(self.scenario.limits.turns):
            for state in layer - found.states:
                found.replies |= self.moves.beyond(state).replies
                found.endings |= self.moves.beyond(state).endings
            found.states |= layer
            layer = set(chain.from_iterable(map(self._states_after, layer)))
        if layer:
            found.endings.add(self.scenario.limits.to)
        found.worn_out = self._worn_out(found.states)
        return found

    def _states_after(self, state: State) -> Iterable[State]:
        return chain.from_iterable(self.moves.beyond(state).states.values())

    def _worn_out(self, known: set[State]) -> set[Key]:
        """The replies that some talk takes oftener than they have variants."""
        suspects = _suspects(self.scenario)
        if not suspects:
            return set()
        counter = _Counter(suspects)
        # How often at most each suspect was taken on the way to a state. A turn carries on what just changed.
        most: dict[State, int] = {self.start: 0}
        changed = {self.start}
        for _ in range(self.scenario.limits.turns):
            before = {state: most[state] for state in changed & known}
            changed = {target for state in before for target in self._carry(state, before[state], most, counter)}
        return counter.full(most.values())

    def _carry(self, state: State, taken: int, most: dict[State, int], counter: _Counter) -> Iterator[State]:
        """Carry counts on by one turn; yields the states whose counts rose."""
        for key, targets in self.moves.beyond(state).states.items():
            counted = counter.one_more(taken, key)
            for target in targets:
                had = most.get(target)
                if had is None or had | counted != had:
                    most[target] = counted | (had or 0)
                    yield target

    def stuck(self, states: Iterable[State], goals: set[str]) -> set[State]:
        """Those states from which no ending in `goals` can be reached, in however many turns."""
        sources = self._sources()
        saved: set[State] = set()
        frontier: list[State | str] = list(goals)
        while frontier:
            fresh = sources.get(frontier.pop(), set()) - saved
            saved |= fresh
            frontier.extend(fresh)
        return set(states) - saved

    def _sources(self) -> Mapping[State | str, set[State]]:
        """For each state or ending that can be reached, in however many turns: the states just before it."""
        if not self._before:
            self._before = defaultdict(set)
            seen, frontier = {self.start}, [self.start]
            while frontier:
                state = frontier.pop()
                after = set(self._states_after(state))
                for target in chain[State | str](after, self.moves.beyond(state).endings):
                    self._before[target].add(state)
                frontier.extend(after - seen)
                seen |= after
        return self._before

    def _target(self, move: Move) -> State | str:
        return move.to if move.to in self.scenario.endings else State(move.to, move.meters)

    def way_to(self, arrives: Callable[[Move], bool]) -> tuple[frozenset[str], ...] | None:
        """The markers of the fewest turns up to a move that `arrives` accepts; None when there is no such way."""
        for turn, layer in enumerate(self._layers()):
            for state in layer:
                move = next(filter(arrives, self.moves.at(state)), None)
                if move:
                    return (*self._way_back(turn, state), move.markers)
        return None

    def way_to_the_limit(self) -> tuple[frozenset[str], ...] | None:
        """The markers of a talk that uses up its turns; None when every talk ends before."""
        layers = self._layers()
        last = self.scenario.limits.turns - 1
        for state in layers[last] if last < len(layers) else ():
            move = next((move for move in self.moves.at(state) if move.to in self.scenario.beats), None)
            if move:
                return (*self._way_back(last, state), move.markers)
        return None

    def _layers(self) -> list[dict[State, tuple[State, frozenset[str]]]]:
        """For each turn, the states before it, each with the state one turn before and the markers that led here."""
        if not self._ways:
            self._ways = [{self.start: (self.start, frozenset())}]
            for _ in range(self.scenario.limits.turns - 1):
                after: dict[State, tuple[State, frozenset[str]]] = {}
                for state in self._ways[-1]:
                    for move in self.moves.at(state):
                        if move.to in self.scenario.beats:
                            after.setdefault(State(move.to, move.meters), (state, move.markers))
                self._ways.append(after)
        return self._ways

    def _way_back(self, turn: int, state: State) -> tuple[frozenset[str], ...]:
        way: list[frozenset[str]] = []
        for layer in self._layers()[turn:0:-1]:
            state, markers = layer[state]
            way.append(markers)
        return tuple(reversed(way))

    def following_examples(self) -> set[str]:
        """The endings that a learner who only gives example answers can get to within the turn limit."""
        endings: set[str] = set()
        layer = {self.start}
        for _ in range(self.scenario.limits.turns):
            targets = {self._target(move) for state in layer for move in self._examples(state)}
            endings |= {target for target in targets if isinstance(target, str)}
            layer = {target for target in targets if isinstance(target, State)}
        return endings

    def _examples(self, state: State) -> Iterator[Move]:
        for example in self.scenario.beats[state.beat].examples:
            yield self.moves.take(state, frozenset(example.shows))


def _suspects(scenario: Scenario) -> dict[Key, int]:
    """Replies that could come oftener than they have variants if every reply were always open; and those.

    Far fewer steps than the exact count, and in a scenario that leads on it leaves nothing to count.
    """
    variants = {(where, reply.id): len(reply.says) for _, where, reply in replies(scenario)}
    counter = _Counter(variants)
    most = {scenario.start: 0}
    for _ in range(scenario.limits.turns):
        before = dict(most)
        for beat, taken in before.items():
            for where, reply in _tried_at(scenario, beat):
                if reply.to in scenario.beats:
                    counted = counter.one_more(taken, (where, reply.id))
                    most[reply.to] = most.get(reply.to, 0) | counted
    return {key: variants[key] for key in counter.full(most.values())}


def _tried_at(scenario: Scenario, beat: str) -> Iterator[tuple[str, Reply]]:
    yield from ((ALWAYS, reply) for reply in scenario.always)
    yield from ((beat, reply) for reply in scenario.beats[beat].replies)


class _Counter:
    """Counts how often each reply was taken: in unary, packed in one integer, so `|` takes each maximum.

    A reply has as many bits as variants and one more; when all are set, a line was said twice.
    """

    def __init__(self, variants: Mapping[Key, int]) -> None:
        self._fields: dict[Key, tuple[int, int]] = {}
        offset = 0
        for key, number in variants.items():
            self._fields[key] = offset, (1 << number + 1) - 1
            offset += number + 1

    def one_more(self, taken: int, key: Key) -> int:
        """`taken`, with one more of `key`, if that is counted at all."""
        offset, full = self._fields.get(key, (0, 0))
        return taken | (((taken >> offset & full) << 1 | 1) & full) << offset

    def full(self, counts: Iterable[int]) -> set[Key]:
        """The replies that some count has more often than they have variants."""
        most = 0
        for count in counts:
            most |= count
        return {key for key, (offset, full) in self._fields.items() if most >> offset & full == full}
