"""Choosing what to practise: by area, by own words, by level, by what was practised last."""

from __future__ import annotations

import pytest

from actions.turn import app
from tests.dialogues.talk import speakers, text_of


def choices(messages):
    return {one["id"]: one["label"] for message in messages for one in message["choices"]}


def scenes(messages):
    return [id for id in choices(messages) if id.startswith("scene:") and "my_own_talk" not in id]


@pytest.mark.parametrize(
    ("words", "scene"),
    [
        ("my sister and mum's house", "scene:sibling_sorting_belongings"),
        ("I want to practise a talk with my boss who texts me at weekends", "scene:manager_weekend_messages"),
        ("my husband leaves all the housework to me", "scene:partner_housework"),
    ],
)
def test_own_words_find_the_scene(talk, words, scene):
    talk.arrive()
    assert scenes(talk.say(words))[0] == scene


def test_own_words_of_somebody_new_are_found_after_arrival(talk):
    talk.say("my sister and mum's house")
    talk.press("answer:adult")
    talk.press("answer:keep")
    assert scenes(talk.press("skip"))[0] == "scene:sibling_sorting_belongings"


def test_what_the_words_were_read_to_be_about_leads_and_not_a_shared_word(talk):
    talk.arrive()
    said = talk.say("my mum comes in whenever she wants without ringing, its my flat")
    assert "Trouble with someone close" in said[-1]["text"]
    assert scenes(said)[0] == "scene:parent_drops_in"
    assert "scene:sibling_sorting_belongings" in scenes(said), "the scene that shares most words is still on the page"


def test_a_list_shows_five_at_most_and_then_more(talk):
    talk.arrive()
    seen = []
    shown = talk.press("focus:all@warm")
    while True:
        here = scenes(shown)
        assert 1 <= len(here) <= 5
        seen += here
        more = [id for id, label in choices(shown).items() if label == "More"]
        if not more:
            break
        shown = talk.press(more[0])
    assert len(seen) == len(set(seen)) == len(app().shelf.index.all())
    assert all(id.endswith("@warm:new") for id in seen)


def test_a_level_chosen_first_is_not_asked_again_and_fear_is(talk):
    talk.arrive()
    assert "focus:all@hard" in choices(talk.press("focus:levels"))
    asked = talk.press("scene:parent_drops_in@hard:new")
    assert "Are you afraid" in text_of(asked)
    assert "How hard" not in text_of(talk.press("answer:no"))
    while talk.slot("state") == "answering":
        talk.press("skip")
    assert talk.slot("rehearsal")["level"] == "hard"


def test_what_was_practised_last_comes_with_a_suggestion_and_its_reason(talk):
    talk.arrive()
    for _ in range(2):
        talk.open_scene("warm", "coffee_with_a_colleague")
        talk.say("stop here")
        talk.press("skip")
        talk.press("skip")
    log = app().log
    begun = log.begin_attempt(
        talk.learner, "k", kind="scene", area="role_dispute", scenario="parent_drops_in", level="warm"
    )
    log.end_attempt(begun.id, "agreed", "good")
    menu = talk.press("home")
    assert "at warm once, and the last one went well. Try it at wary." in text_of(menu)
    assert list(choices(menu))[0] == "scene:parent_drops_in@wary:new"
    assert "done at warm" in text_of_choices(talk.press("focus:role_dispute"))


def text_of_choices(messages):
    return "\n".join(choices(messages).values())


def test_no_words_of_the_learners_stand_in_a_choice(talk):
    talk.arrive()
    assert "xylophone" not in str(list(choices(talk.say("my sister and mum's house and the xylophone"))))


def test_a_scene_that_cannot_be_played_says_so_kindly(talk):
    talk.arrive()
    assert "can't be played right now" in text_of(talk.press("scene:no_such_scene"))


@pytest.mark.parametrize(
    "spec", ["focus:", "focus:nowhere", "focus:all@odd", "focus:=a,b", "focus:all+99999", "focus:+x"]
)
def test_odd_lists_get_an_answer(talk, spec):
    talk.arrive()
    assert talk.press(spec)[-1]["choices"]


def test_safety_comes_first_while_choosing_and_leaving_is_easy(talk):
    talk.arrive()
    talk.press("focus:all@warm")
    assert speakers(talk.say("I want to practise dying. I am going to kill myself tonight.")) == ["safety"]
    assert speakers(talk.say("leave me alone")) == ["safety"]
    assert talk.press("home")[-1]["choices"]


def test_the_same_key_gets_the_same_list(talk):
    talk.arrive()
    first = talk.press("focus:role_dispute", key="one-and-the-same")
    app.cache_clear()
    assert talk.press("focus:role_dispute", key="one-and-the-same") == first


def test_the_heading_is_about_the_first_scene(talk):
    talk.arrive()
    listed = talk.say("i need to talk to my flatmate about the dishes")
    assert scenes(listed)[0] == "scene:partner_housework"
    assert text_of(listed).startswith("Trouble with someone close")


def test_the_label_of_a_button_may_be_typed(talk):
    talk.arrive()
    assert "Who comes to mind" in text_of(talk.say("people, focus and real talks") and talk.say("My people."))
