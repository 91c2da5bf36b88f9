"""How a test talks to the page."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

FEEL = "I feel 😀 tired when you come round. You never ask, sorry, sorry."


def say(page: Page, text: str) -> None:
    page.get_by_label("Your words").fill(text)
    page.keyboard.press("Enter")


def press(page: Page, name: str) -> None:
    """Presses one of the choices of the last answer, once that is here."""
    idle(page)
    page.locator("#offers").get_by_role("button", name=name, exact=True).click()


def idle(page: Page) -> None:
    """Everything that was said has its answer."""
    expect(page.locator("body")).not_to_have_class("busy")


def turns(page: Page) -> Locator:
    """The learner's own turns that have been answered."""
    return page.get_by_role("log").locator(".learner")


def said(page: Page, text: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("log")).to_contain_text(text)
