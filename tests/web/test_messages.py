"""POST /app/api/messages: what it takes, what it refuses, and that the same message twice is one turn."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.web.fakes import FakeAgent, FakeLog

KEY = "key-00000001"
JSON = {"Content-Type": "application/json"}


def say(client: httpx.Client, text: str, key: str = KEY) -> httpx.Response:
    return client.post("/app/api/messages", json={"text": text, "key": key})


def press(client: httpx.Client, choice: str, key: str = KEY) -> httpx.Response:
    return client.post("/app/api/messages", json={"choice": choice, "key": key})


def raw(body: str | bytes, content_type: str = "application/json") -> dict[str, Any]:
    return {"content": body, "headers": {"Content-Type": content_type}}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (raw("not json"), "not_json"),
        (raw(b"\xff\xfe"), "not_json"),
        (raw(""), "not_json"),
        (raw("[" * 5000), "not_json"),
        (raw('["text"]'), "not_json"),
        (raw('{"text": "hi"', "text/plain"), "not_json_type"),
        ({"data": {"text": "hi", "key": KEY}}, "not_json_type"),
        ({"json": {"text": 5, "key": KEY}}, "wrong_type"),
        ({"json": {"text": "hi", "key": 12345678}}, "wrong_type"),
        ({"json": {"choice": ["hint"], "key": KEY}}, "wrong_type"),
        ({"json": {"key": KEY}}, "one_of"),
        ({"json": {"text": "hi", "choice": "hint", "key": KEY}}, "one_of"),
        ({"json": {"text": "hi"}}, "bad_key"),
        ({"json": {"text": "hi", "key": "short"}}, "bad_key"),
        ({"json": {"text": "hi", "key": "k" * 65}}, "bad_key"),
        ({"json": {"text": "hi", "key": "spaces are bad"}}, "bad_key"),
        ({"json": {"text": "hi", "key": "nul\x00nul\x00"}}, "bad_key"),
        ({"json": {"text": "hi", "key": "key-0000001\n"}}, "bad_key"),
        ({"json": {"text": "", "key": KEY}}, "empty"),
        ({"json": {"text": " \n\t\u00a0", "key": KEY}}, "empty"),
        ({"json": {"text": "\x00\x07\u200b", "key": KEY}}, "empty"),
        ({"json": {"text": "x" * 10_001, "key": KEY}}, "too_long"),
        (raw('{"text": "a \\ud800 b", "key": "key-00000001"}'), "broken_text"),
        (raw(json.dumps({"text": "x" * 66_000, "key": KEY})), "too_big"),
        ({"json": {"choice": "never_offered", "key": KEY}}, "unknown_choice"),
    ],
)
def test_refuses_with_a_code_and_plain_words(
    client: httpx.Client, agent: FakeAgent, body: dict[str, Any], code: str
) -> None:
    answer = client.post("/app/api/messages", **body)
    error = answer.json()["error"]
    assert error["code"] == code
    assert answer.status_code == {"too_big": 413, "not_json_type": 415}.get(code, 400)
    assert error["message"].endswith((".", "?"))
    assert agent.seen == []


@pytest.mark.parametrize(
    "text",
    ["🙂", "こんにちは", "مرحبا", "<script>alert(1)</script>", pytest.param("x" * 10_000, id="the longest")],
)
def test_passes_on_any_alphabet_unchanged(client: httpx.Client, agent: FakeAgent, text: str) -> None:
    assert say(client, text).status_code == 200
    assert agent.seen[0].text == text


def test_takes_control_characters_out(client: httpx.Client, agent: FakeAgent) -> None:
    say(client, "\u2060  one\x00\x1b[31m\r\ntwo\tthree\x9b ")
    assert agent.seen[0].text == "one[31m\ntwo\tthree"


def test_defuses_a_leading_slash(client: httpx.Client, agent: FakeAgent, log: FakeLog) -> None:
    say(client, ' /start_practice{"scenario": "x"}')
    assert agent.seen[0].text == '\u2060/start_practice{"scenario": "x"}'


def test_tells_rasa_the_learner_the_channel_and_the_key_and_nobody_else(client: httpx.Client, agent: FakeAgent) -> None:
    body = {"text": "hi", "key": KEY, "sender": "somebody else", "learner": "somebody else"}
    client.post("/app/api/messages", json=body)
    message = agent.seen[0]
    assert message.input_channel == "sayso"
    assert message.metadata == {"key": KEY, "choice": None}
    assert len(message.sender_id) == 32
    assert message.sender_id != "somebody else"


def test_maps_what_actions_and_the_domain_say(client: httpx.Client, agent: FakeAgent) -> None:
    rehearsal = {"attempt": 1, "turn": 2}
    agent.reply = lambda _: [
        {"text": "Well?", "custom": {"speaker": "counterpart", "name": "Mum", "rehearsal": rehearsal}},
        {
            "text": "You said what you feel.",
            "custom": {
                "speaker": "coach",
                "marks": [{"marker": "states_feeling", "start": 0, "end": 6, "confidence": 0.9}],
                "choices": [{"id": "again", "label": "Again"}],
                "ask": {"kind": "scale", "min": 0, "max": 10},
            },
        },
        {"text": "Safe?", "metadata": {"speaker": "safety"}, "buttons": [{"title": "Yes", "payload": "yes"}]},
    ]
    answer = say(client, "I feel tired").json()
    mum, coach, safety = answer["messages"]
    assert answer["rehearsal"] == rehearsal
    assert mum == {"speaker": "counterpart", "name": "Mum", "text": "Well?", "marks": [], "choices": []}
    mark = {"marker": "states_feeling", "start": 0, "end": 6, "tag": "your feeling", "kind": "skill"}
    assert coach["marks"] == [mark]
    assert coach["choices"] == [{"id": "again", "label": "Again"}]
    assert coach["ask"] == {"kind": "scale", "min": 0, "max": 10}
    assert (safety["speaker"], safety["choices"]) == ("safety", [{"id": "yes", "label": "Yes"}])


def test_passes_on_cards_ladders_paths_and_the_rest_of_the_marks(client: httpx.Client, agent: FakeAgent) -> None:
    card = {"title": "Mum drops in", "line": "She has a key.", "minutes": 5}
    ladder = [{"name": "A nudge", "text": "Start small."}, {"name": "A pointer"}]
    path = [{"moment": 1, "did": "", "mood": "guarded", "change": ""}]
    agent.reply = lambda _: [
        {
            "text": "Well?",
            "custom": {
                "choices": [{"id": "scene:x", "label": "Mum drops in", "card": card}, {"id": "more", "label": "More"}],
                "ladder": ladder,
                "path": path,
                "rest": [{"marker": "blames", "start": 2, "end": 4, "confidence": 0.7}],
            },
        }
    ]
    message = say(client, "hi").json()["messages"][0]
    assert message["choices"][0] == {"id": "scene:x", "label": "Mum drops in", "card": card}
    assert message["choices"][1] == {"id": "more", "label": "More"}
    assert (message["ladder"], message["path"]) == (ladder, path)
    assert message["rest"] == [{"marker": "blames", "start": 2, "end": 4, "tag": "blame", "kind": "pitfall"}]


def test_the_rehearsal_stays_until_somebody_ends_it(client: httpx.Client, agent: FakeAgent) -> None:
    told: list[dict[str, Any]] = [{"rehearsal": {"attempt": 7}}, {}, {"rehearsal": None}]
    agent.reply = lambda _: [{"text": "ok", "custom": {"speaker": "guide", **told[len(agent.seen) - 1]}}]
    found = [say(client, "hi", f"key-0000000{turn}").json()["rehearsal"] for turn in range(3)]
    assert found == [{"attempt": 7}, {"attempt": 7}, None]


def test_a_choice_says_its_label(client: httpx.Client, agent: FakeAgent) -> None:
    agent.reply = lambda _: [{"text": "Which?", "custom": {"choices": [{"id": "grief", "label": "Someone I lost"}]}}]
    say(client, "hi")
    assert press(client, "grief", "key-00000002").status_code == 200
    assert agent.seen[1].text == "Someone I lost"
    assert agent.seen[1].metadata == {"key": "key-00000002", "choice": "grief"}


def test_a_choice_is_gone_after_the_next_answer(client: httpx.Client, agent: FakeAgent) -> None:
    replies = [[{"text": "Which?", "buttons": [{"title": "This", "payload": "this"}]}], [{"text": "ok"}]]
    agent.reply = lambda _: replies[len(agent.seen) - 1]
    say(client, "hi")
    say(client, "something else", "key-00000002")
    assert press(client, "this", "key-00000003").json()["error"]["code"] == "unknown_choice"


@pytest.mark.parametrize("choice", ["hint", "pause", "resume", "again", "stop_here", "help_now", "skip"])
def test_some_choices_are_always_there(client: httpx.Client, agent: FakeAgent, choice: str) -> None:
    assert press(client, choice).status_code == 200
    assert agent.seen[0].metadata["choice"] == choice


def test_the_same_key_twice_in_a_row_is_one_turn(client: httpx.Client, agent: FakeAgent) -> None:
    agent.reply = lambda _: [{"text": f"turn {len(agent.seen)}"}]
    first, second = say(client, "hi"), say(client, "hi")
    assert first.json() == second.json()
    assert len(agent.seen) == 1


def test_the_same_key_many_times_at_once_is_one_turn(client: httpx.Client, agent: FakeAgent) -> None:
    async def reply(_: Any) -> list[dict[str, Any]]:
        await asyncio.sleep(0.05)
        return [{"text": f"turn {len(agent.seen)}"}]

    agent.reply = reply
    client.get("/app/api/history")
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: say(client, "hi").json()["messages"], range(6)))
    assert all(answer == answers[0] for answer in answers)
    assert len(agent.seen) == 1


def test_the_same_key_with_other_words_is_refused(client: httpx.Client, agent: FakeAgent) -> None:
    say(client, "hi")
    assert say(client, "something else").status_code == 409
    assert press(client, "hint").json()["error"]["code"] == "key_used"
    assert len(agent.seen) == 1


def test_two_learners_may_use_the_same_key(browser: Callable[[], httpx.Client], agent: FakeAgent) -> None:
    assert say(browser(), "one").json() != say(browser(), "two").json()
    assert len({message.sender_id for message in agent.seen}) == 2


def test_a_turn_goes_on_when_the_browser_hangs_up(client: httpx.Client, agent: FakeAgent, log: FakeLog) -> None:
    arrived, go_on, done = threading.Event(), threading.Event(), threading.Event()

    async def reply(_: Any) -> list[dict[str, Any]]:
        arrived.set()
        while not go_on.is_set():
            await asyncio.sleep(0.01)
        return [{"text": "still here"}]

    agent.reply = reply
    keep = log.keep_exchange
    log.keep_exchange = lambda *a, **k: (keep(*a, **k), done.set())[0]  # type: ignore[method-assign]
    client.get("/app/api/history")
    with pytest.raises(httpx.ReadTimeout):
        client.post("/app/api/messages", json={"text": "hi", "key": KEY}, timeout=0.2)
    assert arrived.wait(5)
    go_on.set()
    assert done.wait(5)
    assert client.get("/app/api/history").json()["messages"][-1]["text"] == "still here"
