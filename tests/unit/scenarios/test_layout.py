"""Where things are drawn: boxes apart, arrows from box to box, and the same drawing every time."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from bot.scenarios.layout import HIGH, WIDE, Box, Drawing, draw
from bot.scenarios.load import load_scenario
from bot.scenarios.model import Scenario
from tests.unit.scenarios.conftest import SHIPPED

FILES = sorted(SHIPPED.parent.glob("*.yml"))


@pytest.fixture(params=FILES, ids=lambda file: file.stem)
def scenario(request: pytest.FixtureRequest) -> Scenario:
    return load_scenario(request.param)


def overlap(one: Box, other: Box) -> bool:
    return abs(one.x - other.x) < WIDE and abs(one.y - other.y) < HIGH


def by_name(drawing: Drawing) -> dict[str, Box]:
    return {box.name: box for box in drawing.boxes}


def test_every_beat_and_ending_has_a_box_of_its_own_on_the_sheet(scenario: Scenario) -> None:
    drawing = draw(scenario)
    assert sorted(box.name for box in drawing.boxes) == sorted([*scenario.beats, *scenario.endings])
    assert [(one.name, other.name) for one, other in combinations(drawing.boxes, 2) if overlap(one, other)] == []
    assert all(0 <= box.x <= drawing.width - WIDE and 0 <= box.y <= drawing.height - HIGH for box in drawing.boxes)


def test_every_way_has_one_arrow(scenario: Scenario) -> None:
    ways = {(name, reply.to) for name, beat in scenario.beats.items() for reply in beat.replies}
    arrows = [(arrow.source, arrow.target) for arrow in draw(scenario).arrows]
    assert sorted(arrows) == sorted(ways)


def test_an_arrow_goes_from_its_box_to_its_box_and_through_no_other(scenario: Scenario) -> None:
    drawing = draw(scenario)
    boxes = by_name(drawing)
    for arrow in drawing.arrows:
        if arrow.source == arrow.target:
            assert arrow.points == ()
            continue
        for (x, y), name in ((arrow.points[0], arrow.source), (arrow.points[-1], arrow.target)):
            assert boxes[name].x < x < boxes[name].x + WIDE
            assert y in (boxes[name].y, boxes[name].y + HIGH)
        for x, y in arrow.points[1:-1]:
            inside = [box.name for box in drawing.boxes if box.x < x < box.x + WIDE and box.y <= y <= box.y + HIGH]
            assert inside == []


def test_no_two_arrows_leave_a_box_at_the_same_place(scenario: Scenario) -> None:
    arrows = [arrow for arrow in draw(scenario).arrows if arrow.points]
    ends = sorted(point for arrow in arrows for point in (arrow.points[0], arrow.points[-1]))
    assert all(one != other for one, other in pairwise(ends))


def test_it_starts_at_the_top_and_ends_at_the_bottom(small: Scenario) -> None:
    boxes = by_name(draw(small))
    assert boxes["meets"].y == 0
    assert boxes["meets"].y < boxes["wonders"].y < boxes["coffee"].y
    assert boxes["coffee"].y == boxes["ran_out"].y == boxes["walked_off"].y


def test_a_beat_that_nothing_leads_to_is_drawn_all_the_same(small_with) -> None:
    lonely = small_with(('says: "Me? Why?", to: wonders', 'says: "Me? Why?", to: coffee'))
    boxes = by_name(draw(lonely))
    assert boxes["meets"].y < boxes["wonders"].y < boxes["coffee"].y


def test_the_same_scenario_gives_the_same_drawing(shipped: Scenario) -> None:
    assert draw(shipped) == draw(load_scenario(SHIPPED))
