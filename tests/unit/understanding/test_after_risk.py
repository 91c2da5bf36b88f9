"""The answer to safety's own question: a yes to danger is never a yes to practising."""

from __future__ import annotations

import pytest

from bot.understanding.after_risk import read


@pytest.mark.parametrize(
    ("held", "risk", "words", "choice", "intent"),
    [
        ("checking", "risk_ideation", "no no, nothing of that kind, i am only tired of packing", None, "risk_cleared"),
        ("checking", "risk_ideation", "I just mean my blood pressure tablets", None, "risk_cleared"),
        ("checking", "risk_ideation", "no one would miss me", None, "risk_unclear"),
        ("checking", "risk_ideation", "no but i have pills here", None, "risk_unclear"),
        ("checking", "risk_ideation", "no i dont know", None, "risk_unclear"),
        ("checking", "risk_ideation", "no. well. only sometimes", None, "risk_unclear"),
        ("checking", "risk_ideation", "no i mean im done with this conversation", None, "risk_cleared"),
        ("asked", "risk_ideation", "yes", None, "risk_confirmed"),
        ("asked", "risk_ideation", "yeah", None, "risk_confirmed"),
        ("asked", "risk_ideation", "", "yes", "risk_confirmed"),
        ("asked", "risk_ideation", "no", None, "risk_denied"),
        ("asked", "risk_ideation", "no, you misunderstood", None, "risk_denied"),
        ("asked", "risk_ideation", "not really", None, "resting"),
        ("asked", "risk_ideation", "no but i have pills here", None, "resting"),
        ("asked", "risk_ideation", "not tonight", None, "resting"),
        ("asked", "risk_imminent", "It was a joke", None, "risk_denied"),
        ("asked", "risk_imminent", "that’s not what I meant", None, "risk_denied"),
        ("asked", "risk_imminent", "no", None, "risk_confirmed"),
        ("asked", "risk_imminent", "", "no", "risk_confirmed"),
        ("confirmed", "risk_imminent", "I'm safe now", "no", "risk_denied"),
        ("asked", "risk_abuse", "no", None, "risk_not_now"),
        ("asked", "risk_abuse", "", "no", "risk_not_now"),
        ("asked", "risk_abuse", "not sure", None, "resting"),
        ("asked", "risk_abuse", "I'm ok", None, "risk_not_now"),
        ("asked", "risk_abuse", "", "misread", "risk_denied"),
        ("asked", "risk_imminent", "I don't know what to do", None, "resting"),
        ("asked", "risk_imminent", "please call before you come", None, "resting"),
        ("asked", "risk_ideation", "continue", None, "risk_denied"),
        ("asked", "risk_ideation", "Carry on", "resume", "risk_denied"),
        ("asked", "risk_ideation", "show me help", None, "get_help_now"),
        ("asked", "risk_ideation", "leave me alone", None, "risk_leave"),
        ("confirmed", "risk_ideation", "ok", None, "resting"),
        ("confirmed", "risk_ideation", "yes", None, "risk_confirmed"),
        ("confirmed", "risk_ideation", "I'm safe now", "no", "risk_denied"),
        ("confirmed", "risk_ideation", "i'm safe now", None, "risk_denied"),
        ("confirmed", "risk_ideation", "Carry on", "resume", "resting"),
        ("offered", "risk_imminent", "yes", None, "resume"),
        ("offered", "risk_imminent", "yes please", None, "resume"),
        ("offered", "risk_imminent", "go on", None, "resume"),
        ("offered", "risk_imminent", "ok", None, "resting"),
        ("offered", "risk_imminent", "no", None, "risk_leave"),
        ("offered", "risk_imminent", "stop", None, "risk_leave"),
        ("offered", "risk_imminent", "hm", None, "resting"),
        ("checking", "", "no", None, "risk_cleared"),
        ("checking", "", "No, I meant it differently", "misread", "risk_cleared"),
        ("checking", "", "I meant the exam", None, "risk_cleared"),
        ("checking", "", "yes", None, "risk_confirmed"),
        ("checking", "", "maybe", None, "risk_unclear"),
        ("checking", "", "a little", None, "risk_unclear"),
        ("checking", "", "i dont want to say", None, "risk_unclear"),
        ("checking", "", "please help me", None, "get_help_now"),
        ("checking", "", "skip", None, "risk_unclear"),
    ],
)
def test_what_is_answered(held, risk, words, choice, intent):
    assert read(held, risk, words, choice, "practice") == intent


@pytest.mark.parametrize("held", ["asked", "confirmed", "offered", "checking"])
@pytest.mark.parametrize("intent", ["risk_imminent", "risk_abuse", "get_help_now", "delete_data"])
def test_what_means_the_same_while_the_practice_rests(held, intent):
    assert read(held, "risk_ideation", "yes", None, intent) == intent
