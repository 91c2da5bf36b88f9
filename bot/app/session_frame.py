"""A session's beginning and its end, and what can be done in between."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, ClassVar

from bot.app.flow import HOME, Flow, with_answers
from bot.app.grounding import GROUND
from bot.app.heard import Answer, Heard
from bot.programme import exercises, sittings
from bot.programme.focus import PLAIN
from bot.programme.records import Course, Note, Sitting
from bot.rehearsal.debrief import is_shaken
from bot.rehearsal.floor import Floor
from bot.rehearsal.message import Message, guide
from bot.rehearsal.questions import Question
from bot.rehearsal.statement import quoted_whole

GOES_ON = timedelta(hours=12)
"""So long a session that was not closed can be gone on with; after that the next one begins."""
CLOSE = ("programme:close", "Close this session")
NUMBERS = frozenset({"distress_before", "confidence_before", "distress_after", "confidence_after", "closeness"})
BY_ID = {one.id: one for one in (*sittings.OPENING, *sittings.CLOSING, exercises.TRIED, exercises.HOW)}
REST = (
    "Then we stop for today. You noticed what you need, and that is part of this work. If you'd like to hear a "
    "person's voice, “help now” shows you whom to reach."
)


def running(found: list[Sitting], now: Any) -> Sitting | None:
    """The session that is under way, if one is."""
    last = found[-1] if found else None
    return last if last and last.closed is None and now - last.opened < GOES_ON else None


class FrameFlow(Flow):
    """What the beginning and the end of a session share."""

    def question(self, learner: str, floor: Floor) -> Question:
        """The question in front; about a small step, with the step in it."""
        question = BY_ID[floor.asking[0]]
        if question is sittings.SINCE and floor.answers.get("is_first"):
            return replace(question, text=sittings.LATELY)
        if question is not exercises.TRIED:
            return question
        note = self._open_step(learner)
        step = note.words.get("step") if note else None
        asked = (
            f"Last time you planned a small step: {quoted_whole(step)}\n\n" if step else "You planned a small step. "
        )
        return Question("tried", "choice", asked + question.text, question.options, yes=question.yes, no=question.no)

    def took(self, heard: Heard, floor: Floor, question_id: str, value: Any) -> Floor | Answer:
        """Keeps each answer at once."""
        if question_id in ("tried", "how"):
            return self._tried(heard.learner, floor, question_id, value)
        if value is not None:
            changed = {question_id: value} if question_id in NUMBERS else {"words": {question_id: value}}
            self.log.change_sitting(heard.learner, floor.answers["sitting"], **changed)
        return floor

    def can_go_back_to(self, floor: Floor) -> set[str]:
        """Every question of the frame."""
        return set(BY_ID)

    def _open_step(self, learner: str) -> Note | None:
        return next((one for one in reversed(self.log.notes(learner, "approach")) if one.value == "open"), None)

    def _tried(self, learner: str, floor: Floor, question_id: str, value: Any) -> Floor:
        note = self._open_step(learner) if question_id == "tried" else None
        number = note.id if note else floor.answers.get("step")
        if number is None or value is None:
            return floor
        if question_id == "how":
            self.log.change_note(learner, number, words={"how": value})
            return floor
        self.log.change_note(learner, number, value=value)
        return with_answers(floor, step=number)

    def sittings_of(self, learner: str, course: Course) -> list[Sitting]:
        """The sessions of a course so far."""
        return self.log.sittings(learner, course.id)


@dataclass(frozen=True)
class OpenFlow(FrameFlow):
    """How have things been since last time?"""

    name: ClassVar[str] = "open"

    def begin(self, heard: Heard) -> Answer:
        """Begins the next session, or goes on with the one that is under way."""
        course = self.log.course(heard.learner)
        if course is None:
            offered = (("programme:focus", "Find my focus"), HOME)
            return Answer((guide("Sessions belong to a focus, and you have none yet. Shall we find it?", *offered),))
        found = self.sittings_of(heard.learner, course)
        if under_way := running(found, self.log.now()):
            return Answer((self.today(heard.learner, course, under_way),), place="choosing_scenario")
        if found and not sittings.left(course, found):
            return Answer((_all_held(),), place="choosing_scenario")
        sitting = self.log.begin_sitting(heard.learner, heard.key, course.id)
        asking = tuple(one.id for one in sittings.OPENING)
        if self._open_step(heard.learner):
            asking = ("tried", "how", *asking)
        ends = sittings.announcement(course, [*found, sitting])
        before = "\n\n".join(one for one in (_heading(course, sitting), ends) if one)
        return self.start(heard, asking, before=before, sitting=sitting.id, is_first=not found)

    def done(self, heard: Heard, floor: Floor) -> Answer:
        """The session is open: what there is to do in it."""
        course = self.log.course(heard.learner)
        found = self.log.sittings(heard.learner)
        sitting = next((one for one in found if one.id == floor.answers["sitting"]), None)
        if course is None or sitting is None:
            return Answer((guide("Thank you.", HOME),))
        tried = exercises.AFTER_TRYING.get(floor.answers.get("tried") or "", "")
        return Answer((self.today(heard.learner, course, sitting, tried),), place="choosing_scenario")

    def today(self, learner: str, course: Course, sitting: Sitting, before: str = "") -> Message:
        """What can be done in this session, the exercises of the focus that were not done yet first."""
        done = {note.kind for note in self.log.notes(learner) if note.course_id == course.id}
        offered = sorted(exercises.of_area(course.area), key=lambda one: one.kind in done)
        goal = f"Your goal: {quoted_whole(course.goal)}\n\n" if course.goal else ""
        last = not sittings.left(course, self.sittings_of(learner, course))
        text = f"{before}\n\n{goal}What would help most today?".strip()
        looking_back = (("programme:conclude", "Look back and finish"), ("programme:more", "A few more sessions"))
        return guide(
            text,
            *(looking_back if last else ()),
            (f"focus:{course.area}", "Rehearse a scene"),
            (f"statement:{course.area}", "Find the words for something"),
            *((f"programme:do:{one.kind}", one.title) for one in offered),
            ("plan", "Plan the real talk"),
            CLOSE,
        )


@dataclass(frozen=True)
class CloseFlow(FrameFlow):
    """How is it now, how close is the goal, and what is taken along?"""

    name: ClassVar[str] = "close"

    def begin(self, heard: Heard) -> Answer:
        """Closes the session that is under way."""
        course = self.log.course(heard.learner)
        sitting = running(self.sittings_of(heard.learner, course), self.log.now()) if course else None
        if sitting is None:
            return Answer((guide("There is no session to close. You can go whenever you like.", HOME),))
        return self.start(heard, tuple(one.id for one in sittings.CLOSING), sitting=sitting.id)

    def done(self, heard: Heard, floor: Floor) -> Answer:
        """The session is closed, the end of all of them named when it is near."""
        sitting = self.log.change_sitting(heard.learner, floor.answers["sitting"], closed=self.log.now())
        course = next(one for one in self.log.courses(heard.learner) if one.id == sitting.course_id)
        left = sittings.left(course, self.sittings_of(heard.learner, course))
        took = floor.answers.get("took")
        lines = [f"Session {sitting.number} of {sittings.agreed(course)} is done."]
        lines += [f"You take with you: {quoted_whole(took)}"] if took else []
        lines += [_moved(sitting)] if _moved(sitting) else []
        shaken = is_shaken(sitting.distress_before, sitting.distress_after)
        offered: tuple[tuple[str, str], ...] = (GROUND,) if shaken else ()
        if not left and course.closed is None:
            lines.append("It was the last one we agreed on. Shall we look back, or do you want a few more?")
            ends = (("programme:conclude", "Look back and finish"), ("programme:more", "A few more sessions"))
            return Answer((guide("\n\n".join(lines), *offered, *ends),))
        lines.append(_until_next(left))
        return Answer(
            (guide("\n\n".join(lines), *offered, ("plan", "Plan the real talk"), ("programme:bye", "See you")),)
        )


def _heading(course: Course, sitting: Sitting) -> str:
    return f"Session {sitting.number} of {sittings.agreed(course)}. Your focus: {PLAIN[course.area]}."


def _all_held() -> Message:
    return guide(
        "We have had all the sessions we agreed on. Shall we look back together, or do you want a few more?",
        ("programme:conclude", "Look back and finish"),
        ("programme:more", "A few more sessions"),
        HOME,
    )


def _moved(sitting: Sitting) -> str:
    before, after = sitting.distress_before, sitting.distress_after
    if before is None or after is None:
        return ""
    if after < before:
        return f"You came with {before} of 10 and you go with {after}."
    if after > before:
        return f"It is heavier now than before: {before}, then {after}. That can happen when you look at hard things."
    return ""


def _until_next(left: int) -> str:
    sessions = {1: "One session is", 2: "Two sessions are"}.get(left, f"{left} sessions are")
    return f"{sessions} left. About a week from now is a good time for the next one. Be kind to yourself until then."
