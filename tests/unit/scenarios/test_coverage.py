from __future__ import annotations

from bot.scenarios.coverage import cover
from bot.scenarios.model import Scenario


def test_every_line_of_the_small_scenario_is_heard_and_named(small: Scenario) -> None:
    found = cover(small)
    assert found.never == ()
    assert [line.id for line in found.lines] == [
        *("always.leaves", "meets", "meets.agrees", "meets.wonders", "meets.nods#1", "meets.nods#2", "meets.nods#3"),
        *("wonders", "wonders.warms", "wonders.waits#1", "wonders.waits#2", "coffee", "walked_off", "ran_out"),
    ]
    assert {line.place.line for line in found.lines if line.id.startswith("meets.nods")} == {34}


def test_equal_seeds_count_alike(small: Scenario) -> None:
    assert cover(small, 30, 7) == cover(small, 30, 7)
    assert cover(small, 30, 7) != cover(small, 30, 8)


def test_each_talk_begins_with_the_first_line(small: Scenario) -> None:
    first = next(line for line in cover(small, walks=10).lines if line.id == "meets")
    assert first.hits >= 10 * len(small.levels)


def test_what_is_out_of_reach_is_never_heard(small_with) -> None:
    scenario = small_with(('any: [makes_request]}, says: "Me?', 'any: [makes_request], all: [insults]}, says: "Me?'))
    assert {line.id for line in cover(scenario).never} == {
        *("meets.wonders", "wonders", "wonders.warms", "wonders.waits#1", "wonders.waits#2"),
    }


def test_a_variant_too_many_is_never_heard(small_with) -> None:
    scenario = small_with(("says: Me too. Friday it is.", "says: [Me too., Friday it is.]"))
    assert [line.id for line in cover(scenario).never] == ["wonders.warms#2"]


def test_where_nobody_walks_by_chance_somebody_is_sent(small: Scenario) -> None:
    found = cover(small, walks=0)
    assert {"always.leaves", "walked_off", "ran_out"} <= {line.id for line in found.rare}
    assert "coffee" not in {line.id for line in found.rare}  # the examples lead there
