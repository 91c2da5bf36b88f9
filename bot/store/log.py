"""The log: attempts, turns and marks, ratings, what was said and shown. Each method is one short transaction.

Every method that writes takes the learner's row first. On PostgreSQL that makes one queue per learner (no
deadlocks, no words kept after consent was taken back); on SQLite there is one writer at a time anyway.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from bot.programme.over_time import AreaOverTime, over_time
from bot.store import correcting, keeping, opening, progress
from bot.store.crypto import Keys, give_keys, keys_of
from bot.store.engine import clean_up, wipe_unused
from bot.store.held import Held, held
from bot.store.models import Attempt, Exchange, FoundMark, Learner, Rating, Rewind, SafetyEvent, Turn
from bot.store.problems import AttemptEnded, NotFound, plainly
from bot.store.programme import ProgrammeLog
from bot.store.report import Counted, report
from bot.store.rows import (
    AreaSummary,
    AttemptRow,
    AttemptSummary,
    CorrectedTurn,
    ExchangeRow,
    LearnerRow,
    Practised,
    RatingRow,
    TurnRow,
)
from bot.vocabulary import KINDS, RISKS, Mark

MEASURES = ("distress", "confidence", "closeness")
MOMENTS = ("before", "after")
LONGEST_KEY = 200
ROWS_AT_ONCE = 500


class Log(ProgrammeLog):
    """The log on one engine. May be used from several threads at once."""

    # the log itself

    def close(self) -> None:
        """Closes every connection. A log that is used afterwards opens them again."""
        self._engine.dispose()

    def ping(self) -> None:
        """Asks the database for a sign of life. Raises StoreDown."""
        with self._read() as session:
            session.execute(text("SELECT 1"))

    def rotate(self, keys: Keys | None = None) -> int:
        """Encrypts everything under the first of `keys` (else of the keys in use); returns the values
        changed.

        The keys in use must be among them. Others may use the log meanwhile if they have all these keys too.
        When it is done, the older keys can go. Raises KeyProblem before anything is changed.
        """
        keys = keys or keys_of(self._engine.dialect)
        with plainly():
            opening.check(opening.noted_keys(self._engine) or {}, keys)
        with self._write() as session:
            opening.note_key(session, keys)
        give_keys(self._engine.dialect, keys)
        changed = sum(self._rotate_table(table, keys) for table in keeping.encrypted_tables())
        with self._write() as session:
            opening.forget_other_keys(session, keys)
        clean_up(self._engine)
        return changed

    def _rotate_table(self, table: Any, keys: Keys) -> int:
        total, last = 0, -1
        while last:
            with self._write() as session:
                changed, last = keeping.encrypt_anew(session, table, last, ROWS_AT_ONCE, keys.renew)
            total += changed
        return total

    # the learner

    def learners(self) -> list[LearnerRow]:
        """All learners, the one seen last first."""
        with self._read() as session:
            rows = session.scalars(select(Learner).order_by(Learner.seen.desc(), Learner.id))
            return [LearnerRow.of(row) for row in rows]

    def learner(self, learner_id: str) -> LearnerRow | None:
        """A learner, None when nothing is known of them yet."""
        with self._read() as session:
            row = session.get(Learner, learner_id)
            return row and LearnerRow.of(row)

    def save_learner(
        self, learner_id: str, *, keep_words: bool, adult: bool | None = None, country: str | None = None
    ) -> LearnerRow:
        """Makes or changes a learner; None leaves what is there. Without `keep_words`, words kept go."""

        def save(session: Session) -> tuple[LearnerRow, bool]:
            row = self._take(session, learner_id)
            forget = row.keep_words and not keep_words
            if forget:
                keeping.forget_words(session, learner_id)
            row.keep_words, row.consented = keep_words, row.consented or self._clock()
            row.adult = row.adult if adult is None else adult
            row.country = row.country if country is None else country
            return LearnerRow.of(row), forget

        saved, forgot = self._once(save)
        if forgot:
            clean_up(self._engine)
        return saved

    def note_age(self, learner_id: str, *, adult: bool, country: str | None = None) -> None:
        """Notes whether a learner is 18 or older; nothing else is asked of them by that."""
        with self._write() as session:
            row = self._take(session, learner_id)
            row.adult = adult
            row.country = row.country if country is None else country

    # attempts

    def begin_attempt(
        self,
        learner_id: str,
        key: str,
        *,
        kind: str,
        area: str | None,
        scenario: str | None = None,
        revision: str | None = None,
        level: str | None = None,
        setup: dict[str, Any] | None = None,
    ) -> AttemptRow:
        """Begins an attempt; the same key again gives that attempt. A learner not known yet is made."""
        _check("kind", kind, KINDS)
        _check_key(key)

        def begin(session: Session) -> AttemptRow:
            self._take(session, learner_id)
            row = session.scalars(select(Attempt).where(*_keyed(Attempt, learner_id, key))).first()
            if row is None:
                row = Attempt(
                    learner_id=learner_id,
                    client_key=key,
                    area=area,
                    kind=kind,
                    scenario=scenario,
                    revision=revision,
                    level=level,
                    setup=setup,
                    started=self._clock(),
                )
                session.add(row)
                session.flush()
            return AttemptRow.of(row)

        return self._once(begin)

    def attempt(self, attempt_id: int) -> AttemptRow:
        """An attempt. Raises NotFound."""
        with self._read() as session:
            return AttemptRow.of(_attempt(session, attempt_id))

    def open_attempt(self, learner_id: str) -> AttemptRow | None:
        """The newest attempt of a learner that has not ended."""
        query = select(Attempt).where(Attempt.learner_id == learner_id, Attempt.ended.is_(None))
        with self._read() as session:
            row = session.scalars(query.order_by(Attempt.id.desc()).limit(1)).first()
            return row and AttemptRow.of(row)

    def save_setup(self, attempt_id: int, setup: dict[str, Any] | None, level: str | None = None) -> AttemptRow:
        """Changes how an attempt is set up; level None stays as it is. Raises NotFound, AttemptEnded."""
        with self._write() as session:
            self._take_owner(session, attempt_id)
            row = _running(session, attempt_id)
            row.setup = setup
            row.level = row.level if level is None else level
            return AttemptRow.of(row)

    def end_attempt(self, attempt_id: int, ending: str | None, ending_kind: str | None) -> AttemptRow:
        """Ends an attempt, once: a second ending changes nothing. Raises NotFound.

        For learners who keep no words, all words of this attempt go with the same transaction.
        """
        with self._write() as session:
            learner = self._take_owner(session, attempt_id)
            row = _attempt(session, attempt_id)
            if row.ended is None:
                row.ended, row.ending, row.ending_kind = self._clock(), ending, ending_kind
                if not learner.keep_words:
                    row.setup = None
                    keeping.forget_attempt(session, attempt_id)
            return AttemptRow.of(row)

    # turns

    def record_turn(
        self,
        attempt_id: int,
        key: str,
        *,
        number: int,
        words: str | None,
        beat: str | None,
        reply: str | None,
        tactic: str | None,
        style: str | None,
        marks: Sequence[Mark],
        state: dict[str, Any],
        messages: list[dict[str, Any]],
    ) -> TurnRow:
        """Writes a turn with its marks; the same key again gives the stored turn unchanged.

        `number` counts from the attempt's beginning, the log counts the tries at it. Words are dropped for
        learners who keep none. Raises NotFound, and AttemptEnded for a new turn on an attempt that has ended.
        """
        _check_key(key)

        def record(session: Session) -> TurnRow:
            learner = self._take_owner(session, attempt_id)
            if stored := _turn_by_key(session, learner.id, key):
                return _with_marks(session, [stored])[0]
            _running(session, attempt_id)
            turn = Turn(
                attempt_id=attempt_id,
                learner_id=learner.id,
                client_key=key,
                number=number,
                try_number=_tries(session, attempt_id, number) + 1,
                words=words if learner.keep_words else None,
                beat=beat,
                reply=reply,
                tactic=tactic,
                style=style,
                answer={"state": state, "messages": messages},
                created=self._clock(),
            )
            return _add_turn(session, turn, marks)

        return self._once(record)

    def turn_by_key(self, learner_id: str, key: str) -> TurnRow | None:
        """The turn that a message made, also when it was taken back since."""
        with self._read() as session:
            row = _turn_by_key(session, learner_id, key)
            return _with_marks(session, [row])[0] if row else None

    def turns(self, attempt_id: int, taken_back: bool = False) -> list[TurnRow]:
        """An attempt's turns as they came, those taken back only when asked for. Raises NotFound."""
        query = select(Turn).where(Turn.attempt_id == attempt_id).order_by(Turn.id)
        if not taken_back:
            query = query.where(Turn.taken_back.is_(None))
        with self._read() as session:
            _attempt(session, attempt_id)
            return _with_marks(session, session.scalars(query).all())

    def take_back(self, attempt_id: int, key: str, count: int = 1) -> TurnRow | None:
        """Takes back the last `count` turns; returns the turn to go back to, None for the beginning.

        The same key again takes nothing back and returns what it returned the first time. Raises NotFound,
        and AttemptEnded on an attempt that has ended.
        """
        _check_key(key)
        if count < 1:
            raise ValueError("At least one turn must be taken back.")

        def take_back(session: Session) -> TurnRow | None:
            self._take_owner(session, attempt_id)
            done = select(Rewind).where(Rewind.attempt_id == attempt_id, Rewind.client_key == key)
            rewind = session.scalars(done).first()
            if rewind is None:
                _running(session, attempt_id)
                rewind = self._rewind(session, attempt_id, key, count)
            turn = rewind.turn_id and session.get(Turn, rewind.turn_id)
            return _with_marks(session, [turn])[0] if turn else None

        return self._once(take_back)

    def _rewind(self, session: Session, attempt_id: int, key: str, count: int) -> Rewind:
        standing = select(Turn).where(Turn.attempt_id == attempt_id, Turn.taken_back.is_(None))
        newest = session.scalars(standing.order_by(Turn.id.desc()).limit(count + 1)).all()
        now = self._clock()
        for turn in newest[:count]:
            turn.taken_back = now
        back_to = newest[count].id if len(newest) > count else None
        rewind = Rewind(attempt_id=attempt_id, client_key=key, turn_id=back_to, created=now)
        session.add(rewind)
        session.flush()
        return rewind

    # what the learner says was read wrongly

    def correct(
        self,
        turn_id: int,
        *,
        removed: Sequence[str] = (),
        added: Sequence[Mark] = (),
        style: str | None = None,
        state: dict[str, Any] | None = None,
    ) -> TurnRow:
        """Corrects a turn's marks as its learner says; the same correction again changes nothing.

        `removed`: markers that were not shown; `added`: marks that were missed; `style`: the turn's style then;
        `state`: the floor after this turn, in place of the one kept, if one is kept. Works on attempts that have ended.
        Raises NotFound.
        """

        def correct(session: Session) -> TurnRow:
            turn = session.get(Turn, turn_id)
            if turn is None:
                raise NotFound("turn", turn_id)
            self._take_owner(session, turn.attempt_id)
            correcting.correct(session, turn, removed, added, self._clock())
            turn.style = style
            if state is not None and turn.answer is not None:
                turn.answer = {**turn.answer, "state": state}
            session.flush()
            return _with_marks(session, [turn])[0]

        return self._once(correct)

    def turn(self, turn_id: int) -> TurnRow:
        """A turn, also one that was taken back. Raises NotFound."""
        with self._read() as session:
            row = session.get(Turn, turn_id)
            if row is None:
                raise NotFound("turn", turn_id)
            return _with_marks(session, [row])[0]

    def last_turn(self, learner_id: str) -> TurnRow | None:
        """The newest turn of a learner that stands, of whatever attempt."""
        query = select(Turn).where(Turn.learner_id == learner_id, Turn.taken_back.is_(None))
        with self._read() as session:
            row = session.scalars(query.order_by(Turn.id.desc()).limit(1)).first()
            return _with_marks(session, [row])[0] if row else None

    def corrections(self, learner_id: str | None = None) -> list[CorrectedTurn]:
        """Turns that were corrected and whose words are kept: one learner's, or everybody's; oldest first."""
        with self._read() as session:
            rows = correcting.corrected(session, learner_id)
            turns = _with_marks(session, [row for row, _ in rows])
            pairs = zip(turns, rows, strict=True)
            return [
                CorrectedTurn(turn, AttemptRow.of(at), correcting.line_before(session, row, at))
                for turn, (row, at) in pairs
            ]

    # ratings and safety

    def rate(self, attempt_id: int, measure: str, moment: str, value: int) -> RatingRow:
        """Notes 0 to 10; the same measure and moment again replaces it. Raises NotFound, ValueError."""
        _check("measure", measure, MEASURES)
        _check("moment", moment, MOMENTS)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 10:
            raise ValueError("A rating is a whole number from 0 to 10.")

        def rate(session: Session) -> RatingRow:
            learner = self._take_owner(session, attempt_id)
            row = session.scalars(
                select(Rating).where(
                    Rating.attempt_id == attempt_id, Rating.measure == measure, Rating.moment == moment
                )
            ).first()
            if row is None:
                row = Rating(learner_id=learner.id, attempt_id=attempt_id, measure=measure, moment=moment)
                session.add(row)
            row.value, row.created = value, self._clock()
            return RatingRow.of(row)

        return self._once(rate)

    def note_safety(self, learner_id: str, label: str, attempt_id: int | None = None) -> None:
        """Notes that a risk label came up, and when. Raises NotFound, ValueError for any other label."""
        _check("risk", label, RISKS)

        def note(session: Session) -> None:
            self._take(session, learner_id)
            if attempt_id is not None:
                _attempt(session, attempt_id)
            session.add(SafetyEvent(learner_id=learner_id, attempt_id=attempt_id, label=label, created=self._clock()))

        self._once(note)

    # progress

    def attempts(self, learner_id: str, area: str | None = None, limit: int | None = None) -> list[AttemptSummary]:
        """A learner's attempts and what they showed, newest first."""
        with self._read() as session:
            return progress.attempts(session, learner_id, area, limit)

    def practised(self, learner_id: str, limit: int = 60) -> list[Practised]:
        """The scenes that a learner rehearsed and ended, newest first; one query, whatever was said in them."""
        query = (
            select(Attempt.id, Attempt.scenario, Attempt.area, Attempt.level, Attempt.ending_kind, Attempt.started)
            .where(Attempt.learner_id == learner_id, Attempt.scenario.is_not(None), Attempt.ended.is_not(None))
            .order_by(Attempt.id.desc())
            .limit(limit)
        )
        with self._read() as session:
            return [Practised(*row) for row in session.execute(query).all()]

    def last_attempt(self, learner_id: str) -> AttemptRow | None:
        """The newest attempt of a learner, running or ended."""
        query = select(Attempt).where(Attempt.learner_id == learner_id).order_by(Attempt.id.desc()).limit(1)
        with self._read() as session:
            row = session.scalars(query).first()
            return row and AttemptRow.of(row)

    def summary(self, learner_id: str) -> list[AreaSummary]:
        """The trend of each focus area that was practised, in the codebook's order."""
        with self._read() as session:
            return progress.summary(session, learner_id)

    def over_time(self, learner_id: str) -> list[AreaOverTime]:
        """Each focus area over time: tries, first against third, real talks, closeness to the goal."""
        return over_time(
            self.attempts(learner_id), self.plans(learner_id), self.courses(learner_id), self.sittings(learner_id)
        )

    def report(self) -> list[Counted]:
        """How many people did what, over everybody; no group of fewer than five."""
        with self._read() as session:
            return report(session)

    # what was said and shown

    def exchange(self, learner_id: str, key: str) -> ExchangeRow | None:
        """What was shown for a message, None when the key is new."""
        with self._read() as session:
            row = session.scalars(select(Exchange).where(*_keyed(Exchange, learner_id, key))).first()
            return row and ExchangeRow.of(row)

    def keep_exchange(
        self,
        learner_id: str,
        key: str,
        *,
        said: str | None,
        choice: str | None,
        answer: Any,
        rehearsal: dict[str, Any] | None,
    ) -> ExchangeRow:
        """Keeps what was said and shown; for a key that is there already, the first stays and is returned.

        For learners who keep no words `said` is dropped, and outside a rehearsal all earlier exchanges go: the
        answers quote them. A learner not known yet is made.
        """
        _check_key(key)

        def keep(session: Session) -> ExchangeRow:
            learner = self._take(session, learner_id)
            row = session.scalars(select(Exchange).where(*_keyed(Exchange, learner_id, key))).first()
            if row is None:
                row = Exchange(
                    learner_id=learner_id,
                    client_key=key,
                    said=said if learner.keep_words else None,
                    choice=choice,
                    answer=answer,
                    rehearsal=rehearsal,
                    created=self._clock(),
                )
                session.add(row)
                session.flush()
                if not learner.keep_words and rehearsal is None:
                    keeping.forget_exchanges(session, learner_id, keep_last=1)
            return ExchangeRow.of(row)

        return self._once(keep)

    def history(self, learner_id: str, limit: int = 200) -> list[ExchangeRow]:
        """The newest `limit` exchanges, oldest first."""
        query = select(Exchange).where(Exchange.learner_id == learner_id).order_by(Exchange.id.desc()).limit(limit)
        with self._read() as session:
            return [ExchangeRow.of(row) for row in session.scalars(query)][::-1]

    def forget_exchanges(self, learner_id: str, keep_last: int = 1) -> int:
        """Removes all but the newest `keep_last` exchanges; returns how many went."""
        with self._write() as session:
            gone = keeping.forget_exchanges(session, learner_id, keep_last)
        clean_up(self._engine)
        return gone

    # leaving

    def held(self, learner_id: str) -> Held:
        """How much is held about a learner, counted; zeros for a stranger."""
        with self._read() as session:
            return held(session, learner_id)

    def export(self, learner_id: str) -> dict[str, Any]:
        """Everything held about a learner, in clear, as JSON types. Raises NotFound."""
        with self._read() as session:
            row = session.get(Learner, learner_id)
            if row is None:
                raise NotFound("learner", learner_id)
            return keeping.export(session, row)

    def erase(self, learner_id: str) -> dict[str, int]:
        """Deletes all about a learner, for good; returns the rows gone per table (zeros for a stranger)."""
        with self._write() as session:
            session.get(Learner, learner_id, with_for_update=True)
            gone = keeping.erase(session, learner_id)
        wipe_unused(self._engine)
        return gone

    def unkept(self, silent_since: datetime, calm_since: datetime) -> list[str]:
        """Learners who keep no words and were not seen since a moment, nor in danger since another one."""
        with self._read() as session:
            return keeping.unkept(session, silent_since, calm_since)

    def purge_words(self, before: datetime) -> int:
        """Removes everybody's words older than `before` (aware); returns how many rows that changed."""
        with self._write() as session:
            changed = keeping.purge_words(session, before)
        clean_up(self._engine)
        return changed

    # transactions

    def _take_owner(self, session: Session, attempt_id: int) -> Learner:
        """The row of the learner whose attempt it is, locked. Raises NotFound."""
        owner = select(Learner).join(Attempt, Attempt.learner_id == Learner.id).where(Attempt.id == attempt_id)
        row = session.scalars(owner.with_for_update(of=Learner)).first()
        if row is None:
            raise NotFound("attempt", attempt_id)
        return row


def _keyed(table: Any, learner_id: str, key: str) -> tuple[Any, Any]:
    return table.learner_id == learner_id, table.client_key == key


def _attempt(session: Session, attempt_id: int) -> Attempt:
    row = session.get(Attempt, attempt_id)
    if row is None:
        raise NotFound("attempt", attempt_id)
    return row


def _running(session: Session, attempt_id: int) -> Attempt:
    row = _attempt(session, attempt_id)
    if row.ended is not None:
        raise AttemptEnded(attempt_id)
    return row


def _turn_by_key(session: Session, learner_id: str, key: str) -> Turn | None:
    return session.scalars(select(Turn).where(*_keyed(Turn, learner_id, key))).first()


def _tries(session: Session, attempt_id: int, number: int) -> int:
    """How often this turn of the attempt was tried so far."""
    query = select(func.max(Turn.try_number)).where(Turn.attempt_id == attempt_id, Turn.number == number)
    return session.scalar(query) or 0


def _add_turn(session: Session, turn: Turn, marks: Sequence[Mark]) -> TurnRow:
    session.add(turn)
    session.flush()
    found = [
        FoundMark(
            turn_id=turn.id,
            marker=mark.marker,
            start=mark.start,
            end=mark.end,
            confidence=float(mark.confidence),
        )
        for mark in marks
    ]
    session.add_all(found)
    session.flush()
    return TurnRow.of(turn, found)


def _with_marks(session: Session, turns: Sequence[Turn]) -> list[TurnRow]:
    """Turns with their marks, in two queries however many turns there are."""
    marks: dict[int, list[FoundMark]] = {turn.id: [] for turn in turns}
    query = select(FoundMark).where(FoundMark.turn_id.in_(marks)).order_by(FoundMark.id)
    for mark in session.scalars(query):
        marks[mark.turn_id].append(mark)
    return [TurnRow.of(turn, marks[turn.id]) for turn in turns]


def _check(what: str, given: str, known: Sequence[str]) -> None:
    # What was given is not repeated: by mistake it could be somebody's words.
    if given not in known:
        raise ValueError(f"That is no {what}; it must be one of {', '.join(known)}.")


def _check_key(key: str) -> None:
    if not (isinstance(key, str) and 1 <= len(key) <= LONGEST_KEY and key.isprintable()):
        raise ValueError(f"A message's key is 1 to {LONGEST_KEY} printable characters.")
