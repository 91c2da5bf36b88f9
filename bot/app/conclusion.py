"""The talk at the end: what changed and why, what remains, how ending feels, a plan for later, and the way back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from bot.app.flow import HOME, Flow, given
from bot.app.heard import Answer, Heard
from bot.programme import sittings
from bot.programme.finding import MOST
from bot.programme.records import Course
from bot.rehearsal.floor import Floor
from bot.rehearsal.message import Link, Message, guide
from bot.rehearsal.questions import Question

QUESTIONS = {one.id: one for one in sittings.CONCLUSION}
FEW_MORE = 4
BEGIN = "We look back together. Seven short questions, and you can skip each of them."
WAY_BACK = (
    "That is the end of these sessions, and not of this place. You can come back on any day, for one rehearsal or for "
    "a new focus. If your first signs show up, look at your plan, and tell the person you named."
)


@dataclass(frozen=True)
class ConcludeFlow(Flow):
    """Looking back, and what is taken along."""

    name: ClassVar[str] = "conclude"

    def begin(self, heard: Heard) -> Answer:
        """Opens the questions."""
        course = self.log.course(heard.learner)
        if course is None:
            return Answer((guide("There is nothing to finish just now.", HOME),))
        return self.start(heard, QUESTIONS, before=BEGIN, course=course.id)

    def more(self, heard: Heard) -> Answer:
        """A few more sessions instead of the end, as far as there may be more."""
        course = self.log.course(heard.learner)
        if course is None:
            return Answer((guide("There are no sessions to go on with just now.", HOME),))
        number = min(MOST, sittings.agreed(course) + FEW_MORE)
        if number == sittings.agreed(course):
            end = ("programme:conclude", "Look back and finish")
            return Answer((guide(f"{MOST} is the most we can agree on. It is time to look back.", end),))
        self.log.change_course(heard.learner, course.id, sessions=number)
        text = f"All right: {number} sessions in all, so there is time for what you still want to do."
        return Answer((guide(text, ("programme:session", "Go on"), HOME),), place="choosing_scenario")

    def question(self, learner: str, floor: Floor) -> Question:
        """The question in front."""
        return QUESTIONS[floor.asking[0]]

    def took(self, heard: Heard, floor: Floor, question_id: str, value: Any) -> Floor | Answer:
        """Keeps each answer at once."""
        if value:
            self.log.change_course(heard.learner, floor.answers["course"], closing=dict(given(floor, QUESTIONS)))
        return floor

    def done(self, heard: Heard, floor: Floor) -> Answer:
        """Before and after, the card, and the way back."""
        now = self.log.now()
        course = self.log.change_course(heard.learner, floor.answers["course"], closed=now)
        held = self.log.sittings(heard.learner, course.id)
        if held and held[-1].closed is None:
            self.log.change_sitting(heard.learner, held[-1].id, closed=now)
        whole = replace(course, closing=given(floor, QUESTIONS))
        return Answer((*self._looked_back(heard.learner, whole), _way_back()), place="progress")

    def can_go_back_to(self, floor: Floor) -> set[str]:
        """Every question."""
        return set(QUESTIONS)

    def _looked_back(self, learner: str, course: Course) -> list[Message]:
        plans = [plan for plan in self.log.plans(learner) if plan.created >= course.opened]
        tries = [one for one in self.log.attempts(learner) if one.attempt.started >= course.opened]
        held = sum(plan.held is not None for plan in plans)
        done = f"You rehearsed {_times(len(tries))}, planned {_talks(len(plans))} and had {held} of them."
        looked = "\n".join(
            one for one in (sittings.before_and_after(self.log.sittings(learner, course.id)), done) if one
        )
        card = sittings.closing_card(course, plans)
        links = (Link(f"api/courses/{course.id}/card", "Print it"),) if self.log.keeps_words(learner) else ()
        return [guide(looked), *([Message("guide", card, look="card", links=links)] if card else [])]


def _way_back() -> Message:
    return guide(WAY_BACK, ("programme:focus", "Find a new focus"), ("progress", "How am I doing?"), HOME)


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _talks(number: int) -> str:
    return "one real talk" if number == 1 else f"{number} real talks"
