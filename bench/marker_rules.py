"""How well the marker rules read: precision, recall and F1 per marker over labelled turns.

Each file holds one JSON object a line, the evidence being words of the text:
{"counterpart": "…", "text": "…", "labels": [marker], "spans": {marker: [words]}}
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean, median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bot.understanding.markers import MarkerReader  # noqa: E402
from bot.understanding.rules import ALL_RULES  # noqa: E402
from bot.vocabulary import MARKERS, Mark  # noqa: E402

Row = dict[str, Any]
BANDS = (0.9, 0.75, 0.6, 0.0)
"""The confidences that the share of right marks is told for, each up to the one before."""


def rows_of(files: list[Path]) -> list[Row]:
    """The labelled turns of `files`."""
    return [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines() if line.strip()]


def gold_spans(row: Row, marker: str) -> Iterator[tuple[int, int]]:
    """Where the evidence that the row gives for `marker` stands in its text."""
    for quote in row.get("spans", {}).get(marker, ()):
        start = row["text"].find(quote)
        if start >= 0:
            yield start, start + len(quote)


def well_placed(row: Row, mark: Mark) -> bool:
    """Whether `mark` points to words that the row gives as evidence too."""
    return any(mark.start < end and start < mark.end for start, end in gold_spans(row, mark.marker))


@dataclass
class Tally:
    """What was found in the turns, beside what is there."""

    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    there: Counter[str] = field(default_factory=Counter)
    placed: Counter[str] = field(default_factory=Counter)
    bands: dict[float, list[bool]] = field(default_factory=lambda: {band: [] for band in BANDS})
    silent: int = 0

    def add(self, row: Row, marks: list[Mark]) -> None:
        """Counts one turn."""
        confidences = {mark.marker: mark.confidence for mark in marks}
        hits = confidences.keys() & set(row["labels"])
        self.there.update(row["labels"])
        self.found.update(confidences.keys())
        self.right.update(hits)
        self.placed.update({mark.marker for mark in marks if mark.marker in hits and well_placed(row, mark)})
        self.silent += not row["labels"] and not marks
        for marker, confidence in confidences.items():
            self.bands[next(band for band in BANDS if confidence >= band)].append(marker in hits)

    def f1(self, marker: str) -> float:
        """F1 of `marker`."""
        return 2 * self.right[marker] / max(self.found[marker] + self.there[marker], 1)


def print_table(tally: Tally) -> None:
    """A line per marker, then the macro-F1."""
    print(f"{'marker':22} {'prec':>5} {'rec':>5} {'F1':>5} {'right':>6} {'found':>6} {'there':>6}")
    for name in MARKERS:
        right, found, there = tally.right[name], tally.found[name], tally.there[name]
        shares = f"{right / max(found, 1):5.2f} {right / max(there, 1):5.2f} {tally.f1(name):5.2f}"
        print(f"{name:22} {shares} {right:6} {found:6} {there:6}")
    print(f"macro-F1 {mean(map(tally.f1, MARKERS)):.3f}")


def report(rows: list[Row], least: float) -> None:
    """Reads `rows`, counts marks of at least `least` confidence, and prints what came of it."""
    reader, tally, took = MarkerReader(), Tally(), [0.0]
    for row in rows:
        began = time.perf_counter()
        marks = reader.read(row["text"], row.get("counterpart", ""))
        took.append(time.perf_counter() - began)
        tally.add(row, [mark for mark in marks if mark.confidence >= least])
    print_table(tally)
    placed = tally.placed.total() / max(tally.right.total(), 1)
    print(f"evidence overlaps the gold evidence: {placed:.2f} of hits")
    print(f"turns that show nothing, left unmarked: {tally.silent} of {sum(not row['labels'] for row in rows)}")
    print(f"median time a turn: {median(took) * 1000:.2f} ms")
    for band, hits in tally.bands.items():
        print(f"confidence from {band:.2f}: {len(hits)} marks, {mean(hits or [False]):.2f} right")


def measure(rows: list[Row]) -> None:
    """Prints, for every rule, in how many of `rows` it was right and in how many it held."""
    reader = MarkerReader()
    right, held = Counter[str](), Counter[str]()
    for row in rows:
        for marker, rules in reader.rules_shown(row["text"], row.get("counterpart", "")).items():
            held.update(rules)
            right.update(rules if marker in row["labels"] else ())
    for name in sorted(rule.id for rule in ALL_RULES):
        print(f'    "{name}": ({right[name]}, {held[name]}),')


def main() -> None:
    """Reads the command line and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, help="JSONL files of labelled turns")
    parser.add_argument("--least", type=float, default=0.0, help="count marks of at least this confidence")
    parser.add_argument("--measure", action="store_true", help="print the counts for rules/measured.py")
    options = parser.parse_args()
    rows = rows_of(options.files)
    if options.measure:
        measure(rows)
    else:
        report(rows, options.least)


if __name__ == "__main__":
    main()
