"""The labelled turns of the corpus: reading them, telling sets of them apart, holding some back."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bot.vocabulary import MARKERS, SAFETY_LABELS

NO_RISK = SAFETY_LABELS[-1]
Row = dict[str, Any]
"""{"counterpart": line, "text": turn, "labels": [marker], "spans": {marker: [words of the text]}}"""


class BadRow(Exception):  # noqa: N818 - reads as what it is
    """A line of a corpus file that is not a row."""


def read_rows(files: Iterable[Path]) -> list[Row]:
    """The rows of `files`; a text that stands twice counts once. Raises BadRow."""
    rows = {}
    for file in files:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            if line.strip():
                row = _row(line, f"{file.name}, line {number}")
                rows.setdefault((row["counterpart"], row["text"]), row)
    return list(rows.values())


def _row(line: str, place: str) -> Row:
    try:
        row = json.loads(line)
        row = {"counterpart": row.get("counterpart") or "", "spans": {}, **row}
        unknown = set(row["labels"]) - set(MARKERS)
        if unknown or not row["text"].strip():
            raise BadRow(f"{place}: no text, or labels that are no markers: {sorted(unknown)}")
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise BadRow(f"{place}: not a row of the corpus.") from problem
    return row


def digest_of(rows: Iterable[Row]) -> str:
    """One digest for a set of rows, whatever order they stand in; what they only look like teaches nothing."""
    taught = ({key: value for key, value in row.items() if key != "near"} for row in rows)
    lines = sorted(json.dumps(row, sort_keys=True, ensure_ascii=False) for row in taught)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def held_back(rows: list[Row], share: float, seed: int) -> tuple[list[Row], list[Row]]:
    """(the rows to learn from, the rows held back): about a `share`, by a lot that is a row's own.

    Whichever other rows there are, and in whatever order, one seed holds the same rows back.
    """
    back = [row for row in rows if _lot(row, seed) < share]
    return [row for row in rows if _lot(row, seed) >= share], back


def some_of(rows: list[Row], most: int | None, seed: int) -> list[Row]:
    """At most so many of `rows`, drawn from all of them; the more drawn with one seed, the same ones and others."""
    return sorted(rows, key=lambda row: _lot(row, seed + 1))[:most]


def _lot(row: Row, seed: int) -> float:
    return int(hashlib.sha256(f"{seed} {row['text']}".encode()).hexdigest()[:8], 16) / 2**32


def joined(one: Row, other: Row) -> Row:
    """`one` with the turn of `other` said after it: what both show."""
    spans = {name: [*one["spans"].get(name, ()), *other["spans"].get(name, ())] for name in MARKERS}
    return {
        "counterpart": one["counterpart"],
        "text": f"{one['text']} {other['text']}",
        "labels": [name for name in MARKERS if name in one["labels"] or name in other["labels"]],
        "spans": {name: quotes for name, quotes in spans.items() if quotes},
    }


def roughened(row: Row, lot: random.Random) -> Row:
    """`row` as hasty fingers type it: without apostrophes or stops, and with letters left out here and there."""
    text, bare, typos = row["text"], lot.random() < 0.6, lot.choice((0.0, 0.0, 0.02, 0.05))
    kept = [_typed(sign, bare, typos, lot) for sign in text]
    spans = {
        name: [quote for begin, end in spans_of(text, quotes) if (quote := "".join(kept[begin:end]).strip())]
        for name, quotes in row["spans"].items()
    }
    return row | {"text": "".join(kept), "spans": spans}


def _typed(sign: str, bare: bool, typos: float, lot: random.Random) -> str:
    if bare and sign in "'\u2019,.":
        return ""
    return "" if sign.isalpha() and lot.random() < typos else sign


def spans_of(text: str, quotes: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where each of `quotes` stands in `text`; one that does not is left out."""
    for quote in quotes:
        at = text.find(quote)
        if at >= 0:
            yield at, at + len(quote)
