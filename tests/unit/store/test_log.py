from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timezone
from typing import Any

import pytest

from bot.store import AttemptEnded, AttemptRow, Log, NotFound, utc_now
from bot.vocabulary import Mark
from tests.databases import Clock, say


@pytest.fixture
def attempt(log: Log) -> AttemptRow:
    log.save_learner("ann", keep_words=True)
    return log.begin_attempt("ann", "begin", kind="scene", area="role_dispute", scenario="parent_drops_in")


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """Does each work in a thread of its own, all from the same moment; gives the results, errors included."""
    start, results = threading.Barrier(len(works)), [None] * len(works)

    def do(place: int, work: Callable[[], Any]) -> None:
        start.wait()
        try:
            results[place] = work()
        except Exception as error:
            results[place] = error

    threads = [threading.Thread(target=do, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


class TestLearner:
    def test_a_stranger_is_none(self, log: Log) -> None:
        assert log.learner("ann") is None

    def test_consent_is_kept_with_the_time(self, log: Log) -> None:
        saved = log.save_learner("ann", keep_words=True, adult=True, country="GB")
        assert log.learner("ann") == saved
        assert (saved.keep_words, saved.adult, saved.country) == (True, True, "GB")
        assert saved.created == saved.seen
        assert saved.created.tzinfo is timezone.utc

    def test_what_is_not_said_stays(self, log: Log) -> None:
        log.save_learner("ann", keep_words=True, adult=True, country="GB")
        changed = log.save_learner("ann", keep_words=False)
        assert (changed.keep_words, changed.adult, changed.country) == (False, True, "GB")
        assert log.save_learner("ann", keep_words=False, adult=False, country="US").adult is False

    def test_seen_moves_on_and_created_does_not(self, log: Log, clock: Clock) -> None:
        first = log.save_learner("ann", keep_words=True)
        clock.pass_days(2)
        log.keep_exchange("ann", "k", said="hi", choice=None, answer=[], rehearsal=None)
        later = log.learner("ann")
        assert later is not None
        assert later.created == first.created
        assert (later.seen - first.seen).days == 2

    def test_two_at_once_are_one_learner(self, log: Log) -> None:
        rows = at_once(*[lambda: log.save_learner("ann", keep_words=True)] * 6)
        assert {row.id for row in rows} == {"ann"}

    def test_the_usual_clock_knows_its_time_zone(self) -> None:
        assert utc_now().utcoffset() is not None


class TestAttempt:
    def test_everything_about_it_is_kept(self, log: Log) -> None:
        begun = log.begin_attempt(
            "ann",
            "k1",
            kind="scene",
            area="grief",
            scenario="s",
            revision="r1",
            level="wary",
            setup={"who": "żółw"},
        )
        assert log.attempt(begun.id) == begun
        assert (begun.learner_id, begun.key, begun.kind, begun.area) == ("ann", "k1", "scene", "grief")
        assert (begun.scenario, begun.revision, begun.level) == ("s", "r1", "wary")
        assert begun.setup == {"who": "żółw"}
        assert (begun.ended, begun.ending, begun.ending_kind) == (None, None, None)

    def test_it_makes_a_learner_who_keeps_no_words(self, log: Log) -> None:
        log.begin_attempt("new", "k1", kind="statement", area=None)
        learner = log.learner("new")
        assert learner is not None
        assert learner.keep_words is False

    def test_the_same_key_is_the_same_attempt(self, log: Log, attempt: AttemptRow) -> None:
        assert log.begin_attempt("ann", "begin", kind="statement", area="grief") == attempt

    def test_a_key_belongs_to_its_learner(self, log: Log, attempt: AttemptRow) -> None:
        assert log.begin_attempt("bob", "begin", kind="scene", area=None).id != attempt.id

    def test_the_same_key_at_once_is_one_attempt(self, log: Log) -> None:
        begin = lambda: log.begin_attempt("ann", "k", kind="scene", area="grief").id  # noqa: E731
        assert len(set(at_once(*[begin] * 8))) == 1
        assert len(log.attempts("ann")) == 1

    def test_an_unknown_kind_is_refused(self, log: Log) -> None:
        with pytest.raises(ValueError, match="must be one of scene, statement"):
            log.begin_attempt("ann", "k", kind="chat", area=None)
        assert log.learner("ann") is None

    @pytest.mark.parametrize("key", ["", "k" * 201, "a\nb", "a\x00b"])
    def test_an_unusable_key_is_refused_alike_everywhere(self, log: Log, key: str) -> None:
        with pytest.raises(ValueError, match="printable characters"):
            log.begin_attempt("ann", key, kind="scene", area=None)

    def test_an_unknown_one_is_not_found(self, log: Log) -> None:
        with pytest.raises(NotFound, match=r"There is no attempt 99\.") as problem:
            log.attempt(99)
        assert (problem.value.table, problem.value.id) == ("attempt", 99)

    def test_the_open_one_is_the_newest_that_runs(self, log: Log, attempt: AttemptRow) -> None:
        newer = log.begin_attempt("ann", "k2", kind="scene", area=None)
        assert log.open_attempt("ann") == newer
        log.end_attempt(newer.id, None, None)
        assert log.open_attempt("ann") == attempt
        log.end_attempt(attempt.id, None, None)
        assert log.open_attempt("ann") is None

    def test_nobody_has_an_open_one(self, log: Log) -> None:
        assert log.open_attempt("nobody") is None

    def test_its_setup_and_level_change(self, log: Log, attempt: AttemptRow) -> None:
        assert log.save_setup(attempt.id, {"name": "Mum"}, level="warm").level == "warm"
        changed = log.save_setup(attempt.id, {"name": "Mam"})
        assert (changed.setup, changed.level) == ({"name": "Mam"}, "warm")
        assert log.attempt(attempt.id) == changed

    def test_the_setup_of_an_unknown_or_ended_one_does_not_change(self, log: Log, attempt: AttemptRow) -> None:
        with pytest.raises(NotFound):
            log.save_setup(99, {})
        log.end_attempt(attempt.id, None, None)
        with pytest.raises(AttemptEnded, match=f"Attempt {attempt.id} has ended"):
            log.save_setup(attempt.id, {"name": "Mum"})

    def test_it_ends_once(self, log: Log, attempt: AttemptRow) -> None:
        ended = log.end_attempt(attempt.id, "agreed", "good")
        assert (ended.ending, ended.ending_kind) == ("agreed", "good")
        assert ended.ended is not None
        assert log.end_attempt(attempt.id, "left", "exit") == ended
        assert log.attempt(attempt.id) == ended

    def test_an_unknown_one_cannot_end(self, log: Log) -> None:
        with pytest.raises(NotFound):
            log.end_attempt(99, None, None)


class TestTurn:
    def test_everything_about_it_is_kept(self, log: Log, attempt: AttemptRow) -> None:
        marks = [Mark("hedges", 0, 6, 0.25), Mark("states_feeling", 7, 18, 1.0)]
        said = say(log, attempt.id, "k1", words="\ud83d I am… 🙂\x00", marks=marks, tactic=None)
        assert log.turns(attempt.id) == [said]
        assert log.turn_by_key("ann", "k1") == said
        assert (said.attempt_id, said.learner_id, said.key) == (attempt.id, "ann", "k1")
        assert said.words == "\ud83d I am… 🙂\x00"
        assert said.marks == tuple(marks)
        assert (said.beat, said.reply, said.tactic, said.style) == (
            "opening",
            "Don't be silly.",
            None,
            "assertive",
        )
        assert said.state == {"beat": "pushback"}
        assert said.messages == [{"speaker": "counterpart", "name": "Mum", "text": "Don't be silly."}]
        assert (said.number, said.try_number, said.taken_back) == (1, 1, None)

    def test_the_same_key_is_the_same_turn(self, log: Log, attempt: AttemptRow) -> None:
        said = say(log, attempt.id, "k1")
        assert say(log, attempt.id, "k1", number=2, words="other", marks=[], state={}) == said
        assert log.turns(attempt.id) == [said]

    def test_the_same_key_at_once_is_one_turn_with_one_answer(self, log: Log, attempt: AttemptRow) -> None:
        works = [lambda n=n: say(log, attempt.id, "k1", state={"drawn": n}) for n in range(8)]
        answers = at_once(*works)
        assert all(answer == answers[0] for answer in answers)
        assert log.turns(attempt.id, taken_back=True) == [answers[0]]
        assert len(answers[0].marks) == 1

    def test_other_keys_at_once_are_all_kept(self, log: Log, attempt: AttemptRow) -> None:
        works = [lambda n=n: say(log, attempt.id, f"k{n}", number=1) for n in range(8)]
        answers = at_once(*works)
        assert sorted(answer.try_number for answer in answers) == list(range(1, 9))

    def test_the_same_key_of_another_learner_is_another_turn(self, log: Log, attempt: AttemptRow) -> None:
        other = log.begin_attempt("bob", "begin", kind="scene", area=None)
        assert say(log, attempt.id, "k1").id != say(log, other.id, "k1").id

    def test_words_are_not_kept_without_consent(self, log: Log) -> None:
        attempt = log.begin_attempt("shy", "begin", kind="scene", area=None)
        said = say(log, attempt.id, "k1")
        assert said.words is None
        assert said.state == {"beat": "pushback"}
        assert log.turns(attempt.id) == [said]

    def test_an_unknown_attempt_is_not_found(self, log: Log) -> None:
        with pytest.raises(NotFound):
            say(log, 99, "k1")
        with pytest.raises(NotFound):
            log.turns(99)

    def test_an_ended_attempt_takes_no_new_turn_but_knows_the_old(self, log: Log, attempt: AttemptRow) -> None:
        said = say(log, attempt.id, "k1")
        log.end_attempt(attempt.id, None, None)
        assert say(log, attempt.id, "k1") == said
        with pytest.raises(AttemptEnded):
            say(log, attempt.id, "k2")

    def test_an_unknown_key_is_none(self, log: Log, attempt: AttemptRow) -> None:
        assert log.turn_by_key("ann", "k1") is None


class TestTakeBack:
    def test_it_goes_back_to_the_turn_before(self, log: Log, attempt: AttemptRow) -> None:
        first, second = say(log, attempt.id, "k1", 1), say(log, attempt.id, "k2", 2)
        assert log.take_back(attempt.id, "again") == first
        assert log.turns(attempt.id) == [first]
        everything = log.turns(attempt.id, taken_back=True)
        assert [turn.id for turn in everything] == [first.id, second.id]
        assert everything[1].taken_back is not None

    def test_from_the_first_turn_it_goes_to_the_beginning(self, log: Log, attempt: AttemptRow) -> None:
        say(log, attempt.id, "k1")
        assert log.take_back(attempt.id, "again") is None
        assert log.turns(attempt.id) == []

    def test_the_same_again_takes_back_one_turn(self, log: Log, attempt: AttemptRow) -> None:
        first = say(log, attempt.id, "k1", 1)
        say(log, attempt.id, "k2", 2)
        assert log.take_back(attempt.id, "again") == log.take_back(attempt.id, "again") == first

    def test_the_same_again_at_once_takes_back_one_turn(self, log: Log, attempt: AttemptRow) -> None:
        first, second = say(log, attempt.id, "k1", 1), say(log, attempt.id, "k2", 2)
        say(log, attempt.id, "k3", 3)
        assert at_once(*[lambda: log.take_back(attempt.id, "again")] * 6) == [second] * 6
        assert log.turns(attempt.id) == [first, second]

    def test_an_again_with_nothing_to_take_back_never_takes_anything(self, log: Log, attempt: AttemptRow) -> None:
        assert log.take_back(attempt.id, "again") is None
        said = say(log, attempt.id, "k1")
        assert log.take_back(attempt.id, "again") is None
        assert log.turns(attempt.id) == [said]

    def test_several_at_once(self, log: Log, attempt: AttemptRow) -> None:
        first = say(log, attempt.id, "k1", 1)
        say(log, attempt.id, "k2", 2)
        say(log, attempt.id, "k3", 3)
        assert log.take_back(attempt.id, "a", count=2) == first
        assert log.take_back(attempt.id, "b", count=9) is None

    def test_the_next_try_counts_on(self, log: Log, attempt: AttemptRow) -> None:
        say(log, attempt.id, "k1", 1)
        log.take_back(attempt.id, "again")
        again = say(log, attempt.id, "k2", 1)
        assert (again.number, again.try_number) == (1, 2)
        assert log.turns(attempt.id) == [again]

    def test_a_turn_taken_back_still_answers_its_key(self, log: Log, attempt: AttemptRow) -> None:
        said = say(log, attempt.id, "k1")
        log.take_back(attempt.id, "again")
        again = say(log, attempt.id, "k1")
        assert again.id == said.id
        assert again.state == said.state
        assert log.turns(attempt.id) == []

    def test_an_unknown_or_ended_attempt_takes_nothing_back(self, log: Log, attempt: AttemptRow) -> None:
        with pytest.raises(NotFound):
            log.take_back(99, "again")
        log.end_attempt(attempt.id, None, None)
        with pytest.raises(AttemptEnded):
            log.take_back(attempt.id, "again")

    def test_less_than_one_turn_is_refused(self, log: Log, attempt: AttemptRow) -> None:
        with pytest.raises(ValueError, match="At least one"):
            log.take_back(attempt.id, "again", count=0)


class TestRating:
    def test_the_last_number_stands(self, log: Log, attempt: AttemptRow) -> None:
        log.rate(attempt.id, "distress", "before", 8)
        last = log.rate(attempt.id, "distress", "before", 3)
        after = log.rate(attempt.id, "distress", "after", 0)
        assert log.attempts("ann")[0].ratings == (last, after)
        assert (last.measure, last.moment, last.value) == ("distress", "before", 3)

    def test_the_same_at_once_is_one_rating(self, log: Log, attempt: AttemptRow) -> None:
        works = [lambda n=n: log.rate(attempt.id, "distress", "after", n) for n in range(6)]
        assert {rating.value for rating in at_once(*works)} == set(range(6))
        assert len(log.attempts("ann")[0].ratings) == 1

    @pytest.mark.parametrize(
        ("measure", "moment", "value"),
        [
            ("joy", "before", 1),
            ("distress", "during", 1),
            ("distress", "before", 11),
            ("distress", "before", -1),
            ("distress", "before", True),
            ("distress", "before", 2.5),
        ],
    )
    def test_what_is_off_the_scale_is_refused(
        self, log: Log, attempt: AttemptRow, measure: str, moment: str, value: Any
    ) -> None:
        with pytest.raises(ValueError, match="must be one of|whole number from 0 to 10"):
            log.rate(attempt.id, measure, moment, value)
        assert log.attempts("ann")[0].ratings == ()

    def test_an_unknown_attempt_is_not_found(self, log: Log) -> None:
        with pytest.raises(NotFound):
            log.rate(99, "distress", "before", 1)


class TestSafety:
    def test_the_label_and_the_time_are_all_that_is_kept(self, log: Log, attempt: AttemptRow) -> None:
        log.note_safety("ann", "risk_abuse", attempt.id)
        (event,) = log.export("ann")["safety_event"]
        assert set(event) == {"id", "learner_id", "attempt_id", "label", "created"}
        assert (event["label"], event["attempt_id"]) == ("risk_abuse", attempt.id)

    def test_it_is_noted_for_somebody_new_too(self, log: Log) -> None:
        log.note_safety("new", "risk_other")
        assert len(log.export("new")["safety_event"]) == 1

    @pytest.mark.parametrize("label", ["risk_none", "I want to hide"])
    def test_what_is_no_risk_label_is_refused_and_not_repeated(self, log: Log, label: str) -> None:
        with pytest.raises(ValueError, match="That is no risk") as problem:
            log.note_safety("ann", label)
        assert label not in str(problem.value)

    def test_an_unknown_attempt_is_not_found_and_nothing_noted(self, log: Log) -> None:
        with pytest.raises(NotFound):
            log.note_safety("new", "risk_other", 99)
        assert log.learner("new") is None


class TestExchange:
    def test_what_was_said_and_shown_is_kept(self, log: Log) -> None:
        log.save_learner("ann", keep_words=True)
        answer = [{"speaker": "coach", "text": "You said “no”. 🙂"}]
        kept = log.keep_exchange("ann", "k", said="no", choice="hint", answer=answer, rehearsal={"turn": 3})
        assert log.exchange("ann", "k") == kept
        assert (kept.said, kept.choice, kept.answer, kept.rehearsal) == ("no", "hint", answer, {"turn": 3})

    def test_the_first_stays(self, log: Log) -> None:
        first = log.keep_exchange("ann", "k", said=None, choice="a", answer=[1], rehearsal=None)
        again = log.keep_exchange("ann", "k", said=None, choice="b", answer=[2], rehearsal={})
        assert again == first
        assert log.history("ann") == [first]

    def test_the_same_at_once_is_one(self, log: Log) -> None:
        works = [
            lambda n=n: log.keep_exchange("ann", "k", said=None, choice=None, answer=[n], rehearsal=None)
            for n in range(8)
        ]
        answers = at_once(*works)
        assert all(answer == answers[0] for answer in answers)

    def test_words_are_not_kept_without_consent(self, log: Log) -> None:
        kept = log.keep_exchange("shy", "k", said="my words", choice=None, answer=[], rehearsal=None)
        assert kept.said is None

    def test_a_new_key_is_none(self, log: Log) -> None:
        assert log.exchange("ann", "k") is None

    def test_history_is_the_newest_oldest_first(self, log: Log) -> None:
        log.save_learner("ann", keep_words=True)
        for n in range(5):
            log.keep_exchange("ann", f"k{n}", said=None, choice=None, answer=n, rehearsal=None)
        log.keep_exchange("bob", "k", said=None, choice=None, answer="bob's", rehearsal=None)
        assert [one.answer for one in log.history("ann", limit=3)] == [2, 3, 4]
        assert [one.answer for one in log.history("ann")] == [0, 1, 2, 3, 4]
        assert log.history("nobody") == []

    @pytest.mark.parametrize(("keep", "left"), [(1, [4]), (0, []), (3, [2, 3, 4]), (9, [0, 1, 2, 3, 4])])
    def test_all_but_the_last_are_forgotten(self, log: Log, keep: int, left: list[int]) -> None:
        log.save_learner("ann", keep_words=True)
        for n in range(5):
            log.keep_exchange("ann", f"k{n}", said=None, choice=None, answer=n, rehearsal=None)
        log.keep_exchange("bob", "k", said=None, choice=None, answer="bob's", rehearsal=None)
        assert log.forget_exchanges("ann", keep_last=keep) == 5 - len(left)
        assert [one.answer for one in log.history("ann")] == left
        assert len(log.history("bob")) == 1


def test_it_answers_a_ping(log: Log) -> None:
    log.ping()


def test_a_closed_log_opens_again_when_it_is_used(log: Log) -> None:
    log.close()
    assert log.learner("ann") is None
