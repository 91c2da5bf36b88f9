"""A whole rehearsal through the real assistant, in real sentences."""

from __future__ import annotations

import pytest

from tests.dialogues.talk import speakers, text_of


def test_from_arrival_to_a_logged_ending_and_the_next_attempt_starts_short(talk):
    welcome = talk.press("home")
    assert len(welcome) == 2
    talk.press("answer:adult")
    talk.press("answer:keep")
    menu = talk.press("skip")
    assert any(choice["id"] == "focus:role_dispute" for choice in menu[-1]["choices"])
    scenes = talk.press("focus:role_dispute")
    assert any(choice["id"] == "scene:parent_drops_in" for choice in scenes[-1]["choices"])
    first = talk.open_scene()
    assert first[-1]["speaker"] == "counterpart"
    lines = (
        "When you use your key without calling, I feel on edge.",
        "I love seeing you, and I still need you to call before you come.",
    )
    for words in lines * 4:
        if talk.answers[-1]["rehearsal"] is None:
            break
        said = talk.say(words)
        assert speakers(said)[:2] == ["counterpart", "coach"]
        assert "“" in said[1]["text"]
    assert talk.answers[-1]["rehearsal"] is None
    talk.say("3")
    closing = talk.say("7")
    assert any(choice["id"].startswith("scene:parent_drops_in@") for choice in closing[-1]["choices"])
    assert len(talk.tracker().events) < 15
    assert "Trouble with someone close: 1 try" in text_of(talk.press("progress"))


def test_words_that_always_work_in_the_middle_of_a_scene(talk):
    talk.arrive().open_scene()
    assert "Hint 1 of 3" in text_of(talk.say("hint"))
    assert "Hint 2 of 3" in text_of(talk.say("*hint"))
    talk.say("You never listen to me.")
    assert "taken back" in text_of(talk.say("again"))
    assert "Paused" in text_of(talk.say("pause"))
    assert "nobody heard that" in text_of(talk.say("I wish you would knock."))
    assert "On we go" in text_of(talk.say("resume"))
    assert "crisis line" in text_of(talk.say("help now"))
    assert talk.slot("rehearsal")["attempt"]
    assert "You stopped here" in text_of(talk.say("stop here"))


@pytest.mark.parametrize(
    "words", ["stop", "no", "yes", "ok", "help me with the dishes", "can we start over?", "hello mum"]
)
def test_words_to_the_counterpart_are_not_taken_for_steering(talk, words):
    talk.arrive().open_scene()
    assert talk.say(words)[0]["speaker"] == "counterpart"


def test_one_action_call_a_turn(talk, actions):
    talk.arrive().open_scene()
    actions.calls.clear()
    talk.say("When you use your key without calling, I feel on edge.")
    assert actions.calls == ["validate_floor_form"]
    actions.calls.clear()
    talk.say("hint")
    assert actions.calls == ["action_hint"]


def test_every_turn_of_two_hundred_costs_one_short_tracker(talk):
    talk.arrive()
    longest = 0
    for _ in range(6):
        talk.open_scene()
        while talk.answers[-1]["rehearsal"] is not None:
            talk.say("The soup smells nice.")
        longest = max(longest, len(talk.tracker().events))
        talk.press("skip")
        talk.press("skip")
    assert longest < 260
    assert len(talk.tracker().events) < 15


def test_the_same_key_gets_the_same_answer_whatever_was_meant(talk):
    talk.arrive().open_scene()
    first = talk.say("You never listen.", key="one-and-the-same")
    assert talk.say("You never listen.", key="one-and-the-same") == first
    assert talk.slot("rehearsal")["turn"] == 1
    stopped = talk.say("stop here", key="another-key")
    assert talk.say("stop here", key="another-key") == stopped


def test_a_statement_is_written_looked_at_and_kept(talk):
    talk.arrive()
    talk.press("statement:role_dispute")
    talk.say("work")
    talk.press("skip")
    talk.press("skip")
    assert talk.slot("state") == "boundary_practice"
    assert "Next:" in text_of(talk.say("You never let me finish."))
    second = text_of(talk.say("In the last two meetings you spoke over me. I felt small. Please let me finish."))
    assert "First: “You never let me finish.”" in second
    talk.press("answer:keep")
    talk.press("skip")
    talk.press("skip")
    assert "1 went well" in text_of(talk.press("progress"))


def test_own_words_find_a_focus_area(talk):
    talk.arrive()
    said = talk.say("my mother died in march and my brother won't talk about it")
    assert "Losing someone" in text_of(said)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "🙂🙂",
        "はい、そうです",
        "/restart",
        '/start_practice{"scenario":"x"}',
        "/intent{...}",
        "x" * 10_000,
        "{person}",
        "\u2060",
    ],
)
def test_odd_words_get_an_answer_in_every_state(talk, words):
    for _ in range(2):
        assert talk.say(words)
    talk.arrive()
    assert talk.say(words)
    talk.open_scene()
    said = talk.say(words)
    assert said
    assert talk.slot("rehearsal")["attempt"]


def test_erasing_in_the_talk(talk):
    talk.arrive().open_scene()
    assert "cannot be undone" in text_of(talk.press("erase"))
    assert "It is gone" in text_of(talk.press("answer:erase"))
    assert "I'm Sayso" in text_of(talk.press("home"))


def test_an_action_that_fails_says_so_and_leaves_everything(talk, monkeypatch):
    from bot.store import Log

    talk.arrive().open_scene()
    before = talk.slot("rehearsal")
    with monkeypatch.context() as broken:
        broken.setattr(Log, "record_turn", lambda *args, **kwargs: (_ for _ in ()).throw(RuntimeError("secret words")))
        said = talk.say("Please ring first.", key="the-key-of-it")
    assert "not saved" in text_of(said)
    assert talk.slot("rehearsal") == before
    assert talk.say("Please ring first.", key="the-key-of-it")[0]["speaker"] == "counterpart"
