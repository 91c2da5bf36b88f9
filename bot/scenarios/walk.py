"""One step of a talk: from where it stands and what the learner showed to what the counterpart says. Pure.

The checker's search and the live rehearsal both go by these rules:

1. The meters move by what the scenario's `reacts` says for every marker found: summed first, clamped once.
2. Conditions see the moved meters. `always` replies are tried first, then the beat's; the first that holds is
   taken.
3. The counterpart says the reply's line, then, when the talk comes to another beat for the first time, that
   beat's.
4. A reply that is taken again says its next variant; after the last one it stays with the last.
5. When the turns are used up without an ending, the reply is still said and the limit's ending follows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.scenarios.model import Reply, Scenario
from bot.scenarios.names import BRACED


class LostPosition(LookupError):  # noqa: N818 - the name says it
    """A position that this scenario does not have, as after a change of structure."""


class Counts(Mapping[str, int]):
    """Names with whole numbers; cannot change, so that it can be hashed and compared."""

    __slots__ = ("_pairs",)

    def __init__(self, pairs: Mapping[str, int] | None = None) -> None:
        self._pairs = dict(sorted((pairs or {}).items()))

    def __getitem__(self, name: str) -> int:
        """The number of a name."""
        return self._pairs[name]

    def __iter__(self) -> Iterator[str]:
        """The names, sorted."""
        return iter(self._pairs)

    def __len__(self) -> int:
        """How many names."""
        return len(self._pairs)

    def __hash__(self) -> int:
        """Equal counts have equal hashes."""
        return hash(tuple(self._pairs.items()))

    def __repr__(self) -> str:
        """As it is made."""
        return f"Counts({self._pairs})"


@dataclass(frozen=True)
class Position:
    """Where a talk stands before the learner's next turn.

    `turn` is how many turns are done. `said` counts how often a reply was taken (`beat.reply`, up to its last
    variant) and which beats were entered (`beat`: 1); it decides words only, never where the talk goes.
    """

    beat: str
    meters: Counts
    turn: int = 0
    said: Counts = Counts()

    def as_dict(self) -> dict[str, Any]:
        """The position as JSON types."""
        return {"beat": self.beat, "meters": dict(self.meters), "turn": self.turn, "said": dict(self.said)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Position:
        """The position that `as_dict` gave."""
        return cls(data["beat"], Counts(data["meters"]), data["turn"], Counts(data["said"]))


@dataclass(frozen=True)
class Step:
    """What one turn brings. Texts still hold `{variables}`: see `fill`.

    `says` is all that the counterpart says; `to` is the beat or ending the talk goes to; exactly one of
    `position` and `ending` is set. `ran_out`: the ending is the limit's. `variant` counts from 0. `meters`
    are the moved ones.
    """

    reply: Reply
    line_id: str
    variant: int
    says: str
    thinks: str | None
    tactic: str | None
    coach: str | None
    to: str
    meters: Counts
    position: Position | None
    ending: str | None
    ran_out: bool = False


def start(scenario: Scenario, level: str) -> Position:
    """Where a talk on this rung begins. Raises KeyError for a rung that is not on offer."""
    return Position(scenario.start, Counts(scenario.meters_at(level)), 0, Counts({scenario.start: 1}))


def begin_at(scenario: Scenario, level: str, beat: str | None = None) -> tuple[Position, str]:
    """Where a talk on this rung stands that begins at `beat` (by default at its start), and the line there.

    Raises KeyError for a rung or a beat that is not on offer.
    """
    name = beat or scenario.start
    position = replace(start(scenario, level), beat=name, said=Counts({name: 1}))
    return position, scenario.beats[name].says or ""


def opening(scenario: Scenario) -> str:
    """The counterpart's first words."""
    return scenario.beats[scenario.start].says or ""


def step(
    scenario: Scenario, position: Position, markers: frozenset[str], level: str, picked: Collection[str] = ()
) -> Step:
    """The counterpart's answer to a turn that showed these markers. Raises LostPosition.

    `picked`: the tactics that the learner picked, in a scenario where they do; the counterpart leaves out the others.
    """
    if position.beat not in scenario.beats or set(position.meters) != set(scenario.meters):
        raise LostPosition(f"{scenario.id} has no such position in revision {scenario.revision}")
    meters = moved(scenario, position.meters, markers)
    where, reply = _taken(scenario, position.beat, markers, meters, scenario.replies_at(position.beat, level, picked))
    taken = _Taken(scenario, position, where, reply, meters)
    return taken.ended() if taken.ending else taken.carried_on()


def moved(scenario: Scenario, meters: Mapping[str, int], markers: frozenset[str]) -> Counts:
    """The meters after a turn: all changes summed first, then clamped once."""
    after = dict(meters)
    for marker in markers:
        for name, change in scenario.reacts.get(marker, {}).items():
            after[name] += change
    return Counts({name: scenario.meters[name].clamp(value) for name, value in after.items()})


def fill(text: str, variables: Mapping[str, str]) -> str:
    """The text with each `{name}` that is in `variables` replaced, once and verbatim; other braces stay."""
    return BRACED.sub(lambda match: variables.get(match[1], match[0]), text)


def values(scenario: Scenario, given: Mapping[str, str]) -> dict[str, str]:
    """A value for each variable: what was given, on one line, cut to its `max_length`; else the default."""
    filled = {}
    for name, variable in scenario.variables.items():
        own = " ".join(given.get(name, "").split())[: variable.max_length].strip()
        filled[name] = own or variable.default
    return filled


def _taken(
    scenario: Scenario,
    beat: str,
    markers: frozenset[str],
    meters: Mapping[str, int],
    tried: Iterable[tuple[str, Reply]],
) -> tuple[str, Reply]:
    """The first reply whose condition holds; a beat's last reply always does."""
    for where, reply in tried:
        if reply.when is None or reply.when.holds(markers, meters):
            return where, reply
    raise LostPosition(f"{scenario.id}: no reply at {beat}")


@dataclass(frozen=True)
class _Taken:
    """A reply that was taken at a position."""

    scenario: Scenario
    position: Position
    where: str
    reply: Reply
    meters: Counts

    @property
    def ran_out(self) -> bool:
        last = self.position.turn + 1 >= self.scenario.limits.turns
        return last and self.reply.to not in self.scenario.endings

    @property
    def ending(self) -> str | None:
        if self.ran_out:
            return self.scenario.limits.to
        return self.reply.to if self.reply.to in self.scenario.endings else None

    @property
    def key(self) -> str:
        return f"{self.where}.{self.reply.id}"

    @property
    def variant(self) -> int:
        return min(self.position.said.get(self.key, 0), len(self.reply.says) - 1)

    def ended(self) -> Step:
        to = self.ending or self.reply.to
        return self._step(self.reply.says[self.variant], to, ending=to)

    def carried_on(self) -> Step:
        to, says, said = self.reply.to, self.reply.says[self.variant], dict(self.position.said)
        if len(self.reply.says) > 1:
            said[self.key] = min(self.variant + 1, len(self.reply.says) - 1)
        arrival = self.scenario.beats[to].says
        if arrival and to not in said:
            says = f"{says} {arrival}"
        said[to] = 1
        position = Position(to, self.meters, self.position.turn + 1, Counts(said))
        return self._step(says, to, position=position)

    def _step(self, says: str, to: str, position: Position | None = None, ending: str | None = None) -> Step:
        reply, line_id = self.reply, self.scenario.line_id(self.where, self.reply)
        inner = (reply.thinks, reply.tactic, reply.coach)
        return Step(reply, line_id, self.variant, says, *inner, to, self.meters, position, ending, self.ran_out)
