from __future__ import annotations

import json
import random

import pytest

from encoder.rows import BadRow, digest_of, held_back, joined, read_rows, roughened, some_of, spans_of


def row(text, **more):
    return {"text": text, "labels": [], "counterpart": "", "spans": {}} | more


def written(file, *rows):
    file.write_text("\n".join(json.dumps(one) for one in rows) + "\n\n", encoding="utf-8")
    return file


def test_rows_of_several_files_are_read_and_a_double_counts_once(tmp_path):
    one = written(tmp_path / "one.jsonl", row("a"), {"text": "b", "labels": ["hedges"]})
    two = written(tmp_path / "two.jsonl", row("a"), row("a", counterpart="Well?"))
    found = read_rows([one, two])
    assert [(each["counterpart"], each["text"]) for each in found] == [("", "a"), ("", "b"), ("Well?", "a")]
    assert found[1]["spans"] == {}


@pytest.mark.parametrize(
    "line",
    ["nonsense", "[]", "{}", '{"text": " ", "labels": []}', '{"text": "a", "labels": ["nods"]}', '{"text": "a"}'],
)
def test_a_line_that_is_no_row_is_named(tmp_path, line):
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps(row("a")) + "\n" + line)
    with pytest.raises(BadRow, match="rows.jsonl, line 2"):
        read_rows([file])


def test_the_same_rows_are_held_back_whichever_others_there_are():
    rows = [row(f"turn {number}") for number in range(1000)]
    learn, back = held_back(rows, 0.1, 1)
    assert 60 < len(back) < 140
    assert len(learn) + len(back) == 1000
    _, of_half = held_back(rows[::-2], 0.1, 1)
    assert {one["text"] for one in of_half} == {one["text"] for one in back} & {one["text"] for one in rows[::-2]}
    assert held_back(rows, 0.1, 2)[1] != back


def test_a_digest_tells_sets_of_rows_apart_but_not_their_order():
    rows = [row("a"), row("b")]
    assert digest_of(rows) == digest_of(rows[::-1])
    assert digest_of(rows) != digest_of([row("a"), row("b", labels=["hedges"])])
    assert digest_of(rows) == digest_of([rows[0] | {"near": ["hedges"]}, rows[1]])


def test_evidence_is_found_in_the_text():
    assert list(spans_of("no means no", ["means", "nowhere"])) == [(3, 8)]


def test_two_turns_said_together_show_what_both_show():
    one = row("I can't.", labels=["sets_limit"], spans={"sets_limit": ["can't"]}, counterpart="Well?")
    other = row("I won't, sorry", labels=["hedges", "sets_limit"], spans={"sets_limit": ["won't"], "hedges": ["sorry"]})
    both = joined(one, other)
    assert (both["counterpart"], both["text"]) == ("Well?", "I can't. I won't, sorry")
    assert sorted(both["labels"]) == ["hedges", "sets_limit"]
    assert both["spans"] == {"sets_limit": ["can't", "won't"], "hedges": ["sorry"]}


def test_the_more_rows_are_drawn_the_same_ones_and_others():
    rows = [row(f"turn {number}") for number in range(100)]
    few, more = some_of(rows, 10, 1), some_of(rows[::-1], 40, 1)
    assert more[:10] == few
    assert len(some_of(rows, None, 1)) == 100


def test_hasty_fingers_leave_out_signs_and_letters_and_the_evidence_goes_along():
    one = row("I can't, not today. You've no right.", labels=["sets_limit"], spans={"sets_limit": ["can't, not today"]})
    rough = [roughened(one, random.Random(seed)) for seed in range(60)]
    for made in rough:
        assert all(quote in made["text"] for quote in made["spans"]["sets_limit"])
        assert made["labels"] == ["sets_limit"]
    assert "I cant not today Youve no right" in [made["text"] for made in rough]
    assert any(len(made["text"]) < len("I cant not today Youve no right") for made in rough)
