"""The focus, the contract, the sessions and their end: suggested, never forced, changed at any time."""

from __future__ import annotations

import pytest

from bot.vocabulary import FOCUS_AREAS

CONTRACT = ("Nobody I know", "I speak up.", "When he sighs", "I feel small", "5")


def find(learner, area="role_dispute", contract=CONTRACT):
    """Through the questions: yes to all of one area, and nothing of the others."""
    learner.presses("programme:focus")
    for one in FOCUS_AREAS:
        learner.through(*(["answer:yes"] * 4 if one == area else ["answer:no"]))
    learner.presses(f"answer:{area}")
    return learner.through(*contract)


def session(learner, clock, *, days=7, distress="5", confidence="4", closeness="2"):
    """One whole session, a week later, without anything in the middle."""
    clock.pass_days(days)
    opened = learner.presses("programme:session")
    learner.through(distress, confidence, "not much")
    learner.presses("programme:close")
    return opened, learner.through("3", "5", closeness, "one small thing")


@pytest.mark.parametrize("area", FOCUS_AREAS)
def test_the_answers_suggest_an_area_and_say_why(learner, area):
    learner.arrives().presses("programme:focus")
    for one in FOCUS_AREAS:
        said = learner.through(*(["answer:yes"] * 4 if one == area else ["answer:no"]))
    assert "You said yes to: “" in said
    assert learner.offered()[0] == f"answer:{area}"
    assert {f"answer:{one}" for one in FOCUS_AREAS} == set(learner.offered())


def test_people_are_part_of_the_reason(learner):
    learner.arrives().through("people", "Mum", "family", "answer:1", "skip", "she drops in", "a call", "time", "all")
    learner.presses("answer:done")
    learner.through("skip", "skip", "programme:focus", "answer:no", "answer:yes", "skip", "skip", "skip")
    assert "about Mum you wrote what is hard: “she drops in”" in learner.through("answer:no", "answer:no")


def test_when_nothing_speaks_for_an_area_none_is_suggested(learner):
    learner.arrives().presses("programme:focus")
    assert "you know best" in learner.through(*["answer:no"] * 4)


def test_the_learner_decides_against_the_suggestion(learner, log):
    learner.arrives().presses("programme:focus")
    learner.through(*["answer:yes"] * 4, *["answer:no"] * 3, "answer:social_isolation", *["skip"] * 5)
    course = log.course(learner.id)
    assert (course.area, course.sessions) == ("social_isolation", 8)


def test_the_contract_is_told_in_the_learners_words(learner, log):
    told = find(learner.arrives())
    assert "Your goal: “I speak up.”" in told
    assert "What happens: “When he sighs” And then: “I feel small” The two go together." in told
    assert "We agree on 5 sessions" in told
    assert log.course(learner.id).goal == "I speak up."


@pytest.mark.parametrize("number", ["3", "17", "many"])
def test_four_to_sixteen_sessions(learner, number):
    learner.arrives()
    assert "from 4 to 16" in find(learner, contract=(*CONTRACT[:-1], number))


def test_focus_goal_and_number_can_be_changed(learner, log):
    find(learner.arrives())
    learner.through("programme:focus", "answer:area", "answer:grief")
    learner.through("programme:focus", "answer:goal", "I rest.")
    learner.through("programme:focus", "answer:sessions", "12")
    course = log.course(learner.id)
    assert (course.area, course.goal, course.sessions, len(log.courses(learner.id))) == ("grief", "I rest.", 12, 1)


def test_a_session_opens_with_how_it_has_been_and_closes_with_one_thing(learner, log, clock):
    find(learner.arrives())
    opened, closed = session(learner, clock)
    assert "Session 1 of 5" in opened
    assert "You take with you: “one small thing”" in closed
    assert "You came with 5 of 10 and you go with 3." in closed
    (one,) = log.sittings(learner.id)
    assert (one.distress_before, one.confidence_before, one.distress_after, one.closeness) == (5, 4, 3, 2)
    assert one.words == {"since": "not much", "took": "one small thing"}


def test_the_end_is_announced_two_sessions_before_it(learner, clock):
    find(learner.arrives())
    opened = [session(learner, clock)[0] for _ in range(5)]
    assert ["two sessions left" in one for one in opened] == [False, False, True, False, False]
    assert "One session is left" in opened[3]
    assert "This is the last session" in opened[4]


def test_a_session_can_be_left_and_gone_on_with_on_the_same_day(learner, log, clock):
    find(learner.arrives())
    learner.presses("programme:session")
    learner.says("7")
    learner.presses("stop_here")
    clock.pass_days(0.2)
    assert "is under way" in learner.presses("home")
    assert "how ready do you feel" in learner.presses("programme:session")
    learner.through("2", "skip")
    assert len(log.sittings(learner.id)) == 1


def test_a_session_left_a_week_ago_is_over_and_the_next_one_begins(learner, log, clock):
    find(learner.arrives())
    learner.presses("programme:session")
    learner.presses("stop_here")
    clock.pass_days(7)
    assert "Session 2 of 5" in learner.presses("programme:session")


def test_after_the_last_one_looking_back_or_a_few_more(learner, log, clock):
    find(learner.arrives(), contract=(*CONTRACT[:-1], "4"))
    for _ in range(4):
        _, closed = session(learner, clock)
    assert "Shall we look back" in closed
    learner.presses("programme:more")
    assert log.course(learner.id).sessions == 8


def test_the_talk_at_the_end_keeps_a_plan_for_later_and_shows_the_way_back(learner, log, clock):
    find(learner.arrives(), contract=(*CONTRACT[:-1], "4"))
    for number in range(4):
        session(learner, clock, distress=str(8 - number), closeness=str(2 * number))
    learner.presses("programme:conclude")
    told = learner.through(
        "I speak up", "I practised", "the sighing", "glad and sad", "I go silent", "call Jo", "with my boss"
    )
    assert "How heavy it was, from 0 to 10: 8 at the beginning, 3 now." in told
    assert "How close to your goal, from 0 to 10: 0 at the beginning, 6 now." in told
    for line in ("What changed: I speak up", "First signs: I go silent", "What I do then: call Jo", "My goal was:"):
        assert line in told
    assert "come back on any day" in told
    assert log.course(learner.id) is None
    assert log.courses(learner.id)[0].closing["ending"] == "glad and sad"
    learner.presses("programme:focus")
    assert learner.floor.then == "find"


def test_without_kept_words_the_end_is_shown_once_and_numbers_stay(learner, log, clock):
    find(learner.arrives(keep=False), contract=(*CONTRACT[:-1], "4"))
    for _ in range(4):
        session(learner, clock)
    learner.presses("programme:conclude")
    assert "First signs: I go silent" in learner.through("a", "b", "c", "d", "I go silent", "f", "g")
    assert "I go silent" not in str(log.export(learner.id))
    assert len(log.sittings(learner.id)) == 4


def test_there_is_no_session_without_a_focus(learner):
    learner.arrives()
    assert "you have none yet" in learner.presses("programme:session")
    assert "no session to close" in learner.presses("programme:close")
    assert "nothing to finish" in learner.presses("programme:conclude")


class TestOffers:
    """Who only wants to rehearse meets two offers and one button."""

    def rehearse(self, learner):
        learner.opens_scene()
        learner.does("stop")
        return learner.through("skip", "skip")

    def test_once_at_the_beginning_and_once_after_the_first_rehearsal(self, learner):
        learner.arrives()
        assert "people" in learner.offered()
        assert "won't bring it up again" in self.rehearse(learner)
        assert "won't bring it up again" not in self.rehearse(learner)
        learner.presses("home")
        assert "people" not in learner.offered()
        assert "programme:menu" in learner.offered()

    def test_never_to_somebody_who_has_begun(self, learner):
        learner.arrives().through("people", "Mum", "stop_here")
        assert "won't bring it up again" not in self.rehearse(learner)

    def test_the_menu_behind_the_button(self, learner):
        learner.arrives().presses("programme:menu")
        assert {"people", "programme:focus", "plan", "programme:plans"} <= set(learner.offered())


class TestShaken:
    """Safety rule 7: distress at 8 or more, or 3 above before."""

    @pytest.mark.parametrize(("before", "after"), [("skip", "8"), ("2", "5"), ("9", "9")])
    def test_ground_step_down_or_stop(self, learner, before, after):
        learner.arrives().opens_scene(level="wary", **{"distress:before": before} if before != "skip" else {})
        learner.does("stop")
        settle = learner.says(after)
        assert "both feet on the floor" in settle
        assert "how ready" not in settle, "settling comes before anything else is asked"
        assert learner.offered() == ["answer:ground", "answer:easier", "answer:stop", "skip"]
        learner.through("skip", "skip")
        offered = learner.offered()
        assert {"answer:ground", "programme:rest", "scene:parent_drops_in@warm"} <= set(offered)
        assert not any(one.startswith("plan:") for one in offered)
        assert offered.count("answer:ground") == 1
        assert "both feet on the floor" in learner.presses("answer:ground")
        learner.presses("answer:enough")
        learner.presses("programme:rest")
        assert "help_now" in learner.offered()

    @pytest.mark.parametrize(("way", "said"), [
        ("answer:ground", "Both feet on the floor"), ("yes", "Both feet on the floor"),
        ("answer:stop", "It is in your log"), ("no", "how ready do you feel"),
        ("answer:easier", "Level: warm"), ("skip", "how ready do you feel"), ("i'm all right, go on", "how ready"),
    ])  # fmt: skip
    def test_every_way_from_there_leads_on(self, learner, way, said):
        learner.arrives().opens_scene(level="wary", **{"distress:before": "2"})
        learner.does("stop")
        learner.says("8")
        answered = learner.presses(way) if way[:4] in ("answ", "skip") else learner.says(way)
        assert said.casefold() in answered.casefold()

    def test_after_the_ground_it_goes_on_where_it_was(self, learner):
        learner.arrives().opens_scene(level="wary", **{"distress:before": "2"})
        learner.does("stop")
        learner.through("8", "answer:ground", "answer:enough")
        assert "how ready do you feel" in learner.presses("resume")

    def test_of_a_statement_too(self, learner):
        learner.arrives().through("statement:role_dispute", "work", "3", "skip", "Please call me first.", "keep")
        assert "both feet on the floor" in learner.says("7")
        assert "easier" not in " ".join(learner.offered())
        assert "how ready" in learner.presses("skip")
        assert "answer:ground" in (learner.presses("skip"), learner.offered())[1]

    def test_not_when_it_went_all_right(self, learner):
        learner.arrives().opens_scene(**{"distress:before": "5"})
        learner.does("stop")
        learner.through("7", "skip")
        assert "answer:ground" not in learner.offered()


class TestTheFocusSteers:
    """What is offered first comes from the focus and from whom it is about."""

    def agree(self, learner, relation):
        learner.arrives().through("people", "Kim", relation, "skip", "answer:enough", "answer:done", "skip", "skip")
        learner.presses("programme:focus")
        learner.through("answer:no", *["answer:yes"] * 4, "answer:no", "answer:no", "answer:role_dispute", "Kim")
        learner.through("skip", "skip", "skip", "4")

    @pytest.mark.parametrize(
        ("relation", "scene"),
        [
            ("friend", "friend_unpaid_loan"),
            ("work", "manager_weekend_messages"),
            ("my mother", "parent_drops_in"),
            ("partner", "partner_housework"),
        ],
    )
    def test_scenes_with_somebody_like_them_come_first(self, learner, relation, scene):
        self.agree(learner, relation)
        learner.presses("focus:role_dispute")
        assert learner.offered()[0] == f"scene:{scene}"

    def test_the_menu_begins_with_it(self, learner):
        self.agree(learner, "work")
        menu = learner.presses("home")
        assert "Your focus is: Trouble with someone close." in menu
        offered = learner.offered()
        assert "scene:manager_weekend_messages@warm:new" in offered
        areas = [one for one in offered if one.startswith("focus:") and one != "focus:levels"]
        assert areas[0] == "focus:role_dispute"

    def test_other_areas_are_listed_as_ever(self, learner):
        learner.arrives().presses("focus:grief")
        before = learner.offered()
        self.agree(learner, "work")
        learner.presses("focus:grief")
        assert learner.offered() == before


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("all the time", "yes"),
        ("yes it did", "yes"),
        ("kind of", "little"),
        ("sort of, there is my aunt", "little"),
        ("a bit", "little"),
        ("not really", "no"),
    ],
)
def test_the_short_questions_take_the_words_people_use(learner, words, value):
    learner.arrives().presses("programme:focus")
    learner.says(words)
    assert learner.floor.answers["find:grief:0"] == value


def test_a_no_to_the_first_question_of_an_area_jumps_to_the_next(learner):
    learner.arrives().presses("programme:focus")
    assert "Trouble with someone close." in learner.says("no")
