"""Leaving: at once, leaving no trace, and erasing."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.web.browser.saying import said, say, turns


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


def test_leaving_from_the_second_view_leaves_nothing_on_back_or_forward(talk: Page) -> None:
    talk.evaluate("document.getElementById('leave').href = '/app/style.css'")
    talk.evaluate("history.pushState(null, '', '#mine')")
    talk.get_by_role("link", name="Leave this page").click()
    talk.wait_for_url("**/style.css")
    talk.go_forward()
    expect(talk.locator("body")).not_to_contain_text("Sayso")


def more(page: Page, name: str) -> None:
    page.get_by_text("More", exact=True).click()
    page.get_by_role("button", name=name).click()


def test_erasing_asks_first_and_starts_anew(talk: Page) -> None:
    say(talk, "hello")
    said(talk, "I was only passing")
    more(talk, "Erase everything")
    expect(talk.get_by_role("button", name="Keep it")).to_be_focused()
    talk.get_by_role("button", name="Keep it").click()
    expect(talk.get_by_role("button", name="Erase everything")).to_be_focused()
    expect(turns(talk)).to_have_count(1)
    talk.get_by_role("button", name="Erase everything").click()
    talk.get_by_role("button", name="Yes, erase it for good").click()
    expect(talk.get_by_role("status")).to_have_text("Everything about you is erased.")
    expect(turns(talk)).to_have_count(0)
    talk.reload()
    said(talk, "Press Start when you are ready")


def test_erasing_in_the_talk_clears_the_page(talk: Page) -> None:
    say(talk, "hello")
    said(talk, "I was only passing")
    say(talk, "erase me")
    said(talk, "It is gone.")
    expect(turns(talk)).to_have_count(1)
    talk.reload()
    said(talk, "Press Start when you are ready")


def cookie(context: BrowserContext) -> str | None:
    return next((one["value"] for one in context.cookies() if one["name"] == "sayso"), None)


def test_leaving_no_trace_clears_the_page_and_the_cookie_and_says_what_stays(talk: Page) -> None:
    say(talk, "hello")
    said(talk, "I was only passing")
    talk.get_by_label("Your words").fill("half a sentence")
    mine = cookie(talk.context)
    more(talk, "Leave no trace")
    expect(talk.get_by_role("group", name="Are you sure?")).to_contain_text("kept on the server stays there")
    talk.get_by_role("button", name="Forget me in this browser").click()
    expect(talk.get_by_role("status")).to_contain_text("this browser has forgotten you")
    expect(turns(talk)).to_have_count(0)
    expect(talk.get_by_label("Your words")).to_have_value("")
    assert cookie(talk.context) is None
    assert talk.evaluate("history.state") is None
    assert talk.evaluate("localStorage.length + sessionStorage.length") == 0
    talk.reload()
    said(talk, "Press Start when you are ready")
    expect(turns(talk)).to_have_count(0)
    talk.context.add_cookies([{"name": "sayso", "value": mine or "", "domain": "127.0.0.1", "path": "/"}])
    talk.reload()
    expect(turns(talk)).to_have_count(1)


def test_leaving_no_trace_can_erase_what_is_kept_as_well(talk: Page) -> None:
    say(talk, "hello")
    said(talk, "I was only passing")
    mine = cookie(talk.context)
    more(talk, "Leave no trace")
    talk.get_by_role("button", name="Erase it on the server, too").click()
    expect(talk.get_by_role("status")).to_contain_text("Everything about you is erased")
    assert cookie(talk.context) is None
    talk.context.add_cookies([{"name": "sayso", "value": mine or "", "domain": "127.0.0.1", "path": "/"}])
    talk.reload()
    said(talk, "Press Start when you are ready")


def test_without_the_server_the_page_is_cleared_and_says_that_this_is_all(talk: Page) -> None:
    say(talk, "hello")
    said(talk, "I was only passing")
    more(talk, "Leave no trace")
    talk.route("**/api/session", lambda route: route.abort())
    talk.get_by_role("button", name="Forget me in this browser").click()
    expect(talk.get_by_role("status")).to_contain_text("The page is cleared, but that is all")
    expect(turns(talk)).to_have_count(0)
