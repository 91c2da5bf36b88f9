"""The JSON schema of a scenario file, which editors use to complete and to underline."""

from __future__ import annotations

import json
from typing import Any

from bot.scenarios.fields import LEVELS, Lines, Text
from bot.scenarios.model import Scenario
from bot.vocabulary import MARKERS

_SMALL = {"type": "integer", "minimum": -20, "maximum": 20}


def json_schema() -> dict[str, Any]:
    """The schema (draft 7). It knows shapes and the codebook's names; where a talk leads, the checker knows."""
    schema: dict[str, Any] = {"$schema": "http://json-schema.org/draft-07/schema#"}
    schema.update(Scenario.schema(by_alias=True))
    _flatten_levels(schema["definitions"])
    # Pydantic sees the tuple that lines are kept in, and not that one line is enough.
    schema["definitions"]["Reply"]["properties"]["says"] = {"title": "Says", **_lines()}
    schema["properties"]["reacts"]["propertyNames"] = {"enum": list(MARKERS)}
    schema["properties"]["levels"]["propertyNames"] = {"enum": list(LEVELS)}
    return schema


def schema_text() -> str:
    """The schema as it stands in scenarios/schema/scenario.schema.json."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def _lines() -> dict[str, Any]:
    """One text, or a list of variants."""
    text = {"type": "string", "minLength": 1, "maxLength": Text.max_length}
    return {"anyOf": [text, {"type": "array", "items": text, "minItems": 1, "maxItems": Lines.most}]}


def _flatten_levels(definitions: dict[str, Any]) -> None:
    """A level is written flat: meters by name beside `without`."""
    level = definitions["Level"]
    level["properties"] = {"without": level["properties"]["without"]}
    level["additionalProperties"] = _SMALL
