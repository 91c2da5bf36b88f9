"""What each focus adds, and where it leads."""

from __future__ import annotations

import pytest

from bot.programme.exercises import EXERCISES, of_area
from bot.vocabulary import FOCUS_AREAS
from tests.unit.app.test_focus_and_sessions import CONTRACT, find


@pytest.mark.parametrize("area", FOCUS_AREAS)
def test_a_session_offers_what_belongs_to_the_focus(learner, area):
    find(learner.arrives(), area, CONTRACT)
    learner.presses("programme:session")
    learner.through("skip", "skip", "skip")
    offered = [one.removeprefix("programme:do:") for one in learner.offered() if one.startswith("programme:do:")]
    assert offered == [one.kind for one in of_area(area)]


def test_what_was_done_stands_behind_what_was_not(learner):
    find(learner.arrives())
    learner.through("programme:session", "skip", "skip", "skip")
    learner.through("programme:do:stage", "answer:stuck", "skip", "skip")
    learner.presses("programme:session")
    offered = [one for one in learner.offered() if one.startswith("programme:do:")]
    assert offered[-1] == "programme:do:stage"


@pytest.mark.parametrize(
    ("stage", "said", "leads_to"),
    [
        ("talking", "one clear ask", "focus:role_dispute"),
        ("stuck", "opens the door", "statement:role_dispute"),
        ("over", "grieve what it was", "focus:grief"),
    ],
)
def test_the_stage_of_a_dispute_decides_what_to_rehearse(learner, log, stage, said, leads_to):
    learner.arrives().presses("programme:do:stage")
    assert said in learner.through(f"answer:{stage}", "that he asks", "that I bend")
    assert leads_to in learner.offered()
    assert log.notes(learner.id, "stage")[0].value == stage


def test_a_real_exchange_becomes_a_rehearsal(learner, log):
    learner.arrives().presses("programme:do:exchange")
    learner.through("You are late again.", "Sorry!", "small", "that I had to work", "I was at work, and I'm here now.")
    told = learner.presses("answer:words")
    assert "You wanted them to understand: that I had to work" in told
    assert "They said: “You are late again.”" in told
    assert "They had just said: “You are late again.”" in learner.through("work", "skip", "skip")


def test_without_a_line_there_is_nothing_to_rehearse_from(learner):
    learner.arrives().presses("programme:do:exchange")
    learner.through("skip", "I left", "skip", "skip", "skip")
    assert learner.floor is None


def test_a_decision_is_weighed_and_one_way_is_tried(learner):
    learner.arrives().presses("programme:do:decision")
    told = learner.through("Stay or go", "stay", "the house", "the fights", "go", "quiet", "alone", "answer:second")
    for line in ("1. stay", "   + the house", "   – the fights", "2. go", "To try first: go"):
        assert line in told


def test_old_role_and_new_role_stand_side_by_side(learner):
    learner.arrives().presses("programme:do:roles")
    told = learner.through(
        "the team lunches", "the long hours", "nobody calls", "time in the morning", "Priya", "walks"
    )
    drawn = learner.last.messages[0]
    assert drawn.look == "picture"
    assert max(map(len, drawn.text.splitlines())) <= 38
    assert "the team lunches  │ time in the" in told
    assert "You miss: Priya" in told


def test_a_memory_has_two_sides_and_nobody_speaks_for_the_dead(learner, log):
    learner.arrives().presses("programme:do:memory")
    told = learner.through("my brother", "his laugh", "his temper", "it is quiet", "my aunt", "I miss his laugh.")
    assert "What was good: his laugh\nWhat was hard: his temper" in told
    assert "I don't speak for those who are gone" in told
    assert {"statement:grief", "plan"} <= set(learner.offered())
    assert log.notes(learner.id, "memory")[0].words["hears"] == "my aunt"


def test_one_small_step_is_asked_about_in_the_next_session(learner, log, clock):
    find(learner.arrives(), "social_isolation", CONTRACT)
    learner.through("programme:session", "skip", "skip", "skip")
    learner.through("programme:do:approach", "a class", "the neighbour", "say hello on the stairs", "smile and go on")
    clock.pass_days(7)
    assert "“say hello on the stairs”" in learner.presses("programme:session")
    assert "smaller" in learner.through("answer:done", "she said hello back", "3", "4", "skip")
    (step,) = log.notes(learner.id, "approach")
    assert (step.value, step.words["how"]) == ("done", "she said hello back")


def test_a_new_step_takes_the_place_of_the_old_one(learner, log):
    learner.arrives()
    for step in ("hello", "a message"):
        learner.through("programme:do:approach", "skip", "skip", step, "skip")
    assert [one.value for one in log.notes(learner.id, "approach")] == ["not_yet", "open"]


@pytest.mark.parametrize("kind", list(EXERCISES))
def test_every_question_may_be_skipped(learner, log, kind):
    learner.arrives().presses(f"programme:do:{kind}")
    while learner.floor:
        assert "skip" in learner.offered()
        learner.presses("skip")
    assert log.notes(learner.id, kind) == []


@pytest.mark.parametrize("kind", list(EXERCISES))
def test_without_kept_words_only_that_it_was_done_stays(learner, log, kind):
    learner.arrives(keep=False).presses(f"programme:do:{kind}")
    while learner.floor:
        chosen = next((one for one in learner.offered() if one.startswith("answer:")), None)
        if learner.floor.asking[0] == "onward":
            learner.presses("skip")
        elif chosen:
            learner.presses(chosen)
        else:
            learner.says("plum pudding")
    (note,) = log.notes(learner.id, kind)
    assert (note.words, "plum pudding" in str(log.export(learner.id))) == ({}, False)
