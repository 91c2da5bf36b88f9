"""A boundary statement: write, look at it, write again, both side by side, logged like any attempt."""

from __future__ import annotations

from tests.unit.app.conftest import text


def test_write_look_revise_keep(learner, log):
    learner.arrives()
    assert "Write what you want to say" in learner.opens_statement()
    first = learner.says("You never knock.", "blames")
    assert "“You never knock.”" in first
    second = learner.says("Please knock.", "makes_request")
    assert "First: “You never knock.”" in second
    assert "Now: “Please knock.”" in second
    kept = learner.presses("answer:keep")
    assert "Gone from it: blame." in kept
    learner.presses("skip")
    learner.presses("skip")
    assert learner.floor is None
    attempt = log.attempts(learner.id)[0]
    assert (attempt.attempt.kind, attempt.attempt.ending, attempt.turns) == ("statement", "kept", 2)


def test_the_rewrite_is_of_the_learners_own_words(learner):
    learner.arrives()
    learner.opens_statement()
    told = learner.says("Please knock.", "makes_request")
    assert "Your own words" in told and "Please knock." in told


def test_there_is_nothing_to_keep_before_something_is_written(learner):
    learner.arrives()
    learner.opens_statement()
    assert "nothing to keep yet" in learner.presses("answer:keep")


def test_a_statement_for_somebody_close_asks_about_fear_first(learner):
    learner.arrives()
    learner.does("start_statement", choice="statement:")
    assert "Are you afraid" in learner.presses("answer:partner")
    answer = learner.does("hear", "yes")
    assert "not the place" in text(answer)
    assert answer.floor is None


def test_stopping_with_a_draft_keeps_it_and_without_one_ends(learner, log):
    learner.arrives()
    learner.opens_statement()
    learner.does("stop")
    assert log.attempts(learner.id)[0].attempt.ending == "stopped"
    learner.opens_statement()
    learner.says("Please knock.", "makes_request")
    learner.does("stop")
    assert log.attempts(learner.id)[0].attempt.ending == "kept"


def test_hints_example_pause_and_taking_a_draft_back(learner):
    learner.arrives()
    learner.opens_statement()
    assert "Hint 1 of 3" in text(learner.does("hint"))
    assert "Someone wrote" in text(learner.does("example"))
    learner.says("You never knock.", "blames")
    learner.does("again")
    assert learner.floor.drafts == ()
    learner.does("pause")
    assert "On we go" in text(learner.does("resume"))


def test_whom_it_is_for_can_be_said_in_own_words(learner):
    learner.arrives()
    learner.does("start_statement", choice="statement:")
    assert "Are you afraid" in learner.says("my wife")


def test_whom_it_is_for_is_asked_twice_at_most_and_then_the_safe_way_is_taken(learner):
    learner.arrives()
    learner.does("start_statement", choice="statement:")
    learner.says("hmm")
    assert "Are you afraid" in learner.says("a person")
