from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.scenarios.load import MOST_BYTES, ScenarioError, load_scenario, parse_scenario, read
from tests.unit.scenarios.conftest import SHIPPED, SMALL, changed


def codes(text: str) -> list[str]:
    with pytest.raises(ScenarioError) as refusal:
        parse_scenario(text, "talk.yml")
    return [problem.code for problem in refusal.value.problems]


def test_a_good_file_loads() -> None:
    scenario = load_scenario(SHIPPED)
    assert scenario.id == "parent_drops_in"
    assert scenario.beats["arrives"].replies[-1].otherwise


def test_a_problem_says_file_line_and_column() -> None:
    with pytest.raises(ScenarioError) as refusal:
        parse_scenario(changed(("minutes: 2", "minutes: two")), "talk.yml")
    assert str(refusal.value).startswith("talk.yml:8:1: SC013 `minutes` should be a whole number")


def test_all_problems_of_the_shape_are_told_at_once() -> None:
    text = changed(("minutes: 2", "minutes: two"), ("focus: social_isolation", "focus: loneliness"))
    assert codes(text) == ["SC014", "SC013"]


def test_the_file_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError) as refusal:
        load_scenario(tmp_path / "nothing.yml")
    assert [problem.code for problem in refusal.value.problems] == ["SC001"]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="SC001"):
        load_scenario(tmp_path)


def test_ten_megabytes_are_refused_without_reading_them_all(tmp_path: Path) -> None:
    file = tmp_path / "big.yml"
    with file.open("wb") as stream:
        stream.truncate(10 * MOST_BYTES)
    with pytest.raises(ScenarioError, match="larger than 1 MB"):
        load_scenario(file)


def test_the_file_has_the_name_of_the_scenario(tmp_path: Path) -> None:
    file = tmp_path / "other.yml"
    file.write_text(SMALL)
    with pytest.raises(ScenarioError, match="SC018"):
        load_scenario(file)


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "small.yml"
    file.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    assert load_scenario(file).title == "Asking for coffee"


def test_on_and_no_stay_words() -> None:
    assert read("a: on\nb: no\nc: yes\nd: 'true'\ne: true\nf: ~\ng: +1\nh: 1.5\ni: 1e400").data == {
        "a": "on",
        "b": "no",
        "c": "yes",
        "d": "true",
        "e": True,
        "f": None,
        "g": 1,
        "h": 1.5,
        "i": float("inf"),
    }


def test_what_only_the_slower_reader_takes_is_read() -> None:
    assert read("{ask: Who is it?, default: Kim}").data == {"ask": "Who is it?", "default": "Kim"}


def test_every_key_and_entry_has_its_place() -> None:
    spots = read("a: 1\nb:\n  - x\n  - {c: d}\n").spots
    assert spots == {
        (): (1, 1),
        ("a",): (1, 1),
        ("b",): (2, 1),
        ("b", 0): (3, 5),
        ("b", 1): (4, 5),
        ("b", 1, "c"): (4, 6),
    }


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "---\n",
        "[" * 100_000,
        "- " * 5_000,
        "a: &a [*a]",
        "&a a: *a",
        "a: b: c",
        "? [a]\n: b",
        "a: !!python/object:os.system x",
        "a: 1\n---\nb: 2",
        "%YAML 1.1\n---\na: on",
        "%NONSENSE\n",
        '"\\ud800": 1',
        "a: \x00",
        "\ufeffa: 1",
        "\t",
        "a:\n\t- b",
        "{a: 1, a: 2}",
        "<<: {a: 1}",
        "a: 99999999999999999999999999999999999999999",
        "a: .nan",
        "'",
        "a: |\n x\n  y\n z",
    ],
)
def test_nothing_that_a_file_holds_is_more_than_a_problem(text: str) -> None:
    assert codes(text)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60) | st.text("ab:-[]{}&*!|>'\"#%@,? \n\t", max_size=40))
def test_no_text_is_more_than_a_problem(text: str) -> None:
    assert codes(text)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(SMALL) - 1), st.integers(1, 60), st.sampled_from(["", ":", "[", "\t", "~", "0", "- ", "{x}"]))
def test_no_damage_to_a_good_file_is_more_than_a_problem(start: int, length: int, patch: str) -> None:
    try:
        parse_scenario(SMALL[:start] + patch + SMALL[start + length :])
    except ScenarioError as refusal:
        assert refusal.problems
