"""Help lines by country, from `helplines.yml`. No country is ever shown another's number."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

SLOTS = ("crisis_line", "abuse_line", "child_line", "emergency_number")
"""The Rasa slots that safety's responses are filled with. Their initial values name the directories to look in."""

COUNTRIES = {
    "US": "United States",
    "GB": "United Kingdom",
    "IE": "Ireland",
    "CA": "Canada",
    "AU": "Australia",
    "NZ": "New Zealand",
    "DE": "Germany",
}
"""Countries in the order they are offered, with the names people know them by."""


@lru_cache(maxsize=1)
def entries() -> dict[str, dict[str, dict[str, Any]]]:
    """Every line by country and slot: {"text", "source", "checked", "confirmed"}."""
    return dict(YAML(typ="safe").load(Path(__file__).with_name("helplines.yml")))


def lines(country: str | None) -> dict[str, str]:
    """The confirmed lines of a country (ISO 3166, two letters) by slot; a slot without one stays general."""
    found = entries().get((country or "").upper(), {})
    return {slot: line["text"] for slot, line in found.items() if line["confirmed"]}
