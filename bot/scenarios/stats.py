"""What a scenario amounts to: its size, how it reads, what it asks for, and how soon it can end well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.scenarios import names
from bot.scenarios.model import Scenario
from bot.scenarios.search import Search
from bot.scenarios.walk import fill, values
from bot.scenarios.wording import grades
from bot.vocabulary import ENDING_KINDS, MARKERS, TACTICS

Way = tuple[frozenset[str], ...]
"""The markers of each turn of a talk."""


@dataclass(frozen=True)
class Asked:
    """How often something in a scenario names a marker: a goal, a condition, an example."""

    goals: int = 0
    conditions: int = 0
    examples: int = 0


@dataclass(frozen=True)
class Stats:
    """A scenario in numbers.

    `lines` and `words` are the counterpart's; `grades` are Flesch-Kincaid, by speaker; `tactics` says how many lines
    each has; `shortest` is, for each level, the way to a good ending with the fewest turns (None for none).
    """

    id: str
    focus: str
    minutes: int
    beats: int
    replies: int
    lines: int
    words: int
    grades: dict[str, float]
    tactics: dict[str, int]
    markers: dict[str, Asked]
    endings: dict[str, int]
    shortest: dict[str, Way | None]

    def as_dict(self) -> dict[str, Any]:
        """The numbers as JSON types."""
        ways = {level: way and [sorted(markers) for markers in way] for level, way in self.shortest.items()}
        asked = {marker: vars(one) for marker, one in self.markers.items()}
        return {**vars(self), "markers": asked, "shortest": ways}


def stats_of(scenario: Scenario) -> Stats:
    """All of it; takes about as long as a check."""
    lines = _lines(scenario)
    replies = [reply for _, _, reply in names.replies(scenario)]
    tactics: Counter[str] = Counter()
    for reply in replies:
        tactics.update({reply.tactic: len(reply.says)} if reply.tactic else {})
    return Stats(
        id=scenario.id,
        focus=scenario.focus,
        minutes=scenario.minutes,
        beats=len(scenario.beats),
        replies=len(replies),
        lines=len(lines),
        words=sum(len(line.split()) for line in lines),
        grades={speaker: round(grade, 1) for speaker, grade in grades(scenario).items()},
        tactics={tactic: tactics[tactic] for tactic in TACTICS if tactic in tactics},
        markers=_asked(scenario),
        endings={kind: sum(one.kind == kind for one in scenario.endings.values()) for kind in ENDING_KINDS},
        shortest={level: _shortest(scenario, level) for level in scenario.level_names},
    )


def _lines(scenario: Scenario) -> list[str]:
    """What the counterpart can say, with the declared defaults for variables."""
    spoken = (
        text for path, speaker, text in names.texts(scenario) if speaker == "counterpart" and path[-1] != "thinks"
    )
    return [fill(text, values(scenario, {})) for text in spoken]


def _asked(scenario: Scenario) -> dict[str, Asked]:
    goals = _count((*goal.uses, *goal.avoids) for goal in scenario.goals.values())
    whens = (reply.when for _, _, reply in names.replies(scenario) if reply.when)
    conditions = _count((*when.all, *when.any, *when.none) for when in whens)
    examples = _count(example.shows for beat in scenario.beats.values() for example in beat.examples)
    named = goals.keys() | conditions.keys() | examples.keys()
    return {one: Asked(goals[one], conditions[one], examples[one]) for one in MARKERS if one in named}


def _count(groups: Iterable[Iterable[str]]) -> Counter[str]:
    """In how many groups each stands."""
    return Counter(marker for group in groups for marker in set(group))


def _shortest(scenario: Scenario, level: str) -> Way | None:
    good = {name for name, ending in scenario.endings.items() if ending.kind == "good"}
    return Search(scenario, level).way_to(lambda move: move.to in good)
