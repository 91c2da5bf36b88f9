"""What is remembered is what Rasa would work out."""

from __future__ import annotations

import pytest
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event, SlotSet

from bot.quicken import quicken


@pytest.fixture(autouse=True)
def rasa_as_it_was(monkeypatch):
    monkeypatch.setattr(Event, "resolve_by_type", staticmethod(Event.resolve_by_type))
    monkeypatch.setattr(RemoteAction, "_validate_action_result", RemoteAction._validate_action_result)
    quicken()


def test_events_are_found_by_their_names():
    assert Event.resolve_by_type("slot") is SlotSet
    assert Event.from_parameters({"event": "slot", "name": "state", "value": "start"}).key == "state"
    with pytest.raises(ValueError, match="Unknown event"):
        Event.resolve_by_type("no_such_event")


def test_an_actions_answer_is_still_checked():
    action = RemoteAction("action_hint", None)
    assert action._validate_action_result({"events": [{"event": "slot", "name": "a", "value": 1}], "responses": []})
    with pytest.raises(ValidationError, match="action_hint"):
        action._validate_action_result({"events": [{"event": 7}], "responses": "none"})
