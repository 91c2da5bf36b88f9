"""Playing a scenario from any beat, for a trainer: each turn comes with where the talk stands, and nothing is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.channels.problems import Refused
from bot.channels.said import cleaned
from bot.rehearsal.debrief import goals
from bot.rehearsal.turn import HEARD, remark_on, spoken_feedback
from bot.scenarios.learner import examples
from bot.scenarios.model import Scenario
from bot.scenarios.walk import LostPosition, Position, Step, begin_at, fill, step, values
from bot.vocabulary import MARKERS, Mark, style_of

ReadMarks = Callable[[str, str], Sequence[Mark]]
"""Reads a learner's words, given the counterpart's line before them."""

MOST_LINE = 4_000
"""Characters of the counterpart's last line that are taken back from the page."""


@dataclass(frozen=True)
class Said:
    """What the trainer says as a learner: words, or an example with the markers that it declares (no marks then)."""

    text: str
    example: frozenset[str] | None = None


@dataclass(frozen=True)
class Trial:
    """A talk that is tried: the scenario, the rung, the tactics picked; where it stands, and what was shown so far."""

    scenario: Scenario
    level: str
    picked: frozenset[str]
    position: Position | None
    line: str
    shown: tuple[str, ...]

    def opened(self, beat: str | None) -> dict[str, Any]:
        """The talk at the beginning of a beat (by default of the scenario). Raises Refused for an unknown one."""
        try:
            position, line = begin_at(self.scenario, self.level, beat)
        except KeyError:
            raise Refused("moved_on") from None
        return {"name": self._fill(self.scenario.counterpart), **self._stand(position, self._fill(line), ())}

    def said(self, fields: Mapping[str, Any]) -> Said:
        """What is said now, from {"text"} or {"example": its number from 0}. Raises Refused."""
        if (number := fields.get("example")) is None:
            if not isinstance(fields.get("text"), str):
                raise Refused("wrong_type")
            return Said(cleaned(fields["text"]))
        known = examples(self.scenario, self.scenario.beats[self._here.beat])
        if type(number) is not int or not 0 <= number < len(known):
            raise Refused("moved_on")
        return Said(known[number].say, known[number].shows)

    def answered(self, said: Said, read: ReadMarks) -> dict[str, Any]:
        """The counterpart's answer, what was seen in the words, and where the talk stands then. Raises Refused."""
        marks = read(said.text, self.line)
        seen = frozenset(mark.marker for mark in marks if mark.confidence >= HEARD)
        markers = seen if said.example is None else said.example
        try:
            done = step(self.scenario, self._here, markers, self.level, self.picked)
        except LostPosition:
            raise Refused("moved_on") from None
        shown = tuple(dict.fromkeys((*self.shown, *_in_order(markers))))
        stand = self._stand(done.position, self._fill(done.says), shown) if done.position else None
        return {
            "said": said.text,
            "marks": [{**mark.as_dict(), "heard": mark.confidence >= HEARD} for mark in marks],
            "markers": _in_order(markers),
            "style": style_of(markers),
            "reply": {"id": done.line_id, "says": self._fill(done.says), "tactic": done.tactic, "to": done.to,
                      "thinks": done.thinks and self._fill(done.thinks)},
            "coach": self._fill(self._coach(said.text, marks, done)),
            "meters": {name: [self._here.meters[name], level] for name, level in done.meters.items()},
            "stand": stand,
            "ending": done.ending and self._ending(done, shown),
        }  # fmt: skip

    @property
    def _here(self) -> Position:
        if self.position is None:
            raise Refused("moved_on")
        return self.position

    def _coach(self, text: str, marks: Sequence[Mark], done: Step) -> str:
        """What a learner would hear about it."""
        to = done.position.beat if done.position else None
        here = self._here
        remark = remark_on(
            self.scenario, text, marks, beat=here.beat, to=to, done=self.shown, number=here.turn
        )  # fmt: skip
        return spoken_feedback(remark, done.coach, last=done.position is None).text

    def _stand(self, position: Position, line: str, shown: tuple[str, ...]) -> dict[str, Any]:
        beat = self.scenario.beats[position.beat]
        return {
            "position": position.as_dict(),
            "line": line,
            "shown": list(shown),
            "examples": [self._fill(one.say) for one in beat.examples],
            "hints": [self._fill(hint) for hint in beat.hints],
        }

    def _ending(self, done: Step, shown: tuple[str, ...]) -> dict[str, Any]:
        name = done.ending or ""
        found = self.scenario.endings[name]
        told = {"says": self._fill(found.says), "debrief": self._fill(found.debrief)}
        reached = goals(self.scenario, shown, {})
        return {"name": name, "kind": found.kind, "ran_out": done.ran_out, "goals": reached, **told}

    def _fill(self, text: str) -> str:
        return fill(text, values(self.scenario, {}))


def trial_of(scenario: Scenario, fields: Mapping[str, Any]) -> Trial:
    """The talk that a page holds, checked against the scenario as it is now. Raises Refused."""
    level, picked = fields.get("level"), fields.get("picked")
    if not isinstance(level, str) or not _are_words(picked):
        raise Refused("wrong_type")
    tactics = frozenset(picked or ())
    if level not in scenario.level_names or tactics not in scenario.picks():
        raise Refused("moved_on")
    line, shown = fields.get("line") or "", fields.get("shown")
    if not isinstance(line, str) or not _are_words(shown):
        raise Refused("wrong_type")
    known = tuple(marker for marker in shown or () if marker in MARKERS)
    return Trial(scenario, level, tactics, _position(scenario, fields.get("position")), line[:MOST_LINE], known)


def _position(scenario: Scenario, given: Any) -> Position | None:
    """Where a page says that a talk stands; None when it is yet to begin. Raises Refused where it cannot stand."""
    if given is None:
        return None
    try:
        found = Position.from_dict(given)
        numbers = [found.turn, *found.meters.values(), *found.said.values()]
        fits = all(type(number) is int and 0 <= abs(number) <= 1000 for number in numbers)
        fits = fits and found.beat in scenario.beats and 0 <= found.turn < scenario.limits.turns
        fits = fits and set(found.meters) == set(scenario.meters)
        fits = fits and all(scenario.meters[name].clamp(level) == level for name, level in found.meters.items())
    except (AttributeError, KeyError, TypeError, ValueError):
        fits = False
    if not fits or min(found.said.values(), default=0) < 0:
        raise Refused("moved_on")
    return found


def _are_words(given: Any) -> bool:
    return given is None or (isinstance(given, list) and all(isinstance(one, str) for one in given))


def _in_order(markers: frozenset[str]) -> list[str]:
    return [marker for marker in MARKERS if marker in markers]
