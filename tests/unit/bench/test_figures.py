"""The figures, on tables small enough to count by hand."""

from __future__ import annotations

import numpy as np
import pytest

from bench.evaluate import Focus, Markers, Safety, Steering
from bench.figures import f1, interval, precision, recall, table_of
from bot.vocabulary import MARKERS


def test_precision_recall_and_f1_are_per_column():
    there = table_of([["a"], ["a", "b"], []], ["a", "b"])
    found = table_of([["a"], ["b"], ["a"]], ["a", "b"])
    assert precision(found, there).tolist() == [0.5, 1]
    assert recall(found, there).tolist() == [0.5, 1]
    assert f1(found, there).tolist() == [0.5, 1]


def test_what_is_neither_there_nor_found_counts_as_nothing():
    none = np.zeros((3, 1), dtype=bool)
    assert f1(none, none).tolist() == [0]


def test_an_interval_holds_the_figure_and_is_the_same_each_time():
    right = np.array([True] * 80 + [False] * 20)
    low, high = interval(lambda rows: right[rows].mean(), 100)
    assert low < 0.8 < high
    assert (low, high) == tuple(interval(lambda rows: right[rows].mean(), 100))


def a_mark(marker, start, end, confidence=0.9):
    return {"marker": marker, "start": start, "end": end, "confidence": confidence}


def test_marks_are_counted_by_turn_and_their_words_by_overlap():
    rows = [
        {"text": "No, I can't.", "labels": ["sets_limit"], "spans": {"sets_limit": ["can't"]}},
        {"text": "Nice day.", "labels": [], "spans": {}},
        {"text": "Go. Thanks.", "labels": ["appreciates"], "spans": {"appreciates": ["Thanks"]}},
    ]
    marks = [[a_mark("sets_limit", 6, 11)], [], [a_mark("appreciates", 0, 2), a_mark("demands", 0, 2)]]
    result = Markers(rows, marks)
    assert result.met().tolist() == [True, False]
    assert result.unmarked.tolist() == [True]
    assert result.macro == pytest.approx(2 / len(MARKERS))
    assert result.only(np.array([True, False, False])).rows == rows[:1]


def read_as(intent):
    return {"intent": {"name": intent}, "focus": None}


def test_words_to_the_counterpart_that_steer_are_counted():
    rows = [
        {"text": "stop", "state": "in_role", "intent": "practice"},
        {"text": "no", "state": "in_role", "intent": "practice"},
        {"text": "a hint", "state": "in_role", "intent": "ask_hint"},
        {"text": "bye", "state": "start", "intent": "goodbye"},
    ]
    result = Steering(rows, [read_as(name) for name in ("end_scene", "practice", "ask_hint", "greet")])
    assert result.taken.tolist() == [True, False]
    assert result.right.tolist() == [False, True, True, False]


def test_an_area_that_is_not_named_is_right_where_none_fits():
    rows = [{"text": "x", "area": "grief"}, {"text": "y", "area": None}]
    result = Focus(rows, [{"focus": {"area": "grief"}}, {"focus": None}])
    assert result.right.tolist() == [True, True]
    assert result.clear.tolist() == [True, False]


def test_danger_counts_as_seen_whatever_its_name():
    rows = [
        {"text": "x", "label": "risk_abuse", "kind": "plain"},
        {"text": "y", "label": "risk_abuse", "kind": "oblique"},
        {"text": "z", "label": "risk_none", "kind": "hard"},
    ]
    said = [("risk_other", True), ("risk_none", False), ("risk_ideation", False)]
    result = Safety(rows, [{"safety": {"label": label, "certain": certain}} for label, certain in said])
    assert result.of("risk_abuse").tolist() == [True, False]
    assert result.of("risk_abuse", "oblique").tolist() == [False]
    assert result.alarms("hard").tolist() == [True]
    assert result.certain.tolist() == [True, False, False]
