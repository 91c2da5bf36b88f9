from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.scenarios.load import load_scenario, parse_scenario
from bot.scenarios.model import Scenario

SHIPPED = Path(__file__).parents[3] / "scenarios" / "parent_drops_in.yml"

SMALL = """\
schema: 1
id: small
revision: 1
locale: en
focus: social_isolation
relation: friend
title: Asking for coffee
minutes: 2
brief: Ask {person} for a coffee.
variables:
  person: {ask: Who is it?, default: Kim, max_length: 20}
meters:
  trust: {start: 0, min: 0, max: 3}
levels:
  warm: {trust: 1}
  wary: {}
reacts:
  states_feeling: {trust: +1}
limits: {turns: 3, to: ran_out}
goals:
  ask: {uses: [makes_request], done: You asked., missed: Ask in one line.}
always:
  - {id: leaves, when: {any: [insults]}, says: That was mean., to: walked_off}
start: meets
beats:
  meets:
    says: Oh, hi.
    hints: [You can start small., Name a day., "Try: Would you like to…"]
    examples:
      - {say: I miss you. Want to get a coffee?, shows: [states_feeling, makes_request]}
    replies:
      - {id: agrees, when: {any: [makes_request], meters: {trust: at least 2}}, says: I would love to., to: coffee}
      - {id: wonders, when: {any: [makes_request]}, says: "Me? Why?", to: wonders}
      - {id: nods, otherwise: true, says: [Nice day., It may rain., I have a bus to get.], to: meets}
  wonders:
    says: We hardly talk.
    hints: [They want a reason., Say what they are to you., "Try: I miss…"]
    examples:
      - {say: I miss our talks. Would you come on Friday?, shows: [states_feeling, makes_request]}
    replies:
      - {id: warms, when: {any: [states_feeling]}, says: Me too. Friday it is., to: coffee}
      - {id: waits, otherwise: true, says: [Hm., Let me think.], to: wonders}
endings:
  coffee: {kind: good, says: You pick a day., debrief: You asked and you got a yes.}
  walked_off: {kind: retry, says: "{person} walks off.", debrief: Try it with a kind word.}
  ran_out: {kind: retry, says: The bus comes., debrief: Ask a bit sooner.}
"""


def changed(*swaps: tuple[str, str]) -> str:
    """The small scenario's text with parts swapped; a part that is not there fails the test."""
    text = SMALL
    for old, new in swaps:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


@pytest.fixture
def small() -> Scenario:
    return parse_scenario(SMALL, "small.yml")


@pytest.fixture
def small_with() -> Callable[..., Scenario]:
    return lambda *swaps: parse_scenario(changed(*swaps), "small.yml")


@pytest.fixture(scope="session")
def shipped() -> Scenario:
    return load_scenario(SHIPPED)


class Clock:
    """Time that stands still until a test moves it, in seconds."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()
