"""Keeping to one's own words."""

from __future__ import annotations

import pytest

from bot.understanding.keeping import gives_new_reason, says_the_same, shared

LINE = "Please call before you come over"


@pytest.mark.parametrize(
    "now", ["Call first, please.", "I'd still like you to call.", "You can come when you have called"]
)
def test_the_same_in_other_forms_is_shared(now: str) -> None:
    assert shared(LINE, now) >= 0.5


@pytest.mark.parametrize("now", ["Fine, whatever.", "", "はい", "You always do this to me."])
def test_other_words_are_not(now: str) -> None:
    assert shared(LINE, now) == 0.0


def test_a_line_of_nothing_but_small_words_counts_by_those() -> None:
    assert shared("No, not that.", "no, not that") == 1.0
    assert shared("", "anything") == 0.0


def test_a_reason_is_new_when_there_was_none() -> None:
    assert gives_new_reason(LINE, "Please call, because I was asleep and my back hurts.")
    assert not gives_new_reason("Please call, because I sleep.", "Please call, because I sleep.")
    assert not gives_new_reason(LINE, LINE)


@pytest.mark.parametrize(
    "words", ["As I said, no.", "my answer stays the same", "I’m not changing my mind", "I mean it."]
)
def test_as_i_said(words: str) -> None:
    assert says_the_same(words)
