"""What is drawn of practice over time: a sentence for each chart, its numbers whole, one's own past only."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timezone

import pytest

from bot.programme.charts import NEWEST, Chart, Section, attempts_table, sections
from bot.programme.over_time import over_time
from bot.programme.records import Course, Plan, Sitting
from bot.rehearsal.coach import tag
from bot.store.rows import BeforeAfter
from tests.unit.programme.test_real_talk import MADE, PLAN

TITLES = {"parent_drops_in": "Mum drops in"}


@dataclass
class Attempt:
    id: int
    area: str | None = "role_dispute"
    kind: str = "scene"
    scenario: str | None = "parent_drops_in"
    started: datetime = datetime(2026, 3, 7, 12, tzinfo=timezone.utc)
    ended: datetime | None = MADE
    ending_kind: str | None = "good"


@dataclass
class Summed:
    attempt: Attempt
    turns: int = 4
    markers: dict[str, int] = field(default_factory=dict)
    styles: dict[str, int] = field(default_factory=dict)
    ratings: dict[str, tuple[int | None, int | None]] = field(default_factory=dict)

    def rated(self, measure: str) -> BeforeAfter | None:
        pair = self.ratings.get(measure)
        return BeforeAfter(self.attempt.id, *pair) if pair else None


THREE = [
    Summed(Attempt(3), markers={"sets_limit": 3}, styles={"aggressive": 1}, ratings={"distress": (6, 3)}),
    Summed(Attempt(2), markers={"hedges": 1}, styles={"passive": 1}, ratings={"distress": (7, None)}),
    Summed(Attempt(1), markers={"hedges": 3, "states_feeling": 1}, styles={"mixed": 1}, ratings={"distress": (8, 9)}),
]


def drawn(
    attempts: list[Summed], plans: list[Plan] | None = None, courses: list[Course] | None = None,
    sittings: list[Sitting] | None = None,
) -> list[Section]:  # fmt: skip
    return sections(attempts, over_time(attempts, plans or [], courses or [], sittings or []), TITLES)


def one(found: list[Section], title: str) -> Chart:
    return next(chart for section in found for chart in section.charts if chart.title == title)


def test_nothing_is_drawn_of_somebody_new():
    assert drawn([]) == []


def test_tries_are_counted_by_area_and_those_of_none_beside_them():
    chart = one(drawn([*THREE, Summed(Attempt(4, area=None))]), "Tries so far")
    assert chart.sentence == "Trouble with someone close: 3 tries. Beside that: 1 try."
    assert chart.groups == (("Trouble with someone close", (3,)), ("Beside that", (1,)))


def test_what_was_shown_stands_try_by_try_from_the_oldest_on():
    chart = one(drawn(THREE), "What your words showed")
    assert chart.sentence == "Try by try, what you did well: 1, 0, 3; what the coach pointed at: 3, 1, 0."
    assert chart.groups == (("1", (1, 3)), ("2", (0, 1)), ("3", (3, 0)))
    assert chart.table.body[0] == (
        "1. Mum drops in, 7 Mar 2026", f"{tag('states_feeling')} (1)", f"{tag('hedges')} (3)",
    )  # fmt: skip


def test_holding_back_never_stands_without_pushing():
    chart = one(drawn(THREE), "Holding back, and pushing")
    assert chart.key == ("lines that held back", "lines that pushed")
    assert chart.groups == (("1", (1, 1)), ("2", (1, 0)), ("3", (0, 1)))
    assert "if it turns into pushing" in chart.sentence


def test_what_is_nought_throughout_is_not_drawn():
    titles = [chart.title for section in drawn([Summed(Attempt(1))]) for chart in section.charts]
    assert titles == ["Tries so far"]


def test_only_tries_rated_twice_have_a_step():
    chart = one(drawn(THREE), "How tense you felt")
    assert chart.sentence == "How tense you felt, before and after each try, from 0 to 10: 8 then 9, 6 then 3."
    assert [row[0] for row in chart.table.body] == ["1. Mum drops in, 7 Mar 2026", "3. Mum drops in, 7 Mar 2026"]


def test_the_first_and_the_third_try_of_a_scene():
    chart = one(drawn(THREE), "First and third try: Mum drops in")
    assert chart.sentence == "First try: 1 done well, 3 pointed at. Third try: 3 done well, 0 pointed at."


def test_real_talks_and_what_was_feared():
    held = replace(PLAN, attempt_id=1, held=MADE, feared=8, happened=3)
    found = drawn(THREE, [held, replace(PLAN, attempt_id=1, held=None, feared=5, happened=None)])
    assert one(found, "Real talks").sentence == "Real talks: 2 planned, 1 held."
    assert one(found, "How bad you feared it would be, and how bad it was").groups == (("1", (8, 3)),)


def test_closeness_to_the_goal_has_a_scale_to_ten():
    course = Course(5, "grief", None, None, None, None, 8, None, MADE, None)
    held = [Sitting(at, 5, at, None, None, None, None, at + 1, {}, MADE, MADE) for at in (1, 2)]
    chart = one(drawn([], [], [course], held), "How close to your goal")
    assert (chart.groups, chart.top) == ((("1", (2,)), ("2", (3,))), 10)


def test_only_the_newest_are_drawn_and_all_are_in_the_table():
    many = [Summed(Attempt(number), markers={"hedges": 1}) for number in range(1, NEWEST + 4)]
    chart = one(drawn(many), "What your words showed")
    assert (len(chart.groups), chart.groups[-1][0]) == (NEWEST, str(NEWEST + 3))
    assert len(chart.table.body) == NEWEST + 3
    assert chart.sentence.endswith(f"Drawn are the newest {NEWEST}.")


def test_an_attempt_that_began_meanwhile_waits_for_the_next_look():
    found = sections(THREE[1:], over_time(THREE, [], [], []), TITLES)
    assert len(one(found, "What your words showed").groups) == 2


@pytest.mark.parametrize(
    ("attempt", "what", "how"),
    [
        (Attempt(1), "Mum drops in", "went well"),
        (Attempt(1, scenario="long_gone", ended=None), "long gone", "not finished"),
        (Attempt(1, kind="statement", scenario=None, ending_kind=None), "A statement", "ended"),
        (Attempt(1, scenario=None, ending_kind="exit"), "A scene", "stopped early"),
    ],
)
def test_each_attempt_is_named(attempt: Attempt, what: str, how: str):
    assert attempts_table([Summed(attempt)], TITLES).body == (("7 Mar 2026", what, how, 4),)
