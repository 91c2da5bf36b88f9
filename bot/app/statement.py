"""A boundary statement without a scene: write, look at it, write again, both versions side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.app.asking import ask_again, read
from bot.app.heard import Answer, Heard
from bot.app.holding import Holds
from bot.app.rated import AFTER, Rated, closed
from bot.app.scene import HOME, LEFT, NOT_HERE, as_logged
from bot.rehearsal import hints, questions, statement
from bot.rehearsal.coach import details
from bot.rehearsal.debrief import STOPPED
from bot.rehearsal.floor import STATEMENT, Floor
from bot.rehearsal.message import Message, coach, guide
from bot.rehearsal.questions import Question
from bot.rehearsal.statement import Draft
from bot.rehearsal.turn import WRONG
from bot.understanding import answers
from bot.vocabulary import FOCUS_AREAS, Mark, style_of

DEFAULT_AREA = "role_dispute"
"""Setting a limit with someone is a role dispute's work unless the learner came from another area."""

BEGIN = "Let's find the words for something you want to say, or don't want any more."
PROMPT = (
    "Write what you want to say to them, the way you would really say it. One to four sentences are plenty. I'll tell "
    "you what works in it, and you can write it again as often as you like."
)
HINTS = (
    "Start with one thing that happened, as a camera would have seen it.",
    "Then say what it does to you: a feeling, or what it costs you.",
    "End with one ask or one limit: “Please …” or “I won't …”.",
)
EXAMPLE = (
    "Someone wrote to a flatmate: “Twice this week your friends stayed past midnight. I was worn out at work. Please "
    "let me know a day before, and on weeknights I'd like them gone by eleven.”\n\nHow would you say yours?"
)
AFTER_A_DRAFT = (
    ("answer:keep", "I'll keep this one"),
    ("hint", "Give me a hint"),
    ("answer:details", "What else did you see?"),
    WRONG,
)
KEPT = "kept"
HELD_NEXT = (
    "Say them aloud once before you need them. If you like, hold them under pressure: the other person pushes back "
    "three times, and you keep your line."
)
HOLD_IT = ("answer:hold", "Hold it under pressure")


@dataclass(frozen=True)
class Statements(Rated):
    """Boundary statements, practised and logged."""

    def begin(self, area: str | None = None, before: str = BEGIN) -> Answer:
        """Opens a statement with its questions; `before` is said first."""
        chosen = area if area in FOCUS_AREAS else DEFAULT_AREA
        floor = Floor(STATEMENT, asking=("relation", "distress:before", "confidence:before"), area=chosen)
        return self._ask(floor, before=before)

    def answer(self, heard: Heard, floor: Floor) -> Answer:
        """The answer to the open question; after the last one the page is the learner's."""
        if floor.ending == KEPT and (heard.choice == HOLD_IT[0] or answers.asks_to_hold(heard.words)):
            return Holds(self.log).begin(floor)
        question = _question(floor.asking[0])
        got = read(question, heard)
        if not got.understood:
            return ask_again(question, got, floor)
        if question.id == "afraid" and got.value == "yes":
            return Answer((guide(NOT_HERE, ("help_now", "Help now"), HOME),))
        floor = floor.answered(question.id, got.value)
        if question.id == "relation" and got.value not in questions.UNAFRAID:
            floor = floor.but(asking=("afraid", *floor.asking))
        if floor.attempt:
            self.rate(floor.attempt, question.id, got.value)
            floor = self.settling(floor)
        if question.id == questions.SETTLE:
            after = self.settled(floor, got.value)
            if isinstance(after, Answer):
                return after
            floor = after
        if floor.asking:
            return self._ask(floor, before=LEFT if got.left else "")
        return self._close(floor) if floor.ending else self._open(heard, floor)

    def _ask(self, floor: Floor, before: str = "") -> Answer:
        return Answer((_question(floor.asking[0]).message(before),), floor)

    def _open(self, heard: Heard, floor: Floor) -> Answer:
        attempt = self.log.begin_attempt(
            heard.learner, heard.key, kind=STATEMENT, area=floor.area or DEFAULT_AREA, setup=floor.as_dict()
        )
        self.rate_before(attempt.id, floor)
        opening = f"They had just said: “{floor.before}”\n\n{PROMPT}" if floor.before else PROMPT
        return Answer(
            (guide(opening, ("hint", "Give me a hint"), ("example", "Show me an example")),),
            floor.but(attempt=attempt.id),
        )

    def take(self, heard: Heard, floor: Floor) -> Answer:
        """A draft: logged, then looked at."""
        if heard.choice == "answer:keep" or heard.words.strip(" *").casefold() == "keep":
            return self.keep(floor)
        if heard.choice == "answer:details" or heard.words.strip(" *").casefold() == "details":
            return self.details(floor)
        draft = Draft(heard.words, heard.marks)
        written = floor.but(
            turn=floor.turn + 1,
            said=heard.words,
            marks=tuple(mark.as_dict() for mark in heard.marks),
            drafts=(*floor.drafts[:1], _plain(draft)),
            hints=0,
        )
        answer = Answer(_looked_at(draft, floor), written)
        row = self.log.record_turn(
            floor.attempt or 0,
            heard.key,
            number=written.turn,
            words=heard.words,
            beat=None,
            reply=None,
            tactic=None,
            style=style_of(mark.marker for mark in heard.marks),
            marks=heard.marks,
            state=written.as_dict(),
            messages=[one.as_dict() for one in answer.messages],
        )
        return as_logged(row, answer)

    def details(self, floor: Floor) -> Answer:
        """Everything that was seen in the last draft."""
        if not floor.said:
            return Answer((guide(PROMPT),), floor)
        marks = tuple(Mark.from_dict(one) for one in floor.marks)
        return Answer((coach(details(floor.said, marks)),), floor)

    def keep(self, floor: Floor) -> Answer:
        """The learner keeps the last draft: both versions side by side."""
        if not floor.drafts:
            return Answer((guide("There is nothing to keep yet. Write it first; it does not have to be good."),), floor)
        first, last = (_draft(one) for one in (floor.drafts[0], floor.drafts[-1]))
        both = (statement.side_by_side(first, last),) if len(floor.drafts) > 1 else ()
        shown = "" if both else f"{statement.quoted_whole(last.words)}\n\n"
        self.log.end_attempt(floor.attempt or 0, KEPT, "good")
        ended = floor.but(ending=KEPT, paused=False, asking=AFTER)
        question = _question(ended.asking[0])
        kept = coach(f"{shown}These are your words. {HELD_NEXT}", (), HOLD_IT)
        return Answer((*both, kept, question.message()), ended)

    def hint(self, floor: Floor) -> Answer:
        """One of three hints."""
        return Answer((hints.rung(hints.STEPS, HINTS, floor.hints),), floor.but(hints=floor.hints + 1))

    def example(self, floor: Floor) -> Answer:
        """A whole statement by someone else."""
        return Answer((guide(EXAMPLE),), floor)

    def again(self, heard: Heard, floor: Floor) -> Answer:
        """The last draft is taken back; the next one takes its place. After the end a new statement begins."""
        if floor.ending:
            return self.begin(floor.area)
        if not floor.turn:
            return Answer((guide("Nothing is written yet. Begin wherever you like."),), floor)
        row = self.log.take_back(floor.attempt or 0, heard.key)
        back = Floor.from_dict(row.state if row else self.log.attempt(floor.attempt or 0).setup)
        if back is None:
            return Answer((guide("Just write it again; I'll look at the new one."),), floor)
        return Answer(
            (guide("That version is taken back. Write it again when you are ready."),), back.but(attempt=floor.attempt)
        )

    def pause(self, floor: Floor) -> Answer:
        """Out of the exercise until the learner goes on."""
        return Answer(
            (guide("Paused. Take all the time you need.", ("resume", "Carry on"), ("stop_here", "Stop here")),),
            floor.but(paused=True),
        )

    def resume(self, floor: Floor) -> Answer:
        """Back to the page as it was left."""
        back = floor.but(paused=False)
        if back.asking:
            return self._ask(back, before="On we go.")
        last = f" Your last version: {statement.quoted_whole(back.said)}" if back.said else ""
        return Answer((guide(f"On we go.{last} Write the next one when you are ready."),), back)

    def reminder(self, floor: Floor) -> tuple[Message, ...]:
        """The open question; between drafts there is nothing to be reminded of."""
        return (_question(floor.asking[0]).message(),) if floor.asking else ()

    def stop(self, heard: Heard, floor: Floor) -> Answer:
        """The learner ends it; a draft that stands is kept as the last word."""
        if not floor.attempt:
            return Answer((guide("We leave it there. Nothing was begun.", HOME),))
        if floor.ending:
            return self._close(floor.but(asking=()))
        if floor.drafts:
            return self.keep(floor.but(paused=False))
        self.log.end_attempt(floor.attempt, STOPPED, "exit")
        return self._close(floor)

    def leave(self, floor: Floor) -> Answer:
        """Safety has ended this: it is closed without a word more."""
        if floor.running:
            self.log.end_attempt(floor.attempt or 0, STOPPED, "exit")
        return Answer(())

    def _close(self, floor: Floor) -> Answer:
        return closed(floor, "It is in your log.", *((WRONG,) if floor.turn else ()))


def _looked_at(draft: Draft, floor: Floor) -> tuple[Message, ...]:
    both = (statement.side_by_side(_draft(floor.drafts[0]), draft),) if floor.drafts else ()
    return (*both, look(draft, floor.turn))


def look(draft: Draft, number: int) -> Message:
    """What the coach says of a draft, after `number` others: a strength, a step, the words in a better order."""
    remark = statement.look_at(draft, number)
    parts = [remark.text]
    if statement.is_better_ordered(draft):
        parts.append(f"Your own words, in an order that is easy to hear: {statement.rewrite(draft)}")
    parts.append("Write it again, or keep this one.")
    return coach("\n\n".join(parts), remark.shown, *AFTER_A_DRAFT)


def _question(question_id: str) -> Question:
    if question_id == "relation":
        return questions.relation()
    if question_id == "afraid":
        return questions.afraid("this person")
    if question_id == questions.SETTLE:
        return questions.settle()
    return questions.rating(*question_id.split(":"))


def _plain(draft: Draft) -> dict[str, Any]:
    return {"words": draft.words, "marks": [mark.as_dict() for mark in draft.marks]}


def _draft(data: dict[str, Any]) -> Draft:
    return Draft(data["words"], tuple(Mark.from_dict(one) for one in data["marks"]))
