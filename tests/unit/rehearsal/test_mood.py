"""How the counterpart seems: in words, right for every shipped scene, and never of what lies ahead."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.rehearsal.mood import change, mood
from bot.rehearsal.path import drawn
from bot.scenarios.load import load_scenario

FOLDER = Path(__file__).parents[3] / "scenarios"
SHIPPED = [load_scenario(path) for path in sorted(FOLDER.glob("*.yml"))]
MUM = next(one for one in SHIPPED if one.id == "parent_drops_in")


@pytest.mark.parametrize(
    ("tension", "trust", "seems"),
    [
        (5, 0, "very tense"),
        (3, 0, "on edge"),
        (3, 2, "on edge, but listening"),
        (2, 1, "guarded"),
        (2, 2, "warming up"),
        (2, 4, "open"),
        (0, 0, "calm, but guarded"),
        (1, 2, "at ease"),
        (0, 4, "open and at ease"),
    ],
)
def test_tension_and_trust_in_words(tension: int, trust: int, seems: str) -> None:
    assert mood(MUM, {"tension": tension, "trust": trust}) == seems


def test_what_has_changed() -> None:
    here = {"tension": 2, "trust": 1}
    assert change(MUM, here, {"tension": 1, "trust": 2}) == "softer"
    assert change(MUM, here, {"tension": 4, "trust": 0}) == "tenser"
    assert change(MUM, here, {"tension": 3, "trust": 2}) == ""
    assert change(MUM, here, here) == ""


@pytest.mark.parametrize("scenario", SHIPPED, ids=lambda one: one.id)
def test_every_scene_gets_harder_from_level_to_level_in_mood_or_stays(scenario) -> None:
    starts = [scenario.meters_at(level) for level in scenario.level_names]
    assert all(mood(scenario, meters) for meters in starts)
    assert all(change(scenario, easier, harder) != "softer" for easier, harder in zip(starts, starts[1:], strict=False))


def test_a_meter_that_counts_what_was_asked_says_nothing_of_mood() -> None:
    scene = next(one for one in SHIPPED if "clarity" in one.meters)
    before = scene.meters_at(scene.default_level)
    assert change(scene, before, {**before, "clarity": 1}) == ""


def test_moments_are_numbered_as_they_were_met_and_the_end_is_none() -> None:
    walked = [
        {"beat": "arrives", "tactic": None, "meters": {"tension": 2, "trust": 1}},
        {"beat": "minimises", "tactic": "minimise", "meters": {"tension": 2, "trust": 2}},
        {"beat": "arrives", "tactic": None, "meters": {"tension": 4, "trust": 2}},
        {"beat": None, "tactic": "anger", "meters": {"tension": 5, "trust": 0}},
    ]
    assert drawn(MUM, walked) == [
        {"moment": 1, "did": "", "mood": "guarded", "change": ""},
        {"moment": 2, "did": "making it small", "mood": "warming up", "change": "softer"},
        {"moment": 1, "did": "", "mood": "very tense", "change": "tenser"},
        {"moment": 0, "did": "getting angry", "mood": "very tense", "change": "tenser"},
    ]
    assert drawn(MUM, []) == []
