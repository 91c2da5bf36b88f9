"""A statement is rebuilt from the learner's own words, in the order describe, feel, ask, do."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.rehearsal.statement import Draft, is_better_ordered, look_at, rewrite, side_by_side
from bot.vocabulary import MARKERS, Mark
from tests.unit.rehearsal.test_coach import mark

SAID = "Please knock. I feel tense when my door opens. You came in twice today."


def draft(said: str, **shown: str) -> Draft:
    return Draft(said, tuple(mark(said, marker, words) for marker, words in shown.items()))


WHOLE = draft(
    SAID, makes_request="Please knock", states_feeling="I feel tense", names_behaviour="You came in twice today"
)


def test_the_rewrite_brings_the_learners_own_words_in_order():
    assert rewrite(WHOLE) == "You came in twice today. I feel tense when my door opens. Please knock."
    assert is_better_ordered(WHOLE)


def test_what_is_missing_stands_in_brackets_and_nothing_is_made_up():
    text = rewrite(draft("Please knock.", makes_request="Please knock"))
    assert text.startswith("[what happened")
    assert text.endswith("Please knock.")


def test_whole_sentences_are_moved_and_never_cut():
    said = "I won't answer calls after ten, I need my sleep. When you ring at night, I felt scared?"
    got = rewrite(
        draft(said, sets_limit="I won't", names_behaviour="When you ring at night", states_feeling="I felt scared")
    )
    assert got == "When you ring at night, I felt scared? I won't answer calls after ten, I need my sleep."


def test_a_sentence_that_pushes_is_left_out():
    said = "You came in twice today, you slob. Please knock."
    got = rewrite(
        draft(said, names_behaviour="You came in twice today", insults="you slob", makes_request="Please knock")
    )
    assert "slob" not in got
    assert got.startswith("[what happened")


def test_a_sentence_without_a_stop_gets_one():
    assert rewrite(draft("please knock", makes_request="please knock")).endswith("please knock.")


def test_with_nothing_of_theirs_to_build_from_there_is_no_rewrite():
    assert rewrite(Draft("The bus leaves at six.", ())) == ""
    assert not is_better_ordered(Draft("The bus leaves at six.", ()))


def test_both_versions_stand_side_by_side_with_what_changed():
    first = draft("You never knock.", blames="You never knock")
    told = side_by_side(first, WHOLE).text
    assert "First: “You never knock.”" in told
    assert f"Now: “{SAID}”" in told
    assert "New in it: a clear ask, your feeling, what happened." in told
    assert "Gone from it: blame." in told


def test_the_change_that_matters_most_in_a_draft_without_an_ask_is_the_ask():
    assert "Ask for one thing" in look_at(draft("I feel tense.", states_feeling="I feel tense"), 0).step


@given(said=st.text(min_size=1, max_size=80), data=st.data())
def test_the_rewrite_holds_only_the_learners_letters_outside_the_brackets(said, data):
    spans = data.draw(st.lists(st.tuples(st.sampled_from(MARKERS), st.integers(0, 79), st.integers(1, 80)), max_size=4))
    marks = tuple(
        Mark(m, a, b) for m, a, b in ((m, min(a, len(said) - 1), min(b, len(said))) for m, a, b in spans) if a < b
    )
    text = rewrite(Draft(said, marks))
    outside = "".join(part.split("]", 1)[-1] for part in text.split("["))
    allowed = set(said.upper() + said.lower() + said + " .?")
    assert set(outside) <= allowed
