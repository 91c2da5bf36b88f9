from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.scenarios import library as module
from bot.scenarios.library import Library, RevisionGone, UnknownScenario
from bot.scenarios.load import load_scenario
from tests.unit.scenarios.conftest import SHIPPED, SMALL, Clock, changed

WORDS = ("Oh, hi.", "Oh, hello.")
STRUCTURE = ("turns: 3", "turns: 4")
NEXT = ("revision: 1", "revision: 2")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "small.yml").write_text(SMALL)
    (tmp_path / "parent_drops_in.yml").write_text(SHIPPED.read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


@pytest.fixture
def library(folder: Path, clock: Clock) -> Library:
    return Library(folder, clock)


def write(folder: Path, text: str, id: str = "small") -> None:
    """Write a file so that its time differs from before, however coarse the clock of the file system."""
    file = folder / f"{id}.yml"
    before = file.stat().st_mtime_ns if file.exists() else 0
    file.write_text(text)
    os.utime(file, ns=(before + 10**9, before + 10**9))


def test_it_lists_and_finds_scenarios(library: Library) -> None:
    assert library.ids() == ("parent_drops_in", "small")
    assert library.get("small").title == "Asking for coffee"
    assert [scenario.id for scenario in library.all()] == ["parent_drops_in", "small"]
    assert [scenario.id for scenario in library.by_focus("role_dispute")] == ["parent_drops_in"]
    assert library.by_focus("grief") == ()
    assert library.problems() == []


@pytest.mark.parametrize("id", ["nothing", "../small", "small.yml", "", "Small", "a/b"])
def test_an_unknown_id_is_refused(library: Library, id: str) -> None:
    with pytest.raises(UnknownScenario):
        library.get(id)


def test_an_edit_is_noticed_after_a_second(library: Library, folder: Path, clock: Clock) -> None:
    library.get("small")
    write(folder, changed(WORDS))
    assert library.get("small").beats["meets"].says == "Oh, hi."
    clock.now += 1
    assert library.get("small").beats["meets"].says == "Oh, hello."


def test_a_new_file_is_noticed_after_a_second(library: Library, folder: Path, clock: Clock) -> None:
    library.ids()
    write(folder, SMALL.replace("id: small", "id: later"), "later")
    assert "later" not in library.ids()
    clock.now += 1
    assert "later" in library.ids()


def test_a_new_file_can_be_had_by_id_at_once(library: Library, folder: Path) -> None:
    with pytest.raises(UnknownScenario):
        library.get("later")
    write(folder, SMALL.replace("id: small", "id: later"), "later")
    assert library.get("later").id == "later"


def test_a_broken_edit_keeps_the_last_good_version(library: Library, folder: Path, clock: Clock) -> None:
    library.get("small")
    write(folder, changed(("to: coffee}", "to: nowhere}")))
    clock.now += 1
    assert library.get("small").beats["meets"].replies[0].to == "coffee"
    assert [problem.code for problem in library.problems()] == ["SC101"]
    write(folder, SMALL)
    clock.now += 1
    assert library.problems() == []


def test_a_broken_edit_is_logged_once_with_its_place(library: Library, folder: Path, clock: Clock, caplog) -> None:
    caplog.set_level("INFO", "bot.scenarios.library")
    library.get("small")
    assert caplog.messages == []
    write(folder, changed(("to: coffee}", "to: nowhere}")))
    for _ in range(3):
        clock.now += 1
        library.get("small")
    (said,) = caplog.messages
    assert "The last good version stays in use" in said
    assert f"{folder / 'small.yml'}:32:" in said and "SC101" in said
    write(folder, changed(WORDS))
    clock.now += 1
    library.get("small")
    assert caplog.messages[1:] == [f"{folder / 'small.yml'}: revision 1 is taken from now on."]


def test_a_file_that_cannot_be_played_at_all_is_logged_as_that(library: Library, folder: Path, caplog) -> None:
    write(folder, "[", "broken")
    library.all()
    assert "It cannot be played" in caplog.text


def test_a_file_that_never_was_right_is_listed_but_not_played(library: Library, folder: Path) -> None:
    write(folder, "[", "broken")
    assert "broken" in library.ids()
    assert "broken" not in [scenario.id for scenario in library.all()]
    with pytest.raises(UnknownScenario):
        library.get("broken")
    assert [problem.code for problem in library.problems()] == ["SC002"]


def test_running_talks_keep_their_revision(library: Library, folder: Path, clock: Clock) -> None:
    library.get("small")
    write(folder, changed(STRUCTURE, NEXT))
    clock.now += 1
    assert library.get("small").limits.turns == 4
    assert library.get("small", 1).limits.turns == 3
    assert library.get("small", 2).limits.turns == 4


def test_a_revision_that_was_never_loaded_is_gone(library: Library, folder: Path) -> None:
    write(folder, changed(NEXT))
    with pytest.raises(RevisionGone):
        library.get("small", 1)
    with pytest.raises(RevisionGone):
        library.get("nothing", 1)


def test_better_words_reach_running_talks(library: Library, folder: Path, clock: Clock) -> None:
    library.get("small", 1)
    write(folder, changed(WORDS))
    clock.now += 1
    assert library.get("small", 1).beats["meets"].says == "Oh, hello."


def test_another_structure_under_the_same_revision_is_not_taken(library: Library, folder: Path, clock: Clock) -> None:
    library.get("small")
    write(folder, changed(STRUCTURE))
    clock.now += 1
    assert library.get("small").limits.turns == 3
    assert [problem.code for problem in library.problems()] == ["SC501"]


def test_a_removed_file_is_gone_for_new_talks_only(library: Library, folder: Path, clock: Clock) -> None:
    library.get("small")
    (folder / "small.yml").unlink()
    clock.now += 1
    assert library.ids() == ("parent_drops_in",)
    with pytest.raises(UnknownScenario):
        library.get("small")
    assert library.get("small", 1).id == "small"


def test_a_turn_never_looks_at_the_folder(library: Library, clock: Clock, monkeypatch) -> None:
    monkeypatch.setattr(library, "_scan", lambda: pytest.fail("The folder was read."))
    for _ in range(5):
        clock.now += 10
        assert library.get("small", 1).id == "small"


def test_a_turn_looks_at_its_own_file_once_a_second(library: Library, clock: Clock, monkeypatch) -> None:
    looked: list[str] = []
    stamp = module._stamp
    monkeypatch.setattr(module, "_stamp", lambda path: looked.append(path.name) or stamp(path))
    for _ in range(100):
        clock.now += 0.1
        library.get("small")
    assert set(looked) == {"small.yml"}
    assert 9 <= len(looked) <= 11


def test_an_unchanged_file_is_read_once(library: Library, clock: Clock, monkeypatch) -> None:
    loaded: list[str] = []
    load = module.load_scenario
    monkeypatch.setattr(module, "load_scenario", lambda path: loaded.append(path.name) or load(path))
    for _ in range(5):
        clock.now += 10
        library.all()
    assert sorted(loaded) == ["parent_drops_in.yml", "small.yml"]


def test_what_is_given_out_is_what_stands_in_the_file(library: Library, folder: Path) -> None:
    for _ in range(2):
        for id in library.ids():
            assert library.get(id) == load_scenario(folder / f"{id}.yml")
            assert library.get(id).file == str(folder / f"{id}.yml")


def test_of_many_scenarios_only_those_in_use_are_held_unpacked(library: Library, folder: Path) -> None:
    for number in range(module.MOST_HELD + 5):
        write(folder, SMALL.replace("id: small", f"id: small_{number}"), f"small_{number}")
    for number in range(module.MOST_HELD + 5):
        library.get("parent_drops_in")
        library.get(f"small_{number}")
    assert len(library._held) == module.MOST_HELD
    assert ("parent_drops_in", 1) in library._held
    assert ("small_0", 1) not in library._held
    assert library.get("small_0").id == "small_0"


def test_a_revision_outlives_its_file_even_when_it_was_put_away(
    library: Library, folder: Path, clock: Clock, monkeypatch
) -> None:
    monkeypatch.setattr(module, "MOST_HELD", 1)
    library.get("small")
    write(folder, changed(STRUCTURE, NEXT))
    clock.now += 1
    library.get("small")
    library.get("parent_drops_in")
    assert library.get("small", 1).limits.turns == 3
    write(folder, "[")
    clock.now += 1
    library.get("parent_drops_in")
    assert library.get("small").limits.turns == 4
