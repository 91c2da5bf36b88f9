"""What only a page can show of a rehearsal: cards, the ladder of hints, sliders, the way that was walked, the mood."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.web.browser.saying import idle, press, said, say, turns

LINE = "Mum is in your hall, key in hand."


def test_scenes_are_cards_with_what_one_chooses_by(talk: Page) -> None:
    say(talk, "cards")
    cards = talk.locator("#offers").get_by_role("listitem")
    expect(cards).to_have_count(2)
    assert [text.split("\n\n") for text in cards.all_inner_texts()] == [
        ["Mum drops in", LINE, "5 minutes · levels: warm, wary", "In it: Guilt and raised voices."],
        ["A friend who owes you", LINE, "5 minutes · level: warm", "Last time: yesterday, at warm"],
    ]
    cards.first.click(position={"x": 20, "y": 90})
    expect(turns(talk).last).to_have_text("YouMum drops in (5 minutes)")


def test_without_their_module_cards_are_plain_buttons(talk: Page) -> None:
    talk.route("**/picks.js", lambda route: route.abort())
    talk.reload()
    say(talk, "cards")
    press(talk, "Mum drops in (5 minutes)")
    expect(turns(talk)).to_have_count(2)


def test_hints_stand_on_a_ladder_that_says_what_comes_next(talk: Page) -> None:
    say(talk, "the ladder")
    ladder = talk.get_by_role("list", name="Hint 2 of 3")
    assert ladder.get_by_role("listitem").all_inner_texts() == [
        "A nudge: Start with what happened.",
        "A pointer: Then how it felt.",
        "The start of a sentence: comes next, if you want it",
    ]
    expect(ladder.locator(".now")).to_have_text("A pointer: Then how it felt.")
    say(talk, "the whole ladder")
    expect(talk.get_by_role("list", name="Hint 3 of 3")).not_to_contain_text("comes next")


@pytest.fixture
def numbers(talk: Page) -> Locator:
    say(talk, "rate me")
    return talk.get_by_role("group", name="A number from 0 to 10")


def test_a_number_is_slid_and_shown_in_the_box(talk: Page, numbers: Locator) -> None:
    slider, box = numbers.get_by_role("slider"), numbers.get_by_role("spinbutton")
    expect(slider).to_have_attribute("aria-valuetext", "not chosen yet")
    expect(box).to_have_value("")
    slider.focus()
    talk.keyboard.press("ArrowRight")
    talk.keyboard.press("ArrowRight")
    expect(box).to_have_value("7")
    expect(slider).to_have_attribute("aria-valuetext", "7")
    numbers.get_by_role("button").click()
    said(talk, "Noted: 7.")
    expect(numbers).to_have_count(0)


def test_a_number_is_typed_and_moves_the_slider(talk: Page, numbers: Locator) -> None:
    numbers.get_by_role("spinbutton").fill("3")
    expect(numbers.get_by_role("slider")).to_have_value("3")
    talk.keyboard.press("Enter")
    said(talk, "Noted: 3.")


@pytest.mark.parametrize("wrong", ["", "11", "-1", "2.5"])
def test_no_number_and_a_wrong_one_are_not_sent(talk: Page, numbers: Locator, wrong: str) -> None:
    numbers.get_by_role("spinbutton").fill(wrong)
    numbers.get_by_role("button").click()
    assert numbers.get_by_role("spinbutton").evaluate("(box) => !box.checkValidity()")
    expect(turns(talk)).to_have_count(1)


def test_a_number_can_be_skipped_or_said(talk: Page, numbers: Locator) -> None:
    press(talk, "Skip")
    expect(turns(talk).last).to_have_text("YouSkip")
    say(talk, "rate me")
    say(talk, "4")
    said(talk, "Noted: 4.")


def test_the_way_so_far_is_drawn_and_told(talk: Page) -> None:
    say(talk, "hello")
    said(talk, "I was only passing")
    bar = talk.locator("#scene")
    expect(talk.locator("#scene-mood")).to_have_text("Mum seems warming up, softer than before.")
    assert bar.locator("svg .been, svg .here").count() == 2
    assert bar.locator("svg .stay").count() == 1
    bar.locator("summary").click()
    assert bar.get_by_role("listitem").all_inner_texts() == [
        "It began. Mum seemed guarded.",
        "You spoke. Mum answered with: making it small. On to a new moment. Mum seemed on edge, tenser than before.",
        "You spoke. Mum did not push back. You stayed in the same moment. Mum seemed warming up, softer than before.",
    ]


def test_at_the_end_the_whole_way_stays_in_the_talk(talk: Page) -> None:
    say(talk, "hello")
    said(talk, "I was only passing")
    say(talk, "the end")
    expect(talk.get_by_role("img", name="The way you went: 4 turns through 2 moments.")).to_be_visible()
    expect(talk.locator("#scene")).to_be_hidden()
    talk.get_by_text("The way you went, in words").click()
    told = talk.locator(".way").get_by_role("listitem").all_inner_texts()
    assert "Back to a moment from before." in told[3]
    assert "That was the end." in told[4]


def test_markup_stays_text_in_every_field(talk: Page) -> None:
    say(talk, "<img src=x onerror=\"document.title='hacked'\"> markup")
    expect(talk.locator(".cards li")).to_have_count(1)
    idle(talk)
    talk.locator("#scene summary").click()
    expect(talk.locator("#scene-way")).to_contain_text("<b>bold</b>")
    assert talk.get_by_text("<b>bold</b>").count() > 15
    assert talk.locator("body img, body b b, body .text b").count() == 0
    talk.reload()
    expect(talk.locator(".cards li")).to_have_count(1)
    assert talk.locator("body img, body b b, body .text b").count() == 0
    expect(talk).to_have_title("Notes")
