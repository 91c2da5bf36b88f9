"""A talk on the page: saying, pressing, failing, coming back."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.web.browser.saying import FEEL, said, say, turns

WEB = Path(__file__).resolve().parents[3] / "web"


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
    expect(talk.locator("#scene")).to_have_text("Mum drops in · Mum: wary · turn 2 of 8")


def test_the_feedback_is_marked_in_the_learners_own_words(talk: Page) -> None:
    say(talk, FEEL)
    said(talk, "I was only passing")
    own = turns(talk).last
    assert own.locator("mark").all_inner_texts() == ["I feel 😀 tired", "You never ask"]
    assert own.locator(".tag").all_inner_texts() == [" [says how you feel]", " [blames]"]
    own.get_by_text("More in these words").click()
    expect(own.get_by_role("listitem")).to_have_text("“sorry, sorry” says sorry too much")


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


def test_a_failed_send_keeps_the_words_and_is_sent_again_with_the_same_key(talk: Page) -> None:
    keys: list[str] = []
    talk.on("request", lambda request: request.post_data_json and keys.append(request.post_data_json["key"]))
    say(talk, "please fail")
    expect(talk.get_by_role("status")).to_have_text(
        "That turn was not saved. Your words are still here: send them again."
    )
    expect(talk.get_by_label("Your words")).to_have_value("please fail")
    expect(turns(talk)).to_have_count(0)
    talk.get_by_role("button", name="Send").click()
    said(talk, "I was only passing")
    expect(turns(talk)).to_have_count(1)
    expect(talk.get_by_label("Your words")).to_have_value("")
    assert len(keys) == 2
    assert keys[0] == keys[1]
    say(talk, "please go on")
    expect(turns(talk)).to_have_count(2)
    assert keys[2] != keys[0]


def test_a_server_that_is_away_keeps_the_words(talk: Page) -> None:
    talk.route("**/api/messages", lambda route: route.abort())
    say(talk, "are you there")
    expect(talk.get_by_role("status")).to_contain_text("Your words are still in the box")
    expect(talk.get_by_label("Your words")).to_have_value("are you there")


def test_a_reload_brings_the_talk_back(talk: Page) -> None:
    say(talk, FEEL)
    said(talk, "I was only passing")
    before = talk.get_by_role("log").inner_text().partition("You\n")[2]
    talk.reload()
    said(talk, "I was only passing")
    assert talk.get_by_role("log").inner_text().partition("You\n")[2] == before
    expect(talk.get_by_role("button", name="Try that again")).to_be_visible()
    expect(talk.locator("#scene")).to_contain_text("Mum drops in")


def test_a_number_can_be_pressed_or_skipped(talk: Page) -> None:
    say(talk, "rate me")
    numbers = talk.get_by_role("group", name="A number from 0 to 10")
    expect(numbers.get_by_role("button")).to_have_count(11)
    expect(talk.get_by_role("button", name="Skip")).to_be_visible()
    numbers.get_by_role("button", name="7").click()
    said(talk, "Noted: 7.")
    expect(numbers).to_have_count(0)


def test_pause_and_carry_on(talk: Page) -> None:
    say(talk, "hello")
    always = talk.get_by_role("navigation", name="Always here")
    always.get_by_role("button", name="Pause").click()
    said(talk, "Paused.")
    expect(talk.locator("#scene")).to_contain_text("paused")
    always.get_by_role("button", name="Carry on").click()
    said(talk, "On we go.")


def test_markup_stays_text(talk: Page) -> None:
    say(talk, "<img src=x onerror=\"document.title='hacked'\"> markup")
    said(talk, "<b>bold</b>")
    expect(talk.locator("main img, main b b")).to_have_count(0)
    expect(talk).to_have_title("Notes")


def test_who_is_thinking_is_said_in_the_status(talk: Page) -> None:
    say(talk, "hello")
    said(talk, "I was only passing")
    say(talk, "slow")
    expect(talk.get_by_role("status")).to_have_text("Mum is thinking…")
    expect(talk.locator("#pending")).to_contain_text("slow")
    expect(talk.get_by_role("status")).to_have_text("")
    expect(talk.locator("#pending")).to_be_empty()


def test_help_asked_for_while_waiting_comes_next(talk: Page) -> None:
    say(talk, "slow")
    talk.get_by_role("button", name="Help now").click()
    expect(talk.locator("#help")).to_be_visible()
    said(talk, "I am glad you told me")


def test_help_is_there_when_nothing_answers(talk: Page) -> None:
    talk.route("**/api/**", lambda route: route.abort())
    talk.get_by_role("button", name="Help now").click()
    expect(talk.get_by_role("heading", name="Help now")).to_be_focused()
    expect(talk.locator("#helplines")).to_contain_text("helpline")
    talk.get_by_role("button", name="Close help").click()
    expect(talk.get_by_role("button", name="Help now")).to_be_focused()


def test_erasing_asks_first_and_starts_anew(talk: Page) -> None:
    say(talk, "hello")
    said(talk, "I was only passing")
    talk.get_by_text("More", exact=True).click()
    talk.get_by_role("button", name="Erase everything").click()
    expect(talk.get_by_role("button", name="Keep it")).to_be_focused()
    talk.get_by_role("button", name="Yes, erase it for good").click()
    expect(talk.get_by_role("status")).to_have_text("Everything about you is erased.")
    expect(turns(talk)).to_have_count(0)
    talk.reload()
    said(talk, "Press Start when you are ready")


def test_the_log_is_made_live_once_it_is_filled_and_is_the_only_one(talk: Page) -> None:
    assert talk.locator("[role=log], [aria-live]").count() == 1
    assert talk.locator("[role=status]").count() == 1


@pytest.mark.parametrize("way", ["link", "shift"])
def test_leaving_replaces_the_page(talk: Page, way: str, url: str) -> None:
    talk.evaluate("document.getElementById('leave').href = '/app/style.css'")
    length = talk.evaluate("history.length")
    if way == "link":
        talk.get_by_role("link", name="Leave this page").click()
    else:
        for _ in range(3):
            talk.keyboard.press("Shift")
    talk.wait_for_url("**/style.css")
    assert talk.evaluate("history.length") == length


def test_capital_letters_do_not_leave(talk: Page) -> None:
    talk.get_by_label("Your words").press_sequentially("No")
    for letter in "ABC":
        talk.keyboard.press(f"Shift+{letter}")
    assert talk.url.endswith("/app/")


def test_the_whole_page_stays_small() -> None:
    files = sorted(WEB.iterdir())
    packed = [subprocess.run(["gzip", "-9c", path], capture_output=True, check=True).stdout for path in files]
    assert sum(map(len, packed)) < 30_000
