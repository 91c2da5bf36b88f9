"""Safety comes first, in every state, whatever else the turn says, and needs no action."""

from __future__ import annotations

import pytest

from tests.dialogues.talk import speakers, text_of

SAID = {
    "risk_imminent": "I have the pills here and I am going to take them tonight.",
    "risk_ideation": "I don't want to be alive anymore.",
    "risk_abuse": "He hits me when I say no and I'm scared of what he'll do tonight.",
    "risk_other": "I am going to hurt my little brother tonight.",
}


def in_state(talk, state):
    if state == "new":
        return talk
    talk.arrive()
    if state == "question":
        talk.press("scene:parent_drops_in")
    if state == "scene":
        talk.open_scene()
    if state == "statement":
        talk.press("statement:role_dispute")
        talk.say("work")
        talk.press("skip")
        talk.press("skip")
    return talk


@pytest.mark.parametrize("state", ["new", "menu", "question", "scene", "statement"])
@pytest.mark.parametrize("label", SAID)
def test_safety_overrides_every_state(talk, label, state):
    said = in_state(talk, state).say(f"Please call before you come. {SAID[label]}")
    assert speakers(said) == ["safety"]
    assert "findahelpline.com" in text_of(said) or "nomoredirectory.org" in text_of(said)
    assert talk.slot("held") == "asked"


@pytest.mark.parametrize("label", SAID)
def test_help_is_given_with_the_action_server_down(talk, actions, label):
    talk.arrive().open_scene()
    actions.down = True
    said = talk.say(SAID[label])
    assert speakers(said) == ["safety"]
    assert speakers(talk.say("help now")) == ["safety"]


def test_practice_rests_until_a_clear_separate_yes(talk):
    talk.arrive().open_scene()
    line = talk.slot("rehearsal")["line"]
    talk.say(SAID["risk_ideation"])
    assert "Please don't stay alone with this" in text_of(talk.say("yes"))
    for words in ("Please call before you come.", "hint", "ok", "i dont know", "home"):
        said = talk.say(words)
        assert speakers(said) == ["safety"]
        assert "go on practising" not in text_of(said)
    assert "Would you like to go on practising?" in text_of(talk.say("I'm safe now"))
    assert speakers(talk.say("ok")) == ["safety"]
    assert "turn" not in talk.slot("rehearsal"), "a turn was taken while the practice rested"
    assert talk.say("yes")[-1]["text"] == line
    assert talk.slot("held") == "no"
    assert talk.say("Please call before you come.")[0]["speaker"] == "counterpart"


@pytest.mark.parametrize(
    "words", ["maybe", "a little", "i dont want to say", "what do you mean", "no. well. sometimes"]
)
def test_no_clear_answer_to_the_caring_question_is_no_way_back_into_the_scene(talk, words):
    talk.arrive().open_scene()
    assert talk.slot("held") == "no"
    talk.say("I feel so hopeless.")
    assert talk.slot("held") == "checking"
    assert speakers(talk.say(words)) == ["safety"]
    assert talk.slot("held") == "asked"


def test_leaving_it_there_ends_the_practice_without_a_question(talk):
    talk.arrive().open_scene()
    talk.say(SAID["risk_ideation"])
    said = talk.say("leave me alone")
    assert speakers(said) == ["safety"]
    assert talk.slot("rehearsal") is None
    assert talk.slot("held") == "no"


def test_danger_to_someone_else_is_not_answered_as_danger_to_oneself(talk):
    talk.arrive().open_scene()
    talk.say(SAID["risk_other"])
    assert "the person who could be hurt" in text_of(talk.say("yes"))


def test_misunderstood_is_believed_and_the_help_stays_in_sight(talk):
    talk.arrive().open_scene()
    talk.say(SAID["risk_imminent"])
    said = text_of(talk.say("you misunderstood, it's a line from a film"))
    assert "I believe you" in said
    assert "findahelpline.com" in said
    assert "On we go" in text_of(talk.say("yes"))


def test_a_question_that_is_still_open_can_be_answered_by_you_misunderstood(talk):
    talk.arrive().open_scene()
    talk.say(SAID["risk_abuse"])
    for _ in range(2):
        said = talk.say("Please call before you come.")
        assert "is there danger right now?" in text_of(said)
        assert "nomoredirectory.org" in text_of(said)
        assert [one["id"] for one in said[-1]["choices"]] == ["yes", "no", "misread", "help_now"]
    assert "I believe you" in text_of(talk.press("misread"))


def test_not_right_now_after_a_plan_is_not_the_end_of_it_and_no_dead_end(talk):
    talk.arrive().open_scene()
    talk.say(SAID["risk_imminent"])
    said = talk.press("no")
    assert "Please don't stay alone with this" in text_of(said)
    assert talk.slot("held") == "confirmed"
    assert "Would you like to go on practising?" in text_of(talk.say("I'm safe now"))


def test_after_abuse_this_talk_is_not_rehearsed_any_more(talk):
    talk.arrive().open_scene()
    talk.say(SAID["risk_abuse"])
    said = text_of(talk.press("no"))
    assert "We leave this talk here" in said
    assert "nomoredirectory.org" in said
    assert talk.slot("rehearsal") is None
    assert speakers(talk.press("resume")) == ["guide"]


def test_the_label_is_kept_and_never_the_words(talk, settings):
    from actions.turn import app

    talk.arrive().open_scene()
    talk.say(SAID["risk_ideation"] + " zanzibar")
    kept = app().log.export(talk.learner)
    assert "risk_ideation" in str(kept)
    assert "zanzibar" not in str(kept)


@pytest.mark.parametrize(
    "words",
    [
        "This deadline is killing me.",
        "I could die of embarrassment.",
        "My mum died in March.",
        "You're killing me with this soup.",
    ],
)
def test_harmless_words_go_on(talk, words):
    talk.arrive().open_scene()
    assert talk.say(words)[0]["speaker"] == "counterpart"


def test_a_country_is_shown_its_own_lines_and_no_other(talk):
    talk.press("home")
    talk.press("answer:adult")
    talk.press("answer:keep")
    talk.say("Ireland")
    said = text_of(talk.say("help now"))
    assert "116 123" in said
    assert "988" not in said


@pytest.mark.parametrize("after", ["8", "10"])
def test_after_a_hard_rehearsal_settling_comes_before_any_other_question(talk, after):
    talk.arrive().open_scene("hard")
    talk.say("Please call before you come.")
    assert "How tense are you now" in text_of(talk.say("stop here"))
    settle = talk.say(after)
    assert "both feet on the floor" in text_of(settle)
    assert [one["id"] for one in settle[-1]["choices"]] == ["answer:ground", "answer:easier", "answer:stop", "skip"]
    assert "1 of 3" in text_of(talk.say("yes please"))
    talk.say("that's enough")
    assert "how ready do you feel" in text_of(talk.say("carry on"))
    last = [one["id"] for one in talk.say("skip")[-1]["choices"]]
    assert {"answer:ground", "scene:parent_drops_in@wary", "programme:rest"} <= set(last)


def test_a_child_who_says_so_later_gets_the_child_line_and_no_practice(talk):
    talk.press("home")
    for choice in ("answer:adult", "answer:keep", "answer:GB"):
        talk.press(choice)
    said = talk.say("im 15 and i want to practise a talk with my mum")
    assert speakers(said) == ["safety"]
    assert "Childline" in text_of(said)
    assert "Sayso stops here" in text_of(talk.press("scene:parent_drops_in"))
