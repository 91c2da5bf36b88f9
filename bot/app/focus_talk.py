"""Finding the focus, agreeing on a goal and a number of sessions, and changing any of it later."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from bot.app.flow import HOME, Flow, without
from bot.app.heard import Answer, Heard
from bot.programme import finding
from bot.programme.focus import PLAIN
from bot.rehearsal.floor import Floor
from bot.rehearsal.message import guide
from bot.rehearsal.questions import Question
from bot.vocabulary import FOCUS_AREAS

BEGIN = (
    "We look for the one thing that is worth working on first. There are four topics, with up to four short questions "
    "each; a no to the first one jumps to the next topic."
)
UNSURE = "Nothing stands out from your answers, and that is fine: you know best. Which one fits you most?"
WORDS = ("goal", "what_happens", "how_it_feels")
ONWARD = (("programme:session", "Begin the first session"), HOME)


class FindFlow(Flow):
    """Four short questions an area, a suggestion with its reason, and the contract."""

    name: ClassVar[str] = "find"

    def begin(self, heard: Heard) -> Answer:
        """The questions; for a focus agreed already, what to change in it."""
        if self.log.course(heard.learner):
            return ChangeFlow(self.log, self.library).begin(heard)
        return self.start(heard, (*finding.order(), "area", "who", *WORDS, "sessions"), before=BEGIN)

    def question(self, learner: str, floor: Floor) -> Question:
        """The question in front."""
        asked = floor.asking[0]
        if asked.startswith("find:"):
            return finding.question(asked)
        if asked == "area":
            return self._suggested(learner, floor)
        return _contract_question(self, learner, asked)

    def took(self, heard: Heard, floor: Floor, question_id: str, value: Any) -> Floor | Answer:
        """A no to the first question of an area leaves out the rest of it."""
        if question_id.startswith("find:") and value == "no":
            return without(floor, *finding.rest_of(question_id))
        return floor

    def done(self, heard: Heard, floor: Floor) -> Answer:
        """The contract, agreed and kept."""
        answers = floor.answers
        people = {f"p{one.id}": one for one in self.log.people(heard.learner)}
        person = people.get(answers.get("who") or "")
        words: dict[str, Any] = {name: answers.get(name) for name in WORDS}
        course = self.log.open_course(
            heard.learner,
            heard.key,
            answers["area"],
            person_id=person.id if person else None,
            sessions=answers.get("sessions") or finding.USUAL,
            **words,
        )
        told = finding.agreed(replace(course, **words), person.nickname if person else answers.get("who"))
        return Answer((guide(told, *ONWARD),), place="choosing_scenario")

    def can_go_back_to(self, floor: Floor) -> set[str]:
        """Every question that was answered."""
        return {name for name in floor.answers if name.startswith("find:")} | {"area", "who", *WORDS}

    def _suggested(self, learner: str, floor: Floor) -> Question:
        found = finding.suggest(floor.answers, self.log.people(learner))
        if not found.clear:
            return Question(
                "area", "choice", UNSURE, tuple((area, PLAIN[area]) for area in FOCUS_AREAS), skippable=False
            )
        text = (
            f"I would begin with: {PLAIN[found.areas[0]]}. {found.reason}\n\nThat is only my suggestion. Which one do "
            "you choose?"
        )
        return Question("area", "choice", text, tuple((area, PLAIN[area]) for area in found.areas), skippable=False)


class ChangeFlow(Flow):
    """Another area, another goal, more or fewer sessions: the contract is the learner's."""

    name: ClassVar[str] = "change"

    def begin(self, heard: Heard) -> Answer:
        """What shall be changed?"""
        return self.start(heard, ("change",))

    def question(self, learner: str, floor: Floor) -> Question:
        """What to change, or its new value."""
        asked = floor.asking[0]
        if asked == "change":
            course = self.log.course(learner)
            now = f"Your focus is: {PLAIN[course.area]}. " if course else ""
            ways = (("area", "Another focus"), ("goal", "My goal"), ("sessions", "How many sessions"))
            return Question(
                "change", "choice", f"{now}What would you like to change?", ways, decline="Leave it as it is"
            )
        if asked == "area":
            areas = tuple((area, PLAIN[area]) for area in FOCUS_AREAS)
            return Question("area", "choice", "Which focus do you choose now?", areas)
        return _contract_question(self, learner, asked)

    def took(self, heard: Heard, floor: Floor, question_id: str, value: Any) -> Floor | Answer:
        """Keeps the change."""
        if question_id == "change":
            return floor.but(asking=(value,) if value else ())
        course = self.log.course(heard.learner)
        if course and value is not None:
            self.log.change_course(heard.learner, course.id, **{question_id: value})
        return floor

    def done(self, heard: Heard, floor: Floor) -> Answer:
        """The contract as it stands now."""
        course = self.log.course(heard.learner)
        if course is None:
            return Answer((guide("There is no focus to change yet.", ("programme:focus", "Find my focus"), HOME),))
        told = finding.agreed(replace(course, goal=floor.answers.get("goal") or course.goal), None)
        return Answer((guide(told, ("programme:session", "Go on with a session"), HOME),), place="choosing_scenario")


def _contract_question(flow: Flow, learner: str, asked: str) -> Question:
    if asked == "who":
        people = tuple((f"p{one.id}", one.nickname) for one in flow.log.people(learner))
        text = "Who is it about most? Pick one, write a name, or skip."
        return Question("who", "open", text, people, max_length=60, decline="Nobody in particular")
    known = (finding.GOAL, finding.HAPPENS, finding.FEELS, finding.SESSIONS)
    return {one.id: one for one in known}[asked]
