"""Rows of the corpus as tensors: cut into pieces, with what each turn and each piece shows."""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from bot.understanding.encoder import Pieces, Window
from bot.vocabulary import MARKERS
from encoder.rows import Row, spans_of

LONGEST = 300
"""Pieces of a turn that are learned from: more than any row has, and few enough for the transformer."""

EIGHT = 8
"""Batches are as long as a multiple of this: few lengths are faster than many."""


@dataclass(frozen=True)
class Example:
    """A row as numbers: its first window, markers of the turn (21) and of each of its own pieces (pieces x 21)."""

    window: Window
    shown: np.ndarray
    evidence: np.ndarray

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


def example_of(row: Row, pieces: Pieces, line: bool = True) -> Example | None:
    """`row` as numbers, without the counterpart's line if `line` is false; None when nothing in it can be read."""
    window = next(pieces.windows(row["text"], row["counterpart"] if line else "", LONGEST), None)
    if window is None:
        return None
    shown = np.array([marker in row["labels"] for marker in MARKERS], dtype=np.float32)
    return Example(window, shown, _evidence(row, window))


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
    return Batch(ids, types, read, own, torch.from_numpy(np.stack([one.shown for one in examples])), evidence)


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
