"""Hears from a learner's own words which of the four areas they came to work on."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from bot.understanding.cues import focus_cues
from bot.understanding.linear import Example, LinearReader, words_in
from bot.vocabulary import FOCUS_AREAS

LEAST_SURE = 0.45
"""Below this the router says nothing and the learner is asked. Measured on held-back rows."""

LONGEST_READ = 2000
"""Characters of a text that are looked at."""


class Focus(NamedTuple):
    """An area and how sure the router is of it, 0 to 1."""

    area: str
    confidence: float


class FocusRouter:
    """Suggests a focus area. Untrained it suggests nothing."""

    def __init__(self, reader: LinearReader | None = None) -> None:
        self._reader = reader

    def read(self, text: str) -> Focus | None:
        """The area that `text` is about, or None when that is not clear."""
        text = text[:LONGEST_READ]
        words = words_in(text)
        if not self._reader or not any(map(self._reader.knows, words)):
            return None
        area, confidence = next(iter(self._reader.read(text, focus_cues(text)).items()))
        return Focus(area, confidence) if confidence >= LEAST_SURE else None

    @classmethod
    def fit(cls, rows: Iterable[tuple[str, str]]) -> FocusRouter:
        """Learn from (text, area); rows of no known area are left out."""
        examples = [Example(text, area, focus_cues(text)) for text, area in rows if area in FOCUS_AREAS]
        return cls(LinearReader.fit(examples) if len({example.label for example in examples}) > 1 else None)

    def save(self, folder: Path) -> None:
        """Write what was learned into `folder`."""
        if self._reader:
            self._reader.save(folder / "focus.npz")

    @classmethod
    def load(cls, folder: Path) -> FocusRouter:
        """What `save` wrote, or an untrained router."""
        path = folder / "focus.npz"
        return cls(LinearReader.load(path) if path.exists() else None)
