"""The card, the reminder that gives nothing away, and looking back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timezone

import pytest

from bot.programme import real_talk
from bot.programme.records import Plan

MADE = datetime(2026, 3, 1, 12, tzinfo=timezone.utc)
PLAN = Plan(
    id=7,
    course_id=None,
    attempt_id=None,
    with_whom="Mum",
    where="in the kitchen",
    lines=("Please call first.",),
    if_then=(("you are cold", "I hear you"),),
    outcome={"fear": "she cries"},
    due=datetime(2026, 3, 8, 12, tzinfo=timezone.utc),
    held=None,
    let_go=None,
    feared=8,
    happened=None,
    created=MADE,
)


def test_the_card_holds_the_learners_words_and_the_day():
    card = real_talk.card(PLAN)
    assert card.splitlines()[0] == "My talk with Mum"
    assert "Sunday 8 March · in the kitchen" in card
    assert "• Please call first." in card
    assert "If they say: you are cold\nI will say: I hear you" in card


def test_the_reminder_says_nothing_of_the_talk():
    calendar = real_talk.reminder(PLAN, MADE)
    for secret in ("Mum", "kitchen", "call", "cold", "Sayso", "sayso", "talk"):
        assert secret not in calendar
    assert f"SUMMARY:{real_talk.REMINDER}" in calendar


def test_the_reminder_is_a_calendar_file_that_programs_read():
    lines = real_talk.reminder(PLAN, MADE).split("\r\n")
    assert (lines[0], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")
    assert "DTSTART;VALUE=DATE:20260308" in lines
    assert "DTEND;VALUE=DATE:20260309" in lines
    assert all(len(line.encode()) <= 75 for line in lines)
    begun = [line.partition(":")[2] for line in lines if line.startswith("BEGIN:")]
    ended = [line.partition(":")[2] for line in lines if line.startswith("END:")]
    assert begun == ["VCALENDAR", "VEVENT", "VALARM"] and ended == begun[::-1]


def test_two_plans_are_two_reminders_and_one_plan_is_one():
    other = real_talk.reminder(replace(PLAN, id=8), MADE)
    assert real_talk.reminder(PLAN, MADE) == real_talk.reminder(PLAN, MADE) != other


def test_a_plan_without_a_day_has_no_reminder():
    with pytest.raises(ValueError, match="without a day"):
        real_talk.reminder(replace(PLAN, due=None), MADE)


@pytest.mark.parametrize(
    ("happened", "said"), [(3, "easier than you feared"), (9, "harder than you feared"), (8, "about as you feared")]
)
def test_looking_back(happened, said):
    told = real_talk.looked_back(replace(PLAN, happened=happened))
    assert f"you feared 8, it was {happened}" in told
    assert said in told


def test_without_numbers_nothing_is_compared():
    told = real_talk.looked_back(replace(PLAN, feared=None, outcome={}))
    assert told == "You had the talk. That part was yours, and you did it, however they answered."


def test_it_is_due_the_day_after():
    assert not real_talk.is_due(PLAN, date(2026, 3, 8))
    assert real_talk.is_due(PLAN, date(2026, 3, 9))
    assert not real_talk.is_due(replace(PLAN, held=MADE), date(2026, 3, 9))
