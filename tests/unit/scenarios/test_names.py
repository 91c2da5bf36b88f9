from __future__ import annotations

from bot.scenarios import names
from bot.scenarios.model import Scenario


def test_texts_say_who_speaks(shipped: Scenario) -> None:
    found = {(path, speaker): text for path, speaker, text in names.texts(shipped)}
    assert found[("beats", "arrives", "says"), "counterpart"].startswith("Only me!")
    assert found[("beats", "arrives", "hints", 0), "guide"] == "Start with what just happened."
    assert found[("beats", "arrives", "examples", 0, "say"), "learner"].startswith("When you walked in with your key")
    assert found[("always", 0, "thinks"), "counterpart"].startswith("I came with soup")
    assert found[("endings", "agreed", "says"), "guide"].startswith("{person}")
    assert found[("variables", "person", "ask"), "guide"] == "What do you call them?"


def test_each_variant_is_a_text_of_its_own(small: Scenario) -> None:
    path = ("beats", "wonders", "replies", 1, "says")
    lines = [text for where, _, text in names.texts(small) if where[:5] == path]
    assert lines == ["Hm.", "Let me think."]


def test_an_ending_that_nothing_leads_to_is_idle(small_with) -> None:
    scenario = small_with(("  coffee: {kind", "  tea: {kind: good, says: Tea., debrief: Tea.}\n  coffee: {kind"))
    assert [problem.message for problem in names.unused(scenario)] == ["The ending `tea` is defined but never used."]


def test_a_meter_that_moves_but_is_never_asked_is_idle(small_with) -> None:
    scenario = small_with((", meters: {trust: at least 2}", ""))
    assert [problem.code for problem in names.unused(scenario)] == ["SC104"]
