"""The learner plays the one who resists, and hears the script's own answers."""

from __future__ import annotations

from actions.turn import app
from tests.dialogues.talk import speakers, text_of

PUSHES = (
    "Only me! I brought soup.",
    "Relax, it's only me.",
    "After all I have done for you!",
    "What if it's only Sundays?",
)


def choices(messages):
    return {one["id"]: one["label"] for message in messages for one in message["choices"]}


def swapped(talk):
    talk.arrive().press("scene:parent_drops_in@swap")
    return talk.press("answer:no")


def test_a_whole_round_is_heard_asked_about_and_not_logged(talk):
    assert "Now you are Mum" in text_of(swapped(talk))
    heard = []
    for words in PUSHES:
        said = talk.say(words)
        assert speakers(said)[:2] == ["counterpart", "coach"]
        heard.append(said[0]["text"])
    assert len(set(heard)) == 4
    assert "What was it like to hear that" in said[-1]["text"]
    told = text_of(talk.say("It was hard to be angry with that."))
    assert all(f"“{line}”" in told for line in heard)
    assert talk.slot("rehearsal") is None
    assert app().log.attempts(talk.learner) == []


def test_a_way_to_push_can_be_picked_and_a_line_asked_for(talk):
    swapped(talk)
    offered = choices(talk.press("answer:line"))
    assert offered["answer:guilt_trip"] == "Push back: a guilt trip"
    assert "Mum might say: “" in text_of(talk.say("hint"))
    assert "Your visits mean a lot to me" in text_of(talk.press("answer:guilt_trip"))


def test_fear_is_asked_about_every_time_and_a_yes_means_not_here(talk):
    talk.arrive().press("scene:parent_drops_in@swap")
    assert "not the place" in text_of(talk.say("not sure") + talk.say("not sure"))
    assert talk.slot("rehearsal") is None
    assert "Are you afraid" in text_of(talk.press("scene:parent_drops_in@swap"))


def test_it_is_offered_after_a_scene_by_button_and_words(talk):
    talk.arrive().open_scene()
    talk.say("When you use your key without calling, I feel on edge.")
    talk.say("stop here")
    talk.press("skip")
    assert "scene:parent_drops_in@swap" in choices(talk.press("skip"))
    assert "Are you afraid" in text_of(talk.say("swap roles"))


def test_again_pause_stop_and_safety_in_the_middle(talk):
    swapped(talk)
    first = talk.say(PUSHES[0])[0]["text"]
    talk.say(PUSHES[1])
    assert talk.say("again")[-1]["text"] == first
    assert "yourself again" in text_of(talk.say("pause"))
    assert talk.say("resume")[-1]["text"] == first
    app.cache_clear()
    once = talk.say(PUSHES[1], key="one-and-the-same")
    assert talk.say(PUSHES[1], key="one-and-the-same") == once
    assert "What was it like" in text_of(talk.say("stop here"))
    assert speakers(talk.say("It made me want to kill myself.")) == ["safety"]
    talk.say("leave me alone")
    assert talk.slot("rehearsal") is None
