"""The learner says that the coach read their words wrongly: the turn is corrected, and the feedback told anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.app import holding
from bot.app.asking import ask_again, read, turned_page
from bot.app.heard import Answer, Heard
from bot.app.practice import GONE
from bot.app.statement import look
from bot.rehearsal import correction, debrief, pressure, turn
from bot.rehearsal.correction import NEVER_MIND, SPOKEN, Change
from bot.rehearsal.floor import CORRECTING, HOLD, SCENE, STATEMENT, Floor
from bot.rehearsal.message import Message, coach, guide
from bot.rehearsal.questions import Question, paged
from bot.rehearsal.statement import Draft
from bot.scenarios.library import Library
from bot.store import AttemptRow, Log, TurnRow
from bot.understanding.answers import Dispute
from bot.vocabulary import Mark, style_of

FEEDBACK = "answer:wrong"
HOME = ("home", "Something else")


@dataclass(frozen=True)
class Corrections:
    """Corrections of the learner's last turn that stands, or of an earlier one of the same rehearsal.

    The counterpart's way through the scene is never changed.
    """

    log: Log
    library: Library

    def begin(self, heard: Heard, dispute: Dispute) -> Answer | None:
        """Asks what was wrong, or corrects it at once where the words say it. None: the words are no dispute here."""
        under = heard.floor
        row = self._row(heard.learner, under)
        if row is None:
            return Answer((guide(correction.NOTHING_YET),), under) if dispute.sure else None
        there = tuple(marker for marker in dispute.markers if marker in correction.seen(row.marks))
        in_role = under is not None and under.running and not under.asking and not under.paused
        doubtful = in_role and under is not None and under.kind in (SCENE, HOLD) and not dispute.sure
        if doubtful and dispute.markers and not there:
            return None
        floor = Floor(
            CORRECTING,
            asking=("wrong",),
            answers={"turn": row.id, "spoken": _spoken(heard) if doubtful else None},
            attempt=None,
            said=_said(row, under),
            marks=tuple(mark.as_dict() for mark in row.marks),
            under=under.as_dict() if under else None,
        )
        return self._begun(heard, floor, dispute, there, doubtful)

    def _begun(self, heard: Heard, floor: Floor, dispute: Dispute, there: tuple[str, ...], doubtful: bool) -> Answer:
        missing = tuple(marker for marker in dispute.markers[:1] if marker not in correction.seen(_marks(floor)))
        if dispute.missed and missing:
            return self._correct(floor, Change(added=missing))
        if dispute.missed or (not floor.marks and not doubtful and not self._earlier(floor)):
            return self._ask_missed(floor)
        if len(there) == 1 and not doubtful:
            return self._correct(floor, Change(removed=there))
        before = correction.NOT_MARKED if dispute.markers and not there else ""
        return Answer((self._question(floor).message(before),), floor)

    def answer(self, heard: Heard, floor: Floor) -> Answer:
        """The answer to one of the two questions. With `place` "spoken", the words were the other person's to hear."""
        if turned := turned_page(heard, floor):
            return Answer((self._shown(turned).message(),), turned)
        got = read(self._question(floor), heard)
        if not got.understood:
            return ask_again(self._shown(floor), got, floor)
        if got.value == NEVER_MIND:
            return self._back(floor, (guide(correction.STANDS),))
        if got.value == SPOKEN:
            return Answer((), floor.beneath, place=SPOKEN)
        if got.value == correction.EARLIER:
            asked = floor.but(asking=(correction.LINE,), missed="")
            return Answer((self._shown(asked).message(),), asked)
        if floor.asking[0] == correction.LINE:
            return self._about(floor, int(got.value))
        if got.value == correction.MISSED:
            return self._ask_missed(floor)
        is_added = floor.asking[0] == correction.MISSED
        return self._correct(floor, Change(added=(got.value,)) if is_added else Change(removed=(got.value,)))

    def _about(self, floor: Floor, turn_id: int) -> Answer:
        """The same question about an earlier line."""
        row = self.log.turn(turn_id)
        at = floor.but(
            asking=("wrong",),
            answers={"turn": row.id, "spoken": None, "last": floor.answers["turn"]},
            said=_words(row),
            marks=tuple(mark.as_dict() for mark in row.marks),
            missed="",
        )
        return Answer((self._shown(at).message(),), at) if at.marks else self._ask_missed(at)

    def _earlier(self, floor: Floor) -> list[TurnRow]:
        """The lines of this rehearsal before the one that is asked about; none when an earlier one was picked."""
        if "last" in floor.answers:
            return []
        row = self.log.turn(floor.answers["turn"])
        return [one for one in self.log.turns(row.attempt_id) if one.number < row.number]

    def _ask_missed(self, floor: Floor) -> Answer:
        asked = floor.but(asking=(correction.MISSED,), missed="")
        return Answer((self._shown(asked).message(),), asked)

    def _question(self, floor: Floor) -> Question:
        if floor.asking[0] == correction.MISSED:
            return correction.missed(_marks(floor))
        if floor.asking[0] == correction.LINE:
            return correction.which_line([(one.id, one.number, _words(one)) for one in self._earlier(floor)])
        spoken, under = floor.answers.get("spoken"), floor.beneath
        to = self._name(under) if spoken and under else ""
        return correction.which(floor.said, _marks(floor), to, has_earlier=bool(self._earlier(floor)))

    def _shown(self, floor: Floor) -> Question:
        """The question as it is asked: of what was missed, five marks at a time."""
        if floor.asking[0] == correction.MISSED:
            return paged(self._question(floor), floor.page, always=1)
        return self._question(floor)

    def _name(self, under: Floor) -> str:
        scenario = self.library.get(under.scenario, under.revision) if under.scenario else None
        return turn.name_of(scenario, under) if scenario else "them"

    # -- the correction itself -----------------------------------------------------------------------------------------

    def _correct(self, floor: Floor, change: Change) -> Answer:
        marks = change.applied(_marks(floor), floor.said)
        under, is_last = floor.beneath, "last" not in floor.answers
        shown = self._shown_by_all(floor.answers["turn"], marks) if under else ()
        after = _with_marks(under, floor.said, marks, shown, is_last=is_last) if under else None
        row = self.log.correct(
            floor.answers["turn"],
            removed=change.removed,
            added=change.marks(floor.said),
            style=style_of(mark.marker for mark in marks if mark.confidence >= turn.HEARD),
            state=after.as_dict() if after and is_last else None,
        )
        if after and not is_last:
            self._carry_on_to_later(row, marks)
        # Without marks: a page would look for them in the learner's last words, which are about the correction now.
        feedback = (replace(one, marks=()) for one in self._feedback(row, floor.said, under, after))
        told = (guide(change.told), *feedback)
        return self._back(floor.but(under=after.as_dict() if after else None), told)

    def _carry_on_to_later(self, corrected: TurnRow, marks: Sequence[Mark]) -> None:
        """The floors kept after this turn and after later ones: one that is gone back to is right, too."""
        for row in self.log.turns(corrected.attempt_id):
            kept = Floor.from_dict(row.state) if row.number >= corrected.number else None
            if kept is not None:
                shown = self._shown_by_all(corrected.id, marks, upto=row.number)
                is_it = row.id == corrected.id
                floor = _with_marks(kept, _words(corrected), marks, shown, is_last=is_it)
                self.log.correct(row.id, style=row.style, state=floor.as_dict())

    def _shown_by_all(self, turn_id: int, marks: Sequence[Mark], upto: int | None = None) -> tuple[str, ...]:
        """The markers of all turns of this attempt that stand (`upto`: a turn's number), and of those before it."""
        row = self.log.turn(turn_id)
        begun = Floor.from_dict(self.log.attempt(row.attempt_id).setup)
        shown = list(begun.shown) if begun else []
        for one in (one for one in self.log.turns(row.attempt_id) if upto is None or one.number <= upto):
            found = marks if one.id == turn_id else one.marks
            shown += sorted(mark.marker for mark in found if mark.confidence >= turn.HEARD)
        return tuple(dict.fromkeys(shown))

    def _feedback(self, row: TurnRow, said: str, under: Floor | None, after: Floor | None) -> tuple[Message, ...]:
        """The feedback as it is with the corrected marks; nothing when the words are not kept any more."""
        attempt = self.log.attempt(row.attempt_id)
        if not said:
            return ()
        if row.beat == holding.BEAT:
            return self._held(row, said, under or Floor.from_dict(attempt.setup))
        if attempt.kind == STATEMENT:
            return (look(Draft(said, row.marks), row.number - 1),)
        try:
            return (self._remark(row, said, attempt, after), *self._goals(under, after))
        except GONE:
            return ()

    def _held(self, row: TurnRow, said: str, begun: Floor | None) -> tuple[Message, ...]:
        if begun is None:
            return ()
        found = holding.judged(holding.first_of(begun), Draft(said, row.marks))
        return (coach(pressure.remark(said, found, row.number - 1)),)

    def _remark(self, row: TurnRow, said: str, attempt: AttemptRow, after: Floor | None) -> Message:
        scenario = self.library.get(attempt.scenario or "", int(attempt.revision or 0))
        before = [one for one in self.log.turns(row.attempt_id) if one.id < row.id]
        done = dict.fromkeys(mark.marker for one in before for mark in one.marks if mark.confidence >= turn.HEARD)
        following = next((one for one in self.log.turns(row.attempt_id) if one.number == row.number + 1), None)
        last = following is None and (after is None or after.ending is not None)
        to = following.beat if following else None if last or after is None else (after.position or {}).get("beat")
        remark = turn.remark_on(
            scenario, said, row.marks, beat=row.beat or scenario.start, to=to, done=tuple(done), number=row.number - 1
        )
        return turn.spoken_feedback(remark, last=last)

    def _goals(self, under: Floor | None, after: Floor | None) -> tuple[Message, ...]:
        """The goals once more, when the talk is over and the correction changes them."""
        if under is None or after is None or not after.ending or not after.scenario:
            return ()
        scenario = self.library.get(after.scenario, after.revision)
        before, now = (debrief.goals(scenario, one.shown, after.variables) for one in (under, after))
        return (guide(now),) if now and now != before else ()

    def _back(self, floor: Floor, told: tuple[Message, ...]) -> Answer:
        if floor.beneath:
            return Answer(told, floor.beneath)
        return Answer(
            (*told, guide("It is in your log that way.", ("progress", "How am I doing?"), HOME)), place="debrief"
        )

    def _row(self, learner: str, under: Floor | None) -> TurnRow | None:
        """The last turn that stands: of the attempt that goes on, or the newest there is."""
        if under is None or under.attempt is None:
            return self.log.last_turn(learner)
        rows = self.log.turns(under.attempt)
        return rows[-1] if rows else None


def _said(row: TurnRow, under: Floor | None) -> str:
    """The words of the turn: as the floor still has them, or as they are kept."""
    return (under.said if under else "") or row.words or ""


def _words(row: TurnRow) -> str:
    """The words of a turn, as they are kept or as its floor has them while the attempt runs."""
    return row.words or str((row.state or {}).get("said") or "")


def _spoken(heard: Heard) -> dict[str, Any]:
    return {"words": heard.words, "marks": [mark.as_dict() for mark in heard.marks]}


def _marks(floor: Floor) -> tuple[Mark, ...]:
    return tuple(Mark.from_dict(one) for one in floor.marks)


def _with_marks(floor: Floor, said: str, marks: Sequence[Mark], shown: tuple[str, ...], *, is_last: bool) -> Floor:
    """The floor with the marks of the line `said` corrected, wherever it keeps them. `is_last`: it is the last line."""
    plain = tuple(mark.as_dict() for mark in marks)
    drafts = tuple({**one, "marks": list(plain)} if one["words"] == said else one for one in floor.drafts)
    at = floor.but(marks=plain) if is_last else floor
    return at.but(shown=shown if floor.kind == SCENE else floor.shown, drafts=drafts)
