"""A talk of one's own: the learner describes the other person, and the template plays them."""

from __future__ import annotations

import pytest

from actions.turn import app
from bot.rehearsal.floor import Floor
from tests.dialogues.talk import speakers, text_of

ASKED = "I hear you. Please fix the heating this week."


def choices(messages):
    return {one["id"]: one["label"] for message in messages for one in message["choices"]}


def described(
    talk, relation="work", tactics=("busy", "blame_shift"), level="warm", keep=True, begin="scene:my_own_talk"
):
    """Through all its questions to the first line."""
    talk.arrive(keep).press(begin)
    talk.press(f"answer:{relation}")
    if "afraid" in talk.slot("rehearsal")["asking"]:
        talk.press("answer:no")
    talk.say("Mr Novak")
    talk.say("he never fixes the heating")
    talk.say("fix the heating this week")
    for tactic in tactics:
        talk.press(f"answer:{tactic}")
    if len(tactics) == 1 and tactics[0] != "usual":
        talk.press("answer:all")
    talk.press(f"answer:{level}")
    talk.press("skip")
    return talk.press("skip")


def test_it_plays_who_was_described_with_the_tactics_that_were_picked(talk):
    first = described(talk)
    assert "What happens: he never fixes the heating." in first[0]["text"]
    assert "Please fix the heating this week." in first[0]["text"]
    assert first[-1]["name"] == "Mr Novak"
    for words in ("I feel cold and worn out.", "That is too long for me.", "I feel tired of it.", ASKED):
        talk.say(words)
    attempt = app().log.last_attempt(talk.learner)
    met = [turn.tactic for turn in app().log.turns(attempt.id) if turn.tactic]
    assert met[:3] == ["blame_shift", "busy", "blame_shift"]
    assert (attempt.scenario, attempt.ending_kind) == ("my_own_talk", "good")
    talk.press("skip")
    offered = choices(talk.press("skip"))
    assert "scene:my_own_talk@wary" in offered and "scene:my_own_talk@swap" not in offered
    asked = talk.press("scene:my_own_talk@wary")
    assert "how tense" in text_of(asked)
    talk.press("skip")
    again = talk.press("skip")
    assert again[-1]["name"] == "Mr Novak"
    assert Floor.from_dict(talk.slot("rehearsal")).picked == ("busy", "blame_shift")


def test_no_line_comes_twice_in_a_talk(talk):
    said = [described(talk, tactics=("anger",), level="hard")[-1]["text"]]
    while talk.answers[-1]["rehearsal"]:
        said.append(talk.say("I do not know what to say.")[0]["text"])
    assert len(said) == len(set(said))


@pytest.mark.parametrize("relation", ["family", "partner", "other"])
def test_fear_is_asked_about_first_and_a_yes_means_not_here(talk, relation):
    talk.arrive().press("scene:my_own_talk")
    assert "Are you afraid" in text_of(talk.press(f"answer:{relation}"))
    assert "not the place" in text_of(talk.say("yes, a little"))
    assert talk.slot("rehearsal") is None
    assert app().log.attempts(talk.learner) == []


@pytest.mark.parametrize(
    "words", ["he hits me when I cry", "I want to kill myself because of it", "I'm going to hurt her tonight"]
)
def test_risk_in_what_is_filled_in_is_caught(talk, words):
    talk.arrive().press("scene:my_own_talk")
    talk.press("answer:friend")
    talk.say("Kim")
    assert speakers(talk.say(words)) == ["safety"]
    talk.say("leave me alone")
    assert talk.slot("rehearsal") is None


def test_who_finds_no_match_is_led_to_it(talk):
    talk.arrive()
    assert "scene:my_own_talk@grief" in choices(talk.press("focus:grief"))
    assert "Who is it?" in text_of(talk.say("none of these fit"))


def test_the_area_that_one_came_from_is_the_one_that_is_logged(talk):
    first = described(talk, begin="scene:my_own_talk@grief")
    assert "never play a person who has died" in text_of(talk.answers[4]["messages"])
    assert first[-1]["speaker"] == "counterpart"
    assert app().log.last_attempt(talk.learner).area == "grief"


def test_the_list_of_ways_goes_on_and_words_name_one_that_is_not_shown(talk):
    talk.arrive().press("scene:my_own_talk")
    talk.press("answer:work")
    for _ in range(3):
        talk.press("skip")
    first = choices(talk.answers[-1]["messages"])
    more = choices(talk.press("answer:more"))
    assert len(first) == 7 and not set(first) & set(more) - {"answer:more", "answer:usual"}
    assert "Anything else" in text_of(talk.say("they go silent"))


def test_leaving_restarting_and_the_same_key(talk):
    described(talk, tactics=("usual",))
    app.cache_clear()
    first = talk.say(ASKED, key="one-and-the-same")
    assert talk.say(ASKED, key="one-and-the-same") == first
    assert "Paused" in text_of(talk.say("pause"))
    assert talk.say("resume")[-1]["text"] == first[0]["text"]
    assert "You stopped here" in text_of(talk.say("stop here"))
    talk.press("skip")
    talk.press("skip")
    talk.press("answer:earlier")
    assert talk.press("answer:1")[-1]["text"].startswith("Hey. You look")


def test_without_keeping_words_nothing_of_it_stays(talk):
    described(talk, keep=False)
    talk.say(ASKED)
    talk.say("stop here")
    kept = str(app().log.export(talk.learner)["attempt"])
    assert "Novak" not in kept and "heating" not in kept
    talk.press("skip")
    talk.press("skip")
    assert "Who is it?" in text_of(talk.press("scene:my_own_talk@warm"))
