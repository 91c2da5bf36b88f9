from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.scenarios.check import check, check_file, check_folder, scenario_files
from bot.scenarios.model import Scenario
from bot.scenarios.revisions import accept
from bot.vocabulary import Mark
from tests.unit.scenarios.conftest import SMALL, changed


def codes(scenario: Scenario, **options) -> list[str]:
    return [problem.code for problem in check(scenario, **options)]


def test_a_good_scenario_has_no_problem(small: Scenario) -> None:
    assert check(small) == []


def test_problems_come_in_the_order_of_the_file(small_with) -> None:
    found = check(small_with(("That was mean.", "Psycho."), ("[Hm., Let me think.]", "Hm.")))
    assert [(problem.code, problem.line) for problem in found] == [("SC402", 23), ("SC204", 42)]


def test_what_hangs_on_a_tactic_may_be_missing_where_it_is_left_out(small_with) -> None:
    swaps = [
        ("warm: {trust: 1}", "warm: {trust: 0, without: [minimise]}"),
        ('says: "Me?', 'tactic: minimise, says: "Me?'),
    ]
    assert "SC201" not in codes(small_with(*swaps))


def test_what_stands_in_for_a_left_out_tactic_may_be_out_of_reach_elsewhere(small_with) -> None:
    scenario = small_with(
        ("warm: {trust: 1}", "warm: {trust: 0, without: [minimise]}"),
        ('says: "Me?', 'tactic: minimise, says: "Me?'),
        (
            "- {id: nods",
            "- {id: blinks, when: {any: [makes_request]}, says: Oh. Okay., to: wonders}\n      - {id: nods",
        ),
    )
    assert codes(scenario) == []


def test_a_pitfall_that_only_one_level_teases_about_is_no_loss(small_with) -> None:
    scenario = small_with(
        ("warm: {trust: 1}", "warm: {trust: 1, without: [sarcasm]}"),
        (
            "- {id: nods",
            "- {id: teases, when: {any: [hedges]}, tactic: sarcasm, says: What?, to: wonders}\n      - {id: nods",
        ),
    )
    assert codes(scenario) == []


def test_what_every_level_leaves_out_is_unreachable(small_with) -> None:
    scenario = small_with(
        ("warm: {trust: 1}", "warm: {without: [minimise]}"),
        ("wary: {}", "wary: {without: [minimise]}"),
        ('says: "Me?', 'tactic: minimise, says: "Me?'),
    )
    assert {problem.message.split("`")[1] for problem in check(scenario) if problem.code == "SC201"} == {
        "wonders",
        "meets.wonders",
        "wonders.warms",
        "wonders.waits",
    }


def test_an_apology_can_be_allowed_to_win(small_with) -> None:
    swap = ("any: [states_feeling]}, says: Me too.", "any: [states_feeling, over_apologises]}, says: Me too.")
    assert codes(small_with(swap)) == ["SC301"]
    assert codes(small_with(swap, ("goals:", "allowed: [over_apologises]\ngoals:"))) == []


def reads_as(*markers: str):
    return lambda text, line: [Mark(marker, 0, len(text)) for marker in markers]


def test_examples_are_read_after_the_counterparts_line(small: Scenario) -> None:
    seen = []

    def reader(text: str, line: str) -> Sequence[Mark]:
        seen.append((text, line))
        return [Mark("states_feeling", 0, 1), Mark("makes_request", 0, 1)]

    assert check(small, reader=reader) == []
    assert seen == [
        ("I miss you. Want to get a coffee?", "Oh, hi."),
        ("I miss our talks. Would you come on Friday?", "We hardly talk."),
    ]


def test_a_beat_without_a_line_is_read_after_the_reply_that_leads_there(small_with) -> None:
    lines = []
    scenario = small_with(("    says: We hardly talk.\n", ""))
    check(scenario, reader=lambda text, line: lines.append(line) or [])
    assert lines == ["Oh, hi.", "Me? Why?"]


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        (("makes_request",), "does not show states_feeling"),
        (("makes_request", "states_feeling", "hedges"), "also shows hedges"),
        (("blames",), "does not show makes_request, states_feeling and also shows blames"),
    ],
)
def test_an_example_keeps_its_promise(small: Scenario, shown: tuple[str, ...], said: str) -> None:
    found = check(small, reader=reads_as(*shown))
    assert {problem.message for problem in found} == {f"This example {said}."}


def test_a_skill_more_than_declared_is_welcome(small: Scenario) -> None:
    assert check(small, reader=reads_as("makes_request", "states_feeling", "appreciates")) == []


def test_a_folder_is_checked_file_by_file(tmp_path: Path) -> None:
    (tmp_path / "small.yml").write_text(SMALL)
    (tmp_path / "broken.yml").write_text("[")
    (tmp_path / "notes.txt").write_text("not a scenario")
    assert [path.name for path in scenario_files(tmp_path)] == ["broken.yml", "small.yml"]
    assert [problem.code for problem in check_folder(tmp_path)] == ["SC002", "SC502"]


def test_the_record_beside_the_file_is_compared(tmp_path: Path, small: Scenario) -> None:
    accept(tmp_path, [small])
    file = tmp_path / "small.yml"
    file.write_text(SMALL)
    assert check_file(file) == []
    file.write_text(changed(("any: [insults]", "any: [threatens]")))
    assert [problem.code for problem in check_file(file)] == ["SC501"]
