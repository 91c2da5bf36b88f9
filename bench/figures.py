"""The figures of a reading: precision, recall, F1, intervals, calibration. Tables are numpy, a row per turn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

DRAWS = 1000
"""How many times rows are drawn again for an interval."""
ENDS = (2.5, 97.5)
"""Percentiles of a 95 in 100 interval."""
BANDS = (0.9, 0.85, 0.7, 0.55, 0.4, 0.0)
"""Confidences that the share of right findings is told for, each up to the one before."""


def table_of(labels: Iterable[Iterable[str]], names: Sequence[str]) -> Any:
    """Which row has which name: rows x names, of bool."""
    return np.array([[name in row for name in names] for row in map(set, labels)], dtype=bool)


def f1(found: Any, there: Any) -> Any:
    """F1 per column."""
    return 2 * (found & there).sum(0) / np.maximum(found.sum(0) + there.sum(0), 1)


def precision(found: Any, there: Any) -> Any:
    """The share of findings that are right, per column."""
    return (found & there).sum(0) / np.maximum(found.sum(0), 1)


def recall(found: Any, there: Any) -> Any:
    """The share of what is there that is found, per column."""
    return (found & there).sum(0) / np.maximum(there.sum(0), 1)


def interval(figure: Callable[[Any], Any], rows: int) -> Any:
    """(low, high) of `figure`, a function of row numbers, over rows drawn again and again."""
    lot = np.random.default_rng(1)
    drawn = [figure(lot.integers(0, rows, rows)) for _ in range(DRAWS)]
    return np.percentile(np.array(drawn), ENDS, axis=0)


def print_markers(names: Sequence[str], found: Any, there: Any, other: Any | None = None) -> None:
    """A line per marker; `other` is a second rater's table, whose agreement with the first stands beside."""
    low, high = interval(lambda rows: f1(found[rows], there[rows]), len(there))
    right, scores = (found & there).sum(0), f1(found, there)
    beside = f1(other, there) if other is not None else None
    beside_title = "  raters" if other is not None else ""
    print(f"  {'marker':20} {'prec':>5} {'rec':>5} {'F1':>5}  95 in 100     right found there{beside_title}")
    for at, name in enumerate(names):
        shares = f"{precision(found, there)[at]:5.2f} {recall(found, there)[at]:5.2f} {scores[at]:5.2f}"
        counts = f"{right[at]:5} {found[:, at].sum():5} {there[:, at].sum():5}"
        raters = f"{beside[at]:8.2f}" if beside is not None else ""
        print(f"  {name:20} {shares}  {low[at]:.2f} to {high[at]:.2f}  {counts}{raters}")


def print_macro(title: str, found: Any, there: Any) -> None:
    """The macro-F1 with its interval."""
    low, high = interval(lambda rows: f1(found[rows], there[rows]).mean(), len(there))
    print(f"  {title:44} {f1(found, there).mean():.3f} ({low:.3f} to {high:.3f})")


def print_share(title: str, right: Any) -> None:
    """The share of true in `right` (rows, bool) with its interval; nothing when there are no rows."""
    if len(right):
        low, high = interval(lambda rows: right[rows].mean(), len(right))
        print(f"  {title:44} {right.mean():.3f} ({low:.3f} to {high:.3f}), {int(right.sum())} of {len(right)}")


def print_bands(sure: Any, there: Any) -> None:
    """How often findings are right, by how sure they are; and how far confidence is off on average."""
    upper, off = 1.01, 0.0
    for band in BANDS:
        inside = (sure >= max(band, 1e-9)) & (sure < upper)
        if inside.any():
            said, right = float(sure[inside].mean()), float(there[inside].mean())
            off += abs(said - right) * inside.sum()
            told = f"{said:.2f} sure, {right:.2f} right"
            print(f"  confidence {band:.2f} to {min(upper, 1):.2f}: {inside.sum():4} findings, {told}")
        upper = band
    print(f"  confidence is off by {off / max((sure > 0).sum(), 1):.3f} on average")
