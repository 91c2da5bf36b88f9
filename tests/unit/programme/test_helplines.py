"""No country is shown another's number, and no line is shown that was not confirmed."""

from __future__ import annotations

import re

import pytest

from bot.programme import helplines


@pytest.mark.parametrize("country", helplines.COUNTRIES)
def test_every_country_on_offer_has_its_lines(country):
    assert set(helplines.lines(country)) <= {*helplines.SLOTS, "child_line"}
    assert {"crisis_line", "emergency_number"} <= set(helplines.lines(country))


@pytest.mark.parametrize("country", helplines.COUNTRIES)
def test_every_country_names_a_line_for_children(country):
    assert "child_line" in helplines.entries()[country]


@pytest.mark.parametrize("country", helplines.COUNTRIES)
def test_only_confirmed_lines_are_shown(country):
    unconfirmed = {slot for slot, line in helplines.entries()[country].items() if not line["confirmed"]}

    assert unconfirmed.isdisjoint(helplines.lines(country))


def test_an_unconfirmed_line_leaves_its_slot_general(monkeypatch):
    line = {"text": "a line on 1", "confirmed": False}
    monkeypatch.setattr(
        helplines, "entries", lambda: {"IE": {"abuse_line": line, "crisis_line": {**line, "confirmed": True}}}
    )

    assert helplines.lines("IE") == {"crisis_line": "a line on 1"}


def test_a_line_reads_on_after_reach():
    texts = [
        line["text"] for entry in helplines.entries().values() for slot, line in entry.items() if slot.endswith("_line")
    ]

    assert len(texts) >= 20
    assert [
        text for text in texts if re.match(r"(?i)(?:call|text|ring|phone|reach)\b", text) or text.endswith(".")
    ] == []
    assert [text for text in texts if not re.search(r"\d\d", text)] == []


@pytest.mark.parametrize("country", [None, "", "FR", "xx", "USA"])
def test_a_country_without_lines_gets_none_of_another(country):
    assert helplines.lines(country) == {}


def test_case_does_not_matter():
    assert helplines.lines("ie") == helplines.lines("IE")


def test_every_line_says_where_it_comes_from_and_when_it_was_looked_up():
    for entry in helplines.entries().values():
        for line in entry.values():
            assert line["source"]
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", str(line["checked"]))
            assert line["confirmed"] in (True, False)
