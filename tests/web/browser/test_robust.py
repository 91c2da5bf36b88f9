"""Nothing that was said is lost, whatever happens to the line, the server, the tab or the order of things."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.web.browser.saying import FEEL, idle, said, say, turns

MESSAGES = "**/api/messages"


@pytest.fixture
def sent(talk: Page) -> list[dict[str, Any]]:
    """The bodies of the messages that were sent."""
    bodies: list[dict[str, Any]] = []
    talk.on("request", lambda one: one.post_data_json and bodies.append(one.post_data_json))
    return bodies


class Held:
    """Holds every message back until it is let go."""

    def __init__(self, page: Page) -> None:
        self.waiting: list[Route] | None = []
        page.route(MESSAGES, self._pass)

    def _pass(self, route: Route) -> None:
        if self.waiting is None:
            route.continue_()
        else:
            self.waiting.append(route)

    def let_go(self) -> None:
        waiting, self.waiting = self.waiting or [], None
        for route in waiting:
            route.continue_()


@pytest.fixture
def held(talk: Page) -> Held:
    return Held(talk)


def test_a_failed_send_keeps_the_words_and_is_sent_again_with_the_same_key(
    talk: Page, sent: list[dict[str, Any]]
) -> None:
    say(talk, "please fail")
    expect(talk.get_by_role("status")).to_have_text(
        "That turn was not saved. Your words are still here: send them again."
    )
    expect(talk.locator("#pending")).to_contain_text("please fail")
    expect(talk.locator("#pending")).to_contain_text("Not sent yet")
    expect(turns(talk)).to_have_count(0)
    talk.get_by_role("button", name="Send again").click()
    said(talk, "I was only passing")
    expect(turns(talk)).to_have_count(1)
    expect(talk.locator("#pending")).to_be_empty()
    say(talk, "please go on")
    expect(turns(talk)).to_have_count(2)
    assert sent[0] == sent[1]
    assert sent[2]["key"] != sent[0]["key"]


def test_what_failed_can_be_taken_back_into_the_box(talk: Page, sent: list[dict[str, Any]]) -> None:
    say(talk, "please fail")
    talk.get_by_role("button", name="Take it back").click()
    expect(talk.get_by_label("Your words")).to_have_value("please fail")
    expect(talk.get_by_label("Your words")).to_be_focused()
    expect(talk.locator("#pending")).to_be_empty()
    say(talk, "hello instead")
    expect(turns(talk)).to_have_count(1)
    assert sent[0]["key"] != sent[1]["key"]


def test_words_that_follow_a_failed_send_do_not_overtake_it(talk: Page) -> None:
    say(talk, "please fail")
    expect(talk.get_by_role("button", name="Send again")).to_be_visible()
    say(talk, "and one more")
    expect(turns(talk)).to_have_count(2)
    assert turns(talk).locator(".text").all_inner_texts() == ["please fail", "and one more"]


def test_a_server_that_is_away_keeps_the_words_and_they_go_out_by_themselves(
    talk: Page, sent: list[dict[str, Any]]
) -> None:
    talk.clock.install()
    talk.route(MESSAGES, lambda route: route.abort())
    say(talk, "are you there")
    expect(talk.get_by_role("status")).to_contain_text("Sayso does not answer right now. What you wrote is kept here")
    talk.unroute(MESSAGES)
    talk.clock.run_for(2500)
    expect(turns(talk)).to_have_count(1)
    assert sent[0] == sent[1]
    expect(talk.get_by_role("status")).to_have_text("")


def test_words_that_cannot_be_taken_go_back_into_the_box(talk: Page) -> None:
    told = '{"error": {"code": "too_long", "message": "That is too long."}}'
    talk.route(MESSAGES, lambda route: route.fulfill(status=400, body=told, content_type="application/json"))
    say(talk, "a long story")
    expect(talk.get_by_role("status")).to_have_text("That is too long.")
    expect(talk.get_by_label("Your words")).to_have_value("a long story")
    expect(talk.locator("#pending")).to_be_empty()


def test_two_fast_sends_keep_their_order(talk: Page, held: Held, sent: list[dict[str, Any]]) -> None:
    say(talk, "first")
    say(talk, "second")
    talk.get_by_role("navigation", name="Always here").get_by_role("button", name="Hint").dblclick()
    assert talk.locator("#pending .text").all_inner_texts() == ["first", "second", "Hint"]
    assert len(sent) == 1
    held.let_go()
    expect(turns(talk)).to_have_count(3)
    assert turns(talk).locator(".text").all_inner_texts() == ["first", "second", "Hint"]


def test_what_was_offered_does_not_queue_behind_other_words(talk: Page, held: Held) -> None:
    say(talk, "first")
    talk.get_by_role("button", name="Start", exact=True).click()
    expect(talk.get_by_role("status")).to_have_text("One moment: your last words come first.")
    held.let_go()
    idle(talk)
    expect(turns(talk)).to_have_count(1)


def test_offline_is_said_and_what_was_written_goes_out_when_back(talk: Page) -> None:
    talk.context.set_offline(True)
    expect(talk.get_by_role("status")).to_contain_text("You are offline.")
    say(talk, "one")
    say(talk, "two")
    expect(talk.locator("#pending .text")).to_have_text(["one", "two"])
    talk.context.set_offline(False)
    expect(turns(talk)).to_have_count(2)
    assert turns(talk).locator(".text").all_inner_texts() == ["one", "two"]


def test_a_slow_server_says_who_thinks_and_later_that_it_takes_long(talk: Page) -> None:
    say(talk, "hello")
    said(talk, "I was only passing")
    talk.clock.install()
    held = Held(talk)
    say(talk, "take your time")
    expect(talk.get_by_role("status")).to_have_text("Mum is thinking…")
    expect(talk.locator("#pending")).to_contain_text("take your time")
    talk.clock.run_for(8100)
    expect(talk.get_by_role("status")).to_contain_text("Mum is still thinking. It takes longer than usual")
    held.let_go()
    expect(turns(talk)).to_have_count(2)
    expect(talk.get_by_role("status")).to_have_text("")


def test_help_asked_for_while_waiting_comes_next_and_nothing_follows_by_itself(talk: Page, held: Held) -> None:
    say(talk, "first")
    say(talk, "second")
    talk.get_by_role("button", name="Help now").click()
    expect(talk.locator("#help")).to_be_visible()
    held.let_go()
    said(talk, "I am glad you told me")
    assert turns(talk).locator(".text").all_inner_texts() == ["first", "Help now"]
    expect(talk.locator("#pending")).to_contain_text("second")
    talk.get_by_role("button", name="Send again").click()
    expect(turns(talk)).to_have_count(3)


def test_help_is_not_kept_waiting_by_words_that_failed(talk: Page) -> None:
    say(talk, "please fail")
    expect(talk.get_by_role("button", name="Send again")).to_be_visible()
    talk.get_by_role("button", name="Help now").click()
    said(talk, "I am glad you told me")
    expect(talk.locator("#pending")).to_contain_text("please fail")


def test_a_reload_in_the_middle_of_sending_loses_and_doubles_nothing(talk: Page, held: Held) -> None:
    say(talk, "on its way")
    say(talk, "and after it")
    expect(talk.locator("#pending .text")).to_have_count(2)
    talk.unroute(MESSAGES)
    talk.reload()
    expect(turns(talk)).to_have_count(2)
    assert turns(talk).locator(".text").all_inner_texts() == ["on its way", "and after it"]
    idle(talk)
    assert talk.evaluate("history.state") is None


def test_a_turn_that_was_taken_before_the_reload_is_not_said_twice(talk: Page) -> None:
    """The answer is lost on its way back; the server has it."""

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    talk.route(MESSAGES, lose)
    say(talk, "said once")
    expect(talk.get_by_role("button", name="Send again")).to_be_visible()
    talk.unroute(MESSAGES)
    talk.reload()
    idle(talk)
    expect(turns(talk)).to_have_count(1)
    expect(talk.locator(".counterpart")).to_have_count(1)


def test_going_elsewhere_and_back_restores_the_talk_and_what_was_being_written(talk: Page, url: str) -> None:
    say(talk, FEEL)
    said(talk, "I was only passing")
    talk.get_by_label("Your words").fill("half a sentence")
    talk.goto(f"{url}/app/style.css")
    talk.go_back()
    said(talk, "I was only passing")
    expect(turns(talk)).to_have_count(1)
    expect(talk.get_by_label("Your words")).to_have_value("half a sentence")


def test_a_history_that_cannot_be_read_does_not_stop_the_talk(talk: Page) -> None:
    talk.route("**/api/history", lambda route: route.abort())
    talk.reload()
    expect(talk.get_by_role("status")).to_contain_text("cannot be shown right now")
    say(talk, "hello")
    said(talk, "I was only passing")


def second(talk: Page) -> Page:
    tab = talk.context.new_page()
    tab.goto(talk.url)
    tab.get_by_role("log").wait_for()
    return tab


def test_two_tabs_show_the_same_talk_and_keep_what_is_being_written(talk: Page) -> None:
    other = second(talk)
    other.get_by_label("Your words").fill("not yet sent")
    say(talk, FEEL)
    said(other, "I was only passing")
    expect(other.get_by_role("status")).to_contain_text("The talk went on in another tab")
    expect(other.get_by_label("Your words")).to_have_value("not yet sent")
    other.get_by_role("button", name="Try that again").click()
    expect(turns(talk)).to_have_count(2)
    assert talk.locator(".message").all_inner_texts() == other.locator(".message").all_inner_texts()


def test_a_tab_that_waits_for_its_answer_shows_the_other_tabs_turn_too(talk: Page) -> None:
    other = second(talk)
    held = Held(other)
    say(other, "mine, second")
    expect(other.get_by_role("status")).to_have_text("Sayso is thinking…")
    say(talk, "mine, first")
    said(talk, "I was only passing")
    held.let_go()
    expect(turns(other)).to_have_count(2)
    assert turns(other).locator(".text").all_inner_texts() == ["mine, first", "mine, second"]
    expect(turns(talk)).to_have_count(2)


def test_leaving_no_trace_clears_the_other_tab_too(talk: Page) -> None:
    say(talk, FEEL)
    other = second(talk)
    said(other, "I was only passing")
    talk.get_by_text("More", exact=True).click()
    talk.get_by_role("button", name="Leave no trace").click()
    talk.get_by_role("button", name="Forget me in this browser").click()
    expect(turns(other)).to_have_count(0)
    expect(other.get_by_role("status")).to_have_text("The talk was closed in another tab.")


def test_people_in_two_browsers_do_not_meet(talk: Page, browser: Any, url: str) -> None:
    say(talk, "only for me")
    said(talk, "I was only passing")
    with browser.new_context() as context:
        stranger = context.new_page()
        stranger.goto(f"{url}/app/")
        said(stranger, re.compile("Press Start"))
        expect(turns(stranger)).to_have_count(0)
