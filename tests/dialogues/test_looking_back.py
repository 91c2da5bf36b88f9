"""Looking back on a scene: levels, thoughts, an earlier line, the kinds of endings; and finding ground at any time."""

from __future__ import annotations

import pytest

from actions.turn import app
from bot.rehearsal.floor import Floor
from tests.dialogues.talk import speakers, text_of

FELT = "When you use your key without calling, I feel on edge."
BLAMED = "You always make it about you!"
ASKED = "I know you mean well. I need a quiet evening, so please call before you come."
LAST = "Could we cook together on Sundays instead? And please call before you come."


def choices(messages):
    return {one["id"]: one["label"] for message in messages for one in message["choices"]}


def closed(talk):
    """Through the ratings to the last message of a debrief."""
    talk.press("skip")
    return talk.press("skip")


def won(talk, keep=True):
    talk.arrive(keep).open_scene("warm")
    for words in (FELT, ASKED, LAST):
        said = talk.say(words)
    return said


def test_the_level_is_shown_and_can_change_before_the_first_line(talk):
    said = talk.arrive().open_scene("wary")
    assert "(Level: wary.)" in said[0]["text"] and "answer:level" in choices(said)
    assert "How hard" in text_of(talk.press("answer:level"))
    first = talk.say("hard")
    assert first[-1]["speaker"] == "counterpart"
    floor = Floor.from_dict(talk.slot("rehearsal"))
    assert (floor.level, app().log.attempt(floor.attempt).level, floor.position["meters"]["tension"]) == (
        "hard",
        "hard",
        3,
    )
    talk.say(FELT)
    assert "before your first line" in text_of(talk.press("answer:level"))


def test_after_a_debrief_one_climbs_or_steps_down(talk):
    won(talk)
    offered = closed(talk)
    assert list(choices(offered))[0] == "scene:parent_drops_in@wary"
    asked = talk.press("scene:parent_drops_in@wary")
    assert "Level: wary." in text_of(asked)
    assert "How hard" in text_of(talk.press("answer:level"))
    talk.press("answer:warm")
    closed(talk)
    assert talk.slot("rehearsal")["level"] == "warm"


def test_the_debrief_names_their_tactics_and_what_works(talk):
    said = text_of(won(talk))
    assert "A good end. You kept the rule and the bond." in said
    assert "How they pushed back, and what works:\n• Making it small." in said


def test_each_kind_of_ending_is_told_as_what_it_is(talk):
    talk.arrive().open_scene()
    talk.say(BLAMED)
    said = text_of(talk.say("You are a useless mother."))
    while "From" not in said and talk.answers[-1]["rehearsal"]:
        said = text_of(talk.say("You are a useless mother."))
    assert "Not there yet, and that is what practice is for." in said
    assert list(choices(closed(talk)))[0] == "answer:earlier"


def test_their_thoughts_are_told_in_a_pause_and_in_the_debrief_only(talk):
    talk.arrive().open_scene("warm")
    talk.say(FELT)
    assert talk.say("what were they thinking?")[0]["speaker"] == "counterpart"
    assert "answer:thoughts" in choices(talk.say("pause"))
    talk.say("resume")
    talk.say("again")
    talk.say("pause")
    told = text_of(talk.say("what were they thinking?"))
    assert f"After “{FELT}”: “Have I been a nuisance?”" in told
    talk.say("resume")
    talk.say("stop here")
    assert "Have I been a nuisance?" in text_of(talk.say("what was she thinking?"))
    closed(talk)
    assert "Have I been a nuisance?" in text_of(talk.press("answer:thoughts"))


def test_back_to_an_earlier_line_in_the_middle_takes_the_rest_back(talk):
    talk.arrive().open_scene("warm")
    talk.say(FELT)
    after_one = Floor.from_dict(talk.slot("rehearsal"))
    talk.say(BLAMED)
    talk.say("The soup smells nice.")
    talk.say("pause")
    listed = choices(talk.press("answer:earlier"))
    assert listed["answer:2"] == f"2: “{BLAMED}”"
    back = talk.press("answer:2")
    assert back[-1]["text"] == after_one.line
    floor = Floor.from_dict(talk.slot("rehearsal"))
    assert (floor.position, floor.turn, floor.before) == (after_one.position, 1, BLAMED)
    said = talk.say(ASKED)
    assert [side["words"] for side in said[1]["sides"]] == [BLAMED, ASKED]
    assert f"Before: “{BLAMED}”\nNow: “{ASKED}”" in said[1]["text"]
    turns = app().log.turns(floor.attempt, taken_back=True)
    assert [(one.number, one.taken_back is None) for one in turns] == [(1, True), (2, False), (3, False), (2, True)]


@pytest.mark.parametrize("keep", [True, False])
def test_from_the_debrief_an_earlier_line_begins_a_new_attempt_that_is_walked_up_to_it(talk, keep):
    won(talk, keep)
    first = app().log.last_attempt(talk.learner)
    closed(talk)
    listed = choices(talk.press("answer:earlier"))
    assert (listed["answer:2"] == f"2: “{ASKED}”") is keep
    app.cache_clear()
    back = talk.press("answer:2", key="one-and-the-same")
    assert talk.press("answer:2", key="one-and-the-same") == back
    assert back[-1]["text"] == "You mind? But it is only me. Families do not make appointments."
    floor = Floor.from_dict(talk.slot("rehearsal"))
    assert floor.attempt != first.id and floor.position["turn"] == 1
    assert "states_feeling" in floor.shown
    assert talk.answers[-1]["rehearsal"]["turn"] == 1
    said = talk.say(BLAMED)
    assert ("sides" in said[1]) is keep
    assert "taken back" in text_of(talk.say("again"))
    assert talk.slot("rehearsal")["line"] == back[-1]["text"]


def test_leaving_the_list_of_lines_leaves_all_as_it_was(talk):
    talk.arrive().open_scene("warm")
    talk.say(FELT)
    before = talk.slot("rehearsal")
    talk.say("pause")
    talk.press("answer:earlier")
    talk.press("answer:stay")
    assert talk.slot("rehearsal") == before
    talk.say("pause")
    talk.press("answer:earlier")
    assert speakers(talk.say("He hits me when I say no and I'm scared of tonight.")) == ["safety"]


def test_finding_ground_at_any_time_and_then_a_choice(talk):
    talk.arrive().open_scene()
    line = talk.slot("rehearsal")["line"]
    assert "both feet on the floor" in text_of(talk.say("help me calm down"))
    assert "Three times" in text_of(talk.say("ok, lamp, table"))
    done = talk.say("skip")
    assert {"resume", "stop_here", "help_now"} <= set(choices(done))
    assert talk.press("resume")[-1]["text"] == line
    talk.press("pause")
    talk.press("answer:ground")
    assert speakers(talk.say("I don't want to be alive anymore.")) == ["safety"]


def test_ground_between_questions_and_with_nothing_going_on(talk):
    talk.arrive()
    talk.press("answer:ground")
    talk.press("answer:next")
    assert "home" in choices(talk.press("answer:enough"))
    talk.press("scene:parent_drops_in")
    talk.say("ground me")
    talk.press("answer:enough")
    assert "Are you afraid" in text_of(talk.press("resume"))


def test_trying_again_after_it_is_over_offers_both_ways(talk):
    won(talk)
    closed(talk)
    assert {"scene:parent_drops_in@warm", "answer:earlier"} <= set(choices(talk.press("again")))
