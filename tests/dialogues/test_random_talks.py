"""Random talks: no dead end, no exception, no turn without an answer, and the log agrees with the tracker."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from bot.rehearsal.floor import Floor
from tests.databases import Clock
from tests.dialogues.talk import Talk

LINES = (
    "When you use your key without calling, I feel on edge.",
    "You never listen to me.",
    "Sorry, sorry, it's nothing, forget it.",
    "I love you, and I need you to call before you come.",
    "no",
    "7",
    "skip",
    "Dad",
    "yes",
    "stop",
    "hint",
    "pause",
    "resume",
    "again",
    "stop here",
    "help now",
    "how am I doing?",
    "I want to practise a boundary",
    "what is this?",
    "tell me a joke",
    "thanks",
    "🙂",
    "I don't want to be alive anymore.",
    "you misunderstood",
    "erase everything",
    "that's wrong",
    "that wasn't a limit",
    "ground me",
    "go back to an earlier line",
    "what were they thinking?",
    "swap roles",
    "hold it",
    "a talk of my own",
    "my sister and mum's house",
    "more",
)
UNFILLED = re.compile(r"\{[a-z_]+\}")
ALWAYS = ("hint", "again", "pause", "resume", "stop_here", "help_now", "home", "progress", "about", "skip")
DOORS = (
    *("people", "plan", "report", "programme:menu", "programme:focus", "programme:session", "programme:close"),
    *("programme:conclude", "programme:more", "programme:plans", "answer:ground", "programme:rest"),
    *("programme:do:exchange", "programme:do:roles", "programme:do:memory", "programme:do:approach"),
)
"""Buttons of the programme: any of them may have been offered by the answer before."""


def talks(agent, loop, clock):
    class Talks(RuleBasedStateMachine):
        @initialize(known=st.booleans())
        def begin(self, known):
            self.talk = Talk(agent, loop)
            if known:
                self.talk.arrive()

        @rule(words=st.sampled_from(LINES) | st.text(max_size=60))
        def says(self, words):
            self.heard(self.talk.say(words))

        @rule(choice=st.sampled_from(ALWAYS))
        def presses_what_is_always_there(self, choice):
            self.heard(self.talk.press(choice))

        @rule(choice=st.sampled_from(DOORS))
        def opens_a_part_of_the_programme(self, choice):
            self.heard(self.talk.press(choice))

        @rule(days=st.integers(1, 9))
        def lets_days_go_by(self, days):
            clock.pass_days(days)

        @rule(which=st.integers(0, 20))
        def presses_what_was_offered(self, which):
            offered = [
                one for answer in self.talk.answers[-1:] for message in answer["messages"] for one in message["choices"]
            ]
            if offered:
                choice = offered[which % len(offered)]
                self.heard(self.talk.say(choice["label"], choice["id"]))

        def heard(self, messages):
            assert messages, "a turn got no answer"
            assert all(message["text"] for message in messages)
            # The learner's own words are quoted to the letter, and may hold braces themselves.
            assert not any(UNFILLED.search(message["text"]) for message in messages), "something was left unfilled"

        @invariant()
        def the_log_agrees_with_the_tracker(self):
            from actions.turn import app

            if not hasattr(self, "talk"):
                return
            tracker = self.talk.tracker()
            floor = Floor.from_dict(tracker.get_slot("rehearsal")) if tracker else None
            running = app().log.open_attempt(self.talk.learner)
            assert (running.id if running else None) == (floor.attempt if floor and floor.running else _beneath(floor))
            if floor and floor.running:
                assert len(app().log.turns(floor.attempt)) == floor.turn

    return Talks


def _beneath(floor):
    """The attempt that waits beneath a question about something else."""
    under = Floor.from_dict(floor.under) if floor else None
    return under.attempt if under and under.running else None


def test_random_talks(agent, actions, loop, monkeypatch):
    from actions.turn import app

    clock = Clock()
    monkeypatch.setattr(app().log, "_clock", clock)
    actions.down = False
    run_state_machine_as_test(
        talks(agent, loop, clock),
        settings=settings(
            max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
