"""The coach quotes the learner exactly, names one strength and one next step, and is only as firm as the reading is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rehearsal.coach import (
    BEST_FIRST,
    FIRM_SKILL,
    SILENT,
    WORST_FIRST,
    details,
    feedback,
    quoted,
    shortened,
    tag,
    words,
)
from bot.vocabulary import MARKERS, PITFALLS, SKILLS, Mark


def mark(said: str, marker: str, words_shown: str, confidence: float = 1.0) -> Mark:
    start = said.index(words_shown)
    return Mark(marker, start, start + len(words_shown), confidence)


def test_every_marker_has_its_words():
    assert set(words()["skills"]) == set(SKILLS)
    assert set(words()["pitfalls"]) == set(PITFALLS)
    assert sorted(WORST_FIRST) == sorted(PITFALLS)
    assert sorted(BEST_FIRST) == sorted(SKILLS)
    assert len({tag(marker) for marker in MARKERS}) == len(MARKERS)


def test_a_strength_is_quoted_and_the_next_step_is_what_the_moment_asks_for():
    said = "When you let yourself in last night I felt on edge."
    marks = [
        mark(said, "names_behaviour", "When you let yourself in last night"),
        mark(said, "states_feeling", "I felt on edge"),
    ]
    got = feedback(said, marks, wanted=["makes_request"])
    assert "“I felt on edge”" in got.strength
    assert got.step == words()["skills"]["makes_request"]["try"]
    assert got.text.startswith(got.strength)


def test_what_is_new_in_a_turn_is_praised_before_what_was_shown_earlier():
    said = "I felt on edge. Please ring first."
    marks = [mark(said, "states_feeling", "I felt on edge"), mark(said, "makes_request", "Please ring first")]
    assert "Please ring first" in feedback(said, marks, done=["states_feeling"]).strength
    assert "I felt on edge" in feedback(said, marks, done=["makes_request"]).strength


def test_one_skill_is_not_praised_in_the_same_words_twice_running():
    said = "Please ring first."
    marks = [mark(said, "makes_request", "Please ring first")]
    assert feedback(said, marks, turn=0).strength != feedback(said, marks, turn=1).strength


def test_a_pitfall_becomes_the_next_step_with_the_words_it_is_about():
    said = "You never listen. Please ring first."
    marks = [mark(said, "blames", "You never listen"), mark(said, "makes_request", "Please ring first")]
    got = feedback(said, marks, wanted=["states_feeling"])
    assert "“You never listen”" in got.step
    assert "Please ring first" in got.strength


def test_the_worst_pitfall_is_the_one_that_is_spoken_of():
    said = "Maybe you could, you idiot."
    marks = [mark(said, "hedges", "Maybe"), mark(said, "insults", "you idiot")]
    assert "“you idiot”" in feedback(said, marks).step
    assert [one.marker for one in feedback(said, marks).folded] == ["hedges"]


def test_a_pitfall_that_is_right_in_this_scene_is_not_spoken_of():
    said = "I'm so sorry, I'm so sorry about the funeral."
    marks = [mark(said, "over_apologises", "I'm so sorry, I'm so sorry")]
    assert "sorry, I'm so" not in feedback(said, marks, allowed=["over_apologises"]).step


def test_an_unsure_skill_is_heard_softly_and_never_doubted():
    said = "I'd rather not."
    unsure = feedback(said, [mark(said, "sets_limit", "I'd rather not", (FIRM_SKILL + SILENT) / 2)])
    assert "I hear a limit in that." in unsure.strength
    assert "?" not in unsure.strength
    doubtful = feedback(said, [mark(said, "sets_limit", "I'd rather not", SILENT - 0.01)])
    assert doubtful.shown == ()


def test_an_unsure_pitfall_is_asked_about():
    said = "You never ask."
    assert "Could that sound like blame?" in feedback(said, [mark(said, "blames", "You never ask", 0.7)]).step


def test_heat_is_not_praised():
    said = "You nosy cow."
    assert "heat has a reason" in feedback(said, [mark(said, "insults", "nosy cow")]).strength


def test_a_turn_that_shows_nothing_is_quoted_and_not_flattered():
    got = feedback("The bus leaves at six.", [])
    assert got.strength.startswith("“The bus leaves at six.”")
    assert not any(praise in got.strength for skill in words()["skills"].values() for praise in skill["praise"])


def test_details_tell_everything_that_was_seen():
    said = "You never listen. Please ring first."
    told = details(said, [mark(said, "blames", "You never listen"), mark(said, "makes_request", "Please ring first")])
    assert "“You never listen”: blame." in told
    assert "“Please ring first”: a clear ask." in told
    assert "did not see" in details(said, [])


def test_long_words_are_quoted_by_their_beginning_and_never_changed():
    long = "word " * 60
    assert shortened(long).endswith(" …")
    assert long.startswith(shortened(long)[:-2])


@given(said=st.text(min_size=1), markers=st.lists(st.sampled_from(MARKERS), max_size=6), turn=st.integers(0, 50))
def test_any_words_get_one_strength_and_one_next_step(said, markers, turn):
    got = feedback(said, [Mark(one, 0, len(said)) for one in markers], turn=turn)
    assert got.strength and got.step
    assert quoted(said) in got.strength or quoted(said) in got.text


@pytest.mark.parametrize("marker", MARKERS)
def test_what_the_coach_says_never_shames(marker):
    entry = words()["skills" if marker in SKILLS else "pitfalls"][marker]
    text = " ".join(str(value) for value in entry.values()).lower()
    assert not {"wrong", "bad", "fail", "mistake", "should have", "never do"} & set(text.split())


def test_words_that_push_are_not_praised():
    said = "You always make it about you!"
    marks = [
        mark(said, "appreciates", "You always make it about you"),
        mark(said, "blames", "You always make it about you"),
    ]
    assert not any(praise in feedback(said, marks).strength for praise in words()["skills"]["appreciates"]["praise"])
