"""The page in a real browser: Debian's chromium against the page's own server with a scripted agent."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[3]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if CHROMIUM:
        return
    if os.environ.get("SAYSO_TEST_NO_SKIP") == "1":
        raise pytest.UsageError("chromium is not installed, and SAYSO_TEST_NO_SKIP=1 allows no skipping")
    for item in items:
        item.add_marker(pytest.mark.skip(reason="THE PAGE IS NOT TESTED: chromium is not installed"))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": CHROMIUM, "args": QUIET}


@contextmanager
def serving(*arguments: str) -> Iterator[str]:
    """The page's own server, as long as the block lasts; its URL."""
    python = os.environ.get("SAYSO_TEST_PYTHON", str(ROOT / ".venv/bin/python"))
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "SQLALCHEMY_SILENCE_UBER_WARNING": "1"}
    server = subprocess.Popen(
        [python, "-W", "ignore", "-m", "tests.web.server", *arguments],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout and server.stdin
    lines = iter(server.stdout.readline, "")
    found = next((line.strip() for line in lines if line.startswith("http://")), None)
    assert found, "the page's server did not start: `python -m tests.web.server` tells why"
    yield found
    server.stdin.close()
    server.wait(20)


@pytest.fixture(scope="session")
def url() -> Iterator[str]:
    with serving() as found:
        yield found


class Watch:
    """What a page asked for and complained about."""

    def __init__(self, page: Page) -> None:
        self.complaints: list[str] = []
        self.hosts: set[str] = set()
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))

    def _heard(self, message: Any) -> None:
        # Answers that fail are part of some tests, and the browser tells of each.
        failing = message.text.startswith("Failed to load resource")
        if message.type in ("error", "warning") and not failing:
            self.complaints.append(message.text)


@pytest.fixture
def talk(browser: Browser, url: str) -> Iterator[Page]:
    """The page of somebody new, who must see no complaint and reach no other host."""
    with opened(browser, url) as page:
        yield page


@contextmanager
def opened(browser: Browser, url: str) -> Iterator[Page]:
    """The page at this address, in a browser of its own."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.set_default_timeout(10_000)
    watch = Watch(page)
    page.goto(f"{url}/app/")
    page.get_by_role("log").wait_for()
    yield page
    context.close()
    assert watch.complaints == []
    assert {host for host in watch.hosts if host} == {urlsplit(url).netloc}
