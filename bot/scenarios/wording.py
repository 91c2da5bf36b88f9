"""How a scenario reads: reading level, sentence length, and words that do harm or get in the way."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from bot.scenarios import names
from bot.scenarios.model import Path, Scenario
from bot.scenarios.problems import Problem, problem
from bot.scenarios.walk import fill, values

MOST_GRADE = 6.0
"""Flesch-Kincaid grade that a speaker's pooled lines may have."""

MOST_WORDS = 20
"""Words that one sentence may have."""

FEWEST_WORDS = 60
"""Below this a grade says nothing."""

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+")


class Term(NamedTuple):
    """Words to avoid: a pattern, why, what to say instead, and whether only the guide must avoid them."""

    pattern: re.Pattern[str]
    why: str
    instead: str
    guide_only: bool


def _term(pattern: str, why: str, instead: str, guide_only: bool = False) -> Term:
    return Term(re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), why, instead, guide_only)


TERMS = (
    _term("commit(?:s|ted|ting)? suicide", "it speaks of a crime", "died by suicide"),
    _term("psycho|schizo|lunatic|mental case|nutjob", "it mocks illness", "what the person did"),
    _term("retard(?:ed)?|spaz|cripple", "it is a slur", "nothing, or what happened"),
    _term("hysterical|drama queen", "it shames feeling", "upset"),
    _term("junkie|druggie|alcoholic", "it makes a person their illness", "someone who drinks, who uses"),
    _term("narcissists?|narcissistic|toxic|gaslight\\w*", "it is a verdict on a person", "what they do", True),
    _term(
        "dysfunctional|maladaptive|non-?complian\\w+|pathological",
        "it sounds like a file",
        "hard, stuck",
        True,
    ),
    _term("patients?|clients?|subjects?", "the learner is a person at practice", "you", True),
    _term("you failed|failure|mistakes?|wrong answer", "it shames trying", "next time, try", True),
    _term("you should have|you must|you have to", "it orders", "you could, try", True),
    _term("obviously|of course|simply|just say", "it makes a hard thing sound easy", "try: …", True),
    _term("calm down", "it tells people how to feel", "take a breath", True),
    _term("closure|move on|moving on", "grief has no schedule", "carry it, live with it", True),
    _term("utili[sz]e|facilitate|implement|prioriti[sz]e", "it is office talk", "use, help, do, choose", True),
)


def check_wording(scenario: Scenario) -> list[Problem]:
    """SC401 and SC402: what is hard to read, and words to avoid. Variables stand at their defaults."""
    return [*_grades(scenario), *_long_sentences(scenario), *_terms(scenario)]


def _spoken(scenario: Scenario) -> Iterator[tuple[Path, str, str]]:
    """Path, speaker and words of each text, filled; the learner's examples left out."""
    defaults = values(scenario, {})
    for path, speaker, text in names.texts(scenario):
        if speaker != "learner":
            yield path, speaker, fill(text, defaults)


def _grades(scenario: Scenario) -> Iterator[Problem]:
    for speaker, grade in grades(scenario).items():
        if grade > MOST_GRADE:
            why = f"The {speaker}'s lines read at grade {grade:.1f}; {MOST_GRADE:.0f} is the most."
            yield problem("SC401", scenario.place("beats" if speaker == "counterpart" else "title"), why=why)


def grades(scenario: Scenario) -> dict[str, float]:
    """The Flesch-Kincaid grade of each speaker's pooled lines, 0 for lines too few to tell."""
    pooled: dict[str, list[str]] = {"counterpart": [], "guide": []}
    for _, speaker, text in _spoken(scenario):
        pooled[speaker].append(text if text[-1] in ".!?…" else f"{text}.")
    return {speaker: reading_grade(" ".join(lines)) for speaker, lines in pooled.items()}


def reading_grade(text: str) -> float:
    """The Flesch-Kincaid grade of a text, 0 for one too short to tell."""
    if len(text.split()) < FEWEST_WORDS:
        return 0.0
    return float(_textstat().flesch_kincaid_grade(text))


def _long_sentences(scenario: Scenario) -> Iterator[Problem]:
    for path, speaker, text in _spoken(scenario):
        longest = max(len(sentence.split()) for sentence in _SENTENCE_END.split(text))
        if longest > MOST_WORDS:
            why = f"The {speaker} has a sentence of {longest} words here; {MOST_WORDS} is the most."
            yield problem("SC401", scenario.place(*path), why=why)


def _terms(scenario: Scenario) -> Iterator[Problem]:
    for path, speaker, text in _spoken(scenario):
        for term in TERMS:
            match = term.pattern.search(text)
            if match and not (term.guide_only and speaker != "guide"):
                facts = {"given": match[0], "why": term.why, "mend": term.instead}
                yield problem("SC402", scenario.place(*path), **facts)


@cache
def _textstat() -> Any:
    # Loaded on first use: it takes a while, and it warns about a library of its own.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import textstat
    return textstat.textstat
