"""Each problem code has sample files that show it: the first line says which problems the file has, and where."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.scenarios.check import check, check_file
from bot.scenarios.load import parse_scenario
from bot.scenarios.problems import CATALOGUE, Problem

SAMPLES = Path(__file__).parent / "samples"
FILES = sorted(SAMPLES.glob("*/*.yml"))
CODES = Path(__file__).parents[2] / "docs" / "scenarios" / "codes.md"


def expected(file: Path) -> list[str]:
    first = file.read_bytes().splitlines()[0].decode()
    assert first.startswith("# expect: "), f"{file} does not say what it expects"
    return first.removeprefix("# expect: ").split(", ")


def problems(file: Path) -> list[Problem]:
    """The file's problems. SC303 needs a reader: here one that finds nothing. SC502 is about records, not files."""
    code = file.parent.name
    found = check_file(file, reader=(lambda words, line: []) if code == "SC303" else None)
    return [problem for problem in found if problem.code != "SC502" or code == "SC502"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_a_sample_has_the_problems_it_says(file: Path) -> None:
    found = problems(file)
    assert [f"{problem.code} {problem.line}:{problem.column}" for problem in found] == expected(file)
    assert file.parent.name in {problem.code for problem in found}
    assert {problem.file for problem in found} == {str(file)}


def test_every_code_has_a_sample() -> None:
    assert {file.parent.name for file in FILES} == set(CATALOGUE)


def test_every_code_is_explained() -> None:
    assert re.findall(r"^### (SC\d+)", CODES.read_text(encoding="utf-8"), re.MULTILINE) == list(CATALOGUE)


def test_the_scenario_in_the_manual_is_right() -> None:
    manual = CODES.with_name("README.md").read_text(encoding="utf-8")
    (text,) = re.findall(r"```yaml\n(.*?)```", manual, re.DOTALL)
    assert check(parse_scenario(text, "asking_for_coffee.yml")) == []
