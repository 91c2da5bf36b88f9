from __future__ import annotations

import json

from bot.scenarios.model import Scenario
from bot.scenarios.stats import Asked, stats_of


def test_the_small_scenario_in_numbers(small: Scenario) -> None:
    found = stats_of(small)
    assert (found.beats, found.replies, found.lines, found.words) == (2, 6, 11, 34)
    assert found.endings == {"good": 1, "retry": 2, "exit": 0}
    assert found.tactics == {}
    assert found.markers["makes_request"] == Asked(goals=1, conditions=2, examples=2)
    assert found.markers["insults"] == Asked(conditions=1)
    assert {level: len(way or ()) for level, way in found.shortest.items()} == {"warm": 1, "wary": 2}
    assert found.shortest["warm"] == (frozenset({"states_feeling", "makes_request"}),)


def test_each_variant_is_a_line_of_its_tactic(small_with) -> None:
    scenario = small_with(("otherwise: true, says: [Nice", "otherwise: true, tactic: deflect, says: [Nice"))
    assert stats_of(scenario).tactics == {"deflect": 3}


def test_a_level_that_cannot_be_won_has_no_way(small_with) -> None:
    scenario = small_with(
        ("any: [states_feeling]}, says: Me", "all: [insults]}, says: Me"), ("at least 2", "at most -1")
    )
    assert stats_of(scenario).shortest["wary"] is None


def test_the_numbers_are_json(small: Scenario) -> None:
    assert json.loads(json.dumps(stats_of(small).as_dict()))["shortest"]["warm"] == [
        ["makes_request", "states_feeling"]
    ]
