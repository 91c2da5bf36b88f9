"""Progress in sentences: one's own past, both sides of style together, nothing made up."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.programme.progress import sentences


@dataclass
class Both:
    before: int | None
    after: int | None


@dataclass
class Area:
    area: str = "role_dispute"
    attempts: int = 3
    endings: dict = field(default_factory=lambda: {"retry": 2, "good": 1})
    markers: dict = field(default_factory=lambda: {"sets_limit": 4, "blames": 9, "states_feeling": 2})
    styles: dict = field(default_factory=lambda: {"assertive": 5, "passive": 1, "aggressive": 2})
    pitfalls: tuple = (5, 3, 1)
    distress: tuple = (Both(8, 6), Both(7, 3))
    confidence: tuple = (Both(2, None),)


def test_an_area_is_told_in_plain_words():
    told = sentences([Area()])
    assert told.startswith("Trouble with someone close: 3 tries (2 worth another go, 1 went well).")
    assert "What you showed most: a limit (4), your feeling (2)." in told
    assert "Things the coach pointed at, try by try: 5, 3, 1." in told
    assert "clear: 5; that held back: 1; that pushed: 2." in told
    assert "7 before, 3 after" in told


def test_a_rating_that_was_skipped_is_not_told():
    assert "How ready" not in sentences([Area()])


def test_nothing_yet():
    assert "nothing in your log yet" in sentences([])


def test_one_try_has_no_trend():
    assert "pointed at" not in sentences([Area(attempts=1, pitfalls=(2,))])
