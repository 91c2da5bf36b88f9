"""The second view after a real rehearsal, with the whole assistant running."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.browser.conftest import Watch
from tests.web.browser.owning import ROOT, show
from tests.web.browser.saying import said, say, turns


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page's address, with everything behind it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SAYSO_")}
    quiet = {"RASA_TELEMETRY_ENABLED": "false", "SQLALCHEMY_SILENCE_UBER_WARNING": "1", "PYTHONPATH": str(ROOT)}
    python = os.environ.get("SAYSO_TEST_PYTHON", str(ROOT / ".venv/bin/python"))
    server = subprocess.Popen(
        [python, "-m", "bot.cli", "run", "--port", str(port)],
        cwd=ROOT,
        env={**kept, **quiet, "SAYSO_HOME": str(tmp_path_factory.mktemp("running") / "home")},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    url = f"http://127.0.0.1:{port}"
    assert server.stdout is not None
    assert any(url in line for line in server.stdout), "`sayso run` did not start"
    yield url
    os.killpg(server.pid, signal.SIGKILL)
    server.communicate()


@pytest.fixture
def talk(browser: Browser, running: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.set_default_timeout(30_000)
    expect.set_options(timeout=30_000)
    watch = Watch(page)
    page.goto(f"{running}/app/")
    yield page
    context.close()
    expect.set_options(timeout=5_000)
    assert watch.complaints == []


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()


def test_progress_people_and_erasing_after_real_rehearsals(talk: Page) -> None:
    press(talk, "Start")
    for name in ("Yes, I am", "Keep my words", "Skip", "Trouble with someone close", "A parent who visits"):
        press(talk, name)
    for name in ("No, not that", "Warm: they meet you halfway", "Just use “Mum”", "Just use “call before you come”"):
        press(talk, name)
    for question in ("how tense does this talk", "how ready do you feel to have it"):
        said(talk, question)
        press(talk, "Skip")
    said(talk, "Only me! I used my key.")
    for line in ("When you use your key without calling, I feel on edge.", "Please call before you come."):
        asked = turns(talk).count()
        say(talk, line)
        expect(turns(talk)).to_have_count(asked + 1)
    press(talk, "Stop")
    said(talk, "You stopped here")
    show(talk)
    expect(talk.get_by_role("img", name="Trouble with someone close: 1 try.")).to_be_visible()
    expect(talk.get_by_text("2 lines of yours still have their words.")).to_be_visible()
    talk.get_by_label("Add someone").fill("Mum")
    talk.keyboard.press("Enter")
    talk.get_by_role("slider", name="Mum").press("End")
    expect(talk.get_by_role("slider", name="Mum")).to_have_attribute("aria-valuetext", "Very close")
    talk.reload()
    expect(talk.get_by_role("slider", name="Mum")).to_have_attribute("aria-valuetext", "Very close")
    talk.get_by_label("Add someone").fill("kill myself")
    talk.keyboard.press("Enter")
    expect(talk.locator("#view-mine .help")).to_contain_text("findahelpline.com")
    press(talk, "Choose what goes in")
    talk.get_by_role("checkbox", name="My own words").check()
    expect(talk.get_by_text("“Please call before you come.”")).to_be_visible()
    talk.get_by_role("button", name="Erase everything").last.click()
    press(talk, "Yes, erase everything for good")
    expect(talk.get_by_role("heading", name="Everything about you is erased")).to_be_focused()
    press(talk, "Back to the start")
    expect(talk.get_by_role("log")).to_contain_text("Press Start when you are ready")
    show(talk)
    expect(talk.get_by_text("Nothing is kept about you yet.")).to_be_visible()
