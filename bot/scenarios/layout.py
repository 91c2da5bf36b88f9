"""Where to draw things: a graph in layers, from the top down, for any page or paper. Pure, and always the same.

Layers are steps from the start; what ends a talk stands in the last one. Within a layer the order follows the
neighbours above and below. An arrow over several layers goes round the boxes on its way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean

from bot.scenarios import names
from bot.scenarios.model import Scenario

WIDE, HIGH = 176.0, 64.0
"""A box, in units of which 16 are about the height of a line of text."""
ASIDE, BELOW = 22.0, 84.0
"""The room between boxes of a layer, and between layers."""
BEND = 26.0
"""The room that an arrow takes which only passes a layer."""
SWEEPS = 12
ALONE = 2.0
"""Behind all others of its row: what no arrow leads to."""

Pair = tuple[str, str]
Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """A node: its top left corner."""

    name: str
    x: float
    y: float


@dataclass(frozen=True)
class Arrow:
    """A way from one box to another, as the points it goes through; one that stays where it is has none."""

    source: str
    target: str
    points: tuple[Point, ...] = ()


@dataclass(frozen=True)
class Drawing:
    """Boxes of WIDE by HIGH and the arrows between them, on a sheet of `width` by `height`."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def draw(scenario: Scenario) -> Drawing:
    """The beats and endings of a scenario; one arrow for all replies that lead from one to another.

    What is tried on every beat gets no arrows: it would be one from each.
    """
    pairs = [(where, reply.to) for _, where, reply in names.replies(scenario) if where in scenario.beats]
    layers = _layers(scenario, pairs)
    return _Graph(layers, list(dict.fromkeys(pairs))).drawn()


def _layers(scenario: Scenario, pairs: Iterable[Pair]) -> dict[str, int]:
    """Steps from the start for each beat; endings, and beats that nothing leads to, come last."""
    after: dict[str, list[str]] = defaultdict(list)
    for source, target in pairs:
        after[source].append(target)
    layers, frontier = {scenario.start: 0}, [scenario.start]
    while frontier:
        found = dict.fromkeys(to for name in frontier for to in after[name] if to in scenario.beats)
        frontier = [name for name in found if name not in layers]
        layers |= dict.fromkeys(frontier, max(layers.values()) + 1)
    last = max(layers.values()) + 1
    lost = [name for name in scenario.beats if name not in layers]
    layers |= dict.fromkeys(lost, last)
    return layers | dict.fromkeys(scenario.endings, last + bool(lost))


@dataclass
class _Graph:
    """A graph on its way to a drawing. Where an arrow passes a layer it has a bend, which is ordered like a box."""

    layers: Mapping[str, int]
    pairs: Sequence[Pair]
    rows: list[list[str]] = field(default_factory=list)
    ways: dict[Pair, list[str]] = field(default_factory=dict)
    near: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    middle: dict[str, float] = field(default_factory=dict)

    def drawn(self) -> Drawing:
        self._fill_rows()
        for sweep in range(SWEEPS):
            self._order(reversed(range(len(self.rows))) if sweep % 2 else range(len(self.rows)))
        self._place()
        boxes = tuple(Box(name, self.middle[name] - WIDE / 2, self._top(layer)) for name, layer in self.layers.items())
        width = max((box.x for box in boxes), default=0.0) + WIDE
        width = max([width, *(self.middle[bend] + BEND / 2 for row in self.rows for bend in row)])
        return Drawing(width, self._top(len(self.rows) - 1) + HIGH, boxes, tuple(self._arrows()))

    def _top(self, layer: int) -> float:
        return layer * (HIGH + BELOW)

    def _fill_rows(self) -> None:
        self.rows = [[] for _ in range(max(self.layers.values()) + 1)]
        for name, layer in self.layers.items():
            self.rows[layer].append(name)
        for source, target in self.pairs:
            way = self._way(source, target)
            self.ways[source, target] = way
            for one, other in zip(way, way[1:], strict=False):
                if self.layers[source] != self.layers[target]:
                    self.near[one].append(other)
                    self.near[other].append(one)

    def _way(self, source: str, target: str) -> list[str]:
        """The box, the bends in the layers between, and the other box."""
        begin, end = self.layers[source], self.layers[target]
        step = 1 if end > begin else -1
        bends = []
        for layer in range(begin + step, end, step) if begin != end else ():
            bends.append(f"{source} {target} {layer}")
            self.rows[layer].append(bends[-1])
        return [source, *bends, target]

    def _order(self, layers: Iterable[int]) -> None:
        """Sort each row by where its neighbours stand."""
        for layer in layers:
            at = {name: place / max(1, len(row) - 1) for row in self.rows for place, name in enumerate(row)}
            weight = {name: fmean([at[one] for one in self.near[name]] or [ALONE]) for name in self.rows[layer]}
            self.rows[layer].sort(key=lambda name, by=weight: (by[name], name))  # type: ignore[misc]

    def _place(self) -> None:
        """Give each its middle: near its neighbours, and with room beside it."""
        for row in self.rows:
            total, right = sum(map(self._room, row)), 0.0
            for name in row:
                self.middle[name] = right + self._room(name) / 2 - total / 2
                right += self._room(name)
        for sweep in range(SWEEPS):
            for row in self.rows[::-1] if sweep % 2 else self.rows:
                self._draw_near(row)
        left = min(self.middle[name] - self._room(name) / 2 for row in self.rows for name in row)
        self.middle = {name: at - left for name, at in self.middle.items()}

    def _draw_near(self, row: Sequence[str]) -> None:
        """Move each towards its neighbours; where that is too close, meet half way from both sides."""
        wish: list[float] = []
        for name in row:
            near = [self.middle[one] for one in self.near[name]]
            wish.append(fmean(near) if near else max(wish, default=self.middle[name]))
        room = [self._room(name) for name in row]
        from_left, from_right = list(wish), list(wish)
        for at in range(1, len(row)):
            from_left[at] = max(from_left[at], from_left[at - 1] + (room[at - 1] + room[at]) / 2)
        for at in reversed(range(len(row) - 1)):
            from_right[at] = min(from_right[at], from_right[at + 1] - (room[at] + room[at + 1]) / 2)
        for at, name in enumerate(row):
            self.middle[name] = (from_left[at] + from_right[at]) / 2

    def _room(self, name: str) -> float:
        return WIDE + ASIDE if name in self.layers else BEND

    def _arrows(self) -> Iterable[Arrow]:
        ports = self._ports()
        for (source, target), way in self.ways.items():
            if source == target:
                yield Arrow(source, target)
                continue
            down = self.layers[target] > self.layers[source]
            points = [point for bend in way[1:-1] for point in self._past(bend, down)]
            first, last = ports[source, (source, target)], ports[target, (source, target)]
            yield Arrow(source, target, (first, *points, last))

    def _past(self, bend: str, down: bool) -> tuple[Point, Point]:
        """Straight through the row of boxes, in the gap that was kept."""
        x, top = self.middle[bend], self._top(self._layer(bend))
        over, under = (x, top), (x, top + HIGH)
        return (over, under) if down else (under, over)

    def _layer(self, bend: str) -> int:
        return int(bend.rpartition(" ")[2])

    def _ports(self) -> dict[tuple[str, Pair], Point]:
        """Where each arrow leaves and reaches its boxes: side by side, in the order of where they come from."""
        sides: dict[tuple[str, bool], list[tuple[float, Pair]]] = defaultdict(list)
        for (source, target), way in self.ways.items():
            if source != target:
                down = self.layers[target] >= self.layers[source]
                level = self.layers[target] == self.layers[source]
                sides[source, down].append((self.middle[way[1]], (source, target)))
                sides[target, level or not down].append((self.middle[way[-2]], (source, target)))
        found: dict[tuple[str, Pair], Point] = {}
        for (name, is_below), ends in sides.items():
            for number, (_, pair) in enumerate(sorted(ends), 1):
                x = self.middle[name] - WIDE / 2 + WIDE * number / (len(ends) + 1)
                found[name, pair] = x, self._top(self.layers[name]) + (HIGH if is_below else 0.0)
        return found
