"""Each scene is played to each of its endings, through the real assistant and in sentences that people say."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from pathlib import Path

import pytest

from bot.scenarios.check import scenario_files
from bot.scenarios.load import load_scenario
from bot.scenarios.model import Scenario
from bot.scenarios.search import Search
from bot.understanding.reader import TurnReader, encoder_from_environment
from tests.dialogues.ways import Ways

FOLDER = Path(__file__).resolve().parents[2] / "scenarios"
SCENES = [scene for scene in map(load_scenario, scenario_files(FOLDER)) if scene.tactics_to_pick is None]
"""All but the talk that a learner describes: test_own_talk.py plays that."""


def cases():
    """Each scene with each ending, on one level that has it: another one each time, so that levels are spread."""
    for scene in SCENES:
        reaches = {level: Search(scene, level).reach().endings for level in scene.level_names}
        for number, ending in enumerate(scene.endings):
            having = [level for level in scene.level_names if ending in reaches[level]]
            level = having[number % len(having)]
            yield pytest.param(scene, ending, level, id=f"{scene.id}-{ending}-{level}")


@lru_cache(maxsize=1)
def reader() -> TurnReader:
    return TurnReader(encoder=encoder_from_environment())


@lru_cache(maxsize=1)
def ways(scene: str) -> Ways:
    return Ways(next(one for one in SCENES if one.id == scene), reader().read)


@pytest.mark.parametrize(("scene", "ending", "level"), cases())
def test_a_scene_can_be_played_to_each_ending_in_real_sentences(talk, scene: Scenario, ending: str, level: str) -> None:
    from actions.turn import app

    way = ways(scene.id).to(ending, level)
    assert way, f"{scene.id}: no sentences were found that lead to {ending} on level {level}."
    first = talk.arrive().open_scene(level, scene.id)
    attempt = talk.slot("rehearsal")["attempt"]
    heard = [first[-1]["text"]]
    for words in way:
        said = talk.say(words)
        assert said[0]["speaker"] == "counterpart", f"{words!r} was not taken for a line to the counterpart"
        heard.append(said[0]["text"])
    row = app().log.attempt(attempt)
    assert (row.ending, row.ending_kind) == (ending, scene.endings[ending].kind), way
    assert Counter(heard).most_common(1)[0][1] == 1, heard
