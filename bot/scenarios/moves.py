"""What one turn can bring, for every turn a learner could take: a scenario compiled to bit masks.

A state is a beat and the meters; a move is the reply that a set of up to three markers gets there. What was
said before decides words only, so it is no part of a state. Marker sets that no condition and no reaction on
a beat tells apart are one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from bot.scenarios.model import ALWAYS, Reply, Scenario
from bot.vocabulary import MARKERS

MOST_MARKERS = 3
"""How many markers at once a turn is searched with."""

Meters = tuple[int, ...]
Key = tuple[str, str]
"""A reply: its beat (or `always`) and its id."""

_BIT = {marker: 1 << index for index, marker in enumerate(MARKERS)}


class State(NamedTuple):
    """Where a talk stands; meters in the scenario's order."""

    beat: str
    meters: Meters


class Move(NamedTuple):
    """What a turn can bring: the reply, where it leads, the meters then, and pitfalls that alone do it."""

    key: Key
    to: str
    meters: Meters
    pitfalls: frozenset[str]


class Beyond(NamedTuple):
    """What lies one turn beyond a state: replies taken, endings, and the states that each reply leads to."""

    replies: set[Key]
    endings: set[str]
    states: dict[Key, list[State]]


class _Reply(NamedTuple):
    """A reply with the marker part of its condition as masks."""

    key: Key
    reply: Reply
    all: int
    any: int
    none: int

    def allows(self, markers: int) -> bool:
        return markers & self.all == self.all and (not self.any or markers & self.any != 0) and markers & self.none == 0

    @property
    def bounded(self) -> bool:
        return self.reply.when is not None and bool(self.reply.when.meters)

    def in_bounds(self, levels: dict[str, int]) -> bool:
        bounds = self.reply.when.meters if self.reply.when else {}
        return all(bound.holds(levels[name]) for name, bound in bounds.items())


class _Kind(NamedTuple):
    """Marker sets that a beat does not tell apart: their change of meters, the bits of replies they allow."""

    change: Meters
    allowed: int
    pitfalls: frozenset[str]


@dataclass
class _Board:
    """A beat, compiled; `bounds` keeps, for meters already met, the bits of the replies whose bounds hold."""

    replies: list[_Reply]
    kinds: list[_Kind]
    bounds: dict[Meters, int] = field(default_factory=dict)


class Moves:
    """The moves of a scenario when the counterpart leaves out some tactics."""

    def __init__(self, scenario: Scenario, without: Iterable[str] = ()) -> None:
        self.scenario = scenario
        self._without = frozenset(without)
        self._names = tuple(scenario.meters)
        self._spans = tuple((meter.min, meter.max) for meter in scenario.meters.values())
        self._changes = {marker: self._change_of(marker) for marker in MARKERS}
        self._boards: dict[str, _Board] = {}
        self._found: dict[State, tuple[Move, ...]] = {}
        self._beyond: dict[State, Beyond] = {}
        self._all_moved: dict[Meters, dict[Meters, Meters]] = defaultdict(dict)

    def at(self, state: State) -> tuple[Move, ...]:
        """All that one turn can bring at a state."""
        if state not in self._found:
            self._found[state] = tuple(self._find(state))
        return self._found[state]

    def beyond(self, state: State) -> Beyond:
        """The moves at a state, sorted by where they lead."""
        if state not in self._beyond:
            self._beyond[state] = _sorted_out(self.at(state), self.scenario)
        return self._beyond[state]

    def take(self, state: State, markers: frozenset[str]) -> Move:
        """What a turn with these markers brings."""
        board = self._board(state.beat)
        meters = self._moved(state.meters, self._sum(markers))
        bits = _allowed(board.replies, _mask(markers)) & self._in_bounds(board, meters)
        # The first reply that may be taken is the lowest bit that is set.
        return _move(board.replies[(bits & -bits).bit_length() - 1], meters, frozenset())

    def _find(self, state: State) -> Iterator[Move]:
        board = self._board(state.beat)
        found: dict[tuple[int, Meters], frozenset[str]] = {}
        moved = self._all_moved[state.meters]
        for change, allowed, pitfalls in board.kinds:
            if change not in moved:
                moved[change] = self._moved(state.meters, change)
            meters = moved[change]
            bits = allowed & (board.bounds.get(meters) or self._in_bounds(board, meters))
            at = (bits & -bits).bit_length() - 1, meters
            found[at] = found.get(at) or pitfalls
        return (_move(board.replies[index], meters, pitfalls) for (index, meters), pitfalls in found.items())

    def _moved(self, meters: Meters, change: Meters) -> Meters:
        return tuple(
            low if value + delta < low else high if value + delta > high else value + delta
            for value, delta, (low, high) in zip(meters, change, self._spans)  # noqa: B905 - all as long as meters
        )

    def _change_of(self, marker: str) -> Meters:
        reaction = self.scenario.reacts.get(marker, {})
        return tuple(reaction.get(name, 0) for name in self._names)

    def _sum(self, markers: Iterable[str]) -> Meters:
        """What markers do to the meters together, not clamped."""
        nothing = tuple(0 for _ in self._names)
        columns = zip(nothing, *(self._changes[marker] for marker in markers), strict=True)
        return tuple(map(sum, columns))

    def _in_bounds(self, board: _Board, meters: Meters) -> int:
        if meters not in board.bounds:
            levels = dict(zip(self._names, meters, strict=True))
            board.bounds[meters] = _bits(reply.in_bounds(levels) for reply in board.replies)
        return board.bounds[meters]

    def _board(self, beat: str) -> _Board:
        if beat not in self._boards:
            replies = list(self._in_play(beat))
            self._boards[beat] = _Board(replies, list(self._kinds(replies)))
        return self._boards[beat]

    def _in_play(self, beat: str) -> Iterator[_Reply]:
        for where, replies in ((ALWAYS, self.scenario.always), (beat, self.scenario.beats[beat].replies)):
            for reply in replies:
                if reply.otherwise or reply.tactic not in self._without:
                    yield _compiled(where, reply)

    def _kinds(self, replies: list[_Reply]) -> Iterator[_Kind]:
        """Marker sets of up to three, merged where nothing tells them apart."""
        found: dict[tuple[Meters, int], frozenset[str]] = {}
        pitfalls = self.scenario.pitfalls
        unbounded = _bits(not reply.bounded for reply in replies)
        for markers in _sets_of(self._telling(replies)):
            kind = self._sum(markers), _up_to_first(_allowed(replies, _mask(markers)), unbounded)
            if not found.get(kind):
                found[kind] = frozenset(markers) if pitfalls.issuperset(markers) else frozenset()
        return (_Kind(change, allowed, pitfalls) for (change, allowed), pitfalls in found.items())

    def _telling(self, replies: list[_Reply]) -> list[str]:
        """The markers that make a difference here, and one pitfall that makes none."""
        mentioned = 0
        for reply in replies:
            mentioned |= reply.all | reply.any | reply.none
        telling = [marker for marker in MARKERS if mentioned & _BIT[marker] or any(self._changes[marker])]
        return telling + sorted(self.scenario.pitfalls - set(telling))[:1]


def _compiled(where: str, reply: Reply) -> _Reply:
    when = reply.when
    masks = (_mask(when.all), _mask(when.any), _mask(when.none)) if when else (0, 0, 0)
    return _Reply((where, reply.id), reply, *masks)


def _move(taken: _Reply, meters: Meters, pitfalls: frozenset[str]) -> Move:
    return Move(taken.key, taken.reply.to, meters, pitfalls)


def _sorted_out(moves: Iterable[Move], scenario: Scenario) -> Beyond:
    found = Beyond(set(), set(), {})
    for move in moves:
        found.replies.add(move.key)
        if move.to in scenario.endings:
            found.endings.add(move.to)
        else:
            found.states.setdefault(move.key, []).append(State(move.to, move.meters))
    return found


def _sets_of(markers: list[str]) -> Iterator[tuple[str, ...]]:
    for size in range(MOST_MARKERS + 1):
        yield from combinations(markers, size)


def _mask(markers: Iterable[str]) -> int:
    mask = 0
    for marker in markers:
        mask |= _BIT[marker]
    return mask


def _allowed(replies: list[_Reply], markers: int) -> int:
    """The bits of the replies whose marker conditions hold."""
    return _bits(reply.allows(markers) for reply in replies)


def _up_to_first(allowed: int, unbounded: int) -> int:
    """The bits up to the first reply that is taken whatever the meters: those behind it never come up."""
    sure = allowed & unbounded
    return allowed & ((sure & -sure) * 2 - 1)


def _bits(flags: Iterable[bool]) -> int:
    bits, bit = 0, 1
    for flag in flags:
        if flag:
            bits |= bit
        bit <<= 1
    return bits
