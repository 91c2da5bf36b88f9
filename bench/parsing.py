"""What reading a turn adds to Rasa: our pipeline's whole parse beside that of a bare one, alternating.

    python -m bench.parsing            200 turns of the corpus, each parsed by both, ten seconds
    python -m bench.parsing --json     the two medians in seconds, for bench/budgets.py

The bare assistant knows two intents by keywords, with the same agent and parse around them.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

import yaml

from bot.cli.analyser import Utterance
from bot.cli.reading import keeping_stdout_clean, load
from encoder.rows import Row, read_rows

ROOT = Path(__file__).resolve().parents[1]
TURNS = ROOT / "data/nlu/corpus/c21.jsonl"
"""Replies as learners type them in a rehearsal."""
WARM = 20
"""Turns that count for nothing: what is loaded late is loaded by then."""
MOST = 0.012
"""Seconds that a turn's parse may take over a bare one, at the median."""

_BARE = {"recipe": "default.v1", "language": "en", "assistant_id": "bare", "policies": [{"name": "RulePolicy"}]}
_PIPELINE = [{"name": "KeywordIntentClassifier"}]
_EXAMPLES = [{"intent": name, "examples": f"- {words}\n"} for name, words in (("greet", "hello"), ("leave", "bye"))]


@dataclass(frozen=True)
class Parsing:
    """Median seconds of a turn's parse."""

    ours: float
    bare: float

    @property
    def added(self) -> float:
        """Seconds that ours takes over a bare one."""
        return self.ours - self.bare


def bare(folder: Path) -> Any:
    """An agent that reads next to nothing, trained in `folder`."""
    from rasa.core.agent import Agent
    from rasa.model_training import train_nlu

    (folder / "config.yml").write_text(yaml.safe_dump(_BARE | {"pipeline": _PIPELINE}))
    (folder / "nlu.yml").write_text(yaml.safe_dump({"version": "3.1", "nlu": _EXAMPLES}))
    model = train_nlu(str(folder / "config.yml"), str(folder / "nlu.yml"), str(folder))
    return Agent.load(model)


def parsing(rows: list[Row]) -> Parsing:
    """Parses each of `rows` by both, one after the other."""
    ours = load()
    with tempfile.TemporaryDirectory() as folder, keeping_stdout_clean():
        other = bare(Path(folder))
        took: list[tuple[float, float]] = []
        for row in rows:
            own = seconds(ours.read, Utterance(row["text"], row["counterpart"]))
            took.append((own, seconds(lambda text: asyncio.run(other.parse_message(text)), row["text"])))
    return Parsing(*(median(each) for each in zip(*took[WARM:], strict=True)))


def seconds(read: Callable[[Any], object], said: Utterance | str) -> float:
    """Seconds that reading takes."""
    began = time.perf_counter()
    read(said)
    return time.perf_counter() - began


def main() -> None:
    """Measures and prints; exit code 1 when it takes longer than it may."""
    line = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    line.add_argument("--turns", type=int, default=200, help="turns to read (200)")
    line.add_argument("--json", action="store_true", help="the medians as JSON")
    options = line.parse_args()
    found = parsing(read_rows([TURNS])[: WARM + options.turns])
    if options.json:
        print(json.dumps(asdict(found)))
        return
    print(f"  ours {found.ours * 1000:.1f} ms, bare {found.bare * 1000:.1f} ms at the median of {options.turns} turns")
    print(f"  added {found.added * 1000:.1f} ms; at most {MOST * 1000:.0f}")
    sys.exit(0 if found.added <= MOST else 1)


if __name__ == "__main__":
    main()
