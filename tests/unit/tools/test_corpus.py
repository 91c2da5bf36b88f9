"""The corpus itself, and the report on it."""

from __future__ import annotations

import json

import pytest

from bot.vocabulary import MARKERS
from tools.corpus import CORPUS, faults_of, frames, mixes, near_doubles, openings, read


def a_row(text="No, I can't.", **more):
    return {"id": "x-1", "focus": "grief", "text": text, "labels": [], "spans": {}, **more}


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (a_row(" "), "no text"),
        (a_row(labels=None), "no labels"),
        (a_row(labels=["nods"], spans={"nods": ["No"]}), "no marker"),
        (a_row(labels=["hedges"]), "without evidence"),
        (a_row(spans={"hedges": ["No"]}), "without evidence"),
        (a_row(labels=["hedges", "hedges"], spans={"hedges": ["No"]}), "twice"),
        (a_row(labels=["hedges"], spans={"hedges": ["perhaps"]}), "not in the text"),
        (a_row(focus="weather"), "focus"),
        (a_row(near=["nods"]), "near nods"),
        (a_row(labels=["hedges"], spans={"hedges": ["No"]}, near=["hedges"]), "look-alike"),
    ],
)
def test_what_is_wrong_with_a_row_is_said(row, fault):
    assert any(fault in found for found in faults_of(row))


def test_a_good_row_has_no_fault():
    assert list(faults_of(a_row(labels=["sets_limit"], spans={"sets_limit": ["can't"]}))) == []


def test_faults_name_the_place_and_never_the_words(tmp_path):
    file = tmp_path / "c99.jsonl"
    lines = [json.dumps(a_row()), "secret words", json.dumps(a_row("Secret.", id="x-1"))]
    file.write_text("\n".join(lines))
    rows, faults = read([file])
    assert len(rows["c99"]) == 1
    assert faults == ["c99.jsonl, line 2: is not a row", "c99.jsonl, line 3: has an id that stands before"]


def test_turns_that_are_nearly_one_are_found_but_not_those_of_one_contrast_group():
    one, other = (
        a_row("Could you call before you come, please?"),
        a_row("Could you call before you come please", id="x-2"),
    )
    assert [(a["id"], b["id"]) for _, a, b in near_doubles([one, other, a_row("Go away, all of you!", id="x-3")])] == [
        ("x-1", "x-2")
    ]
    assert near_doubles([one | {"group": "g1"}, other | {"group": "g1"}]) == []


def test_openings_and_frames_that_come_back_are_counted():
    rows = [a_row(f"You have to feed the {animal} before we can go there.") for animal in ("cat", "dog", "fish")]
    assert openings(rows)["you have to feed"] == 3
    assert frames(rows)["the _ before we can go"] == 0  # two places: "before" is not held to be common
    assert frames(rows)["you have to _ the _"] == 3


def test_a_skill_and_a_pitfall_mix():
    assert mixes(a_row(labels=["sets_limit", "hedges"]))
    assert not mixes(a_row(labels=["sets_limit", "appreciates"]))


def test_the_shipped_corpus_is_whole():
    rows, faults = read(sorted(CORPUS.glob("*.jsonl")))
    every = [row for own in rows.values() for row in own]
    assert faults == []
    assert len(every) >= 8000
    assert min(sum(name in row["labels"] for row in every) for name in MARKERS) >= 390
    assert sum(not row["labels"] for row in every) >= len(every) / 6
    assert sum(len(row["labels"]) > 1 for row in every) >= len(every) / 3
    assert len(near_doubles(every)) <= 10
