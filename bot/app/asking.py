"""Reads the answer to the open question: what it was answered with, or how it is asked again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from bot.app.heard import Answer, Heard
from bot.rehearsal.floor import Floor
from bot.rehearsal.questions import MORE, Question
from bot.understanding import answers

_AGAIN = {
    "clear_no": "A plain yes or no is enough. If you are not sure, that counts too.",
    "scale": "Please give me one number from 0 to 10, or say skip.",
    "choice": "Please pick one of these.",
    "text": "Please tell me in a few words, or say skip.",
    "open": "Please pick one of these, or say it in your own words.",
    "date": "Which day is that? You can write “tomorrow”, “Friday”, “in 5 days” or a date like 14 March. Or say skip.",
}

_TWICE = "I did not get that. The number of one of these is enough: 1, 2 and so on. Or “stop here”, for another day."
_HELLO = "Hello. We were at this question:"
_AGE = "This one I have to know for sure. Yes, no, or how old you are?"


@dataclass(frozen=True)
class Read:
    """`understood` says whether `value` is the answer (None for a skip); `again` is what to say if it is not.

    `left`: the question was asked twice and is left now, with its default.
    """

    understood: bool
    value: Any = None
    again: str = ""
    left: bool = False


def read(question: Question, heard: Heard) -> Read:
    """The learner's answer to `question`, by button or in their own words.

    A question that may be skipped, or that has a default, is asked again once; words that do not answer it then either
    count as a skip.
    """
    got = _read(question, heard)
    missed = heard.floor is not None and heard.floor.missed == question.id
    may_go_on = question.skippable or question.default is not None
    if got.understood or not missed:
        return got
    if may_go_on:
        return Read(True, question.default, left=True)
    return replace(got, again=_TWICE) if got.again == _AGAIN["choice"] else got


def ask_again(question: Question, got: Read, floor: Floor) -> Answer:
    """The same question once more, saying what would answer it."""
    return Answer((question.message(before=got.again),), floor.but(missed=question.id))


def turned_page(heard: Heard, floor: Floor) -> Floor | None:
    """The floor with the next page of the options, when that is what is asked for."""
    asked = heard.choice == f"answer:{MORE[0]}" if heard.choice is not None else answers.is_more(heard.words)
    return floor.but(page=floor.page + 1) if asked else None


def _read(question: Question, heard: Heard) -> Read:
    if heard.choice == "skip" or (heard.choice is None and _declines(question, heard.words)):
        return Read(True, question.default) if question.skippable else Read(False, again=_AGAIN[question.kind])
    if heard.choice is None and _takes_no_hello(question) and answers.is_greeting(heard.words):
        return Read(False, again=_HELLO)
    value = heard.chosen if (heard.choice or "").startswith("answer:") else heard.words
    return _READERS[question.kind](question, value)


def _declines(question: Question, words: str) -> bool:
    """Whether somebody would rather not answer: in general words, in those of the button, or by a no to an offer."""
    is_offer = question.yes is not None and question.no is None and question.skippable
    return (
        answers.is_skip(words)
        or words.strip(" .!").casefold() == question.decline.casefold()
        or (is_offer and answers.yes_or_no(words) is False)
        or (question.kind == "scale" and answers.plain_no(words))
    )


def _takes_no_hello(question: Question) -> bool:
    """Whether a hello is no answer: somebody comes back. Where words are asked for, it may be one."""
    return question.kind not in ("text", "open") or question.id in ("nickname", "more")


def _clear_no(question: Question, value: str) -> Read:
    if answers.plain_no(value):
        return Read(True, "no")
    if answers.is_ok(value):
        return Read(False, again=_AGAIN["clear_no"])
    is_yes = answers.yes_or_no(value) or answers.option(value, question.options) == "yes"
    return Read(True, "yes") if is_yes else Read(False, again=_AGAIN["clear_no"])


def _erase(question: Question, value: str) -> Read:
    return Read(True, "erase" if value == "erase" or answers.plain_yes(value) else "keep")


def _scale(question: Question, value: str) -> Read:
    number = answers.number(value, question.low, question.high)
    again = _AGAIN["scale"].replace("0", str(question.low), 1).replace("10", str(question.high))
    return Read(True, number) if number is not None else Read(False, again=again)


def _choice(question: Question, value: str) -> Read:
    if question.id == "adult" and value not in dict(question.options):
        said = answers.of_age(value)
        return Read(False, again=_AGE) if said is None else Read(True, "adult" if said else "minor")
    named = answers.option(value, question.options, loosely=question.id != "held")
    found = named or _own_name(question, value) or _plain_yes_or_no(question, value)
    return Read(True, found) if found is not None else Read(False, again=_AGAIN["choice"])


def _own_name(question: Question, value: str) -> str | None:
    """What people call an option in their own words: a relation, a country, how much, whether a talk was had."""
    if question.id.startswith("find:"):
        return answers.how_much(value)
    if question.id == "held":
        return answers.talk_held(value)
    if question.id == "consent":
        return answers.keeping(value)
    if question.id == "relation":
        return answers.relation(value)
    if question.id != "country":
        return None
    elsewhere = "other" if answers.names_a_place(value) else None
    return answers.country(value) or elsewhere


def _plain_yes_or_no(question: Question, value: str) -> str | None:
    said = answers.yes_or_no(value)
    return {True: question.yes, False: question.no, None: None}[said]


def _text(question: Question, value: str) -> Read:
    text = " ".join(value.split())
    if question.skippable and answers.plain_no(text):
        return Read(True, question.default)
    asks_for_a_name = (question.default or "")[:1].isupper()
    if not text or (asks_for_a_name and answers.is_no_line(text)):
        return Read(False, again=_AGAIN["text"])
    if len(text) > question.max_length:
        return Read(False, again=f"That is a little long for this. Can you say it in {question.max_length} letters?")
    return Read(True, text)


def _open(question: Question, value: str) -> Read:
    """One of the options by its label or its number; anything else is the learner's own answer."""
    found = answers.option(value, question.options, loosely=False) or _plain_yes_or_no(question, value)
    if found is None and value.strip().isdecimal():
        return Read(False, again=_AGAIN["open" if question.options else "text"])
    return Read(True, found) if found is not None else _text(question, value)


def _date(question: Question, value: str) -> Read:
    """A day as ISO 8601, counted from the day on which it is asked."""
    day = answers.day(value, question.today) if question.today else None
    return Read(True, day.isoformat()) if day else Read(False, again=_AGAIN["date"])


_READERS = {
    "clear_no": _clear_no,
    "erase": _erase,
    "scale": _scale,
    "choice": _choice,
    "text": _text,
    "open": _open,
    "date": _date,
}
