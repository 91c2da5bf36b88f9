"""Rehearsing a scene: its questions, its turns, hints, trying again, stopping, and what comes after."""

from __future__ import annotations

from dataclasses import dataclass

from bot.app.asking import ask_again, read
from bot.app.heard import Answer, Heard
from bot.rehearsal import questions, turn
from bot.rehearsal.coach import details
from bot.rehearsal.debrief import STOPPED, debrief, is_shaken
from bot.rehearsal.floor import SCENE, Floor
from bot.rehearsal.levels import LEVELS
from bot.rehearsal.message import Message, coach, counterpart, guide
from bot.rehearsal.questions import Question
from bot.scenarios import walk
from bot.scenarios.library import Library
from bot.scenarios.model import Scenario
from bot.store import Log, TurnRow
from bot.understanding.answers import is_no_line
from bot.vocabulary import Mark

STRAIGHT = "start"
LEFT = "We leave that one."
HOME = ("home", "Something else")

NOT_HERE = (
    "Thank you for telling me. Then this is not the place to rehearse that talk: practising to face someone you "
    "are afraid of could put you at risk. People who know this well can think it through with you. Press “Help now” to "
    "see how to reach them. If you like, we can practise something else."
)
SETTLE = (
    "That stirred things up. Before anything else: put both feet on the floor, breathe out slowly three times, and "
    "name five things you can see. You can stop for today, or take an easier level next time. Both are fine."
)


@dataclass(frozen=True)
class Scenes:
    """Scenes from the library, rehearsed and logged."""

    log: Log
    library: Library

    # -- before --------------------------------------------------------------------------------------------------------

    def begin(self, heard: Heard, scenario_id: str, level: str | None = None, *, is_new: bool = False) -> Answer:
        """Opens a scene with its questions. Raises UnknownScenario.

        `level`: begun again from its debrief, so only the ratings are asked; or, when it `is_new`, chosen with that
        level, so that all but the level is asked.
        """
        scenario = self.library.get(scenario_id)
        floor = Floor(SCENE, area=scenario.focus, scenario=scenario.id, revision=scenario.revision)
        known: set[str] = set()
        if level in scenario.levels:
            named = {} if is_new else self._known_variables(heard.learner, scenario)
            floor = floor.but(answers={"level": level, **named})
            known = {*floor.answers} if is_new else {*floor.answers, "afraid"}
        floor = floor.but(asking=tuple(one for one in _asked(scenario) if one not in known))
        return self._ask(scenario, floor, before=_introduction(scenario))

    def _known_variables(self, learner: str, scenario: Scenario) -> dict[str, str]:
        """The learner's own names for things, from the last time they rehearsed this scene, if they are kept."""
        for past in self.log.attempts(learner, scenario.focus, limit=20):
            if past.attempt.scenario == scenario.id and past.attempt.setup:
                answers = past.attempt.setup.get("answers", {})
                return {
                    f"var:{name}": answers[f"var:{name}"] for name in scenario.variables if f"var:{name}" in answers
                }
        return {}

    def answer(self, heard: Heard, floor: Floor) -> Answer:
        """The answer to the open question; after the last one the scene opens, or closes."""
        scenario = self._scenario(floor)
        question = _question(floor.asking[0], scenario, floor)
        got = read(question, heard)
        if not got.understood:
            return ask_again(question, got, floor)
        if question.id == "afraid" and got.value == "yes":
            return Answer((guide(NOT_HERE, ("help_now", "Help now"), HOME),))
        if question.id == "level" and got.value == STRAIGHT:
            floor = floor.answered("level", None).but(asking=())
        else:
            floor = floor.answered(question.id, got.value)
        if floor.attempt:
            self._rate(floor.attempt, question.id, got.value)
        if floor.asking:
            return self._ask(scenario, floor, before=LEFT if got.left else "")
        return self._close(heard, scenario, floor) if floor.ending else self._open(heard, scenario, floor)

    def _ask(self, scenario: Scenario, floor: Floor, before: str = "") -> Answer:
        return Answer((_question(floor.asking[0], scenario, floor).message(before),), floor)

    def _open(self, heard: Heard, scenario: Scenario, floor: Floor) -> Answer:
        level = floor.answers.get("level") or scenario.default_level
        named = {f"var:{name}": value for name, value in walk.values(scenario, floor.variables).items()}
        floor = floor.but(level=level, answers={**floor.answers, **named})
        floor, first = turn.open_scene(scenario, floor)
        attempt = self.log.begin_attempt(
            heard.learner,
            heard.key,
            kind=SCENE,
            area=scenario.focus,
            scenario=scenario.id,
            revision=str(scenario.revision),
            level=level,
            setup=floor.as_dict(),
        )
        for measure in ("distress", "confidence"):
            self._rate(attempt.id, f"{measure}:before", floor.answers.get(f"{measure}:before"))
        brief = guide(walk.fill(scenario.brief, floor.variables) + "\n\n" + ALWAYS, ("hint", "Give me a hint"))
        return Answer((brief, first), floor.but(attempt=attempt.id))

    # -- during --------------------------------------------------------------------------------------------------------

    def take(self, heard: Heard, floor: Floor) -> Answer:
        """A line to the counterpart: the turn is logged before anything is said."""
        if heard.choice == "answer:details" or heard.words.strip(" *").casefold() == "details":
            return self.details(floor)
        scenario = self._scenario(floor)
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
        step = min(floor.hints, len(beat.hints) - 1)
        more = ("hint", "Another hint") if step + 1 < len(beat.hints) else ("example", "Show me an example")
        text = f"Hint {step + 1} of {len(beat.hints)}: {walk.fill(beat.hints[step], floor.variables)}"
        return Answer((guide(text, more),), floor.but(hints=floor.hints + 1))

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
        told = guide("That line is taken back. This is where you were:")
        return Answer((told, self._line(back)), back)

    def pause(self, floor: Floor) -> Answer:
        """Out of role, until the learner wants to go on."""
        name = turn.name_of(self._scenario(floor), floor)
        text = f"Paused. You are out of the scene, and {name} can't hear you. Take all the time you need."
        offered = (("resume", "Carry on"), ("hint", "Give me a hint"), ("stop_here", "Stop here"))
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
            return (_question(floor.asking[0], self._scenario(floor), floor).message(),)
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

    # -- after ---------------------------------------------------------------------------------------------------------

    def _ended(self, scenario: Scenario, floor: Floor) -> Answer:
        floor = floor.but(asking=("distress:after", "confidence:after"))
        first = _question(floor.asking[0], scenario, floor)
        return Answer((debrief(scenario, floor), first.message()), floor)

    def _close(self, heard: Heard, scenario: Scenario, floor: Floor) -> Answer:
        before, after = (floor.answers.get(f"distress:{moment}") for moment in ("before", "after"))
        shaken = is_shaken(before, after)
        text = SETTLE if shaken else "It is in your log. A second try often feels quite different from the first."
        return Answer((guide(text, *_onward(scenario, floor, easier=shaken)),), place="debrief")

    def _rate(self, attempt: int, question: str, value: object) -> None:
        measure, _, moment = question.partition(":")
        if measure in ("distress", "confidence") and isinstance(value, int):
            self.log.rate(attempt, measure, moment, value)

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


def gone(heard: Heard) -> Answer:
    """The scene was changed while it was rehearsed and its old text is gone: an honest way on."""
    floor = heard.floor
    again = (f"scene:{floor.scenario}", "Begin it again") if floor and floor.scenario else HOME
    return Answer(
        (
            guide(
                "This scene was changed since you began it, so I can't go on where you were. What you did is "
                "in your log.",
                again,
                HOME,
            ),
        )
    )


def _asked(scenario: Scenario) -> tuple[str, ...]:
    close = ("afraid",) if scenario.needs_safety_question else ()
    named = tuple(f"var:{name}" for name in scenario.variables)
    return (*close, "level", *named, "distress:before", "confidence:before")


def _question(question_id: str, scenario: Scenario, floor: Floor) -> Question:
    kind, _, rest = question_id.partition(":")
    if kind == "afraid":
        return questions.afraid("this person")
    if kind == "level":
        levels = tuple((one, LEVELS[one]) for one in scenario.level_names)
        return questions.level((*levels, (STRAIGHT, "Skip the questions and start")))
    if kind == "var":
        one = scenario.variables[rest]
        return questions.variable(rest, one.ask, one.default, one.max_length)
    return questions.rating(kind, rest)


def _introduction(scenario: Scenario) -> str:
    note = f" {scenario.content_note}" if scenario.content_note else ""
    return f"“{scenario.title}”, about {scenario.minutes} minutes.{note}"


def _onward(scenario: Scenario, floor: Floor, *, easier: bool) -> tuple[tuple[str, str], ...]:
    """What can come next: the same again, one level down after a hard one or up after a good one, or something else."""
    levels = scenario.level_names
    at = levels.index(floor.level) if floor.level in levels else 0
    same = (f"scene:{scenario.id}@{floor.level}", "The same again")
    down = [(f"scene:{scenario.id}@{levels[at - 1]}", "An easier level")] if at > 0 else []
    up = [(f"scene:{scenario.id}@{levels[at + 1]}", "A harder level")] if at + 1 < len(levels) else []
    moves = [*down, same] if easier else [same, *up]
    return (*moves, ("progress", "How am I doing?"), turn.WRONG, HOME)
