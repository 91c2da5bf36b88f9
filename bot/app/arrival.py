"""Arrival, once: what this is and is not, may it keep the learner's words, for which country help lines."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.app.asking import ask_again, read
from bot.app.choosing import Choosing
from bot.app.heard import Answer, Heard
from bot.programme import helplines
from bot.rehearsal import questions
from bot.rehearsal.floor import ARRIVAL, Floor
from bot.rehearsal.message import Choice, Message, guide
from bot.rehearsal.questions import Question
from bot.store import Log
from bot.understanding.answers import age, is_telling

ADULT = 18
WELCOME = (
    "Hello, I'm Sayso. Here you can rehearse a hard talk before you have it. I play the other person from a script, "
    "show you what your words did, and let you try again."
    "\n\n"
    "I'm a program, not a person and not a therapist, and this is practice, not treatment. It is made for adults. If "
    "you ever need a person, “help now” shows you how to reach one."
)
FOR_ADULTS = (
    "Thank you for saying so. Sayso is made for adults, so I can't practise with you here. But I can show you people "
    "who are there for you."
)
GENERAL = {
    "child_line": "a child helpline in your country: childhelplineinternational.org lists them",
    "emergency_number": "your local emergency number",
}
"""What stands in for a line that is not known, as the slots of the domain do."""
ELSEWHERE = ("other", "Somewhere else")
SOON = "I'd like to hear about that, and we get to it in a moment. Just this first:"
KEPT = "Thank you. I keep your words here, locked."
NOT_KEPT = "Thank you. I won't keep your words: I hold them only while you practise, and keep what they showed."


@dataclass(frozen=True)
class Arrival:
    """The first two messages, and the menu after them; for somebody under 18 a line to call, and no more."""

    log: Log
    choosing: Choosing

    def knows(self, learner: str) -> bool:
        """Whether this learner has answered the question about their words."""
        row = self.log.learner(learner)
        return row is not None and row.consented is not None and row.adult is not False

    def welcome(self, learner: str, then: str | None = None) -> Answer:
        """The first two messages. `then`: the choice to go on with afterwards."""
        row = self.log.learner(learner)
        floor = Floor(ARRIVAL, asking=("adult", "consent", "country"), then=then)
        if row and row.adult is False:
            return _too_young(row.country, floor)
        if row and row.adult:
            known = floor.but(asking=("consent", "country"), answers={"adult": "adult"})
            return Answer((guide(WELCOME), _question("consent").message()), known)
        return Answer((guide(WELCOME), questions.adult().message()), floor)

    def answer(self, heard: Heard, floor: Floor) -> Answer:
        """The answer to one of arrival's questions; without `place` in the answer it goes on with the next."""
        question = _question(floor.asking[0])
        if (years := _age_beside(question, heard)) is not None:
            return self._aged(heard, floor, years)
        got = read(question, heard)
        if not got.understood:
            if "told" in floor.answers:
                return _too_young(floor.answers["told"], floor)
            return ask_again(question, replace(got, again=SOON) if is_telling(heard.words) else got, floor)
        answered = floor.answered(question.id, got.value)
        if question.id == "adult":
            return self._of_age(heard, answered)
        if floor.answers.get("adult") == "minor":
            return self._helped(heard, answered)
        if question.id == "consent":
            keeps = got.value == "keep"
            self.log.save_learner(heard.learner, keep_words=keeps)
            return Answer((_question("country").message(before=KEPT if keeps else NOT_KEPT),), answered)
        country = got.value if got.value in helplines.COUNTRIES else None
        self.log.save_learner(heard.learner, keep_words=answered.answers["consent"] == "keep", country=country)
        return Answer((self.choosing.menu(heard.learner),), country=country)

    def _aged(self, heard: Heard, floor: Floor, years: int) -> Answer:
        """An age that is said where something else was asked: believed, and the open question asked again."""
        if years < ADULT:
            return self.minor(heard, floor.then)
        self.log.note_age(heard.learner, adult=True)
        if floor.answers.get("adult") == "minor":
            return self._of_age(heard, floor.but(answers={"adult": "adult"}))
        return Answer((_question(floor.asking[0]).message(before="Thank you."),), floor.but(missed=""))

    def minor(self, heard: Heard, then: str | None = None) -> Answer:
        """Somebody says that they are younger than 18: it ends here, with whom they can talk to."""
        row = self.log.learner(heard.learner)
        floor = Floor(ARRIVAL, asking=("adult",), answers={"adult": "minor"}, then=then)
        if row and row.country:
            self.log.note_age(heard.learner, adult=False)
            return _too_young(row.country, floor)
        return self._of_age(heard, floor)

    def _of_age(self, heard: Heard, floor: Floor) -> Answer:
        """On for an adult; somebody younger is asked for the country, so that the right line can be named."""
        if floor.answers["adult"] == "adult":
            self.log.note_age(heard.learner, adult=True)
            adult = floor.but(asking=("consent", "country"), answers={"adult": "adult"}, missed="")
            return Answer((_question("consent").message(),), adult)
        self.log.note_age(heard.learner, adult=False)
        if "told" in floor.answers:
            return _too_young(floor.answers["told"], floor)
        return Answer((_question("country").message(before=FOR_ADULTS),), floor.but(asking=("country",)))

    def _helped(self, heard: Heard, floor: Floor) -> Answer:
        """Whom somebody under 18 can talk to. It ends here."""
        country = floor.answers["country"] if floor.answers["country"] in helplines.COUNTRIES else None
        if country:
            self.log.note_age(heard.learner, adult=False, country=country)
        return _too_young(country, floor)


def _age_beside(question: Question, heard: Heard) -> int | None:
    """The age that is said where something else was asked. A number that picks one of the options is none."""
    bare = heard.words.strip()
    if heard.choice is not None or question.id == "adult" or bare in map(str, range(1, len(question.options) + 1)):
        return None
    return age(heard.words)


def _too_young(country: str | None, floor: Floor) -> Answer:
    """Whom to call instead, and a way back for who pressed the wrong button."""
    lines = {**GENERAL, **helplines.lines(country)}
    text = (
        f"You can talk to someone who is there for people your age: {lines['child_line']}. If you are in danger, call "
        f"{lines['emergency_number']}. A grown-up you trust can help, too: at home, at school, anywhere.\n\n"
        "Sayso stops here. It was good that you looked for help."
    )
    choices = (("help_now", "Help now"), ("answer:adult", "That was a mistake: I'm 18 or older"))
    return Answer((Message("safety", text, choices=tuple(Choice(*one) for one in choices)),),
                  floor.but(asking=("adult",), answers={"told": country}, missed=""), country=country)  # fmt: skip


def _question(question_id: str) -> Question:
    if question_id == "adult":
        return questions.adult()
    if question_id == "consent":
        return questions.consent()
    return Question(
        "country",
        "choice",
        "Which country are you in? Then I can show the right help lines, should you ever want them.",
        (*helplines.COUNTRIES.items(), ELSEWHERE),
    )
