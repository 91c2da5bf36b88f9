"""Rehearsing a scene: its questions, its turns, hints, trying again, stopping, and what comes after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.app import tactic_choice
from bot.app.asking import ask_again, read, turned_page
from bot.app.grounding import GROUND
from bot.app.heard import Answer, Heard
from bot.app.rated import AFTER, Rated, closing, shaken
from bot.rehearsal import hints, looking_back, pressure, questions, turn
from bot.rehearsal.coach import details
from bot.rehearsal.debrief import STOPPED, debrief, kind_of
from bot.rehearsal.floor import SCENE, Floor
from bot.rehearsal.levels import LEVELS
from bot.rehearsal.message import Choice, Message, coach, counterpart, guide
from bot.rehearsal.questions import Question
from bot.scenarios import walk
from bot.scenarios.library import Library
from bot.scenarios.model import Scenario
from bot.store import TurnRow
from bot.understanding.answers import asks_for_level, is_no_line
from bot.vocabulary import FOCUS_AREAS, Mark

STRAIGHT = "start"
LEFT = "We leave that one."
HOME = ("home", "Something else")
RESUME = ("resume", "Carry on")
LEVEL = ("answer:level", "Another level")
SWAP = "swap"
"""Stands for the level in a choice's id: `scene:parent_drops_in@swap`."""
THOUGHTS = ("answer:thoughts", "What were they thinking?")
EARLIER = ("answer:earlier", "Go back to an earlier line")

AFTERWARDS = {
    "good": "When you feel like it, take it a step further.",
    "retry": "A second try often feels quite different from the first.",
    "exit": "You can come back to it whenever you like.",
}
"""What follows each kind of ending, once it is in the log."""

NOT_HERE = (
    "Thank you for telling me. Then this is not the place to rehearse that talk: practising to face someone you "
    "are afraid of could put you at risk. People who know this well can think it through with you. Press “Help now” to "
    "see how to reach them. If you like, we can practise something else."
)


@dataclass(frozen=True)
class Scenes(Rated):
    """Scenes from the library, rehearsed and logged."""

    library: Library

    # -- before --------------------------------------------------------------------------------------------------------

    def begin(self, heard: Heard, scenario_id: str, level: str | None = None, *, is_new: bool = False) -> Answer:
        """Opens a scene with its questions. Raises UnknownScenario.

        `level`: begun again from its debrief, so only the ratings are asked; or, when it `is_new`, chosen with that
        level, so that all but the level is asked. A focus area in its place is where the learner came from.
        """
        scenario = self.library.get(scenario_id)
        area = level if level in FOCUS_AREAS else scenario.focus
        floor = Floor(SCENE, area=area, scenario=scenario.id, revision=scenario.revision)
        known: set[str] = set()
        if level in scenario.levels:
            named = {} if is_new else self.known_variables(heard.learner, scenario)
            floor = floor.but(answers={"level": level, **named})
            known = {*floor.answers} if is_new else {*floor.answers, "afraid"}
        floor = floor.but(asking=tuple(one for one in _asked(scenario) if one not in known))
        chosen = floor.answers.get("level")
        asked = self._shown(floor, scenario).message(before=_introduction(scenario, chosen))
        changed = (Choice(*LEVEL),) if chosen and len(scenario.level_names) > 1 else ()
        return Answer((replace(asked, choices=(*asked.choices, *changed)),), floor)

    def known_variables(self, learner: str, scenario: Scenario) -> dict[str, str]:
        """The learner's own names for things, from the last time they rehearsed this scene, if they are kept."""
        for past in self.log.attempts(learner, scenario.focus, limit=20):
            if past.attempt.scenario == scenario.id and past.attempt.setup:
                answers = past.attempt.setup.get("answers", {})
                named = [f"var:{name}" for name in scenario.variables] + (
                    OF_A_TEMPLATE if _is_template(scenario) else []
                )
                return {name: answers[name] for name in named if name in answers}
        return {}

    def answer(self, heard: Heard, floor: Floor) -> Answer:
        """The answer to the open question; after the last one the scene opens, or closes."""
        scenario = self._scenario(floor)
        if self._wants_level(heard, floor):
            left = tuple(one for one in floor.asking if one != "level")
            return self._ask(scenario, floor.but(asking=("level", *left)))
        if floor.asking[0] in tactic_choice.ASKED and (turned := turned_page(heard, floor)):
            return self._ask(scenario, turned)
        question = self._question(floor, scenario)
        got = read(question, heard)
        if not got.understood:
            return ask_again(self._shown(floor, scenario), got, floor)
        if question.id == "afraid" and got.value == "yes":
            return Answer((guide(NOT_HERE, ("help_now", "Help now"), HOME),))
        if question.id == "earlier":
            return self._go_back(heard, scenario, floor.but(asking=()), got.value)
        if question.id == "level" and floor.attempt:
            return self._open_at(scenario, floor.but(asking=()), got.value)
        if question.id == "level" and got.value == STRAIGHT:
            floor = floor.answered("level", None).but(asking=())
        else:
            floor = _answered(floor, question.id, got.value)
        if floor.attempt:
            self.rate(floor.attempt, question.id, got.value)
            floor = self.settling(floor)
        if question.id == questions.SETTLE:
            return self._settled(heard, scenario, floor, got.value)
        if floor.asking:
            return self._ask(scenario, floor, before=LEFT if got.left else "")
        return self._close(heard, scenario, floor) if floor.ending else self._open(heard, scenario, floor)

    def _ask(self, scenario: Scenario, floor: Floor, before: str = "") -> Answer:
        return Answer((self._shown(floor, scenario).message(before),), floor)

    def _shown(self, floor: Floor, scenario: Scenario) -> Question:
        """The open question as it is asked: of one with many options, a page."""
        if floor.asking[0] in tactic_choice.ASKED:
            return tactic_choice.shown(floor.asking[0], floor)
        return self._question(floor, scenario)

    def _question(self, floor: Floor, scenario: Scenario) -> Question:
        """The open question."""
        if floor.asking[0] == "earlier":
            return looking_back.which_turn(self._turns(floor))
        return _question(floor.asking[0], scenario, floor)

    def _wants_level(self, heard: Heard, floor: Floor) -> bool:
        """Whether, before it has begun, the learner wants to choose the level after all."""
        if floor.attempt or floor.asking[0] in ("afraid", "level", "earlier"):
            return False
        return heard.choice == LEVEL[0] or (heard.choice is None and asks_for_level(heard.words))

    def _open_at(self, scenario: Scenario, floor: Floor, level: str) -> Answer:
        """Begun, but nothing said yet: the same attempt once more, at another level."""
        floor, first = turn.open_scene(scenario, floor.but(level=level, answers={**floor.answers, "level": level}))
        self.log.save_setup(floor.attempt or 0, floor.but(attempt=None).as_dict(), level)
        return Answer((guide(f"Now it is {level}. We begin anew:"), first), floor)

    def _open(self, heard: Heard, scenario: Scenario, floor: Floor) -> Answer:
        level = floor.answers.get("level") or scenario.default_level
        named = {f"var:{name}": value for name, value in walk.values(scenario, floor.variables).items()}
        floor = floor.but(level=level, answers={**floor.answers, **named})
        if _is_template(scenario):
            picked = tactic_choice.chosen(floor, pressure.usual(floor.answers.get("relation")))
            floor = floor.but(answers={**floor.answers, "tactics": list(picked)})
        floor, first = turn.open_scene(scenario, floor)
        attempt = self._begin(heard, scenario, floor)
        self.rate_before(attempt, floor)
        offered = (("hint", "Give me a hint"), *((LEVEL,) if len(scenario.level_names) > 1 else ()))
        text = f"{walk.fill(scenario.brief, floor.variables)} (Level: {level}.)\n\n{ALWAYS}"
        return Answer((guide(text, *offered), first), floor.but(attempt=attempt))

    def _begin(self, heard: Heard, scenario: Scenario, floor: Floor) -> int:
        """Logs a new attempt that starts as the floor stands; its id."""
        row = self.log.begin_attempt(
            heard.learner,
            heard.key,
            kind=SCENE,
            area=floor.area or scenario.focus,
            scenario=scenario.id,
            revision=str(scenario.revision),
            level=floor.level,
            setup=floor.as_dict(),
        )
        return row.id

    # -- during --------------------------------------------------------------------------------------------------------

    def take(self, heard: Heard, floor: Floor) -> Answer:
        """A line to the counterpart: the turn is logged before anything is said."""
        if heard.choice == "answer:details" or heard.words.strip(" *").casefold() == "details":
            return self.details(floor)
        scenario = self._scenario(floor)
        if heard.choice == LEVEL[0]:
            return self._change_level(scenario, floor)
        if is_no_line(heard.words):
            name = turn.name_of(scenario, floor)
            text = f"Was that for {name}? Say it in words, or press a button. Nothing was sent yet."
            return Answer((guide(text, ("hint", "Give me a hint"), ("stop_here", "Stop here")),), floor)
        taken = turn.take(scenario, floor, heard.words, heard.marks)
        ended = self._ended(scenario, taken.floor) if taken.ending else None
        answer = (
            Answer((*taken.messages, *ended.messages), ended.floor) if ended else Answer(taken.messages, taken.floor)
        )
        row = self.log.record_turn(
            floor.attempt or 0,
            heard.key,
            number=taken.floor.turn,
            words=heard.words,
            beat=taken.beat,
            reply=taken.reply,
            tactic=taken.tactic,
            style=taken.style,
            marks=heard.marks,
            state=answer.floor.as_dict() if answer.floor else {},
            messages=[one.as_dict() for one in answer.messages],
        )
        if taken.ending:
            self.log.end_attempt(row.attempt_id, taken.ending, scenario.endings[taken.ending].kind)
        return as_logged(row, answer)

    def _change_level(self, scenario: Scenario, floor: Floor) -> Answer:
        if not floor.turn:
            return self._ask(scenario, floor.but(asking=("level",)))
        text = "The level can change before your first line, and after the talk. Shall we go on, or stop here?"
        return Answer((guide(text, ("stop_here", "Stop here")), self._line(floor)), floor)

    def details(self, floor: Floor) -> Answer:
        """Everything that was seen in the learner's last line."""
        if not floor.said:
            return Answer((guide("You have not said anything yet. Say your first line, then ask me again."),), floor)
        marks = tuple(Mark.from_dict(one) for one in floor.marks)
        return Answer((coach(details(floor.said, marks)), self._line(floor)), floor)

    def hint(self, floor: Floor) -> Answer:
        """The next of the beat's three hints."""
        scenario = self._scenario(floor)
        beat = scenario.beats[walk.Position.from_dict(floor.position or {}).beat]
        filled = [walk.fill(hint, floor.variables) for hint in beat.hints]
        return Answer((hints.rung(hints.SCENE, filled, floor.hints),), floor.but(hints=floor.hints + 1))

    def example(self, floor: Floor) -> Answer:
        """One of the beat's example answers, another one each time."""
        scenario = self._scenario(floor)
        examples = scenario.beats[walk.Position.from_dict(floor.position or {}).beat].examples
        text = walk.fill(examples[floor.hints % len(examples)].say, floor.variables)
        return Answer(
            (guide(f"Someone might say: “{text}”\n\nHow would you say it in your own words?"),),
            floor.but(hints=floor.hints + 1),
        )

    def again(self, heard: Heard, floor: Floor) -> Answer:
        """Takes the last line back: everything stands as it stood before it. After the ending the scene begins anew."""
        if floor.ending:
            return self.begin(heard, floor.scenario or "", floor.level)
        if not floor.turn:
            return Answer((guide("There is no line of yours to take back yet."), self._line(floor)), floor)
        row = self.log.take_back(floor.attempt or 0, heard.key)
        state = row.state if row else self.log.attempt(floor.attempt or 0).setup
        back = Floor.from_dict(state)
        if back is None:
            return Answer(
                (guide("I could not go back to before that line, so it stands. You can go on from here."),), floor
            )
        back = back.but(attempt=floor.attempt, before=floor.said)
        told = guide("That line is taken back. This is where you were:", *((EARLIER,) if back.turn else ()))
        return Answer((told, self._line(back)), back)

    # -- looking back --------------------------------------------------------------------------------------------------

    def thoughts(self, learner: str, floor: Floor | None) -> Answer | None:
        """What went on in the counterpart: at the last turn while it runs, at every turn when it is over.

        None when the learner has rehearsed no scene.
        """
        past = floor if floor and floor.attempt else self._past(learner)
        if past is None:
            return None
        scenario = self._scenario(past)
        turns = self._turns(past)
        told = looking_back.thoughts(scenario, past, turns[-1:] if past.running else turns)
        name = turn.name_of(scenario, past)
        text = f"What went on in {name}:\n{told}" if told else f"This time {name} kept it to themselves."
        if floor and floor.asking:
            return Answer((guide(text), *self.reminder(floor)), floor)
        onward = (RESUME, EARLIER) if floor else (EARLIER, ("progress", "How am I doing?"), HOME)
        return Answer((guide(text, *onward),), floor, place="debrief")

    def earlier(self, learner: str, floor: Floor | None) -> Answer | None:
        """Offers the learner's lines to try again from: of the running scene, or the last. None: there is none."""
        past = floor if floor and floor.running else self._past(learner)
        if past is None:
            return None
        if not self._turns(past):
            none = guide("There is no line of yours to go back to yet.")
            return Answer((none, *(self.reminder(floor) if floor else ())), floor, place="debrief")
        return self._ask(self._scenario(past), past.but(asking=("earlier",), paused=False))

    def once_more(self, learner: str) -> Answer | None:
        """The last scene again, from its beginning or from an earlier line; None when there was none."""
        past = self._past(learner)
        if past is None:
            return None
        again = (f"scene:{past.scenario}@{past.level}", "From the beginning")
        text = "Shall we take it from the beginning, or from one of your lines?"
        return Answer((guide(text, again, EARLIER, HOME),), place="debrief")

    def _past(self, learner: str) -> Floor | None:
        """The newest attempt, when it was a scene and is over, as far as the log still has it."""
        attempt = self.log.last_attempt(learner)
        if attempt is None or attempt.kind != SCENE or attempt.ended is None:
            return None
        begun = Floor.from_dict(attempt.setup) or Floor(
            SCENE,
            area=attempt.area,
            scenario=attempt.scenario,
            revision=int(attempt.revision or 0),
            level=attempt.level,
        )
        return begun.but(attempt=attempt.id, ending=attempt.ending)

    def _turns(self, floor: Floor) -> list[looking_back.Said]:
        return [(row.number, row.words or _said(row), row.reply) for row in self.log.turns(floor.attempt or 0)]

    def _go_back(self, heard: Heard, scenario: Scenario, floor: Floor, number: str) -> Answer:
        """Back to before one of the learner's lines: in this attempt, or in a new one when this one has ended."""
        if number == looking_back.STAY:
            if floor.running:
                return Answer((guide("We stay where we are."), self._line(floor)), floor)
            return Answer(
                (guide("All right, it stays as it was.", *_onward(scenario, floor, easier=False)),), place="debrief"
            )
        rows = self.log.turns(floor.attempt or 0)
        before = next((row.words or _said(row) for row in rows if row.number == int(number)), None) or ""
        kept = [row for row in rows if row.number < int(number)]
        if floor.running:
            back = self._taken_back(heard, floor, len(rows) - len(kept))
        else:
            back = self._begun_again(heard, scenario, floor, kept)
        back = back.but(before=before)
        line = f"You said: “{before.strip()}” " if before else ""
        return Answer((guide(f"{line}Say it another way. This is where you were:"), self._line(back)), back)

    def _taken_back(self, heard: Heard, floor: Floor, count: int) -> Floor:
        row = self.log.take_back(floor.attempt or 0, heard.key, max(count, 1))
        back = Floor.from_dict(row.state if row else self.log.attempt(floor.attempt or 0).setup)
        return (back or floor).but(attempt=floor.attempt)

    def _begun_again(self, heard: Heard, scenario: Scenario, floor: Floor, kept: Sequence[TurnRow]) -> Floor:
        """A new attempt that starts where the old one stood after the turns that are kept: they are walked again."""
        named = {f"var:{name}": value for name, value in walk.values(scenario, floor.variables).items()}
        answers: dict[str, Any] = {**named, "level": floor.level}
        if _is_template(scenario):
            met = tuple(dict.fromkeys(row.tactic for row in kept if row.tactic))
            answers["tactics"] = list(floor.picked or met or pressure.usual(None))
        begun = Floor(
            SCENE, answers=answers, area=floor.area, scenario=scenario.id,
            revision=scenario.revision, level=floor.level,
        )  # fmt: skip
        opened = turn.open_scene(scenario, begun)[0]
        if floor.position:
            opened = opened.but(position=floor.position, line=floor.line, tactics=floor.tactics, shown=floor.shown)
            opened = opened.but(path=floor.path)
        walked = looking_back.replay(scenario, opened, [(row.beat or "", row.found) for row in kept], turn.HEARD)
        shown = [mark.marker for row in kept for mark in row.marks if mark.confidence >= turn.HEARD]
        walked = walked.but(shown=tuple(dict.fromkeys((*opened.shown, *shown))))
        attempt = self._begin(heard, scenario, walked)
        return walked.but(attempt=attempt)

    # -- leaving and coming back ---------------------------------------------------------------------------------------

    def pause(self, floor: Floor) -> Answer:
        """Out of role, until the learner wants to go on."""
        name = turn.name_of(self._scenario(floor), floor)
        text = f"Paused. You are out of the scene, and {name} can't hear you. Take all the time you need."
        looks = (THOUGHTS, EARLIER) if floor.turn else ()
        offered = (RESUME, GROUND, *looks, ("hint", "Give me a hint"), ("stop_here", "Stop here"))
        return Answer((guide(text, *offered),), floor.but(paused=True))

    def resume(self, floor: Floor) -> Answer:
        """Back into the scene, at the counterpart's last line."""
        back = floor.but(paused=False)
        if back.asking:
            scenario = self._scenario(back)
            return self._ask(scenario, back, before="On we go.")
        return Answer((guide("On we go. They had just said:"), self._line(back)), back)

    def reminder(self, floor: Floor) -> tuple[Message, ...]:
        """The open question, or the counterpart's last line."""
        if floor.asking:
            return (self._shown(floor, self._scenario(floor)).message(),)
        return (self._line(floor),)

    def stop(self, heard: Heard, floor: Floor) -> Answer:
        """The learner ends it: before it began nothing is logged; after, what was done counts."""
        if not floor.attempt:
            return Answer((guide("We leave it there. Nothing was begun.", HOME),))
        scenario = self._scenario(floor)
        if floor.ending:
            return self._close(heard, scenario, floor.but(asking=()))
        self.log.end_attempt(floor.attempt, STOPPED, "exit")
        return self._ended(scenario, floor.but(ending=STOPPED, paused=False, before=""))

    def leave(self, floor: Floor) -> Answer:
        """Safety has ended this scene: it is closed without a word more."""
        if floor.running:
            self.log.end_attempt(floor.attempt or 0, STOPPED, "exit")
        return Answer(())

    def gone(self, heard: Heard) -> Answer:
        """The scene was changed while it was rehearsed and its old text is gone: the attempt ends, with a way on."""
        floor = heard.floor
        if floor is not None and floor.running:
            self.log.end_attempt(floor.attempt or 0, STOPPED, "exit")
        again = (f"scene:{floor.scenario}", "Begin it again") if floor and floor.scenario else HOME
        text = (
            "This scene was changed since you began it, so I can't go on where you were. What you did is in your log."
        )
        return Answer((guide(text, again, HOME),))

    # -- after ---------------------------------------------------------------------------------------------------------

    def _ended(self, scenario: Scenario, floor: Floor) -> Answer:
        floor = floor.but(asking=AFTER)
        first = _question(floor.asking[0], scenario, floor)
        return Answer((debrief(scenario, floor), first.message()), floor)

    def _close(self, heard: Heard, scenario: Scenario, floor: Floor) -> Answer:
        text = closing(floor, f"It is in your log. {AFTERWARDS[kind_of(scenario, floor)]}")
        return Answer((guide(text, *_onward(scenario, floor, easier=shaken(floor))),), place="debrief")

    def _settled(self, heard: Heard, scenario: Scenario, floor: Floor, value: str | None) -> Answer:
        """Ground, an easier level, an end, or on to the next question."""
        lower = _easier(scenario, floor)
        if value == questions.EASIER and lower:
            return self.begin(heard, scenario.id, lower)
        after = self.settled(floor, value)
        if isinstance(after, Answer):
            return after
        return self._ask(scenario, after) if after.asking else self._close(heard, scenario, after)

    # -- shared --------------------------------------------------------------------------------------------------------

    def _scenario(self, floor: Floor) -> Scenario:
        """The scenario in the revision this attempt began with; RevisionGone when it is not there any more."""
        return self.library.get(floor.scenario or "", floor.revision)

    def _line(self, floor: Floor) -> Message:
        return counterpart(turn.name_of(self._scenario(floor), floor), floor.line)


def as_logged(row: TurnRow, answer: Answer) -> Answer:
    """What was answered to this turn: when it had been taken before, the answer that was given then."""
    if row.state is None or row.messages is None:
        return answer
    return Answer(tuple(Message.from_dict(one) for one in row.messages), Floor.from_dict(row.state))


ALWAYS = "Answer as you would in real life. Words that always work: hint, again, pause, stop here, help now."


OF_A_TEMPLATE = ["relation", *tactic_choice.ASKED, "tactics"]
"""What the learner says about the counterpart of a talk of their own, besides its variables."""


def _is_template(scenario: Scenario) -> bool:
    """Whether the learner describes the counterpart."""
    return scenario.tactics_to_pick is not None


def _answered(floor: Floor, question: str, value: Any) -> Floor:
    """The floor after an answer; some answers bring a question, or save one."""
    if question in tactic_choice.ASKED:
        return tactic_choice.answered(floor, question, value)
    after = floor.answered(question, value)
    asks_fear = question == "relation" and value not in questions.UNAFRAID
    return after.but(asking=("afraid", *after.asking)) if asks_fear else after


def _asked(scenario: Scenario) -> tuple[str, ...]:
    if _is_template(scenario):
        own = tuple(f"var:{name}" for name in scenario.variables)
        return ("relation", *own, *tactic_choice.ASKED, "level", "distress:before", "confidence:before")
    close = ("afraid",) if scenario.needs_safety_question else ()
    named = tuple(f"var:{name}" for name in scenario.variables)
    return (*close, "level", *named, "distress:before", "confidence:before")


def _question(question_id: str, scenario: Scenario, floor: Floor) -> Question:
    kind, _, rest = question_id.partition(":")
    if kind == "afraid":
        return questions.afraid("this person")
    if kind == questions.SETTLE:
        return questions.settle(_easier(scenario, floor))
    if kind == "relation":
        return questions.relation("Who is it?")
    if question_id in tactic_choice.ASKED:
        return tactic_choice.question(question_id, floor)
    if kind == "level":
        levels = tuple((one, LEVELS[one]) for one in scenario.level_names)
        skips = ((STRAIGHT, "Skip the questions and start"),) if not floor.attempt else ()
        return questions.level((*levels, *skips))
    if kind == "var":
        one = scenario.variables[rest]
        return questions.variable(rest, one.ask, one.default, one.max_length)
    return questions.rating(kind, rest)


def _introduction(scenario: Scenario, level: str | None = None) -> str:
    note = f" {scenario.content_note}" if scenario.content_note else ""
    at = f" Level: {level}." if level else ""
    return f"“{scenario.title}”, about {scenario.minutes} minutes.{at}{note}"


def _onward(scenario: Scenario, floor: Floor, *, easier: bool) -> tuple[tuple[str, str], ...]:
    """What can come next: a step down and ground after a hard one, a step up after a good one, an earlier line else."""
    levels = scenario.level_names
    at = levels.index(floor.level) if floor.level in levels else 0
    same = (f"scene:{scenario.id}@{floor.level}", "The same again")
    lower = _easier(scenario, floor)
    down = [(f"scene:{scenario.id}@{lower}", f"An easier level: {lower}")] if lower else []
    up = (
        [(f"scene:{scenario.id}@{levels[at + 1]}", f"A harder level: {levels[at + 1]}")] if at + 1 < len(levels) else []
    )
    back = [EARLIER] if floor.turn else []
    if easier:
        return (*down, GROUND, same, HOME)
    is_good = kind_of(scenario, floor) == "good"
    moves = [*up, same, *back] if is_good else [*back, same, *down, *up]
    looks = (THOUGHTS, turn.WRONG) if floor.turn else ()
    swapped = () if _is_template(scenario) else (swap(scenario.id),)
    return (*moves, *looks, *swapped, ("progress", "How am I doing?"), HOME)


def _easier(scenario: Scenario, floor: Floor) -> str | None:
    """The level below the one that was played; None at the easiest."""
    levels = scenario.level_names
    at = levels.index(floor.level) if floor.level in levels else 0
    return levels[at - 1] if at else None


def swap(scenario_id: str) -> tuple[str, str]:
    """The choice that swaps the roles in a scene."""
    return f"scene:{scenario_id}@{SWAP}", "Swap roles"


def _said(row: TurnRow) -> str:
    """The words of a turn as its floor has them, while the attempt runs."""
    return str((row.state or {}).get("said") or "")
