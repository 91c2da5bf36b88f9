"""A scenario as data: what a trainer's file may say, and nothing else.

The models are strict: an unknown key or a wrong type is refused, nothing is converted. They hold names of
beats, endings, meters and variables without following them; `names.missing` says which of them do not exist.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from pydantic import BaseModel, Field, PrivateAttr, StrictBool, root_validator, validator
from pydantic.errors import DictError
from pydantic.fields import ModelField

from bot import vocabulary
from bot.scenarios.fields import LEVELS, Bound, Flaw, Lines
from bot.scenarios.problems import Place

if TYPE_CHECKING:
    # To a type checker they are what they hold: the fields' own checks happen when a file is loaded.
    EndingKind = str
    FocusArea = str
    LevelName = str
    Locale = str
    Marker = str
    Name = str
    Pitfall = str
    Relation = str
    Tactic = str
    Text = str
    Length = int
    Minutes = int
    Picks = int
    Revision = int
    Small = int
    Turns = int
else:
    from bot.scenarios.fields import (
        EndingKind,
        FocusArea,
        Length,
        LevelName,
        Locale,
        Marker,
        Minutes,
        Name,
        Picks,
        Pitfall,
        Relation,
        Revision,
        Small,
        Tactic,
        Text,
        Turns,
    )

ALWAYS = "always"
"""Stands for the beat in the line ids of replies that are tried on every beat."""

Path = tuple[str | int, ...]
Group = TypeVar("Group", tuple[Any, ...], dict[str, Any])


@dataclass(frozen=True)
class Places:
    """Where each part of a file stands: from its path (keys and list indexes) to line and column, from 1."""

    file: str = "<scenario>"
    spots: Mapping[Path, tuple[int, int]] = field(default_factory=dict)

    def of(self, path: Iterable[str | int]) -> Place:
        """The place of the deepest known part on the way; steps that the file does not have are skipped."""
        here: Path = ()
        for step in path:
            if (*here, step) in self.spots:
                here = (*here, step)
        line, column = self.spots.get(here, (1, 1))
        return Place(self.file, line, column)


class _Strict(BaseModel):
    class Config:
        extra = "forbid"
        allow_mutation = False


class Variable(_Strict):
    """Something that the learner fills in before the talk; `max_length` in characters."""

    ask: Text
    default: Text
    max_length: Length

    @root_validator(skip_on_failure=True)
    @classmethod
    def _default_fits(cls, values: dict[str, Any]) -> dict[str, Any]:
        if len(values["default"]) > values["max_length"]:
            why = f"it is longer than {values['max_length']} characters"
            raise _unfit("default", why, "Shorten it or raise `max_length`.", ("default",))
        return values


class Meter(_Strict):
    """A small number that the talk moves, such as tension; at most 11 steps."""

    start: Small
    min: Small
    max: Small

    @root_validator(skip_on_failure=True)
    @classmethod
    def _in_order(cls, values: dict[str, Any]) -> dict[str, Any]:
        if not values["min"] <= values["start"] <= values["max"]:
            raise _unfit("start", "it lies outside the meter", "Put it between `min` and `max`.", ("start",))
        if values["max"] - values["min"] > 10:
            raise _unfit("max", "the meter has more than 11 steps", "0 to 5 is plenty.", ("max",))
        return values

    def clamp(self, level: int) -> int:
        """`level`, moved to the nearest end if it lies outside."""
        return min(max(level, self.min), self.max)


class Level(_Strict):
    """A rung: where meters start on it, and which tactics the counterpart leaves out. Flat in the file."""

    meters: dict[str, Small] = Field(default_factory=dict)
    without: tuple[Tactic, ...] = ()

    @root_validator(pre=True)
    @classmethod
    def _flat(cls, values: dict[str, Any]) -> dict[str, Any]:
        meters = {name: start for name, start in values.items() if name != "without"}
        return {"meters": meters, "without": values.get("without", ())}


class Condition(_Strict):
    """When a reply is taken. All parts that are given must hold."""

    all: tuple[Marker, ...] = ()
    any: tuple[Marker, ...] = ()
    none: tuple[Marker, ...] = ()
    meters: dict[str, Bound] = Field(default_factory=dict)

    @root_validator(skip_on_failure=True)
    @classmethod
    def _can_hold(cls, values: dict[str, Any]) -> dict[str, Any]:
        wanted, ruled_out = set(values["all"]), set(values["none"])
        if not any(values.values()):
            mend = "Name a marker or a meter, or write `otherwise: true`."
            raise Flaw("SC020", why="asks for nothing", mend=mend)
        if wanted & ruled_out or (values["any"] and set(values["any"]) <= ruled_out):
            clash = ", ".join(sorted((wanted | set(values["any"])) & ruled_out))
            raise Flaw("SC020", why=f"asks for {clash} and rules it out", mend="Keep one of the two.")
        return values

    def holds(self, markers: frozenset[str], meters: Mapping[str, int]) -> bool:
        """Whether a turn with these markers, after which the meters stand so, fits."""
        return (
            markers.issuperset(self.all)
            and (not self.any or not markers.isdisjoint(self.any))
            and markers.isdisjoint(self.none)
            and all(bound.holds(meters[name]) for name, bound in self.meters.items())
        )


class Reply(_Strict):
    """What the counterpart may answer, when, and where the talk goes then (`to`: a beat or an ending)."""

    id: Name
    when: Condition | None = None
    otherwise: StrictBool = False
    says: Lines
    tactic: Tactic | None = None
    thinks: Text | None = None
    coach: Text | None = None
    to: Name

    @root_validator(skip_on_failure=True)
    @classmethod
    def _one_reason(cls, values: dict[str, Any]) -> dict[str, Any]:
        if values["otherwise"] == (values["when"] is not None):
            why = "A reply needs `when` or `otherwise: true`, and not both."
            raise Flaw("SC017", why=why, mend="Keep the one you mean.")
        return values


class Example(_Strict):
    """An answer that a learner could give, and the one to three markers it shows."""

    say: Text
    shows: tuple[Marker, ...]

    @validator("shows")
    @classmethod
    def _few(cls, shows: tuple[Any, ...]) -> tuple[Any, ...]:
        return _sized(shows, "shows", 1, 3)


class Beat(_Strict):
    """A point in the talk. `says` is spoken once, when the talk first gets here."""

    says: Text | None = None
    hints: tuple[Text, Text, Text]
    examples: tuple[Example, ...]
    replies: tuple[Reply, ...]

    @validator("examples")
    @classmethod
    def _has_examples(cls, examples: tuple[Any, ...]) -> tuple[Any, ...]:
        return _sized(examples, "examples", 1, 12)

    @validator("replies")
    @classmethod
    def _ends_with_otherwise(cls, replies: tuple[Reply, ...]) -> tuple[Reply, ...]:
        last = len(_sized(replies, "replies", 1, 20)) - 1
        for index, reply in enumerate(replies):
            if reply.otherwise != (index == last):
                why = "Only the last reply of a beat has `otherwise: true`, and it must have it."
                raise Flaw("SC017", (index,), why=why, mend="Move it to the end, or add one there.")
        return replies


class Ending(_Strict):
    """How a talk can end: what the guide tells (`says`) and what it says about it afterwards."""

    kind: EndingKind
    says: Text
    debrief: Text


class Goal(_Strict):
    """What a learner sets out to do: use one of some markers, or avoid all of some throughout."""

    uses: tuple[Marker, ...] = ()
    avoids: tuple[Marker, ...] = ()
    done: Text
    missed: Text

    @root_validator(skip_on_failure=True)
    @classmethod
    def _wants_something(cls, values: dict[str, Any]) -> dict[str, Any]:
        if not values["uses"] and not values["avoids"]:
            raise _unfit("goal", "it wants nothing", "Add `uses: […]` or `avoids: […]`.")
        return values

    def met(self, seen: Iterable[str]) -> bool:
        """Whether a talk that showed these markers, over all turns, met the goal."""
        shown = set(seen)
        return (not self.uses or not shown.isdisjoint(self.uses)) and shown.isdisjoint(self.avoids)


class Limit(_Strict):
    """How many turns a learner has, and the ending that comes when they are used up."""

    turns: Turns
    to: Name


class Scenario(_Strict):
    """One talk to rehearse."""

    schema_: Literal[1] = Field(alias="schema")
    id: Name
    revision: Revision
    locale: Locale
    focus: FocusArea
    relation: Relation
    title: Text
    minutes: Minutes
    content_note: Text | None = None
    counterpart: Text = "{person}"
    brief: Text
    tactics_to_pick: Picks | None = None
    variables: dict[Name, Variable] = Field(default_factory=dict)
    meters: dict[Name, Meter] = Field(default_factory=dict)
    levels: dict[LevelName, Level] = Field(default_factory=lambda: {"wary": Level()})
    reacts: dict[Marker, dict[str, Small]] = Field(default_factory=dict)
    allowed: tuple[Pitfall, ...] = ()
    limits: Limit
    goals: dict[Name, Goal]
    always: tuple[Reply, ...] = ()
    start: Name
    beats: dict[Name, Beat]
    endings: dict[Name, Ending]

    _places: Places = PrivateAttr(default_factory=Places)

    @validator("variables", "meters", "levels", "reacts", "goals", "beats", "endings", pre=True)
    @classmethod
    def _named(cls, group: Any) -> Any:
        # Pydantic would make a dict of a list of pairs.
        if not isinstance(group, dict):
            raise DictError()
        return group

    @validator("meters")
    @classmethod
    def _few_meters(cls, meters: dict[str, Any]) -> dict[str, Any]:
        if "without" in meters:
            why = "`without` lists tactics in a level"
            raise Flaw("SC019", ("without",), given="without", why=why)
        return _sized(meters, "meters", 0, 3)

    @validator("levels", "goals", "endings")
    @classmethod
    def _some(cls, group: dict[str, Any], field: ModelField) -> dict[str, Any]:
        return _sized(group, field.alias, 1, 20)

    @validator("always")
    @classmethod
    def _no_otherwise(cls, always: tuple[Reply, ...]) -> tuple[Reply, ...]:
        for index, reply in enumerate(always):
            if reply.otherwise:
                why = "`otherwise: true` has no place under `always`: no beat would ever get a turn."
                raise Flaw("SC017", (index,), why=why, mend="Give it a `when`, or move it into a beat.")
        return always

    @validator("beats")
    @classmethod
    def _unlike_always(cls, beats: dict[str, Any]) -> dict[str, Any]:
        if ALWAYS in beats:
            why = "it stands for the replies tried on every beat"
            raise Flaw("SC019", (ALWAYS,), given=ALWAYS, why=why)
        return _sized(beats, "beats", 1, 40)

    @root_validator(skip_on_failure=True)
    @classmethod
    def _names_once(cls, values: dict[str, Any]) -> dict[str, Any]:
        for name in values["endings"]:
            if name in values["beats"]:
                raise Flaw("SC019", ("endings", name), given=name, why="a beat has it, too")
        for where, replies in _reply_lists(values["always"], values["beats"]):
            _ids_once(where, replies)
        return values

    def place(self, *path: str | int) -> Place:
        """Where a part of the scenario stands in its file: `place("beats", "arrives", "replies", 0)`."""
        return self._places.of(path)

    def placed(self, places: Places) -> Scenario:
        """The same scenario, knowing where its parts stand."""
        self._places = places
        return self

    @property
    def file(self) -> str:
        """The file it was loaded from."""
        return self._places.file

    @property
    def needs_safety_question(self) -> bool:
        """Whether to ask first if the learner is afraid of this person."""
        return self.relation in ("family", "partner", "ex")

    @property
    def pitfalls(self) -> frozenset[str]:
        """The pitfalls that count as such in this talk."""
        return frozenset(vocabulary.PITFALLS) - set(self.allowed)

    @property
    def level_names(self) -> tuple[str, ...]:
        """The rungs on offer, from the easiest."""
        return tuple(name for name in LEVELS if name in self.levels)

    @property
    def default_level(self) -> str:
        """The rung to offer first: `wary` where there is one."""
        return "wary" if "wary" in self.levels else self.level_names[0]

    def meters_at(self, level: str) -> dict[str, int]:
        """Where the meters stand when a talk on this rung begins. Raises KeyError for a rung not on offer."""
        own = self.levels[level].meters
        return {name: meter.clamp(own.get(name, meter.start)) for name, meter in self.meters.items()}

    def picks(self) -> tuple[frozenset[str], ...]:
        """The sets of tactics that a learner can pick, the smallest first; one empty set where none are picked."""
        if self.tactics_to_pick is None:
            return (frozenset(),)
        sizes = range(1, self.tactics_to_pick + 1)
        return tuple(frozenset(some) for size in sizes for some in combinations(vocabulary.TACTICS, size))

    def left_out(self, level: str, picked: Collection[str] = ()) -> frozenset[str]:
        """The tactics that the counterpart leaves out: the level's, and those that a learner who picks did not pick."""
        unpicked = frozenset(vocabulary.TACTICS) - frozenset(picked) if picked else frozenset()
        return frozenset(self.levels[level].without) | unpicked

    def replies_at(self, beat: str, level: str, picked: Collection[str] = ()) -> tuple[tuple[str, Reply], ...]:
        """The replies tried on a beat, in order, each with the beat's name in its line id (or `always`)."""
        without = self.left_out(level, picked)
        tried = [(ALWAYS, reply) for reply in self.always]
        tried += [(beat, reply) for reply in self.beats[beat].replies]
        return tuple(pair for pair in tried if pair[1].otherwise or pair[1].tactic not in without)

    def line_id(self, where: str, reply: Reply) -> str:
        """`scenario.beat.reply`, or `scenario.always.reply`."""
        return f"{self.id}.{where}.{reply.id}"


def _unfit(key: str, why: str, mend: str, at: Path = ()) -> Flaw:
    return Flaw("SC015", at, key=key, why=why, mend=mend)


def _sized(group: Group, key: str, least: int, most: int) -> Group:
    """The group, if it has at least `least` and at most `most` members."""
    if not least <= len(group) <= most:
        raise _unfit(key, f"it has {len(group)} entries", f"Write {least} to {most}.")
    return group


def _reply_lists(always: tuple[Reply, ...], beats: dict[str, Beat]) -> Iterable[tuple[Path, tuple[Reply, ...]]]:
    yield (ALWAYS,), always
    for name, beat in beats.items():
        yield ("beats", name, "replies"), beat.replies


def _ids_once(where: Path, replies: tuple[Reply, ...]) -> None:
    seen: set[str] = set()
    for index, reply in enumerate(replies):
        if reply.id in seen:
            raise Flaw("SC019", (*where, index, "id"), given=reply.id, why="another reply here has it, too")
        seen.add(reply.id)
