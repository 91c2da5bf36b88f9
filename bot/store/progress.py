"""Practice over time: what each attempt showed, and each focus area's trend."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from bot.store.models import Attempt, FoundMark, Rating, Turn
from bot.store.rows import REMOVED, AreaSummary, AttemptRow, AttemptSummary, BeforeAfter, RatingRow
from bot.vocabulary import FOCUS_AREAS, PITFALLS


def attempts(session: Session, learner_id: str, area: str | None, limit: int | None) -> list[AttemptSummary]:
    """A learner's attempts, newest first."""
    query = select(Attempt).where(Attempt.learner_id == learner_id).order_by(Attempt.id.desc()).limit(limit)
    if area is not None:
        query = query.where(Attempt.area == area)
    rows = session.scalars(query).all()
    return _summaries(session, learner_id, rows)


def _summaries(session: Session, learner_id: str, rows: Sequence[Attempt]) -> list[AttemptSummary]:
    """Counted for the whole learner at once: three queries, however many attempts there are."""
    turns, taken_back, styles = _count_turns(session, learner_id)
    markers = _count_markers(session, learner_id)
    ratings = _ratings(session, learner_id)
    return [
        AttemptSummary(
            AttemptRow.of(row),
            turns=turns[row.id],
            taken_back=taken_back[row.id],
            markers=dict(markers[row.id]),
            styles=dict(styles[row.id]),
            ratings=tuple(ratings[row.id]),
        )
        for row in rows
    ]


def _count_turns(session: Session, learner_id: str) -> tuple[Counter[int], Counter[int], dict[int, Counter[str]]]:
    """Per attempt: turns that stand, turns taken back, and the styles of those that stand."""
    stands = Turn.taken_back.is_(None).label("stands")
    query = (
        select(Turn.attempt_id, Turn.style, stands, func.count())
        .where(Turn.learner_id == learner_id)
        .group_by(Turn.attempt_id, Turn.style, stands)
        .order_by(Turn.attempt_id, Turn.style)
    )
    turns: Counter[int] = Counter()
    taken_back: Counter[int] = Counter()
    styles: dict[int, Counter[str]] = defaultdict(Counter)
    for attempt_id, style, standing, number in session.execute(query):
        (turns if standing else taken_back)[attempt_id] += number
        if standing and style is not None:
            styles[attempt_id][style] += number
    return turns, taken_back, styles


def _count_markers(session: Session, learner_id: str) -> dict[int, Counter[str]]:
    query = (
        select(Turn.attempt_id, FoundMark.marker, func.count())
        .join(FoundMark, FoundMark.turn_id == Turn.id)
        .where(Turn.learner_id == learner_id, Turn.taken_back.is_(None))
        .where(or_(FoundMark.corrected.is_(None), FoundMark.corrected != REMOVED))
        .group_by(Turn.attempt_id, FoundMark.marker)
    )
    markers: dict[int, Counter[str]] = defaultdict(Counter)
    for attempt_id, marker, number in session.execute(query.order_by(Turn.attempt_id, FoundMark.marker)):
        markers[attempt_id][marker] = number
    return markers


def _ratings(session: Session, learner_id: str) -> dict[int, list[RatingRow]]:
    query = select(Rating).where(Rating.learner_id == learner_id, Rating.attempt_id.is_not(None)).order_by(Rating.id)
    ratings: dict[int, list[RatingRow]] = defaultdict(list)
    for row in session.scalars(query):
        ratings[row.attempt_id].append(RatingRow.of(row))
    return ratings


def summary(session: Session, learner_id: str) -> list[AreaSummary]:
    """Each area that was practised, in the codebook's order."""
    oldest_first = attempts(session, learner_id, None, None)[::-1]
    by_area = {area: [one for one in oldest_first if one.attempt.area == area] for area in FOCUS_AREAS}
    return [_area(area, practised) for area, practised in by_area.items() if practised]


def _area(area: str, practised: Sequence[AttemptSummary]) -> AreaSummary:
    return AreaSummary(
        area=area,
        attempts=len(practised),
        endings=dict(Counter(_ending(one.attempt) for one in practised)),
        markers=_added(one.markers for one in practised),
        styles=_added(one.styles for one in practised),
        pitfalls=tuple(sum(one.markers.get(name, 0) for name in PITFALLS) for one in practised),
        distress=_rated(practised, "distress"),
        confidence=_rated(practised, "confidence"),
        first_at=practised[0].attempt.started,
        last_at=practised[-1].attempt.started,
    )


def _ending(attempt: AttemptRow) -> str:
    return "open" if attempt.ended is None else attempt.ending_kind or "none"


def _added(counts: Iterable[dict[str, int]]) -> dict[str, int]:
    together: Counter[str] = Counter()
    for count in counts:
        together.update(count)
    return dict(together)


def _rated(practised: Sequence[AttemptSummary], measure: str) -> tuple[BeforeAfter, ...]:
    found = (one.rated(measure) for one in practised)
    return tuple(pair for pair in found if pair is not None)
