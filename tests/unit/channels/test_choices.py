"""A label that is typed is a button that is pressed, but never after the safety voice."""

from __future__ import annotations

import pytest

from bot.channels.choices import named_by


def said(speaker="guide", *labels):
    return {"speaker": speaker, "choices": [{"id": f"id:{n}", "label": one} for n, one in enumerate(labels)]}


@pytest.mark.parametrize("words", ["Begin the session", "begin the session", " Begin  the session. "])
def test_a_typed_label_is_its_button(words):
    assert named_by(words, [said("guide", "Close it"), said("guide", "Something", "Begin the session")]) == "id:1"


@pytest.mark.parametrize("words", ["", "(a button)", "begin", "begin the session now please"])
def test_other_words_are_words(words):
    assert named_by(words, [said("guide", "Begin the session")]) is None


def test_a_label_that_two_buttons_have_is_none_of_them():
    assert named_by("yes", [said("guide", "Yes", "Yes")]) is None


def test_nothing_typed_after_the_safety_voice_is_a_button():
    assert named_by("yes", [said("safety", "Yes", "No")]) is None
