"""A scene from its questions to its ending, logged turn by turn."""

from __future__ import annotations

import pytest

from bot.app import Sayso
from bot.rehearsal.floor import Floor
from tests.unit.app.conftest import text

FELT = "When you use your key without calling, I feel on edge."


def attempts(log, learner):
    return log.attempts(learner.id)


def test_the_questions_before_a_scene_can_be_skipped_and_are_used(learner, log):
    learner.arrives()
    said = learner.opens_scene(**{"var:person": "Dad", "distress:before": "7", "confidence:before": "three"})
    assert "Dad is in your hall again" in said
    assert "Only me!" in said
    attempt = attempts(log, learner)[0]
    assert (attempt.attempt.area, attempt.attempt.level, attempt.attempt.kind) == ("role_dispute", "warm", "scene")
    assert {(one.measure, one.moment): one.value for one in attempt.ratings} == {
        ("distress", "before"): 7,
        ("confidence", "before"): 3,
    }
    assert learner.last.messages[-1].name == "Dad"


def test_all_questions_can_be_skipped_at_once(learner):
    learner.arrives()
    learner.does("start_practice", choice="scene:parent_drops_in")
    learner.presses("answer:no")
    assert "Only me!" in learner.presses("answer:start")
    assert learner.floor.level == "wary"


def test_somebody_afraid_does_not_rehearse_facing_that_person(learner, log):
    learner.arrives()
    learner.does("start_practice", choice="scene:parent_drops_in")
    answer = learner.does("hear", "yes, a bit")
    assert "not the place" in text(answer)
    assert answer.floor is None
    assert attempts(log, learner) == []


def test_a_turn_is_answered_in_role_then_by_the_coach_with_the_learners_words(learner, log):
    learner.arrives().opens_scene()
    answer = learner.does("hear", FELT, shows=("names_behaviour", "states_feeling"))
    assert [message.speaker for message in answer.messages] == ["counterpart", "coach"]
    assert f"“{FELT}”" in answer.messages[1].text
    assert "Next:" in answer.messages[1].text
    turn = log.turns(learner.floor.attempt)[0]
    assert (turn.number, turn.words, turn.beat) == (1, FELT, "arrives")
    assert {mark.marker for mark in turn.marks} == {"names_behaviour", "states_feeling"}


def test_the_same_key_is_one_turn_with_one_answer(learner, log):
    learner.arrives().opens_scene()
    before = learner.floor
    first = learner.says(FELT, "states_feeling", key="the-same-key")
    after = learner.floor
    learner.floor = before
    assert learner.says(FELT, "states_feeling", key="the-same-key") == first
    assert learner.floor == after
    assert len(log.turns(after.attempt)) == 1


def test_three_hints_then_an_example(learner):
    learner.arrives().opens_scene()
    hints = [text(learner.does("hint")) for _ in range(3)]
    assert [hint[:11] for hint in hints] == ["Hint 1 of 3", "Hint 2 of 3", "Hint 3 of 3"]
    assert learner.last.messages[0].choices[0].id == "example"
    assert "Someone might say" in text(learner.does("example"))


def test_the_hints_stand_on_a_ladder_that_does_not_give_the_next_one_away(learner):
    learner.arrives().opens_scene()
    learner.does("hint")
    ladder = learner.last.messages[0].ladder
    assert [rung["name"] for rung in ladder] == ["A nudge", "A pointer", "The start of a sentence"]
    assert ["text" in rung for rung in ladder] == [True, False, False]
    learner.does("hint")
    assert ["text" in rung for rung in learner.last.messages[0].ladder] == [True, True, False]


def test_the_path_holds_what_was_walked_and_takes_back_what_is_taken_back(learner):
    learner.arrives().opens_scene()
    assert [one["beat"] for one in learner.floor.path] == ["arrives"]
    learner.says(FELT, "names_behaviour", "states_feeling")
    walked = learner.floor.path
    assert [(one["beat"], one["tactic"]) for one in walked] == [("arrives", None), ("minimises", "minimise")]
    learner.says("You never listen!", "blames")
    learner.does("again")
    assert learner.floor.path == walked
    said = learner.does("stop")
    assert [one["moment"] for one in said.messages[0].path] == [1, 2]


def test_an_earlier_line_taken_up_again_walks_its_path_again(learner):
    learner.arrives().opens_scene()
    learner.says(FELT, "names_behaviour", "states_feeling")
    walked = learner.floor.path
    learner.says("You never listen!", "blames")
    learner.does("stop")
    learner.presses("skip")
    learner.presses("skip")
    learner.presses("answer:earlier")
    learner.presses("answer:2")
    assert learner.floor.running
    assert learner.floor.path == walked


def test_what_the_coach_does_not_speak_of_is_there_to_unfold(learner):
    learner.arrives().opens_scene()
    learner.says(FELT, "names_behaviour", "states_feeling")
    coach = learner.last.messages[1]
    assert sorted(mark.marker for mark in (*coach.marks, *coach.rest)) == ["names_behaviour", "states_feeling"]
    assert len(coach.marks) == 1


def test_scenes_are_offered_as_cards_with_when_they_were_last_played(learner):
    learner.arrives()
    learner.presses("focus:role_dispute")
    before = {one.id: one.card for one in learner.last.messages[0].choices if one.card}
    card = before["scene:parent_drops_in"]
    assert (card["title"], card["minutes"], card["levels"]) == (
        "A parent who visits without asking", 5, ["warm", "wary", "hard"],
    )  # fmt: skip
    assert card["line"].startswith("Mum is in your hall again")
    assert card["note"].startswith("Guilt and raised voices")
    assert (card["level"], card["last"]) == ("", None)
    learner.opens_scene()
    learner.does("stop")
    learner.does("stop")
    learner.does("home")
    learner.presses("focus:role_dispute")
    after = {one.card["title"]: one.card for one in learner.last.messages[0].choices if one.card}
    last = after["A parent who visits without asking"]["last"]
    assert (last["level"], last["on"][:2]) == ("warm", "20")


def test_trying_again_takes_back_one_turn_exactly(learner, log):
    learner.arrives().opens_scene()
    learner.says(FELT, "names_behaviour", "states_feeling")
    here = learner.floor
    learner.says("You never listen!", "blames")
    answer = learner.does("again")
    assert "taken back" in text(answer)
    assert learner.floor.position == here.position
    assert (learner.floor.turn, learner.floor.line) == (here.turn, here.line)
    told = learner.says("Please ring before you come.", "makes_request")
    assert "Before: “You never listen!”" in told
    assert "Now: “Please ring before you come.”" in told
    turns = log.turns(here.attempt, taken_back=True)
    assert [(turn.number, turn.try_number) for turn in turns] == [(1, 1), (2, 1), (2, 2)]


def test_the_first_turn_can_be_taken_back_and_before_it_there_is_nothing(learner):
    learner.arrives().opens_scene()
    assert "no line of yours" in text(learner.does("again"))
    learner.says("It's nothing.", "avoids")
    learner.does("again")
    assert learner.floor.turn == 0
    assert learner.floor.running


def test_again_without_keeping_words_works_the_same(learner):
    learner.arrives(keep=False).opens_scene()
    learner.says(FELT, "states_feeling")
    first = learner.floor.position
    learner.says("You never listen!", "blames")
    learner.does("again")
    assert learner.floor.position == first


def test_a_pause_is_out_of_role_and_the_talk_goes_on_where_it_stood(learner):
    learner.arrives().opens_scene()
    learner.says(FELT, "states_feeling")
    line = learner.floor.line
    assert "can't hear you" in text(learner.does("pause"))
    assert "nobody heard that" in learner.says("I hate this")
    assert learner.floor.turn == 1
    resumed = learner.does("resume")
    assert resumed.messages[-1].text == line
    assert resumed.messages[-1].speaker == "counterpart"


def test_stopping_counts_what_was_done_and_asks_how_it_was(learner, log):
    learner.arrives().opens_scene(**{"distress:before": "5"})
    learner.says(FELT, "names_behaviour", "states_feeling")
    assert "that is fine" in text(learner.does("stop"))
    assert attempts(log, learner)[0].attempt.ending_kind == "exit"
    learner.says("4")
    closing = learner.says("6")
    assert "in your log" in closing
    assert learner.floor is None
    ratings = {(one.measure, one.moment): one.value for one in attempts(log, learner)[0].ratings}
    assert ratings[("distress", "after")] == 4


def test_stopping_before_it_began_logs_nothing(learner, log):
    learner.arrives()
    learner.does("start_practice", choice="scene:parent_drops_in")
    assert "Nothing was begun" in text(learner.does("stop"))
    assert attempts(log, learner) == []


@pytest.mark.parametrize("after", ["9", "8"])
def test_who_is_shaken_is_offered_ground_and_an_easier_level(learner, after):
    learner.arrives().opens_scene(level="hard", **{"distress:before": "5"})
    learner.says(FELT, "states_feeling")
    learner.does("stop")
    assert "both feet on the floor" in learner.says(after)
    learner.presses("skip")
    closing = learner.does("hear", "skip", "skip")
    assert "easier next time" in text(closing)
    labels = [choice.label for choice in closing.messages[0].choices]
    assert labels[:2] == ["An easier level: wary", "Help me settle"]
    assert "Stop for today" in labels


def test_begun_again_from_the_debrief_it_asks_only_for_the_ratings(learner):
    learner.arrives().opens_scene(**{"var:person": "Dad"})
    learner.does("stop")
    learner.presses("skip")
    learner.presses("skip")
    learner.does("start_practice", choice="scene:parent_drops_in@hard")
    assert learner.floor.asking == ("distress:before", "confidence:before")
    learner.presses("skip")
    assert "Dad" in learner.presses("skip")
    assert learner.floor.level == "hard"


def test_everything_seen_is_told_on_request(learner):
    learner.arrives().opens_scene()
    learner.says("You never listen. Please ring first.", "blames", "makes_request")
    told = learner.presses("answer:details")
    assert "blame" in told and "a clear ask" in told
    assert learner.floor.turn == 1


def test_a_failing_log_leaves_no_half_turn(learner, log, monkeypatch):
    learner.arrives().opens_scene()
    before = learner.floor
    monkeypatch.setattr(type(log), "record_turn", lambda *args, **kwargs: (_ for _ in ()).throw(RuntimeError("down")))
    with pytest.raises(RuntimeError):
        learner.does("hear", FELT)
    assert log.turns(before.attempt) == []
    assert learner.floor == before


def test_a_scene_that_was_changed_meanwhile_offers_to_begin_again(learner):
    learner.arrives().opens_scene()
    learner.floor = learner.floor.but(revision=999)
    answer = learner.does("hear", FELT)
    assert "was changed since you began" in text(answer)
    assert answer.messages[0].choices[0].id == "scene:parent_drops_in"


def test_starting_something_else_in_the_middle_asks_first(learner):
    learner.arrives().opens_scene()
    running = learner.floor
    assert "in the middle of something" in text(learner.does("start_statement", choice="statement:"))
    assert learner.floor == running


def test_the_floor_is_all_that_has_to_be_remembered(learner, app: Sayso):
    learner.arrives().opens_scene()
    learner.floor = Floor.from_dict(learner.floor.as_dict())
    learner.says(FELT, "states_feeling")
    assert learner.floor.turn == 1


def test_again_after_the_ending_begins_the_same_scene_anew(learner, log):
    learner.arrives().opens_scene()
    learner.does("stop")
    assert "From 0 to 10" in text(learner.does("again"))
    learner.presses("skip")
    assert "Only me!" in learner.presses("skip")
    assert len(attempts(log, learner)) == 2


def test_a_rating_is_asked_for_twice_at_most(learner):
    learner.arrives()
    learner.does("start_practice", choice="scene:parent_drops_in@warm")
    learner.presses("skip"), learner.presses("skip")
    assert learner.floor.asking[0] == "distress:before"
    assert "one number from 0 to 10" in learner.says("I really don't know how to put that")
    learner.says("as I said")
    assert learner.floor.asking[0] == "confidence:before"


@pytest.mark.parametrize("words", ["not sure", "no, only when he drinks", "nope but sometimes"])
def test_fear_is_ruled_out_by_a_plain_no_only(learner, words):
    learner.arrives()
    learner.does("start_practice", choice="scene:parent_drops_in")
    assert "not the place" in learner.says(words) + learner.says(words)


@pytest.mark.parametrize("words", ["ok", "Okay.", "ok then"])
def test_ok_is_no_answer_to_the_question_about_fear(learner, words):
    learner.arrives()
    learner.does("start_practice", choice="scene:parent_drops_in")
    assert "A plain yes or no" in learner.says(words)
    assert "not the place" not in learner.says("no")


def test_a_number_is_nobody_s_name(learner):
    learner.arrives()
    learner.does("start_practice", choice="scene:parent_drops_in@warm")
    assert "Please tell me in a few words" in learner.says("3")
    assert learner.floor.asking[0] == "var:person"
    assert "rule" in learner.says("Mama")


def test_a_number_in_a_scene_is_no_line_to_the_counterpart(learner, log):
    learner.arrives().opens_scene()
    assert "Was that for Mum?" in learner.says("7")
    assert log.turns(learner.floor.attempt) == []


def test_after_nothing_but_a_shrug_nothing_is_called_done(learner):
    learner.arrives().opens_scene()
    learner.says("whatever")
    assert "Done:" not in text(learner.does("stop"))
