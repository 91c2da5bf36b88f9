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


def test_of_what_was_told_on_arrival_the_last_thing_counts(learner):
    learner.does("home")
    learner.presses("answer:adult")
    learner.does("hear", "Since my husband died I sit in that chair all day long", area="grief")
    learner.does("hear", "My boss keeps texting me on Saturdays", area="role_dispute")
    learner.presses("answer:keep")
    assert "Trouble with someone close" in learner.presses("skip")


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
            ("I am twelve", "made for adults"),
            ("im 44", "May I keep"),
            ("16", "made for adults"),
            ("i am have 27 year", "May I keep"),
            ("born in 1980", "May I keep"),
            ("ok yes", "May I keep"),
            ("ok", "how old you are"),
            ("sure", "how old you are"),
            ("k", "how old you are"),
            ("1", "how old you are"),
            ("almost 18", "made for adults"),
            ("34", "May I keep"),
            ("yes I am", "May I keep"),
            ("no", "made for adults"),
            ("over 18", "May I keep"),
            ("hello", "We were at this question"),
            ("what", "how old you are"),
        ],
    )
    def test_own_words_about_age(self, learner, words, said):
        learner.does("home")
        assert said in learner.says(words)

    @pytest.mark.parametrize("after", ["answer:adult", "answer:adult answer:keep"])
    def test_an_age_said_at_a_later_question_counts(self, learner, log, after):
        learner.does("home")
        learner.through(*after.split())
        asked = learner.offered()
        assert learner.says("im 44").startswith("Thank you.")
        assert learner.offered() == asked, "the question that was open is asked again"
        assert "made for adults" in learner.says("oh wait, i'm 16")
        assert log.learner(learner.id).adult is False

    def test_a_number_that_picks_an_option_is_no_age(self, learner):
        learner.does("home")
        learner.through("answer:adult", "answer:keep")
        learner.says("3")
        assert learner.floor is None

    @pytest.mark.parametrize("way", ["place_words", "start_practice", "out_of_scope"])
    def test_somebody_who_says_so_later_is_believed(self, learner, log, way):
        learner.arrives()
        said = text(learner.does(way, "im 15 and my mum shouts at me"))
        assert "made for adults" in said
        assert log.learner(learner.id).adult is False

    @pytest.mark.parametrize("words", ["I'm 15 minutes late and she is furious", "12", "i was 15 when he left"])
    def test_other_numbers_are_no_age(self, learner, log, words):
        learner.arrives()
        assert "made for adults" not in text(learner.does("place_words", words))
        assert log.learner(learner.id).adult is not False

    def test_who_is_too_young_is_told_again_whatever_they_say_and_never_asked_twice(self, learner):
        learner.does("home")
        learner.through("answer:minor", "answer:GB")
        for words in ("why", "im 15 but i really need help", "no"):
            assert "Childline" in learner.says(words)


@pytest.mark.parametrize(
    ("words", "asked_again"), [("spain", False), ("South Africa", False), ("why?", True), ("ok", True)]
)
def test_a_country_that_is_not_on_the_list_is_somewhere_else(learner, words, asked_again):
    learner.does("home")
    learner.through("answer:adult", "answer:keep")
    assert ("Which country" in learner.says(words)) is asked_again
