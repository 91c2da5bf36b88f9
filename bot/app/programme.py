"""The programme around the rehearsals: which flow a wish opens, what is offered when, and going on where one left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from bot.app.conclusion import ConcludeFlow
from bot.app.flow import HOME, OPEN, Flow
from bot.app.focus_talk import ChangeFlow, FindFlow
from bot.app.focus_work import ExerciseFlow
from bot.app.grounding import GROUND
from bot.app.heard import Answer, Heard
from bot.app.people import PeopleFlow
from bot.app.real_talk import PlanFlow, ReportFlow, card_message, with_choices
from bot.app.scene import Scenes
from bot.app.session_frame import CLOSE, REST, CloseFlow, OpenFlow, running
from bot.app.statement import Statements
from bot.programme import real_talk, sittings
from bot.programme.focus import PLAIN
from bot.programme.people import spoken_of
from bot.programme.records import Course, Plan
from bot.rehearsal.debrief import is_shaken
from bot.rehearsal.floor import PRACTICES, Floor
from bot.rehearsal.message import Message, choices, guide
from bot.scenarios.library import Library
from bot.store import Log

DOOR = ("programme:menu", "People, focus and real talks")
OFFER = "offer"
"""Notes of this kind say that the programme was offered; it is offered twice and never pressed."""
FIRST_OFFER = (
    "You can practise one talk right away. Or we take it step by step: first the people in your life, then one thing "
    "to work on, then a few sessions. You decide, and you can change your mind."
)
SECOND_OFFER = (
    "One thing, and then I won't bring it up again: if you like, we can look at the people in your life and find what "
    "is worth working on over a few sessions. You'll find it under “People, focus and real talks”."
)
OFFERED = (("people", "Begin with my people"), ("programme:focus", "Find what to work on"))
LEFT_THERE = "We leave it there. What you told me is kept, and you can go on another day."
NOT_KEPT = "We leave it there. As you asked, I don't keep what you wrote."
GOODBYE = "Take care of yourself until then. What you practised is in your log."


@dataclass(frozen=True)
class Programme:
    """Phases, flows and offers. Whoever only wants to rehearse meets two offers and one button."""

    log: Log
    library: Library
    scenes: Scenes
    statements: Statements

    # -- flows ---------------------------------------------------------------------------------------------------------

    @property
    def people(self) -> PeopleFlow:
        """The people and their circle."""
        return PeopleFlow(self.log, self.library)

    @property
    def finding(self) -> FindFlow:
        """The focus and the contract."""
        return FindFlow(self.log, self.library)

    @property
    def opening(self) -> OpenFlow:
        """A session's beginning."""
        return OpenFlow(self.log, self.library)

    @property
    def closing(self) -> CloseFlow:
        """A session's end."""
        return CloseFlow(self.log, self.library)

    @property
    def concluding(self) -> ConcludeFlow:
        """The end of all sessions."""
        return ConcludeFlow(self.log, self.library)

    @property
    def exercise(self) -> ExerciseFlow:
        """What a focus adds."""
        return ExerciseFlow(self.log, self.library, self.statements)

    @property
    def planning(self) -> PlanFlow:
        """The plan for a real talk."""
        return PlanFlow(self.log, self.library)

    @property
    def reporting(self) -> ReportFlow:
        """How a real talk went."""
        return ReportFlow(self.log, self.library, self.scenes, self.statements)

    def _flow(self, floor: Floor) -> Flow:
        flows: tuple[Flow, ...] = (
            self.people,
            self.finding,
            ChangeFlow(self.log, self.library),
            self.opening,
            self.closing,
            self.concluding,
            self.exercise,
            self.planning,
            self.reporting,
        )
        return next(one for one in flows if one.name == floor.then)

    # -- opening -------------------------------------------------------------------------------------------------------

    def chosen(self, heard: Heard) -> Answer:
        """What a button of the programme opens; words about people open the circle."""
        kind, _, which = (heard.choice or "people").partition(":")
        if kind != "programme":
            return self._begin(heard, "people", lambda: self.people.begin(heard))
        what, _, detail = which.partition(":")
        ways: Mapping[str, Callable[[], Answer]] = {
            "focus": lambda: self._begin(heard, "find", lambda: self.finding.begin(heard)),
            "session": lambda: self._begin(heard, "open", lambda: self.opening.begin(heard)),
            "close": lambda: self._begin(heard, "close", lambda: self.closing.begin(heard)),
            "conclude": lambda: self._begin(heard, "conclude", lambda: self.concluding.begin(heard)),
            "more": lambda: self.concluding.more(heard),
            "do": lambda: self._begin(heard, "exercise", lambda: self.exercise.begin(heard, detail)),
            "plans": lambda: self.plans(heard),
            "drop": lambda: self._drop(heard, detail),
            "rest": lambda: Answer((guide(REST, ("help_now", "Help now")),)),
            "bye": lambda: Answer((guide(GOODBYE),)),
        }
        return ways.get(what, lambda: self.menu(heard))()

    def plan(self, heard: Heard) -> Answer:
        """A new plan, from the rehearsal that the button names if it names one."""
        attempt = int(heard.chosen) if heard.chosen.isdecimal() else None
        return self._begin(heard, "plan", lambda: self.planning.begin(heard, attempt))

    def report(self, heard: Heard) -> Answer:
        """How a real talk went."""
        plan = int(heard.chosen) if heard.chosen.isdecimal() else None
        return self._begin(heard, "report", lambda: self.reporting.begin(heard, plan))

    def _begin(self, heard: Heard, name: str, begin: Callable[[], Answer]) -> Answer:
        """Goes on with what was left in the middle; else begins."""
        waiting = [one for one in self.log.notes(heard.learner, OPEN) if one.value == name and one.words.get("floor")]
        if not waiting:
            return begin()
        self.log.remove_notes(heard.learner, OPEN)
        floor = Floor.from_dict(waiting[-1].words["floor"])
        if floor is None or not self._fits(heard, floor):
            return begin()
        return self._flow(floor).ask(heard, floor, "Last time we stopped at this question.")

    def _fits(self, heard: Heard, floor: Floor) -> bool:
        """Whether what was left can still be gone on with: the exercise asked for, in the session that runs."""
        detail = (heard.choice or "").rpartition(":")[2]
        if floor.then == "exercise":
            return floor.answers.get("exercise") == detail
        if floor.then in ("open", "close"):
            under_way = self._under_way(heard.learner)
            return under_way is not None and under_way == floor.answers.get("sitting")
        if floor.then == "report":
            return detail in ("", "report", str(floor.answers.get("plan")))
        return floor.then != "plan" or not detail.isdecimal() or floor.answers.get("attempt") == int(detail)

    # -- in the middle of a flow ---------------------------------------------------------------------------------------

    def answer(self, heard: Heard, floor: Floor) -> Answer:
        """The answer to a flow's open question."""
        return self._flow(floor).answer(heard, floor)

    def again(self, heard: Heard, floor: Floor) -> Answer:
        """The question before, once more."""
        return self._flow(floor).again(heard, floor.but(paused=False))

    def resume(self, heard: Heard, floor: Floor, before: str = "On we go.") -> Answer:
        """The open question, asked again."""
        return self._flow(floor).ask(heard, floor.but(paused=False), before)

    def pause(self, floor: Floor) -> Answer:
        """The flow waits."""
        text = "Take all the time you need. This question waits for you."
        return Answer((guide(text, ("resume", "Carry on"), ("stop_here", "Stop here")),), floor.but(paused=True))

    def stop(self, heard: Heard, floor: Floor) -> Answer:
        """The flow is left; what is open is kept, for learners who keep their words."""
        kept = self.log.keeps_words(heard.learner)
        if kept and floor.asking and floor.then != "change":
            self.log.remove_notes(heard.learner, OPEN)
            words = {"floor": floor.but(paused=False, missed="").as_dict()}
            self.log.add_note(heard.learner, heard.key, OPEN, value=floor.then, words=words)
        return Answer((guide(LEFT_THERE if kept else NOT_KEPT, HOME),))

    # -- what is offered -----------------------------------------------------------------------------------------------

    def greeting(self, heard: Heard) -> tuple[Message, ...]:
        """What comes before the menu: a talk whose day has come, the session that is next, or, once, an offer."""
        due = self._due(heard.learner)
        course = self.log.course(heard.learner)
        messages = (_how_did_it_go(due),) if due else ()
        if course:
            return (*messages, self._next_session(heard.learner, course))
        return messages or self._offer(heard, FIRST_OFFER, so_far=0)

    def with_door(self, menu: Message) -> Message:
        """The menu with the one button that leads to the programme."""
        return replace(menu, choices=(*menu.choices, *choices(DOOR)))

    def menu(self, heard: Heard) -> Answer:
        """People, focus and real talks."""
        course = self.log.course(heard.learner)
        focus = (
            (("programme:session", "A session"), ("programme:focus", "Change my focus or goal"))
            if course
            else (("programme:focus", "Find what to work on"),)
        )
        text = f"Your focus: {PLAIN[course.area]}. What would you like?" if course else "What would you like?"
        offered = (("people", "My people"), *focus, ("plan", "Plan a real talk"), ("programme:plans", "My plans"))
        return Answer((guide(text, *offered, HOME),), place="choosing_scenario")

    def plans(self, heard: Heard) -> Answer:
        """The cards of the talks to come."""
        plans = [one for one in self.log.plans(heard.learner) if one.is_open]
        if not plans:
            return Answer((guide("No talk is planned. Shall we plan one?", ("plan", "Plan a real talk"), HOME),))
        kept = self.log.keeps_words(heard.learner)
        cards = tuple(
            with_choices(
                card_message(plan, kept=kept),
                (f"report:{plan.id}", f"How it went{_with(plan)}"),
                (f"programme:drop:{plan.id}", f"Throw away the plan{_with(plan)}"),
            )
            for plan in plans[-3:]
        )
        return Answer((*cards, guide("These are your plans.", ("plan", "Plan another talk"), HOME)))

    def after_practice(self, heard: Heard, before: Floor, answer: Answer) -> Answer:
        """What is offered after a rehearsal beside the next one: steadying, the real talk, the session's end."""
        if before.kind not in PRACTICES or answer.place != "debrief" or answer.floor or not before.attempt:
            return answer
        rated = [before.answers.get(f"distress:{moment}") for moment in ("before", "after")]
        steady = (*(() if _offers(answer, GROUND) else (GROUND,)), ("programme:rest", "Stop for today"))
        shaken = is_shaken(*rated)
        real = () if shaken else ((f"plan:{before.attempt}", "Plan the real talk"),)
        close = (CLOSE,) if self._under_way(heard.learner) is not None else ()
        last = _inserted(answer.messages[-1], *(steady if shaken else ()), *real, *close)
        offered = () if shaken else self._offer(heard, SECOND_OFFER, so_far=1)
        for offer in offered:
            last = replace(last, text=f"{last.text}\n\n{offer.text}", choices=(*last.choices, *offer.choices))
        return replace(answer, messages=(*answer.messages[:-1], last))

    def _offer(self, heard: Heard, text: str, so_far: int) -> tuple[Message, ...]:
        """The offer, when it was made so many times; never to somebody who has begun."""
        offers = self.log.notes(heard.learner, OFFER)
        if len(offers) != so_far or self.log.people(heard.learner) or self.log.courses(heard.learner):
            return ()
        self.log.add_note(heard.learner, heard.key, OFFER)
        return (guide(text, *OFFERED),)

    def _due(self, learner: str) -> Plan | None:
        today = self.log.now().date()
        return next((one for one in self.log.plans(learner) if real_talk.is_due(one, today)), None)

    def _next_session(self, learner: str, course: Course) -> Message:
        found = self.log.sittings(learner, course.id)
        if running(found, self.log.now()):
            text = f"Session {len(found)} of {sittings.agreed(course)} is under way."
            return guide(text, ("programme:session", "Go on with it"), CLOSE)
        if not sittings.left(course, found):
            return guide(
                "We have had all the sessions we agreed on.",
                ("programme:conclude", "Look back and finish"),
                ("programme:more", "A few more sessions"),
            )
        text = f"Session {len(found) + 1} of {sittings.agreed(course)} is next, whenever you like."
        return guide(text, ("programme:session", "Begin the session"))

    def _under_way(self, learner: str) -> int | None:
        course = self.log.course(learner)
        found = running(self.log.sittings(learner, course.id), self.log.now()) if course else None
        return found.id if found else None

    def _drop(self, heard: Heard, which: str) -> Answer:
        if which.isdecimal() and int(which) in {one.id for one in self.log.plans(heard.learner)}:
            self.log.remove_plan(heard.learner, int(which))
        return Answer((guide("That plan is thrown away.", ("plan", "Plan another talk"), HOME),))


def _how_did_it_go(plan: Plan) -> Message:
    text = f"You had a talk{_with(plan)} in mind for {real_talk.day_of(plan.due)}. How did it go?"
    return guide(text, (f"report:{plan.id}", "Tell me how it went"))


def _with(plan: Plan) -> str:
    return f" with {spoken_of(plan.with_whom)}" if plan.with_whom else ""


def _inserted(message: Message, *pairs: tuple[str, str]) -> Message:
    """The message with more choices, after what goes on with the rehearsal and before the ways out of it."""
    ways_out = ("progress", "home")
    going_on = [one for one in message.choices if one.id not in ways_out]
    leaving = [one for one in message.choices if one.id in ways_out]
    return replace(message, choices=(*going_on, *choices(*pairs), *leaving))


def _offers(answer: Answer, choice: tuple[str, str]) -> bool:
    return any(one.id == choice[0] for one in answer.messages[-1].choices)
