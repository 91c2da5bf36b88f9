"""A tactic is read loosely, and from nothing nothing is read."""

from __future__ import annotations

import pytest

from bot.understanding.tactics import read


@pytest.mark.parametrize(
    ("words", "tactic"),
    [
        ("After all I have done for you!", "guilt_trip"),
        ("Relax, it's not a big deal.", "minimise"),
        ("Anyway, have you eaten?", "deflect"),
        ("How dare you! Shut up!", "anger"),
        ("...", "silence"),
        ("What if I do it just this once?", "bargain"),
        ("This is your fault.", "blame_shift"),
        ("Oh great. Shall I bow?", "sarcasm"),
        ("You should just sleep more.", "fix_it"),
        ("Time heals, look on the bright side.", "platitude"),
        ("Not now, I'm busy.", "busy"),
        ("The cat is on the roof.", None),
    ],
)
def test_words_and_what_they_look_like(words: str, tactic: str | None) -> None:
    assert read(words) == tactic
