from __future__ import annotations

from random import Random

import pytest

from bot.scenarios.learner import STYLES, StyledLearner, bank, examples, learner_of
from bot.scenarios.model import Scenario
from bot.scenarios.walk import start
from bot.vocabulary import MARKERS, style_of


def said(scenario: Scenario, style: str, seed: int, turns: int = 40) -> list:
    learner, here = learner_of(style, seed), start(scenario, "wary")
    return [learner.answer(scenario, here) for _ in range(turns)]


@pytest.mark.parametrize("style", [*STYLES, "random"])
def test_equal_seeds_play_alike(shipped: Scenario, style: str) -> None:
    assert said(shipped, style, 3) == said(shipped, style, 3)
    assert said(shipped, style, 3) != said(shipped, style, 4)


@pytest.mark.parametrize("style", ["passive", "assertive", "aggressive"])
def test_a_learner_mostly_speaks_in_their_style(shipped: Scenario, style: str) -> None:
    styles = [style_of(turn.shows) for turn in said(shipped, style, 1)]
    assert max(set(styles), key=styles.count) == style


def test_a_mixed_learner_speaks_in_several_styles(shipped: Scenario) -> None:
    assert {"passive", "aggressive", "assertive"} <= {style_of(turn.shows) for turn in said(shipped, "mixed", 1)}


def test_no_line_is_said_twice_while_there_is_another(shipped: Scenario) -> None:
    learner, here = StyledLearner("aggressive", Random(1)), start(shipped, "wary")
    lines = [learner.answer(shipped, here).say for _ in range(len(bank()["aggressive"]))]
    assert len(set(lines)) == len(lines)


def test_an_assertive_learner_uses_the_scenes_examples_with_names_filled_in(shipped: Scenario) -> None:
    own = {turn.say for turn in examples(shipped, shipped.beats[shipped.start])}
    assert own & {turn.say for turn in said(shipped, "assertive", 1)}
    assert not any("{" in line for line in own)


def test_every_line_of_the_bank_declares_known_markers_and_fits_its_kind() -> None:
    for kind, turns in bank().items():
        for turn in turns:
            assert turn.shows and turn.shows <= set(MARKERS)
            if kind in ("passive", "aggressive"):
                assert style_of(turn.shows) == kind, turn.say
            if kind == "assertive":
                assert style_of(turn.shows) in ("assertive", "neutral"), turn.say


def test_a_random_learner_shows_up_to_three_markers(shipped: Scenario) -> None:
    sizes = {len(turn.shows) for turn in said(shipped, "random", 1, 200)}
    assert sizes == {0, 1, 2, 3}
