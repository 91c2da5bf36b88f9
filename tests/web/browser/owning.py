"""Learners with something of their own, and the page's second view opened for them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, expect

ROOT = Path(__file__).resolve().parents[3]


class Own:
    """The page's server with a real log, and learners made to order (see tests.web.own_server)."""

    def __init__(self) -> None:
        python = os.environ.get("SAYSO_TEST_PYTHON", str(ROOT / ".venv/bin/python"))
        environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "SQLALCHEMY_SILENCE_UBER_WARNING": "1"}
        self._server = subprocess.Popen(
            [python, "-W", "ignore", "-m", "tests.web.own_server"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._server.stdin and self._server.stdout
        self._orders, self._answers = self._server.stdin, self._server.stdout
        found = next((line.strip() for line in iter(self._answers.readline, "") if line.startswith("http://")), None)
        assert found, "the page's server did not start: `python -m tests.web.own_server` tells why"
        self.url = found

    def learner(self, kind: str) -> str:
        """A new learner of this kind; gives their cookie."""
        self._orders.write(f"{kind}\n")
        self._orders.flush()
        return self._answers.readline().strip()

    def context(self, browser: Browser, kind: str, **about: Any) -> BrowserContext:
        """A browser of a learner of this kind."""
        context = browser.new_context(**{"viewport": {"width": 390, "height": 844}, **about})
        context.set_default_timeout(10_000)
        host = urlsplit(self.url).hostname
        context.add_cookies([{"name": "sayso", "value": self.learner(kind), "domain": host or "", "path": "/"}])
        return context

    def stop(self) -> None:
        """Ends the server."""
        self._orders.close()
        self._server.wait(20)


def opened(page: Page, url: str) -> Page:
    """The second view, opened from the talk as a learner does."""
    page.goto(f"{url}/app/")
    page.get_by_role("log").wait_for()
    show(page)
    return page


def show(page: Page) -> None:
    """Presses the button, wherever the talk keeps it, and waits until everything is there."""
    page.locator("#mine-button").evaluate("(button) => button.closest('details')?.setAttribute('open', '')")
    page.locator("#mine-button").click()
    expect(page.get_by_role("heading", name="What is kept about me")).to_be_visible()
