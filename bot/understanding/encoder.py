"""The encoder: a small transformer, tuned on our own examples, that reads a turn beside the line it answers.

One pass tells the markers it shows, the danger it tells of, what it asks for, and which focus area it speaks of.

It is run by CTranslate2 in int8 on one thread, with heads in numpy; `encoder/` trains and exports it. A folder
of it holds the transformer (`model.bin` and its lists), `tokenizer.json`, `heads.npz` and `metadata.json`.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.understanding.words import normalise
from bot.vocabulary import MARKERS, RISKS, Mark

Numbers = NDArray[np.float32]
Span = tuple[int, int]
"""Where a stretch of characters begins, and the character after its last."""

FORMAT = 2
"""The arrangement of a folder; one with another number is not read."""

LINE_READ = 200
"""Characters of the counterpart's line that are read: its end, which is what gets answered."""

TURN_READ = 10_000
"""Characters of a turn that are read; work stays bounded."""

WINDOW, STEP = 128, 96
"""Pieces of the turn that are read at once, and how far on the next window begins.

Of shorter ones a long turn has more, and each is one more chance of a false alarm; longer ones lose what is said in
passing. Markers are read alike either way.
"""

MOST_SPANS = 3
"""How many stretches of words one marker may point to."""

LAST = 8
"""Readings that are kept, so that every reader of one turn shares one pass."""

CLS, SEP = "[CLS]", "[SEP]"
LIKELY, SHARE = 0.5, 0.3
"""A piece belongs to the evidence when it is this likely to, or has this share of the likeliest one's likelihood."""

GAP = 2
"""Pieces between two that belong to the evidence that do not part it."""


class BadEncoder(Exception):  # noqa: N818 - reads as what it is
    """A folder that holds no encoder, or one that cannot be read here."""


@dataclass(frozen=True)
class Window:
    """One stretch of a turn as the transformer takes it in.

    `ids` and `types` are the pieces of line and turn; `offsets` are the characters of the turn that each of its
    own pieces stands for, the first of which is piece number `first`.
    """

    ids: list[int]
    types: list[int]
    offsets: list[Span]
    first: int

    @property
    def own(self) -> slice:
        """Where the turn's own pieces stand among all."""
        return slice(self.first, self.first + len(self.offsets))


class Pieces:
    """Cuts line and turn into pieces of words; the same in training and in use."""

    def __init__(self, file: Path) -> None:
        """Raises BadEncoder when `file` is no tokenizer."""
        from tokenizers import Tokenizer

        try:
            self._tokenizer = Tokenizer.from_file(str(file))
        except Exception as problem:  # it raises bare Exception
            raise BadEncoder(f"{file.name} cannot be read.") from problem
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        cls, sep = (self._tokenizer.token_to_id(name) for name in (CLS, SEP))
        if cls is None or sep is None:
            raise BadEncoder(f"{file.name} lacks {CLS} or {SEP}.")
        self._cls, self._sep = int(cls), int(sep)

    def windows(self, text: str, line: str = "", size: int = WINDOW) -> Iterator[Window]:
        """The turn `text` in windows that overlap, each with the end of the `line` it answers; none if it is empty."""
        said = self._cut(text[:TURN_READ])
        before = [self._cls, *self._cut(line[-LINE_READ:]).ids, self._sep]
        overlap = WINDOW - STEP
        for begin in range(0, max(len(said.ids) - overlap, 1) if said.ids else 0, size - overlap):
            own = said.ids[begin : begin + size]
            types = [0] * len(before) + [1] * (len(own) + 1)
            yield Window([*before, *own, self._sep], types, said.offsets[begin : begin + size], len(before))

    def _cut(self, text: str) -> Any:
        return self._tokenizer.encode(normalise(text), add_special_tokens=False)


@dataclass(frozen=True)
class Heads:
    """The small parts that stand on the transformer, and what their numbers mean.

    `calibration` holds, per marker, the weight and offset that make a turn's logit a probability; `both` does so
    for the three features that `both_features` gives; `risk` does so per danger. The thresholds are probabilities.
    """

    evidence: tuple[Numbers, Numbers]
    attention: tuple[Numbers, Numbers]
    whole: tuple[Numbers, Numbers]
    intent: tuple[Numbers, Numbers]
    area: tuple[Numbers, Numbers]
    calibration: tuple[Numbers, Numbers]
    both: tuple[Numbers, Numbers]
    state: Numbers
    threshold: Numbers
    both_threshold: Numbers

    @classmethod
    def load(cls, file: Path) -> Heads:
        """Raises KeyError, ValueError and OSError when `file` is not one of heads."""
        with np.load(file, allow_pickle=False) as kept:
            pairs = {
                name: (kept[f"{name}_weight"], kept[f"{name}_offset"])
                for name in ("evidence", "attention", "whole", "intent", "area", "calibration", "both")
            }
            both = kept["both_threshold"]
            return cls(**pairs, state=kept["state"], threshold=kept["threshold"], both_threshold=both)

    def logits(self, pieces: Numbers) -> tuple[Numbers, Numbers]:
        """(logits of the turn, 25; of its own pieces, pieces x 25) from what the transformer made of them."""
        evidence = pieces @ self.evidence[0].T + self.evidence[1]
        attention = pieces @ self.attention[0].T + self.attention[1]
        weight = np.exp(attention - attention.max(axis=0))
        seen = (weight / weight.sum(axis=0) * evidence).sum(axis=0)
        return seen + pieces.mean(axis=0) @ self.whole[0].T + self.whole[1], evidence


@dataclass(frozen=True)
class Names:
    """What the numbers of an encoder stand for, as it was trained: a newer vocabulary may know more names."""

    intents: tuple[str, ...]
    states: tuple[str, ...]
    areas: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """What the encoder makes of a turn.

    `logits` has one per marker, `risks` one per danger (no danger is 0); `windows` has the logits of the pieces;
    `mean` is what the transformer makes of the turn as a whole.
    """

    text: str
    logits: Numbers
    risks: Numbers
    windows: tuple[tuple[Window, Numbers], ...]
    mean: Numbers
    heads: Heads
    names: Names

    def dangers(self) -> dict[str, float]:
        """How likely the words tell of each danger (together with none of them 1)."""
        return dict(zip(RISKS, _shares(np.append(self.risks, 0.0)), strict=False))

    def intents(self, state: str) -> dict[str, float]:
        """How likely the words, typed in `state`, ask for each intent (together 1)."""
        logits = self.mean @ self.heads.intent[0].T + self.heads.intent[1]
        if state in self.names.states:
            logits = logits + self.heads.state[:, self.names.states.index(state)]
        return dict(zip(self.names.intents, _shares(logits), strict=True))

    def areas(self) -> dict[str, float]:
        """How likely the words speak of each focus area (together 1)."""
        logits = self.mean @ self.heads.area[0].T + self.heads.area[1]
        return dict(zip(self.names.areas, _shares(logits), strict=True))

    def spans(self, marker: int) -> list[Span]:
        """The words that show marker number `marker`: at most three stretches, the likeliest ones, in order."""
        found = [one for window, logits in self.windows for one in _stretches(self.text, window, logits[:, marker])]
        best = sorted(found, key=lambda one: -one[0])[:MOST_SPANS]
        return _merged(span for _, span in best)


def _shares(logits: Numbers) -> list[float]:
    likely = np.exp(logits - logits.max())
    return [float(share) for share in likely / likely.sum()]


def _stretches(text: str, window: Window, logits: Numbers) -> Iterator[tuple[float, Span]]:
    """(how likely at its likeliest, where) of each run of pieces that belong to the evidence, by whole words."""
    likely = sigmoid(logits)
    for first, last in _runs(np.flatnonzero(likely >= min(LIKELY, likely.max() * SHARE))):
        span = whole_words(text, (window.offsets[first][0], window.offsets[last][1]))
        if span[0] < span[1]:
            yield float(likely[first : last + 1].max()), span


def _runs(places: Iterable[int]) -> list[Span]:
    """(first, last) of each run in `places`, which rise; small gaps do not part a run."""
    runs: list[Span] = []
    for at in places:
        if runs and at - runs[-1][1] <= GAP + 1:
            runs[-1] = runs[-1][0], int(at)
        else:
            runs.append((int(at), int(at)))
    return runs


_DANGLING = re.compile(r"(?<=\w)[^\w'\u2019]*[^\w\s'\u2019]\s*(?:and|but|so|or|because|then)$", re.IGNORECASE)
"""A word that opens what comes after a sign: evidence does not end with one. ("I think so" may.)"""


def whole_words(text: str, span: Span) -> Span:
    """`span` widened to whole words, then without what does not belong to it at its ends.

    That is signs and blanks (empty if it is only those), and a last "and" or "but".
    """
    begin, end = span
    while begin > 0 and _within(text, begin):
        begin -= 1
    while end < len(text) and _within(text, end):
        end += 1
    while begin < end and _wordless(text[begin]):
        begin += 1
    while begin < end and _wordless(text[end - 1]):
        end -= 1
    dangling = _DANGLING.search(text, begin, end)
    return begin, dangling.start() if dangling else end


def _wordless(sign: str) -> bool:
    """Whether `sign` is punctuation, a blank or a control character: evidence neither begins nor ends with one."""
    return unicodedata.category(sign)[0] in "PZC"


def _within(text: str, at: int) -> bool:
    """Whether position `at` is inside a word."""
    return _wordly(text[at - 1]) and _wordly(text[at])


def _wordly(sign: str) -> bool:
    return sign.isalnum() or sign in "'\u2019"


def _merged(spans: Iterable[Span]) -> list[Span]:
    """`spans` in order, those that overlap made one."""
    merged: list[Span] = []
    for begin, end in sorted(spans):
        if merged and begin <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((begin, end))
    return merged


def sigmoid(logits: Any) -> Any:
    """The probabilities that `logits` stand for."""
    return 1 / (1 + np.exp(-np.clip(logits, -30, 30)))


class Encoder:
    """The transformer with its heads: from a turn and the line it answers to logits.

    Its thread does not outlive a fork, so it is to be made in the process that reads with it.
    """

    def __init__(self, folder: Path) -> None:
        """Reads `folder`. Raises BadEncoder when there is no encoder in it, or none that this version reads."""
        import ctranslate2

        about = _about(folder)
        known = about.get("markers") == list(MARKERS) and about.get("risks") == list(RISKS)
        if about.get("format") != FORMAT or not known:
            raise BadEncoder("The encoder was made for another version of the assistant.")
        self.pieces = Pieces(folder / "tokenizer.json")
        try:
            self.names = Names(*(tuple(about[name]) for name in ("intents", "states", "areas")))
            self.heads = Heads.load(folder / "heads.npz")
            self._transformer = ctranslate2.Encoder(
                str(folder), device="cpu", compute_type="int8", inter_threads=1, intra_threads=1
            )
        except (OSError, KeyError, TypeError, ValueError, RuntimeError) as problem:
            raise BadEncoder(f"The encoder's files cannot be read ({type(problem).__name__}).") from problem
        # Safety, steering and markers read the same turn, one after the other.
        self.read = lru_cache(maxsize=LAST)(self._read)

    def _read(self, text: str, line: str = "") -> Reading | None:
        """What it makes of `text` as an answer to `line`; None when there are no words in it.

        A long turn is read in windows, each marker and danger as the window that shows it best has it.
        """
        windows = list(self.pieces.windows(text, line))
        if not windows:
            return None
        found = [self._heard(window) for window in windows]
        logits = np.max([turn for turn, _, _ in found], axis=0)
        pieces = tuple((window, logits) for window, (_, logits, _) in zip(windows, found, strict=True))
        mean = np.mean([whole for _, _, whole in found], axis=0)
        return Reading(text, logits[: len(MARKERS)], logits[len(MARKERS) :], pieces, mean, self.heads, self.names)

    def _heard(self, window: Window) -> tuple[Numbers, Numbers, Numbers]:
        made = self._transformer.forward_batch([window.ids], token_type_ids=[window.types])
        own = np.asarray(made.last_hidden_state)[0][window.own]
        return *self.heads.logits(own), own.mean(axis=0)


def _about(folder: Path) -> dict[str, Any]:
    try:
        about = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise BadEncoder(f"There is no encoder in this folder ({type(problem).__name__}).") from problem
    return about if isinstance(about, dict) else {}


class MarkerEncoder:
    """Finds the codebook's markers with the encoder alone."""

    def __init__(self, folder: Path) -> None:
        """Raises BadEncoder when `folder` holds no encoder that can be read here."""
        self.encoder = Encoder(folder)

    def read(self, text: str, counterpart: str = "") -> list[Mark]:
        """The marks on `text` as an answer to `counterpart`, by where they start; `confidence` is calibrated."""
        reading = self.encoder.read(text, counterpart)
        if reading is None:
            return []
        heads = self.encoder.heads
        likely = sigmoid(reading.logits * heads.calibration[0] + heads.calibration[1])
        return in_order(
            Mark(MARKERS[at], begin, end, float(likely[at]))
            for at in np.flatnonzero(likely >= heads.threshold)
            for begin, end in reading.spans(int(at))
        )


def in_order(marks: Iterable[Mark]) -> list[Mark]:
    """`marks` by where they start."""
    return sorted(marks, key=lambda mark: (mark.start, mark.end, mark.marker))
