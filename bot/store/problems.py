"""What can go wrong in the store, said in plain sentences that never hold a learner's words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout


class StoreProblem(Exception):  # noqa: N818 - what people read is a problem, not an error
    """Something about the store; the message says what and the way out."""


class StoreDown(StoreProblem):
    """The database does not answer, is locked, full or damaged. Nothing of what was asked was written."""


class KeyProblem(StoreProblem):
    """The key that words are encrypted with is missing, malformed or not the one they were encrypted with."""


class NotFound(StoreProblem):
    """No row with that id."""

    def __init__(self, table: str, id: int | str):
        super().__init__(f"There is no {table} {id}.")
        self.table = table
        self.id = id


class AttemptEnded(StoreProblem):
    """The attempt has ended: nothing is added to it and nothing taken back."""

    def __init__(self, attempt_id: int):
        super().__init__(f"Attempt {attempt_id} has ended.")
        self.attempt_id = attempt_id


@contextmanager
def plainly() -> Iterator[None]:
    """Turns a database that fails into `StoreDown`; what a statement carried stays out of it."""
    try:
        yield
    except PoolTimeout:
        raise StoreDown("The database is too busy: every connection to it is taken.") from None
    except DBAPIError as error:
        if not _is_down(error):
            raise
        raise StoreDown(plain(error)) from None


def _is_down(error: DBAPIError) -> bool:
    """True for a database that fails, False for a statement or a value that is wrong."""
    # SQLite says "file is not a database" with the parent class itself.
    return isinstance(error, OperationalError | InterfaceError) or type(error) is DatabaseError


SAID = (
    (
        ("database is locked", "lock timeout", "deadlock"),
        "The database is locked by something else for too long.",
    ),
    (("is full", "no space left"), "The disk that the database is on is full."),
    (("readonly", "read-only"), "The database can only be read, not written."),
    (("malformed", "not a database"), "The database file is damaged or is not a database."),
    (("no such table",), "The database has not been set up yet, or only in part."),
    (
        ("password authentication", "no password supplied"),
        "The database refuses the user name or the password.",
    ),
    (("disk i/o",), "The disk that the database is on fails."),
)


def plain(error: DBAPIError) -> str:
    """What a database's error means, in one sentence of our own."""
    said = str(error.orig).lower()
    for signs, sentence in SAID:
        if any(sign in said for sign in signs):
            return sentence
    return "The database cannot be reached."
