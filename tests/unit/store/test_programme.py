"""The programme's part of the log: a message makes a row once, words only with consent, rows of one's own only."""

from __future__ import annotations

import pytest

from bot.store import Log, NotFound
from tests.databases import Clock

SECRET = "xylophone-marmalade"


@pytest.fixture
def ann(log: Log) -> str:
    log.save_learner("ann", keep_words=True)
    return "ann"


def fill(log: Log, learner: str) -> dict[str, int]:
    """One row in each of the programme's tables, with words wherever they can stand; gives their ids."""
    person = log.add_person(learner, "p", SECRET, good=SECRET, ring=2)
    course = log.open_course(learner, "c", "grief", goal=SECRET, what_happens=SECRET, sessions=4)
    sitting = log.begin_sitting(learner, "s", course.id)
    log.change_sitting(learner, sitting.id, words={"since": SECRET}, closeness=3)
    plan = log.add_plan(learner, "l", with_whom=SECRET, lines=[SECRET], outcome={"fear": SECRET}, feared=7)
    note = log.add_note(learner, "n", "memory", words={"good": SECRET}, value="done", focus_id=course.id)
    return {
        "person": person.id if person else 0,
        "course": course.id,
        "sitting": sitting.id,
        "plan": plan.id,
        "note": note.id,
    }


def test_what_was_kept_comes_back(log: Log, ann: str) -> None:
    ids = fill(log, ann)
    assert [(one.nickname, one.good, one.ring) for one in log.people(ann)] == [(SECRET, SECRET, 2)]
    course = log.course(ann)
    assert course is not None
    assert (course.id, course.area, course.goal, course.sessions) == (ids["course"], "grief", SECRET, 4)
    assert [(one.number, one.words, one.closeness) for one in log.sittings(ann)] == [(1, {"since": SECRET}, 3)]
    assert log.plans(ann)[0].lines == (SECRET,)
    assert [(one.kind, one.words) for one in log.notes(ann)] == [("memory", {"good": SECRET})]


def test_the_same_key_makes_one_row(log: Log, ann: str) -> None:
    assert fill(log, ann) == fill(log, ann)
    assert len(log.sittings(ann)) == len(log.people(ann)) == len(log.plans(ann)) == 1


def test_notes_of_two_kinds_may_come_from_one_message(log: Log, ann: str) -> None:
    assert log.add_note(ann, "k", "offer").id != log.add_note(ann, "k", "left").id


def test_without_consent_only_numbers_and_our_own_names_stay(log: Log) -> None:
    log.save_learner("shy", keep_words=False)
    fill(log, "shy")
    assert SECRET not in str(log.export("shy"))
    assert log.people("shy") == []
    assert log.sittings("shy")[0].closeness == 3
    assert log.plans("shy")[0].feared == 7
    assert log.notes("shy")[0].value == "done"


def test_consent_taken_back_takes_the_words_and_leaves_the_numbers(log: Log, ann: str) -> None:
    fill(log, ann)
    log.save_learner(ann, keep_words=False)
    assert SECRET not in str(log.export(ann))
    assert log.people(ann) == []
    assert (log.plans(ann)[0].feared, log.sittings(ann)[0].closeness) == (7, 3)
    course = log.course(ann)
    assert course is not None
    assert course.goal is None


@pytest.mark.parametrize("what", ["person", "course", "sitting", "plan", "note"])
def test_nobody_reaches_a_row_of_somebody_elses(log: Log, ann: str, what: str) -> None:
    ids = fill(log, ann)
    changes = {
        "person": lambda: log.change_person("bob", ids["person"], ring=1),
        "course": lambda: log.begin_sitting("bob", "k", ids["course"]),
        "sitting": lambda: log.change_sitting("bob", ids["sitting"], closeness=1),
        "plan": lambda: log.remove_plan("bob", ids["plan"]),
        "note": lambda: log.change_note("bob", ids["note"], value="x"),
    }
    with pytest.raises(NotFound):
        changes[what]()
    assert log.people(ann)[0].ring == 2


def test_a_session_left_open_is_closed_by_the_next(log: Log, ann: str, clock: Clock) -> None:
    course = log.open_course(ann, "c", "grief")
    first = log.begin_sitting(ann, "s1", course.id)
    clock.pass_days(7)
    second = log.begin_sitting(ann, "s2", course.id)
    assert (first.number, second.number) == (1, 2)
    assert [one.closed is None for one in log.sittings(ann, course.id)] == [False, True]


def test_words_are_added_to_words(log: Log, ann: str) -> None:
    ids = fill(log, ann)
    log.change_plan(ann, ids["plan"], outcome={"said": "no"}, held=log.now())
    assert log.plans(ann)[0].outcome == {"fear": SECRET, "said": "no"}
    log.change_note(ann, ids["note"], words={"hard": "much"})
    assert log.notes(ann)[0].words == {"good": SECRET, "hard": "much"}


def test_notes_of_a_kind_go_together(log: Log, ann: str) -> None:
    for key in ("a", "b"):
        log.add_note(ann, key, "left")
    log.add_note(ann, "c", "offer")
    assert log.remove_notes(ann, "left") == 2
    assert [one.kind for one in log.notes(ann)] == ["offer"]


class TestRetention:
    def test_the_programmes_words_stay_while_the_learner_comes_back(self, log: Log, ann: str, clock: Clock) -> None:
        fill(log, ann)
        clock.pass_days(40)
        log.add_note(ann, "visit", "offer")
        clock.pass_days(1)
        cut = clock.now
        clock.pass_days(0.5)
        log.add_note(ann, "visit again", "offer")
        log.purge_words(cut)
        assert log.people(ann)[0].nickname == SECRET

    def test_they_go_when_the_learner_stays_away(self, log: Log, ann: str, clock: Clock) -> None:
        fill(log, ann)
        clock.pass_days(1)
        assert log.purge_words(clock()) == 5
        assert SECRET not in str(log.export(ann))
        assert log.sittings(ann)[0].closeness == 3
        assert log.purge_words(clock()) == 0

    def test_a_talk_that_is_over_is_forgotten_before_the_rest(self, log: Log, ann: str, clock: Clock) -> None:
        ids = fill(log, ann)
        log.change_plan(ann, ids["plan"], held=log.now())
        clock.pass_days(1)
        cut = clock()
        log.add_note(ann, "visit", "offer")
        log.purge_words(cut)
        assert log.plans(ann)[0].lines == ()
        assert log.people(ann)[0].nickname == SECRET
