"""A focus and a plan in numbers and days, without any of the learner's words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.programme import handover
from bot.programme.charts import day
from bot.programme.records import Course
from tests.unit.programme.test_real_talk import MADE, PLAN


def test_what_became_of_a_plan():
    plan = replace(PLAN, due=None, held=MADE + timedelta(days=1), feared=8, happened=0)
    assert handover.talk(plan) == (
        f"Planned on {day(MADE)}, held on {day(MADE + timedelta(days=1))}, feared 8 of 10, it was 0 of 10."
    )
    assert handover.talk(replace(PLAN, feared=None, let_go=MADE)).endswith("let go.")
    assert not any(line in handover.talk(PLAN) for line in PLAN.lines)


def test_a_focus_and_its_sessions():
    course = Course(3, "grief", None, "to rest", None, None, 8, None, MADE, None)
    assert handover.course(course, 2) == f"Losing someone or something, {day(MADE)} to now: 2 of 8 sessions."
    assert "to rest" not in handover.course(replace(course, closed=MADE), 8)
