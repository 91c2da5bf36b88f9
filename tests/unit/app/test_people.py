"""The people in the learner's life: added, changed, removed, left in the middle and gone on with."""

from __future__ import annotations

import pytest

MUM = ("Mum", "family", "answer:1", "she makes me laugh", "she drops in", "a call first", "that I have time", "skip")


def test_a_person_is_kept_answer_by_answer(learner, log):
    learner.arrives().through("people", *MUM)
    (mum,) = log.people(learner.id)
    assert (mum.nickname, mum.relation, mum.ring) == ("Mum", "family", 1)
    assert (mum.good, mum.hard, mum.unsaid) == ("she makes me laugh", "she drops in", None)
    assert (mum.expected_of_them, mum.expected_of_me) == ("a call first", "that I have time")


def test_the_circle_is_shown_as_a_picture_and_as_text(learner):
    learner.arrives().through("people", *MUM, "answer:add", "Jo", "a friend from school", "answer:3", *["skip"] * 5)
    told = learner.through("answer:done", "Jo moved away", "in October")
    assert learner.last.messages[0].look == "picture"
    assert "Closest to you: Mum." in told
    assert "Further out: Jo." in told
    assert "programme:focus" in learner.offered()


def test_who_else_is_answered_with_a_name(learner, log):
    learner.arrives().through("people", *MUM)
    assert "What is your flatmate Tom to you?" in learner.through("my flatmate Tom")
    learner.through("a friend", *["skip"] * 6)
    assert [one.nickname for one in log.people(learner.id)] == ["Mum", "my flatmate Tom"]
    assert "We were at this question" in learner.through("hello")
    assert "Who comes to mind?" in learner.through("ok")
    assert "Has anything changed" in learner.through("skip")
    assert len(log.people(learner.id)) == 2


def test_who_else_takes_a_no(learner):
    learner.arrives().through("people", *MUM)
    assert "Has anything changed" in learner.through("no")


def test_recent_changes_and_the_worry_are_asked_once(learner, log):
    learner.arrives().through("people", *MUM, "answer:done", "Jo moved away", "in October")
    (note,) = log.notes(learner.id, "changes")
    assert note.words == {"changes": "Jo moved away", "began": "in October"}
    assert "Closest to you: Mum." in learner.through("people", "answer:done")


def test_any_question_may_be_skipped_and_nobody_is_an_answer(learner, log):
    learner.arrives()
    assert "another day, or not at all" in learner.through("people", "skip", "skip", "skip")
    assert log.people(learner.id) == []


def test_stopping_in_the_middle_goes_on_another_day_at_the_same_question(learner, log):
    learner.arrives().through("people", "Mum", "family", "answer:1")
    assert "you can go on another day" in learner.presses("stop_here")
    again = learner.presses("people")
    assert "Last time we stopped" in again
    assert "What is good between you and Mum?" in again
    learner.through("her jokes", "skip", "skip", "skip", "skip")
    assert [(one.nickname, one.good) for one in log.people(learner.id)] == [("Mum", "her jokes")]
    assert log.notes(learner.id, "left") == []


def test_a_name_is_changed_and_a_person_taken_out_after_one_question(learner, log):
    learner.arrives().through("people", *MUM, "answer:change", "answer:p1", "answer:nickname", "Mama")
    assert [one.nickname for one in log.people(learner.id)] == ["Mama"]
    assert "take Mama out" in learner.through("answer:remove", "answer:p1")
    learner.presses("answer:no")
    assert len(log.people(learner.id)) == 1
    learner.through("answer:remove", "answer:p1", "answer:yes")
    assert log.people(learner.id) == []


def test_eight_are_enough(learner):
    learner.arrives().presses("people")
    for number in range(8):
        learner.through(f"Name{number}", *["skip"] * 7)
        if number < 7:
            assert "answer:add" in learner.offered()
            learner.presses("answer:add")
    assert "answer:add" not in learner.offered()


def test_without_kept_words_the_circle_lives_in_the_talk_only(learner, log):
    learner.arrives(keep=False).through("people", *MUM, "answer:change", "answer:p0", "answer:ring", "answer:2")
    assert log.people(learner.id) == []
    assert "Near: Mum." in learner.through("answer:done", "she was ill", "skip")
    assert "lasts only as long" in learner.last.messages[1].text
    assert learner.floor is None
    assert "she was ill" not in str(log.export(learner.id))


def test_again_goes_back_one_question(learner, log):
    learner.arrives().through("people", "Mum", "family", "answer:1", "her jokes")
    assert "What is good" in learner.presses("again")
    learner.says("her songs")
    assert log.people(learner.id)[0].good == "her songs"


@pytest.mark.parametrize("choice", ["hint", "pause"])
def test_words_that_always_work_do_not_lose_the_question(learner, choice):
    learner.arrives().through("people", "Mum")
    learner.presses(choice)
    assert "What is Mum to you?" in learner.presses("resume")


def test_home_in_the_middle_leads_back(learner):
    learner.arrives().through("people", "Mum")
    assert "in the middle of something" in learner.presses("home")
    assert "What is Mum to you?" in learner.presses("resume")


def test_safety_may_end_it_without_a_word(learner):
    learner.arrives().through("people", "Mum")
    assert learner.does("leave").messages == ()
    assert learner.floor is None
