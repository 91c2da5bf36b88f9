"""Adds the corpus of turns (data/nlu/corpus/*.jsonl) to Rasa's training data, as said in a rehearsal.

What only the encoder learns from is left out: nothing that `rasa train` fits would make use of it, and reading it would
take longer than all the rest.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from rasa.shared.exceptions import RasaException
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

ENCODERS_OWN = frozenset({"danger.yml"})
"""NLU files that `make encoder` learns from and `rasa train` does not read."""

MOST_ROWS = 1500
"""Rows that train steering; more would teach it nothing and take time."""


class BadCorpus(RasaException):
    """A line of a corpus file that is not a row."""


class CorpusImporter(RasaFileImporter):
    """Rasa's own importer, and the corpus that lies among the training data."""

    _nlu_files: list[str]

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: list[str] | str | None = None,
        rows: int = MOST_ROWS,
        seed: int = 1,
    ) -> None:
        """Rasa's way to make an importer; `rows` and `seed` may be set beside its name in config.yml."""
        super().__init__(config_file, domain_path, training_data_paths)
        self._nlu_files = [file for file in self._nlu_files if Path(file).name not in ENCODERS_OWN]
        self._corpus_files = corpus_files(training_data_paths)
        self._rows = rows
        self._seed = seed

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """The NLU files' examples and the corpus's; a text that stands in both keeps the files' intent.

        Raises BadCorpus for a line that is not a row.
        """
        written = super().get_nlu_data(language)
        taken = {str(example.get(TEXT)).casefold() for example in written.training_examples}
        texts = [text for text in _texts(self._corpus_files) if text.casefold() not in taken]
        return written.merge(TrainingData([_as_practice(text) for text in sample(texts, self._rows, self._seed)]))


def corpus_files(paths: list[str] | str | None) -> list[Path]:
    """The corpus files under `paths`: whatever ends in .jsonl."""
    folders = [paths] if isinstance(paths, str) else paths or []
    return sorted({file for folder in folders for file in Path(folder).rglob("*.jsonl")})


def sample(texts: Iterable[str], rows: int, seed: int) -> list[str]:
    """At most `rows` different texts, the same ones for the same seed, in whatever order they come."""
    return sorted(set(texts), key=lambda text: _lot(text, seed))[:rows]


def _lot(text: str, seed: int) -> bytes:
    return hashlib.sha256(f"{seed} {text}".encode()).digest()


def _texts(files: Iterable[Path]) -> Iterator[str]:
    for file in files:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            if line.strip():
                yield _text(line, f"{file.name}, line {number}")


def _text(line: str, place: str) -> str:
    try:
        text = json.loads(line)["text"]
    except (ValueError, KeyError, TypeError) as problem:
        raise BadCorpus(f"{place}: not a row; a row is a JSON object with a text.") from problem
    if not isinstance(text, str) or not text.strip():
        raise BadCorpus(f"{place}: the row's text is empty.")
    return text


def _as_practice(text: str) -> Message:
    return Message.build(text, "practice", intent_metadata={"state": "in_role"})
