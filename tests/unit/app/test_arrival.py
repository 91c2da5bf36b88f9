"""Arrival: two messages, then a choice; and nothing is kept that was not allowed."""

from __future__ import annotations

import pytest

from tests.unit.app.conftest import text


def test_arrival_is_two_messages_and_then_a_choice(learner):
    first = learner.does("home")
    assert len(first.messages) == 2
    assert "not a person and not a therapist" in first.messages[0].text
    assert [choice.id for choice in first.messages[1].choices] == ["answer:adult", "answer:minor"]
    learner.presses("answer:adult")
    assert learner.offered() == ["answer:keep", "answer:forget"]
    assert "Which country" in learner.presses("answer:keep")
    menu = learner.does("hear", "skip", "skip")
    ids = [choice.id for choice in menu.messages[-1].choices]
    assert {"focus:grief", "focus:role_dispute", "focus:role_transition", "focus:social_isolation"} <= set(ids)


def test_the_question_about_words_is_answered_in_own_words_and_asked_again_when_it_is_not(learner, log):
    learner.does("home")
    learner.presses("answer:adult")
    assert "Please pick one" in learner.says("what do you mean")
    learner.says("don't keep them")
    assert log.learner(learner.id).keep_words is False


def test_a_country_gives_its_help_lines_and_somewhere_else_gives_none(learner, log):
    learner.does("home")
    learner.presses("answer:adult")
    learner.presses("answer:keep")
    answer = learner.does("hear", "Ireland")
    assert answer.country == "IE"
    assert log.learner(learner.id).country == "IE"


def test_who_comes_for_something_gets_it_after_arriving(learner):
    welcome = learner.does("start_practice", choice="scene:parent_drops_in")
    assert "I'm Sayso" in welcome.messages[0].text
    learner.presses("answer:adult")
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
    learner.presses("answer:adult")
    learner.says("no thanks")
    assert log.learner(learner.id).keep_words is False


class TestAge:
    """Sayso is made for adults (safety rule 8)."""

    def test_somebody_younger_gets_the_child_helpline_of_their_country_and_it_ends(self, learner, log):
        learner.does("home")
        assert "made for adults" in learner.presses("answer:minor")
        answer = learner.does("hear", "uk")
        assert answer.messages[0].speaker == "safety"
        assert "Childline" in text(answer)
        assert "116 123" not in text(answer)
        assert answer.country == "GB"
        assert log.learner(learner.id).consented is None

    def test_without_a_country_the_directory_is_named(self, learner):
        learner.does("home")
        learner.presses("answer:minor")
        assert "childhelplineinternational.org" in learner.presses("skip")

    @pytest.mark.parametrize("way", ["home", "start_practice", "place_words", "plan_real_talk", "people_and_focus"])
    def test_no_way_leads_around_it(self, learner, log, way):
        learner.does("home")
        learner.through("answer:minor", "skip")
        learner.does("stop")
        answer = learner.does(way, "my mum", "scene:parent_drops_in" if way == "start_practice" else None)
        assert "Sayso stops here" in text(answer)
        assert log.attempts(learner.id) == []

    def test_who_pressed_the_wrong_button_goes_on(self, learner):
        learner.does("home")
        learner.through("answer:minor", "skip")
        assert "May I keep your words" in learner.presses("answer:adult")

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            ("I'm 17", "made for adults"),
            ("I am twelve", "Please pick one"),
            ("almost 18", "made for adults"),
            ("34", "May I keep"),
            ("yes I am", "May I keep"),
            ("no", "made for adults"),
            ("over 18", "May I keep"),
            ("hello", "Please pick one"),
        ],
    )
    def test_own_words_about_age(self, learner, words, said):
        learner.does("home")
        assert said in learner.says(words)
