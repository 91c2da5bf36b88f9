"""Routes to the markers of a turn, side by side: quality, time a turn, size, and time to train.

    python -m bench.routes --test data/nlu/corpus/c8.jsonl data/nlu/corpus/c12.jsonl
    python -m bench.routes rules ngrams frozen clauses tuned --base build/base/built --tuned build/try/built --test …

All learn from the corpus without the test files, and all but rules and DIET take their thresholds from a tenth of it
that is held back (encoder/calibrate.py). `frozen` and `clauses` read with an encoder that was not tuned: the folder
that `python -m encoder.export --untuned` makes. `tuned` needs one that was tuned without the test files (--tuned).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import re
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import yaml

from bench.figures import f1, interval, table_of
from bot.vocabulary import MARKERS
from encoder.calibrate import calibrate
from encoder.rows import Row, held_back, read_rows, some_of, spans_of

ROOT = Path(__file__).resolve().parents[1]
ROUTES = ("rules", "ngrams", "frozen", "clauses", "diet", "tuned")
CLAUSE = re.compile(r"(?:[.!?;:,\n]|\s-\s|\s(?:and|but|so|because|if|when)\s)+")
STRENGTH = 1.0
DIET_EPOCHS = 60
Reader = Callable[[Row], "set[str]"]


class Route:
    """A route that has learned: it reads a row, and says how long that took to learn and how large it is."""

    def __init__(self, read: Reader, seconds: float = 0.0, megabytes: float = 0.0) -> None:
        self.read, self.seconds, self.megabytes = read, seconds, megabytes


def shown_in(rows: Sequence[Row]) -> Any:
    """What the rows show: rows x 21, of bool."""
    return table_of((row["labels"] for row in rows), MARKERS)


# --- rules ---


def rules(learn: list[Row], back: list[Row], options: argparse.Namespace) -> Route:
    """The rules of bot/understanding/rules, which learn nothing."""
    from bot.understanding.markers import MarkerReader

    reader = MarkerReader()
    return Route(lambda row: {mark.marker for mark in reader.read(row["text"], row["counterpart"])})


# --- linear readers of features ---


class Words:
    """Words and letter groups of turn and line, weighted by how rare they are."""

    def __init__(self, texts: list[tuple[str, str]]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.pipeline import make_union

        own = [text for text, _ in texts]
        lines = [line for _, line in texts]
        self._turn = make_union(
            TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True),
            TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=3, sublinear_tf=True),
        ).fit(own)
        self._line = TfidfVectorizer(min_df=3, sublinear_tf=True).fit([line or "-" for line in lines])

    def __call__(self, texts: list[tuple[str, str]]) -> Any:
        """The features of `texts`, a row each."""
        from scipy.sparse import hstack

        own, lines = [text for text, _ in texts], [line for _, line in texts]
        return hstack([self._turn.transform(own), self._line.transform(lines)]).tocsr()


class Frozen:
    """The mean of what an untuned encoder makes of the pieces of turn and line."""

    def __init__(self, folder: Path) -> None:
        import ctranslate2

        from bot.understanding.encoder import Pieces

        self._pieces = Pieces(folder / "tokenizer.json")
        self._encoder = ctranslate2.Encoder(str(folder), compute_type="int8", inter_threads=1, intra_threads=1)

    def __call__(self, texts: list[tuple[str, str]]) -> Any:
        """The features of `texts`, a row each."""
        from scipy.sparse import csr_matrix

        return csr_matrix(np.stack([np.concatenate([self._mean(text), self._mean(line)]) for text, line in texts]))

    def _mean(self, text: str) -> Any:
        window = next(self._pieces.windows(text, "", 300), None)
        if window is None:
            return np.zeros(384, dtype=np.float32)
        made = np.asarray(self._encoder.forward_batch([window.ids]).last_hidden_state)[0].mean(0)
        return made / np.linalg.norm(made) * 4


class Linear:
    """A logistic regression per marker over the features of a text."""

    def __init__(self, table: Any, shown: Any) -> None:
        from sklearn.linear_model import LogisticRegression

        self._models = [
            LogisticRegression(C=STRENGTH * 4, class_weight="balanced", max_iter=200).fit(table, shown[:, at])
            for at in range(len(MARKERS))
        ]

    def logits(self, table: Any) -> Any:
        """rows x 21."""
        return np.stack([model.decision_function(table) for model in self._models], axis=1)

    @property
    def megabytes(self) -> float:
        """Of its weights."""
        return sum(model.coef_.nbytes for model in self._models) / 1e6


def pairs_of(rows: Sequence[Row]) -> list[tuple[str, str]]:
    """(turn, line) of each row."""
    return [(row["text"], row["counterpart"]) for row in rows]


def whole_turns(features: Any, learn: list[Row], back: list[Row], began: float) -> Route:
    """A linear reader of whole turns."""
    model = Linear(features(pairs_of(learn)), shown_in(learn))
    fitted = calibrate(model.logits(features(pairs_of(back)))[:, :, None], shown_in(back))

    def read(row: Row) -> set[str]:
        likely = fitted.probabilities(model.logits(features(pairs_of([row])))[:, :, None])[0]
        return {MARKERS[at] for at in np.flatnonzero(likely >= fitted.threshold)}

    return Route(read, time.perf_counter() - began, model.megabytes)


def ngrams(learn: list[Row], back: list[Row], options: argparse.Namespace) -> Route:
    """Words and letters, whole turns."""
    began = time.perf_counter()
    return whole_turns(Words(pairs_of(learn)), learn, back, began)


def frozen(learn: list[Row], back: list[Row], options: argparse.Namespace) -> Route:
    """An untuned encoder, whole turns."""
    return whole_turns(Frozen(options.base), learn, back, time.perf_counter())


def clauses_of(row: Row) -> list[tuple[str, set[str]]]:
    """(clause, the markers whose evidence lies in it) of a row."""
    cuts = [0, *(found.end() for found in CLAUSE.finditer(row["text"])), len(row["text"])]
    found = []
    for begin, end in zip(cuts, cuts[1:], strict=False):
        if row["text"][begin:end].strip():
            own = {
                name
                for name, quotes in row["spans"].items()
                if any(first < end and begin < last for first, last in spans_of(row["text"], quotes))
            }
            found.append((row["text"][begin:end].strip(), own))
    return found


def clauses(learn: list[Row], back: list[Row], options: argparse.Namespace) -> Route:
    """Untuned encoder and words together, clause by clause: a turn shows what its surest clause shows."""
    from scipy.sparse import hstack

    began = time.perf_counter()
    parts = [(clause, row["counterpart"], own) for row in learn for clause, own in clauses_of(row)]
    texts = [(clause, line) for clause, line, _ in parts]
    words, encoder = Words(texts), Frozen(options.base)

    def features(some: list[tuple[str, str]]) -> Any:
        return hstack([words(some), encoder(some)]).tocsr()

    model = Linear(features(texts), table_of((own for _, _, own in parts), MARKERS))

    def logits(row: Row) -> Any:
        own = [(clause, row["counterpart"]) for clause, _ in clauses_of(row)]
        return model.logits(features(own)).max(0)

    fitted = calibrate(np.stack([logits(row) for row in back])[:, :, None], shown_in(back))

    def read(row: Row) -> set[str]:
        likely = fitted.probabilities(logits(row)[None, :, None])[0]
        return {MARKERS[at] for at in np.flatnonzero(likely >= fitted.threshold)}

    return Route(read, time.perf_counter() - began, model.megabytes)


# --- Rasa's DIET ---


def diet(learn: list[Row], back: list[Row], options: argparse.Namespace) -> Route:
    """Rasa's DIET with several intents at once, over words and letters; it does not see the line."""
    from rasa.core.agent import Agent
    from rasa.model_training import train_nlu
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.ERROR)  # or every turn read would be printed
    began = time.perf_counter()
    folder = Path(tempfile.mkdtemp())
    (folder / "config.yml").write_text(
        yaml.safe_dump({"recipe": "default.v1", "language": "en", "pipeline": _PIPELINE})
    )
    (folder / "nlu.yml").write_text(yaml.safe_dump({"version": "3.1", "nlu": _examples([*learn, *back])}, width=10_000))
    model = train_nlu(str(folder / "config.yml"), str(folder / "nlu.yml"), str(folder))
    agent = Agent.load(model)

    def read(row: Row) -> set[str]:
        found = asyncio.run(agent.parse_message(row["text"].lstrip("/") or "-"))
        return set(found["intent"]["name"].split("+")) & set(MARKERS)

    return Route(read, time.perf_counter() - began, Path(model).stat().st_size / 1e6)


_PIPELINE: list[dict[str, Any]] = [
    {"name": "WhitespaceTokenizer", "intent_tokenization_flag": True, "intent_split_symbol": "+"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {"name": "DIETClassifier", "epochs": DIET_EPOCHS, "entity_recognition": False, "constrain_similarities": True},
]


def _examples(rows: list[Row]) -> list[dict[str, str]]:
    by_labels: dict[str, list[str]] = {}
    for row in rows:
        text = re.sub(r"[\[\]{}\s]+", " ", row["text"]).strip()
        by_labels.setdefault("+".join(sorted(row["labels"])) or "nothing", []).append(f"- {text}\n")
    return [{"intent": labels, "examples": "".join(texts)} for labels, texts in by_labels.items()]


# --- the tuned encoder ---


def tuned(learn: list[Row], back: list[Row], options: argparse.Namespace) -> Route:
    """The encoder that was tuned without the test files, with the rules, as the assistant reads."""
    from bot.understanding.encoder import Encoder
    from bot.understanding.reader import TurnReader

    reader = TurnReader(encoder=Encoder(options.tuned))
    size = sum(file.stat().st_size for file in options.tuned.iterdir()) / 1e6
    return Route(lambda row: {mark.marker for mark in reader.read(row["text"], row["counterpart"])}, 0.0, size)


def print_route(name: str, route: Route, test: list[Row]) -> None:
    """A line of figures."""
    took, found = [], []
    for row in test:
        began = time.perf_counter()
        found.append(route.read(row))
        took.append(time.perf_counter() - began)
    made, there = table_of(found, MARKERS), shown_in(test)
    low, high = interval(lambda rows: f1(made[rows], there[rows]).mean(), len(there))
    none = ~there.any(axis=1)
    kept = (~made[none].any(axis=1)).mean() if none.any() else float("nan")
    quality = f"{f1(made, there).mean():.2f} ({low:.2f} to {high:.2f}) | {kept:.2f}"
    cost = f"{median(took) * 1000:.1f} ms | {route.megabytes:.0f} MB | {route.seconds:.0f} s"
    print(f"| {name} | {quality} | {cost} |", flush=True)


def parser() -> argparse.ArgumentParser:
    """The command line."""
    line = argparse.ArgumentParser(
        prog="python -m bench.routes", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    line.add_argument("routes", nargs="*", help=f"{', '.join(ROUTES)} (all)")
    line.add_argument("--test", nargs="+", type=Path, required=True, help="files to leave out and measure on")
    line.add_argument("--most", type=int, help="learn from so many rows only, drawn from all")
    line.add_argument("--base", type=Path, default=ROOT / "build/base", help="folder of the untuned encoder")
    line.add_argument("--tuned", type=Path, default=ROOT / "encoder/built", help="folder of the tuned encoder")
    return line


def main() -> None:
    """Reads the command line, trains each route, prints a table."""
    options = parser().parse_args()
    unknown = set(options.routes) - set(ROUTES)
    if unknown:
        sys.exit(f"  No such route: {', '.join(sorted(unknown))}. There are {', '.join(ROUTES)}.")
    left_out = {file.resolve() for file in options.test}
    files = [file for file in sorted((ROOT / "data/nlu/corpus").glob("*.jsonl")) if file.resolve() not in left_out]
    test = read_rows(options.test)
    learn, back = held_back(some_of(read_rows(files), options.most, 1), 0.1, 1)
    print(json.dumps({"learn": len(learn), "held back": len(back), "test": len(test)}))
    print("| route | macro-F1 | nothing shown, unmarked | a turn | size | training |\n|---|---|---|---|---|---|")
    for name in options.routes or ROUTES:
        print_route(name, globals()[name](learn, back, options), test)


if __name__ == "__main__":
    main()
