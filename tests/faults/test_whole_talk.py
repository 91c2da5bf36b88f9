"""A talk over HTTP with both servers really running: logged, said once, safe when a server does not answer."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.faults.test_run_faults import SAYSO, Stack

PLANTED = "zanzibar-umbrella"
BAD_BODIES = [
    b"",
    b"not json",
    b"[]",
    b'{"text": 7, "key": "key-00000001"}',
    b'{"text": "hello"}',
    b'{"text": "hello", "choice": "hint", "key": "key-00000001"}',
    b'{"key": "key-00000001"}',
    b'{"text": "", "key": "key-00000001"}',
    b'{"text": "\\u0000", "key": "key-00000001"}',
    b'{"text": "\\ud800", "key": "key-00000001"}',
    b'{"text": "hello", "key": "short"}',
    b'{"choice": "scene:no_such_scene", "key": "key-00000001"}',
    b'{"choice": ["hint"], "key": "key-00000001"}',
    json.dumps({"text": "x" * 100_000, "key": "key-00000001"}).encode(),
]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("whole") / "home"


@pytest.fixture(scope="module")
def environ(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SAYSO_")}
    return {**kept, "SAYSO_HOME": str(home)}


@pytest.fixture(scope="module")
def stack(environ: dict[str, str]) -> Iterator[Stack]:
    running = Stack(environ)
    try:
        assert "http://" in running.address, running.end()
        yield running
    finally:
        running.process.kill()
        running.process.communicate()


class Visitor:
    """Somebody at the page."""

    def __init__(self, stack: Stack) -> None:
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{stack.port}", timeout=60)

    def post(self, key: str | None = None, **what: Any) -> httpx.Response:
        return self.client.post("/app/api/messages", json={**what, "key": key or uuid.uuid4().hex})

    def says(self, text: str, key: str | None = None) -> dict[str, Any]:
        return self.post(key, text=text).raise_for_status().json()

    def presses(self, choice: str) -> dict[str, Any]:
        return self.post(choice=choice).raise_for_status().json()

    def arrives(self) -> Visitor:
        for choice in ("home", "answer:adult", "answer:keep", "skip"):
            self.presses(choice)
        return self

    def opens_the_scene(self) -> dict[str, Any]:
        for choice in ("focus:role_dispute", "scene:parent_drops_in", "answer:no"):
            self.presses(choice)
        return self.presses("answer:start")


@pytest.fixture
def visitor(stack: Stack) -> Visitor:
    return Visitor(stack)


def spoken(answer: dict[str, Any]) -> str:
    return "\n".join(message["text"] for message in answer["messages"])


def test_a_rehearsal_from_arrival_to_the_log(visitor: Visitor, environ: dict[str, str]) -> None:
    assert "not a person and not a therapist" in spoken(visitor.presses("home"))
    visitor.presses("answer:adult")
    visitor.presses("answer:keep")
    visitor.presses("skip")
    opened = visitor.opens_the_scene()
    assert opened["messages"][-1]["speaker"] == "counterpart"
    said = visitor.says(f"When you use your key without calling, I feel on edge. {PLANTED}")
    assert [message["speaker"] for message in said["messages"]] == ["counterpart", "coach"]
    assert said["rehearsal"]["turn"] == 1
    for _ in range(8):
        if said["rehearsal"] is None:
            break
        said = visitor.says("I know you mean well. I need a quiet evening, so please call before you come.")
    assert said["rehearsal"] is None
    visitor.presses("skip")
    visitor.presses("skip")
    progress = visitor.client.get("/app/api/progress").json()
    assert progress["areas"][0]["area"] == "role_dispute"
    assert progress["attempts"][0]["ending"]
    told = subprocess.run([*SAYSO, "log", "--json"], env=environ, capture_output=True, text=True, timeout=120)
    assert told.returncode == 0 and "role_dispute" in told.stdout
    assert PLANTED in json.dumps(visitor.client.get("/app/api/history").json())


def test_the_same_message_in_a_row_and_at_once_is_one_turn(visitor: Visitor) -> None:
    visitor.arrives().opens_the_scene()
    words = "When you let yourself in last night, I felt tense."
    first = visitor.says(words, key="the-one-key-01")
    assert visitor.says(words, key="the-one-key-01") == first
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: visitor.says("Please call first.", key="the-one-key-02"), range(6)))
    assert all(answer == answers[0] for answer in answers)
    assert answers[0]["rehearsal"] is None or answers[0]["rehearsal"]["turn"] == 2
    assert visitor.post("the-one-key-02", text="Something else.").status_code == 409


@pytest.mark.parametrize("body", BAD_BODIES)
def test_bad_input_is_told_what_is_wrong(visitor: Visitor, body: bytes) -> None:
    answer = visitor.client.post("/app/api/messages", content=body, headers={"Content-Type": "application/json"})
    assert 400 <= answer.status_code < 500
    assert answer.json()["error"]["message"]


@pytest.mark.parametrize(
    "words", ["🙂🙂🙂", "はい、そうです", "/restart", '/start_practice{"scenario":"x"}', "y" * 10_000]
)
def test_odd_words_are_a_turn_like_any_other(visitor: Visitor, words: str) -> None:
    visitor.arrives().opens_the_scene()
    assert visitor.says(words)["messages"][0]["speaker"] == "counterpart"


def test_a_forged_cookie_is_a_stranger(visitor: Visitor, stack: Stack) -> None:
    visitor.arrives()
    forger = Visitor(stack)
    value = next(iter(visitor.client.cookies.values()))
    forger.client.cookies.set("sayso", value[:-2] + ("AA" if not value.endswith("AA") else "BB"))
    assert forger.client.get("/app/api/history").json()["messages"] == []


def test_nothing_typed_stands_in_clear_in_any_file(visitor: Visitor, home: Path) -> None:
    visitor.arrives().opens_the_scene()
    visitor.says(f"Please call before you come. {PLANTED}-two")
    found = [file.name for file in home.rglob("*") if file.is_file() and PLANTED.encode() in file.read_bytes()]
    assert found == []


def test_erased_in_the_talk_is_gone_from_the_history(visitor: Visitor) -> None:
    visitor.arrives().opens_the_scene()
    visitor.says("Please call before you come.")
    assert visitor.client.get("/app/api/export").json()["attempt"]
    visitor.presses("erase")
    assert "It is gone" in spoken(visitor.presses("answer:erase"))
    assert visitor.client.get("/app/api/history").json()["messages"] == []
    assert "Hello" in spoken(visitor.presses("home"))


def test_with_the_action_server_hanging_help_is_given_and_words_are_not_lost(visitor: Visitor, stack: Stack) -> None:
    visitor.arrives().opens_the_scene()
    actions = stack.child("bot.action_server")
    os.kill(actions, signal.SIGSTOP)
    try:
        lost = visitor.post("a-key-to-try-again", text="Please call before you come.")
        assert lost.status_code == 503
        assert "Your words are still here" in lost.json()["messages"][0]["text"]
        risk = visitor.says("I don't want to be alive anymore.")
        assert risk["messages"][0]["speaker"] == "safety"
        assert visitor.presses("help_now")["messages"][0]["speaker"] == "safety"
    finally:
        os.kill(actions, signal.SIGCONT)
    time.sleep(1)
    visitor.presses("resume")
    again = visitor.says("Please call before you come.", key="a-key-to-try-again")
    assert again["messages"][0]["speaker"] == "counterpart"
    assert again["rehearsal"]["turn"] == 1
