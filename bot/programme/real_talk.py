"""The real talk: what is asked to plan it, the card, the reminder, and how it went against what was feared."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.programme.people import LONGEST_TEXT
from bot.programme.records import Plan
from bot.rehearsal.questions import Question
from bot.rehearsal.statement import quoted_whole

MOST_LINES = 3
REMINDER = "A note to myself"
"""The title of the reminder. It says nothing of Sayso, of the talk or of the other: somebody may look on."""

WHERE = Question(
    "where",
    "text",
    "When and where would be a good moment? For example: after dinner, in the kitchen, when it is quiet.",
    max_length=LONGEST_TEXT,
)
FEAR = Question("fear", "text", "What do you fear might happen?", max_length=LONGEST_TEXT)
FEARED = Question("feared", "scale", "How bad do you fear it will be? 0 is not bad at all, 10 is as bad as it gets.")
CONDITIONS = {
    "if:1": "What might they say that would throw you? Finish the sentence: if they say …",
    "then:1": "Then what will you say? Finish the sentence: I will say …",
    "if:2": "Is there one more thing they might say?",
    "then:2": "Then what will you say?",
}
HAD = Question(
    "had",
    "choice",
    "Did you have a real talk that you would like to look at?",
    (("yes", "Yes, let's look at it"), ("no", "No")),
    yes="yes",
    no="no",
)
HELD = Question(
    "held",
    "choice",
    "How did it go? Did the talk happen?",
    (("yes", "Yes, we talked"), ("not_yet", "Not yet"), ("no", "I decided against it")),
    skippable=False,
    yes="yes",
    no="not_yet",
)
SAID = Question("said", "text", "You did it. What did you say, as you remember it?", max_length=LONGEST_TEXT)
ANSWERED = Question("answered", "text", "And what did they say or do?", max_length=LONGEST_TEXT)
HAPPENED = Question("happened", "scale", "How bad was it really? 0 is not bad at all, 10 is as bad as it gets.")
TURNED = Question(
    "turned",
    "text",
    "Was there a moment where it turned? Write the line they said just then, as close as you can.",
    max_length=LONGEST_TEXT,
    decline="There was none",
)
REPORT = {one.id: one for one in (HAD, HELD, SAID, ANSWERED, HAPPENED, TURNED)}


def day_question(today: date) -> Question:
    """On which day, if there is one."""
    return Question(
        "day",
        "date",
        "Is there a day for it? Then I can make a reminder for your calendar, and ask you afterwards how it went.",
        tuple((name, label) for name, label in (("tomorrow", "Tomorrow"), ("in 3 days", "In 3 days"),
                                                ("in a week", "In a week"))),
        today=today,
        decline="No day yet",
    )  # fmt: skip


def line_question(number: int, own: Sequence[tuple[str, str]]) -> Question:
    """One of the lines to take along: a line of the learner's own, or a new one."""
    text = {
        1: "Which sentence do you want to be sure to say? Pick one of yours, or write it.",
        2: "A second one?",
        3: "And a third?",
    }[number]
    return Question(f"line:{number}", "open", text, tuple(own), max_length=300, decline="That's enough")


def condition_question(question_id: str) -> Question:
    """One half of an "if they say …, I will say …"."""
    return Question(question_id, "text", CONDITIONS[question_id], max_length=300, decline="That's enough")


def card(plan: Plan) -> str:
    """The card to take along, in the learner's own words."""
    parts = [f"My talk with {plan.with_whom}" if plan.with_whom else "My talk"]
    when = " · ".join(one for one in (day_of(plan.due), plan.where) if one)
    parts += [when] if when else []
    parts += ["What I want to say:\n" + "\n".join(f"• {line}" for line in plan.lines)] if plan.lines else []
    parts += [f"If they say: {first}\nI will say: {then}" for first, then in plan.if_then]
    return "\n\n".join([*parts, "I can take a breath. I can say: let me think about that."])


def day_of(due: datetime | None) -> str:
    """A day as people say it: Saturday 7 March."""
    return f"{due:%A} {due.day} {due:%B}" if due else ""


def reminder(plan: Plan, made: datetime) -> str:
    """An iCalendar file (RFC 5545) for the day of the talk: a title that gives nothing away, and nothing else.

    Raises ValueError for a plan without a day.
    """
    if plan.due is None:
        raise ValueError("A plan without a day has no reminder.")
    day = plan.due.date()
    mark = hashlib.sha256(f"{plan.id} {plan.created.isoformat()}".encode()).hexdigest()[:24]
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Notes//EN",
        "BEGIN:VEVENT",
        f"UID:{mark}@notes",
        f"DTSTAMP:{made:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{REMINDER}",
        "TRANSP:TRANSPARENT",
        "CLASS:PRIVATE",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{REMINDER}",
        "TRIGGER:PT9H",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return "\r\n".join(lines) + "\r\n"


def looked_back(plan: Plan) -> str:
    """What happened against what was feared, in the learner's words and numbers."""
    fear, feared, happened = plan.outcome.get("fear"), plan.feared, plan.happened
    lines = [f"Before, you feared: {quoted_whole(fear)}" if fear else ""]
    if answered := plan.outcome.get("answered"):
        lines.append(f"What they did: {quoted_whole(answered)}")
    if feared is not None and happened is not None:
        lines.append(f"How bad, from 0 to 10: you feared {feared}, it was {happened}. {_compared(feared, happened)}")
    lines.append("You had the talk. That part was yours, and you did it, however they answered.")
    return "\n".join(line for line in lines if line)


def _compared(feared: int, happened: int) -> str:
    if happened < feared:
        return "It was easier than you feared."
    if happened > feared:
        return "It was harder than you feared. That is good to know before the next one."
    return "It was about as you feared, and you went through it."


def is_due(plan: Plan, today: date) -> bool:
    """Whether the day of a plan has come, so that it may be asked about on a visit after it."""
    return plan.is_open and plan.due is not None and plan.due.date() < today
