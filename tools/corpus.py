#!/usr/bin/env python3
"""Report on the corpus: what is in it, how its labels are balanced, what is nearly said twice, what looks templated.

    .venv/bin/python tools/corpus.py                       all of data/nlu/corpus
    .venv/bin/python tools/corpus.py data/nlu/corpus/c9.jsonl --show 20

Exit code 1 when a row is broken: no JSON, an id twice, a label that is no marker, evidence that is not in the text.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bot.vocabulary import FOCUS_AREAS, MARKERS, PITFALLS, SKILLS  # noqa: E402

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "data/nlu/corpus"
Row = dict[str, Any]

NEAR = 0.6
"""Share of letter groups in common from which two turns are nearly one."""
GROUP = 5
"""Letters of a group."""
OPENING = 4
"""Words of an opening."""
FRAME = 6
"""Words of a frame, content words left open; one that several rows of a file share smells of a template."""
COMMON = frozenset(
    """a an and are as at be but by can could did do does for from had has have he her him his how i if in is it just
    like me my no not of on or our she so that the their them then there they this to up us was we what when where who
    why will with would you your""".split()  # noqa: SIM905 - as a list they take eighty lines
)
"""Words that hold a frame together; all others count as its open places."""

console = Console(highlight=False, width=110 if not sys.stdout.isatty() else None)


def numbered(file: Path) -> tuple[int, str]:
    """What puts c9 before c10."""
    return len(file.stem), file.stem


def rows_of(file: Path) -> Iterator[tuple[int, Row | None]]:
    """(line number, row or None when it is none) of each line of `file`."""
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            yield number, row if isinstance(row, dict) else None
        except ValueError:
            yield number, None


def faults_of(row: Row) -> Iterator[str]:
    """What is wrong with a row."""
    if not isinstance(row.get("text"), str) or not row["text"].strip():
        yield "has no text"
        return
    labels, spans = row.get("labels"), row.get("spans")
    if not isinstance(labels, list) or not isinstance(spans, dict):
        yield "has no labels or no spans"
        return
    yield from (f"has the label {name}, which is no marker" for name in set(labels) - set(MARKERS))
    yield from (f"has {name} without evidence, or evidence without it" for name in set(labels) ^ set(spans))
    yield from (f"has a label twice: {name}" for name, many in Counter(labels).items() if many > 1)
    quotes = ((name, quote) for name, given in spans.items() for quote in given)
    yield from (
        f"has evidence for {name} that is not in the text" for name, quote in quotes if quote not in row["text"]
    )
    near = row.get("near", [])
    yield from (f"is near {name}, which is no marker" for name in set(near) - set(MARKERS))
    yield from (f"is both {name} and a look-alike of it" for name in set(near) & set(labels))
    if row.get("focus") not in FOCUS_AREAS:
        yield "has no focus area"


def read(files: Iterable[Path]) -> tuple[dict[str, list[Row]], list[str]]:
    """(the good rows of each file, what is wrong with the others: places, never words)."""
    rows: dict[str, list[Row]] = {}
    faults, ids = [], Counter[str]()
    for file in files:
        rows[file.stem] = []
        for number, row in rows_of(file):
            wrong = ["is not a row"] if row is None else list(faults_of(row))
            ids[str((row or {}).get("id"))] += 1
            wrong += ["has an id that stands before"] * (ids[str((row or {}).get("id"))] > 1)
            faults += [f"{file.name}, line {number}: {one}" for one in wrong]
            if row and not wrong:
                rows[file.stem].append(row)
    return rows, faults


def print_balance(rows: dict[str, list[Row]]) -> None:
    """Rows, markers, several and none, look-alikes and median length, per file and in all; then a line per marker."""
    heads = ("file", "rows", "with line", "no marker", "several", "skill+pitfall", "look-alikes", "words")
    table = Table(*heads, box=None)
    every = [row for own in rows.values() for row in own]
    for name, own in [*rows.items(), ("all", every)]:
        words = sorted(len(row["text"].split()) for row in own) or [0]
        counts = [
            sum(bool(row.get("counterpart")) for row in own),
            sum(not row["labels"] for row in own),
            sum(len(row["labels"]) > 1 for row in own),
            sum(mixes(row) for row in own),
            sum(bool(row.get("near")) for row in own),
        ]
        shares = [f"{count} ({count / max(len(own), 1):.0%})" for count in counts]
        table.add_row(name, str(len(own)), *shares, str(words[len(words) // 2]))
    console.print(table)
    labels = Counter(name for row in every for name in row["labels"])
    near = Counter(name for row in every for name in row.get("near", []))
    table = Table("marker", "rows", "share", "look-alikes", box=None)
    for name in MARKERS:
        table.add_row(name, str(labels[name]), f"{labels[name] / max(len(every), 1):.1%}", str(near[name]))
    console.print(table)


def mixes(row: Row) -> bool:
    """Whether the row shows a skill and a pitfall."""
    labels = set(row["labels"])
    return bool(labels & set(SKILLS)) and bool(labels & set(PITFALLS))


def words_in(text: str) -> list[str]:
    """The words of `text` in lower case."""
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", text.casefold().replace("\u2019", "'"))


def _groups(text: str) -> frozenset[str]:
    plain = " ".join(words_in(text))
    return frozenset(plain[at : at + GROUP] for at in range(max(len(plain) - GROUP + 1, 1)))


def near_doubles(rows: list[Row]) -> list[tuple[float, Row, Row]]:
    """(how much alike, one, other) of turns that share most of their letters; those of one contrast group apart."""
    groups = [_groups(row["text"]) for row in rows]
    places: dict[str, list[int]] = defaultdict(list)
    for at, own in enumerate(groups):
        for group in own:
            places[group].append(at)
    shared = Counter(pair for found in places.values() if len(found) <= 12 for pair in combinations(found, 2))
    found = []
    for (one, other), many in shared.items():
        if many < 3 or (rows[one].get("group") and rows[one].get("group") == rows[other].get("group")):
            continue
        alike = len(groups[one] & groups[other]) / len(groups[one] | groups[other])
        if alike >= NEAR:
            found.append((alike, rows[one], rows[other]))
    return sorted(found, key=lambda one: -one[0])


def frames(rows: list[Row]) -> Counter[str]:
    """How many rows share a run of words, content words left open, that has at least two open places and two words."""
    seen: Counter[str] = Counter()
    for row in rows:
        marked = [word if word in COMMON else "_" for word in words_in(row["text"])]
        runs = {tuple(marked[at : at + FRAME]) for at in range(len(marked) - FRAME + 1)}
        seen.update(" ".join(run) for run in runs if 1 <= run.count("_") <= 2)
    return seen


def openings(rows: list[Row]) -> Counter[str]:
    """How many rows begin with the same words."""
    starts = (words_in(row["text"])[:OPENING] for row in rows)
    return Counter(" ".join(start) for start in starts if len(start) == OPENING)


def print_repeats(rows: dict[str, list[Row]], show: int) -> None:
    """Near-doubles, openings and frames that come back most."""
    every = [row for own in rows.values() for row in own]
    doubles = near_doubles(every)
    console.print(f"\nNearly said twice: {len(doubles)} pairs of {len(every)} turns")
    for alike, one, other in doubles[:show]:
        console.print(f"  {alike:.2f}  {one['id']}  {other['id']}", markup=False)
    for title, counts in (("Openings", openings(every)), ("Frames", frames(every))):
        again = [(words, many) for words, many in counts.most_common(show) if many > 2]
        total = sum(many for many in counts.values() if many > 2)
        console.print(f"\n{title} that come back: {total} turns share one with at least two others")
        for words, many in again:
            console.print(f"  {many:4}  {words}", markup=False)


def main() -> None:
    """Reads the command line and reports."""
    line = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    line.add_argument("files", nargs="*", type=Path, default=sorted(CORPUS.glob("*.jsonl"), key=numbered))
    line.add_argument("--show", type=int, default=10, help="how many of each kind of repeat to name (10)")
    options = line.parse_args()
    rows, faults = read(options.files)
    print_balance(rows)
    print_repeats(rows, options.show)
    for fault in faults:
        console.print(fault, markup=False)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
