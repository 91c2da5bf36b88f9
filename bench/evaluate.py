"""How well a turn is read, by the trained model as it runs: `make eval`.

    python -m bench.evaluate                        the blind sets in tests/nlu/blind
    python -m bench.evaluate markers --errors       one of them, with what was read wrongly
    python -m bench.evaluate markers --file data/nlu/corpus/c8.jsonl --readers

The sets are blind: whoever wrote them saw neither rules nor training data. Reading their errors to mend them makes
them development sets; then fresh ones have to give the figures. So errors are only printed when asked for.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from bench.figures import f1, print_bands, print_macro, print_markers, print_share, table_of
from bot.cli.analyser import Analyser, Utterance
from bot.understanding.steering import REHEARSING
from bot.vocabulary import FOCUS_AREAS, MARKERS, RISKS

ROOT = Path(__file__).resolve().parents[1]
BLIND = ROOT / "tests/nlu/blind"
SETS = ("markers", "plain", "steering", "focus", "safety", "ordinary")
Row = dict[str, Any]


def rows_of(file: Path) -> list[Row]:
    """The rows of a JSONL file."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]


class Read:
    """Rows with what the model made of each, and the seconds that took."""

    def __init__(self, analyser: Analyser, rows: list[Row], state: str | None = None) -> None:
        """Reads all of `rows`, one after the other; `state` stands in where a row has none."""
        self.rows, self.read, self.took = rows, [], []
        for number, row in enumerate(rows, 1):
            said = Utterance(row["text"], row.get("counterpart") or None, row.get("state") or state or "in_role")
            began = time.perf_counter()
            self.read.append(analyser.read(said))
            self.took.append(time.perf_counter() - began)
            _tell(number, len(rows))


def _tell(done: int, of: int) -> None:
    if sys.stderr.isatty():
        print(
            f"\r  {done} of {of}" + " " * 6 * (done == of), end="\r" if done == of else "", file=sys.stderr, flush=True
        )


# --- markers ---


class Markers:
    """Marks of a reading beside the rows' labels, as tables of rows x 21."""

    def __init__(self, rows: list[Row], marks: list[list[dict[str, Any]]]) -> None:
        self.rows, self.marks = rows, marks
        self.there = table_of((row["labels"] for row in rows), MARKERS)
        self.found = table_of(([mark["marker"] for mark in found] for found in marks), MARKERS)
        self.sure = np.array([[_surest(found, name) for name in MARKERS] for found in marks])
        self.none = ~self.there.any(axis=1)

    @property
    def macro(self) -> float:
        """Macro-F1."""
        return float(f1(self.found, self.there).mean())

    @property
    def unmarked(self) -> Any:
        """Of the rows that show nothing: whether each was left unmarked."""
        return ~self.found[self.none].any(axis=1)

    def met(self) -> Any:
        """Of the right findings: whether their words overlap those that the row gives."""
        return np.array([_meets(row, found, name) for row, found in zip(self.rows, self.marks, strict=True)
                         for name in {mark["marker"] for mark in found} & set(row["labels"])])  # fmt: skip

    def only(self, chosen: Any) -> Markers:
        """The rows that `chosen` (rows, bool) picks."""
        at = np.flatnonzero(chosen)
        return Markers([self.rows[one] for one in at], [self.marks[one] for one in at])


def _surest(marks: Iterable[dict[str, Any]], name: str) -> float:
    return max((mark["confidence"] for mark in marks if mark["marker"] == name), default=0.0)


def _meets(row: Row, marks: Iterable[dict[str, Any]], name: str) -> bool:
    given = [(at, at + len(quote)) for quote in row["spans"].get(name, ()) if (at := row["text"].find(quote)) >= 0]
    found = [(mark["start"], mark["end"]) for mark in marks if mark["marker"] == name]
    return any(begin < last and first < end for begin, end in found for first, last in given)


def second_rater(file: Path, rows: list[Row]) -> Any | None:
    """The labels of the rater in FILE.second.jsonl for `rows`, as a table; None without that file."""
    beside = file.with_suffix(".second.jsonl")
    if not beside.exists():
        return None
    labels = {row["id"]: row["labels"] for row in rows_of(beside)}
    return table_of((labels[row["id"]] for row in rows), MARKERS)


def print_marker_figures(title: str, result: Markers, brief: bool = False, other: Any | None = None) -> None:
    """All figures of one reading of markers."""
    print(f"\n{title}: {len(result.rows)} turns, {int(result.there.sum())} markers")
    if not brief:
        print_markers(MARKERS, result.found, result.there, other)
    print_macro("macro-F1", result.found, result.there)
    if other is not None:
        print_macro("macro-F1 of the second rater", other, result.there)
    groups = sorted({row.get("register", "") for row in result.rows})
    for group in groups if len(groups) > 1 else ():
        part = result.only(np.array([row.get("register", "") == group for row in result.rows]))
        print_macro(f"macro-F1, register {group or 'ordinary'}, {len(part.rows)} turns", part.found, part.there)
    print_share("turns that show nothing, left unmarked", result.unmarked)
    print_share("evidence of right findings meets the row's", result.met())
    print_bands(result.sure, result.there)


def evaluate_markers(analyser: Analyser, file: Path, brief: bool) -> Markers:
    """Reads a set of markers and prints its figures."""
    rows = rows_of(file)
    read = Read(analyser, rows)
    result = Markers(rows, [found["markers"] for found in read.read])
    print_marker_figures(f"Markers ({file.name})", result, brief, second_rater(file, rows))
    print(f"  median {median(read.took) * 1000:.1f} ms a turn through Rasa's whole parse")
    return result


def marker_errors(result: Markers) -> Iterable[str]:
    """Each row that was read wrongly."""
    for row, found, there in zip(result.rows, result.found, result.there, strict=True):
        wrong = [f"{'+' if found[at] else '-'}{MARKERS[at]}" for at in np.flatnonzero(found != there)]
        if wrong:
            yield f"{row['id']} {' '.join(wrong)}\n    < {row.get('counterpart') or ''}\n    > {row['text']}"


def compare_readers(file: Path, folder: Path) -> None:
    """Rules, encoder and both, on one set, without Rasa around them."""
    from bot.understanding.encoder import MarkerEncoder
    from bot.understanding.markers import MarkerReader
    from bot.understanding.reader import TurnReader

    rules, encoder = MarkerReader(), MarkerEncoder(folder)
    rows = rows_of(file)
    for name, reader in {"rules": rules, "encoder": encoder, "both": TurnReader(rules, encoder.encoder)}.items():
        began = time.perf_counter()
        marks = [[mark.as_dict() for mark in reader.read(row["text"], row.get("counterpart") or "")] for row in rows]
        took = (time.perf_counter() - began) / len(rows) * 1000
        print_marker_figures(f"{name} ({took:.1f} ms a turn)", Markers(rows, marks), brief=True)


# --- steering and focus ---


class Steering:
    """Intents of a reading beside the rows'."""

    def __init__(self, rows: list[Row], read: list[dict[str, Any]]) -> None:
        self.rows, self.read = rows, read
        # A risk is safety's to answer; whether it is right is for the safety set to say.
        self.named = [one["intent"]["name"] for one in read]
        self.right = np.array([name == row["intent"] for name, row in zip(self.named, rows, strict=True)])
        self.rehearsing = np.array([row["state"] in REHEARSING for row in rows])
        self.said = np.array([row["intent"] == "practice" for row in rows])
        self.outside = np.array([row["intent"] == "out_of_scope" for row in rows])

    @property
    def taken(self) -> Any:
        """Of the words said to the counterpart: whether each was taken for steering."""
        return ~self.right[self.rehearsing & self.said]


def evaluate_steering(analyser: Analyser, file: Path) -> Steering:
    """Reads a set of steering and prints its figures."""
    rows = rows_of(file)
    result = Steering(rows, Read(analyser, rows).read)
    print(f"\nSteering ({file.name}): {len(rows)} turns")
    print_share("accuracy", result.right)
    print_share("accuracy outside a rehearsal", result.right[~result.rehearsing])
    print_share("out of scope, recall", result.right[result.outside])
    print_share("in a rehearsal, to the counterpart, steered", result.taken)
    print_share("in a rehearsal, steering, understood", result.right[result.rehearsing & ~result.said])
    for intent in sorted({row["intent"] for row in rows}):
        print(f"    {intent:20} {_of_one(result, intent)}")
    areas = np.array([bool(row.get("area")) for row in rows])
    heard = np.array(
        [(one["focus"] or {}).get("area") == row.get("area") for one, row in zip(result.read, rows, strict=True)]
    )
    print_share("area of own-words focus", heard[areas])
    return result


def _of_one(result: Steering, intent: str) -> str:
    """Recall and precision of one intent."""
    own = np.array([row["intent"] == intent for row in result.rows])
    found = np.array([name == intent for name in result.named])
    right = int(result.right[own].sum())
    return f"{right:3} of {own.sum():3} understood, {right:3} of {found.sum():3} that were taken for it"


class Focus:
    """Areas of a reading beside the rows'."""

    def __init__(self, rows: list[Row], read: list[dict[str, Any]]) -> None:
        self.rows = rows
        self.heard = [(one["focus"] or {}).get("area") for one in read]
        self.clear = np.array([row["area"] in FOCUS_AREAS for row in rows])
        self.right = np.array([area == row["area"] for area, row in zip(self.heard, rows, strict=True)])


def evaluate_focus(analyser: Analyser, file: Path) -> Focus:
    """Reads a set of own-words focus and prints its figures."""
    rows = rows_of(file)
    result = Focus(rows, Read(analyser, rows, "choosing_focus").read)
    silent = np.array([area is None for area in result.heard])
    print(f"\nOwn-words focus ({file.name}): {len(rows)} turns")
    print_share("right area", result.right[result.clear])
    print_share("asked instead of guessing", silent[result.clear])
    print_share("right where an area was named", result.right[result.clear & ~silent])
    print_share("asked where two or none fit", result.right[~result.clear])
    return result


# --- safety ---


class Safety:
    """Safety labels of a reading beside the rows'."""

    def __init__(self, rows: list[Row], read: list[dict[str, Any]]) -> None:
        self.rows = rows
        self.said = [one["safety"] for one in read]
        self.risk = np.array([row["label"] in RISKS for row in rows])
        self.seen = np.array([one["label"] in RISKS for one in self.said])
        self.certain = np.array([one["label"] in RISKS and one["certain"] for one in self.said])

    def of(self, label: str, kind: str | None = None) -> Any:
        """Of the rows with `label`: whether each was seen as some danger."""
        return self.seen[[row["label"] == label and kind in (None, row.get("kind")) for row in self.rows]]

    def alarms(self, kind: str | None = None) -> Any:
        """Of the harmless rows: whether each was taken for danger."""
        return self.of("risk_none", kind)


def evaluate_safety(analyser: Analyser, file: Path) -> Safety:
    """Reads a set of safety and prints its figures."""
    rows = rows_of(file)
    result = Safety(rows, Read(analyser, rows).read)
    print(f"\nSafety ({file.name}): {len(rows)} turns")
    for label in RISKS:
        print_share(f"{label}, seen", result.of(label))
        print_share(f"{label}, oblique, seen", result.of(label, "oblique"))
        own = np.array([row["label"] == label for row in rows])
        print_share(f"{label}, certain", result.certain[own])
    print_share("false alarms on hard harmless turns", result.alarms("hard"))
    print_share("false alarms on ordinary turns", result.alarms("ordinary"))
    print_share("certain false alarms", result.certain[~result.risk])
    return result


def evaluate_ordinary(analyser: Analyser, file: Path) -> Safety:
    """Reads turns of ordinary use, none of which is a sign of danger, and prints how many are taken for one."""
    rows = [row | {"label": "risk_none", "kind": "said" if row["counterpart"] else "typed"} for row in rows_of(file)]
    result = Safety(rows, Read(analyser, rows).read)
    print(f"\nOrdinary use ({file.name}): {len(rows)} turns")
    print_share("false alarms in a rehearsal", result.alarms("said"))
    print_share("false alarms outside one", result.alarms("typed"))
    print_share("certain false alarms", result.certain)
    return result


def wrong_intents(result: Steering) -> Iterable[str]:
    """Each row whose intent was read wrongly."""
    for row, named, right in zip(result.rows, result.named, result.right, strict=True):
        if not right:
            yield f"{row['id']} {row['state']}: {row['intent']} read as {named}\n    > {row['text']}"


def wrong_areas(result: Focus) -> Iterable[str]:
    """Each row whose area was read wrongly."""
    for row, heard, right in zip(result.rows, result.heard, result.right, strict=True):
        if not right:
            yield f"{row['id']} {row['area']} read as {heard}\n    > {row['text']}"


def wrong_safety(result: Safety) -> Iterable[str]:
    """Each row in which danger was missed or seen without cause."""
    for row, said, risk, seen in zip(result.rows, result.said, result.risk, result.seen, strict=True):
        if risk != seen:
            yield f"{row['id']} {row['state']}: {row['label']} read as {said['label']}\n    > {row['text']}"


def parser() -> argparse.ArgumentParser:
    """The command line."""
    line = argparse.ArgumentParser(
        prog="python -m bench.evaluate", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    line.add_argument("sets", nargs="*", choices=[[], *SETS], help=f"{', '.join(SETS)} (all)")
    line.add_argument("--file", type=Path, help="other rows, for one set")
    line.add_argument(
        "--errors", action="store_true", help="print what was read wrongly; then the set is blind no more"
    )
    line.add_argument("--brief", action="store_true", help="without a line per marker")
    line.add_argument("--readers", action="store_true", help="rules, encoder and both side by side (markers)")
    line.add_argument("--encoder", type=Path, default=ROOT / "encoder/built", help="folder of the encoder to compare")
    return line


def main() -> None:
    """Reads the command line, reads the sets, prints."""
    options = parser().parse_args()
    sets: Sequence[str] = options.sets or SETS
    if options.file and len(sets) != 1:
        sys.exit(f"  --file goes with one set: {', '.join(SETS)}.")
    if options.readers:
        return compare_readers(options.file or BLIND / "markers.jsonl", options.encoder)
    from bot.cli.reading import load

    analyser = load()
    analyser.read(Utterance("So it warms up."))
    for name in sets:
        _evaluate(name, analyser, options.file or BLIND / f"{name}.jsonl", options)
    return None


def _evaluate(name: str, analyser: Analyser, file: Path, options: argparse.Namespace) -> None:
    if name in ("markers", "plain"):
        wrong = marker_errors(evaluate_markers(analyser, file, options.brief))
    elif name == "steering":
        wrong = wrong_intents(evaluate_steering(analyser, file))
    elif name == "focus":
        wrong = wrong_areas(evaluate_focus(analyser, file))
    elif name == "safety":
        wrong = wrong_safety(evaluate_safety(analyser, file))
    else:
        wrong = wrong_safety(evaluate_ordinary(analyser, file))
    for one in wrong if options.errors else ():
        print(f"  {one}")


if __name__ == "__main__":
    main()
