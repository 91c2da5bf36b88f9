"""What the programme keeps of a learner's course, as plain data: people, the focus agreed, sessions, plans, notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Person:
    """Somebody in the learner's life, in the learner's words; `ring` is 1 (closest) to 3, None when not said."""

    id: int
    nickname: str
    relation: str | None = None
    ring: int | None = None
    good: str | None = None
    hard: str | None = None
    expected_of_them: str | None = None
    expected_of_me: str | None = None
    unsaid: str | None = None


@dataclass(frozen=True)
class Course:
    """A focus as it was agreed: the area, with whom, the goal, and how many sessions. Words None: not kept."""

    id: int
    area: str
    person_id: int | None
    goal: str | None
    what_happens: str | None
    how_it_feels: str | None
    sessions: int | None
    closing: Mapping[str, str] | None
    opened: datetime
    closed: datetime | None


@dataclass(frozen=True)
class Sitting:
    """One session of a course: 0 to 10 at its beginning and its end (None: skipped), and what was said of it."""

    id: int
    course_id: int
    number: int
    distress_before: int | None
    confidence_before: int | None
    distress_after: int | None
    confidence_after: int | None
    closeness: int | None
    words: Mapping[str, str]
    opened: datetime
    closed: datetime | None


@dataclass(frozen=True)
class Plan:
    """A real talk: planned, and afterwards what became of it. `outcome` holds what was feared and what was said."""

    id: int
    course_id: int | None
    attempt_id: int | None
    with_whom: str | None
    where: str | None
    lines: tuple[str, ...]
    if_then: tuple[tuple[str, str], ...]
    outcome: Mapping[str, str]
    due: datetime | None
    held: datetime | None
    let_go: datetime | None
    feared: int | None
    happened: int | None
    created: datetime

    @property
    def is_open(self) -> bool:
        """Whether the talk is still to come, as far as anybody knows."""
        return self.held is None and self.let_go is None


@dataclass(frozen=True)
class Note:
    """What an exercise brought (`kind`), with a code of ours in `value` and the learner's words, if they are kept."""

    id: int
    course_id: int | None
    kind: str
    value: str | None
    words: Mapping[str, Any] = field(default_factory=dict)
    created: datetime | None = None
    changed: datetime | None = None
