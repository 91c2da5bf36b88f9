"""The actions' way in and out: the tracker's message to the app, the app's answer to the tracker."""

from __future__ import annotations

import asyncio
import logging

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import ActionExecutor, CollectingDispatcher

from actions import turn
from actions.choosing import Home
from actions.floor import ValidateFloorForm
from actions.safety import NoteRisk
from actions.session import SessionStart
from bot.app import Sayso
from bot.rehearsal.floor import SCENE, Floor
from bot.scenarios.library import Library


def tracker(words="", slots=None, choice=None, key="key-00000001", loop=None, **message):
    latest = {"text": words, "metadata": {"key": key, "choice": choice}, "intent": {"name": "practice"}, **message}
    return Tracker("b" * 32, slots or {}, latest, [], False, None, {"name": loop} if loop else {}, "action_listen")


def run(action, at):
    dispatcher = CollectingDispatcher()
    events = asyncio.run(action.run(dispatcher, at, {}))
    return events, dispatcher.messages


def slots(events):
    return {event["name"]: event["value"] for event in events if event["event"] == "slot"}


@pytest.fixture
def app(log, monkeypatch):
    from tests.unit.app.conftest import SCENARIOS

    app = Sayso(log, Library(SCENARIOS))
    monkeypatch.setattr(turn, "app", lambda: app)
    return app


def test_every_action_in_the_domain_is_there_and_no_other():
    from pathlib import Path

    from ruamel.yaml import YAML

    executor = ActionExecutor()
    executor.register_package("actions")
    domain = YAML(typ="safe").load(Path(__file__).parents[2] / "domain.yml")
    assert set(executor.actions) == set(domain["actions"])


def test_an_answer_sets_the_floor_the_state_and_the_loop(app):
    events, messages = run(Home(), tracker())
    assert slots(events)["state"] == "answering"
    assert Floor.from_dict(slots(events)["rehearsal"]).asking == ("adult", "consent", "country")
    assert {"event": "active_loop", "name": "floor_form", "timestamp": None} in events
    assert messages[0]["custom"]["speaker"] == "guide"
    assert messages[-1]["custom"]["rehearsal"] is None


def test_the_same_key_again_says_the_same_and_changes_nothing(app):
    events, messages = run(Home(), tracker())
    answered = slots(events)["answered"]
    again, repeated = run(Home(), tracker(slots={"answered": answered}))
    assert again == []
    assert [message["text"] for message in repeated] == [message["text"] for message in messages]


def test_rasa_calls_the_form_without_words_when_it_opens_it_and_nothing_happens(app):
    assert run(ValidateFloorForm(), tracker()) == ([], [])


def test_a_failure_says_so_and_logs_no_words(app, monkeypatch, caplog):
    def broken(self, heard):
        raise RuntimeError(f"could not write {heard.words}")

    monkeypatch.setattr(Home, "ask", staticmethod(lambda app, heard: broken(app, heard)))
    with caplog.at_level(logging.DEBUG):
        events, messages = run(Home(), tracker("my secret words"))
    assert events == []
    assert "not saved" in messages[0]["text"]
    assert messages[0]["custom"]["saved"] is False
    assert "secret" not in caplog.text


def test_a_channel_that_shows_no_speakers_gets_the_name_before_the_text(app):
    at = tracker()
    at.events.append({"event": "user", "input_channel": "slack"})
    _, messages = run(Home(), at)
    assert messages[0]["text"].startswith("Sayso: ")
    assert messages[1]["buttons"][0] == {"title": "Yes, I am", "payload": "Yes, I am"}


def test_the_floor_given_back_begins_a_new_session(app, log):
    log.save_learner("b" * 32, keep_words=True)
    floor = Floor(SCENE, asking=("afraid", "level"), scenario="parent_drops_in", revision=1)
    at = tracker("yes", slots={"rehearsal": floor.as_dict(), "turn": "yes"}, loop="floor_form")
    at.events.append({"event": "slot", "name": "turn", "value": "yes"})
    events, _ = run(ValidateFloorForm(), at)
    assert {"event": "followup", "name": "action_session_start", "timestamp": None} in events
    assert slots(events)["rehearsal"] is None
    assert slots(events)["turn"] is None


def test_a_session_starts_with_the_help_lines_of_the_learners_country(app, log):
    log.save_learner("b" * 32, keep_words=True, country="IE")
    events, _ = run(SessionStart(), tracker(slots={"held": "asked"}))
    assert events[0]["event"] == "session_started"
    assert "116 123" in slots(events)["crisis_line"]
    assert slots(events)["held"] == "asked"
    assert events[-1]["name"] == "action_listen"


def test_a_session_starts_without_a_database_too(app, monkeypatch):
    monkeypatch.setattr(Sayso, "country", lambda self, learner: (_ for _ in ()).throw(RuntimeError("down")))
    events, _ = run(SessionStart(), tracker())
    assert [event["event"] for event in events] == ["session_started", "action"]


def test_a_risk_is_noted_by_its_label_only(app, log):
    log.save_learner("b" * 32, keep_words=True)
    run(NoteRisk(), tracker("words to be forgotten", safety={"label": "risk_ideation", "certain": True}))
    exported = str(log.export("b" * 32))
    assert "risk_ideation" in exported
    assert "forgotten" not in exported
