"""A talk on the page: saying, pressing, failing, coming back."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.web.browser.saying import FEEL, said, say, turns


def test_somebody_new_is_greeted(talk: Page) -> None:
    said(talk, "Press Start when you are ready")
    expect(talk).to_have_title("Notes")
    talk.get_by_role("button", name="Start", exact=True).click()
    said(talk, re.compile("YouStart"))


def test_each_message_names_its_speaker(talk: Page) -> None:
    say(talk, FEEL)
    said(talk, "I was only passing")
    log = talk.get_by_role("log")
    assert log.locator(".message .who").all_inner_texts() == ["Sayso", "You", "Coach feedback", "Mum in the scene"]
    expect(talk.locator("#scene-about")).to_have_text("Mum drops in · level: wary · turn 2 of 8")


def test_the_feedback_is_marked_in_the_learners_own_words(talk: Page) -> None:
    say(talk, FEEL)
    said(talk, "I was only passing")
    own = turns(talk).last
    assert own.locator("mark").all_inner_texts() == ["I feel 😀 tired", "You never ask"]
    assert own.locator(".tag").all_inner_texts() == [" [your feeling]", " [blame]"]
    own.get_by_text("More in these words").click()
    expect(own.get_by_role("listitem")).to_have_text("“sorry, sorry” sorry for asking")


def test_before_and_now_stand_side_by_side(talk: Page) -> None:
    say(talk, "<b>please knock</b>, side by side")
    said(talk, "New in it: a clear ask.")
    both = talk.locator(".sides div")
    assert both.all_inner_texts() == ["Before\n“You never knock.”", "Now\n“<b>please knock</b>, side by side”"]
    expect(talk.locator(".coach > .text")).to_have_text("New in it: a clear ask.")
    left, right = (one.bounding_box() for one in both.all())
    assert left and right
    assert (left["y"], left["x"] < right["x"]) == (right["y"], True)
    talk.reload()
    expect(both).to_have_count(2)


def test_shift_enter_breaks_and_composing_does_not_send(talk: Page) -> None:
    box = talk.get_by_label("Your words")
    box.fill("one")
    box.press("Shift+Enter")
    box.type("two")
    assert box.input_value() == "one\ntwo"
    box.dispatch_event("keydown", {"key": "Enter", "isComposing": True, "bubbles": True})
    expect(turns(talk)).to_have_count(0)


def test_nothing_is_sent_when_nothing_is_written(talk: Page) -> None:
    say(talk, "   ")
    expect(turns(talk)).to_have_count(0)


def test_a_reload_brings_the_talk_back(talk: Page) -> None:
    say(talk, FEEL)
    said(talk, "I was only passing")
    before = talk.get_by_role("log").inner_text().partition("You\n")[2]
    talk.reload()
    said(talk, "I was only passing")
    assert talk.get_by_role("log").inner_text().partition("You\n")[2] == before
    expect(talk.get_by_role("button", name="Try that again")).to_be_visible()
    expect(talk.locator("#scene")).to_contain_text("Mum drops in")


def test_pause_and_carry_on(talk: Page) -> None:
    say(talk, "hello")
    always = talk.get_by_role("navigation", name="Always here")
    always.get_by_role("button", name="Pause").click()
    said(talk, "Paused.")
    expect(talk.locator("#scene")).to_contain_text("paused")
    always.get_by_role("button", name="Carry on").click()
    said(talk, "On we go.")


def test_help_is_there_when_nothing_answers(talk: Page) -> None:
    talk.route("**/api/**", lambda route: route.abort())
    talk.get_by_role("button", name="Help now").click()
    expect(talk.get_by_role("heading", name="Help now")).to_be_focused()
    expect(talk.locator("#helplines")).to_contain_text("helpline")
    talk.get_by_role("button", name="Close help").click()
    expect(talk.get_by_role("button", name="Help now")).to_be_focused()


def test_the_log_is_made_live_once_it_is_filled_and_is_the_only_one(talk: Page) -> None:
    assert talk.locator("[role=log], [aria-live]").count() == 1
    assert talk.locator("[role=status]").count() == 1
