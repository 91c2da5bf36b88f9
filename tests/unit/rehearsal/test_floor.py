"""The floor survives a trip through JSON."""

from __future__ import annotations

import json

from bot.rehearsal.floor import SCENE, Floor


def test_a_floor_comes_back_from_json_as_it_went():
    floor = Floor(
        SCENE,
        asking=("level", "var:person"),
        answers={"distress:before": 0},
        attempt=3,
        turn=2,
        position={"beat": "arrives", "meters": {"tension": 2}},
        shown=("blames",),
        marks=({"marker": "blames"},),
    )
    assert Floor.from_dict(json.loads(json.dumps(floor.as_dict()))) == floor


def test_no_floor_is_none():
    assert Floor.from_dict(None) is None
    assert Floor.from_dict({}) is None


def test_answering_takes_the_question_off_the_front():
    floor = Floor(SCENE, asking=("var:person", "level")).answered("var:person", "Dad")
    assert floor.asking == ("level",)
    assert floor.variables == {"person": "Dad"}
