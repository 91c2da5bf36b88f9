"""Answers to open questions, as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.answers import country, is_ok, is_skip, keeping, number, option, relation, yes_or_no

LEVELS = (
    ("warm", "Warm: they meet you halfway"),
    ("wary", "Wary: they need some time"),
    ("hard", "Hard: they push back"),
)


@pytest.mark.parametrize("words", ["yes", "Yes!", "yeah", "y", "ok", "sure, why not", "Yes please", "sí yes"])
def test_a_yes(words):
    assert yes_or_no(words) is True


@pytest.mark.parametrize("words", ["no", "No.", "nope", "not really", "nah", "no thanks", "n"])
def test_a_no(words):
    assert yes_or_no(words) is False


@pytest.mark.parametrize("words", ["", "maybe", "yes and no", "🙂", "はい", "sometimes he shouts"])
def test_neither(words):
    assert yes_or_no(words) is None


@pytest.mark.parametrize(
    ("words", "value"),
    [("7", 7), ("7/10", 7), ("about a 7", 7), ("seven", 7), ("0", 0), ("10", 10), ("8 out of 10", 8), ("ten!", 10)],
)
def test_a_number_on_the_scale(words, value):
    assert number(words) == value


@pytest.mark.parametrize("words", ["11", "-", "", "lots", "3 or 4", "1000", "7.5.2"])
def test_no_number_on_the_scale(words):
    assert number(words) is None


@pytest.mark.parametrize("words", ["skip", "Skip.", "pass", "idk", "I mean skip"[7:]])
def test_a_skip(words):
    assert is_skip(words)


@pytest.mark.parametrize(
    ("words", "value"),
    [("2", "wary"), ("hard", "hard"), ("the warm one please", "warm"), ("Hard: they push back", "hard")],
)
def test_one_of_the_options(words, value):
    assert option(words, LEVELS) == value


@pytest.mark.parametrize("words", ["4", "", "they", "warm or hard", "something else"])
def test_none_of_the_options(words):
    assert option(words, LEVELS) is None


@given(st.text())
def test_any_words_can_be_read(words):
    yes_or_no(words), number(words), is_skip(words), option(words, LEVELS)


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("my wife", "partner"),
        ("my ex", "partner"),
        ("Mum", "family"),
        ("mother-in-law", "family"),
        ("my flatmate Jo", "friend"),
        ("the boss", "work"),
        ("a neighbour", None),
        ("my brother's boss", None),
    ],
)
def test_what_somebody_is_to_the_learner(words, what):
    assert relation(words) == what


@pytest.mark.parametrize(
    ("words", "code"),
    [("uk", "GB"), ("the UK", "GB"), ("England", "GB"), ("usa", "US"), ("Northern Ireland", "GB"), ("Mars", None)],
)
def test_a_country_by_its_short_name(words, code):
    assert country(words) == code


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("keep them, I have nothing to hide", "keep"),
        ("you can keep it", "keep"),
        ("i'd rather you didn't keep them", "forget"),
        ("dont keep anything pls", "forget"),
        ("rather not", "forget"),
        ("please delete them", "forget"),
        ("my boss keeps texting me on saturdays", None),
        ("I can't forget what he said to me", None),
        ("keep them but not for ever", None),
        ("do you keep them for long?", None),
    ],
)
def test_whether_words_may_be_kept(words, meant):
    assert keeping(words) == meant


@pytest.mark.parametrize(("words", "alone"), [("ok", True), ("Okay then.", True), ("ok yes", False), ("yes", False)])
def test_ok_and_no_more(words, alone):
    assert is_ok(words) is alone
