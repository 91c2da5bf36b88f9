from __future__ import annotations

import pytest

from bot.scenarios.problems import CATALOGUE, Place, errors, problem, suggest


def test_a_problem_reads_file_line_column_code_what_and_what_to_do() -> None:
    found = problem("SC104", Place("talk.yml", 12, 3), noun="meter", given="fun")
    assert str(found) == "talk.yml:12:3: SC104 The meter `fun` is defined but never used. Use it, or take it out."
    assert found.severity == "error"
    assert found.as_dict() == {
        "file": "talk.yml",
        "line": 12,
        "column": 3,
        "code": "SC104",
        "message": "The meter `fun` is defined but never used.",
        "hint": "Use it, or take it out.",
        "severity": "error",
    }


def test_a_name_from_a_file_is_shown_as_it_is() -> None:
    assert "{0} {x}" in problem("SC104", Place(), noun="meter", given="{0} {x}").message


def test_a_missing_fact_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        problem("SC104", Place(), noun="meter")


def test_problems_sort_by_place() -> None:
    places = [Place("b.yml", 1, 1), Place("a.yml", 2, 1), Place("a.yml", 1, 9), Place("a.yml", 1, 2)]
    found = sorted(problem("SC004", place) for place in places)
    assert [(one.file, one.line, one.column) for one in found] == [
        ("a.yml", 1, 2),
        ("a.yml", 1, 9),
        ("a.yml", 2, 1),
        ("b.yml", 1, 1),
    ]


def test_errors_leave_warnings_out() -> None:
    both = [problem("SC502", Place(), given=1), problem("SC004", Place())]
    assert [one.code for one in errors(both)] == ["SC004"]


def test_a_near_name_is_suggested_else_all_are() -> None:
    assert suggest("trsut", ["trust", "tension"]) == "Did you mean `trust`?"
    assert suggest("xyz", ["trust", "tension"]) == "Known here: tension, trust."
    assert suggest("xyz", []) == "None is defined yet."


def test_every_code_says_what_is_wrong_and_what_to_do() -> None:
    assert all(kind.what and kind.hint for kind in CATALOGUE.values())
