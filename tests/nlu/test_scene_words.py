"""What scenes offer learners to say, and what the built-in learner says, is read as what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.rehearsal.turn import HEARD
from bot.scenarios.check import check, scenario_files
from bot.scenarios.learner import bank, examples
from bot.scenarios.load import load_scenario
from bot.understanding.reader import TurnReader, encoder_from_environment
from bot.understanding.safety import SafetyReader

FOLDER = Path(__file__).resolve().parents[2] / "scenarios"
SCENES = [load_scenario(file) for file in [*scenario_files(FOLDER), *scenario_files(FOLDER / "template")]]
LINE = "I don't see what the problem is."


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.id)
def test_no_example_answer_is_taken_for_a_sign_of_danger(scene) -> None:
    safety = SafetyReader()
    said = [turn.say for beat in scene.beats.values() for turn in examples(scene, beat)]
    assert [words for words in said if safety.read(words).label != "risk_none"] == []


def test_no_line_of_the_built_in_learner_is_taken_for_a_sign_of_danger() -> None:
    safety = SafetyReader()
    said = [turn.say for turns in bank().values() for turn in turns]
    assert [words for words in said if safety.read(words).label != "risk_none"] == []


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.id)
def test_every_example_answer_shows_what_it_declares(scene) -> None:
    reader = TurnReader(encoder=encoder_from_environment())
    assert [problem for problem in check(scene, reader=reader.read) if problem.code == "SC303"] == []


def test_most_lines_of_the_built_in_learner_show_what_they_declare() -> None:
    reader = TurnReader(encoder=encoder_from_environment())
    turns = [turn for turns in bank().values() for turn in turns]
    shown = {turn.say: {one.marker for one in reader.read(turn.say, LINE) if one.confidence >= HEARD} for turn in turns}
    missed = [turn.say for turn in turns if not turn.shows <= shown[turn.say]]
    assert len(missed) <= len(turns) // 8, missed
