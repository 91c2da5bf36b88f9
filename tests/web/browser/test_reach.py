"""Everybody can use the page: keyboard alone, screen readers, small and large, light and dark."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.web.browser.saying import FEEL, said, say, turns

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
SHOTS = os.environ.get("SAYSO_TEST_SHOTS")


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> Any:
    return request.param


@pytest.fixture(params=[320, 390, 1280])
def wide(request: pytest.FixtureRequest, browser: Browser, url: str, scheme: Any) -> Any:
    context = browser.new_context(viewport={"width": request.param, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{url}/app/")
    page.get_by_role("log").wait_for()
    yield page
    context.close()


def check(page: Page, name: str) -> None:
    if SHOTS:
        size = page.viewport_size or {"width": 0}
        dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
        page.screenshot(path=Path(SHOTS) / f"{name}-{size['width']}-{'dark' if dark else 'light'}.png")
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"


def test_axe_finds_nothing_and_nothing_scrolls_sideways(wide: Page) -> None:
    check(wide, "new")
    say(wide, FEEL)
    said(wide, "I was only passing")
    wide.get_by_text("More in these words").click()
    check(wide, "talk")
    wide.locator("#scene summary").click()
    check(wide, "way")
    wide.locator("#scene summary").click()
    say(wide, "x" * 300)
    expect(turns(wide)).to_have_count(2)
    say(wide, "Please knock, side by side")
    said(wide, "New in it")
    check(wide, "sides")
    say(wide, "the ladder")
    said(wide, "comes next")
    check(wide, "ladder")
    say(wide, "cards")
    expect(wide.locator(".cards li")).to_have_count(2)
    check(wide, "cards")
    say(wide, "rate me")
    expect(wide.get_by_role("group", name="A number")).to_be_visible()
    check(wide, "scale")
    say(wide, "fail, please")
    expect(wide.get_by_role("status")).to_contain_text("not saved")
    check(wide, "failed")
    wide.get_by_role("button", name="Send again").click()
    say(wide, "the end")
    said(wide, "A good end.")
    check(wide, "end")
    wide.get_by_text("More", exact=True).click()
    wide.get_by_role("button", name="Leave no trace").click()
    check(wide, "more")
    wide.get_by_role("button", name="Help now").click()
    said(wide, "I am glad you told me")
    check(wide, "help")


def test_targets_are_large_enough_for_a_thumb(wide: Page) -> None:
    say(wide, "rate me")
    expect(wide.get_by_role("group", name="A number")).to_be_visible()
    boxes = [one.bounding_box() for one in wide.locator("button:visible, a:visible, summary:visible").all()]
    assert len(boxes) > 10
    assert all(box and box["width"] >= 44 and box["height"] >= 44 for box in boxes)


def focused(page: Page) -> str:
    return str(page.evaluate("(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()"))


def test_leaving_is_first_and_everything_is_reached_by_keyboard(talk: Page) -> None:
    talk.evaluate("document.activeElement.blur()")
    seen: list[str] = []
    for _ in range(12):
        talk.keyboard.press("Tab")
        seen.append(focused(talk))
    assert seen[0] == "Leave this page"
    shown = ["My progress", "Help now", "Start", "What is this?", "More", "Your words", "Send"]
    assert seen[1:12] == [*shown, "Hint", "Again", "Pause", "Stop"]


def test_a_whole_talk_by_keyboard(talk: Page) -> None:
    talk.get_by_label("Your words").focus()
    talk.keyboard.type("hello there")
    talk.keyboard.press("Enter")
    said(talk, "I was only passing")
    expect(talk.get_by_label("Your words")).to_be_focused()
    talk.keyboard.press("Shift+Tab")
    talk.keyboard.press("Shift+Tab")
    assert focused(talk) == "Try that again"
    talk.keyboard.press("Enter")
    expect(turns(talk)).to_have_count(2)
    expect(talk.get_by_label("Your words")).to_be_focused()


def test_what_has_focus_is_not_hidden_under_the_bars(talk: Page) -> None:
    for turn in range(6):
        say(talk, f"hello {turn}")
        expect(turns(talk)).to_have_count(turn + 1)
    last = talk.locator(".message").last.bounding_box()
    bar = talk.locator(".bottom").bounding_box()
    assert last and bar
    assert last["y"] + last["height"] <= bar["y"]


def test_the_reading_order_is_the_order_on_the_page(talk: Page) -> None:
    say(talk, FEEL)
    said(talk, "I was only passing")
    parts = ["#leave", "#mine-button", "#help-button", "#scene", "#talk", "#offers", "#status", "#words", "#always"]
    order = talk.evaluate(
        """(parts) => parts.map((one) => document.querySelector(one)).every((one, at, all) => !at ||
             all[at - 1].compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING)""",
        parts,
    )
    assert order
    tops = [talk.locator(one).bounding_box() for one in ("#scene", "#talk", "#status", "#words", "#always")]
    assert all(box is not None for box in tops)
    assert talk.locator(".message .who").all_inner_texts()[-3:] == ["You", "Coach feedback", "Mum in the scene"]


@pytest.mark.parametrize("width", [390, 1280])
def test_text_of_twice_the_size_loses_nothing(talk: Page, width: int) -> None:
    talk.set_viewport_size({"width": width, "height": 844})
    talk.evaluate("document.documentElement.style.fontSize = '200%'")
    say(talk, FEEL)
    said(talk, "I was only passing")
    say(talk, "cards")
    expect(talk.locator(".cards li")).to_have_count(2)
    say(talk, "rate me")
    expect(talk.get_by_role("slider")).to_be_visible()
    check(talk, "twice")
    for one in talk.locator("button:visible, a:visible, #words, input:visible").all():
        box = one.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= width
        assert one.evaluate("(one) => one.scrollWidth <= one.clientWidth + 1")


def test_a_phone_on_its_side_and_great_zoom_scroll_as_a_whole(talk: Page) -> None:
    talk.set_viewport_size({"width": 320, "height": 256})
    say(talk, FEEL)
    said(talk, "I was only passing")
    assert talk.evaluate("document.documentElement.scrollHeight > innerHeight")
    assert talk.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_nothing_moves_for_whom_that_is_too_much(talk: Page) -> None:
    say(talk, "please fail")
    expect(talk.get_by_role("button", name="Send again")).to_be_visible()
    animated = "getComputedStyle(document.querySelector('#pending .message')).animationName"
    assert talk.evaluate(animated) != "none"
    talk.emulate_media(reduced_motion="reduce")
    assert talk.evaluate(animated) == "none"


def test_forced_colours_keep_the_voices_and_the_way(talk: Page) -> None:
    say(talk, FEEL)
    said(talk, "I was only passing")
    talk.emulate_media(forced_colors="active")
    assert talk.locator(".counterpart").last.evaluate("(one) => getComputedStyle(one).borderLeftWidth") == "6px"
    drawn = "(one) => getComputedStyle(one).fill"
    here, page = talk.locator(".path .here").evaluate(drawn), talk.evaluate("getComputedStyle(document.body).color")
    assert here not in ("none", "")
    assert page
    check(talk, "forced")


def test_on_paper_there_is_the_talk_and_nothing_to_press(talk: Page) -> None:
    say(talk, FEEL)
    said(talk, "I was only passing")
    say(talk, "the end")
    said(talk, "A good end.")
    talk.emulate_media(media="print")
    for hidden in (".top", ".bottom", "#offers", "footer", "#scene"):
        expect(talk.locator(hidden)).to_be_hidden()
    expect(talk.get_by_role("log")).to_be_visible()
    expect(talk.locator(".way svg")).to_be_visible()
    expect(turns(talk).first.locator(".tag").first).to_be_visible()
    assert talk.locator("#view-talk").evaluate("(one) => getComputedStyle(one).overflowY") == "visible"
