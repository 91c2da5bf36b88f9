"""Roles swapped: every answer is one of the author's, none comes twice, and every scene can be played so."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.rehearsal import reversal
from bot.scenarios import walk
from bot.scenarios.load import load_scenario
from bot.vocabulary import TACTICS

SHIPPED = [load_scenario(path) for path in sorted((Path(__file__).parents[3] / "scenarios").glob("*.yml"))]


@pytest.mark.parametrize("scenario", SHIPPED, ids=lambda one: one.id)
@pytest.mark.parametrize("tactic", [None, *TACTICS])
def test_answers_are_the_examples_and_none_comes_twice(scenario, tactic) -> None:
    variables = walk.values(scenario, {})
    examples = {walk.fill(one.say, variables) for beat in scenario.beats.values() for one in beat.examples}
    said = reversal.first(scenario, scenario.default_level, variables)
    heard = [said.text]
    while len(heard) < reversal.ROUNDS:
        following = reversal.after(scenario, scenario.default_level, said, tactic, heard, variables)
        if following is None:
            break
        said = following
        heard.append(said.text)
    assert len(heard) >= 2
    assert len(set(heard)) == len(heard)
    assert set(heard) <= examples


def test_the_learners_tactic_leads_to_where_it_leads_the_counterpart() -> None:
    scenario = next(one for one in SHIPPED if one.id == "parent_drops_in")
    first = reversal.first(scenario, "wary", walk.values(scenario, {}))
    hurt = reversal.after(scenario, "wary", first, "guilt_trip", (), {})
    small = reversal.after(scenario, "wary", first, "minimise", (), {})
    assert (hurt.position.beat, small.position.beat) == ("hurt", "minimises")
    assert "guilt_trip" in reversal.ways(scenario, "wary", first)
    assert reversal.line(scenario, "wary", first, {})
