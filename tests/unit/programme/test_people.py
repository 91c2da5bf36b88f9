"""The circle of closeness, as a picture that fits a phone and as text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.programme.people import MOST, WIDTH, card, circle, told
from bot.programme.records import Person

PEOPLE = [
    Person(1, "Mum", "family", 1, hard="she drops in"),
    Person(2, "Jo", "an old friend", 3),
    Person(3, "Priya", None, None),
]


def test_each_name_stands_in_its_ring():
    lines = circle(PEOPLE).splitlines()
    place = {name: next(n for n, line in enumerate(lines) if name in line) for name in ("Jo", "Mum", "(you)", "Priya")}
    assert place["Jo"] < place["Mum"] < place["(you)"] < place["Priya"]
    assert "Not placed yet: Priya" in lines


def test_the_same_as_text():
    assert told(PEOPLE) == "Closest to you: Mum.\nFurther out: Jo."


def test_a_person_is_told_in_the_learners_words():
    assert card(PEOPLE[0]).splitlines() == [
        "Mum",
        "What they are to you: Family",
        "How close: Closest to you",
        "What is hard: she drops in",
    ]
    assert "an old friend" in card(PEOPLE[1])


names = st.text(st.characters(whitelist_categories=("L", "N"), max_codepoint=591), min_size=1, max_size=24)


@given(st.lists(st.tuples(names, st.sampled_from([1, 2, 3, None])), max_size=MOST))
def test_the_picture_is_never_wider_than_a_phone(people):
    drawn = circle([Person(n, name, ring=ring) for n, (name, ring) in enumerate(people)]).splitlines()
    boxed = [line for line in drawn if not line.startswith("Not placed")]
    assert {len(line) for line in boxed} == {WIDTH}


@pytest.mark.parametrize("name", ["Al", "A name of twenty-four let"])
def test_long_names_are_shortened_not_cut_off_silently(name):
    assert (name if len(name) < 19 else name[:17] + "…") in circle([Person(1, name, ring=1)])
