"""From logits to probabilities that hold, and to the thresholds that find the most of what is there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bot.understanding.encoder import sigmoid

APART = 20.0
"""How strongly each marker's line is drawn towards the one that all share: a marker has few rows to learn from."""
STEPS = 25
CHOICES = np.linspace(0.15, 0.8, 66)
NEAR = 0.005
OWN = 0.25
"""What a marker's own best threshold counts for, beside the one that is best for all."""
ALLOWED = (0.45, 0.6)
"""Where a threshold may lie. F1 is as good a little lower, but a mark that is mostly wrong helps nobody."""


@dataclass(frozen=True)
class Calibration:
    """Per marker: probability = sigmoid(weights . features + offset), and the threshold it is shown from."""

    weights: np.ndarray  # 21 x features
    offset: np.ndarray  # 21
    threshold: np.ndarray  # 21

    def probabilities(self, features: np.ndarray) -> np.ndarray:
        """`features` (rows x 21 x features) as probabilities (rows x 21)."""
        return sigmoid((features * self.weights).sum(-1) + self.offset)


def calibrate(features: np.ndarray, shown: np.ndarray, apart: float = APART) -> Calibration:
    """Fits `features` (rows x 21 x features, the first being a logit) to what the rows show (rows x 21)."""
    weights, offset = _fit(features, shown, apart)
    plain = Calibration(weights, offset, np.full(shown.shape[1], 0.5))
    return Calibration(weights, offset, thresholds(plain.probabilities(features), shown))


def _fit(features: np.ndarray, shown: np.ndarray, apart: float) -> tuple[np.ndarray, np.ndarray]:
    """Logistic regression with one line for all markers and a small deviation for each, by Newton's steps."""
    rows, markers, size = features.shape
    table = _table(features)
    held = np.full(table.shape[1], apart)
    held[: size + 1] = 0.01
    line = _newton(table, shown.reshape(-1).astype(float), held)
    fitted = line[: size + 1] + line[size + 1 :].reshape(markers, size + 1)
    return fitted[:, :size], fitted[:, size]


def _newton(table: np.ndarray, wanted: np.ndarray, held: np.ndarray) -> np.ndarray:
    """The weights for the columns of `table`, each held by so much to where it begins: the first at 1, others at 0."""
    begin = np.zeros(table.shape[1])
    begin[0] = 1

    def loss(line: np.ndarray) -> float:
        logits = table @ line
        return float((np.logaddexp(0, logits) - wanted * logits).sum() + (held * (line - begin) ** 2).sum() / 2)

    line = begin
    for _ in range(STEPS):
        likely = sigmoid(table @ line)
        slope = table.T @ (likely - wanted) + held * (line - begin)
        bend = (table * (likely * (1 - likely))[:, None]).T @ table + np.diag(held)
        way = np.linalg.solve(bend, slope)
        shares = (line - way * 0.5**halved for halved in range(12))
        line = next((tried for tried in shares if loss(tried) < loss(line)), line)
    return line


def _table(features: np.ndarray) -> np.ndarray:
    """One row per turn and marker: the features and 1, for all markers and again in the marker's own columns."""
    rows, markers, size = features.shape
    plain = np.concatenate([features, np.ones((rows, markers, 1))], axis=2)
    own = np.zeros((rows, markers, markers, size + 1))
    own[:, range(markers), range(markers)] = plain
    return np.concatenate([plain, own.reshape(rows, markers, -1)], axis=2).reshape(rows * markers, -1)


def thresholds(probabilities: np.ndarray, shown: np.ndarray) -> np.ndarray:
    """Per marker the threshold with the best F1, drawn towards the one that is best for all, within `ALLOWED`."""
    scores = np.stack([f1(probabilities, shown, choice) for choice in CHOICES])  # choices x 21
    best_for_all = _middle(scores.mean(1))
    own = np.array([_middle(scores[:, marker]) for marker in range(shown.shape[1])])
    return np.clip(OWN * own + (1 - OWN) * best_for_all, *ALLOWED)


def _middle(scores: np.ndarray) -> float:
    """The middle of the choices that are as good as the best: a peak of one row's luck is not trusted."""
    return float(CHOICES[scores >= scores.max() - NEAR].mean())


def f1(probabilities: np.ndarray, shown: np.ndarray, threshold: np.ndarray | float) -> np.ndarray:
    """F1 per marker of what reaches `threshold`."""
    found = probabilities >= threshold
    return 2 * (found & (shown > 0)).sum(0) / np.maximum(1, found.sum(0) + (shown > 0).sum(0))
