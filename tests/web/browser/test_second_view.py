"""The second view: a learner's own past, people, cards and data; with much in it, with nothing, without words."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.web.browser.conftest import Watch
from tests.web.browser.owning import ROOT, Own, opened, show
from tests.web.browser.saying import said, say
from tests.web.browser.test_reach import RULES

SHOTS = os.environ.get("SAYSO_TEST_SHOTS")
OURS = ("progress.js", "charts.js", "circle.js", "handout.js", "own.js", "progress.css")
View = Callable[..., Page]


@pytest.fixture(scope="module")
def own() -> Iterator[Own]:
    running = Own()
    yield running
    running.stop()


@pytest.fixture
def view(browser: Browser, own: Own) -> Iterator[View]:
    """Opens the view of a learner of some kind, who must see no complaint and reach no other host."""
    made: list[tuple[Any, Watch]] = []

    def make(kind: str, **about: Any) -> Page:
        context = own.context(browser, kind, **about)
        page = context.new_page()
        made.append((context, Watch(page)))
        return opened(page, own.url)

    yield make
    for context, watch in made:
        context.close()
        assert watch.complaints == []
        assert {host for host in watch.hosts if host} == {urlsplit(own.url).netloc}


def again(page: Page) -> Page:
    """The view as the server has it now."""
    page.reload()
    expect(page.get_by_role("heading", name="What is kept about me")).to_be_visible()
    return page


def person(page: Page, name: str) -> Locator:
    return page.get_by_role("slider", name=name, exact=True)


def place(page: Page, name: str) -> Locator:
    return page.get_by_role("combobox", name=f"How close {name} is", exact=True)


def status(page: Page) -> Locator:
    return page.locator("#view-mine").get_by_role("status")


class TestOpening:
    def test_the_heading_has_the_focus_and_back_leads_to_the_talk(self, view: View) -> None:
        page = view("busy")
        expect(page.get_by_role("heading", name="My progress")).to_be_focused()
        assert page.url.endswith("#mine")
        expect(page.get_by_label("Your words")).to_be_hidden()
        page.get_by_role("button", name="Back to the talk").click()
        expect(page.get_by_label("Your words")).to_be_visible()
        expect(page.locator("#view-mine")).to_be_hidden()

    def test_a_reload_stays_in_the_view(self, view: View) -> None:
        page = again(view("busy"))
        expect(page.get_by_role("heading", name="My progress")).to_be_visible()

    def test_each_part_is_one_press_away(self, view: View) -> None:
        page = view("busy")
        page.get_by_role("navigation", name="On this page").get_by_role("button", name="My people").press("Enter")
        expect(page.get_by_role("heading", name="My people")).to_be_focused()
        expect(page.get_by_role("heading", name="My people")).to_be_in_viewport()

    def test_a_server_that_is_away_is_told_and_asked_again(self, view: View) -> None:
        page = view("busy")
        page.route("**/api/charts", lambda route: route.abort())
        page.get_by_role("button", name="Back to the talk").click()
        page.locator("#mine-button").click()
        expect(status(page)).to_have_text("That did not get through. Nothing is lost. Try again in a moment.")
        page.unroute("**/api/charts")
        page.get_by_role("button", name="Try again").click()
        expect(page.get_by_role("heading", name="My people")).to_be_visible()

    def test_nothing_yet_is_said_kindly(self, view: View) -> None:
        page = view("nothing")
        for words in ("There is nothing here yet", "Nobody is here yet", "No talk is planned yet", "Nothing is kept"):
            expect(page.get_by_text(words)).to_be_visible()
        assert page.locator("#view-mine").get_by_role("img").count() == 0


class TestCharts:
    def test_each_has_a_sentence_that_says_the_same_and_its_numbers(self, view: View) -> None:
        page = view("busy")
        charts = page.locator("figure.chart")
        assert charts.count() > 8
        for chart in charts.all():
            name = chart.get_by_role("img").get_attribute("aria-label")
            assert name
            expect(chart).to_contain_text(name)
            chart.locator("summary").press("Enter")
            assert chart.get_by_role("row").count() > 1
        tense = charts.filter(has_text="How tense you felt").first
        expect(tense.get_by_role("img", name="8 then 6, 7 then 4, 6 then 7, 5 then 3")).to_be_visible()
        expect(tense.get_by_role("row", name=re.compile("1. A parent who visits without asking.* 8 6"))).to_be_visible()

    def test_holding_back_and_pushing_stand_side_by_side(self, view: View) -> None:
        chart = view("busy").locator("figure.chart", has_text="Holding back, and pushing").first
        assert chart.locator(".bar-0").count() == chart.locator(".bar-1").count() + 1 == 3


class TestCircle:
    def test_arrow_keys_move_nearer_and_further(self, view: View) -> None:
        page = view("busy")
        sam = person(page, "Sam")
        sam.focus()
        for key, closeness in (
            ("ArrowUp", "Very close"),
            ("ArrowUp", "Very close"),
            ("ArrowDown", "Close"),
            ("ArrowLeft", "Further out"),
            ("ArrowRight", "Close"),
            ("End", "Very close"),
            ("Home", "Further out"),
        ):
            page.keyboard.press(key)
            expect(sam).to_have_attribute("aria-valuetext", closeness)
            expect(sam).to_be_focused()
        expect(place(page, "Sam")).to_have_value("3")
        expect(status(page)).to_have_text("Sam: further out.")
        expect(person(again(page), "Sam")).to_have_attribute("aria-valuetext", "Further out")

    def test_somebody_without_a_place_comes_in_from_the_outside(self, view: View) -> None:
        page = view("busy")
        expect(person(page, "Lee")).to_have_attribute("aria-valuetext", "No place yet")
        person(page, "Lee").press("ArrowUp")
        expect(person(page, "Lee")).to_have_attribute("aria-valuetext", "Further out")
        expect(person(page, "Lee")).to_be_focused()
        expect(page.locator(".rings").get_by_role("slider", name="Lee")).to_be_visible()

    @pytest.mark.parametrize(
        ("name", "far", "closeness"),
        [
            ("Lee", 0.3, "Very close"),
            ("Mum", 0.6, "Close"),
            ("Jo", 0.95, "Further out"),
            ("Sam", 1.6, "Further out"),
        ],
    )
    def test_a_name_is_dragged_into_a_ring(self, view: View, name: str, far: float, closeness: str) -> None:
        page = view("busy")
        page.locator(".rings").scroll_into_view_if_needed()
        page.locator(".tray").scroll_into_view_if_needed()
        rings, handle = page.locator(".rings").bounding_box(), person(page, name).bounding_box()
        assert rings and handle
        radius = rings["width"] / 2
        page.mouse.move(handle["x"] + 10, handle["y"] + 10)
        page.mouse.down()
        page.mouse.move(rings["x"] + radius, rings["y"] + radius, steps=4)
        page.mouse.move(rings["x"] + radius, rings["y"] + radius * (1 - far), steps=4)
        page.mouse.up()
        expect(person(page, name)).to_have_attribute("aria-valuetext", closeness)
        expect(status(page)).to_have_text(f"{name}: {closeness.lower()}.")
        expect(place(again(page), name).locator("option:checked")).to_have_text(closeness)

    def test_the_list_does_the_same(self, view: View) -> None:
        page = view("busy")
        place(page, "Mum").select_option("Further out")
        expect(person(page, "Mum")).to_have_attribute("aria-valuetext", "Further out")
        place(page, "Mum").select_option("No place yet")
        expect(page.locator(".tray").get_by_role("slider", name="Mum")).to_be_visible()
        expect(page.get_by_text("No place yet: Mum, Lee.")).to_be_visible()

    def test_adding_renaming_taking_out_and_back(self, view: View) -> None:
        page = view("nothing")
        page.get_by_label("Add someone").fill("Dad")
        page.keyboard.press("Enter")
        expect(place(page, "Dad")).to_be_focused()
        place(page, "Dad").select_option("Close")
        page.get_by_role("button", name="Rename Dad").click()
        expect(page.get_by_label("A new name for Dad")).to_be_focused()
        page.keyboard.type("Papa")
        page.keyboard.press("Control+a")
        page.keyboard.type("Papa")
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Rename Papa")).to_be_focused()
        page.get_by_role("button", name="Take out Papa").click()
        expect(person(page, "Papa")).to_have_count(0)
        expect(page.get_by_role("button", name="Undo: put Papa back")).to_be_focused()
        page.keyboard.press("Enter")
        expect(place(page, "Papa")).to_be_focused()
        expect(place(again(page), "Papa")).to_have_value("2")

    def test_what_was_said_about_somebody_comes_back_with_them(self, view: View) -> None:
        page = view("busy")
        page.get_by_role("button", name="Take out Mum").click()
        page.get_by_role("button", name="Undo: put Mum back").click()
        expect(status(page)).to_have_text("Mum is back.")
        people = page.evaluate("fetch('api/people').then((answer) => answer.json())")["people"]
        mum = next(one for one in people if one["nickname"] == "Mum")
        assert (mum["good"], mum["ring"]) == ("Please call before you come.", 1)

    def test_eight_are_plenty(self, view: View) -> None:
        page = view("busy")
        for name in ("A", "B"):
            page.get_by_label("Add someone").fill(name)
            page.keyboard.press("Enter")
            expect(person(page, name)).to_be_visible()
        expect(page.get_by_label("Add someone")).to_be_hidden()

    def test_a_move_that_fails_is_taken_back_and_told(self, view: View) -> None:
        page = view("busy")
        page.route("**/api/people/*", lambda route: route.abort())
        person(page, "Sam").press("ArrowUp")
        expect(status(page)).to_contain_text("That did not get through")
        expect(person(page, "Sam")).to_have_attribute("aria-valuetext", "Close")

    def test_names_of_who_keeps_no_words_go_nowhere(self, view: View) -> None:
        page = view("silent")
        sent: list[str] = []
        page.on("request", lambda request: sent.append(f"{request.method} {request.url} {request.post_data}"))
        page.get_by_label("Add someone").fill("Dad")
        page.keyboard.press("Enter")
        person(page, "Dad").press("ArrowUp")
        expect(person(page, "Dad")).to_have_attribute("aria-valuetext", "Further out")
        page.get_by_role("button", name="Take out Dad").click()
        page.get_by_role("button", name="Undo: put Dad back").click()
        expect(person(page, "Dad")).to_be_visible()
        assert [one for one in sent if not one.startswith("GET ") or "Dad" in one] == []
        expect(person(again(page), "Dad")).to_have_count(0)

    def test_words_of_danger_are_answered_with_help(self, view: View) -> None:
        page = view("nothing")
        page.get_by_label("Add someone").fill("end it all")
        page.keyboard.press("Enter")
        help_box = page.locator("#view-mine .help")
        expect(help_box).to_be_focused()
        expect(help_box).to_contain_text("I am glad you told me")
        expect(person(page, "end it all")).to_have_count(0)


class TestCards:
    def test_a_card_opens_to_be_printed_and_a_reminder_is_saved(self, view: View) -> None:
        page = view("busy")
        page.context.add_init_script("window.print = () => {}")
        with page.context.expect_page() as popup:
            page.get_by_role("link", name="Print the card: A talk with Mum").first.click()
        expect(popup.value.get_by_text("My talk with Mum")).to_be_visible()
        with page.expect_download() as saved:
            page.get_by_role("link", name="Save the reminder").click()
        assert saved.value.suggested_filename == "note.ics"
        expect(page.get_by_role("heading", name="What I take along")).to_be_visible()


class TestHandingOver:
    def choose(self, page: Page, *ticked: str) -> Locator:
        page.get_by_role("button", name="Choose what goes in").click()
        expect(page.get_by_role("checkbox").first).to_be_focused()
        for name in ticked:
            page.get_by_role("checkbox", name=name).check()
        return page.get_by_role("article", name="The page as it will be")

    def test_words_stand_on_it_only_when_ticked(self, view: View) -> None:
        page = view("busy")
        paper = self.choose(page, "My focus", "My real talks")
        expect(paper.get_by_text("4 of 4 sessions")).to_be_visible()
        expect(paper.get_by_role("img").first).to_be_visible()
        expect(paper).not_to_contain_text("Please call before you come.")
        expect(paper).not_to_contain_text("Mum")
        page.get_by_role("checkbox", name="My own words").check()
        expect(paper.get_by_text("“Please call before you come.”").first).to_be_visible()
        expect(paper.get_by_text("My talk with Mum").first).to_be_visible()
        page.get_by_role("checkbox", name="My own words").uncheck()
        page.get_by_role("checkbox", name="The people in my circle").check()
        expect(paper).not_to_contain_text("Please call")
        expect(paper).to_contain_text("Very close: Mum, The twins.")

    def test_only_the_page_is_printed_and_nothing_is_sent(self, view: View) -> None:
        page = view("busy")
        paper = self.choose(page)
        sent: list[str] = []
        page.on("request", lambda request: sent.append(request.url))
        page.evaluate("window.print = () => { document.title = 'printing'; }")
        page.get_by_role("button", name="Print this page").click()
        expect(page).to_have_title("printing")
        page.emulate_media(media="print")
        expect(paper).to_be_visible()
        for hidden in (
            ".rings",
            ".people",
            ".mine-top",
            ".cards",
            "nav[aria-label='On this page']",
            ".top",
            "fieldset",
        ):
            expect(page.locator(hidden).first).to_be_hidden()
        expect(page.get_by_role("heading", name="What is kept about me")).to_be_hidden()
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        expect(page.get_by_role("heading", name="What is kept about me")).to_be_visible()
        assert sent == []

    def test_it_is_saved_as_a_file_that_stands_alone(self, view: View, tmp_path: Path) -> None:
        page = view("nasty")
        self.choose(page, "My focus", "My real talks", "The people", "My own words")
        expect(page.locator(".handout")).to_contain_text("document.title='hacked'")
        with page.expect_download() as saved:
            page.get_by_role("button", name="Save it as a file").click()
        file = tmp_path / "notes.html"
        saved.value.save_as(file)
        assert saved.value.suggested_filename == "notes.html"
        text = file.read_text(encoding="utf-8")
        assert "<img" not in text
        assert "<b" not in text.replace("<body", "")
        assert "http" not in text.replace("http://www.w3.org/", "")

    def test_nothing_yet_is_said_in_it(self, view: View) -> None:
        paper = self.choose(view("nothing"), "My own words")
        expect(paper.get_by_text("Nothing yet.")).to_have_count(3)


class TestWhatIsKept:
    def test_it_is_counted(self, view: View) -> None:
        page = view("busy")
        expect(page.get_by_text("6 tries at scenes or statements")).to_be_visible()
        expect(page.get_by_text("words of the talk go 30 days after you said them")).to_be_visible()

    @pytest.mark.parametrize(
        ("name", "file"), [("Save it all (JSON)", "export.json"), ("Save it as tables", "export.zip")]
    )
    def test_it_can_be_taken_along(self, view: View, tmp_path: Path, name: str, file: str) -> None:
        page = view("busy")
        with page.expect_download() as saved:
            page.get_by_role("link", name=name).click()
        assert saved.value.suggested_filename == file
        saved.value.save_as(tmp_path / file)
        content = (tmp_path / file).read_bytes()
        assert len(json.loads(content)["attempt"]) == 6 if file.endswith("json") else content.startswith(b"PK")

    def test_words_stop_being_kept_after_one_question(self, view: View) -> None:
        page = view("busy")
        page.get_by_role("button", name="Stop keeping my words").click()
        expect(page.get_by_role("button", name="Keep them")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Stop keeping my words")).to_be_focused()
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Yes, remove my words now").click()
        expect(status(page)).to_have_text("Your words are gone, and new ones are not kept.")
        expect(page.get_by_text("Your words: not kept, as you asked.")).to_be_visible()
        page.get_by_role("button", name="Keep my words from now on").click()
        expect(status(page)).to_have_text("Your words are kept from now on.")
        expect(person(again(page), "Mum")).to_have_count(0)

    def test_erasing_asks_once_and_leaves_nothing(self, view: View) -> None:
        page = view("busy")
        page.get_by_role("button", name="Back to the talk").click()
        say(page, "marmalade")
        said(page, "I was only passing")
        show(page)
        page.get_by_role("button", name="Erase everything").last.click()
        page.get_by_role("button", name="Yes, erase everything for good").click()
        expect(page.get_by_role("heading", name="Everything about you is erased")).to_be_focused()
        assert [one for one in page.context.cookies() if one["name"] == "sayso"] == []
        expect(page.locator("#talk")).not_to_contain_text("marmalade")
        page.get_by_role("button", name="Back to the start").click()
        said(page, "Press Start when you are ready")
        expect(page.locator("body")).not_to_contain_text("marmalade")
        show(page)
        expect(page.get_by_text("Nothing is kept about you yet.")).to_be_visible()

    def test_what_could_not_be_erased_is_told(self, view: View) -> None:
        page = view("busy")
        page.route("**/api/me", lambda route: route.abort())
        page.get_by_role("button", name="Erase everything").last.click()
        page.get_by_role("button", name="Yes, erase everything for good").click()
        expect(status(page)).to_contain_text("That did not get through")
        expect(page.get_by_role("heading", name="My people")).to_be_visible()


class TestReach:
    @pytest.mark.parametrize(
        ("kind", "width", "scheme"),
        [
            *(("busy", width, scheme) for width in (320, 390, 1280) for scheme in ("light", "dark")),
            ("nothing", 320, "dark"),
            ("nothing", 1280, "light"),
            ("silent", 390, "dark"),
        ],
    )
    def test_axe_finds_nothing_and_nothing_scrolls_sideways(
        self, view: View, kind: str, width: int, scheme: Any
    ) -> None:
        page = view(kind, viewport={"width": width, "height": 800}, color_scheme=scheme)
        check(page, f"mine-{kind}")
        for summary in page.locator("#view-mine summary").all():
            summary.click()
        page.get_by_role("button", name="Choose what goes in").click()
        page.get_by_role("checkbox", name="My own words").check()
        page.get_by_role("button", name="Erase everything").last.click()
        if kind == "busy":
            page.get_by_role("button", name="Rename Mum").click()
        check(page, f"mine-{kind}-open")

    def test_targets_are_large_enough_for_a_thumb(self, view: View) -> None:
        page = view("busy", viewport={"width": 320, "height": 800})
        found = page.locator("#view-mine").locator("button, a, summary, select, input, [role=slider]")
        boxes = [one.bounding_box() for one in found.all() if one.is_visible()]
        assert len(boxes) > 40
        assert all(box and box["width"] >= 44 and box["height"] >= 44 for box in boxes)

    def test_everything_is_there_at_twice_the_size(self, view: View) -> None:
        page = view("busy", viewport={"width": 640, "height": 800})
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        expect(person(page, "Mum")).to_be_visible()

    def test_forced_colours_keep_both_kinds_of_bar_apart(self, view: View) -> None:
        page = view("busy", forced_colors="active")
        first, second = (page.locator(f".bar-{which}").first for which in (0, 1))
        fill = "(one) => getComputedStyle(one).fill"
        assert first.evaluate(fill) != second.evaluate(fill)

    def test_the_whole_view_can_be_printed(self, view: View) -> None:
        page = view("busy", color_scheme="dark")
        page.emulate_media(media="print")
        expect(page.get_by_role("img").first).to_be_visible()
        assert page.locator("#view-mine").evaluate("(one) => getComputedStyle(one).color") == "rgb(0, 0, 0)"

    def test_markup_stays_text_everywhere(self, view: View) -> None:
        page = view("nasty")
        for summary in page.locator("#view-mine summary").all():
            summary.click()
        page.get_by_role("button", name="Choose what goes in").click()
        expect(page.get_by_role("checkbox").first).to_be_focused()
        for box in page.get_by_role("checkbox").all():
            box.check()
        page.get_by_label("Add someone").fill("<img src=x onerror=a()>")
        page.keyboard.press("Enter")
        expect(page.get_by_role("slider", name="<img src=x onerror=a()>")).to_be_visible()
        expect(page.locator(".handout")).to_contain_text("document.title='hacked'")
        expect(page.locator("#view-mine").locator("img, [onclick], [onerror], b b")).to_have_count(0)
        expect(page).to_have_title("Notes")

    def test_our_code_stays_small(self) -> None:
        files = [ROOT / "web" / name for name in OURS]
        packed = [subprocess.run(["gzip", "-9c", path], capture_output=True, check=True).stdout for path in files]
        assert sum(map(len, packed)) < 14_000


def check(page: Page, name: str) -> None:
    if SHOTS:
        size = page.viewport_size or {"width": 0, "height": 0}
        dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
        tall = page.evaluate("document.getElementById('view-mine').scrollHeight") + 120
        page.set_viewport_size({"width": size["width"], "height": tall})
        page.screenshot(path=Path(SHOTS) / f"{name}-{size['width']}-{'dark' if dark else 'light'}.png")
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"
    assert page.evaluate("(one) => one.scrollWidth <= one.clientWidth", page.locator("#view-mine").element_handle())
