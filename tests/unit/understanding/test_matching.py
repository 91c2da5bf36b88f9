"""Own words find the scene they are about."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.app.choosing import Shelf
from bot.understanding.matching import Finder, content_words

SHIPPED = Path(__file__).parents[3] / "scenarios"


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return Shelf(SHIPPED)


@pytest.mark.parametrize(
    ("words", "scene"),
    [
        ("my sister and mum's house", "sibling_sorting_belongings"),
        ("my boss texts me on saturdays", "manager_weekend_messages"),
        ("husband never does the dishes", "partner_housework"),
        ("a mate who hasn't paid me back", "friend_unpaid_loan"),
        ("my mother in law and the baby", "in_law_baby_advice"),
        ("i got promoted over my friend", "promoted_over_peer"),
        ("Dad just turns up without asking", "parent_drops_in"),
        ("the ex changes the weekends again", "ex_schedule_changes"),
        ("want to ask a coworker for coffee", "coffee_with_a_colleague"),
        ("telling people about my panic", "telling_someone_about_anxiety"),
    ],
)
def test_words_find_their_scene_first(shelf: Shelf, words: str, scene: str) -> None:
    assert shelf.find(words)[0].id == scene


@pytest.mark.parametrize("words", ["", "hello", "what can I do here", "はい", "🙂", "zxqv plonk"])
def test_words_about_nothing_here_find_nothing(shelf: Shelf, words: str) -> None:
    assert shelf.find(words) == []


def test_roots_and_kinds_of_people_are_one_word() -> None:
    assert content_words("my MUM visited, visiting") == content_words("my mother visits")
    assert content_words("the and of {person}") == ()
    assert content_words("my mother-in-law") == ("inlaw",)


def test_rare_words_count_more_and_the_order_is_always_the_same() -> None:
    there = Finder(
        [("b", {"the red door": 1.0}, "work"), ("a", {"the red gate": 1.0}, "work"), ("c", {"red": 1.0}, "x")]
    )
    assert there.find("the red gate")[0] == "a"
    assert there.find("red", least=0.1) == ["a", "b", "c"]
