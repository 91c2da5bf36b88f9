"""A small linear reader of short text: words and letter groups in, one probability per label out.

It is fitted by scikit-learn and kept as plain arrays, so that loading it runs nobody's code and imports
no library beyond numpy.
"""

from __future__ import annotations

import json
import math
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

Array = Any
"""A numpy array; numpy's own types differ between the versions this has to run on."""

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_STRETCHED = re.compile(r"(\w)\1{2,}")
_SMALLEST, _LARGEST = 2, 5


@dataclass(frozen=True)
class Example:
    """A text with its label and whatever else is known about it ("state=debrief")."""

    text: str
    label: str
    extras: tuple[str, ...] = ()


HEARD = 0.5
"""What the encoder's word counts for beside that of words and letters."""


def together(shares: Mapping[str, float], heard: Mapping[str, float] | None, weight: float = HEARD) -> dict[str, float]:
    """Two readers' probabilities as one (together 1), most likely first; `heard`, the encoder's, may be none."""
    if heard is None:
        return dict(shares)
    names = dict.fromkeys((*shares, *heard))
    both = {name: (1 - weight) * shares.get(name, 0.0) + weight * heard.get(name, 0.0) for name in names}
    return dict(sorted(both.items(), key=lambda one: -one[1]))


def words_in(text: str) -> list[str]:
    """The words of `text` in lower case; "sooo" and "heyyy" lose their extra letters."""
    return _WORD.findall(_STRETCHED.sub(r"\1", text.casefold().replace("\u2019", "'")))


@lru_cache(maxsize=8192)
def _letter_groups(word: str) -> tuple[str, ...]:
    padded = f" {word} "
    sizes = range(_SMALLEST, min(_LARGEST, len(padded)) + 1)
    return tuple(padded[at : at + size] for size in sizes for at in range(len(padded) - size + 1))


def _word_groups(words: Sequence[str]) -> Iterator[str]:
    for word in words:
        yield f"w {word}"
    for first, second in zip(("^", *words), (*words, "$"), strict=True):
        yield f"w {first} {second}"


def _counts(text: str) -> tuple[Counter[str], Counter[str]]:
    words = words_in(text)
    letters: Counter[str] = Counter()
    for word in words:
        letters.update(_letter_groups(word))
    return Counter(_word_groups(words)), letters


class LinearReader:
    """Logistic regression over word 1-2-grams and letter 2-5-grams, weighted by how rare they are."""

    def __init__(self, labels: Sequence[str], terms: Sequence[str], rarity: Array, weights: Array) -> None:
        self.labels = tuple(labels)
        self._places = {term: place for place, term in enumerate(terms)}
        self._rarity = rarity
        self._weights = weights

    def knows(self, word: str) -> bool:
        """Whether `word` stood in the text it learned from."""
        return f"w {word}" in self._places

    def read(self, text: str, extras: Iterable[str] = ()) -> dict[str, float]:
        """The probability of each label (together 1), most likely first."""
        places, values = self._features(text, extras)
        scores = self._weights[places].T @ values + self._weights[-1]
        shares = np.exp(scores - scores.max())
        shares = shares / shares.sum()
        order = np.argsort(-shares, kind="stable")
        return {self.labels[place]: float(shares[place]) for place in order}

    def _features(self, text: str, extras: Iterable[str]) -> tuple[list[int], Array]:
        places: list[int] = []
        values: list[float] = []
        for counts in _counts(text):
            found = [(self._places[term], many) for term, many in counts.items() if term in self._places]
            weighed = [(1 + math.log(many)) * self._rarity[place] for place, many in found]
            length = math.sqrt(sum(value * value for value in weighed)) or 1.0
            places += [place for place, _ in found]
            values += [value / length for value in weighed]
        known = [self._places[extra] for extra in extras if extra in self._places]
        return places + known, np.array(values + [1.0] * len(known), dtype=np.float32)

    @classmethod
    def fit(cls, examples: Sequence[Example], strength: float = 8.0, balanced: bool = True) -> LinearReader:
        """Learn from `examples`, of at least two labels; a few seconds for some thousands.

        `strength` is the inverse of the penalty on weights: more fits the examples closer. `balanced`
        weighs every label alike, however many examples it has; otherwise rare labels are guessed rarely.
        """
        from scipy.sparse import csr_matrix
        from sklearn.linear_model import LogisticRegression

        terms, rarity = _vocabulary(examples)
        reader = cls((), terms, rarity, np.zeros((len(terms) + 1, 0), dtype=np.float32))
        rows = [reader._features(example.text, example.extras) for example in examples]
        starts = np.cumsum([0, *(len(places) for places, _ in rows)])
        table = csr_matrix(
            (
                np.concatenate([values for _, values in rows]),
                np.concatenate([places for places, _ in rows]).astype(np.int32),
                starts,
            ),
            shape=(len(rows), len(terms)),
        )
        model = LogisticRegression(C=strength, class_weight="balanced" if balanced else None, max_iter=150, tol=1e-3)
        model.fit(table, [example.label for example in examples])
        return cls(model.classes_, terms, rarity, _weights_of(model))

    def save(self, path: Path) -> None:
        """Write it to one file."""
        names = json.dumps({"labels": [str(label) for label in self.labels], "terms": list(self._places)})
        with path.open("wb") as file:
            np.savez_compressed(
                file,
                names=np.frombuffer(names.encode(), dtype=np.uint8),
                rarity=self._rarity,
                weights=self._weights.astype(np.float16),
            )

    @classmethod
    def load(cls, path: Path) -> LinearReader:
        """The reader that `save` wrote.

        Raises OSError when there is no such file and ValueError when it holds something else.
        """
        try:
            with np.load(path, allow_pickle=False) as arrays:
                names = json.loads(arrays["names"].tobytes().decode())
                weights = arrays["weights"].astype(np.float32)
                return cls(names["labels"], names["terms"], arrays["rarity"], weights)
        except (KeyError, TypeError, EOFError, zipfile.BadZipFile) as problem:
            raise ValueError(f"{path.name} does not hold a reader of text") from problem


def _vocabulary(examples: Sequence[Example]) -> tuple[list[str], Array]:
    """Every term worth keeping and its rarity: words from once on, groups from twice on."""
    seen: Counter[str] = Counter()
    for example in examples:
        words, letters = _counts(example.text)
        seen.update(words.keys())
        seen.update(letters.keys())
        seen.update(set(example.extras))
    terms = sorted(term for term, many in seen.items() if many > 1 or _is_single_word(term))
    rarity = [math.log((1 + len(examples)) / (1 + seen[term])) + 1 for term in terms]
    return terms, np.array(rarity, dtype=np.float32)


def _is_single_word(term: str) -> bool:
    return term.startswith("w ") and term.count(" ") == 1


def _weights_of(model: Any) -> Array:
    """One row of weights per term and a last row of offsets; one column per label."""
    weights = np.vstack([model.coef_.T, model.intercept_])
    if weights.shape[1] == 1:
        weights = np.hstack([np.zeros_like(weights), weights])
    return weights.astype(np.float32)
