"""What is typed to the assistant, and what tells of danger: the examples in data/nlu/*.yml as rows to learn from.

They carry no markers. A row's `risk` is a label of the codebook's, or None where it takes a question to know;
`intent`, `state` and `area` are None where the example says nothing of them.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from bot.understanding.steering import TALKING
from bot.vocabulary import FOCUS_AREAS, INTENTS, RISKS
from encoder.rows import NO_RISK, BadRow, Row

UNKNOWN_RISK = "risk_unsure"
MOST_WOVEN = 90
"""Words that a turn may have together with what is said around it, so that nothing of it is cut off."""
_SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+")


def read_asides(files: Iterable[Path]) -> list[Row]:
    """The examples of `files` that teach something here. Raises BadRow and OSError."""
    return [row for file in files for row in _rows(file)]


def _rows(file: Path) -> Iterator[Row]:
    try:
        blocks = yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]
        for block in blocks:
            about = _about(str(block["intent"]), block.get("metadata") or {})
            for text in _texts(block["examples"]) if about else ():
                yield {"text": text, "counterpart": "", "labels": [], "spans": {}, **about}
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as problem:
        raise BadRow(f"{file.name}: not a file of examples.") from problem


def _about(intent: str, more: dict[str, Any]) -> dict[str, Any] | None:
    area = more.get("area") if more.get("area") in FOCUS_AREAS else None
    about = {"aside": True, "risk": NO_RISK, "intent": intent, "state": more.get("state"), "area": area}
    if intent in RISKS or intent == UNKNOWN_RISK:
        return about | {"risk": intent if intent in RISKS else None, "intent": None}
    if more.get("harmless"):
        return about | {"intent": None}
    return about if intent in INTENTS else None


def _texts(examples: Any) -> Iterator[str]:
    """Rasa's list of examples: a text, or a list of mappings with "text"."""
    if isinstance(examples, str):
        yield from (line.strip().removeprefix("- ").strip() for line in examples.splitlines() if line.strip())
    else:
        yield from (str(one["text"]).strip() for one in examples)


def placed(row: Row, lines: list[str], lot: random.Random) -> Row:
    """`row` where it may have been typed: in a state, and in a rehearsal after a line of the counterpart's."""
    state = row["state"] or _anywhere(row, lot)
    line = lot.choice(lines) if state == "in_role" and lines else ""
    return row | {"state": state, "counterpart": line}


def _anywhere(row: Row, lot: random.Random) -> str:
    if row["area"]:
        return lot.choice(("choosing_focus", "start", "choosing_focus"))
    # Danger is told anywhere, half of the time in a rehearsal.
    return "in_role" if row["intent"] is None and lot.random() < 0.5 else lot.choice(TALKING)


def woven(row: Row, other: Row, lot: random.Random) -> Row:
    """`row` before, after or in the middle of what `other` says, which tells of no danger: it is passed over quickly.

    Harmless rows are told so as well, so that only the words themselves tell danger. Long ones stay as they are.
    """
    said = _SENTENCE_ENDS.split(other["text"])
    if len(f"{row['text']} {other['text']}".split()) > MOST_WOVEN:
        return row
    at = lot.randint(0, len(said))
    return row | {"text": " ".join((*said[:at], row["text"], *said[at:]))}


def spoken_aside(row: Row, lot: random.Random) -> Row:
    """A row of the corpus said where nobody is being rehearsed with: it is still meant for the other person."""
    return row | {"counterpart": "", "state": lot.choice(TALKING)}
