"""Cards to choose by: read once, from the top of the file, whatever stands below."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.scenarios import index
from bot.scenarios.index import AT_ONCE, Index, read_card

SHIPPED = Path(__file__).parents[3] / "scenarios"
TOP = """schema: 1
id: {id}
focus: {focus}
relation: friend
title: {title}
minutes: 4
brief: "You meet {{person}}."
levels:
  hard: {{trust: 0}}
  warm: {{trust: 2}}
variables:
  person: {{ask: Who?, default: Kim, max_length: 20}}
beats:
  this is: [not read
"""


class Ticking:
    """A clock that moves on with every look."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 10
        return self.now


def write(folder: Path, id: str, title: str = "A talk", focus: str = "grief") -> Path:
    path = folder / f"{id}.yml"
    path.write_text(TOP.format(id=id, title=title, focus=focus), encoding="utf-8")
    return path


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files whose cards were read."""
    seen: list[str] = []

    def watched(path: Path) -> index.Card | None:
        seen.append(path.stem)
        return read_card(path)

    monkeypatch.setattr(index, "read_card", watched)
    return seen


def test_a_card_holds_what_is_chosen_by_and_stops_before_the_beats(tmp_path: Path) -> None:
    card = read_card(write(tmp_path, "one", "A talk with Kim"))
    assert card is not None
    assert (card.title, card.focus, card.relation, card.minutes) == ("A talk with Kim", "grief", "friend", 4)
    assert (card.levels, card.names, card.is_template) == (("warm", "hard"), ("Kim",), False)


def test_a_cards_line_is_short_and_holds_no_open_brace(tmp_path: Path) -> None:
    assert read_card(write(tmp_path, "one")).line == "You meet Kim."
    lines = [card.line for card in Index(SHIPPED).all()]
    assert all(line and "{" not in line and len(line) <= 120 for line in lines)


@pytest.mark.parametrize("text", ["", "title: [", "title: x\nfocus: nowhere\nminutes: 2\n", "\x00", "- a\n- b\n"])
def test_what_is_no_card_is_left_out(tmp_path: Path, text: str) -> None:
    (tmp_path / "odd.yml").write_text(text, encoding="utf-8")
    write(tmp_path, "fine")
    assert [card.id for card in Index(tmp_path).all()] == ["fine"]


def test_every_shipped_scene_has_a_card() -> None:
    found = {card.id for card in Index(SHIPPED).all()}
    assert found | {"my_own_talk"} >= {path.stem for path in SHIPPED.glob("*.yml")}


def test_by_area_and_by_title(tmp_path: Path) -> None:
    for id, title, focus in (("b", "Zebra", "grief"), ("a", "apple", "grief"), ("c", "Mint", "role_dispute")):
        write(tmp_path, id, title, focus)
    assert [card.title for card in Index(tmp_path).by_focus("grief")] == ["apple", "Zebra"]


def test_a_look_reads_no_file_twice_however_many_there_are(tmp_path: Path, opened: list[str]) -> None:
    for number in range(3 * AT_ONCE):
        write(tmp_path, f"talk_{number}")
    there = Index(tmp_path, Ticking())
    for _ in range(10):
        assert len(there.all()) == 3 * AT_ONCE
        assert there.get("talk_7")
    assert len(opened) == 3 * AT_ONCE
    assert there.version == 1


def test_a_new_file_and_one_that_is_gone_show_at_once(tmp_path: Path) -> None:
    write(tmp_path, "one")
    there = Index(tmp_path, Ticking())
    there.all()
    gone = write(tmp_path, "two")
    os.utime(tmp_path, ns=(1, 1))
    assert [card.id for card in there.all()] == ["one", "two"]
    gone.unlink()
    os.utime(tmp_path, ns=(2, 2))
    assert [card.id for card in there.all()] == ["one"]
    assert there.version == 3


def test_an_edit_shows_after_a_few_looks(tmp_path: Path) -> None:
    for number in range(2 * AT_ONCE):
        write(tmp_path, f"talk_{number:02d}")
    there = Index(tmp_path, Ticking())
    there.all()
    os.utime(write(tmp_path, "talk_63", "Quite another title"), ns=(5, 5))
    assert "Quite another title" in [[card.title for card in there.all()][-1] for _ in range(3)]


def test_what_was_looked_at_a_moment_ago_is_not_looked_at_again(tmp_path: Path) -> None:
    write(tmp_path, "one")
    there = Index(tmp_path, lambda: 1.0)
    there.all()
    write(tmp_path, "two")
    assert len(there.all()) == 1
