"""The action server when things go wrong: no words of the learner's go back or into the log."""

from __future__ import annotations

import json
import logging
import sys
import zlib
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException
from sanic import Sanic

from bot.action_server import _webhook_of, action_call, create_app

WORDS = "my very own words"


class Executor:
    """Runs no action: answers, or raises what it was given."""

    def __init__(self, outcome: Any) -> None:
        self.outcome = outcome

    async def run(self, call: dict[str, Any]) -> Any:
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome


def request(body: bytes, **headers: str) -> Any:
    return SimpleNamespace(body=body, headers={name.replace("_", "-"): value for name, value in headers.items()})


async def answer(outcome: Any, body: bytes = b"{}") -> tuple[int, Any]:
    response = await _webhook_of(Executor(outcome))(request(body))
    return response.status, json.loads(response.body)


async def test_an_action_answers() -> None:
    assert await answer({"events": [], "responses": []}) == (200, {"events": [], "responses": []})


async def test_a_failing_action_tells_neither_rasa_nor_the_log_what_was_said(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        status, body = await answer(ValueError(WORDS), json.dumps({"text": WORDS}).encode())
    assert (status, body) == (500, {"error": "The action failed (ValueError)."})
    assert "ValueError" in caplog.text
    assert WORDS not in caplog.text


async def test_a_rejection_and_a_missing_action_say_which_action() -> None:
    assert await answer(ActionExecutionRejection("action_tea", "no")) == (
        400,
        {"error": "no", "action_name": "action_tea"},
    )
    status, body = await answer(ActionNotFoundException("action_tea"))
    assert (status, body["action_name"]) == (404, "action_tea")


@pytest.mark.parametrize("body", [b"", b"[]", b"{not json", b"\xff"])
async def test_what_is_no_call_is_refused(body: bytes) -> None:
    assert (await answer({}, body))[0] == 500


def test_a_call_may_be_deflated() -> None:
    call = {"next_action": "action_tea"}
    packed = zlib.compress(json.dumps(call).encode())
    assert action_call(request(packed, Content_Encoding="deflate")) == call


def test_an_action_module_that_cannot_be_imported_stops_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken_actions").mkdir()
    (tmp_path / "broken_actions" / "__init__.py").touch()
    (tmp_path / "broken_actions" / "tea.py").write_text("import no_such_module_at_all\n")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModuleNotFoundError, match="no_such_module_at_all"):
        create_app("broken_actions")


def test_it_lets_no_other_website_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "no_actions").mkdir()
    (tmp_path / "no_actions" / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(Sanic, "test_mode", True)
    app = create_app("no_actions")
    assert sorted(route.path for route in app.router.routes) == ["health", "webhook"]
    assert not app.response_middleware
    sys.modules.pop("no_actions", None)
