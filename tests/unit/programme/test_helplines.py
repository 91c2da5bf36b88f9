"""No country is shown another's number, and no line is shown that was not confirmed."""

from __future__ import annotations

import re

import pytest

from bot.programme import helplines


@pytest.mark.parametrize("country", helplines.COUNTRIES)
def test_every_country_on_offer_has_its_lines(country):
    assert set(helplines.lines(country)) <= set(helplines.SLOTS)
    assert "emergency_number" in helplines.lines(country)


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
