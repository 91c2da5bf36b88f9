"""What each focus adds to a session: its written exercises, and where they lead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from bot.app.flow import HOME, Flow, given
from bot.app.heard import Answer, Heard
from bot.app.real_talk import from_line, with_choices
from bot.app.session_frame import CLOSE, running
from bot.app.statement import Statements
from bot.programme import exercises
from bot.programme.exercises import EXERCISES, Exercise
from bot.programme.people import LONGEST_TEXT
from bot.rehearsal.floor import Floor
from bot.rehearsal.message import Message, guide
from bot.rehearsal.questions import Question

ONWARD = Question(
    "onward",
    "choice",
    "Shall we rehearse it from there?",
    (("words", "Yes, find my words"),),
    decline="Not now",
    yes="words",
)


@dataclass(frozen=True)
class ExerciseFlow(Flow):
    """One exercise: its questions one by one, then what was said, put together."""

    statements: Statements
    name: ClassVar[str] = "exercise"

    def begin(self, heard: Heard, kind: str) -> Answer:
        """Opens an exercise; the menu is shown for one that there is not."""
        exercise = EXERCISES.get(kind)
        if exercise is None:
            return Answer((guide("I don't know that exercise.", HOME),))
        asking = [one.id for one in exercise.questions]
        asking += [ONWARD.id] if exercise.line else []
        return self.start(heard, asking, before=exercise.intro, exercise=kind)

    def question(self, learner: str, floor: Floor) -> Question:
        """The question in front; where somebody can be named, the people that are known are offered."""
        if floor.asking[0] == ONWARD.id:
            return ONWARD
        exercise = EXERCISES[floor.answers["exercise"]]
        question = next(one for one in exercise.questions if one.id == floor.asking[0])
        if question.id in ("hears", "who"):
            people = tuple((one.nickname, one.nickname) for one in self.log.people(learner))
            return Question(
                question.id, "open", question.text, people, max_length=LONGEST_TEXT, decline=question.decline
            )
        return question

    def took(self, heard: Heard, floor: Floor, question_id: str, value: Any) -> Floor | Answer:
        """Without a first line there is nothing to rehearse from."""
        exercise = EXERCISES[floor.answers["exercise"]]
        if question_id == exercise.line and not value:
            return floor.but(asking=tuple(one for one in floor.asking if one != ONWARD.id))
        return floor

    def done(self, heard: Heard, floor: Floor) -> Answer:
        """What was said, kept and shown; then on with it."""
        exercise = EXERCISES[floor.answers["exercise"]]
        words = given(floor, (one.id for one in exercise.questions))
        if not words:
            return Answer((guide("That's fine. It is here whenever you want it.", HOME),))
        self._keep(heard, exercise, dict(words))
        shown = exercise.shown(words)
        card = (Message("guide", shown, look=exercise.look),) if shown else ()
        if floor.answers.get(ONWARD.id) == "words":
            return from_line(self.statements, words.get(exercise.line, ""), first=card, area=self._area(heard.learner))
        return Answer((*card, self._onward(heard.learner, exercise, words)), place="choosing_scenario")

    def can_go_back_to(self, floor: Floor) -> set[str]:
        """Every question of the exercise."""
        return {one.id for one in EXERCISES[floor.answers["exercise"]].questions}

    def _keep(self, heard: Heard, exercise: Exercise, words: dict[str, str]) -> None:
        course = self.log.course(heard.learner)
        value = {"stage": words.get("stage"), "approach": "open"}.get(exercise.kind, "done")
        for one in self.log.notes(heard.learner, "approach") if exercise.kind == "approach" else ():
            if one.value == "open":
                self.log.change_note(heard.learner, one.id, value="not_yet")
        self.log.add_note(
            heard.learner, heard.key, exercise.kind, value=value, words=words, focus_id=course.id if course else None
        )

    def _area(self, learner: str) -> str | None:
        course = self.log.course(learner)
        return course.area if course else None

    def _onward(self, learner: str, exercise: Exercise, words: Any) -> Message:
        offered = _LEADS_TO.get(exercise.kind, ())
        text = exercise.after
        if exercise.kind == "stage":
            stage = words.get("stage", "")
            text = exercises.STAGE_SAYS.get(stage, "Thank you. We can look at the two of you again any time.")
            offered = _BY_STAGE.get(stage, ())
        course = self.log.course(learner)
        under_way = running(self.log.sittings(learner, course.id), self.log.now()) if course else None
        return with_choices(guide(text, *((CLOSE,) if under_way else ()), HOME), *offered)


_SCENE = ("focus:role_dispute", "Rehearse a scene")
_BY_STAGE = {
    "talking": (("statement:role_dispute", "Find the words for my ask"), _SCENE),
    "stuck": (("statement:role_dispute", "Find a first sentence"), _SCENE),
    "over": (
        ("statement:role_dispute", "Find the words to end it"),
        ("programme:do:decision", "Weigh it up first"),
        ("focus:grief", "Look at what I lose"),
    ),
}
_LEADS_TO = {
    "exchange": (("programme:do:exchange", "Look at another one"),),
    "decision": (("statement:role_dispute", "Find the words to say it"),),
    "roles": (("statement:role_transition", "Find the words for what I need"), ("focus:role_transition", "A scene")),
    "memory": (
        ("statement:grief", "Find the words to tell them"),
        ("plan", "Plan that talk"),
        ("focus:grief", "Rehearse a scene"),
    ),
    "approach": (
        ("focus:social_isolation", "Rehearse it first"),
        ("statement:social_isolation", "Find my first words"),
    ),
}
