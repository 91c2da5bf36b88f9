"""A new scenario to start from: the commented template, under a name of its own."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from bot.scenarios.fields import Name
from bot.scenarios.library import SUFFIX
from bot.scenarios.load import parse_scenario, read_text
from bot.scenarios.revisions import note_draft

_SCHEMA = Path("schema") / "scenario.schema.json"
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 ,.'-]*[A-Za-z0-9.]")


class NotNew(ValueError):  # noqa: N818 - reads as what happened
    """No scenario can be begun under this name; the message says why."""


def begin(folder: Path, id: str, template: Path, **chosen: str | None) -> Path:
    """Write a new draft into `folder` and into its record of revisions; the file.

    `chosen`: other values for the template's keys, such as its focus. Raises NotNew, or ScenarioError for a value that
    does not fit; then nothing was written.
    """
    file = folder / f"{id}{SUFFIX}"
    if not Name.pattern.fullmatch(id):
        raise NotNew(f"{id!r} is no usable name: small letters, digits and _, starting with a letter.")
    if file.exists():
        raise NotNew(f"{file} is there already, and it stays as it is.")
    values = {"id": id, **{key: value for key, value in chosen.items() if value}}
    text = filled(read_text(template), values, _schema_from(folder, template))
    parse_scenario(text, str(file))
    folder.mkdir(parents=True, exist_ok=True)
    with open(file, "x", encoding="utf-8") as stream:
        stream.write(text)
    note_draft(folder, id)
    return file


def filled(text: str, values: Mapping[str, str], schema: str) -> str:
    """The template's text with these values at its top keys; comments behind them stay in their column."""
    text = re.sub(r"(?<=\$schema=)\S+", lambda _: schema, text, count=1)
    for key, value in values.items():
        written = (
            value if _PLAIN.fullmatch(value) or Name.pattern.fullmatch(value) else json.dumps(value, ensure_ascii=False)
        )
        text = re.sub(rf"^{key}: .*$", lambda match: _swapped(match[0], written), text, count=1, flags=re.M)  # noqa: B023
    return text


def _swapped(line: str, value: str) -> str:
    key, _, rest = line.partition(": ")
    _, sign, comment = rest.partition(" #")
    column = line.index(" #") if sign else 0
    return f"{key}: {value}".ljust(column) + f"{sign}{comment}"


def _schema_from(folder: Path, template: Path) -> str:
    """Where the editor finds the schema: beside the scenarios, else where the template's is."""
    if (folder / _SCHEMA).is_file():
        return _SCHEMA.as_posix()
    return (template.parents[1] / _SCHEMA).absolute().as_posix()
