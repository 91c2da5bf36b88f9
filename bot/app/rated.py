"""What rehearsals have in common around their end: ratings, settling before anything else, and the last words."""

from __future__ import annotations

from dataclasses import dataclass

from bot.app import grounding
from bot.app.heard import Answer
from bot.rehearsal import questions
from bot.rehearsal.debrief import is_shaken
from bot.rehearsal.floor import Floor
from bot.rehearsal.message import guide
from bot.store import Log

HOME = ("home", "Something else")
MEASURES = ("distress", "confidence")
AFTER = ("distress:after", "confidence:after")
"""What is asked when a rehearsal is over."""
SETTLED = (
    "It is in your log. That was a hard one, and you stayed with it as long as was good for you. You can stop for "
    "today, or take it easier next time. Both are fine."
)


@dataclass(frozen=True)
class Rated:
    """A rehearsal that is rated before and after (programme, safety rule 7)."""

    log: Log

    def rate_before(self, attempt: int, floor: Floor) -> None:
        """Keeps what was rated before it began."""
        for measure in MEASURES:
            self.rate(attempt, f"{measure}:before", floor.answers.get(f"{measure}:before"))

    def rate(self, attempt: int, question: str, value: object) -> None:
        """Keeps the answer to a question, if it is a rating."""
        measure, _, moment = question.partition(":")
        if measure in MEASURES and isinstance(value, int):
            self.log.rate(attempt, measure, moment, value)

    def settling(self, floor: Floor) -> Floor:
        """The floor after an answer: who is shaken is offered to settle before anything else is asked."""
        is_next = floor.asking[:1] == AFTER[1:] and questions.SETTLE not in floor.answers
        return floor.but(asking=(questions.SETTLE, *floor.asking)) if is_next and shaken(floor) else floor

    def settled(self, floor: Floor, value: object) -> Answer | Floor:
        """What follows that offer: some ground, or the floor to go on with, from which "stop" takes the questions."""
        if value == questions.GROUND:
            return grounding.begin(floor)
        return floor.but(asking=()) if value == questions.STOP else floor


def shaken(floor: Floor) -> bool:
    """Whether the rehearsal left the learner worse."""
    return is_shaken(floor.answers.get("distress:before"), floor.answers.get("distress:after"))


def closing(floor: Floor, text: str) -> str:
    """The last words of a rehearsal; others than `text` for who is shaken."""
    return SETTLED if shaken(floor) else text


def closed(floor: Floor, text: str, *more: tuple[str, str]) -> Answer:
    """The end of a statement, in one message: ground for who is shaken, another one, the log, and `more`."""
    ground = (grounding.GROUND,) if shaken(floor) else ()
    onward = ((f"statement:{floor.area}", "Another statement"), ("progress", "How am I doing?"))
    return Answer((guide(closing(floor, text), *ground, *onward, *more, HOME),), place="debrief")
