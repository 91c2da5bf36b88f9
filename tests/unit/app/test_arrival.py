"""Arrival: two messages, then a choice; and nothing is kept that was not allowed."""

from __future__ import annotations

from tests.unit.app.conftest import text


def test_arrival_is_two_messages_and_then_a_choice(learner):
    first = learner.does("home")
    assert len(first.messages) == 2
    assert "not a person and not a therapist" in first.messages[0].text
    assert [choice.id for choice in first.messages[1].choices] == ["answer:keep", "answer:forget"]
    assert "Which country" in learner.presses("answer:keep")
    menu = learner.does("hear", "skip", "skip")
    ids = [choice.id for choice in menu.messages[0].choices]
    assert {"focus:grief", "focus:role_dispute", "focus:role_transition", "focus:social_isolation"} <= set(ids)


def test_the_question_about_words_is_answered_in_own_words_and_asked_again_when_it_is_not(learner, log):
    learner.does("home")
    assert "Please pick one" in learner.says("what do you mean")
    learner.says("don't keep them")
    assert log.learner(learner.id).keep_words is False


def test_a_country_gives_its_help_lines_and_somewhere_else_gives_none(learner, log):
    learner.does("home")
    learner.presses("answer:keep")
    answer = learner.does("hear", "Ireland")
    assert answer.country == "IE"
    assert log.learner(learner.id).country == "IE"


def test_who_comes_for_something_gets_it_after_arriving(learner):
    welcome = learner.does("start_practice", choice="scene:parent_drops_in")
    assert "I'm Sayso" in welcome.messages[0].text
    learner.presses("answer:keep")
    assert "Are you afraid" in learner.presses("skip")


def test_who_comes_back_before_answering_is_asked_again(learner, log):
    learner.does("home")
    log.keep_exchange(learner.id, "key-from-the-page", said="(start)", choice="home", answer={}, rehearsal=None)
    assert len(learner.does("home").messages) == 2


def test_nobody_arrives_twice(learner):
    learner.arrives()
    assert "What would you like to practise?" in text(learner.does("home"))


def test_own_words_lead_to_their_focus_area(learner):
    learner.arrives()
    answer = learner.does("place_words", "my dad died and nobody wants to hear it", area="grief")
    assert "Losing someone" in text(answer)
    assert answer.messages[0].choices[-2].id == "statement:grief"


def test_a_plain_yes_or_no_answers_the_question_about_words(learner, log):
    learner.does("home")
    learner.says("no thanks")
    assert log.learner(learner.id).keep_words is False
