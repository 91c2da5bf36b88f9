"""Asks how somebody tends to push back: one or two of the tactics, in words about people, five at a time."""

from __future__ import annotations

from bot.rehearsal import tactics
from bot.rehearsal.floor import Floor
from bot.rehearsal.questions import Question, paged

FIRST, SECOND = "push:1", "push:2"
ASKED = (FIRST, SECOND)
ALL = ("all", "That's all")
UNSURE = ("usual", "I'd rather not say")


def question(question_id: str, floor: Floor) -> Question:
    """Every tactic that is not chosen yet."""
    chosen = floor.answers.get(FIRST)
    ways = tuple(one for one in tactics.picks() if one[0] != chosen)
    if question_id == FIRST:
        text = "How do they tend to push back?"
        return Question(FIRST, "choice", text, (*ways, UNSURE), default=UNSURE[0], skippable=False)
    return Question(SECOND, "choice", "Anything else they do?", (*ways, ALL), default=ALL[0], skippable=False)


def shown(question_id: str, floor: Floor) -> Question:
    """The question as it is asked: a page of it."""
    return paged(question(question_id, floor), floor.page, always=1)


def answered(floor: Floor, question_id: str, value: str) -> Floor:
    """The floor after the answer; who would rather not say is not asked for a second one."""
    after = floor.answered(question_id, value)
    return after.but(asking=tuple(one for one in after.asking if one != SECOND)) if value == UNSURE[0] else after


def chosen(floor: Floor, usual: tuple[str, ...]) -> tuple[str, ...]:
    """The tactics that were picked; without any, the `usual` ones."""
    picked = tuple(floor.answers[one] for one in ASKED if floor.answers.get(one) in tactics.words())
    return picked or usual
