"""Reads the markers of a turn with all there is: the rules, and the tuned encoder where it is installed."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import numpy as np

from bot.understanding.encoder import (
    BadEncoder,
    Encoder,
    Heads,
    Numbers,
    Reading,
    Span,
    in_order,
    sigmoid,
)
from bot.understanding.markers import MarkerReader
from bot.vocabulary import MARKERS, Mark

logger = logging.getLogger(__name__)

SURE = 0.85
"""From this confidence on a rule's words are the evidence."""
SETTING = "SAYSO_ENCODER"
SHIPPED = Path(__file__).resolve().parents[2] / "encoder" / "built"
"""The encoder that comes with the assistant."""


def encoder_from_environment(environ: Mapping[str, str] = os.environ) -> Encoder | None:
    """The encoder that SAYSO_ENCODER names, or the shipped one; one a process, however often it is asked for.

    Without one that can be read it says so once, in the log, and what it is lost by.
    """
    return _encoder_in(Path(environ.get(SETTING, "").strip() or SHIPPED).expanduser())


@lru_cache(maxsize=2)
def _encoder_in(folder: Path) -> Encoder | None:
    try:
        return Encoder(folder)
    except (BadEncoder, ImportError) as problem:
        logger.warning(
            "There is no encoder: %s Markers are read by rules alone, which find about two thirds of what the encoder "
            "finds as well; danger by patterns alone, which miss what is said in a roundabout way; and what is asked "
            "for in unusual words may not be understood. Set %s to a folder that `make encoder` made.",
            problem,
            SETTING,
        )
        return None


def rules_by_marker(marks: list[Mark]) -> dict[str, list[Mark]]:
    """The rules' marks under their markers."""
    found: dict[str, list[Mark]] = {}
    for mark in marks:
        found.setdefault(mark.marker, []).append(mark)
    return found


def features(logits: Numbers, ruled: Mapping[str, list[Mark]]) -> Numbers:
    """What a marker's probability is worked out from, 21 x 3.

    The encoder's logit; whether a rule found the marker; and by how much that rule is surer than even.
    """
    sure = np.array([max((mark.confidence for mark in ruled.get(name, ())), default=0.0) for name in MARKERS])
    fired = sure > 0
    inside = np.clip(np.where(fired, sure, 0.5), 0.05, 0.95)
    return np.stack([logits, fired, np.log(inside / (1 - inside))], axis=1).astype(np.float32)


class TurnReader:
    """Finds the codebook's markers by rules and encoder together; by rules alone where there is no encoder."""

    def __init__(self, rules: MarkerReader | None = None, encoder: Encoder | None = None) -> None:
        self._rules = rules or MarkerReader()
        self._encoder = encoder

    @property
    def has_encoder(self) -> bool:
        """Whether the encoder reads too."""
        return self._encoder is not None

    def read(self, text: str, counterpart: str = "") -> list[Mark]:
        """The marks on `text` as an answer to `counterpart`, by where they start.

        `confidence` is the calibrated probability that the turn shows the marker (by rules alone: how often the
        rule was right). Any text is read without an error.
        """
        ruled = self._rules.read(text, counterpart)
        reading = self._encoder.read(text, counterpart) if self._encoder else None
        if self._encoder is None or reading is None:
            return ruled
        return in_order(_settled(self._encoder.heads, reading, rules_by_marker(ruled)))


def _settled(heads: Heads, reading: Reading, ruled: Mapping[str, list[Mark]]) -> list[Mark]:
    weight, offset = heads.both
    likely = sigmoid((features(reading.logits, ruled) * weight).sum(axis=1) + offset)
    return [
        Mark(MARKERS[at], begin, end, round(float(likely[at]), 3))
        for at in np.flatnonzero(likely >= heads.both_threshold)
        for begin, end in _evidence(reading, int(at), ruled.get(MARKERS[at], []))
    ]


def _evidence(reading: Reading, marker: int, ruled: list[Mark]) -> list[Span]:
    """A sure rule's evidence; else the encoder's, which is more exact than the other rules'; else theirs."""
    sure = [(mark.start, mark.end) for mark in ruled if mark.confidence >= SURE]
    return sure or reading.spans(marker) or [(mark.start, mark.end) for mark in ruled]
