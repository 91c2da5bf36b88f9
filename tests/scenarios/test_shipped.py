"""The scenarios that ship."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.rehearsal.debrief import goals
from bot.scenarios.check import check_folder, scenario_files
from bot.scenarios.coverage import cover
from bot.scenarios.load import load_scenario
from bot.scenarios.model import Scenario
from bot.scenarios.revisions import drafts, read_lock
from bot.scenarios.search import Search
from bot.vocabulary import SKILLS

FOLDER = Path(__file__).parents[2] / "scenarios"
SHIPPED = [load_scenario(file) for file in scenario_files(FOLDER)]


@pytest.fixture(params=SHIPPED, ids=lambda scenario: scenario.id)
def scenario(request: pytest.FixtureRequest) -> Scenario:
    found: Scenario = request.param
    return found


def test_the_library_has_no_problem_and_no_warning() -> None:
    assert check_folder(FOLDER) == []


def test_no_draft_ships() -> None:
    assert drafts(read_lock(FOLDER)) == []


def test_every_line_is_heard_by_some_learner(scenario: Scenario) -> None:
    assert [line.id for line in cover(scenario).never] == []


@pytest.mark.parametrize("skill", SKILLS)
def test_goals_are_told_without_braces_when_the_questions_were_skipped(scenario: Scenario, skill: str) -> None:
    assert "{" not in goals(scenario, {skill}, {})


def test_every_beat_has_two_example_answers(scenario: Scenario) -> None:
    assert all(len(beat.examples) >= 2 for beat in scenario.beats.values())


def test_every_level_can_be_won_and_lost(scenario: Scenario) -> None:
    for level in scenario.level_names:
        kinds = {scenario.endings[ending].kind for ending in Search(scenario, level).reach().endings}
        assert {"good", "retry"} <= kinds


def test_no_line_names_the_person_that_the_learner_names(scenario: Scenario) -> None:
    """A default in a text would stay there when the learner fills in something else."""
    defaults = {variable.default for variable in scenario.variables.values()}
    text = scenario.json(exclude={"variables", "id", "title"})
    assert not [default for default in defaults if re.search(rf"\b{re.escape(default)}\b", text)]
