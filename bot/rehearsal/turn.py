"""One turn of a scene: the learner's words and marks in; counterpart, coach and the new floor out.

Pure: the same floor, words and marks always give the same turn, so that it can be tested, replayed and proved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.rehearsal import path
from bot.rehearsal.coach import Feedback, feedback
from bot.rehearsal.floor import Floor
from bot.rehearsal.message import Message, coach, counterpart, side_by_side
from bot.scenarios import walk
from bot.scenarios.model import Scenario
from bot.vocabulary import Mark, style_of

HEARD = 0.5
"""From this confidence on a mark moves the scene."""

WRONG = ("answer:wrong", "That feedback is wrong")
AFTER_A_TURN = (
    ("hint", "Give me a hint"),
    ("again", "Let me try that again"),
    ("answer:details", "What else did you see?"),
    WRONG,
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
    begun = floor.but(position=position.as_dict(), line=line, turn=0, hints=0, path=(path.first(position),))
    return begun, counterpart(name_of(scenario, floor), line)


def name_of(scenario: Scenario, floor: Floor) -> str:
    """What the counterpart is called, in the learner's own word for them where the scenario asks for it."""
    return walk.fill(scenario.counterpart, walk.values(scenario, floor.variables))


def take(scenario: Scenario, floor: Floor, said: str, marks: Sequence[Mark]) -> Taken:
    """Takes the learner's turn `said`, which showed `marks`."""
    position = walk.Position.from_dict(floor.position or {})
    markers = frozenset(mark.marker for mark in marks if mark.confidence >= HEARD)
    step = walk.step(scenario, position, markers, floor.level or scenario.default_level, floor.picked)
    line = walk.fill(step.says, floor.variables)
    shown = tuple(dict.fromkeys((*floor.shown, *sorted(markers))))
    to = step.position.beat if step.position else None
    remark = remark_on(scenario, said, marks, beat=position.beat, to=to, done=floor.shown, number=floor.turn)
    moved = floor.but(
        turn=floor.turn + 1,
        position=step.position.as_dict() if step.position else floor.position,
        line=line,
        hints=0 if step.position and step.position.beat != position.beat else floor.hints,
        shown=shown,
        tactics=(*floor.tactics, step.tactic) if step.tactic else floor.tactics,
        path=(*floor.path, path.point(step)),
        said=said,
        marks=tuple(mark.as_dict() for mark in marks),
        before="",
        ending=step.ending,
    )
    spoken = counterpart(name_of(scenario, floor), line)
    last = step.ending is not None
    compared = (side_by_side(("Before", floor.before), ("Now", said)),) if floor.before else ()
    return Taken(
        floor=moved,
        messages=(spoken, *compared, spoken_feedback(remark, step.coach, last=last)),
        beat=position.beat,
        reply=step.line_id,
        tactic=step.tactic,
        style=style_of(markers),
        ending=step.ending,
    )


def remark_on(
    scenario: Scenario,
    said: str,
    marks: Sequence[Mark],
    *,
    beat: str,
    to: str | None,
    done: Sequence[str],
    number: int,
) -> Feedback:
    """The coach's feedback on a line said at `beat`, after which the talk went on to the beat `to` (None: it ended).

    `done`: markers shown on the turns before; `number`: how many those were.
    """
    shown = dict.fromkeys((*done, *sorted(mark.marker for mark in marks if mark.confidence >= HEARD)))
    asked = wanted(scenario, beat, to, tuple(shown))
    return feedback(said, marks, wanted=asked, allowed=scenario.allowed, done=done, turn=number)


def wanted(scenario: Scenario, beat: str, next_beat: str | None, shown: Sequence[str]) -> tuple[str, ...]:
    """The skills that serve the learner now, most useful first: what the next moment's examples show, then the goals'.

    A goal that is met by any one of several markers is met by the first that was shown.
    """
    examples = scenario.beats[next_beat or beat].examples
    shows = [marker for example in examples for marker in example.shows]
    goals = [marker for goal in scenario.goals.values() if not set(goal.uses) & set(shown) for marker in goal.uses]
    return tuple(dict.fromkeys([*goals, *shows]))


def spoken_feedback(remark: Feedback, authored: str | None = None, *, last: bool) -> Message:
    """The feedback as the coach says it, the scenario's own remark in the middle; at the end without a next step."""
    parts = [remark.strength]
    if authored:
        parts.append(authored)
    if not last:
        way = f" One way: {remark.say}" if remark.say else ""
        parts.append(f"Next: {remark.step}{way}")
    return coach("\n".join(parts), remark.shown, *((WRONG,) if last else AFTER_A_TURN), rest=remark.folded)
