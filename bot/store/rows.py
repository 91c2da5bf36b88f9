"""What the log hands out: frozen copies of its rows, safe to keep and to pass between threads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.store import models
from bot.vocabulary import Mark


@dataclass(frozen=True)
class LearnerRow:
    """A learner: what they agreed to and when (None: not asked yet), and when they were made and last seen (UTC)."""

    id: str
    keep_words: bool
    adult: bool | None
    country: str | None
    consented: datetime | None
    created: datetime
    seen: datetime

    @classmethod
    def of(cls, row: models.Learner) -> LearnerRow:
        """The copy of a row."""
        return cls(row.id, row.keep_words, row.adult, row.country, row.consented, row.created, row.seen)


@dataclass(frozen=True)
class AttemptRow:
    """One rehearsal or statement; `key` is the message that began it, `ended` None while it runs."""

    id: int
    learner_id: str
    key: str
    area: str | None
    kind: str
    scenario: str | None
    revision: str | None
    level: str | None
    setup: dict[str, Any] | None
    started: datetime
    ended: datetime | None
    ending: str | None
    ending_kind: str | None

    @classmethod
    def of(cls, row: models.Attempt) -> AttemptRow:
        """The copy of a row."""
        return cls(
            row.id,
            row.learner_id,
            row.client_key,
            row.area,
            row.kind,
            row.scenario,
            row.revision,
            row.level,
            row.setup,
            row.started,
            row.ended,
            row.ending,
            row.ending_kind,
        )


REMOVED, ADDED = "removed", "added"


@dataclass(frozen=True)
class Correction:
    """What the learner said about one mark of a turn: `how` is REMOVED or ADDED."""

    marker: str
    how: str
    at: datetime


@dataclass(frozen=True)
class TurnRow:
    """One turn with its marks. `words`, `state` and `messages` are None where they are not kept.

    `marks`: as they stand, after what the learner corrected; `found`: as they were read.
    """

    id: int
    attempt_id: int
    learner_id: str
    key: str
    number: int
    try_number: int
    words: str | None
    beat: str | None
    reply: str | None
    tactic: str | None
    style: str | None
    marks: tuple[Mark, ...]
    state: dict[str, Any] | None
    messages: list[dict[str, Any]] | None
    taken_back: datetime | None
    created: datetime
    found: tuple[Mark, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @classmethod
    def of(cls, row: models.Turn, marks: Iterable[models.FoundMark]) -> TurnRow:
        """The copy of a row and of its marks, in the order given."""
        answer, marks = row.answer or {}, tuple(marks)
        return cls(
            row.id,
            row.attempt_id,
            row.learner_id,
            row.client_key,
            row.number,
            row.try_number,
            row.words,
            row.beat,
            row.reply,
            row.tactic,
            row.style,
            tuple(_mark(mark) for mark in marks if mark.corrected != REMOVED),
            answer.get("state"),
            answer.get("messages"),
            row.taken_back,
            row.created,
            tuple(_mark(mark) for mark in marks if mark.corrected != ADDED),
            tuple(Correction(mark.marker, mark.corrected, mark.corrected_at) for mark in marks if mark.corrected),
        )


def _mark(row: models.FoundMark) -> Mark:
    return Mark(row.marker, row.start, row.end, row.confidence)


@dataclass(frozen=True)
class RatingRow:
    """A number from 0 to 10 that the learner gave, before or after an attempt."""

    attempt_id: int | None
    measure: str
    moment: str
    value: int
    created: datetime

    @classmethod
    def of(cls, row: models.Rating) -> RatingRow:
        """The copy of a row."""
        return cls(row.attempt_id, row.measure, row.moment, row.value, row.created)


@dataclass(frozen=True)
class ExchangeRow:
    """One message of the learner's and what was shown for it. `said` is None where words are not kept."""

    id: int
    learner_id: str
    key: str
    said: str | None
    choice: str | None
    answer: Any
    rehearsal: dict[str, Any] | None
    created: datetime

    @classmethod
    def of(cls, row: models.Exchange) -> ExchangeRow:
        """The copy of a row."""
        return cls(
            row.id,
            row.learner_id,
            row.client_key,
            row.said,
            row.choice,
            row.answer,
            row.rehearsal,
            row.created,
        )


@dataclass(frozen=True)
class AttemptSummary:
    """What an attempt showed. The counts leave out turns that were taken back."""

    attempt: AttemptRow
    turns: int
    taken_back: int
    markers: dict[str, int]
    styles: dict[str, int]
    ratings: tuple[RatingRow, ...]

    def rated(self, measure: str) -> BeforeAfter | None:
        """A measure before and after this attempt, None when it was not rated at all."""
        values = {rating.moment: rating.value for rating in self.ratings if rating.measure == measure}
        return BeforeAfter(self.attempt.id, values.get("before"), values.get("after")) if values else None


@dataclass(frozen=True)
class BeforeAfter:
    """A measure before and after one attempt, 0 to 10; None where it was skipped."""

    attempt_id: int
    before: int | None
    after: int | None


@dataclass(frozen=True)
class CorrectedTurn:
    """A turn that its learner corrected, with the words. `line` is what was said to them before it, if it is kept."""

    turn: TurnRow
    attempt: AttemptRow
    line: str


@dataclass(frozen=True)
class Practised:
    """One attempt at a scene, as choosing the next one needs it."""

    attempt_id: int
    scenario: str
    area: str | None
    level: str | None
    ending_kind: str | None
    started: datetime | None = None


@dataclass(frozen=True)
class AreaSummary:
    """A focus area's practice so far, oldest attempt first: the learner's own trend.

    `endings` counts by kind of ending, with "open" for attempts that run and "none" for those that just
    stopped.
    """

    area: str
    attempts: int
    endings: dict[str, int]
    markers: dict[str, int]
    styles: dict[str, int]
    pitfalls: tuple[int, ...]
    distress: tuple[BeforeAfter, ...]
    confidence: tuple[BeforeAfter, ...]
    first_at: datetime
    last_at: datetime
