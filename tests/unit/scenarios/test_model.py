from __future__ import annotations

import pytest
from pydantic import ValidationError

from bot.scenarios.fields import Bound
from bot.scenarios.model import Condition, Goal, Places, Scenario


def test_a_family_or_partner_scene_asks_about_safety_first(small: Scenario, shipped: Scenario) -> None:
    assert shipped.needs_safety_question
    assert not small.needs_safety_question


def test_a_pitfall_that_is_allowed_does_not_count(small_with) -> None:
    allowing = small_with(("goals:", "allowed: [over_apologises]\ngoals:"))
    assert "over_apologises" not in allowing.pitfalls
    assert "blames" in allowing.pitfalls


def test_levels_come_from_the_easiest_and_wary_is_offered_first(small: Scenario, small_with) -> None:
    assert small.level_names == ("warm", "wary")
    assert small.default_level == "wary"
    assert small_with(("  wary: {}\n", "")).default_level == "warm"


def test_a_file_without_levels_has_one(small_with) -> None:
    assert small_with(("levels:\n  warm: {trust: 1}\n  wary: {}\n", "")).level_names == ("wary",)


def test_a_level_sets_meters_and_keeps_the_others(small: Scenario) -> None:
    assert small.meters_at("warm") == {"trust": 1}
    assert small.meters_at("wary") == {"trust": 0}


def test_a_level_start_outside_the_meter_is_clamped(small_with) -> None:
    assert small_with(("warm: {trust: 1}", "warm: {trust: 9}")).meters_at("warm") == {"trust": 3}


def test_a_tactic_that_a_level_leaves_out_is_not_tried(small_with) -> None:
    scenario = small_with(
        ("warm: {trust: 1}", "warm: {trust: 1, without: [minimise]}"), ('says: "Me?', 'tactic: minimise, says: "Me?')
    )
    tried = {level: [reply.id for _, reply in scenario.replies_at("meets", level)] for level in ("warm", "wary")}
    assert tried == {"warm": ["leaves", "agrees", "nods"], "wary": ["leaves", "agrees", "wonders", "nods"]}


def test_an_otherwise_reply_is_never_left_out(small_with) -> None:
    scenario = small_with(
        ("wary: {}", "wary: {without: [silence]}"),
        ("otherwise: true, says: [Hm.", "otherwise: true, tactic: silence, says: [Hm."),
    )
    assert [reply.id for _, reply in scenario.replies_at("wonders", "wary")] == ["leaves", "warms", "waits"]


@pytest.mark.parametrize(
    ("condition", "markers", "trust", "holds"),
    [
        ({"all": ["hedges", "blames"]}, {"hedges"}, 0, False),
        ({"all": ["hedges", "blames"]}, {"hedges", "blames", "avoids"}, 0, True),
        ({"any": ["hedges", "blames"]}, {"blames"}, 0, True),
        ({"any": ["hedges"]}, set(), 0, False),
        ({"none": ["blames"]}, {"blames"}, 0, False),
        ({"none": ["blames"]}, set(), 0, True),
        ({"meters": {"trust": "at least 2"}}, set(), 1, False),
        ({"meters": {"trust": "at least 2"}}, set(), 2, True),
        ({"meters": {"trust": "at most 2"}}, set(), 3, False),
        ({"any": ["hedges"], "none": ["blames"], "meters": {"trust": "at most 2"}}, {"hedges"}, 2, True),
    ],
)
def test_all_parts_of_a_condition_must_hold(condition, markers, trust, holds) -> None:
    assert Condition(**condition).holds(frozenset(markers), {"trust": trust}) is holds


def test_a_bound_reads_and_writes_the_same() -> None:
    condition = Condition(meters={"trust": "at least 3"})
    assert condition.meters["trust"] == Bound(at_least=True, value=3)
    assert str(condition.meters["trust"]) == "at least 3"


@pytest.mark.parametrize(
    ("seen", "met"),
    [({"makes_request"}, True), ({"sets_limit", "blames"}, False), (set(), False), ({"hedges"}, False)],
)
def test_a_goal_wants_one_of_its_uses_and_none_of_its_avoids(seen, met) -> None:
    goal = Goal(uses=["makes_request", "sets_limit"], avoids=["blames"], done="a", missed="b")
    assert goal.met(seen) is met


def test_a_scenario_cannot_be_changed(small: Scenario) -> None:
    with pytest.raises(TypeError):
        small.title = "Something else"


def test_nothing_is_converted(small: Scenario) -> None:
    with pytest.raises(ValidationError):
        Scenario.parse_obj({**small.dict(by_alias=True), "minutes": "5"})


def test_a_place_is_that_of_the_deepest_part_the_file_has(small: Scenario) -> None:
    assert (small.place("beats", "wonders").line, small.place("beats", "wonders").column) == (35, 3)
    assert small.place("beats", "wonders", "nothing_here") == small.place("beats", "wonders")
    assert small.file == "small.yml"


def test_a_scenario_made_in_code_has_a_place_too() -> None:
    assert Places().of(("beats", "arrives")).line == 1
