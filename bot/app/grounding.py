"""Stop and find ground: at any time, whatever goes on, and then the learner chooses how it goes on."""

from __future__ import annotations

from bot.app.heard import Answer, Heard
from bot.rehearsal import grounding
from bot.rehearsal.floor import GROUNDING, PRACTICES, Floor
from bot.rehearsal.message import guide
from bot.rehearsal.questions import SETTLE
from bot.understanding import answers

GROUND = ("answer:ground", "Help me settle")
HOME = ("home", "What can I practise?")
BEFORE = "Of course. We stop for a moment; nobody is waiting. Leave out what does not help."


def begin(floor: Floor | None) -> Answer:
    """The first step. What goes on waits beneath it, paused."""
    under = floor.but(paused=True) if floor and floor.kind in PRACTICES and not floor.asking else floor
    if under:
        under = under.but(asking=tuple(one for one in under.asking if one != SETTLE))
    over = Floor(GROUNDING, asking=grounding.asked(), under=under.as_dict() if under else None)
    return Answer((grounding.step(0).message(before=BEFORE),), over)


def answer(heard: Heard, floor: Floor) -> Answer:
    """The next step, after whatever was answered; after the last one, or enough, the choices."""
    left = floor.asking[1:]
    enough = heard.choice in ("answer:enough", "skip") or answers.is_skip(heard.words) or answers.is_enough(heard.words)
    if left and not enough:
        return Answer((grounding.step(int(left[0].partition(":")[2])).message(),), floor.but(asking=left))
    under = floor.beneath
    onward = (("resume", "Carry on"), ("stop_here", "Stop here")) if under else (HOME,)
    text = f"{grounding.DONE} How would you like to go on?"
    return Answer((guide(text, *onward, ("help_now", "Help now")),), under)
