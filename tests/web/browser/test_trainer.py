"""The trainer's view in a real browser: drawn, checked, played, and following the file as it is saved."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.web.browser.conftest import ROOT, Watch, serving
from tests.web.browser.test_reach import RULES, SHOTS

TALK = "parent_drops_in"
XSS = "<img src=x onerror=document.title=1>"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scenarios")
    for name in (f"{TALK}.yml", "my_own_talk.yml", "revisions.lock"):
        shutil.copy(ROOT / "scenarios" / name, folder)
    return folder


@pytest.fixture(scope="module")
def trainers(shared: Path) -> Iterator[str]:
    with serving(str(shared)) as url:
        yield f"{url}/app/trainer/"


@pytest.fixture
def file(shared: Path) -> Iterator[Path]:
    """The scenario's file, put back afterwards."""
    file = shared / f"{TALK}.yml"
    before = file.read_text(encoding="utf-8")
    yield file
    file.write_text(before, encoding="utf-8")


@pytest.fixture
def page(browser: Browser, trainers: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(30_000)
    expect.set_options(timeout=30_000)
    watch = Watch(page)
    page.goto(trainers)
    yield page
    context.close()
    assert watch.complaints == []
    assert {host for host in watch.hosts if host} == {trainers.split("/")[2]}


def opened(page: Page, name: str = TALK) -> Page:
    page.evaluate("(name) => { location.hash = name; }", name)
    expect(page.locator("#coverage-sum")).to_contain_text("They heard")
    return page


def box(page: Page, name: str) -> Locator:
    return page.locator("g.node").filter(has=page.get_by_text(name, exact=True))


def played(page: Page, words: str) -> Locator:
    page.get_by_label("Your words, as a learner").fill(words)
    page.keyboard.press("Enter")
    expect(page.locator("#talk .own").last).to_contain_text(words)
    return page.get_by_role("log")


def test_the_list_leads_to_a_drawing_with_all_its_beats(page: Page) -> None:
    page.get_by_role("link", name="A parent who visits without asking").click()
    expect(page.get_by_role("img", name=re.compile("11 beats and 6 endings"))).to_be_visible()
    expect(page.locator("g.node")).to_have_count(17)
    expect(page.locator("#problems-sum")).to_contain_text("Nothing.")
    expect(box(page, "arrives")).to_contain_text("6 of 6 lines heard")
    page.get_by_role("link", name="All scenarios").click()
    expect(page.get_by_role("link", name="A parent who visits without asking")).to_be_visible()


def test_the_list_of_beats_says_what_the_drawing_shows(page: Page) -> None:
    opened(page)
    names = page.locator("g.node .name").all_text_contents()
    assert sorted(page.locator("#beats > li > a").all_text_contents()) == sorted(names)
    item = page.locator("#beat-leaving")
    item.get_by_text("5 replies").click()
    expect(item.get_by_role("listitem")).to_have_count(5)
    item.get_by_role("link", name="held firm").click()
    expect(page.locator("#beat-held_firm > a")).to_be_focused()
    expect(box(page, "held firm")).to_have_class(re.compile("picked"))


def test_playing_from_a_beat_that_was_clicked(page: Page) -> None:
    opened(page)
    box(page, "minimises").click()
    expect(page.locator("#chosen")).to_contain_text("minimises: 8 replies")
    page.get_by_role("button", name="Play from here").click()
    expect(page.get_by_role("button", name="Begin")).to_be_focused()
    page.get_by_label("Level", exact=True).select_option("warm")
    page.get_by_role("button", name="Begin").click()
    talk = page.get_by_role("log")
    expect(talk).to_contain_text("minimises, warm")
    expect(talk).to_contain_text("Families do not make appointments.")
    before = page.locator("#meters").text_content()
    played(page, "I know you mean well. I need a quiet evening, so please call before you come.")
    expect(talk.locator("mark").last).to_have_text("please call before you come")
    expect(talk.get_by_role("list", name="Seen in your words")).to_contain_text("a clear ask")
    expect(talk).to_contain_text("counted: ")
    expect(page.locator("#meters")).to_contain_text("turn 2 of 8")
    page.get_by_role("button", name="Take back").click()
    expect(page.locator("#talk .own")).to_have_count(0)
    expect(page.locator("#meters")).to_have_text(str(before))
    page.locator("#examples button").first.click()
    expect(page.locator("#talk .own")).to_have_count(1)


def test_a_talk_to_its_end_by_examples_and_back_again(page: Page) -> None:
    opened(page)
    page.get_by_label("Beat", exact=True).select_option("key")
    page.get_by_role("button", name="Begin").click()
    for number in range(8):
        if page.locator("#talk .end").count():
            break
        page.locator("#examples button").first.click()
        expect(page.locator("#talk .own")).to_have_count(number + 1)
    expect(page.locator("#talk .end")).to_be_visible()
    expect(page.get_by_role("button", name="Say it")).to_be_disabled()
    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_role("button", name="Say it")).to_be_enabled()
    expect(page.locator("#talk .end")).to_have_count(0)


def test_words_that_show_risk_get_the_help_that_a_learner_gets(page: Page) -> None:
    opened(page)
    page.get_by_role("button", name="Begin").click()
    expect(played(page, "I want to end it all")).to_contain_text("Are you in danger now?")
    expect(page.locator("#talk .counterpart")).to_have_count(1)


def test_it_follows_the_file_as_it_is_saved(page: Page, file: Path) -> None:
    good = file.read_text(encoding="utf-8")
    opened(page)
    file.write_text(good.replace("Only me! I used my key.", f"Only me! {XSS}"), encoding="utf-8")
    expect(page.get_by_role("status")).to_contain_text("drawn anew")
    expect(page.locator("#beat-arrives")).to_contain_text(XSS)
    assert page.locator("main img").count() == 0

    file.write_text(good.replace("says: ", 'says: "', 1), encoding="utf-8")
    expect(page.get_by_role("heading", name="The file as it stands cannot be played")).to_be_visible()
    expect(page.locator("#refusals")).to_contain_text(re.compile(rf"SC\d+, {TALK}.yml line \d+"))
    expect(page.locator("g.node")).to_have_count(17)
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("log")).to_contain_text("Mum")

    # From here on nobody gets to the beat "key" any more.
    file.write_text(good.replace("to: key", "to: reason"), encoding="utf-8")
    expect(page.locator("#refused")).to_be_hidden()
    expect(page.locator("#problems")).to_contain_text("No learner can get to the beat `key`")
    expect(box(page, "key")).to_have_class(re.compile("unheard"))
    expect(box(page, "key").locator(".badge.error")).to_be_visible()
    expect(page.locator("#beat-key .note").first).to_contain_text("SC201")
    page.locator("#problems").get_by_role("link", name="Go to key").first.click()
    expect(page.locator("#beat-key > a")).to_be_focused()


def test_with_the_keyboard_alone(page: Page) -> None:
    opened(page)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the scenario"
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("region", name="The drawing, scrolls")).to_be_focused()
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Begin")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("log")).to_contain_text("Only me!")


def test_a_talk_where_the_learner_picks_how_they_push_back(page: Page) -> None:
    opened(page, "my_own_talk")
    picks = page.get_by_role("group", name=re.compile("How they push back"))
    picks.get_by_label("minimise").uncheck()
    picks.get_by_label("anger").check()
    page.get_by_role("button", name="Begin").click()
    page.locator("#examples button").first.click()
    expect(page.locator("#talk .facts")).to_be_visible()


def test_when_the_server_is_silent_it_says_so_and_goes_on_when_it_is_back(page: Page) -> None:
    opened(page)
    page.route("**/app/api/trainer/**", lambda route: route.abort())
    expect(page.get_by_role("status")).to_contain_text("Sayso does not answer")
    page.unroute("**/app/api/trainer/**")
    expect(page.get_by_role("status")).to_be_empty()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_axe_finds_nothing_and_the_page_does_not_scroll_sideways(
    browser: Browser, trainers: str, width: int, scheme: Any, file: Path
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.goto(trainers)
    page.get_by_role("link", name="A parent who").wait_for()
    check(page, f"trainer-list-{width}-{scheme}")
    file.write_text(file.read_text(encoding="utf-8").replace("to: key", "to: reason"), encoding="utf-8")
    opened(page)
    box(page, "key").click()
    page.get_by_role("button", name="Begin").click()
    played(page, "I know you mean well. Please call before you come.")
    expect(page.locator("#talk .facts")).to_be_visible()
    for fold in page.locator("summary").all()[:3]:
        fold.click()
    page.get_by_text("Every line, with how often").click()
    check(page, f"trainer-{width}-{scheme}")
    file.write_text("title: [", encoding="utf-8")
    expect(page.locator("#refused")).to_be_visible()
    check(page, f"trainer-refused-{width}-{scheme}")
    context.close()


def check(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"


def test_targets_are_large_enough(page: Page) -> None:
    opened(page)
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("button", name="Say it")).to_be_visible()
    boxes = [one.bounding_box() for one in page.locator("button:visible, select:visible, summary:visible").all()]
    assert len(boxes) > 20
    assert all(box and box["width"] >= 44 and box["height"] >= 44 for box in boxes)
