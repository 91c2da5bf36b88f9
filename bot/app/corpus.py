"""What learners corrected, as rows of the corpus (data/nlu/corpus): what the readers can learn from next."""

from __future__ import annotations

from typing import Any

from bot.app.practice import GONE
from bot.rehearsal.turn import HEARD
from bot.scenarios.library import Library
from bot.store import AttemptRow, CorrectedTurn


def row_of(one: CorrectedTurn, library: Library) -> dict[str, Any]:
    """{"id", "focus", "relation", "counterpart", "text", "labels", "spans"}, with the marks as the learner left them.

    A mark that the learner added has all the words as its span. The id names the turn and not the learner.
    """
    words = one.turn.words or ""
    spans: dict[str, list[str]] = {}
    for mark in one.turn.marks:
        if mark.confidence >= HEARD:
            spans.setdefault(mark.marker, []).append(mark.quote(words))
    return {
        "id": f"corrected-{one.turn.id:06d}",
        "focus": one.attempt.area,
        "relation": _relation(one.attempt, library),
        "counterpart": one.line,
        "text": words,
        "labels": list(spans),
        "spans": spans,
    }


def _relation(attempt: AttemptRow, library: Library) -> str:
    """What the other person is to the learner, as the learner or the scenario says."""
    said = ((attempt.setup or {}).get("answers") or {}).get("relation")
    if said:
        return str(said)
    try:
        return library.get(attempt.scenario).relation if attempt.scenario else "other"
    except GONE:
        return "other"
