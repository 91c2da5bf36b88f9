"""When Rasa, its actions or the log fail: nothing is half kept, nothing leaks, help is given all the same."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from bot.channels.settings import Settings
from tests.web.fakes import RESPONSES, FakeAgent, FakeLog, FakeReader
from tests.web.serving import Served
from tests.web.test_messages import press, say

SENTENCE = "my secret words"


async def never(_: Any) -> list[dict[str, Any]]:
    await asyncio.sleep(60)
    return []


def crash(message: Any) -> list[dict[str, Any]]:
    raise RuntimeError(f"cannot bear {message.text}")


def silence(_: Any) -> list[dict[str, Any]]:
    return []


BROKEN = pytest.mark.parametrize("reply", [never, crash, silence])


@BROKEN
def test_says_that_nothing_was_saved_and_saves_nothing(client: httpx.Client, agent: FakeAgent, reply: Any) -> None:
    agent.reply = reply
    answer = say(client, SENTENCE)
    assert answer.status_code == 503
    assert answer.json()["error"]["code"] == "no_answer"
    [guide] = answer.json()["messages"]
    assert guide["speaker"] == "guide"
    assert guide["text"] == "That turn was not saved. Your words are still here: send them again."
    assert client.get("/app/api/history").json()["messages"] == []


def test_rasa_is_asked_again_when_it_says_nothing(client: httpx.Client, agent: FakeAgent) -> None:
    agent.reply = lambda _: [{"text": "awake"}] if len(agent.seen) == 2 else []
    assert say(client, "hi").json()["messages"][0]["text"] == "awake"
    assert [message.metadata["key"] for message in agent.seen] == ["key-00000001"] * 2


def test_the_choices_of_the_channels_own_help_can_be_pressed(client: httpx.Client, agent: FakeAgent) -> None:
    working, agent.reply = agent.reply, crash
    press(client, "help_now")
    agent.reply = working
    assert press(client, "safe_now", "key-00000002").json()["messages"][0]["text"] == "You said: I am safe now"


def test_the_same_key_works_once_rasa_is_back(client: httpx.Client, agent: FakeAgent) -> None:
    working, agent.reply = agent.reply, crash
    assert say(client, "hi").status_code == 503
    agent.reply = working
    assert say(client, "hi").status_code == 200


@BROKEN
def test_reads_safety_itself(client: httpx.Client, agent: FakeAgent, reply: Any) -> None:
    agent.reply = reply
    answer = say(client, "I want to end it all")
    assert answer.status_code == 200
    [safety] = answer.json()["messages"]
    assert safety["speaker"] == "safety"
    assert safety["text"] == "I am glad you told me. Are you in danger now?"


@BROKEN
def test_help_now_works(client: httpx.Client, agent: FakeAgent, reply: Any) -> None:
    agent.reply = reply
    for answer in (press(client, "help_now"), say(client, "*Help now!", "key-00000002")):
        assert answer.status_code == 200
        assert "helpline" in answer.json()["messages"][0]["text"]


def test_words_that_cannot_be_read_get_help(client: httpx.Client, agent: FakeAgent) -> None:
    agent.reply = crash
    assert say(client, "unreadable").json()["messages"][0]["speaker"] == "safety"


def test_help_without_a_database(client: httpx.Client, log: FakeLog) -> None:
    log.down = True
    assert say(client, "I want to end it all").json()["messages"][0]["speaker"] == "safety"
    assert press(client, "help_now").status_code == 200
    assert client.get("/app/api/help").json()["messages"][0]["speaker"] == "safety"
    assert say(client, "an ordinary turn").status_code == 503


def test_help_without_a_model(client: httpx.Client, served: Served) -> None:
    served.app.ctx.agent = None
    [safety] = client.get("/app/api/help").json()["messages"]
    assert "emergency number" in safety["text"]
    assert press(client, "help_now").json()["messages"] == [safety]
    assert say(client, "I want to end it all", "key-00000002").json()["messages"] == [safety]


def test_help_names_the_lines_of_the_learners_country(client: httpx.Client, agent: FakeAgent, log: FakeLog) -> None:
    say(client, "hello")
    agent.reply, log.country = crash, "IE"
    assert "116 123" in press(client, "help_now", "key-00000002").json()["messages"][0]["text"]
    assert "116 123" in client.get("/app/api/help").json()["messages"][0]["text"]


def test_help_names_no_countrys_line_when_the_country_cannot_be_found_out(
    settings: Settings, agent: FakeAgent, log: FakeLog
) -> None:
    with (
        Served(replace(settings, country="US"), log, agent, FakeReader()) as served,
        httpx.Client(base_url=served.url) as client,
    ):
        assert "988" in client.get("/app/api/help").json()["messages"][0]["text"]
        say(client, "hello")
        log.down = True
        assert "a helpline in your country" in client.get("/app/api/help").json()["messages"][0]["text"]


def test_help_with_a_gap_that_nothing_fills_falls_back(client: httpx.Client, agent: FakeAgent) -> None:
    agent.domain = SimpleNamespace(responses=RESPONSES, slots=[])
    assert "emergency number" in client.get("/app/api/help").json()["messages"][0]["text"]


def test_what_rasa_says_for_safety_is_shown_though_it_cannot_be_kept(
    client: httpx.Client, agent: FakeAgent, log: FakeLog
) -> None:
    log.down = True
    agent.reply = lambda _: [
        {"text": "Thank you for being honest.", "metadata": {"speaker": "safety"}},
        {"text": "That turn was not saved.", "custom": {"speaker": "guide", "saved": False}},
    ]
    answer = press(client, "safe_now")
    assert answer.status_code == 200
    assert answer.json()["messages"][0]["text"] == "Thank you for being honest."
    assert agent.seen[0].text == "I am safe now"


def test_a_turn_that_an_action_could_not_save_may_be_sent_again(client: httpx.Client, agent: FakeAgent) -> None:
    working = agent.reply
    agent.reply = lambda _: [{"text": "That turn was not saved.", "custom": {"speaker": "guide", "saved": False}}]
    assert say(client, "hi").status_code == 503
    agent.reply = working
    assert say(client, "hi").json()["messages"][0]["text"] == "You said: hi"


def test_help_needs_no_cookie_and_hands_out_none(client: httpx.Client) -> None:
    answer = client.get("/app/api/help")
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("path", ["history", "progress", "export"])
def test_says_so_when_what_was_kept_cannot_be_reached(client: httpx.Client, log: FakeLog, path: str) -> None:
    log.down = True
    answer = client.get(f"/app/api/{path}")
    assert answer.status_code == 503
    assert answer.json()["error"]["code"] == "no_store"


def test_no_words_and_no_learner_in_the_logs(
    client: httpx.Client, agent: FakeAgent, log: FakeLog, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        say(client, SENTENCE)
        agent.reply = crash
        say(client, SENTENCE, "key-00000002")
        log.down = True
        client.get("/app/api/history")
        client.post("/app/api/messages", content=SENTENCE, headers={"Content-Type": "application/json"})
    ours = [record for record in caplog.records if not record.name.startswith(("httpx", "httpcore"))]
    written = "".join(str(record.__dict__) for record in ours)
    assert "A turn failed: RuntimeError" in written
    assert SENTENCE not in written
    assert agent.seen[0].sender_id not in written
