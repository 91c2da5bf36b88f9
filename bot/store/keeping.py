"""What is kept of a learner and how it goes: forgetting words, erasing, exporting, encrypting anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Text, delete, literal, or_, select, type_coerce, update
from sqlalchemy.orm import Session, aliased

from bot.store.crypto import Encrypted, EncryptedJSON
from bot.store.models import (
    Attempt,
    Base,
    Exchange,
    Focus,
    FoundMark,
    Learner,
    Note,
    Person,
    Plan,
    Rating,
    Rewind,
    SafetyEvent,
    Sitting,
    Turn,
)

OF_ATTEMPT = (Turn, Rewind, Rating)
OF_LEARNER = (Person, Focus, Sitting, Plan, Note, SafetyEvent, Exchange)
ERASED = (FoundMark, Rewind, Turn, Rating, SafetyEvent, Exchange, Note, Sitting, Plan, Attempt, Focus, Person)
"""Children before what they refer to: each table's rows are counted and not taken by a cascade."""


def forget_attempt(session: Session, attempt_id: int) -> None:
    """Removes the words of one attempt: typed, answered and set up."""
    _quietly(session, update(Turn).where(Turn.attempt_id == attempt_id).values(words=None, answer=None))
    _quietly(session, update(Attempt).where(Attempt.id == attempt_id).values(setup=None))


def forget_words(session: Session, learner_id: str) -> None:
    """Removes every word kept so far. What an attempt that still runs needs to go on stays until it ends."""
    ended = select(Attempt.id).where(Attempt.learner_id == learner_id, Attempt.ended.is_not(None))
    _quietly(session, update(Turn).where(Turn.learner_id == learner_id).values(words=None))
    _quietly(session, update(Turn).where(Turn.attempt_id.in_(ended)).values(answer=None))
    _quietly(session, update(Attempt).where(Attempt.id.in_(ended)).values(setup=None))
    _quietly(session, delete(Exchange).where(Exchange.learner_id == learner_id))
    _forget_programme(session, select(Learner.id).where(Learner.id == learner_id))


def _forget_programme(session: Session, learners: Any) -> int:
    """Removes the words of the programme; numbers and days stay. A person without a name is nobody, so they go.

    Returns the rows that changed.
    """
    forgotten = _quietly(session, delete(Person).where(Person.learner_id.in_(learners)))
    for table in (Focus, Sitting, Plan, Note):
        forgotten += _empty(session, table, table.learner_id.in_(learners))
    return forgotten


def _empty(session: Session, table: Any, which: Any) -> int:
    """Empties the encrypted columns of some rows; returns how many held anything."""
    columns = encrypted_columns(table.__table__)
    holds = or_(*(column.is_not(None) for column in columns))
    return _quietly(session, update(table).where(which, holds).values({column.name: None for column in columns}))


def remove_notes(session: Session, learner_id: str, kind: str) -> int:
    """Removes a learner's notes of a kind; returns how many there were."""
    return _quietly(session, delete(Note).where(Note.learner_id == learner_id, Note.kind == kind))


def forget_exchanges(session: Session, learner_id: str, keep_last: int) -> int:
    """Removes a learner's exchanges but for the newest ones."""
    newest = select(Exchange.id).where(Exchange.learner_id == learner_id).order_by(Exchange.id.desc()).limit(keep_last)
    # By value: PostgreSQL and SQLite agree on a LIMIT inside IN, other readers of this code need not.
    kept = session.scalars(newest).all()
    return _quietly(session, delete(Exchange).where(Exchange.learner_id == learner_id, Exchange.id.not_in(kept)))


def purge_words(session: Session, before: datetime) -> int:
    """Removes words older than a moment, whoever's they are; returns the rows that changed.

    The programme goes on for months, so its words stay while the learner comes back, and go when they have not been
    seen since that moment; those of a real talk go when it was over before it.
    """
    old_turn = Turn.created < before
    holds_words = or_(Turn.words.is_not(None), Turn.answer.is_not(None))
    later = aliased(Turn)
    goes_on = select(later.id).where(later.attempt_id == Attempt.id, later.created >= before).exists()
    still = Attempt.setup.is_not(None)
    return (
        _quietly(session, update(Turn).where(old_turn, holds_words).values(words=None, answer=None))
        + _quietly(session, update(Attempt).where(Attempt.started < before, still, ~goes_on).values(setup=None))
        # An exchange's answer quotes what was said, and without either there is nothing left of it.
        + _quietly(session, delete(Exchange).where(Exchange.created < before))
        + _forget_programme(session, select(Learner.id).where(Learner.seen < before))
        + _empty(session, Plan, or_(Plan.held < before, Plan.let_go < before))
    )


def unkept(session: Session, silent_since: datetime, calm_since: datetime) -> list[str]:
    """Learners who keep no words, not seen since the one moment and without a safety label since the other."""
    danger = select(SafetyEvent.id).where(SafetyEvent.learner_id == Learner.id, SafetyEvent.created >= calm_since)
    query = select(Learner.id).where(~Learner.keep_words, Learner.seen < silent_since, ~danger.exists())
    return list(session.scalars(query.order_by(Learner.id)).all())


def _quietly(session: Session, statement: Any) -> int:
    """Runs it past the session's objects, none of which stands for these rows. Returns the rows touched."""
    touched: int = session.execute(statement.execution_options(synchronize_session=False)).rowcount
    return touched


def erase(session: Session, learner_id: str) -> dict[str, int]:
    """Deletes everything about a learner; returns the rows gone per table."""
    gone = {table.__tablename__: _erase_from(session, table, learner_id) for table in ERASED}
    gone["learner"] = _quietly(session, delete(Learner).where(Learner.id == learner_id))
    return gone


def _erase_from(session: Session, table: Any, learner_id: str) -> int:
    return _quietly(session, delete(table).where(_of(table, learner_id)))


def _of(table: Any, learner_id: str) -> Any:
    """Which rows of a table are a learner's."""
    if table is FoundMark:
        return FoundMark.turn_id.in_(select(Turn.id).where(Turn.learner_id == learner_id))
    if table is Rewind:
        return Rewind.attempt_id.in_(select(Attempt.id).where(Attempt.learner_id == learner_id))
    return table.learner_id == learner_id


def export(session: Session, learner: Learner) -> dict[str, Any]:
    """Everything held about a learner, in clear, as JSON types; moments as ISO 8601 in UTC."""
    exported: dict[str, Any] = {"learner": _plain(learner)}
    for table in OF_LEARNER:
        exported[table.__tablename__] = [_plain(row) for row in _rows(session, table, learner.id)]
    exported["rating"] = [_plain(row) for row in _rows(session, Rating, learner.id) if row.attempt_id is None]
    exported["attempt"] = _attempts(session, learner.id)
    return exported


def _attempts(session: Session, learner_id: str) -> list[dict[str, Any]]:
    attempts = {row.id: _plain(row) for row in _rows(session, Attempt, learner_id)}
    marks = _rows(session, FoundMark, learner_id)
    for table in OF_ATTEMPT:
        _hang(attempts, table.__tablename__, "attempt_id", map(_plain, _rows(session, table, learner_id)))
    turns = {turn["id"]: turn for attempt in attempts.values() for turn in attempt["turn"]}
    _hang(turns, "mark", "turn_id", map(_plain, marks))
    return list(attempts.values())


def _hang(onto: dict[int, dict[str, Any]], name: str, by: str, rows: Iterable[dict[str, Any]]) -> None:
    """Puts each row into the list of the one it belongs to."""
    for owner in onto.values():
        owner[name] = []
    for row in rows:
        if row[by] in onto:
            onto[row[by]][name].append(row)


def _rows(session: Session, table: Any, learner_id: str) -> list[Any]:
    rows: list[Any] = session.scalars(select(table).where(_of(table, learner_id)).order_by(table.id)).all()
    return rows


def _plain(row: Any) -> dict[str, Any]:
    values = {column.name: getattr(row, column.name) for column in row.__table__.columns}
    return {name: _moment(value) for name, value in values.items()}


def _moment(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def encrypted_columns(table: Any) -> list[Any]:
    """The columns of a table that are encrypted."""
    return [column for column in table.columns if isinstance(column.type, Encrypted | EncryptedJSON)]


def encrypted_tables() -> list[Any]:
    """The log's tables that hold anything encrypted."""
    return [table for table in Base.metadata.sorted_tables if encrypted_columns(table)]


def encrypt_anew(session: Session, table: Any, above: int, many: int, anew: Callable[[str], str]) -> tuple[int, int]:
    """Encrypts up to `many` rows with ids over `above` once more; returns (values changed, last id or 0 at
    the end).

    Works on the tokens as they stand in the database; nothing of them is shown. The rows are locked, so that
    words forgotten meanwhile do not come back.
    """
    columns = encrypted_columns(table)
    raw = [_token(column) for column in columns]
    query = select(table.c.id, *raw).where(table.c.id > above).order_by(table.c.id).limit(many).with_for_update()
    changed = last = 0
    for last, *tokens in session.execute(query).all():
        values = {column.name: anew(token) for column, token in zip(columns, tokens, strict=True) if token is not None}
        if values:
            session.execute(_set_tokens(table, last, values))
        changed += len(values)
    return changed, last


def _token(column: Any) -> Any:
    """The column as the database has it, past our type."""
    return type_coerce(column, Text)


def _set_tokens(table: Any, id: int, tokens: dict[str, str]) -> Any:
    return update(table).where(table.c.id == id).values({name: literal(token, Text) for name, token in tokens.items()})
