"""What is kept is told in plain words, and nothing is promised that is not so."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from bot.programme import kept
from bot.store.held import COUNTED

SEEN = datetime(2026, 3, 10, tzinfo=timezone.utc)
ALL = {"asked": True, "keeps_words": True, "keep_days": 30, "counts": {"people": 1}, "lines": 2, "seen": SEEN,
       "spoken": [SEEN - timedelta(days=5), SEEN]}  # fmt: skip


def until(**about: Any) -> str:
    return " ".join(kept.until(**{**ALL, **about}))


def test_everything_the_log_counts_has_words():
    assert kept.KINDS.keys() == COUNTED.keys()
    assert set(kept.PROGRAMME) <= kept.KINDS.keys()


def test_one_and_many_are_said_right_and_none_is_left_out():
    counted = kept.counted({"attempts": 1, "people": 2, "plans": 0})
    assert counted == ["1 try at a scene or a statement", "2 people you named"]


def test_words_go_on_a_day():
    told = until()
    assert "words of the talk go 30 days after you said them" in told
    assert "2 lines of yours still have their words. The first go after 4 Apr 2026, the last after 9 Apr 2026." in told
    assert "If you do not, their words go after 9 Apr 2026" in told


def test_without_words_of_the_talk_or_of_the_programme_nothing_is_said_of_them():
    assert "still" not in until(lines=0)
    told = until(spoken=[], counts={"attempts": 3})
    assert "first" not in told
    assert "People" not in told


def test_what_was_not_asked_for_or_never_goes_is_said_so():
    assert until(asked=False, keeps_words=False) == kept.NOT_ASKED
    assert until(keeps_words=False) == kept.NOT_KEPT
    assert until(keep_days=None) == kept.FOREVER
    assert "go a day after" in until(keep_days=1)
