"""Rows of the corpus as tensors: cut into pieces, with what each turn and each piece shows."""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from bot.understanding.encoder import Pieces, Window
from bot.vocabulary import FOCUS_AREAS, INTENTS, MARKERS, RISKS, STATES
from encoder.rows import NO_RISK, Row, spans_of

LONGEST = 300
"""Pieces of a turn that are learned from: more than any row has, and few enough for the transformer."""

UNKNOWN = -100
"""The target of what a row does not tell; torch leaves it out of a loss."""

EIGHT = 8
"""Batches are as long as a multiple of this: few lengths are faster than many."""


@dataclass(frozen=True)
class Example:
    """A row as numbers: its first window, what the turn shows (21) and each of its own pieces (pieces x 21).

    `marked` says whether the row tells of markers; `risk` is 0 for no danger, else 1 and on in the order of RISKS;
    `intent`, `state` and `area` are numbers of the vocabulary's.
    """

    window: Window
    shown: np.ndarray
    evidence: np.ndarray
    marked: bool
    risk: int
    intent: int
    state: int
    area: int

    def __len__(self) -> int:
        return len(self.window.ids)


@dataclass(frozen=True)
class Batch:
    """Examples side by side, padded: B examples, T pieces."""

    ids: Tensor  # B x T
    types: Tensor  # B x T
    read: Tensor  # B x T, 1 where there is a piece
    own: Tensor  # B x T, 1 where the piece is the turn's own
    shown: Tensor  # B x 21
    evidence: Tensor  # B x T x 21
    marked: Tensor  # B
    risk: Tensor  # B
    intent: Tensor  # B
    state: Tensor  # B
    area: Tensor  # B


def example_of(row: Row, pieces: Pieces, line: bool = True) -> Example | None:
    """`row` as numbers, without the counterpart's line if `line` is false; None when nothing in it can be read."""
    window = next(pieces.windows(row["text"], row["counterpart"] if line else "", LONGEST), None)
    if window is None:
        return None
    shown = np.array([name in row["labels"] for name in MARKERS], dtype=np.float32)
    return Example(window, shown, _evidence(row, window), not row.get("aside"), _risk(row), *_steering(row))


def _risk(row: Row) -> int:
    """No row of the corpus tells of danger; an aside says so if it can."""
    risk = row.get("risk", NO_RISK)
    return UNKNOWN if risk is None else 0 if risk == NO_RISK else 1 + RISKS.index(risk)


def _steering(row: Row) -> tuple[int, int, int]:
    intent, area = row.get("intent", "practice"), row.get("area")
    state = STATES.index(row.get("state") or "in_role")
    return (
        INTENTS.index(intent) if intent else UNKNOWN,
        state,
        FOCUS_AREAS.index(area) if area else UNKNOWN,
    )


def _evidence(row: Row, window: Window) -> np.ndarray:
    found = np.zeros((len(window.offsets), len(MARKERS)), dtype=np.float32)
    for marker, quotes in row["spans"].items():
        for begin, end in spans_of(row["text"], quotes):
            inside = [at for at, (left, right) in enumerate(window.offsets) if left < end and begin < right]
            found[inside, MARKERS.index(marker)] = 1
    return found


def batch_of(examples: list[Example]) -> Batch:
    """`examples` side by side."""
    longest, wide = -(-max(map(len, examples)) // EIGHT) * EIGHT, len(MARKERS)
    ids, types = (torch.zeros(len(examples), longest, dtype=torch.long) for _ in range(2))
    read, own = (torch.zeros(len(examples), longest) for _ in range(2))
    evidence = torch.zeros(len(examples), longest, wide)
    for at, example in enumerate(examples):
        window, size = example.window, len(example)
        ids[at, :size] = torch.tensor(window.ids)
        types[at, :size] = torch.tensor(window.types)
        read[at, :size] = 1
        own[at, window.own] = 1
        evidence[at, window.own] = torch.from_numpy(example.evidence)
    shown = torch.from_numpy(np.stack([one.shown for one in examples]))
    marked = torch.tensor([float(one.marked) for one in examples])
    numbers = zip(*((one.risk, one.intent, one.state, one.area) for one in examples), strict=True)
    return Batch(ids, types, read, own, shown, evidence, marked, *map(torch.tensor, numbers))


def batches(examples: list[Example], size: int, lot: random.Random | None = None) -> list[Batch]:
    """`examples` in batches of nearly one length; in the order that `lot` draws, or as they come."""
    order = list(examples)
    if lot:
        lot.shuffle(order)
    groups = []
    for begin in range(0, len(order), size * 20):
        near = sorted(order[begin : begin + size * 20], key=len)
        groups += [near[at : at + size] for at in range(0, len(near), size)]
    if lot:
        lot.shuffle(groups)
    return [batch_of(group) for group in groups]
