"""Two hundred learners through each scene on each level: nobody gets stuck, and nobody hears a line twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from bot.scenarios.check import scenario_files
from bot.scenarios.learner import STYLES, learner_of
from bot.scenarios.load import load_scenario
from bot.scenarios.model import Scenario
from bot.scenarios.walk import fill, opening, start, step, values

ROOT = Path(__file__).parents[2] / "scenarios"
SCENES = [load_scenario(file) for file in [*scenario_files(ROOT), *scenario_files(ROOT / "template")]]
LEVELS = [pytest.param(scene, level, id=f"{scene.id}-{level}") for scene in SCENES for level in scene.level_names]
KINDS = (*STYLES, "random")
LEARNERS = 200


def talk(scenario: Scenario, level: str, kind: str, seed: int) -> Iterator[str]:
    """Each line that the counterpart says in one talk, and the ending at last. Fails on a talk that does not end."""
    yield opening(scenario)
    learner, position = learner_of(kind, seed), start(scenario, level)
    picked = Random(seed).choice(scenario.picks())
    for _ in range(scenario.limits.turns):
        done = step(scenario, position, learner.answer(scenario, position).shows, level, picked)
        line = done.reply.says[done.variant]
        yield line
        if done.says != line:
            yield done.says.removeprefix(f"{line} ")
        if done.ending:
            yield done.ending
            return
        position = done.position
    pytest.fail(f"{kind} {seed} is still talking at {position}")


def plain(line: str) -> str:
    """A line as an ear tells it from another."""
    return " ".join(re.findall(r"\w+", line.casefold()))


@pytest.mark.parametrize(("scenario", "level"), LEVELS)
def test_nobody_gets_stuck_and_nobody_hears_a_line_twice(scenario: Scenario, level: str) -> None:
    endings: Counter[str] = Counter()
    for number in range(LEARNERS):
        kind = KINDS[number % len(KINDS)]
        *lines, ending = talk(scenario, level, kind, number)
        heard = Counter(plain(fill(line, values(scenario, {}))) for line in lines)
        assert heard.most_common(1)[0][1] == 1, (kind, number, heard.most_common(1))
        endings[scenario.endings[ending].kind] += 1
    assert {"good", "retry"} <= set(endings)
