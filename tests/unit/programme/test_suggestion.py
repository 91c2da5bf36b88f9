"""The next step comes with its reason: up after a good end, down when it was tough, then something like it."""

from __future__ import annotations

from bot.programme.suggestion import suggest
from bot.scenarios.index import Card
from bot.store import Practised

LEVELS = ("warm", "wary", "hard")
X = Card("x", "role_dispute", "family", "Talk X", 5, "", LEVELS)
Y = Card("y", "role_dispute", "friend", "Talk Y", 5, "", LEVELS)
CARDS = {"x": X, "y": Y}


def past(*tries: tuple[str, str, str]) -> list[Practised]:
    return [Practised(number, id, "role_dispute", level, kind) for number, (id, level, kind) in enumerate(tries)]


def suggested(*tries: tuple[str, str, str]):
    return suggest(past(*tries), CARDS.get, lambda area: [X, Y])


def test_nothing_was_practised() -> None:
    assert suggested() is None


def test_twice_at_warm_leads_to_wary() -> None:
    found = suggested(("x", "warm", "good"), ("x", "warm", "retry"))
    assert (found.scenario, found.level) == ("x", "wary")
    assert found.reason == "You did “Talk X” at warm twice, and the last one went well. Try it at wary."


def test_tough_twice_leads_one_step_down() -> None:
    found = suggested(("x", "hard", "retry"), ("x", "hard", "retry"))
    assert (found.level, "come back up" in found.reason) == ("wary", True)


def test_close_once_is_worth_another_go() -> None:
    assert suggested(("x", "hard", "retry"), ("x", "hard", "good")).level == "hard"


def test_stopped_early_is_no_failure_and_leads_down() -> None:
    found = suggested(("x", "wary", "exit"))
    assert (found.level, "whenever you want" in found.reason) == ("warm", True)


def test_known_at_every_level_leads_to_one_like_it() -> None:
    found = suggested(("x", "hard", "good"))
    assert (found.scenario, found.level) == ("y", "warm")
    assert suggested(("x", "hard", "good"), ("y", "warm", "good")).scenario == "x"


def test_a_scene_that_is_gone_is_passed_over() -> None:
    assert suggested(("gone", "warm", "good"), ("x", "warm", "good")).scenario == "x"
