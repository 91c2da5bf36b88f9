"""The search is fast because it merges marker sets; here it is held to the walk that learners get."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.scenarios.load import load_scenario, parse_scenario
from bot.scenarios.model import Scenario
from bot.scenarios.moves import Moves, State
from bot.scenarios.search import Search
from bot.scenarios.walk import Counts, Position, start, step
from bot.vocabulary import MARKERS
from tests.unit.scenarios.conftest import SHIPPED, SMALL

TALK = load_scenario(SHIPPED)
SETS = [frozenset(some) for size in range(4) for some in combinations(MARKERS, size)]


def state_of(position: Position, scenario: Scenario) -> State:
    return State(position.beat, tuple(position.meters[name] for name in scenario.meters))


def brute_force(scenario: Scenario, level: str) -> tuple[set[State], set[str], set[str]]:
    """States, line ids and endings that plain walking reaches with every set of up to three markers."""
    states, lines, endings = set(), set(), set()
    layer = {start(scenario, level)}
    while layer:
        states |= {state_of(position, scenario) for position in layer}
        steps = [step(scenario, position, markers, level) for position in layer for markers in SETS]
        lines |= {taken.line_id for taken in steps}
        endings |= {taken.ending for taken in steps if taken.ending}
        layer = {taken.position for taken in steps if taken.position}
    return states, lines, endings


@pytest.mark.parametrize("level", ["warm", "wary"])
def test_the_search_reaches_what_walking_reaches(small: Scenario, level: str) -> None:
    reach = Search(small, level).reach()
    states, lines, endings = brute_force(small, level)
    assert reach.states == states
    assert {f"small.{beat}.{id}" for beat, id in reach.replies} == lines
    assert reach.endings == endings


STATES = sorted(Search(TALK, "hard").reach().states)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(STATES), st.sampled_from(SETS))
def test_each_move_is_the_step_a_learner_gets(state: State, markers: frozenset[str]) -> None:
    moves = Moves(TALK, TALK.levels["hard"].without)
    position = Position(state.beat, Counts(dict(zip(TALK.meters, state.meters, strict=True))))
    taken = step(TALK, position, markers, "hard")
    move = moves.take(state, markers)
    assert (*move.key, move.to) == (*taken.line_id.split(".")[1:], taken.to)
    assert move.meters == tuple(taken.meters[name] for name in TALK.meters)
    assert (move.key, move.to, move.meters) in {(one.key, one.to, one.meters) for one in moves.at(state)}


def pitfalls_that_bring(scenario: Scenario) -> dict[str, frozenset[str]]:
    """For each reply at the start: a set of pitfalls that alone brings it and moves no meter."""
    moves = Moves(scenario).at(State("meets", (0,)))
    return {move.key[1]: move.pitfalls for move in moves if move.meters == (0,)}


def test_a_move_knows_pitfalls_that_alone_bring_it(small: Scenario) -> None:
    found = pitfalls_that_bring(small)
    assert found["leaves"] == {"insults"}
    assert found["wonders"] == frozenset()
    assert len(found["nods"]) == 1


def test_an_allowed_pitfall_is_none(small_with) -> None:
    scenario = small_with(("goals:", "allowed: [insults]\ngoals:"))
    assert pitfalls_that_bring(scenario)["leaves"] == frozenset()


def test_stuck_states_are_those_with_no_way_to_the_endings_asked_for(small: Scenario) -> None:
    search = Search(small, "wary")
    states = search.reach().states
    assert search.stuck(states, {"coffee"}) == set()
    assert search.stuck(states, {"no_such_ending"}) == states


def test_a_reply_is_worn_out_when_it_can_come_again_unsaid() -> None:
    fits = Search(parse_scenario(SMALL), "wary").reach()
    assert fits.worn_out == set()
    longer = Search(parse_scenario(SMALL.replace("turns: 3", "turns: 4")), "wary").reach()
    assert longer.worn_out == {("meets", "nods"), ("wonders", "waits")}


def test_what_meters_rule_out_is_not_worn_out(small_with) -> None:
    fed_up = "{id: fed_up, when: {any: [avoids], meters: {trust: at most 0}}, says: Look., to: wonders}"
    scenario = small_with(
        ("  - {id: leaves", f"  - {fed_up}\n  - {{id: leaves"),
        ("trust: {start: 0, min: 0", "trust: {start: -1, min: -1"),
        ("  states_feeling: {trust: +1}", "  states_feeling: {trust: +1}\n  avoids: {trust: +1}"),
    )
    assert Search(scenario, "wary").reach().worn_out == set()


def test_following_the_examples_leads_where_they_say(small: Scenario) -> None:
    assert Search(small, "wary").following_examples() == {"coffee"}


def test_the_way_to_a_reply_can_be_walked(shipped: Scenario) -> None:
    search = Search(shipped, "hard")
    for key in search.reach().replies:
        way = search.way_to(lambda move, key=key: move.key == key)
        position = start(shipped, "hard")
        assert way is not None
        for markers in way:
            done = step(shipped, position, markers, "hard")
            position = done.position
        assert done.line_id == f"{shipped.id}.{'.'.join(key)}"


def test_a_talk_can_use_up_its_turns(shipped: Scenario) -> None:
    way = Search(shipped, "wary").way_to_the_limit()
    position = start(shipped, "wary")
    for markers in way:
        done = step(shipped, position, markers, "wary")
        position = done.position
    assert len(way) == shipped.limits.turns
    assert done.ending == shipped.limits.to


def test_there_is_no_way_to_what_is_out_of_reach(small: Scenario) -> None:
    assert Search(small, "wary").way_to(lambda move: move.to == "nowhere") is None
