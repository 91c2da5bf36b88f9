from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.words import WORD_JOINER, normalise, words_of


def test_words_of_strips_the_one_leading_word_joiner():
    assert words_of(WORD_JOINER + "/stop shouting") == "/stop shouting"
    assert words_of(WORD_JOINER * 2 + "/x") == WORD_JOINER + "/x"


def test_words_of_leaves_other_words_alone():
    assert words_of("please knock") == "please knock"
    assert words_of("") == ""
    assert words_of("a" + WORD_JOINER) == "a" + WORD_JOINER


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("I’m “fine”", 'I\'m "fine"'),
        ("no – really — no", "no - really - no"),
        ("well…", "well."),
        ("a\x00b", "a b"),
        ("a\u00a0b", "a b"),
        ("a\ud800b", "a b"),
        ("`quoted´", "'quoted'"),
    ],
)
def test_normalise_straightens_quotes_dashes_and_blanks(typed, plain):
    assert normalise(typed) == plain


@given(st.text(st.characters(exclude_categories=())))
def test_normalise_never_changes_the_length(text):
    assert len(normalise(text)) == len(text)
