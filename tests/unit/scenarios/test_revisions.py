from __future__ import annotations

from pathlib import Path

import pytest

from bot.scenarios.model import Scenario
from bot.scenarios.revisions import LOCK, accept, compare, digest, read_lock


def codes(scenario: Scenario, folder: Path) -> list[str]:
    return [problem.code for problem in compare(scenario, read_lock(folder))]


@pytest.mark.parametrize(
    "swap",
    [("Oh, hi.", "Oh, hello."), ("[Hm., Let me think.]", "[Hm., Let me see., Well.]"), ("minutes: 2", "minutes: 3")],
)
def test_words_are_no_structure(small: Scenario, small_with, swap) -> None:
    assert digest(small_with(swap)) == digest(small)


@pytest.mark.parametrize(
    "swap",
    [
        ("id: waits", "id: muses"),
        ("at least 2", "at least 1"),
        ("any: [insults]", "any: [insults, threatens]"),
        ("to: wonders}\n      - {id: nods", "to: meets}\n      - {id: nods"),
        ("warm: {trust: 1}", "warm: {trust: 2}"),
        ("trust: +1", "trust: +2"),
        ("turns: 3", "turns: 4"),
        ("max: 3", "max: 4"),
        ("uses: [makes_request]", "uses: [sets_limit]"),
        ("goals:", "allowed: [hedges]\ngoals:"),
        ("walked_off: {kind: retry", "walked_off: {kind: exit"),
    ],
)
def test_where_a_talk_goes_is_structure(small: Scenario, small_with, swap) -> None:
    assert digest(small_with(swap)) != digest(small)


def test_a_new_scenario_waits_to_be_accepted(tmp_path: Path, small: Scenario) -> None:
    assert codes(small, tmp_path) == ["SC502"]
    assert accept(tmp_path, [small]) == ["small"]
    assert codes(small, tmp_path) == []
    assert accept(tmp_path, [small]) == []


def test_another_structure_wants_another_revision(tmp_path: Path, small: Scenario, small_with) -> None:
    accept(tmp_path, [small])
    other = ("turns: 3", "turns: 4")
    assert codes(small_with(other), tmp_path) == ["SC501"]
    assert codes(small_with(other, ("revision: 1", "revision: 2")), tmp_path) == ["SC502"]


def test_accepting_does_not_hide_an_unannounced_change(tmp_path: Path, small: Scenario, small_with) -> None:
    accept(tmp_path, [small])
    unannounced = small_with(("turns: 3", "turns: 4"))
    assert accept(tmp_path, [unannounced]) == []
    assert codes(unannounced, tmp_path) == ["SC501"]


def test_a_revision_does_not_go_back(tmp_path: Path, small: Scenario, small_with) -> None:
    accept(tmp_path, [small_with(("revision: 1", "revision: 3"))])
    (found,) = compare(small, read_lock(tmp_path))
    assert (found.code, found.hint.split(".")[0]) == ("SC501", "Set `revision: 4`")


def test_accepting_one_keeps_the_others(tmp_path: Path, small: Scenario, shipped: Scenario) -> None:
    accept(tmp_path, [shipped])
    accept(tmp_path, [small])
    assert set(read_lock(tmp_path)) == {"small", "parent_drops_in"}


@pytest.mark.parametrize("content", ["", "[]", "{", '{"small": 1}', '{"small": {"revision": "x", "digest": ""}}'])
def test_a_broken_record_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / LOCK).write_text(content)
    with pytest.raises(ValueError, match=LOCK):
        read_lock(tmp_path)
