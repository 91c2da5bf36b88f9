"""A learner's cards as pages to print, and the reminder for their calendar. Nobody else's card is ever found."""

from __future__ import annotations

import html
from collections.abc import Iterable
from datetime import datetime, timezone
from typing import Any

from bot.channels.problems import Refused
from bot.programme import real_talk, sittings

PAGE = """<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>Notes</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/app/style.css">
    <script type="module" src="/app/print.js"></script>
  </head>
  <body class="printed"><main><p class="text card">{card}</p></main></body>
</html>
"""
"""The title says as little as the talk's own page does: it stands on paper, and in the browser's history."""


def plan_page(plans: Iterable[Any], number: int) -> str:
    """The card of one of these plans, as a page. Raises Refused when it is not among them."""
    return _page(real_talk.card(_one(plans, number)))


def course_page(courses: Iterable[Any], plans: Iterable[Any], number: int) -> str:
    """The closing card of one of these courses, as a page. Raises Refused when it is not among them."""
    course = _one(courses, number)
    return _page(sittings.closing_card(course, [plan for plan in plans if plan.created >= course.opened]))


def reminder(plans: Iterable[Any], number: int) -> str:
    """The calendar file of one of these plans. Raises Refused when it is not among them, or has no day."""
    plan = _one(plans, number)
    if plan.due is None:
        raise Refused("not_found")
    return real_talk.reminder(plan, datetime.now(timezone.utc))


def _one(found: Iterable[Any], number: int) -> Any:
    one = next((one for one in found if one.id == number), None)
    if one is None:
        raise Refused("not_found")
    return one


def _page(card: str) -> str:
    return PAGE.replace("{card}", html.escape(card))
