"""The answer to safety's own question: a yes to danger is never a yes to practising."""

from __future__ import annotations

import pytest

from bot.understanding.after_risk import read


@pytest.mark.parametrize(
    ("held", "risk", "words", "choice", "intent"),
    [
        ("asked", "risk_ideation", "yes", None, "risk_confirmed"),
        ("asked", "risk_ideation", "yeah", None, "risk_confirmed"),
        ("asked", "risk_ideation", "", "yes", "risk_confirmed"),
        ("asked", "risk_ideation", "no", None, "risk_denied"),
        ("asked", "risk_ideation", "no, you misunderstood", None, "risk_denied"),
        ("asked", "risk_imminent", "It was a joke", None, "risk_denied"),
        ("asked", "risk_imminent", "that’s not what I meant", None, "risk_denied"),
        ("asked", "risk_abuse", "no", None, "risk_not_now"),
        ("asked", "risk_abuse", "not right now", None, "risk_not_now"),
        ("asked", "risk_abuse", "I'm ok at the moment", None, "risk_not_now"),
        ("asked", "risk_abuse", "", "misread", "risk_denied"),
        ("asked", "risk_imminent", "I don't know what to do", None, "resting"),
        ("asked", "risk_imminent", "please call before you come", None, "resting"),
        ("asked", "risk_imminent", "continue", None, "resting"),
        ("asked", "risk_imminent", "Carry on", "resume", "resume"),
        ("offered", "risk_imminent", "yes", None, "resume"),
        ("offered", "risk_imminent", "yes please", None, "resume"),
        ("offered", "risk_imminent", "go on", None, "resume"),
        ("offered", "risk_imminent", "no", None, "resting"),
        ("offered", "risk_imminent", "hm", None, "resting"),
        ("checking", "", "no", None, "risk_cleared"),
        ("checking", "", "I meant the exam", None, "risk_cleared"),
        ("checking", "", "yes", None, "risk_confirmed"),
        ("checking", "", "yes it was a joke", None, "risk_cleared"),
    ],
)
def test_what_is_answered(held, risk, words, choice, intent):
    assert read(held, risk, words, choice, "practice") == intent


@pytest.mark.parametrize("held", ["asked", "offered", "checking"])
@pytest.mark.parametrize("intent", ["risk_imminent", "risk_abuse", "get_help_now", "end_scene"])
def test_what_means_the_same_while_the_practice_rests(held, intent):
    assert read(held, "risk_ideation", "yes", None, intent) == intent
