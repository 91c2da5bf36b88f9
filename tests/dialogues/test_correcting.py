"""A learner says that the feedback is wrong, and is believed."""

from __future__ import annotations

from actions.turn import app
from bot.rehearsal.floor import Floor
from tests.dialogues.talk import speakers, text_of

FELT = "When you use your key without calling, I feel on edge."


def choices(messages):
    return {one["id"]: one["label"] for message in messages for one in message["choices"]}


def last_turn(talk):
    return app().log.turns(talk.slot("rehearsal")["attempt"])[-1]


def test_a_mark_is_taken_out_the_feedback_changes_and_the_way_does_not(talk):
    talk.arrive().open_scene()
    talk.say(FELT)
    before = Floor.from_dict(talk.slot("rehearsal"))
    asked = talk.press("answer:wrong")
    assert "“your feeling” is wrong" in choices(asked).values()
    told = talk.press("answer:states_feeling")
    assert "I believe you" in told[0]["text"]
    assert told[1]["speaker"] == "coach" and "your own feeling" not in told[1]["text"]
    assert told[-1]["text"] == before.line
    after = Floor.from_dict(talk.slot("rehearsal"))
    assert (after.position, after.turn, after.line) == (before.position, before.turn, before.line)
    assert "states_feeling" not in after.shown
    turn = last_turn(talk)
    assert "states_feeling" not in {mark.marker for mark in turn.marks}
    assert [(one.marker, one.how) for one in turn.corrections] == [("states_feeling", "removed")]
    assert talk.say("Please call before you come.")[0]["speaker"] == "counterpart"


def test_what_was_missed_is_added_from_a_list_that_goes_on(talk):
    talk.arrive().open_scene()
    talk.say(FELT)
    talk.press("answer:wrong")
    first = choices(talk.press("answer:missed"))
    more = choices(talk.press("answer:more"))
    assert len(first) <= 7 and not set(first) & set(more) - {"answer:more", "answer:never_mind"}
    told = text_of(talk.say("you heard them"))
    assert "I put “you heard them” on that line" in told
    assert "acknowledges" in {mark.marker for mark in last_turn(talk).marks}
    assert "acknowledges" in talk.slot("rehearsal")["shown"]


def test_words_that_name_the_mark_are_enough(talk):
    talk.arrive().open_scene()
    talk.say("I will not open the door to surprise visits.")
    assert "sets_limit" in {mark.marker for mark in last_turn(talk).marks}
    assert "I took “a limit” out" in text_of(talk.say("that wasn't a limit"))
    assert "sets_limit" not in {mark.marker for mark in last_turn(talk).marks}


def test_words_that_may_be_the_counterparts_are_asked_about_and_sent_on(talk):
    talk.arrive().open_scene()
    talk.say(FELT)
    asked = talk.say("that's wrong")
    assert choices(asked)["answer:spoken"] == "Meant for Mum"
    assert talk.slot("rehearsal")["kind"] == "correcting"
    said = talk.press("answer:spoken")
    assert said[0]["speaker"] == "counterpart"
    assert last_turn(talk).words == "that's wrong"


def test_never_mind_and_steering_leave_everything_as_it_was(talk):
    talk.arrive().open_scene()
    talk.say(FELT)
    before = talk.slot("rehearsal")
    talk.press("answer:wrong")
    assert "then it stands" in text_of(talk.press("answer:never_mind"))
    assert talk.slot("rehearsal") == before
    talk.press("answer:wrong")
    assert "Hint 1 of 3" in text_of(talk.say("hint"))
    talk.press("answer:wrong")
    assert "Paused" in text_of(talk.say("pause"))
    assert last_turn(talk).corrections == ()


def test_safety_comes_first_in_the_middle_of_it(talk):
    talk.arrive().open_scene()
    talk.say(FELT)
    talk.press("answer:wrong")
    assert speakers(talk.say("I don't want to be alive anymore.")) == ["safety"]
    talk.say("leave me alone")
    assert talk.slot("rehearsal") is None
    assert app().log.open_attempt(talk.learner) is None


def test_the_same_key_and_a_restart_correct_once(talk):
    talk.arrive().open_scene()
    talk.say(FELT)
    talk.press("answer:wrong")
    app.cache_clear()
    first = talk.press("answer:states_feeling", key="one-and-the-same")
    assert talk.press("answer:states_feeling", key="one-and-the-same") == first
    assert len(last_turn(talk).corrections) == 1


def test_a_statement_is_corrected_too(talk):
    talk.arrive()
    talk.press("statement:role_dispute")
    for said in ("work", "skip", "skip"):
        talk.say(said)
    talk.say("In two meetings you spoke over me. Please let me finish.")
    asked = choices(talk.say("this feedback is wrong"))
    assert "answer:spoken" not in asked
    told = talk.press("answer:makes_request")
    assert "I took “a clear ask” out" in told[0]["text"]
    assert "ask" in told[1]["text"]
    assert "makes_request" not in {one["marker"] for one in talk.slot("rehearsal")["drafts"][0]["marks"]}


def test_in_the_debrief_the_goals_are_told_anew_and_the_open_question_stays(talk):
    talk.arrive().open_scene()
    talk.say("I feel tired tonight. Please call before you come.")
    talk.say("stop here")
    told = talk.say("that wasn't a request")
    assert "Next time: Say the rule in one sentence." in text_of(told)
    assert "How tense are you now" in told[-1]["text"]
    talk.say("4")
    talk.say("6")
    assert talk.slot("rehearsal") is None
    assert "I put “a clear ask” on" in text_of(_missed_afterwards(talk, "a clear ask"))
    assert "a clear ask (1)" in text_of(talk.press("progress"))


def _missed_afterwards(talk, name):
    talk.press("answer:wrong")
    if talk.slot("rehearsal")["asking"] != ["missed"]:
        talk.press("answer:missed")
    return talk.say(name)


def test_corrections_are_rows_of_the_corpus_and_only_with_words_that_are_kept(talk):
    from bot.app.corpus import row_of

    talk.arrive().open_scene()
    talk.say(FELT)
    talk.press("answer:wrong")
    talk.press("answer:states_feeling")
    rows = [row_of(one, app().library) for one in app().log.corrections(talk.learner)]
    assert rows[0]["text"] == FELT
    assert rows[0]["counterpart"] == "Only me! I used my key. I brought soup."
    assert (rows[0]["focus"], rows[0]["relation"]) == ("role_dispute", "family")
    assert "states_feeling" not in rows[0]["labels"]
    assert all(quote in FELT for quotes in rows[0]["spans"].values() for quote in quotes)
    app().log.save_learner(talk.learner, keep_words=False)
    assert app().log.corrections(talk.learner) == []


def test_an_earlier_line_can_be_picked_and_the_last_one_stays_as_it_was(talk):
    talk.arrive().open_scene()
    talk.say(FELT)
    talk.say("Please call before you come.")
    first, last = app().log.turns(talk.slot("rehearsal")["attempt"])
    before = Floor.from_dict(talk.slot("rehearsal"))
    assert "answer:earlier" in choices(talk.press("answer:wrong"))
    lines = choices(talk.press("answer:earlier"))
    assert lines[f"answer:{first.id}"].startswith("1: “When you use your key")
    assert f"answer:{last.id}" not in lines
    assert "“your feeling” is wrong" in choices(talk.press(f"answer:{first.id}")).values()
    told = talk.press("answer:states_feeling")
    assert "I took “your feeling” out" in told[0]["text"]
    assert told[-1]["text"] == before.line
    after = Floor.from_dict(talk.slot("rehearsal"))
    assert (after.marks, after.said) == (before.marks, before.said)
    assert "states_feeling" in before.shown and "states_feeling" not in after.shown
    now = app().log.turns(after.attempt)
    assert "states_feeling" not in {mark.marker for mark in now[0].marks}
    assert now[1].marks == last.marks and now[1].style == last.style
    talk.say("again")
    assert "states_feeling" not in Floor.from_dict(talk.slot("rehearsal")).shown, "also after going back by a line"


def test_an_earlier_line_can_be_picked_when_the_rehearsal_is_over(talk):
    talk.arrive().open_scene()
    talk.say(FELT)
    talk.say("ok")
    talk.say("stop here")
    talk.press("skip")
    talk.press("skip")
    talk.press("answer:wrong")
    lines = choices(talk.press("answer:earlier"))
    talk.press(next(one for one in lines if one != "answer:never_mind"))
    assert "I put “you heard them” on that line" in text_of(
        (talk.press("answer:missed"), talk.say("you heard them"))[1]
    )


def test_there_is_no_earlier_line_after_the_first(talk):
    talk.arrive().open_scene()
    talk.say(FELT)
    assert "answer:earlier" not in choices(talk.press("answer:wrong"))
