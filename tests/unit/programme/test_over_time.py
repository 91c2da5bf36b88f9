"""What an area showed over time: the first try against the third, both sides of style, real talks, closeness."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bot.programme.over_time import over_time, sentences
from bot.programme.records import Course, Sitting
from tests.unit.programme.test_real_talk import MADE, PLAN


@dataclass
class Attempt:
    id: int
    area: str | None = "role_dispute"
    scenario: str | None = "parent_drops_in"
    ended: object = MADE
    ending_kind: str | None = "good"


@dataclass
class Summed:
    attempt: Attempt
    turns: int = 4
    markers: dict = field(default_factory=dict)
    styles: dict = field(default_factory=dict)


THREE = [
    Summed(Attempt(3), markers={"sets_limit": 3}, styles={"assertive": 3, "aggressive": 1}),
    Summed(Attempt(2), markers={"hedges": 1}, styles={"passive": 1}),
    Summed(Attempt(1), markers={"blames": 2, "hedges": 3, "states_feeling": 1}, styles={"passive": 3, "mixed": 1}),
]
COURSE = Course(5, "grief", None, None, None, None, 8, None, MADE, None)


def sitting(number: int, closeness: int | None) -> Sitting:
    return Sitting(number, 5, number, 6, 3, 4, 5, closeness, {}, MADE, MADE)


def test_the_first_try_of_a_scene_against_the_third():
    (area,) = over_time(THREE, [], [], [])
    (repeated,) = area.repeated
    assert (repeated.first.pitfalls, repeated.third.pitfalls) == (5, 0)
    assert (repeated.first.skills, repeated.third.skills) == (1, 3)
    told = sentences(area, {"parent_drops_in": "Mum drops in"})
    assert "“Mum drops in”, first try and third: the coach pointed at 5 things, then at 0" in told[0]


def test_two_tries_are_no_third_and_an_empty_one_does_not_count():
    assert over_time(THREE[:2], [], [], [])[0].repeated == ()
    empty = [*THREE[:2], replace(THREE[2], turns=0)]
    assert over_time(empty, [], [], [])[0].repeated == ()


def test_holding_back_and_pushing_are_told_together():
    (area,) = over_time(THREE, [], [], [])
    assert "Try by try, lines that held back: 4, 1, 0; that pushed: 1, 0, 1." in sentences(area, {})


def test_real_talks_and_closeness_belong_to_their_focus():
    held = replace(PLAN, course_id=5, held=MADE, happened=3)
    (area,) = over_time([], [held, replace(PLAN, course_id=5)], [COURSE], [sitting(1, 2), sitting(2, None)])
    assert (area.area, area.planned, area.held, area.feared, area.closeness) == ("grief", 2, 1, ((8, 3),), (2,))
    assert sentences(area, {}) == [
        "Real talks: 2 planned, 1 held.",
        "The last one: you feared 8 of 10, it was 3.",
        "How close to your goal, session by session: 2.",
    ]


def test_a_plan_belongs_to_the_area_of_its_rehearsal():
    areas = over_time(THREE, [replace(PLAN, attempt_id=1, course_id=5)], [COURSE], [])
    assert [(one.area, one.planned) for one in areas] == [("role_dispute", 1)]


def test_a_plan_that_belongs_to_no_area_is_not_lost():
    assert [(one.area, one.planned) for one in over_time(THREE, [PLAN], [], [])] == [
        ("role_dispute", 0),
        ("other", 1),
    ]


def test_nothing_yet():
    assert over_time([], [], [], []) == []


def test_tries_that_belong_to_no_area_are_told_beside_the_others():
    (area,) = over_time([Summed(replace(Attempt(1), area=None))], [], [], [])
    assert (area.area, len(area.tries)) == ("other", 1)
