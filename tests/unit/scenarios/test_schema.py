from __future__ import annotations

import jsonschema
import pytest

from bot.scenarios.load import read
from bot.scenarios.schema import json_schema, schema_text
from tests.unit.scenarios.conftest import SHIPPED, SMALL, changed

COMMITTED = SHIPPED.parent / "schema" / "scenario.schema.json"


def complaints(text: str) -> list[str]:
    validator = jsonschema.Draft7Validator(json_schema())
    return [error.message for error in validator.iter_errors(read(text).data)]


def test_the_committed_schema_is_up_to_date() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == schema_text(), "run `sayso schema`"


def test_it_is_a_schema() -> None:
    jsonschema.Draft7Validator.check_schema(json_schema())


def test_good_scenarios_fit() -> None:
    assert complaints(SMALL) == []
    assert complaints(SHIPPED.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "swap",
    [
        ("minutes: 2", "minutes: two"),
        ("minutes: 2", "minuets: 2"),
        ("any: [insults]", "any: [insult]"),
        ("  states_feeling: {trust", "  states_feelings: {trust"),
        ("warm: {trust: 1}", "warmer: {trust: 1}"),
        ("warm: {trust: 1}", "warm: {trust: one}"),
        ("warm: {trust: 1}", "warm: {without: [rage]}"),
        ("at least 2", "more than 2"),
        ("[They want a reason., ", "["),
        ("[Hm., Let me think.]", "[]"),
        ("focus: social_isolation", "focus: loneliness"),
    ],
)
def test_what_does_not_fit_is_underlined(swap: tuple[str, str]) -> None:
    assert complaints(changed(swap))
