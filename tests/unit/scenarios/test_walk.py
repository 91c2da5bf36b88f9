from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.scenarios.load import load_scenario
from bot.scenarios.model import Scenario
from bot.scenarios.walk import Counts, LostPosition, Position, Step, begin_at, fill, moved, opening, start, step, values
from bot.vocabulary import MARKERS
from tests.unit.scenarios.conftest import SHIPPED

TALK = load_scenario(SHIPPED)


def walk(scenario: Scenario, *turns: str, level: str = "wary") -> list[Step]:
    """The steps of a talk; each turn is its markers, with spaces between."""
    position, steps = start(scenario, level), []
    for turn in turns:
        steps.append(step(scenario, position, frozenset(turn.split()), level))
        position = steps[-1].position or position
    return steps


def test_a_talk_begins_with_the_first_beat(small: Scenario) -> None:
    assert opening(small) == "Oh, hi."
    assert start(small, "warm") == Position("meets", Counts({"trust": 1}), 0, Counts({"meets": 1}))


def test_a_level_that_is_not_on_offer_is_refused(small: Scenario) -> None:
    with pytest.raises(KeyError):
        start(small, "hard")


def test_the_first_reply_whose_condition_holds_is_taken(small: Scenario) -> None:
    (taken,) = walk(small, "makes_request")
    assert (taken.line_id, taken.to) == ("small.meets.wonders", "wonders")


def test_conditions_see_the_meters_as_the_turn_moved_them(small: Scenario) -> None:
    (taken,) = walk(small, "makes_request states_feeling", level="warm")
    assert (taken.line_id, taken.ending, taken.position) == ("small.meets.agrees", "coffee", None)


def test_replies_of_always_come_before_those_of_the_beat(small: Scenario) -> None:
    (taken,) = walk(small, "insults makes_request")
    assert (taken.line_id, taken.ending) == ("small.always.leaves", "walked_off")


def test_changes_are_summed_first_and_clamped_once() -> None:
    meters = Counts({"tension": 5, "trust": 0})
    assert moved(TALK, meters, frozenset({"blames", "acknowledges"})) == {"tension": 5, "trust": 0}
    assert moved(TALK, meters, frozenset({"acknowledges", "appreciates"})) == {"tension": 3, "trust": 2}
    assert moved(TALK, Counts({"tension": 5, "trust": 4}), frozenset({"insults"})) == {"tension": 5, "trust": 2}


def test_another_beat_opens_with_its_own_line(small: Scenario) -> None:
    (taken,) = walk(small, "makes_request")
    assert taken.says == "Me? Why? We hardly talk."


def test_staying_on_a_beat_says_the_reply_alone(small: Scenario) -> None:
    assert [taken.says for taken in walk(small, "", "")] == ["Nice day.", "It may rain."]


def test_a_beat_that_is_met_again_does_not_repeat_its_line(small_with) -> None:
    scenario = small_with(("[Hm., Let me think.], to: wonders", "[Hm., Let me think.], to: meets"))
    steps = walk(scenario, "makes_request", "", "makes_request")
    assert [taken.says for taken in steps] == ["Me? Why? We hardly talk.", "Hm.", "Me? Why?"]


def test_variants_come_in_order_and_the_last_one_stays(small_with) -> None:
    scenario = small_with(("turns: 3", "turns: 5"))
    steps = walk(scenario, "makes_request", "", "", "")
    assert [taken.says for taken in steps[1:]] == ["Hm.", "Let me think.", "Let me think."]
    assert [taken.variant for taken in steps[1:]] == [0, 1, 1]
    assert steps[-1].position == Position(
        "wonders", Counts({"trust": 0}), 4, Counts({"meets": 1, "wonders": 1, "wonders.waits": 1})
    )


def test_the_last_turn_says_its_reply_and_ends_with_the_limit(small: Scenario) -> None:
    last = walk(small, "", "", "makes_request")[-1]
    assert (last.says, last.line_id) == ("Me? Why?", "small.meets.wonders")
    assert (last.ending, last.to, last.ran_out, last.position) == ("ran_out", "ran_out", True, None)


def test_an_ending_on_the_last_turn_is_not_the_limit(small: Scenario) -> None:
    last = walk(small, "states_feeling", "states_feeling", "makes_request")[-1]
    assert (last.ending, last.ran_out) == ("coffee", False)


def test_a_step_carries_what_the_reply_holds() -> None:
    (taken,) = walk(TALK, "blames")
    assert taken.tactic == "guilt_trip"
    assert taken.thinks == "I carried that pot across town."
    assert taken.coach == TALK.beats["arrives"].replies[0].coach
    assert taken.reply is TALK.beats["arrives"].replies[0]


def test_a_level_leaves_its_tactics_out() -> None:
    assert walk(TALK, "", "hedges", level="wary")[1].line_id == "parent_drops_in.settles.notices"
    assert walk(TALK, "", "hedges", level="hard")[1].line_id == "parent_drops_in.settles.teases"


@pytest.mark.parametrize("position", [Position("nowhere", Counts({"trust": 0})), Position("meets", Counts({"fun": 0}))])
def test_a_position_of_another_structure_is_lost(small: Scenario, position: Position) -> None:
    with pytest.raises(LostPosition):
        step(small, position, frozenset(), "wary")


def test_a_position_survives_json() -> None:
    position = walk(TALK, "", "", "")[-1].position
    assert position is not None
    again = Position.from_dict(json.loads(json.dumps(position.as_dict())))
    assert again == position
    assert hash(again) == hash(position)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(TALK.level_names),
    st.lists(st.frozensets(st.sampled_from(MARKERS), max_size=6), min_size=8, max_size=8),
)
def test_every_talk_ends_within_the_limit_and_repeats_no_line(level: str, turns: list[frozenset[str]]) -> None:
    position, said = start(TALK, level), [opening(TALK)]
    for number, markers in enumerate(turns, start=1):
        taken = step(TALK, position, markers, level)
        said.append(taken.says)
        assert (taken.position is None) != (taken.ending is None)
        assert all(meter.min <= taken.meters[name] <= meter.max for name, meter in TALK.meters.items())
        if taken.position is None:
            assert number <= TALK.limits.turns
            assert taken.ending in TALK.endings
            break
        assert taken.position.turn == number
        position = taken.position
    else:
        pytest.fail("The talk went on after its limit.")
    assert len(set(said)) == len(said)


def test_fill_puts_values_in_verbatim_and_once() -> None:
    tricky = "{rule} {0.__class__} %s \\1"
    assert fill("{person}: {rule}", {"person": tricky, "rule": "call"}) == f"{tricky}: call"


@pytest.mark.parametrize("text", ["{unknown}", "{}", "{person!r}", "{person.x}", "{{person", "{", "}{"])
def test_fill_leaves_other_braces_alone(text: str) -> None:
    assert fill(text, {"person": "Kim"}) == text


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_fill_never_raises_and_keeps_every_value(text: str, value: str) -> None:
    assert fill(text + "{person}", {"person": value}).endswith(value)


def test_values_fall_back_to_defaults_and_are_cut_to_length() -> None:
    found = values(TALK, {"person": "  Dad \n dear ", "rule": " ", "other": "x"})
    assert found == {"person": "Dad dear", "rule": "call before you come"}
    assert values(TALK, {"person": "x" * 99})["person"] == "x" * 20


def test_counts_compare_like_the_mapping_they_are() -> None:
    assert Counts({"b": 2, "a": 1}) == {"a": 1, "b": 2}
    assert hash(Counts({"b": 2, "a": 1})) == hash(Counts({"a": 1, "b": 2}))
    assert repr(Counts({"a": 1})) == "Counts({'a': 1})"


def test_a_talk_can_begin_at_any_beat_with_the_rungs_meters(small: Scenario) -> None:
    position, line = begin_at(small, "warm", "wonders")
    assert (position.beat, dict(position.meters), position.turn, line) == (
        "wonders",
        {"trust": 1},
        0,
        "We hardly talk.",
    )
    assert begin_at(small, "warm") == (start(small, "warm"), "Oh, hi.")
    with pytest.raises(KeyError):
        begin_at(small, "warm", "coffee")
