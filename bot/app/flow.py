"""A flow of the programme's: questions one after the other, each skippable, each answer kept as it is given."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from bot.app.asking import ask_again, read
from bot.app.heard import Answer, Heard
from bot.rehearsal.floor import PROGRAMME, Floor
from bot.rehearsal.message import Message
from bot.rehearsal.questions import Question
from bot.scenarios.library import Library
from bot.store import Log

LEFT = "We leave that one."
OPEN = "left"
"""Notes of this kind hold a flow that was left in the middle: its name in `value`, its floor in the words."""
HOME = ("home", "What can I practise?")


@dataclass(frozen=True)
class Flow(ABC):
    """One flow. `question` says what is asked now, `took` what an answer changes, `done` how it ends."""

    log: Log
    library: Library
    name: ClassVar[str]

    @abstractmethod
    def question(self, learner: str, floor: Floor) -> Question:
        """The question in front."""

    def took(self, heard: Heard, floor: Floor, question_id: str, value: Any) -> Floor | Answer:
        """The floor after an answer; an Answer ends the flow at once."""
        return floor

    @abstractmethod
    def done(self, heard: Heard, floor: Floor) -> Answer:
        """What is said when nothing more is to be asked."""

    def start(
        self,
        heard: Heard,
        asking: Iterable[str],
        *,
        before: str = "",
        first: Iterable[Message] = (),
        **answers: Any,
    ) -> Answer:
        """Begins with these questions. `before` is said in the first question's message, `first` before it."""
        floor = Floor(PROGRAMME, asking=tuple(asking), then=self.name, answers=answers)
        asked = self.ask(heard, floor, before)
        return Answer((*first, *asked.messages), asked.floor)

    def ask(self, heard: Heard, floor: Floor, before: str = "") -> Answer:
        """The question in front, asked; the end when there is none."""
        if not floor.asking:
            return self.done(heard, floor)
        return Answer((self.question(heard.learner, floor).message(before),), floor)

    def answer(self, heard: Heard, floor: Floor) -> Answer:
        """Takes the answer to the question in front and goes on."""
        question = self.question(heard.learner, floor)
        got = read(question, heard)
        if not got.understood:
            return ask_again(question, got, floor)
        after = self.took(heard, floor.answered(question.id, got.value).but(missed=""), question.id, got.value)
        if isinstance(after, Answer):
            return after
        return self.ask(heard, after, LEFT if got.left else "")

    def again(self, heard: Heard, floor: Floor) -> Answer:
        """Goes back to the question before."""
        answered = [one for one in floor.answers if one in self.can_go_back_to(floor)]
        if not answered:
            return self.ask(heard, floor, "There is nothing to go back to yet.")
        last = answered[-1]
        kept = {name: value for name, value in floor.answers.items() if name != last}
        asking = (last, *(one for one in floor.asking if one != last))
        return self.ask(heard, floor.but(asking=asking, answers=kept), "Back to this one.")

    def can_go_back_to(self, floor: Floor) -> set[str]:
        """The questions that may be asked once more."""
        return set()


def without(floor: Floor, *question_ids: str) -> Floor:
    """The floor without some of the questions that were still to come."""
    return floor.but(asking=tuple(one for one in floor.asking if one not in question_ids))


def with_answers(floor: Floor, **answers: Any) -> Floor:
    """The floor with more noted in it."""
    return floor.but(answers={**floor.answers, **answers})


def given(floor: Floor, names: Iterable[str]) -> Mapping[str, str]:
    """The answers to these questions that were not skipped."""
    return {name: floor.answers[name] for name in names if floor.answers.get(name)}
