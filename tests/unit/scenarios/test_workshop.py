"""A folder as a trainer works on it: today's file, its last good form, and what is found in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.scenarios import workshop
from bot.scenarios.workshop import NoSuchScenario, Workshop, node_at
from tests.unit.scenarios.conftest import SMALL, changed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "small.yml").write_text(SMALL)
    return tmp_path


def test_a_draft_is_read_anew_when_its_file_changes(folder: Path) -> None:
    shop = Workshop(folder)
    before = shop.draft("small")
    assert shop.draft("small") is before
    (folder / "small.yml").write_text(changed(("Asking for coffee", "Asking for tea")))
    after = shop.draft("small")
    assert after.digest != before.digest
    assert after.scenario
    assert after.scenario.title == "Asking for tea"


def test_a_file_that_cannot_be_played_keeps_its_last_good_form(folder: Path) -> None:
    shop = Workshop(folder)
    good = shop.draft("small").scenario
    (folder / "small.yml").write_text("title: [")
    draft = shop.draft("small")
    assert draft.scenario is good
    assert [one.code for one in draft.refused] == ["SC002"]
    assert shop.problems("small") == draft.refused
    assert shop.coverage("small") is not None
    (folder / "small.yml").write_text(SMALL)
    assert shop.draft("small").refused == ()


def test_a_file_that_was_never_good_has_no_form(folder: Path) -> None:
    (folder / "broken.yml").write_text("title: [")
    shop = Workshop(folder)
    assert shop.names() == ["broken", "small"]
    assert shop.draft("broken").scenario is None
    assert shop.coverage("broken") is None


@pytest.mark.parametrize("name", ["nothing", "../small", "/etc/passwd", "small.yml", ""])
def test_only_files_of_the_folder_are_read(folder: Path, name: str) -> None:
    (folder / "inner").mkdir()
    with pytest.raises(NoSuchScenario):
        Workshop(folder / "inner" if name == "../small" else folder).draft(name)


def test_checking_and_walking_are_done_once_for_each_form(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    check, cover = workshop.check, workshop.cover
    monkeypatch.setattr(workshop, "check", lambda *given, **more: [done.append("check"), check(*given, **more)][1])
    monkeypatch.setattr(workshop, "cover", lambda *given: [done.append("cover"), cover(*given)][1])
    shop = Workshop(folder)
    for _ in range(3):
        assert [one.code for one in shop.problems("small")] == ["SC502"]
        found = shop.coverage("small")
        assert found
        assert found.never == ()
    assert done == ["check", "cover"]
    (folder / "small.yml").write_text(changed(("Asking for coffee", "Asking for tea")))
    shop.problems("small")
    assert done == ["check", "cover", "check"]


def test_the_record_of_revisions_belongs_to_what_is_checked(folder: Path) -> None:
    shop = Workshop(folder)
    before = shop.draft("small").digest
    (folder / "revisions.lock").write_text("no JSON")
    assert shop.draft("small").digest != before
    told = shop.problems("small")[0]
    assert (told.code, Path(told.file).name) == ("SC001", "revisions.lock")


@pytest.mark.parametrize(
    ("swap", "at"),
    [
        (("says: [Hm., Let me think.]", "sayz: [Hm., Let me think.]"), "wonders"),
        (("says: [Hm., Let me think.], to: wonders", "says: [Hm., Let me think.], to: nowhere"), "wonders"),
        (("debrief: Ask a bit sooner.", "debrief: 5"), "ran_out"),
        (("title: Asking for coffee", "titel: Asking for coffee"), None),
        (("start: meets", "start: sleeps"), None),
    ],
    ids=str,
)
def test_a_problem_stands_at_its_beat(folder: Path, swap: tuple[str, str], at: str | None) -> None:
    shop = Workshop(folder)
    (folder / "small.yml").write_text(changed(swap))
    found = shop.problems("small")
    assert found
    assert {node_at(shop.places("small"), one) for one in found} == {at}


def test_a_problem_in_a_file_that_breaks_off_stands_as_far_as_it_was_read(folder: Path) -> None:
    shop = Workshop(folder)
    (folder / "small.yml").write_text(SMALL[: SMALL.index("We hardly talk.")] + '"')
    (found,) = shop.problems("small")
    assert node_at(shop.places("small"), found) == "wonders"
