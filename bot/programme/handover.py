"""A learner's focus and real talks in a few words each: for their own list, and for a page to hand over."""

from __future__ import annotations

from bot.programme.charts import day
from bot.programme.focus import PLAIN
from bot.programme.records import Course, Plan
from bot.programme.sittings import agreed


def talk(plan: Plan) -> str:
    """What became of a plan, in numbers and days: none of the learner's words."""
    told = [
        f"Planned on {day(plan.created)}",
        f"for {day(plan.due)}" if plan.due else "",
        f"held on {day(plan.held)}" if plan.held else "",
        "let go" if plan.let_go else "",
        f"feared {plan.feared} of 10" if plan.feared is not None else "",
        f"it was {plan.happened} of 10" if plan.happened is not None else "",
    ]
    return ", ".join(one for one in told if one) + "."


def course(one: Course, held: int) -> str:
    """A focus and how many of its sessions were held: none of the learner's words."""
    until = day(one.closed) if one.closed else "now"
    return f"{PLAIN[one.area]}, {day(one.opened)} to {until}: {held} of {agreed(one)} sessions."
