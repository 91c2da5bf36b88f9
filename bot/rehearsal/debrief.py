"""What is said when a scene is over: its ending, and its goals one by one. About the process, never about winning."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from bot.rehearsal import tactics
from bot.rehearsal.floor import Floor
from bot.rehearsal.message import Message, guide
from bot.rehearsal.path import drawn
from bot.scenarios import walk
from bot.scenarios.model import Scenario
from bot.vocabulary import SKILLS

STOPPED = "stopped"
"""The ending of an attempt that the learner ended. Its kind is `exit`."""


def debrief(scenario: Scenario, floor: Floor) -> Message:
    """The ending by its kind, the goals from the markers that count, and how the other pushed back."""
    ending = scenario.endings.get(floor.ending or "")
    said = [ending.says, f"{KINDS[ending.kind]} {ending.debrief}"] if ending else [_LEFT]
    named = walk.values(scenario, floor.variables)
    filled = [walk.fill(text, named) for text in said]
    parts = (*filled, goals(scenario, floor.shown, floor.variables), tactics.told(floor.tactics))
    told = guide("\n\n".join(part for part in parts if part))
    return replace(told, path=tuple(drawn(scenario, floor.path)) if floor.turn else ())


KINDS = {
    "good": "A good end.",
    "retry": "Not there yet, and that is what practice is for.",
    "exit": "It stops here, and nothing is lost.",
}
"""How each kind of ending is told, before the author's own words."""


def kind_of(scenario: Scenario, floor: Floor) -> str:
    """The kind of ending the floor came to: `exit` for one that the learner stopped."""
    ending = scenario.endings.get(floor.ending or "")
    return ending.kind if ending else "exit"


_LEFT = "You stopped here, and that is fine. You know best when it is enough."


def goals(scenario: Scenario, shown: Collection[str], given: Mapping[str, str]) -> str:
    """What was done, and one thing for next time. What was merely not done wrong counts once a skill was shown.

    `given` are the learner's own words for the scene's variables; those that were skipped have their defaults.
    """
    if not set(shown) & set(SKILLS):
        return ""
    done = [f"Done: {goal.done}" for goal in scenario.goals.values() if goal.met(shown)]
    missed = [f"Next time: {goal.missed}" for goal in scenario.goals.values() if not goal.met(shown)]
    return walk.fill("\n".join([*done, *missed[:1]]), walk.values(scenario, given))


def is_shaken(before: int | None, after: int | None) -> bool:
    """Whether practice left the learner worse: distress at 8 or more, or 3 above before (programme, safety rule 7)."""
    if after is None:
        return False
    return after >= 8 or (before is not None and after - before >= 3)
