"""A statement under pressure: they push back three times, the learner keeps the line. Logged like any attempt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.app import tactic_choice
from bot.app.asking import Read, ask_again, read, turned_page
from bot.app.grounding import GROUND
from bot.app.heard import Answer, Heard
from bot.app.rated import AFTER, Rated, closed
from bot.app.scene import LEFT, RESUME, as_logged
from bot.rehearsal import hints, pressure, questions
from bot.rehearsal.coach import details
from bot.rehearsal.debrief import STOPPED
from bot.rehearsal.floor import HOLD, STATEMENT, Floor
from bot.rehearsal.message import Message, coach, counterpart, guide, side_by_side
from bot.rehearsal.pressure import PUSHES
from bot.rehearsal.questions import Question
from bot.rehearsal.statement import Draft
from bot.rehearsal.turn import AFTER_A_TURN, WRONG
from bot.store import TurnRow
from bot.understanding.answers import is_no_line
from bot.understanding.keeping import gives_new_reason, says_the_same, shared
from bot.vocabulary import Mark, style_of

NAME = "The other person"
BEAT = "pressure"
"""Stands for the beat in the log."""
CARRIED = ("relation", "distress:before", "confidence:before")
"""Answers that hold for the exercise, too."""
HINTS = (
    "Say the same thing again. It may be shorter each time.",
    "You can nod to what they say, and then say your line: “I hear you. …”",
    "Leave out new reasons. The line is enough.",
)


@dataclass(frozen=True)
class Holds(Rated):
    """Statements held under pressure."""

    def begin(self, kept: Floor) -> Answer:
        """After a statement was kept: asks how they push back. `kept`: its floor, with the last draft."""
        floor = Floor(
            HOLD,
            asking=tactic_choice.ASKED,
            answers={one: kept.answers[one] for one in CARRIED if one in kept.answers},
            area=kept.area,
            drafts=kept.drafts[-1:],
        )
        return self._ask(floor)

    def answer(self, heard: Heard, floor: Floor) -> Answer:
        """The answer to the open question; after the last one they push, or it is closed."""
        if floor.asking[0] in tactic_choice.ASKED and (turned := turned_page(heard, floor)):
            return self._ask(turned)
        question = _question(floor)
        got = read(question, heard)
        if not got.understood:
            return ask_again(_shown(floor), got, floor)
        if floor.attempt:
            return self._rated(floor, question.id, got)
        floor = tactic_choice.answered(floor, question.id, got.value)
        return self._ask(floor) if floor.asking else self._open(heard, floor)

    def _rated(self, floor: Floor, question_id: str, got: Read) -> Answer:
        self.rate(floor.attempt or 0, question_id, got.value)
        after = self.settling(floor.answered(question_id, got.value))
        settled = self.settled(after, got.value) if question_id == questions.SETTLE else after
        if isinstance(settled, Answer):
            return settled
        return self._ask(settled, before=LEFT if got.left else "") if settled.asking else self._close(settled)

    def _ask(self, floor: Floor, before: str = "") -> Answer:
        return Answer((_shown(floor).message(before),), floor)

    def _open(self, heard: Heard, floor: Floor) -> Answer:
        chosen = tactic_choice.chosen(floor, pressure.usual(floor.answers.get("relation")))
        line = pressure.push(chosen, pressure.kind_of(first_of(floor)), 0)[1]
        floor = floor.but(answers={**floor.answers, "tactics": list(chosen)}, line=line)
        attempt = self.log.begin_attempt(
            heard.learner, heard.key, kind=STATEMENT, area=floor.area, setup=floor.as_dict()
        )
        self.rate_before(attempt.id, floor)
        text = (
            f"You have said: “{first_of(floor).words.strip()}” Now they push back three times. Keep your line: the "
            "same words again, shorter if you like. You need no new reasons."
        )
        return Answer((guide(text, ("hint", "Give me a hint")), counterpart(NAME, line)), floor.but(attempt=attempt.id))

    # -- during --------------------------------------------------------------------------------------------------------

    def take(self, heard: Heard, floor: Floor) -> Answer:
        """An answer to a push: logged, looked at, and pushed again, until it was three times."""
        if heard.choice == "answer:details" or heard.words.strip(" *").casefold() == "details":
            return self.details(floor)
        if is_no_line(heard.words):
            text = "Was that for them? Say it in words, or press a button. Nothing was sent yet."
            return Answer((guide(text, ("hint", "Give me a hint"), ("stop_here", "Stop here")),), floor)
        said = Draft(heard.words, heard.marks)
        found, number = judged(first_of(floor), said), floor.turn
        taken = floor.but(
            turn=number + 1, said=said.words, marks=tuple(one.as_dict() for one in said.marks), before="", hints=0
        )
        answer = self._last(taken, found) if taken.turn == PUSHES else self._pushed(taken, found)
        row = self._record(heard, floor, said, answer)
        if taken.turn == PUSHES:
            self._end(row.attempt_id, taken)
        return as_logged(row, answer)

    def _pushed(self, floor: Floor, found: str) -> Answer:
        tactics = tuple(floor.answers["tactics"])
        line = pressure.push(tactics, pressure.kind_of(first_of(floor)), floor.turn)[1]
        return Answer((counterpart(NAME, line), self._coach(floor, found)), floor.but(line=line))

    def _last(self, floor: Floor, found: str) -> Answer:
        floor = floor.but(asking=AFTER, ending=pressure.HELD)
        verdicts = [*self._verdicts(floor), found]
        ended = floor.but(ending=pressure.ending(verdicts))
        both = side_by_side(("First", first_of(floor).words), ("Last", floor.said), more=pressure.summed_up(verdicts))
        return Answer((self._coach(floor, found), both, _question(ended).message()), ended)

    def _coach(self, floor: Floor, found: str) -> Message:
        offered = (WRONG,) if floor.ending else AFTER_A_TURN
        return coach(pressure.remark(floor.said, found, floor.turn - 1), (), *offered)

    def _verdicts(self, floor: Floor) -> list[str]:
        """What became of the line on the turns before this one, as their marks stand now."""
        rows = self.log.turns(floor.attempt or 0)
        return [judged(first_of(floor), Draft(_words(row), row.marks)) for row in rows if row.number < floor.turn]

    def _record(self, heard: Heard, floor: Floor, said: Draft, answer: Answer) -> TurnRow:
        tactics, kind = tuple(floor.answers["tactics"]), pressure.kind_of(first_of(floor))
        tactic = pressure.push(tactics, kind, floor.turn)[0]
        return self.log.record_turn(
            floor.attempt or 0,
            heard.key,
            number=floor.turn + 1,
            words=said.words,
            beat=BEAT,
            reply=f"pressure.{tactic}.{kind}",
            tactic=tactic,
            style=style_of(mark.marker for mark in said.marks),
            marks=said.marks,
            state=answer.floor.as_dict() if answer.floor else {},
            messages=[one.as_dict() for one in answer.messages],
        )

    def _end(self, attempt: int, floor: Floor) -> None:
        rows = self.log.turns(attempt)
        verdicts = [judged(first_of(floor), Draft(_words(row), row.marks)) for row in rows]
        ending = pressure.ending(verdicts)
        self.log.end_attempt(attempt, ending, "good" if ending == pressure.HELD else "retry")

    def details(self, floor: Floor) -> Answer:
        """Everything that was seen in the last answer."""
        marks = tuple(Mark.from_dict(one) for one in floor.marks)
        seen = coach(details(floor.said, marks)) if floor.said else guide("You have not answered them yet.")
        return Answer((seen, *self.reminder(floor)), floor)

    def hint(self, floor: Floor) -> Answer:
        """One of three hints."""
        return Answer((hints.rung(hints.WAYS, HINTS, floor.hints),), floor.but(hints=floor.hints + 1))

    def example(self, floor: Floor) -> Answer:
        """The learner's own line, with a nod before it."""
        text = f"You could say: “I hear you. {pressure.core(first_of(floor)).strip()}”"
        return Answer((guide(text), *self.reminder(floor)), floor)

    def again(self, heard: Heard, floor: Floor) -> Answer:
        """The last answer is taken back; after the end they push anew."""
        if floor.ending:
            return self.begin(floor)
        if not floor.turn:
            return Answer((guide("There is no answer of yours to take back yet."), *self.reminder(floor)), floor)
        row = self.log.take_back(floor.attempt or 0, heard.key)
        back = Floor.from_dict(row.state if row else self.log.attempt(floor.attempt or 0).setup) or floor
        back = back.but(attempt=floor.attempt)
        return Answer((guide("That answer is taken back. They had just said:"), *self.reminder(back)), back)

    def pause(self, floor: Floor) -> Answer:
        """Out of it until the learner goes on."""
        offered = (RESUME, GROUND, ("stop_here", "Stop here"))
        return Answer((guide("Paused. Nobody is pushing now. Take your time.", *offered),), floor.but(paused=True))

    def resume(self, floor: Floor) -> Answer:
        """Back to the last push, or to the open question."""
        back = floor.but(paused=False)
        if back.asking:
            return self._ask(back, before="On we go.")
        return Answer((guide("On we go. They had just said:"), *self.reminder(back)), back)

    def reminder(self, floor: Floor) -> tuple[Message, ...]:
        """The open question, or what they said last."""
        return (_shown(floor).message(),) if floor.asking else (counterpart(NAME, floor.line),)

    def stop(self, heard: Heard, floor: Floor) -> Answer:
        """The learner ends it. The statement itself stands in the log already."""
        if floor.running:
            self.log.end_attempt(floor.attempt or 0, STOPPED, "exit")
        return self._close(floor)

    def leave(self, floor: Floor) -> Answer:
        """Safety has ended this: it is closed without a word more."""
        if floor.running:
            self.log.end_attempt(floor.attempt or 0, STOPPED, "exit")
        return Answer(())

    def _close(self, floor: Floor) -> Answer:
        return closed(floor, "It is in your log. Your line is yours to keep.", *((WRONG,) if floor.turn else ()))


def judged(first: Draft, said: Draft) -> str:
    """What became of the statement `first` in what is said now."""
    line = pressure.core(first)
    return pressure.verdict(
        said,
        shared(line, said.words),
        reasoned=gives_new_reason(first.words, said.words),
        same=says_the_same(said.words),
    )


def first_of(floor: Floor) -> Draft:
    """The statement that is held."""
    one: dict[str, Any] = floor.drafts[0]
    return Draft(one["words"], tuple(Mark.from_dict(mark) for mark in one["marks"]))


def _words(row: TurnRow) -> str:
    return row.words or str((row.state or {}).get("said") or "")


def _question(floor: Floor) -> Question:
    if floor.asking[0] in tactic_choice.ASKED:
        return tactic_choice.question(floor.asking[0], floor)
    if floor.asking[0] == questions.SETTLE:
        return questions.settle()
    return questions.rating(*floor.asking[0].split(":"))


def _shown(floor: Floor) -> Question:
    return tactic_choice.shown(floor.asking[0], floor) if floor.asking[0] in tactic_choice.ASKED else _question(floor)
