"""A scenario in which the learner picks the counterpart's tactics: proved for every pick."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.scenarios import walk
from bot.scenarios.check import _picks, check
from bot.scenarios.load import load_scenario
from bot.scenarios.model import Scenario
from bot.vocabulary import TACTICS

OWN = load_scenario(Path(__file__).parents[3] / "scenarios" / "my_own_talk.yml")


def leading_elsewhere(scenario: Scenario, tactic: str, ways: dict[str, str]) -> Scenario:
    """The same scenario, in which one tactic leads from these beats to others than the rest does."""
    data = scenario.dict(by_alias=True)
    for beat, to in ways.items():
        for reply in data["beats"][beat]["replies"]:
            reply["to"] = to if reply["tactic"] == tactic else reply["to"]
    data["levels"] = {name: level["meters"] for name, level in data["levels"].items()}
    return Scenario.parse_obj(data)


def test_every_tactic_can_be_picked_alone_or_with_another() -> None:
    assert len(OWN.picks()) == 11 + 55
    assert all(frozenset([tactic]) in OWN.picks() for tactic in TACTICS)


def test_every_tactic_has_at_least_three_lines() -> None:
    for tactic in TACTICS:
        lines = [
            line for beat in OWN.beats.values() for one in beat.replies if one.tactic == tactic for line in one.says
        ]
        assert len(set(lines)) >= 3, tactic


@pytest.mark.parametrize("level", OWN.level_names)
def test_only_what_was_picked_comes_and_both_come(level: str) -> None:
    position: walk.Position | None = walk.start(OWN, level)
    met = []
    while position is not None:
        step = walk.step(OWN, position, frozenset({"states_feeling"}), level, ("silence", "busy"))
        met += [step.tactic] if step.tactic else []
        position = step.position
    assert set(met) == {"silence", "busy"}


def test_pairs_that_lead_nowhere_new_are_not_searched_again() -> None:
    assert all(len(picked) == 1 for picked in _picks(OWN))


def test_a_tactic_that_leads_elsewhere_is_searched_with_each_other() -> None:
    odd = leading_elsewhere(OWN, "anger", {"opens": "let_pass", "second": "last"})
    assert any(len(picked) == 2 for picked in _picks(odd))


def test_the_template_has_no_problem() -> None:
    assert check(OWN) == []


def test_a_scenario_without_picks_has_one_way_to_be_played() -> None:
    usual = load_scenario(Path(__file__).parents[3] / "scenarios" / "parent_drops_in.yml")
    assert usual.picks() == (frozenset(),)
    assert usual.left_out("warm") == frozenset({"sarcasm"})
