"""The programme through the real assistant: whole courses for each focus over weeks, left and gone on with."""

from __future__ import annotations

import pytest

from tests.databases import Clock
from tests.dialogues.talk import Talk, text_of

OWN_WORK = {
    "role_dispute": ("stage", "exchange", "decision"),
    "role_transition": ("roles", "decision", "exchange"),
    "grief": ("memory", "exchange"),
    "social_isolation": ("approach", "exchange"),
}
SENTENCES = ("We had a quiet week.", "I want to be asked.", "a walk with Jo", "That was new for me.")


@pytest.fixture
def clock(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The log's clock, to let weeks go by."""
    from actions.turn import app

    clock = Clock()
    monkeypatch.setattr(app().log, "_clock", clock)
    return clock


def choices(messages) -> list[str]:
    return [one["id"] for message in messages for one in message["choices"]]


def answer_all(talk: Talk, messages) -> list[dict]:
    """Answers questions until nothing is asked any more: with a number, a button or a sentence, as they come."""
    turn = 0
    while talk.slot("state") == "answering":
        turn += 1
        asked = messages[-1]
        buttons = [one for one in choices(messages) if one.startswith("answer:") and one != "answer:yes"]
        if asked.get("ask"):
            messages = talk.say(str(asked["ask"]["min"] + turn % 4))
        elif buttons and "afraid" in asked["text"]:
            messages = talk.press("answer:no")
        elif buttons:
            messages = talk.press(buttons[0] if "answer:done" not in buttons else "answer:done")
        else:
            messages = talk.say(SENTENCES[turn % len(SENTENCES)])
    return messages


def agree(talk: Talk, area: str, number: str = "4") -> list[dict]:
    """From the menu to the contract."""
    messages = talk.press("programme:focus")
    while not any(one.startswith("answer:grief") for one in choices(messages)):
        of_area = "Trouble" if area == "role_dispute" else "none"
        messages = talk.press("answer:yes" if of_area in text_of(messages) else "skip")
    talk.press(f"answer:{area}")
    talk.press("skip")
    for words in ("I say what I need, calmly.", "When it gets loud, I go quiet.", "I feel small then."):
        talk.say(words)
    return talk.say(number)


@pytest.mark.parametrize("area", list(OWN_WORK))
def test_a_whole_course_over_weeks(talk, clock, area):
    from actions.turn import app

    talk.arrive()
    talk.press("people")
    for words in ("Jo", "friend", "answer:2", "we laugh", "she is far", "a call", "news", "that I miss her"):
        said = talk.press(words) if words.startswith("answer:") else talk.say(words)
    circle = answer_all(talk, talk.press("answer:done"))
    assert "Near: Jo." in text_of(circle)
    assert "We agree on 4 sessions" in text_of(agree(talk, area))
    ends = []
    for week in range(4):
        clock.pass_days(7)
        assert "programme:session" in choices(talk.press("home"))
        opened = talk.press("programme:session")
        ends.append("two sessions left" in text_of(opened))
        today = answer_all(talk, opened)
        kind = OWN_WORK[area][week % len(OWN_WORK[area])]
        assert f"programme:do:{kind}" in choices(today)
        answer_all(talk, talk.press(f"programme:do:{kind}"))
        if talk.slot("rehearsal"):
            talk.say("stop here")
            answer_all(talk, [])
        if week == 1:
            planned = answer_all(talk, talk.press("plan"))
            assert any(message.get("look") == "card" for message in planned)
        if week == 2:
            assert "How did it go?" in text_of(talk.press("home"))
            (plan,) = app().log.plans(talk.learner)
            talk.press(f"report:{plan.id}")
            answer_all(talk, talk.press("answer:yes"))
            assert "They had just said: “" in text_of(talk.answers[-1]["messages"]), (
                "it is rehearsed from where it turned"
            )
            talk.say("stop here")
            answer_all(talk, [])
            assert app().log.plans(talk.learner)[0].held is not None
        said = answer_all(talk, talk.press("programme:close"))
        assert f"Session {week + 1} of 4 is done." in text_of(said)
    assert ends == [False, True, False, False]
    assert "programme:conclude" in choices(said)
    finished = text_of(answer_all(talk, talk.press("programme:conclude")))
    assert "What changed:" in finished
    assert "come back on any day" in finished
    course = app().log.courses(talk.learner)[0]
    assert course.area == area
    assert course.closed is not None
    assert len(app().log.sittings(talk.learner)) == 4
    assert "programme:session" not in choices(talk.press("home"))


def test_interrupted_at_every_question_and_gone_on_with(talk, clock):
    """Whoever leaves at each single question still gets to the contract."""
    talk.arrive()
    messages = talk.press("programme:focus")
    for _ in range(30):
        if talk.slot("state") != "answering":
            break
        assert "go on another day" in text_of(talk.say("stop"))
        clock.pass_days(1)
        messages = talk.press("programme:focus")
        assert "Last time we stopped at this question" in text_of(messages)
        if any(one == "answer:grief" for one in choices(messages)):
            messages = talk.press("answer:grief")
        else:
            messages = talk.press("skip")
    assert "We agree on 8 sessions" in text_of(messages)


def test_the_tracker_stays_short_and_a_reload_finds_the_question(talk, clock):
    talk.arrive()
    talk.press("people")
    for _ in range(3):
        talk.say("Jo")
        for _ in range(7):
            talk.press("skip")
        talk.press("answer:add")
    assert len(talk.tracker().events) < 400
    assert "Who comes to mind" in text_of(talk.say("resume"))


class TestSafetyInTheProgramme:
    """Safety looks first, at every question of the programme too."""

    @pytest.mark.parametrize(
        "way", ["people", "programme:focus", "plan", "programme:do:memory", "programme:do:approach", "report"]
    )
    def test_danger_in_an_answer_is_answered_first(self, talk, way):
        talk.arrive()
        talk.press(way)
        messages = talk.say("I want to kill myself tonight.")
        assert messages[0]["speaker"] == "safety"
        assert "Who comes" not in text_of(messages)
        assert talk.slot("held") == "asked"

    def test_it_goes_on_only_after_a_clear_yes(self, talk):
        talk.arrive()
        talk.press("people")
        talk.say("Mum")
        talk.press("skip")
        talk.press("skip")
        talk.say("I don't want to be alive anymore.")
        assert talk.say("she makes me laugh")[0]["speaker"] == "safety"
        talk.press("misread")
        assert "What is good between you and Mum?" in text_of(talk.press("resume"))

    def test_what_was_said_in_danger_is_kept_nowhere(self, talk):
        from actions.turn import app

        talk.arrive()
        talk.press("people")
        talk.say("Mum")
        talk.press("skip")
        talk.press("skip")
        talk.say("he hits me when he drinks and I am scared of him")
        exported = app().log.export(talk.learner)
        assert "hits me" not in str(exported["person"])
        assert exported["safety_event"][0]["label"] == "risk_abuse"

    def test_fear_of_the_other_ends_the_plan(self, talk):
        talk.arrive()
        talk.press("plan")
        talk.say("my husband")
        assert "not the place" in text_of(talk.say("yes, sometimes"))
        assert talk.slot("rehearsal") is None

    def test_help_now_in_the_middle_of_a_question(self, talk):
        talk.arrive()
        talk.press("programme:focus")
        assert "crisis line" in text_of(talk.say("help now"))
        assert talk.slot("state") == "answering"

    def test_somebody_under_eighteen(self, talk):
        talk.press("home")
        talk.say("I'm 15")
        messages = talk.say("Germany")
        assert messages[0]["speaker"] == "safety"
        assert "people your age" in text_of(messages)
        assert "Sayso stops here" in text_of(talk.press("home"))
        assert "kill" not in text_of(messages)

    def test_danger_goes_before_age(self, talk):
        talk.press("home")
        assert talk.say("I'm 15 and I'm going to kill myself")[0]["speaker"] == "safety"
        assert talk.slot("held") == "asked"


def test_own_words_find_the_way_in(talk):
    talk.arrive()
    assert "Who comes to mind" in text_of(talk.say("map my people"))
    talk.say("stop")
    assert "Whom do you want to talk with" in text_of(talk.say("plan the real talk"))


def test_erasing_in_the_middle_of_the_programme(talk):
    from actions.turn import app

    talk.arrive()
    talk.press("people")
    talk.say("Mum")
    talk.press("erase")
    assert "Nothing was erased" in text_of(talk.press("answer:keep"))
    assert "What is Mum to you?" in text_of(talk.press("resume"))
    talk.press("erase")
    talk.press("answer:erase")
    assert app().log.learner(talk.learner) is None
    assert app().log.people(talk.learner) == []
