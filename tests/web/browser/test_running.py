"""The page against the assistant as it really runs: a whole rehearsal, a statement, and a server that dies."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, TimeoutError, expect

from tests.web.browser.conftest import ROOT, opened
from tests.web.browser.saying import idle, press, said, say, turns

ASK = "I know you mean well. I need a quiet evening, so please call before you come."
OFFER = "Could we cook together on Sundays instead? And please call before you come."


class Running:
    """A `sayso run` of its own, which can be killed and started again at the same address."""

    def __init__(self, home: Path) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SAYSO_")}
        quiet = {"RASA_TELEMETRY_ENABLED": "false", "SQLALCHEMY_SILENCE_UBER_WARNING": "1", "PYTHONPATH": str(ROOT)}
        self.environ = {**kept, **quiet, "SAYSO_HOME": str(home)}
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        python = os.environ.get("SAYSO_TEST_PYTHON", str(ROOT / ".venv/bin/python"))
        self.process = subprocess.Popen(
            [python, "-m", "bot.cli", "run", "--port", str(self.port)],
            cwd=ROOT,
            env=self.environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert self.process.stdout is not None
        assert any(self.url in line for line in self.process.stdout), "`sayso run` did not start"

    def kill(self) -> None:
        """All of it at once, without a chance to tidy up."""
        listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True)
        pairs = (map(int, line.split()) for line in listed.stdout.splitlines())
        servers = [pid for pid, parent in pairs if parent == self.process.pid]
        for group in (self.process.pid, *servers):  # each server has a process group of its own
            with suppress(ProcessLookupError):
                os.killpg(group, signal.SIGKILL)
        self.process.communicate()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    server = Running(tmp_path_factory.mktemp("running") / "home")
    yield server
    server.kill()


@pytest.fixture
def somebody(browser: Browser, running: Running) -> Iterator[Page]:
    """Somebody who has arrived and sees the menu."""
    with opened(browser, running.url) as page:
        page.set_default_timeout(30_000)
        expect.set_options(timeout=30_000)
        for name in ("Start", "Yes, I am", "Keep my words", "Skip"):
            press(page, name)
            idle(page)
        yield page
    expect.set_options(timeout=5_000)


def opens_the_scene(page: Page) -> None:
    press(page, "Trouble with someone close")
    press(page, "A parent who visits without asking")
    press(page, "No, not that")
    press(page, "Warm: they meet you halfway")
    press(page, "Just use “Mum”")
    press(page, "Just use “call before you come”")
    page.get_by_role("spinbutton").fill("7")
    press(page, "Send this number")
    press(page, "Skip")
    said(page, "Only me! I used my key.")


def always(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Always here").get_by_role("button", name=name).click()


def test_a_whole_rehearsal(somebody: Page) -> None:
    opens_the_scene(somebody)
    expect(somebody.locator("#scene-mood")).to_have_text("Mum seems at ease.")
    always(somebody, "Hint")
    expect(somebody.get_by_role("list", name="Hint 1 of 3")).to_contain_text("A nudge: Start with what just happened.")
    say(somebody, "When you use your key without calling, I feel on edge.")
    said(somebody, "You mind? But it is only me.")
    expect(turns(somebody).last.locator("mark").first).to_have_text("on edge")
    say(somebody, "You always make it about you!")
    idle(somebody)
    always(somebody, "Again")
    said(somebody, "That line is taken back.")
    say(somebody, ASK)
    expect(somebody.locator(".sides")).to_contain_text("Before")
    expect(somebody.locator("#scene svg .been, #scene svg .here")).to_have_count(3)
    somebody.reload()
    expect(somebody.locator("#scene-about")).to_contain_text("turn 2 of 8")
    say(somebody, OFFER)
    said(somebody, "A good end.")
    expect(somebody.get_by_role("img", name="The way you went: 3 turns through 3 moments.")).to_be_visible()
    press(somebody, "Skip")
    press(somebody, "Skip")
    said(somebody, "It is in your log.")
    press(somebody, "Something else")
    press(somebody, "Trouble with someone close")
    mum = somebody.locator(".cards li", has_text="A parent who visits without asking")
    expect(mum).to_contain_text("Last time: today, at warm")


def test_a_statement(somebody: Page) -> None:
    press(somebody, "Find the words for a limit")
    press(somebody, "Work")
    press(somebody, "Skip")
    press(somebody, "Skip")
    said(somebody, "Write what you want to say to them")
    always(somebody, "Hint")
    expect(somebody.get_by_role("list", name="Hint 1 of 3")).to_contain_text("How to start: ")
    say(somebody, "I'm sorry, but could you maybe stop calling me at night?")
    idle(somebody)
    say(somebody, "Twice this week you called after ten. I was worn out. Please call before eight.")
    expect(somebody.locator(".sides div")).to_have_count(2)
    press(somebody, "I'll keep this one")
    expect(somebody.get_by_role("slider")).to_be_visible()


def test_a_server_killed_in_the_middle_of_sending_loses_nothing(somebody: Page, running: Running) -> None:
    opens_the_scene(somebody)
    somebody.reload()  # of what is said before anybody is asked whether words may be kept, nothing is shown again
    said(somebody, "Only me! I used my key.")
    said_before = turns(somebody).count()
    say(somebody, "When you use your key without calling, I feel on edge.")
    running.kill()
    say(somebody, ASK)
    expect(somebody.locator("#pending .text").last).to_have_text(ASK)
    running.start()
    with suppress(TimeoutError):  # the page sends again by itself, too, and may be quicker than the press
        somebody.get_by_role("button", name="Send again").click(timeout=5_000)
    expect(turns(somebody)).to_have_count(said_before + 2, timeout=60_000)
    idle(somebody)
    expect(somebody.locator("#scene-about")).to_contain_text("turn 2 of 8")
    somebody.reload()
    expect(somebody.locator("#scene-about")).to_contain_text("turn 2 of 8")
    expect(turns(somebody)).to_have_count(said_before + 2)


def test_the_programme_from_people_to_the_first_session(somebody: Page) -> None:
    press(somebody, "Begin with my people")
    for words in ("Mum", "family", "very close"):
        say(somebody, words)
        idle(somebody)
    press(somebody, "Enough about Mum")
    say(somebody, "no")  # to "who else?"
    for _ in range(2):
        press(somebody, "Skip")
    said(somebody, "Closest to you: Mum.")
    press(somebody, "Find what to work on")
    press(somebody, "No")
    press(somebody, "Yes")
    for _ in range(3):
        press(somebody, "Skip")
    for _ in range(2):
        press(somebody, "No")
    said(somebody, "I would begin with: Trouble with someone close.")
    press(somebody, "Trouble with someone close")
    press(somebody, "Mum")
    for _ in range(8):
        if somebody.locator("#offers").get_by_role("button", name="Begin the first session").count():
            break
        somebody.locator("#offers").get_by_role("button", name=re.compile("Skip|is fine")).last.click()
        idle(somebody)
    said(somebody, "We agree on 8 sessions.")
    press(somebody, "Begin the first session")
    somebody.get_by_role("button", name="My progress").click()
    expect(somebody.get_by_role("slider", name=re.compile("Mum"))).to_have_attribute("aria-valuetext", "Very close")
    somebody.get_by_role("button", name="Back to the talk").click()
    expect(somebody.get_by_label("Your words")).to_be_visible()
