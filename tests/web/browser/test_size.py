"""The page is small: few requests until the talk stands there, few bytes in all."""

from __future__ import annotations

import subprocess
from pathlib import Path

from playwright.sync_api import Browser, expect

WEB = Path(__file__).resolve().parents[3] / "web"
MOST_REQUESTS = 6
MOST_BYTES = 30_000


def test_the_talk_stands_after_six_requests_and_the_rest_comes_later(browser: Browser, url: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.clock.install()
        page.clock.pause_at(2_000_000_000)
        page.goto(f"{url}/app/")
        expect(page.get_by_role("log")).to_contain_text("Press Start")
        expect(page.get_by_role("button", name="Start", exact=True)).to_be_visible()
        assert len(asked) <= MOST_REQUESTS, asked
        with page.expect_response("**/api/help"):
            page.clock.run_for(1000)
        assert len(asked) > MOST_REQUESTS


def test_the_whole_page_stays_small() -> None:
    files = sorted(path for path in WEB.rglob("*") if path.is_file() and "trainer" not in path.parts)
    packed = [subprocess.run(["gzip", "-9c", path], capture_output=True, check=True).stdout for path in files]
    assert sum(map(len, packed)) < MOST_BYTES
