"""What one turn can bring, for every turn a learner could take: a scenario compiled to bit masks.

A state is a beat and the meters; a move is the reply that a set of up to three markers gets there. What was
said before decides words only, so it is no part of a state. Marker sets that no condition and no reaction on
a beat tells apart are one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from operator import add
from typing import NamedTuple

from bot.scenarios.model import ALWAYS, Reply, Scenario
from bot.vocabulary import AGGRESSIVE, MARKERS, SKILLS

MOST_MARKERS = 3
"""How many markers at once a turn is searched with."""

Meters = tuple[int, ...]
Key = tuple[str, str]
"""A reply: its beat (or `always`) and its id."""

_BIT = {marker: 1 << index for index, marker in enumerate(MARKERS)}
_NOT_TO_MISS = sum(_BIT[marker] for marker in (*SKILLS, *AGGRESSIVE))


class State(NamedTuple):
    """Where a talk stands; meters in the scenario's order."""

    beat: str
    meters: Meters


class Move(NamedTuple):
    """What a turn can bring: the reply, where it leads, the meters then, and pitfalls that alone do it.

    `markers` are the fewest that do it.
    """

    key: Key
    to: str
    meters: Meters
    pitfalls: frozenset[str]
    markers: frozenset[str] = frozenset()


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

    @property
    def bounded(self) -> bool:
        return self.reply.when is not None and bool(self.reply.when.meters)

    def wants(self, markers: Iterable[str]) -> bool:
        """Whether it answers something among these that must not be passed over: a skill, or a push."""
        return bool(_mask(markers) & (self.all | self.any) & _NOT_TO_MISS)

    def in_bounds(self, levels: dict[str, int]) -> bool:
        bounds = self.reply.when.meters if self.reply.when else {}
        return all(bound.holds(levels[name]) for name, bound in bounds.items())


class _Allowing:
    """Which replies the markers of a turn allow, as bits, without asking each reply."""

    def __init__(self, replies: list[_Reply]) -> None:
        self._open = _bits(not reply.any for reply in replies)
        self._opens = {marker: _bits(reply.any & bit != 0 for reply in replies) for marker, bit in _BIT.items()}
        self._closes = {marker: _bits(reply.none & bit != 0 for reply in replies) for marker, bit in _BIT.items()}
        self._whole = [(1 << index, reply.all) for index, reply in enumerate(replies) if reply.all]

    def bits(self, markers: Iterable[str]) -> int:
        """The bits of the replies whose marker conditions hold."""
        opened, closed, shown = self._open, 0, 0
        for marker in markers:
            opened |= self._opens[marker]
            closed |= self._closes[marker]
            shown |= _BIT[marker]
        for bit, wanted in self._whole:
            if shown & wanted != wanted:
                closed |= bit
        return opened & ~closed


class _Kind(NamedTuple):
    """Marker sets that a beat does not tell apart: their change of meters, the bits of replies they allow."""

    change: Meters
    allowed: int
    pitfalls: frozenset[str]
    markers: frozenset[str]


@dataclass
class _Board:
    """A beat, compiled; `bounds` keeps, for meters already met, the bits of the replies whose bounds hold."""

    replies: list[_Reply]
    allowing: _Allowing
    kinds: list[_Kind]
    bounds: dict[Meters, int] = field(default_factory=dict)


class Moves:
    """The moves of a scenario when the counterpart leaves out some tactics."""

    def __init__(self, scenario: Scenario, without: Iterable[str] = ()) -> None:
        self.scenario = scenario
        self._without = frozenset(without)
        self._names = tuple(scenario.meters)
        self._nothing: Meters = (0,) * len(self._names)
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
        bits = board.allowing.bits(markers) & self._in_bounds(board, meters)
        # The first reply that may be taken is the lowest bit that is set.
        return _move(board.replies[(bits & -bits).bit_length() - 1], meters, frozenset(), markers)

    def lost(self, states: Iterable[State], without: Collection[str]) -> dict[Key, frozenset[str]]:
        """What a counterpart who also leaves out these tactics no longer answers.

        For each reply that is taken at one of these states for a skill or a push, where then only `otherwise` is left:
        the fewest such markers.
        """
        meters: dict[str, set[Meters]] = defaultdict(set)
        for state in states:
            meters[state.beat].add(state.meters)
        found: dict[Key, frozenset[str]] = {}
        for beat, levels in meters.items():
            found |= self._lost_at(beat, levels, without)
        return found

    def _lost_at(self, beat: str, levels: Iterable[Meters], without: Collection[str]) -> dict[Key, frozenset[str]]:
        board = self._board(beat)
        kept = _bits(one.reply.tactic not in without or one.reply.otherwise for one in board.replies)
        found: dict[Key, frozenset[str]] = {}
        if kept == (1 << len(board.replies)) - 1:
            return found
        for markers, change, allowed in self._whole_kinds(board):
            if not allowed & ~kept:
                continue
            for before in levels:
                bits = allowed & self._in_bounds(board, self._moved(before, change))
                taken = board.replies[(bits & -bits).bit_length() - 1]
                # The last reply of a beat is `otherwise`.
                if bits & -bits & ~kept and taken.wants(markers) and bits & kept == 1 << len(board.replies) - 1:
                    found.setdefault(taken.key, markers)
        return found

    def _whole_kinds(self, board: _Board) -> list[tuple[frozenset[str], Meters, int]]:
        """Marker sets that change and allow the same, with all replies they allow: the smallest of each."""
        found: dict[tuple[Meters, int], frozenset[str]] = {}
        for markers in _sets_of(self._telling(board.replies)):
            found.setdefault((self._sum(markers), board.allowing.bits(markers)), frozenset(markers))
        return [(markers, change, allowed) for (change, allowed), markers in found.items()]

    def _find(self, state: State) -> Iterator[Move]:
        board = self._board(state.beat)
        found: dict[tuple[int, Meters], frozenset[str]] = {}
        fewest: dict[tuple[int, Meters], frozenset[str]] = {}
        moved = self._all_moved[state.meters]
        for change, allowed, pitfalls, markers in board.kinds:
            if change not in moved:
                moved[change] = self._moved(state.meters, change)
            meters = moved[change]
            bits = allowed & (board.bounds.get(meters) or self._in_bounds(board, meters))
            at = (bits & -bits).bit_length() - 1, meters
            found[at] = found.get(at) or pitfalls
            fewest.setdefault(at, markers)
        return (_move(board.replies[at[0]], at[1], pitfalls, fewest[at]) for at, pitfalls in found.items())

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
        total = self._nothing
        for marker in markers:
            change = self._changes[marker]
            if change != self._nothing:
                total = tuple(map(add, total, change))
        return total

    def _in_bounds(self, board: _Board, meters: Meters) -> int:
        if meters not in board.bounds:
            levels = dict(zip(self._names, meters, strict=True))
            board.bounds[meters] = _bits(reply.in_bounds(levels) for reply in board.replies)
        return board.bounds[meters]

    def _board(self, beat: str) -> _Board:
        if beat not in self._boards:
            replies = list(self._in_play(beat))
            allowing = _Allowing(replies)
            self._boards[beat] = _Board(replies, allowing, list(self._kinds(replies, allowing)))
        return self._boards[beat]

    def _in_play(self, beat: str) -> Iterator[_Reply]:
        for where, replies in ((ALWAYS, self.scenario.always), (beat, self.scenario.beats[beat].replies)):
            for reply in replies:
                if reply.otherwise or reply.tactic not in self._without:
                    yield _compiled(where, reply)

    def _kinds(self, replies: list[_Reply], allowing: _Allowing) -> Iterator[_Kind]:
        """Marker sets of up to three, merged where nothing tells them apart."""
        found: dict[tuple[Meters, int], frozenset[str]] = {}
        fewest: dict[tuple[Meters, int], frozenset[str]] = {}
        pitfalls = self.scenario.pitfalls
        unbounded = _bits(not reply.bounded for reply in replies)
        for markers in _sets_of(self._telling(replies)):
            kind = self._sum(markers), _up_to_first(allowing.bits(markers), unbounded)
            if not found.get(kind):
                found[kind] = frozenset(markers) if pitfalls.issuperset(markers) else frozenset()
            if kind not in fewest:
                fewest[kind] = frozenset(markers)
        return (_Kind(*kind, pitfalls, fewest[kind]) for kind, pitfalls in found.items())

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


def _move(taken: _Reply, meters: Meters, pitfalls: frozenset[str], markers: frozenset[str]) -> Move:
    return Move(taken.key, taken.reply.to, meters, pitfalls, markers)


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
