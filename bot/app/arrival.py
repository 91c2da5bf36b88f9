"""Arrival, once: what this is and is not, may it keep the learner's words, for which country help lines."""

from __future__ import annotations

from dataclasses import dataclass

from bot.app.asking import ask_again, read
from bot.app.choosing import Choosing
from bot.app.heard import Answer, Heard
from bot.programme import helplines
from bot.rehearsal import questions
from bot.rehearsal.floor import ARRIVAL, Floor
from bot.rehearsal.message import guide
from bot.rehearsal.questions import Question
from bot.store import Log

WELCOME = (
    "Hello, I'm Sayso. Here you can rehearse a hard talk before you have it. I play the other person from a script, "
    "show you what your words did, and let you try again."
    "\n\n"
    "I'm a program, not a person and not a therapist, and this is practice, not treatment. It is made for adults. If "
    "you ever need a person, “help now” shows you how to reach one."
)
ELSEWHERE = ("other", "Somewhere else")
KEPT = "Thank you. I keep your words here, locked."
NOT_KEPT = "Thank you. I won't keep your words: I hold them only while you practise, and keep what they showed."


@dataclass(frozen=True)
class Arrival:
    """The first two messages, and the menu after them."""

    log: Log
    choosing: Choosing

    def knows(self, learner: str) -> bool:
        """Whether this learner has answered the question about their words."""
        row = self.log.learner(learner)
        return row is not None and row.consented is not None

    def welcome(self, then: str | None = None) -> Answer:
        """The first two messages. `then`: the choice to go on with afterwards."""
        floor = Floor(ARRIVAL, asking=("consent", "country"), then=then)
        return Answer((guide(WELCOME), questions.consent().message()), floor)

    def answer(self, heard: Heard, floor: Floor) -> Answer:
        """The answer to one of arrival's questions; without `place` in the answer it goes on with the next."""
        question = _question(floor.asking[0])
        got = read(question, heard)
        if not got.understood:
            return ask_again(question, got, floor)
        answered = floor.answered(question.id, got.value)
        if question.id == "consent":
            keeps = got.value == "keep"
            self.log.save_learner(heard.learner, keep_words=keeps)
            return Answer((_question("country").message(before=KEPT if keeps else NOT_KEPT),), answered)
        country = got.value if got.value in helplines.COUNTRIES else None
        self.log.save_learner(heard.learner, keep_words=answered.answers["consent"] == "keep", country=country)
        return Answer((self.choosing.menu(heard.learner),), country=country)


def _question(question_id: str) -> Question:
    if question_id == "consent":
        return questions.consent()
    return Question(
        "country",
        "choice",
        "Which country are you in? Then I can show the right help lines, should you ever want them.",
        (*helplines.COUNTRIES.items(), ELSEWHERE),
    )
