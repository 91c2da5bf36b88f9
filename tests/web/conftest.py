"""The web channel on a real server of its own, with a fake agent behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from bot.channels.settings import Settings
from tests.web.fakes import FakeAgent, FakeLog, FakeReader
from tests.web.serving import Served

# The browser tests have an environment and a configuration of their own.
collect_ignore = ["browser"]

SECRET = "a secret that is long enough to sign with"


@pytest.fixture
def log() -> FakeLog:
    return FakeLog()


@pytest.fixture
def agent() -> FakeAgent:
    return FakeAgent()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path, cookie_secret=SECRET, patience=0.5)


@pytest.fixture
def served(log: FakeLog, agent: FakeAgent, settings: Settings) -> Iterator[Served]:
    with Served(settings, log, agent, FakeReader()) as running:
        yield running


@pytest.fixture
def browser(served: Served) -> Iterator[Callable[[], httpx.Client]]:
    """Makes clients that each keep cookies of their own, like browsers of different people."""
    clients: list[httpx.Client] = []

    def make() -> httpx.Client:
        clients.append(httpx.Client(base_url=served.url, timeout=20))
        return clients[-1]

    yield make
    for client in clients:
        client.close()


@pytest.fixture
def client(browser: Callable[[], httpx.Client]) -> httpx.Client:
    return browser()
