from __future__ import annotations

import random

import pytest

from bot.vocabulary import FOCUS_AREAS, INTENTS, STATES
from encoder.asides import MOST_WOVEN, TALKING, placed, read_asides, spoken_aside, woven
from encoder.rows import BadRow

EXAMPLES = """
version: "3.1"
nlu:
- intent: ask_hint
  metadata:
    state: in_role
  examples: |
    - a hint please
    - what do i say to her
- intent: choose_focus
  metadata:
    area: grief
  examples: |
    - dad died
- intent: risk_ideation
  examples: |
    - I don't want to wake up
- intent: risk_unsure
  examples: |
    - I can't do this any more
- intent: practice
  metadata:
    harmless: true
  examples: |
    - this deadline is killing me
- intent: risk_cleared
  examples: |
    - no, I meant the exam
"""


@pytest.fixture
def rows(tmp_path):
    file = tmp_path / "examples.yml"
    file.write_text(EXAMPLES, encoding="utf-8")
    return {row["text"]: row for row in read_asides([file])}


def test_each_example_tells_what_its_block_says(rows):
    hint, focus = rows["a hint please"], rows["dad died"]
    assert (hint["intent"], hint["state"], hint["risk"]) == ("ask_hint", "in_role", "risk_none")
    assert (focus["intent"], focus["area"]) == ("choose_focus", "grief")
    assert rows["I don't want to wake up"]["risk"] == "risk_ideation"
    assert rows["I don't want to wake up"]["intent"] is None


def test_what_it_takes_a_question_to_know_is_not_told(rows):
    assert rows["I can't do this any more"]["risk"] is None


def test_harmless_words_tell_that_there_is_no_danger_and_nothing_of_steering(rows):
    harmless = rows["this deadline is killing me"]
    assert (harmless["risk"], harmless["intent"]) == ("risk_none", None)


def test_answers_to_safetys_question_are_left_out(rows):
    assert "no, I meant the exam" not in rows
    assert len(rows) == 6


@pytest.mark.parametrize("text", ["", "nlu: 3", "nlu:\n- intent: thank", "{"])
def test_a_file_of_something_else_is_named(tmp_path, text):
    file = tmp_path / "odd.yml"
    file.write_text(text)
    with pytest.raises(BadRow, match="odd.yml"):
        read_asides([file])


def test_a_row_is_placed_where_it_may_be_typed(rows):
    lot = random.Random(1)
    hint = placed(rows["a hint please"], ["Well?"], lot)
    assert (hint["state"], hint["counterpart"]) == ("in_role", "Well?")
    danger = [placed(rows["I don't want to wake up"], ["Well?"], lot) for _ in range(60)]
    assert {row["state"] for row in danger} == {"in_role", *TALKING}
    assert all(bool(row["counterpart"]) == (row["state"] == "in_role") for row in danger)
    assert {placed(rows["dad died"], [], lot)["state"] for _ in range(20)} == {"choosing_focus", "start"}


def test_a_turn_said_aside_is_still_meant_for_the_other_person():
    row = {"counterpart": "Well?", "text": "No.", "labels": ["sets_limit"], "spans": {}}
    aside = spoken_aside(row, random.Random(1))
    assert aside["counterpart"] == "" and aside["state"] in TALKING
    assert aside["labels"] == ["sets_limit"]


def test_the_shipped_examples_can_all_be_learned_from():
    from pathlib import Path

    folder = Path(__file__).parents[3] / "data" / "nlu"
    found = read_asides(sorted(folder.glob("*.yml")))
    assert len(found) > 3000
    assert {row["intent"] for row in found} == {None, *INTENTS}
    assert {row["area"] for row in found} == {None, *FOCUS_AREAS}
    assert {row["state"] for row in found} <= {None, *STATES}


def test_danger_is_also_passed_over_in_the_middle_of_something_else(rows):
    other = {"text": "I rang on Monday. Nobody came! Could you call next time?", "labels": ["makes_request"]}
    told = {woven(rows["I don't want to wake up"], other, random.Random(seed))["text"] for seed in range(40)}
    assert "I rang on Monday. I don't want to wake up Nobody came! Could you call next time?" in told
    assert len(told) == 4
    assert woven(rows["dad died"], other, random.Random(1))["area"] == "grief"


def test_but_nothing_of_a_long_turn_may_be_cut_off(rows):
    row = rows["this deadline is killing me"]
    assert woven(row, {"text": "very " * MOST_WOVEN}, random.Random(1)) == row
