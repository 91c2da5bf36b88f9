"""The real talk: planned after a rehearsal, and looked back at after its day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timezone
from typing import Any, ClassVar

from bot.app.flow import HOME, Flow, given, with_answers, without
from bot.app.grounding import GROUND
from bot.app.heard import Answer, Heard
from bot.app.scene import NOT_HERE, Scenes
from bot.app.session_frame import CLOSE, running
from bot.app.statement import Statements
from bot.programme import real_talk
from bot.programme.people import spoken_of
from bot.programme.records import Plan
from bot.rehearsal import questions
from bot.rehearsal.coach import SILENT
from bot.rehearsal.floor import STATEMENT, Floor
from bot.rehearsal.message import Link, Message, choices, guide
from bot.rehearsal.questions import Question
from bot.rehearsal.statement import quoted_whole
from bot.store import TurnRow
from bot.vocabulary import AGGRESSIVE, SKILLS

MOST_OFFERED = 4
LONGEST_LABEL = 90
LINES = tuple(f"line:{number}" for number in range(1, real_talk.MOST_LINES + 1))
CONDITIONS = tuple(real_talk.CONDITIONS)
BEGIN = "Let's make a plan for the real talk. A few short questions, and you get a card to take along."
AFTER_A_TALK = ("said", "answered", "happened", "turned", "onward")
HARD = 8


class PlanFlow(Flow):
    """A plan: with whom, when and where, which lines, and what if."""

    name: ClassVar[str] = "plan"

    def begin(self, heard: Heard, attempt_id: int | None = None) -> Answer:
        """Opens the questions. `attempt_id`: the rehearsal it comes from, if it comes from one of the learner's."""
        attempts = self.log.attempts(heard.learner, limit=20)
        attempt = next((one.attempt for one in attempts if one.attempt.id == attempt_id), None)
        chosen = attempt or (attempts[0].attempt if attempts else None)
        asking = ("who", "afraid", "where", "day", *LINES, *CONDITIONS, "fear", "feared")
        return self.start(
            heard,
            asking,
            before=BEGIN,
            attempt=attempt.id if attempt else None,
            own=self._own_lines(chosen.id) if chosen else [],
            counterpart=((chosen.setup or {}).get("answers") or {}).get("var:person") if attempt and chosen else None,
        )

    def question(self, learner: str, floor: Floor) -> Question:
        """The question in front."""
        asked = floor.asking[0]
        if asked == "who":
            return Question("who", "open", "Whom do you want to talk with?", self._who(learner, floor), max_length=60)
        if asked == "afraid":
            return questions.afraid(floor.answers.get("with_whom") or "they")
        if asked == "day":
            return real_talk.day_question(self.log.now().date())
        if asked in LINES:
            taken = {floor.answers.get(line) for line in LINES}
            own = [(f"own{n}", label(text)) for n, text in enumerate(floor.answers["own"]) if text not in taken]
            return real_talk.line_question(int(asked[-1]), own)
        if asked in CONDITIONS:
            return real_talk.condition_question(asked)
        return {one.id: one for one in (real_talk.WHERE, real_talk.FEAR, real_talk.FEARED)}[asked]

    def took(self, heard: Heard, floor: Floor, question_id: str, value: Any) -> Floor | Answer:
        """What an answer changes; fear of the other ends it here."""
        if question_id == "who" and value:
            people = {f"p{one.id}": one for one in self.log.people(heard.learner)}
            person = people.get(value)
            return with_answers(floor, with_whom=person.nickname if person else value, person=person and person.id)
        if question_id == "afraid" and value == "yes":
            return Answer((guide(NOT_HERE, ("help_now", "Help now"), HOME),))
        if question_id in LINES:
            return self._with_line(floor, question_id, value)
        if question_id in CONDITIONS and not value:
            return without(floor, *CONDITIONS)
        return floor

    def done(self, heard: Heard, floor: Floor) -> Answer:
        """The plan is kept, and the card shown."""
        answers = floor.answers
        about: dict[str, Any] = {
            "with_whom": answers.get("with_whom"),
            "where": answers.get("where"),
            "lines": [answers[line] for line in LINES if answers.get(line)],
            "if_then": [
                [answers[f"if:{n}"], answers[f"then:{n}"]]
                for n in (1, 2)
                if answers.get(f"if:{n}") and answers.get(f"then:{n}")
            ],
            "outcome": dict(given(floor, ("fear",))),
        }
        due = moment_of(answers.get("day"))
        course = self.log.course(heard.learner)
        plan = self.log.add_plan(
            heard.learner,
            heard.key,
            attempt_id=answers.get("attempt"),
            person_id=answers.get("person"),
            focus_id=course.id if course else None,
            due=due,
            feared=answers.get("feared"),
            **about,
        )
        kept = self.log.keeps_words(heard.learner)
        whole = replace(
            plan, **{**about, "lines": tuple(about["lines"]), "if_then": tuple(map(tuple, about["if_then"]))}
        )
        under_way = running(self.log.sittings(heard.learner), self.log.now())
        told = with_choices(_after_the_card(whole, kept=kept), *((CLOSE,) if under_way else ()))
        return Answer((card_message(whole, kept=kept), told), place="debrief")

    def can_go_back_to(self, floor: Floor) -> set[str]:
        """Everything but what was worked out from it."""
        return {"who", "where", "day", "fear", "feared", *LINES, *CONDITIONS}

    def _with_line(self, floor: Floor, question_id: str, value: str | None) -> Floor:
        if value is None:
            return without(floor, *LINES)
        own = {f"own{n}": text for n, text in enumerate(floor.answers["own"])}
        return with_answers(floor, **{question_id: own.get(value, value)})

    def _who(self, learner: str, floor: Floor) -> tuple[tuple[str, str], ...]:
        people = [(f"p{one.id}", one.nickname) for one in self.log.people(learner)]
        named = floor.answers.get("counterpart")
        first = [(named, named)] if named and named not in {label for _, label in people} else []
        return tuple([*first, *people][:8])

    def _own_lines(self, attempt_id: int) -> list[str]:
        """The learner's own lines that showed something good and pushed nobody, the newest first."""
        fitting = [turn for turn in reversed(self.log.turns(attempt_id)) if turn.words and _is_worth_keeping(turn)]
        return [" ".join((turn.words or "").split()) for turn in fitting[:MOST_OFFERED]]


def _is_worth_keeping(turn: TurnRow) -> bool:
    found = {mark.marker for mark in turn.marks if mark.confidence >= SILENT}
    return bool(found & set(SKILLS)) and not found & AGGRESSIVE


def label(text: str) -> str:
    """A line short enough for a button."""
    return text if len(text) <= LONGEST_LABEL else text[: LONGEST_LABEL - 2].rsplit(" ", 1)[0] + " …"


def moment_of(day: str | None) -> datetime | None:
    """Noon on a day, in UTC: the same day wherever the learner is, but for the far side of the date line."""
    return datetime.combine(date.fromisoformat(day), time(12), timezone.utc) if day else None


def card_message(plan: Plan, *, kept: bool) -> Message:
    """The card, with what a page can do with it. Without kept words there is nothing to print later."""
    links = [Link(f"api/plans/{plan.id}/card", "Print it")] if kept else []
    links += [Link(f"api/plans/{plan.id}/reminder", "Calendar reminder")] if plan.due else []
    return Message("guide", real_talk.card(plan), look="card", links=tuple(links))


def _after_the_card(plan: Plan, *, kept: bool) -> Message:
    lines = ["These are your words. Say them aloud once before you go."]
    if (plan.feared or 0) >= HARD:
        lines.append("That is a lot to fear. It may help to rehearse once more, or to tell someone you trust about it.")
    if plan.due:
        lines.append(
            f"The reminder for {real_talk.day_of(plan.due)} is called “{real_talk.REMINDER}” and says nothing else. In "
            "the terminal, `sayso plans --reminder note.ics` writes it. When you are back, I'll ask you how it went."
        )
    if not kept:
        lines.append("I don't keep your words, so copy the card now if you want to have it.")
    return guide("\n\n".join(lines), ("progress", "How am I doing?"), HOME)


@dataclass(frozen=True)
class ReportFlow(Flow):
    """How it went: what was said, what happened against what was feared, and again from where it turned."""

    scenes: Scenes
    statements: Statements
    name: ClassVar[str] = "report"

    def begin(self, heard: Heard, plan_id: int | None = None) -> Answer:
        """Asks about one plan; without one, about the talk that comes up first, or about one that was never planned."""
        plans = [one for one in self.log.plans(heard.learner) if one.is_open and plan_id in (None, one.id)]
        plan = min(plans, key=lambda one: (one.due is None, one.due), default=None)
        if plan is None and plan_id is not None:
            return Answer((guide("That talk is done already. Shall we look at something else?", HOME),))
        if plan is None:
            return self.start(heard, ("had",))
        return self.start(heard, ("held",), before=_remembered(plan), plan=plan.id)

    def question(self, learner: str, floor: Floor) -> Question:
        """The question in front."""
        asked = floor.asking[0]
        if asked == "day":
            return real_talk.day_question(self.log.now().date())
        if asked == "onward":
            return self._onward(learner, floor)
        return real_talk.REPORT[asked]

    def took(self, heard: Heard, floor: Floor, question_id: str, value: Any) -> Floor | Answer:
        """Keeps each answer at once."""
        if question_id == "had":
            return self._had(heard, floor, value)
        learner, plan = heard.learner, floor.answers["plan"]
        if question_id == "held":
            return self._held(learner, floor, value)
        if question_id == "day":
            self.log.change_plan(learner, plan, due=moment_of(value))
        if question_id == "happened" and value is not None:
            self.log.change_plan(learner, plan, happened=value)
        if question_id in ("said", "answered", "turned") and value:
            self.log.change_plan(learner, plan, outcome={question_id: value})
        return floor

    def done(self, heard: Heard, floor: Floor) -> Answer:
        """What happened against what was feared; then on, if the learner wants to go on."""
        plan = self._plan(heard.learner, floor)
        if floor.answers.get("held") in ("not_yet", "no"):
            return Answer((_not_held(plan),))
        looked = guide(real_talk.looked_back(plan), *(() if floor.answers.get("onward") else (HOME,)))
        if floor.answers.get("onward") == "scene":
            scenario, level = self._scene(heard.learner, plan) or ("", "")
            begun = self.scenes.begin(heard, scenario, level)
            return Answer((looked, *begun.messages), begun.floor)
        if floor.answers.get("onward") == "words":
            return from_line(self.statements, plan.outcome.get("turned", ""), first=(looked,))
        shaken = plan.happened is not None and plan.happened >= HARD
        more = (guide(questions.BODY, GROUND, HOME),) if shaken else ()
        return Answer((looked, *more), place="debrief")

    def can_go_back_to(self, floor: Floor) -> set[str]:
        """What was said about the talk."""
        return {"said", "answered", "happened", "turned"}

    def _had(self, heard: Heard, floor: Floor, value: str | None) -> Floor | Answer:
        """A talk that nobody planned is looked at once it is clear that there was one."""
        if value != "yes":
            return Answer((guide("All right. Whenever you have had one, tell me, and we look at it together.", HOME),))
        plan = self.log.add_plan(heard.learner, heard.key, held=self.log.now())
        return with_answers(floor, plan=plan.id).but(asking=AFTER_A_TALK)

    def _held(self, learner: str, floor: Floor, value: str) -> Floor:
        plan = floor.answers["plan"]
        if value == "yes":
            self.log.change_plan(learner, plan, held=self.log.now())
            return floor.but(asking=AFTER_A_TALK)
        if value == "no":
            self.log.change_plan(learner, plan, let_go=self.log.now())
            return floor
        return floor.but(asking=("day",))

    def _onward(self, learner: str, floor: Floor) -> Question:
        plan = self._plan(learner, floor)
        turned = plan.outcome.get("turned")
        ways = [("scene", "Rehearse the scene again")] if self._scene(learner, plan) else []
        ways += [("words", "Find my words from that line")] if turned else [("words", "Find the words for next time")]
        text = "Would you like to rehearse it from there?" if turned else "Would you like to rehearse it once more?"
        return Question("onward", "choice", text, tuple(ways), decline="Not now")

    def _plan(self, learner: str, floor: Floor) -> Plan:
        """The plan, with what the running talk holds of it for learners who keep no words."""
        plan = next(one for one in self.log.plans(learner) if one.id == floor.answers["plan"])
        return replace(plan, outcome={**plan.outcome, **given(floor, ("said", "answered", "turned"))})

    def _scene(self, learner: str, plan: Plan) -> tuple[str, str] | None:
        """The scene that the plan came from and its level, if it is still in the library."""
        attempts = self.log.attempts(learner) if plan.attempt_id else []
        found = next((one.attempt for one in attempts if one.attempt.id == plan.attempt_id), None)
        if found is None or found.scenario not in self.library.ids():
            return None
        return found.scenario or "", found.level or ""


def from_line(statements: Statements, line: str, *, first: Sequence[Message] = (), area: str | None = None) -> Answer:
    """A statement that begins with the other's line: the learner finds what to say to it now."""
    begun = (
        statements.begin(area, f"They said: {quoted_whole(line)} Now it is your turn again.")
        if line
        else (statements.begin(area))
    )
    floor = begun.floor or Floor(STATEMENT)
    return Answer((*first, *begun.messages), floor.but(before=line))


def _remembered(plan: Plan) -> str:
    whom = f" with {spoken_of(plan.with_whom)}" if plan.with_whom else ""
    when = f" for {real_talk.day_of(plan.due)}" if plan.due else ""
    return f"You planned a talk{whom}{when}."


def _not_held(plan: Plan) -> Message:
    if plan.let_go:
        return guide("That is a decision, too, and it is yours. Your rehearsals stay with you.", HOME)
    when = f" I'll ask you again after {real_talk.day_of(plan.due)}." if plan.due else ""
    return guide(
        f"That's all right. The right moment is part of it.{when}",
        ("programme:plans", "Show me my card"),
        HOME,
    )


def with_choices(message: Message, *pairs: tuple[str, str]) -> Message:
    """The message with more choices in front of its own."""
    return replace(message, choices=(*choices(*pairs), *message.choices))
