"""The four focus areas of Interpersonal Therapy in the words a learner sees."""

from __future__ import annotations

from bot.vocabulary import FOCUS_AREAS

PLAIN = {
    "grief": "Losing someone or something",
    "role_dispute": "Trouble with someone close",
    "role_transition": "A big change in your life",
    "social_isolation": "Finding people, or finding them again",
}
"""The areas as the guide names them. IPT's own names are for the log and the therapist."""


def choices(first: str | None = None) -> tuple[tuple[str, str], ...]:
    """The areas as choices, (id, label); `first` goes before the others."""
    return tuple((f"focus:{area}", PLAIN[area]) for area in sorted(FOCUS_AREAS, key=lambda area: area != first))
