"""What the page's files may hold: only what its content policy lets run, and only the codebook's names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.channels.choices import ALWAYS
from bot.channels.help import LAST_RESORT
from bot.channels.settings import LEAVE_FOR

WEB = Path(__file__).resolve().parents[2] / "web"
SVG = "http://www.w3.org/2000/svg"
"""The name of a vocabulary, which nobody fetches."""
PAGE = (WEB / "index.html").read_text(encoding="utf-8")
FILES = sorted(path for path in WEB.iterdir() if path.is_file())


def test_the_pages_own_buttons_are_always_on_offer() -> None:
    pressed = set(re.findall(r'data-choice="(\w+)"', PAGE))
    assert {"hint", "again", "pause", "stop_here"} <= pressed
    assert pressed <= set(ALWAYS)


def test_the_help_on_the_page_is_the_help_of_last_resort() -> None:
    helplines = re.search(r'<div id="helplines">(.*?)</div>', PAGE, re.DOTALL)
    assert helplines
    assert " ".join(re.sub(r"<[^>]+>", " ", helplines[1]).split()) == LAST_RESORT


def test_leaving_comes_first() -> None:
    first = re.search(r"<(?:a|button|input|textarea|summary)[ >].*?>", PAGE)
    assert first
    assert f'href="{LEAVE_FOR}"' in first[0]


def test_no_script_or_style_stands_in_the_page() -> None:
    assert re.findall(r"<script(?![^>]* src=)|<style| style=| on\w+=", PAGE) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_text_becomes_text_and_nothing_comes_from_another_host(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace(LEAVE_FOR, "").replace(SVG, "")
    assert re.findall(r"https?:|//\w+\.\w+|@import|url\(", text) == []
    assert (
        re.findall(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|localStorage|sessionStorage|indexedDB", text
        )
        == []
    )
