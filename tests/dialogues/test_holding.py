"""A statement under pressure: three pushes, the same line, and how it went."""

from __future__ import annotations

import pytest

from actions.turn import app
from bot.rehearsal.floor import Floor
from tests.dialogues.talk import speakers, text_of

LINE = "In two meetings this week you spoke over me. I felt small. Please let me finish before you answer."


def choices(messages):
    return {one["id"]: one["label"] for message in messages for one in message["choices"]}


def kept(talk, keep=True):
    talk.arrive(keep).press("statement:role_dispute")
    talk.say("work")
    talk.press("skip")
    talk.press("skip")
    talk.say(LINE)
    return talk.press("answer:keep")


def pushed(talk, keep=True, tactic="guilt_trip"):
    assert "answer:hold" in choices(kept(talk, keep))
    talk.press("answer:hold")
    talk.press(f"answer:{tactic}")
    return talk.press("answer:all")


@pytest.mark.parametrize("keep", [True, False])
def test_the_line_is_kept_three_times_and_both_versions_stand_side_by_side(talk, keep):
    lines = [pushed(talk, keep)[-1]["text"]]
    assert talk.slot("state") == "in_role"
    for words in ("I hear you. Please let me finish.", "As I said: please let me finish before you answer."):
        said = talk.say(words)
        assert speakers(said) == ["counterpart", "coach"]
        assert f"“{words}”" in said[1]["text"]
        lines.append(said[0]["text"])
    last = talk.say("Let me finish before you answer.")
    assert len(set(lines)) == 3
    assert [side["words"] for side in last[1]["sides"]] == [LINE, "Let me finish before you answer."]
    assert "That is holding" in last[1]["text"]
    attempt = app().log.last_attempt(talk.learner)
    assert (attempt.kind, attempt.ending, attempt.ending_kind) == ("statement", "held", "good")
    turns = app().log.turns(attempt.id)
    assert [turn.tactic for turn in turns] == ["guilt_trip"] * 3
    assert [turn.words is not None for turn in turns] == [keep] * 3
    talk.say("3")
    assert "Your line is yours" in text_of(talk.say("8"))


def test_new_reasons_and_giving_in_are_said_kindly_and_can_be_tried_again(talk):
    pushed(talk)
    told = talk.say("Because I was tired, and my boss said it too, and everyone thinks so, and it was late.")
    assert any(words in told[1]["text"] for words in ("reasons", "reason"))
    assert "taken back" in text_of(talk.say("again"))
    talk.say("Please let me finish before you answer.")
    talk.say("Please let me finish before you answer.")
    last = talk.say("Fine, forget it then, it doesn't matter.")
    assert "kept your line 2 of them" in text_of(last)
    assert app().log.last_attempt(talk.learner).ending_kind == "retry"


def test_a_correction_counts_here_too(talk):
    pushed(talk)
    talk.say("Fine, forget it then.")
    told = talk.say("that wasn't giving in")
    asked = choices(told)
    if "answer:caves_in" in asked:
        told = talk.press("answer:caves_in")
    assert "I took “let it go” out" in told[0]["text"]
    assert told[1]["speaker"] == "coach"
    assert told[-1]["speaker"] == "counterpart"


def test_who_would_rather_not_say_how_gets_what_is_usual(talk):
    kept(talk)
    talk.say("hold it")
    assert talk.press("answer:usual")[-1]["speaker"] == "counterpart"
    assert talk.slot("rehearsal")["answers"]["tactics"] == ["busy", "minimise"]


def test_skipping_it_is_the_old_way(talk):
    kept(talk)
    talk.press("skip")
    assert "It is in your log" in text_of(talk.press("skip"))


def test_hint_pause_example_and_stop_in_the_middle(talk):
    line = pushed(talk)[-1]["text"]
    assert "Hint 1 of 3" in text_of(talk.say("hint"))
    assert "“I hear you. Please let me finish before you answer”" in text_of(talk.press("example"))
    assert "Nobody is pushing now" in text_of(talk.say("pause"))
    assert "nobody heard that" in text_of(talk.say("Please let me finish."))
    assert talk.say("resume")[-1]["text"] == line
    assert "no answer of yours" in text_of(talk.say("again"))
    assert "It is in your log" in text_of(talk.say("stop here"))
    assert app().log.last_attempt(talk.learner).ending_kind == "exit"
    assert talk.slot("rehearsal") is None


def test_safety_in_the_middle_ends_it(talk):
    pushed(talk)
    assert speakers(talk.say("He hits me when I say no and I'm scared of what he'll do tonight.")) == ["safety"]
    talk.press("no")
    assert talk.slot("rehearsal") is None
    assert app().log.open_attempt(talk.learner) is None


def test_the_same_key_and_a_restart_are_one_turn(talk):
    pushed(talk)
    app.cache_clear()
    first = talk.say("Please let me finish.", key="one-and-the-same")
    assert talk.say("Please let me finish.", key="one-and-the-same") == first
    floor = Floor.from_dict(talk.slot("rehearsal"))
    assert (floor.turn, len(app().log.turns(floor.attempt))) == (1, 1)
