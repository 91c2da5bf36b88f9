from __future__ import annotations

import numpy as np
import pytest

from encoder.calibrate import ALLOWED, calibrate, f1, thresholds


def turns(rows=4000, markers=3, seed=5):
    """Logits that are twice as sure as they should be, and what the turns show."""
    lot = np.random.default_rng(seed)
    true = lot.normal(-1, 2, size=(rows, markers))
    shown = (lot.random((rows, markers)) < 1 / (1 + np.exp(-true))).astype(float)
    return 2 * true[:, :, None] + 1, shown


def test_probabilities_hold():
    features, shown = turns()
    likely = calibrate(features, shown).probabilities(features)
    for low in (0.1, 0.4, 0.7):
        inside = (likely >= low) & (likely < low + 0.2)
        assert likely[inside].mean() == pytest.approx(shown[inside].mean(), abs=0.05)


def test_the_line_is_found_again():
    features, shown = turns()
    found = calibrate(features, shown)
    assert found.weights[:, 0] == pytest.approx(np.full(3, 0.5), abs=0.06)
    assert found.offset == pytest.approx(np.full(3, -0.5), abs=0.12)


def test_a_marker_with_few_rows_follows_the_others():
    features, shown = turns(400)
    shown[5:, 2] = 0
    shown[:5, 2] = 1
    near = calibrate(features, shown, apart=1e6)
    assert np.allclose(near.weights[0], near.weights[2], atol=0.02)


def test_a_feature_that_says_nothing_counts_for_nothing():
    features, shown = turns()
    noise = np.random.default_rng(6).normal(size=features.shape)
    found = calibrate(np.concatenate([features, noise], axis=2), shown)
    assert np.abs(found.weights[:, 1]).max() < 0.1


def test_thresholds_find_the_most_of_what_is_there():
    features, shown = turns()
    likely = calibrate(features, shown).probabilities(features)
    chosen = f1(likely, shown, thresholds(likely, shown)).mean()
    assert chosen >= max(f1(likely, shown, threshold).mean() for threshold in (0.2, 0.5, 0.7)) - 0.01


def test_f1_counts_misses_and_false_findings():
    likely = np.array([[0.9], [0.9], [0.1], [0.1]])
    shown = np.array([[1.0], [0.0], [1.0], [0.0]])
    assert f1(likely, shown, 0.5) == [0.5]


def test_no_threshold_is_so_low_that_most_findings_are_wrong():
    features, shown = turns(300)
    likely = calibrate(features, shown).probabilities(features)
    assert all(ALLOWED[0] <= threshold <= ALLOWED[1] for threshold in thresholds(likely / 10, shown))
