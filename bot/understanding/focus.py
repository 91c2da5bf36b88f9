"""Hears from a learner's own words which of the four areas they came to work on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from bot.understanding.cues import FAMILY, focus_cues
from bot.understanding.linear import Example, LinearReader, together, words_in
from bot.vocabulary import FOCUS_AREAS

LEAST_SURE, LEAST_SURE_ALONE = 0.5, 0.3
"""Below this the router says nothing and the learner is asked: beside the encoder, and alone. Measured on rows that it
did not learn from."""

UNCLEAR = "unclear"
"""What the examples call words that fit two areas or none: nothing is suggested for them."""

RARER = 0.3
"""What an example that fits no area counts for: a quarter of the examples are such. Measured on a development set."""

LONGEST_READ = 2000
"""Characters of a text that are looked at."""


_SAYS_NOTHING = re.compile(
    rf"(?:{FAMILY}|mummy|daddy|friends?|mates?|family|husbands?|someone|somebody|people|person|relationships?|work|job|home|"
    r"i|im|i'm|i'd|id|me|my|mine|we|us|our|you|your|he|she|they|her|him|them|his|their|it|its|it's|this|that|a|an|the|and|or|"
    r"can|could|may|would|will|should|shall|do|does|is|are|be|have|has|had|to|about|with|of|on|for|at|in|from|just|really|"
    r"want|need|like|please|talk|talking|speak|speaking|say|tell|discuss|conversation|chat|let|lets|let's|something|"
    r"anything|thing|things|stuff|know|don't|dont|not|no|yes|ok|hi|hello|hey|so|well|think|here|there|what|who|how)"
)
"""Words that name a person, or a wish to talk, but no trouble: of these alone no area can be told."""

_ALONE_IS_ENOUGH = re.compile(
    r"\b(?:(?:no|don't|dont|not) (?:\w+ )*(?:friends?|people|family|someone|mates?|job|work|to talk))\b"
)
"""No friends, nobody to talk to, no job: here the small words are the trouble."""

_EX = re.compile(r"\bex(?:es)?\b|\bex[ -](?:husband|wife|partner|boyfriend|girlfriend)\b")


class Focus(NamedTuple):
    """An area and how sure the router is of it, 0 to 1."""

    area: str
    confidence: float


class FocusRouter:
    """Suggests a focus area. Untrained it suggests nothing."""

    def __init__(self, reader: LinearReader | None = None) -> None:
        self._reader = reader

    def read(self, text: str, heard: Mapping[str, float] | None = None) -> Focus | None:
        """The area that `text` is about, or None when that is not clear; `heard` are the encoder's shares."""
        text = text[:LONGEST_READ]
        words = words_in(text)
        if not self._reader or not any(map(self._reader.knows, words)) or _says_nothing(words):
            return None
        shares = together(_as_often(self._reader.read(text, focus_cues(text))), heard)
        shares.pop(UNCLEAR, None)
        if _is_left_not_lost(text):
            shares.pop("grief", None)
        area, confidence = next(iter(shares.items()))
        least = LEAST_SURE if heard else LEAST_SURE_ALONE
        return Focus(area, confidence) if confidence >= least else None

    @classmethod
    def fit(cls, rows: Iterable[tuple[str, str]]) -> FocusRouter:
        """Learn from (text, area or `UNCLEAR`); other rows are left out."""
        known = (*FOCUS_AREAS, UNCLEAR)
        examples = [Example(text, area, focus_cues(text)) for text, area in rows if area in known]
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


def _as_often(shares: Mapping[str, float]) -> dict[str, float]:
    """`shares` as they would be if what fits no area were as rare among the examples as it is among learners."""
    counted = {label: share * (RARER if label == UNCLEAR else 1.0) for label, share in shares.items()}
    whole = sum(counted.values())
    return dict(sorted(((label, share / whole) for label, share in counted.items()), key=lambda one: -one[1]))


def _says_nothing(words: list[str]) -> bool:
    return all(map(_SAYS_NOTHING.fullmatch, words)) and not _ALONE_IS_ENOUGH.search(" ".join(words))


def _is_left_not_lost(text: str) -> bool:
    """Whether `text` is about an ex of whose death it says nothing: that is a change or a dispute, not grief."""
    return bool(_EX.search(text.casefold())) and "cue=death" not in focus_cues(text)
