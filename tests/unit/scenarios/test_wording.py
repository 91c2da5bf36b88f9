from __future__ import annotations

import pytest

from bot.scenarios.model import Scenario
from bot.scenarios.wording import check_wording, reading_grade


def found(scenario: Scenario) -> list[str]:
    return [f"{problem.code} {problem.line}" for problem in check_wording(scenario)]


def test_plain_words_pass(small: Scenario, shipped: Scenario) -> None:
    assert found(small) == []
    assert found(shipped) == []


def test_hard_words_of_the_guide_are_pooled(small_with) -> None:
    hard = "Consideration necessitates comprehensive deliberation concerning interpersonal expectations. " * 5
    scenario = small_with(("debrief: You asked and you got a yes.", f"debrief: {hard.strip()}"))
    assert found(scenario) == ["SC401 7"]


def test_a_short_text_has_no_grade() -> None:
    assert reading_grade("Incomprehensible institutionalisation.") == 0


def test_the_grade_is_flesch_and_kincaids() -> None:
    sentence = "The cat sat on the mat and ate the fish that lay in the dish. "
    # 0.39 × 15 words a sentence + 11.8 × 1 syllable a word − 15.59
    assert reading_grade(sentence * 6) == pytest.approx(2.1, abs=0.2)


def test_a_long_sentence_is_found_where_it_stands(small_with) -> None:
    long = "I went to the shop and then to the bank and then to the park and after that I just went home."
    assert found(small_with(("That was mean.", long))) == ["SC401 23"]


def test_full_stops_inside_quotes_end_a_sentence(small_with) -> None:
    two = 'I said that I was on my way to the shop. \\"Fine,\\" you said, and then you went back to bed.'
    assert found(small_with(("That was mean.", f'"{two}"'))) == []


def test_the_counterpart_may_speak_as_people_do(small_with) -> None:
    assert found(small_with(("That was mean.", "Obviously. You have to calm down."))) == []
    assert found(small_with(("Ask a bit sooner.", "Obviously sooner."))) == ["SC402 46"]


def test_a_slur_is_found_in_any_mouth(small_with) -> None:
    scenario = small_with(("That was mean.", "You psycho."))
    (problem,) = check_wording(scenario)
    assert (problem.code, problem.severity) == ("SC402", "warning")
    assert problem.hint == "Say instead: what the person did."


def test_a_learners_example_is_not_judged(small_with) -> None:
    assert found(small_with(("say: I miss you.", "say: You must be a psycho."))) == []


def test_defaults_are_read_as_part_of_the_text(small_with) -> None:
    assert sorted(found(small_with(("default: Kim", "default: a psycho"))), key=len) == [
        "SC402 9",
        "SC402 11",
        "SC402 45",
    ]
