"""A trainer edits a scenario while people rehearse it: no restart, no training, and nobody loses their place."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from bot.scenarios.library import Library
from tests.dialogues.talk import text_of

SCENE = "parent_drops_in"
SHIPPED = Path(__file__).resolve().parents[2] / "scenarios" / f"{SCENE}.yml"
FIRST = "Only me! I used my key. I brought soup."
OTHER = "It is only me again, and I have brought cake."
LINE = "When you use your key without calling, I feel on edge."


class Desk:
    """Where the trainer sits: a folder with one scenario, and the library that the actions read it with."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        from actions import turn

        self._app, self._monkeypatch = turn.app(), monkeypatch
        self.file = folder / SHIPPED.name
        self.now = 0.0
        self.save(SHIPPED.read_text(encoding="utf-8"))
        self.restart()

    def restart(self) -> None:
        """The server starts anew: what it had in memory is gone."""
        app = replace(self._app, library=Library(self.file.parent, lambda: self.now))
        self._monkeypatch.setattr("actions.turn.app", lambda: app)

    def save(self, text: str) -> None:
        """Saves the file; some time passes."""
        self.now += 60
        self.file.write_text(text, encoding="utf-8")
        os.utime(self.file, ns=(int(self.now * 1e9), int(self.now * 1e9)))

    def edit(self, *swaps: tuple[str, str]) -> None:
        """Changes parts of the file."""
        text = self.file.read_text(encoding="utf-8")
        for old, new in swaps:
            assert old in text
            text = text.replace(old, new, 1)
        self.save(text)


@pytest.fixture
def desk(talk, tmp_path, monkeypatch) -> Desk:
    return Desk(tmp_path, monkeypatch)


def open_anew(talk) -> str:
    """Leaves what goes on, and opens the scene; what is said then."""
    talk.press("stop_here")
    while talk.slot("state") == "answering":
        talk.press("skip")
    return text_of(talk.open_scene())


def test_an_edit_is_there_for_the_next_rehearsal(talk, desk):
    assert FIRST in text_of(talk.arrive().open_scene())
    desk.edit((FIRST, OTHER))
    assert OTHER in open_anew(talk)


def test_a_new_scenario_can_be_rehearsed_at_once(talk, desk):
    talk.arrive()
    text = desk.file.read_text(encoding="utf-8").replace(f"id: {SCENE}", "id: another_one").replace(FIRST, OTHER)
    (desk.file.parent / "another_one.yml").write_text(text, encoding="utf-8")
    desk.now += 60
    assert OTHER in text_of(talk.open_scene(scenario="another_one"))


def test_a_broken_edit_changes_nothing_and_is_logged_with_its_place(talk, desk, caplog):
    talk.arrive().open_scene()
    desk.edit((FIRST, OTHER), ("to: hurt", "to: nowhere"))
    assert talk.say(LINE)[0]["speaker"] == "counterpart"
    assert FIRST in open_anew(talk)
    assert f"{desk.file}:" in caplog.text and "SC101" in caplog.text
    assert LINE not in caplog.text


def test_a_rehearsal_under_way_ends_in_the_revision_it_began_with(talk, desk):
    talk.arrive().open_scene()
    heard = "You mind? But it is only me."
    desk.edit(("revision: 1", "revision: 2"), ("- id: heard", "- id: heard_anew"), (heard, "I did not know you mind."))
    assert heard in text_of(talk.say(LINE))
    assert talk.slot("rehearsal")["revision"] == 1
    open_anew(talk)
    assert "I did not know you mind." in text_of(talk.say(LINE))
    assert talk.slot("rehearsal")["revision"] == 2


CHANGED = (("revision: 1", "revision: 2"), ("- id: heard", "- id: heard_anew"))


def steer(talk, what: str):
    return talk.say(LINE) if what == "say" else talk.press(what)


@pytest.mark.parametrize("what", ["say", "hint", "again", "pause", "resume", "stop_here", "home", "progress", "about"])
def test_after_a_restart_with_another_revision_the_scene_can_be_begun_again(talk, desk, what):
    talk.arrive().open_scene()
    desk.edit(*CHANGED)
    desk.restart()
    said = steer(talk, what)
    assert said and "was not saved" not in text_of(said)
    if talk.slot("rehearsal"):  # a look elsewhere leaves the floor as it is; the next line finds out
        said = talk.say(LINE)
    assert "This scene was changed since you began it" in text_of(said)
    offered = [choice["id"] for message in said for choice in message["choices"]]
    assert f"scene:{SCENE}" in offered
    assert talk.slot("rehearsal") is None
    assert FIRST in text_of(talk.open_scene())
    assert talk.say(LINE)[0]["speaker"] == "counterpart"


def test_after_a_restart_with_a_broken_file_nobody_is_left_hanging(talk, desk):
    talk.arrive().open_scene()
    desk.edit(("to: hurt", "to: nowhere"))
    desk.restart()
    assert "can't go on where you were" in text_of(talk.say(LINE))
    assert "What would you like to practise?" in text_of(talk.press("home"))


def test_an_attempt_that_could_not_go_on_is_closed_in_the_log(talk, desk):
    from actions.turn import app

    talk.arrive().open_scene()
    desk.edit(*CHANGED)
    desk.restart()
    talk.say(LINE)
    assert app().log.open_attempt(talk.learner) is None
