"""The real talk: a plan, a card, a reminder, and afterwards how it went against what was feared."""

from __future__ import annotations

import pytest

from bot.understanding.answers import talk_held

FELT = "When you use your key without calling, I feel on edge."


def rehearse(learner):
    """A statement, kept, and its closing questions; gives the id of the attempt."""
    learner.opens_statement()
    attempt = learner.floor.attempt
    learner.says(FELT, "names_behaviour", "states_feeling")
    learner.says("Please call before you come.", "makes_request")
    learner.says("You always do that!", "blames")
    learner.through("answer:keep", "skip", "skip")
    return attempt


def plan(learner, day="tomorrow", *, with_whom="Mum"):
    learner.through("plan", with_whom, "answer:no", "after lunch, in the kitchen", day, FELT, "skip")
    return learner.through("that I am cold", "I still need the call", "skip", "she cries", "8")


def test_a_rehearsal_leads_to_a_card_in_the_learners_own_words(learner, log):
    learner.arrives()
    attempt = rehearse(learner)
    assert f"plan:{attempt}" in learner.offered()
    learner.through(f"plan:{attempt}", "Mum", "answer:no", "after lunch", "tomorrow")
    labels = [one.label for one in learner.last.messages[-1].choices]
    assert labels == ["Please call before you come.", FELT, "That's enough"], "a line that pushes is not offered"
    learner.through("answer:own1", "I would rather be asked.", "skip")
    card = learner.through("that I am cold", "I still need the call", "skip", "she cries", "8")
    assert "That is a lot to fear" in card
    for line in (
        "My talk with Mum",
        "after lunch",
        f"• {FELT}",
        "• I would rather be asked.",
        "If they say: that I am",
    ):
        assert line in card
    (kept,) = log.plans(learner.id)
    assert kept.lines == (FELT, "I would rather be asked.")
    assert kept.if_then == (("that I am cold", "I still need the call"),)
    assert (kept.feared, kept.outcome, kept.attempt_id) == (8, {"fear": "she cries"}, attempt)


def test_the_same_message_twice_makes_one_plan(learner, log):
    learner.arrives().through("plan", "Mum", "answer:no", "skip", "tomorrow", "skip", "skip", "skip")
    before = learner.floor
    learner.does("hear", "8", key="one-key")
    learner.floor = before
    learner.does("hear", "8", key="one-key")
    assert len(log.plans(learner.id)) == 1


def test_nobody_plans_to_face_someone_they_fear(learner, log):
    learner.arrives().through("plan", "Dad")
    assert "afraid of how Dad might react" in learner.last.messages[-1].text
    assert "not the place" in learner.says("I'm not sure")
    assert learner.floor is None
    assert log.plans(learner.id) == []
    assert "help_now" in learner.offered()


def test_it_is_asked_about_on_the_first_visit_after_its_day_and_not_before(learner, clock):
    learner.arrives()
    plan(learner)
    assert "How did it go?" not in learner.presses("home")
    clock.pass_days(2)
    assert "You had a talk with Mum in mind for Monday 2 March. How did it go?" in learner.presses("home")
    assert "report:1" in learner.offered()


def test_how_it_went_is_held_against_what_was_feared(learner, log, clock):
    learner.arrives()
    plan(learner)
    clock.pass_days(2)
    learner.through("report:1", "answer:yes", "please call first", "she was quiet", "3", "So I am a nuisance?")
    told = learner.presses("skip")
    assert "Before, you feared: “she cries”" in told
    assert "you feared 8, it was 3. It was easier than you feared." in told
    (kept,) = log.plans(learner.id)
    assert kept.held is not None
    assert (kept.happened, kept.outcome["said"]) == (3, "please call first")
    assert "How did it go?" not in learner.presses("home")


def test_it_can_be_rehearsed_again_from_the_line_where_it_turned(learner):
    learner.arrives()
    plan(learner)
    learner.through("report:1", "answer:yes", "please call first", "she was quiet", "3", "So I am a nuisance?")
    learner.presses("answer:words")
    said = learner.through("work", "skip", "skip")
    assert "They had just said: “So I am a nuisance?”" in said
    assert learner.floor.kind == "statement"


def test_a_scene_that_it_came_from_is_offered_again(learner):
    learner.arrives().opens_scene(**{"var:person": "Mama"})
    attempt = learner.floor.attempt
    learner.does("stop")
    learner.through("skip", "skip")
    learner.presses(f"plan:{attempt}")
    assert learner.last.messages[-1].choices[0].label == "Mama"
    learner.through("Mama", "answer:no", "skip", "skip", "skip", "skip", "skip", "skip")
    learner.through("report:1", "answer:yes", "skip", "skip", "skip", "skip")
    learner.presses("answer:scene")
    assert learner.floor.scenario == "parent_drops_in"


@pytest.mark.parametrize(("answer", "said"), [("answer:no", "it is yours"), ("answer:not_yet", "Is there a day")])
def test_a_talk_that_was_not_held_is_no_failure(learner, log, answer, said):
    learner.arrives()
    plan(learner)
    assert said in learner.through("report:1", answer)
    assert log.plans(learner.id)[0].held is None


def test_not_yet_may_move_the_day(learner, log):
    learner.arrives()
    plan(learner)
    learner.through("report:1", "answer:not_yet", "in 5 days")
    assert log.plans(learner.id)[0].due.date().isoformat() == "2026-03-06"


def test_a_talk_that_was_never_planned_can_be_told_too(learner, log):
    learner.arrives().through("report", "answer:yes", "I said no", "they nodded", "2", "skip", "skip")
    (kept,) = log.plans(learner.id)
    assert (kept.held is not None, kept.happened) == (True, 2)


def test_nothing_is_kept_of_a_talk_that_there_was_not(learner, log):
    learner.arrives().through("report", "answer:no")
    assert log.plans(learner.id) == []
    assert learner.floor is None


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("ok i guess, he did it", "yes"),
        ("she cried and hugged me", "yes"),
        ("badly", "yes"),
        ("didnt happen", "not_yet"),
        ("i chickened out", "not_yet"),
        ("nope", "not_yet"),
        ("I decided against it", "no"),
        ("hello", None),
    ],
)
def test_how_it_went_is_understood_in_own_words(words, held):
    assert talk_held(words) == held


def test_a_hard_one_is_steadied_first(learner):
    learner.arrives()
    plan(learner)
    told = learner.through("report:1", "answer:yes", "skip", "skip", "9", "skip", "skip")
    assert "both feet on the floor" in told
    assert "answer:ground" in learner.offered()


def test_without_kept_words_the_card_is_shown_and_only_numbers_stay(learner, log):
    learner.arrives(keep=False)
    card = plan(learner)
    assert "My talk with Mum" in card
    assert "copy the card now" in card
    (kept,) = log.plans(learner.id)
    assert (kept.with_whom, kept.lines, kept.if_then, kept.outcome) == (None, (), (), {})
    assert (kept.feared, kept.due is not None) == (8, True)


def test_plans_are_shown_again_and_thrown_away(learner, log):
    learner.arrives()
    plan(learner)
    assert "My talk with Mum" in learner.presses("programme:plans")
    assert "thrown away" in learner.presses("programme:drop:1")
    assert log.plans(learner.id) == []
    assert "No talk is planned" in learner.presses("programme:plans")


def test_a_strangers_plan_is_never_found(app, learner, log):
    from tests.unit.app.conftest import Learner

    learner.arrives()
    plan(learner)
    other = Learner(app, id="b" * 32).arrives()
    assert "done already" in other.presses("report:1")
    other.presses("programme:drop:1")
    assert len(log.plans(learner.id)) == 1
