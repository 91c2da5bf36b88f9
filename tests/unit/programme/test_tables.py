"""Everything about a learner as tables that any spreadsheet opens."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest

from bot.programme.tables import as_csv, as_zip

EXPORTED = {
    "learner": {"id": "ann", "country": None},
    "person": [{"id": 1, "nickname": "Mum", "good": 'says "hi", and\nlaughs'}],
    "attempt": [
        {
            "id": 7,
            "setup": {"name": "Mum"},
            "turn": [{"id": 1, "attempt_id": 7, "words": "=1+1", "mark": [{"turn_id": 1, "marker": "hedges"}]}],
            "rating": [{"attempt_id": 7, "value": 4}],
            "rewind": [],
        }
    ],
    "rating": [{"attempt_id": None, "value": 9}],
    "conversation": [{"event": "user", "text": "hello"}],
    "plan": [],
}


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(as_csv(EXPORTED)[f"{name}.csv"], newline="")))


def test_each_kind_of_thing_is_a_table_and_nothing_is_lost():
    assert set(as_csv(EXPORTED)) == {
        f"{name}.csv" for name in ("learner", "person", "attempt", "turn", "mark", "rating", "conversation")
    }
    assert rows("person") == [{"id": "1", "nickname": "Mum", "good": 'says "hi", and\nlaughs'}]
    assert rows("attempt") == [{"id": "7", "setup": '{"name": "Mum"}'}]
    assert rows("mark") == [{"turn_id": "1", "marker": "hedges"}]
    assert [row["value"] for row in rows("rating")] == ["4", "9"]


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@sum", "\tx"])
def test_words_never_become_a_formula(words):
    text = as_csv({"note": [{"words": words}]})["note.csv"]
    assert list(csv.reader(io.StringIO(text, newline="")))[1] == ["'" + words]


def test_all_of_it_in_one_file():
    archive = zipfile.ZipFile(io.BytesIO(as_zip(EXPORTED)))
    assert archive.testzip() is None
    assert archive.read("person.csv").decode() == as_csv(EXPORTED)["person.csv"]
