"""The programme's part of the log: people, the focus agreed, sessions, plans for real talks, notes.

Words of learners who keep none are dropped on the way in. A row of somebody else is never found.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.programme.records import Course, Note, Person, Plan, Sitting
from bot.store import keeping, models
from bot.store.engine import clean_up
from bot.store.problems import NotFound
from bot.store.transactions import Transactions

Record = TypeVar("Record")


class ProgrammeLog(Transactions):
    """People, courses, sessions, plans and notes of learners. Each method is one short transaction."""

    # people

    def people(self, learner_id: str) -> list[Person]:
        """The people a learner has named, in the order they were named."""
        return self._all(models.Person, learner_id, person_of)

    def add_person(self, learner_id: str, key: str, nickname: str, **about: Any) -> Person | None:
        """Adds a person; the same key again gives that person. None for learners who keep no words."""
        if not self.keeps_words(learner_id):
            return None
        return person_of(self._add(models.Person, learner_id, key, nickname=nickname, created=self._clock(), **about))

    def change_person(self, learner_id: str, person_id: int, **about: Any) -> Person:
        """Changes what is kept about a person. Raises NotFound."""
        return person_of(self._change(models.Person, learner_id, person_id, about))

    def remove_person(self, learner_id: str, person_id: int) -> None:
        """Takes a person out, for good. Raises NotFound."""
        self._remove(models.Person, learner_id, person_id)

    # the focus agreed

    def courses(self, learner_id: str) -> list[Course]:
        """Every focus a learner has agreed to, oldest first."""
        return self._all(models.Focus, learner_id, course_of)

    def course(self, learner_id: str) -> Course | None:
        """The focus that a learner works on now."""
        return next((one for one in reversed(self.courses(learner_id)) if one.closed is None), None)

    def open_course(self, learner_id: str, key: str, area: str, **about: Any) -> Course:
        """Opens a focus; the same key again gives that one."""
        return course_of(self._add(models.Focus, learner_id, key, area=area, opened=self._clock(), **about))

    def change_course(self, learner_id: str, course_id: int, **about: Any) -> Course:
        """Changes a focus. Raises NotFound."""
        return course_of(self._change(models.Focus, learner_id, course_id, about))

    # sessions

    def sittings(self, learner_id: str, course_id: int | None = None) -> list[Sitting]:
        """A learner's sessions, oldest first; only one course's when that is asked for."""
        found = self._all(models.Sitting, learner_id, sitting_of)
        return [one for one in found if course_id in (None, one.course_id)]

    def begin_sitting(self, learner_id: str, key: str, course_id: int) -> Sitting:
        """Begins the next session of a course; the same key again gives that session. Raises NotFound.

        One that was left open is closed first, without anything said about it.
        """

        def begin(session: Session) -> Sitting:
            self._take(session, learner_id)
            _own(session, models.Focus, learner_id, course_id)
            if stored := _by_key(session, models.Sitting, learner_id, key):
                return sitting_of(stored)
            before = session.scalars(select(models.Sitting).where(models.Sitting.focus_id == course_id)).all()
            now = self._clock()
            for one in before:
                one.closed = one.closed or now
            row = models.Sitting(
                learner_id=learner_id, focus_id=course_id, client_key=key, number=len(before) + 1, opened=now
            )
            session.add(row)
            session.flush()
            return sitting_of(row)

        return self._once(begin)

    def change_sitting(self, learner_id: str, sitting_id: int, **about: Any) -> Sitting:
        """Changes a session; `words` are added to those that are there. Raises NotFound."""
        return sitting_of(self._change(models.Sitting, learner_id, sitting_id, about, added=("words",)))

    # plans for real talks

    def plans(self, learner_id: str) -> list[Plan]:
        """A learner's plans, oldest first."""
        return self._all(models.Plan, learner_id, plan_of)

    def add_plan(self, learner_id: str, key: str, **about: Any) -> Plan:
        """Adds a plan; the same key again gives that plan."""
        return plan_of(self._add(models.Plan, learner_id, key, created=self._clock(), **about))

    def change_plan(self, learner_id: str, plan_id: int, **about: Any) -> Plan:
        """Changes a plan; `outcome` is added to what is there. Raises NotFound."""
        return plan_of(self._change(models.Plan, learner_id, plan_id, about, added=("outcome",)))

    def remove_plan(self, learner_id: str, plan_id: int) -> None:
        """Throws a plan away, for good. Raises NotFound."""
        self._remove(models.Plan, learner_id, plan_id)

    # notes

    def notes(self, learner_id: str, kind: str | None = None) -> list[Note]:
        """A learner's notes, oldest first; only those of a kind when it is asked for."""
        return [one for one in self._all(models.Note, learner_id, note_of) if kind in (None, one.kind)]

    def add_note(self, learner_id: str, key: str, kind: str, **about: Any) -> Note:
        """Adds a note of a kind; the same key and kind again give that note."""
        now = self._clock()
        return note_of(
            self._add(models.Note, learner_id, f"{kind} {key}", kind=kind, created=now, changed=now, **about)
        )

    def change_note(self, learner_id: str, note_id: int, **about: Any) -> Note:
        """Changes a note; `words` are added to those that are there. Raises NotFound."""
        about["changed"] = self._clock()
        return note_of(self._change(models.Note, learner_id, note_id, about, added=("words",)))

    def remove_notes(self, learner_id: str, kind: str) -> int:
        """Removes a learner's notes of a kind; returns how many there were."""
        with self._write() as session:
            self._take(session, learner_id)
            return keeping.remove_notes(session, learner_id, kind)

    # what they share

    def keeps_words(self, learner_id: str) -> bool:
        """Whether this learner's words may be kept."""
        with self._read() as session:
            row = session.get(models.Learner, learner_id)
            return row is not None and row.keep_words

    def _all(self, table: Any, learner_id: str, of: Callable[[Any], Record]) -> list[Record]:
        with self._read() as session:
            rows = session.scalars(select(table).where(table.learner_id == learner_id).order_by(table.id)).all()
            return [of(row) for row in rows]

    def _add(self, table: Any, learner_id: str, key: str, **values: Any) -> Any:
        def add(session: Session) -> Any:
            learner = self._take(session, learner_id)
            stored = _by_key(session, table, learner_id, key)
            if stored is None:
                kept = _without_words(table, values) if not learner.keep_words else values
                stored = table(learner_id=learner_id, client_key=key, **kept)
                session.add(stored)
                session.flush()
            return stored

        return self._once(add)

    def _change(
        self, table: Any, learner_id: str, row_id: int, values: dict[str, Any], added: tuple[str, ...] = ()
    ) -> Any:
        with self._write() as session:
            learner = self._take(session, learner_id)
            row = _own(session, table, learner_id, row_id)
            kept = _without_words(table, values) if not learner.keep_words else values
            for name, value in kept.items():
                setattr(row, name, {**(getattr(row, name) or {}), **value} if name in added else value)
            session.flush()
            return row

    def _remove(self, table: Any, learner_id: str, row_id: int) -> None:
        with self._write() as session:
            self._take(session, learner_id)
            session.delete(_own(session, table, learner_id, row_id))
        clean_up(self._engine)


def _by_key(session: Session, table: Any, learner_id: str, key: str) -> Any:
    query = select(table).where(table.learner_id == learner_id, table.client_key == key)
    return session.scalars(query).first()


def _own(session: Session, table: Any, learner_id: str, row_id: int) -> Any:
    row = session.get(table, row_id)
    if row is None or row.learner_id != learner_id:
        raise NotFound(table.__tablename__, row_id)
    return row


def _without_words(table: Any, values: dict[str, Any]) -> dict[str, Any]:
    """The values but for those of encrypted columns: what a learner typed stands in no other."""
    words = {column.name for column in keeping.encrypted_columns(table.__table__)}
    return {name: value for name, value in values.items() if name not in words}


def person_of(row: models.Person) -> Person:
    """The copy of a row."""
    return Person(
        row.id,
        row.nickname,
        row.relation,
        row.ring,
        row.good,
        row.hard,
        row.expected_of_them,
        row.expected_of_me,
        row.unsaid,
    )


def course_of(row: models.Focus) -> Course:
    """The copy of a row."""
    return Course(
        row.id,
        row.area,
        row.person_id,
        row.goal,
        row.what_happens,
        row.how_it_feels,
        row.sessions,
        row.closing,
        row.opened,
        row.closed,
    )


def sitting_of(row: models.Sitting) -> Sitting:
    """The copy of a row."""
    return Sitting(
        row.id,
        row.focus_id,
        row.number,
        row.distress_before,
        row.confidence_before,
        row.distress_after,
        row.confidence_after,
        row.closeness,
        row.words or {},
        row.opened,
        row.closed,
    )


def plan_of(row: models.Plan) -> Plan:
    """The copy of a row."""
    return Plan(
        row.id,
        row.focus_id,
        row.attempt_id,
        row.with_whom,
        row.where,
        tuple(row.lines or ()),
        tuple((first, then) for first, then in row.if_then or ()),
        row.outcome or {},
        row.due,
        row.held,
        row.let_go,
        row.feared,
        row.happened,
        row.created,
    )


def note_of(row: models.Note) -> Note:
    """The copy of a row."""
    return Note(row.id, row.focus_id, row.kind, row.value, row.words or {}, row.created, row.changed)
