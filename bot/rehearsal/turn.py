"""One turn of a scene: the learner's words and marks in; counterpart, coach and the new floor out.

Pure: the same floor, words and marks always give the same turn, so that it can be tested, replayed and proved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.rehearsal.coach import Feedback, feedback, quoted
from bot.rehearsal.floor import Floor
from bot.rehearsal.message import Message, coach, counterpart
from bot.scenarios import walk
from bot.scenarios.model import Scenario
from bot.vocabulary import Mark, style_of

HEARD = 0.5
"""From this confidence on a mark moves the scene."""

AFTER_A_TURN = (
    ("hint", "Give me a hint"),
    ("again", "Let me try that again"),
    ("answer:details", "What else did you see?"),
)


@dataclass(frozen=True)
class Taken:
    """A turn that was taken. `ending` is the id of the scenario's ending when the turn led to one."""

    floor: Floor
    messages: tuple[Message, ...]
    beat: str
    reply: str
    tactic: str | None
    style: str
    ending: str | None


def open_scene(scenario: Scenario, floor: Floor) -> tuple[Floor, Message]:
    """The floor at the first beat, and the counterpart's first line."""
    position = walk.start(scenario, floor.level or scenario.default_level)
    line = walk.fill(walk.opening(scenario), floor.variables)
    begun = floor.but(position=position.as_dict(), line=line, turn=0, hints=0)
    return begun, counterpart(name_of(scenario, floor), line)


def name_of(scenario: Scenario, floor: Floor) -> str:
    """What the counterpart is called, in the learner's own word for them where the scenario asks for it."""
    return walk.fill(scenario.counterpart, walk.values(scenario, floor.variables))


def take(scenario: Scenario, floor: Floor, said: str, marks: Sequence[Mark]) -> Taken:
    """Takes the learner's turn `said`, which showed `marks`."""
    position = walk.Position.from_dict(floor.position or {})
    markers = frozenset(mark.marker for mark in marks if mark.confidence >= HEARD)
    step = walk.step(scenario, position, markers, floor.level or scenario.default_level)
    line = walk.fill(step.says, floor.variables)
    shown = tuple(dict.fromkeys((*floor.shown, *sorted(markers))))
    remark = feedback(
        said,
        marks,
        wanted=wanted(scenario, position.beat, step.position.beat if step.position else None, shown),
        allowed=scenario.allowed,
        done=floor.shown,
        turn=floor.turn,
    )
    moved = floor.but(
        turn=floor.turn + 1,
        position=step.position.as_dict() if step.position else floor.position,
        line=line,
        hints=0 if step.position and step.position.beat != position.beat else floor.hints,
        shown=shown,
        said=said,
        marks=tuple(mark.as_dict() for mark in marks),
        before="",
        ending=step.ending,
    )
    spoken = counterpart(name_of(scenario, floor), line)
    return Taken(
        floor=moved,
        messages=(spoken, _coach(remark, step.coach, floor, said, last=step.ending is not None)),
        beat=position.beat,
        reply=step.line_id,
        tactic=step.tactic,
        style=style_of(markers),
        ending=step.ending,
    )


def wanted(scenario: Scenario, beat: str, next_beat: str | None, shown: Sequence[str]) -> tuple[str, ...]:
    """The skills that serve the learner now, most useful first: what the next moment's examples show, then the goals'.

    A goal that is met by any one of several markers is met by the first that was shown.
    """
    examples = scenario.beats[next_beat or beat].examples
    shows = [marker for example in examples for marker in example.shows]
    goals = [marker for goal in scenario.goals.values() if not set(goal.uses) & set(shown) for marker in goal.uses]
    return tuple(dict.fromkeys([*goals, *shows]))


def _coach(remark: Feedback, authored: str | None, floor: Floor, said: str, *, last: bool) -> Message:
    parts = [remark.strength]
    if floor.before:
        parts.insert(0, f"Before: {quoted(floor.before)}\nNow: {quoted(said)}")
    if authored:
        parts.append(authored)
    if not last:
        way = f" One way: {remark.say}" if remark.say else ""
        parts.append(f"Next: {remark.step}{way}")
    return coach("\n".join(parts), remark.shown, *(() if last else AFTER_A_TURN))
