"""A short exercise to find calm again: three steps, each of which can be skipped."""

from __future__ import annotations

from bot.rehearsal.questions import Question

STEPS = (
    "Put both feet on the floor. Feel what holds you up. Let your shoulders drop.",
    "Breathe in, and breathe out a little slower than you breathed in. Three times, in your own time.",
    "Look around and name five things you can see. Then one sound, the one that is furthest away.",
)
NEXT = ("next", "Next")
ENOUGH = ("enough", "That's enough")
DONE = "Good. However that was, you took a moment for yourself."


def step(number: int) -> Question:
    """One step, from 0; any words lead on."""
    text = f"{number + 1} of {len(STEPS)}. {STEPS[number]}"
    options = (NEXT, ENOUGH) if number + 1 < len(STEPS) else (("next", "Done"),)
    return Question(f"ground:{number}", "choice", text, options, default=NEXT[0], skippable=False)


def asked() -> tuple[str, ...]:
    """The ids of all steps."""
    return tuple(f"ground:{number}" for number in range(len(STEPS)))
