"""How well markers are read by rules, by the encoder, and by both: per marker, with intervals, over labelled turns.

    python bench/marker_eval.py data/nlu/corpus/c8.jsonl
    python bench/marker_eval.py --encoder build/encoder/built --brief rows.jsonl

Each line of a file: {"counterpart": "…", "text": "…", "labels": [marker], "spans": {marker: [words]}}. The figures
say something only of rows that the encoder was not trained on (its metadata.json says which those were).
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from statistics import mean, median
from typing import Any, Protocol

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.marker_rules import Row, gold_spans, rows_of  # noqa: E402
from bot.understanding.encoder import BadEncoder, MarkerEncoder  # noqa: E402
from bot.understanding.markers import MarkerReader  # noqa: E402
from bot.understanding.reader import SHIPPED, TurnReader  # noqa: E402
from bot.vocabulary import MARKERS, Mark  # noqa: E402

BANDS = (0.85, 0.7, 0.55, 0.4, 0.0)
"""Confidences that the share of right marks is told for, each up to the one before."""
DRAWS = 1000
SURE = 95


class Reader(Protocol):
    """Whatever reads the markers of a turn."""

    def read(self, text: str, counterpart: str = "") -> list[Mark]: ...  # noqa: D102


class Result:
    """What one reader made of the rows, as tables of rows x 21."""

    def __init__(self, reader: Reader, rows: list[Row]) -> None:
        """Reads all of `rows`, one after the other."""
        self.rows, self.took, self.marks = rows, [], []
        reader.read("So it warms up.", "")
        for row in rows:
            began = time.perf_counter()
            self.marks.append(reader.read(row["text"], row.get("counterpart") or ""))
            self.took.append(time.perf_counter() - began)
        self.there = np.array([[name in row["labels"] for name in MARKERS] for row in rows])
        self.sure = np.array([_sure(marks) for marks in self.marks])

    def found(self, least: float = 0.0) -> Any:
        """Which marker was found in which row with at least `least` confidence."""
        return self.sure >= max(least, 1e-9)

    def placed(self) -> tuple[float, float]:
        """(share of right findings whose words meet the row's, mean overlap of their characters as a share)."""
        shares = [
            _overlap(row, [mark for mark in marks if mark.marker == name], name)
            for row, marks in zip(self.rows, self.marks, strict=True)
            for name in {mark.marker for mark in marks} & set(row["labels"])
        ]
        return mean(share > 0 for share in shares), mean(shares)


def _sure(marks: Iterable[Mark]) -> list[float]:
    best = dict.fromkeys(MARKERS, 0.0)
    for mark in marks:
        best[mark.marker] = max(best[mark.marker], mark.confidence)
    return list(best.values())


def _overlap(row: Row, marks: list[Mark], marker: str) -> float:
    """Characters that found and given evidence share, among all that either has."""
    found = {at for mark in marks for at in range(mark.start, mark.end)}
    given = {at for begin, end in gold_spans(row, marker) for at in range(begin, end)}
    return len(found & given) / max(len(found | given), 1)


def f1(found: Any, there: Any) -> Any:
    """F1 per marker (21)."""
    return 2 * (found & there).sum(0) / np.maximum(found.sum(0) + there.sum(0), 1)


def intervals(found: Any, there: Any) -> tuple[Any, Any]:
    """(low and high per marker, 2 x 21; low and high of the macro-F1, 2) of F1 over rows drawn again and again."""
    lot = np.random.default_rng(1)
    drawn = [f1(found[rows], there[rows]) for rows in lot.integers(0, len(there), (DRAWS, len(there)))]
    ends = ((100 - SURE) / 2, (100 + SURE) / 2)
    return np.percentile(drawn, ends, axis=0), np.percentile(np.mean(drawn, axis=1), ends)


def print_reader(name: str, result: Result, brief: bool) -> None:
    """All figures of one reader."""
    found, there = result.found(), result.there
    per, macro = intervals(found, there)
    print(f"\n{name}")
    if not brief:
        print_markers(found, there, per)
    print(f"  macro-F1 {f1(found, there).mean():.3f} ({macro[0]:.3f} to {macro[1]:.3f})")
    for least in (0.55, 0.85):
        print(f"  macro-F1 of marks surer than {least}: {f1(result.found(least), there).mean():.3f}")
    none = ~there.any(axis=1)
    print(f"  turns that show nothing, left unmarked: {(none & ~found.any(axis=1)).sum()} of {none.sum()}")
    met, share = result.placed()
    print(f"  evidence meets the row's in {met:.2f} of right findings; overlap {share:.2f}")
    print_bands(result)
    print(f"  median {median(result.took) * 1000:.1f} ms a turn, slowest {max(result.took) * 1000:.0f} ms")


def print_markers(found: Any, there: Any, per: Any) -> None:
    """A line per marker."""
    print(f"  {'marker':20} {'prec':>5} {'rec':>5} {'F1':>5}   {SURE} in 100   right found there")
    right, scores = (found & there).sum(0), f1(found, there)
    for at in range(len(MARKERS)):
        shares = f"{right[at] / max(found[:, at].sum(), 1):5.2f} {right[at] / max(there[:, at].sum(), 1):5.2f}"
        counts = f"{right[at]:5} {found[:, at].sum():5} {there[:, at].sum():5}"
        print(f"  {MARKERS[at]:20} {shares} {scores[at]:5.2f}  {per[0, at]:.2f} to {per[1, at]:.2f}  {counts}")


def print_bands(result: Result) -> None:
    """How often findings are right, by how sure they are."""
    upper = 1.01
    for band in BANDS:
        inside = (result.sure >= max(band, 1e-9)) & (result.sure < upper)
        if inside.any():
            told = f"{result.sure[inside].mean():.2f} sure, {result.there[inside].mean():.2f} right"
            print(f"  confidence {band:.2f} to {min(upper, 1):.2f}: {inside.sum():4} findings, {told}")
        upper = band


def readers(folder: Path) -> dict[str, Reader]:
    """The readers to compare: rules, and with the encoder in `folder` if there is one."""
    rules = MarkerReader()
    try:
        encoder = MarkerEncoder(folder)
    except BadEncoder as problem:
        print(f"Rules alone: {problem}", file=sys.stderr)
        return {"rules": rules}
    return {"rules": rules, "encoder": encoder, "both": TurnReader(rules, encoder)}


def main() -> None:
    """Reads the command line and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, help="JSONL files of labelled turns")
    parser.add_argument("--encoder", type=Path, default=SHIPPED, help="folder of the encoder (the shipped one)")
    parser.add_argument("--brief", action="store_true", help="without a line per marker")
    options = parser.parse_args()
    rows = rows_of(options.files)
    print(f"{len(rows)} turns, {sum(len(row['labels']) for row in rows)} markers")
    for name, reader in readers(options.encoder).items():
        print_reader(name, Result(reader, rows), options.brief)


if __name__ == "__main__":
    main()
