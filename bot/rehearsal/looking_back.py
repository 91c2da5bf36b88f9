"""Looking back on the turns of a scene: what the counterpart thought, and which turn to try again from."""

from __future__ import annotations

from collections.abc import Sequence

from bot.rehearsal import path
from bot.rehearsal.coach import quoted
from bot.rehearsal.floor import Floor
from bot.rehearsal.questions import Question
from bot.scenarios import walk
from bot.scenarios.model import ALWAYS, Reply, Scenario
from bot.vocabulary import Mark

MOST_TURNS = 6
"""Turns that are offered to go back to, the newest."""
STAY = "stay"

Said = tuple[int, str | None, str | None]
"""A turn: its number, the learner's words if they are still there, and the id of the reply."""


def thoughts(scenario: Scenario, floor: Floor, turns: Sequence[Said]) -> str:
    """What went on in the counterpart at these turns; empty where the author does not say."""
    lines = []
    for number, words, reply_id in turns:
        reply = reply_of(scenario, reply_id)
        if reply and reply.thinks:
            thought = walk.fill(reply.thinks, walk.values(scenario, floor.variables))
            lines.append(f"After {_name(number, words)}: “{thought}”")
    return "\n".join(lines)


def reply_of(scenario: Scenario, line_id: str | None) -> Reply | None:
    """The reply behind `scenario.beat.reply`; None when this revision has none."""
    where, _, id = (line_id or "").partition(".")[2].partition(".")
    beat = scenario.beats.get(where)
    replies = scenario.always if where == ALWAYS else beat.replies if beat else ()
    return next((reply for reply in replies if reply.id == id), None)


def which_turn(turns: Sequence[Said]) -> Question:
    """From which of the learner's lines on shall it be tried again?"""
    offered = [(str(number), f"{number}: {_name(number, words)}") for number, words, _ in turns[-MOST_TURNS:]]
    text = "Which of your lines would you like to say again? All that came after it is taken back, too."
    return Question("earlier", "choice", text, (*offered, (STAY, "None, leave it")), default=STAY, skippable=False)


def _name(number: int, words: str | None) -> str:
    return quoted(words) if words else f"your line {number}"


def replay(scenario: Scenario, floor: Floor, turns: Sequence[tuple[str, Sequence[Mark]]], least: float) -> Floor:
    """The floor after these turns, (beat, marks) each, were taken again; marks from the confidence `least` on count.

    Raises LostPosition when they do not lead on, as after a change of the scene.
    """
    position = walk.Position.from_dict(floor.position or {})
    for beat, marks in turns:
        markers = frozenset(mark.marker for mark in marks if mark.confidence >= least)
        step = walk.step(scenario, position, markers, floor.level or scenario.default_level, floor.picked)
        if step.position is None or position.beat != beat:
            raise walk.LostPosition(f"{scenario.id}: the turns lead elsewhere")
        position = step.position
        floor = floor.but(
            position=position.as_dict(),
            line=walk.fill(step.says, floor.variables),
            tactics=(*floor.tactics, step.tactic) if step.tactic else floor.tactics,
            path=(*floor.path, path.point(step)),
        )
    return floor
