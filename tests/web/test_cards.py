"""Cards to print and reminders to save: one's own, as text that can never become markup."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from bot.programme.records import Course
from tests.unit.programme.test_real_talk import MADE, PLAN
from tests.web.fakes import FakeAgent, FakeLog
from tests.web.test_messages import say

COURSE = Course(3, "grief", None, "to rest", None, None, 8, {"signs": "I go silent"}, MADE, MADE)


@pytest.fixture
def own(client: httpx.Client, log: FakeLog, agent: FakeAgent) -> str:
    """A learner who has a plan, number 7, and a course that is closed, number 3; gives their id."""
    say(client, "hello")
    learner = agent.seen[0].sender_id
    log.planned.append((learner, replace(PLAN, lines=("<b>Please</b> call first.",))))
    log.agreed.append((learner, COURSE))
    return learner


def test_a_card_is_a_page_of_its_own(client: httpx.Client, own: str) -> None:
    answer = client.get("/app/api/plans/7/card")
    assert answer.headers["content-type"].startswith("text/html")
    assert "&lt;b&gt;Please&lt;/b&gt; call first." in answer.text
    assert "<title>Notes</title>" in answer.text
    assert "no-store" in answer.headers["cache-control"]


def test_the_card_of_a_whole_course(client: httpx.Client, own: str) -> None:
    text = client.get("/app/api/courses/3/card").text
    assert "First signs: I go silent" in text
    assert "&lt;b&gt;Please&lt;/b&gt; call first." in text


def test_the_reminder_is_a_calendar_file_with_a_name_that_says_nothing(client: httpx.Client, own: str) -> None:
    answer = client.get("/app/api/plans/7/reminder")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.headers["content-disposition"] == 'attachment; filename="note.ics"'
    assert answer.text.startswith("BEGIN:VCALENDAR")
    assert "Mum" not in answer.text


@pytest.mark.parametrize("path", ["plans/7/card", "plans/7/reminder", "courses/3/card"])
def test_nobody_elses_is_found(client: httpx.Client, own: str, path: str) -> None:
    client.cookies.clear()
    answer = client.get(f"/app/api/{path}")
    assert answer.status_code == 404
    assert "Please" not in answer.text


@pytest.mark.parametrize("path", ["plans/8/card", "plans/x/card", "plans/-7/reminder", "courses/7/card"])
def test_what_is_not_there_is_not_found(client: httpx.Client, own: str, path: str) -> None:
    assert client.get(f"/app/api/{path}").status_code == 404


def test_a_plan_without_a_day_has_no_reminder(client: httpx.Client, own: str, log: FakeLog) -> None:
    log.planned[0] = (own, replace(PLAN, due=None))
    assert client.get("/app/api/plans/7/reminder").status_code == 404


def test_without_the_log_it_says_so(client: httpx.Client, own: str, log: FakeLog) -> None:
    log.down = True
    answer = client.get("/app/api/plans/7/card")
    assert answer.status_code == 503
    assert "secret" not in answer.text


def test_everything_as_tables(client: httpx.Client, own: str) -> None:
    answer = client.get("/app/api/export?format=csv")
    assert answer.headers["content-type"] == "application/zip"
    assert "attachment" in answer.headers["content-disposition"]
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert "conversation.csv" in archive.namelist()


def test_the_page_that_prints_has_its_script() -> None:
    assert "window.print()" in (Path(__file__).resolve().parents[2] / "web" / "print.js").read_text()
