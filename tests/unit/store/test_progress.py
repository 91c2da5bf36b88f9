from __future__ import annotations

from bot.store import BeforeAfter, Log
from bot.vocabulary import Mark
from tests.databases import say


def marks(*names: str) -> list[Mark]:
    return [Mark(name, 0, 1) for name in names]


def attempt(log: Log, key: str, area: str | None, *turns: tuple[str, ...], learner: str = "ann") -> int:
    """An attempt whose turns show these markers; a turn's style tells how many."""
    begun = log.begin_attempt(learner, key, kind="scene", area=area)
    for number, names in enumerate(turns, 1):
        say(log, begun.id, f"{key}-{number}", number, marks=marks(*names), style=f"style{len(names)}")
    return begun.id


class TestAttempts:
    def test_newest_first_with_what_they_showed(self, log: Log) -> None:
        first = attempt(log, "a", "grief", ("hedges", "hedges", "blames"), ("hedges",))
        second = attempt(log, "b", "grief", ())
        log.end_attempt(first, "agreed", "good")
        newest, oldest = log.attempts("ann")
        assert (newest.attempt.id, oldest.attempt.id) == (second, first)
        assert oldest.attempt == log.attempt(first)
        assert (oldest.turns, oldest.markers) == (2, {"blames": 1, "hedges": 3})
        assert oldest.styles == {"style1": 1, "style3": 1}
        assert (newest.turns, newest.markers, newest.styles) == (1, {}, {"style0": 1})

    def test_turns_taken_back_do_not_count(self, log: Log) -> None:
        one = attempt(log, "a", "grief", ("hedges",), ("blames",))
        log.take_back(one, "again")
        (shown,) = log.attempts("ann")
        assert (shown.turns, shown.taken_back) == (1, 1)
        assert (shown.markers, shown.styles) == ({"hedges": 1}, {"style1": 1})

    def test_a_turn_without_a_style_counts_as_a_turn(self, log: Log) -> None:
        begun = log.begin_attempt("ann", "a", kind="statement", area=None)
        say(log, begun.id, "k", style=None)
        (shown,) = log.attempts("ann")
        assert (shown.turns, shown.styles) == (1, {})

    def test_of_one_area_and_no_more_than_asked(self, log: Log) -> None:
        ids = [attempt(log, f"k{n}", "grief" if n % 2 else "role_dispute") for n in range(6)]
        assert [one.attempt.id for one in log.attempts("ann", area="grief")] == [ids[5], ids[3], ids[1]]
        assert [one.attempt.id for one in log.attempts("ann", limit=2)] == [ids[5], ids[4]]
        assert [one.attempt.id for one in log.attempts("ann", area="grief", limit=1)] == [ids[5]]

    def test_an_attempt_without_turns_is_there(self, log: Log) -> None:
        attempt(log, "a", "grief")
        (shown,) = log.attempts("ann")
        assert (shown.turns, shown.taken_back, shown.markers, shown.ratings) == (0, 0, {}, ())

    def test_nobody_else_s(self, log: Log) -> None:
        attempt(log, "a", "grief", ("hedges",), learner="bob")
        assert log.attempts("ann") == []
        assert log.summary("ann") == []


class TestSummary:
    def test_areas_stand_in_the_codebook_s_order(self, log: Log) -> None:
        for area in ("social_isolation", "grief", None, "role_transition"):
            attempt(log, f"k{area}", area)
        areas = [one.area for one in log.summary("ann")]
        assert areas == ["grief", "role_transition", "social_isolation"]

    def test_the_trend_runs_from_old_to_new(self, log: Log) -> None:
        first = attempt(log, "a", "grief", ("hedges", "blames"), ("insults",))
        second = attempt(log, "b", "grief", ("hedges",), ("states_feeling",))
        third = attempt(log, "c", "grief", ("makes_request",))
        attempt(log, "d", "role_dispute", ("threatens",))
        log.end_attempt(first, "left", "exit")
        log.end_attempt(second, None, None)
        area, _ = log.summary("ann")
        assert (area.attempts, area.pitfalls) == (3, (3, 1, 0))
        assert area.endings == {"exit": 1, "none": 1, "open": 1}
        assert area.markers == {
            "blames": 1,
            "hedges": 2,
            "insults": 1,
            "makes_request": 1,
            "states_feeling": 1,
        }
        assert area.styles == {"style1": 4, "style2": 1}
        assert area.first_at == log.attempt(first).started
        assert area.last_at == log.attempt(third).started

    def test_ratings_stand_before_and_after(self, log: Log) -> None:
        first, second, third = (attempt(log, key, "grief") for key in "abc")
        log.rate(first, "distress", "before", 8)
        log.rate(first, "distress", "after", 0)
        log.rate(first, "closeness", "after", 4)
        log.rate(third, "distress", "after", 2)
        log.rate(second, "confidence", "before", 5)
        (area,) = log.summary("ann")
        assert area.distress == (BeforeAfter(first, 8, 0), BeforeAfter(third, None, 2))
        assert area.confidence == (BeforeAfter(second, 5, None),)
