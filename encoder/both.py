"""Fit how rules and encoder are believed together, on the rows that training held back; into heads.npz.

It needs the rules, so it runs in the assistant's own environment (.venv), after `encoder/export.py`. Rows that the
rules were written on would make them look better than they are: name files that they have not seen.

    .venv/bin/python -m encoder.both                  encoder/built, the corpus without what the rules have seen
    .venv/bin/python -m encoder.both --folder /tmp/encoder data/nlu/corpus/c9.jsonl
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np

from bot.understanding.encoder import BadEncoder, MarkerEncoder
from bot.understanding.markers import MarkerReader
from bot.understanding.reader import SHIPPED, features, rules_by_marker
from bot.vocabulary import MARKERS
from encoder.calibrate import Calibration, calibrate, f1
from encoder.rows import BadRow, Row, digest_of, held_back, read_rows

ROOT = Path(__file__).resolve().parent.parent
SEEN_BY_RULES = frozenset({"c1", "c2", "c3", "c4", "c6"})
"""Files of the corpus that the rules were written on."""


def table_of(rows: list[Row], encoder: MarkerEncoder) -> tuple[np.ndarray, np.ndarray]:
    """(features, rows x 21 x 3; what the rows show, rows x 21)."""
    rules = MarkerReader()
    found = [_features(row, encoder, rules) for row in rows]
    return np.stack(found), np.array([[name in row["labels"] for name in MARKERS] for row in rows], dtype=float)


def _features(row: Row, encoder: MarkerEncoder, rules: MarkerReader) -> np.ndarray:
    reading = encoder.encoder.read(row["text"], row["counterpart"])
    logits = reading.logits if reading else np.full(len(MARKERS), -10.0, dtype=np.float32)
    return features(logits, rules_by_marker(rules.read(row["text"], row["counterpart"])))


def rows_held_back(files: list[Path], folder: Path) -> list[Row]:
    """The rows of `files` that training the encoder in `folder` held back. Raises BadRow, KeyError and OSError."""
    about = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
    return held_back(read_rows(files), about["held_back_share"], about["seed"])[1]


def fit(rows: list[Row], folder: Path) -> Calibration:
    """Fits on `rows`, writes it into the heads of `folder`, and says in the metadata that it did."""
    table, shown = table_of(rows, MarkerEncoder(folder))
    found = calibrate(table, shown)
    with np.load(folder / "heads.npz", allow_pickle=False) as kept:
        heads = {name: kept[name] for name in kept.files}
    new = {"both_weight": found.weights, "both_offset": found.offset, "both_threshold": found.threshold}
    np.savez_compressed(folder / "heads.npz", **heads | {name: part.astype(np.float32) for name, part in new.items()})
    about = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
    about["both"] = {"rows": len(rows), "rows_digest": digest_of(rows)}
    (folder / "metadata.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    macro = f1(found.probabilities(table), shown, found.threshold).mean()
    print(f"  rules and encoder together, on the {len(rows)} rows fitted: macro-F1 {macro:.3f}")
    return found


def parser() -> argparse.ArgumentParser:
    """The command line."""
    line = argparse.ArgumentParser(
        prog="python -m encoder.both", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    corpus = sorted((ROOT / "data/nlu/corpus").glob("*.jsonl"))
    unseen = [file for file in corpus if file.stem not in SEEN_BY_RULES]
    line.add_argument("files", nargs="*", type=Path, default=unseen, help="rows, of which those held back are taken")
    line.add_argument("--folder", type=Path, default=SHIPPED, help="the exported encoder (encoder/built)")
    line.add_argument("--all", action="store_true", help="take every row: none of these files was trained on")
    return line


def main() -> None:
    """Reads the command line and fits."""
    options = parser().parse_args()
    try:
        rows = read_rows(options.files) if options.all else rows_held_back(options.files, options.folder)
        fit(rows, options.folder)
    except (BadEncoder, BadRow, KeyError, OSError) as problem:
        sys.exit(f"  {problem}")


if __name__ == "__main__":
    main()
