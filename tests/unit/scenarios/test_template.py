from __future__ import annotations

from pathlib import Path

import pytest

from bot.scenarios.check import check_file
from bot.scenarios.load import ScenarioError, load_scenario
from bot.scenarios.revisions import accept, drafts, read_lock
from bot.scenarios.schema import json_schema
from bot.scenarios.template import NotNew, begin, filled

SCENARIOS = Path(__file__).parents[3] / "scenarios"
TEMPLATE = SCENARIOS / "template" / "template.yml"


def test_a_new_scenario_has_no_finding(tmp_path: Path) -> None:
    file = begin(
        tmp_path, "first_try", TEMPLATE, focus="grief", relation="work", title="A day: how to ask", locale="en-GB"
    )
    assert check_file(file) == []
    scenario = load_scenario(file)
    assert (scenario.id, scenario.focus, scenario.relation) == ("first_try", "grief", "work")
    assert (scenario.title, scenario.locale) == ("A day: how to ask", "en-GB")


def test_every_part_of_the_format_is_in_the_template() -> None:
    text = TEMPLATE.read_text(encoding="utf-8")
    schema = json_schema()
    keys = set(schema["properties"]).union(*(one["properties"] for one in schema["definitions"].values()))
    inner = {"meters", "any", "all", "none"}  # named in comments or in a condition
    assert {key for key in keys - inner if f"{key}:" not in text} == set()
    assert all(word in text for word in inner)


def test_a_draft_may_change_its_structure_until_it_is_accepted(tmp_path: Path) -> None:
    file = begin(tmp_path, "first_try", TEMPLATE)
    assert drafts(read_lock(tmp_path)) == ["first_try"]
    file.write_text(file.read_text().replace("turns: 5", "turns: 4"))
    assert check_file(file) == []
    accept(tmp_path, [load_scenario(file)])
    assert drafts(read_lock(tmp_path)) == []
    file.write_text(file.read_text().replace("turns: 4", "turns: 5"))
    assert [problem.code for problem in check_file(file)] == ["SC501"]


def test_what_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / "first_try.yml").write_text("mine")
    with pytest.raises(NotNew, match="is there already"):
        begin(tmp_path, "first_try", TEMPLATE)
    assert (tmp_path / "first_try.yml").read_text() == "mine"


def test_a_value_that_does_not_fit_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="no focus area"):
        begin(tmp_path, "first_try", TEMPLATE, focus="tea")
    assert list(tmp_path.iterdir()) == []


def test_comments_keep_their_column() -> None:
    text = "# $schema=x.json\nfocus: grief        # one of four\ntitle: Tea\n"
    assert filled(text, {"focus": "role_dispute", "title": "a # b"}, "y.json") == (
        '# $schema=y.json\nfocus: role_dispute # one of four\ntitle: "a # b"\n'
    )
