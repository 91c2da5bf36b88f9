"""Everything that is kept about a learner as tables: one CSV text for each kind of thing, for any spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

NESTED = ("turn", "mark", "rating", "rewind")
"""Rows that the export hangs onto those they belong to; each has a column that says to which."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so would be reckoned by a spreadsheet. It gets an apostrophe in front, as spreadsheets do."""


def tables_of(exported: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The export (as the log gives it) with every row in the table it belongs to."""
    tables: dict[str, list[dict[str, Any]]] = {}
    for name, rows in exported.items():
        for row in rows if isinstance(rows, list) else [rows]:
            _take_apart(name, row if isinstance(row, Mapping) else {"value": row}, tables)
    return tables


def _take_apart(name: str, row: Mapping[str, Any], tables: dict[str, list[dict[str, Any]]]) -> None:
    tables.setdefault(name, []).append({key: value for key, value in row.items() if key not in NESTED})
    for nested in NESTED:
        for inner in row.get(nested, ()):
            _take_apart(nested, inner, tables)


def as_csv(exported: Mapping[str, Any]) -> dict[str, str]:
    """A CSV text (RFC 4180) by file name: `person.csv` …, only for what there is."""
    return {f"{name}.csv": _csv(rows) for name, rows in tables_of(exported).items()}


def as_zip(exported: Mapping[str, Any]) -> bytes:
    """All of them in one file."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in as_csv(exported).items():
            archive.writestr(name, text.encode("utf-8", "surrogatepass"))
    return packed.getvalue()


def _csv(rows: Sequence[Mapping[str, Any]]) -> str:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return text.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value.startswith(FORMULA):
        return "'" + value
    return value
