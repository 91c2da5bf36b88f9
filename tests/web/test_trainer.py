"""The trainer's view: off unless turned on, only at this machine unless said otherwise, and nothing about learners."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from ipaddress import ip_network
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from multidict import CIMultiDict

from bot.channels.settings import Settings
from bot.channels.trainer import is_local, is_loopback
from tests.unit.scenarios.conftest import SMALL, changed
from tests.web.fakes import FakeAgent, FakeLog, FakeReader
from tests.web.serving import Served
from tests.web.test_messages import say

API = "/app/api/trainer"
PATHS = ("/app/trainer/", "/app/trainer", "/app/trainer/main.js", f"{API}/scenarios", f"{API}/scenario?name=small")
FEELING = "I feel lonely without our talks. Please come for a coffee on Friday."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "scenarios"
    folder.mkdir()
    (folder / "small.yml").write_text(SMALL)
    return folder


@pytest.fixture
def settings(settings: Settings, folder: Path) -> Settings:
    return replace(settings, trainer="local", scenarios=folder)


def play(client: httpx.Client, **fields: Any) -> httpx.Response:
    return client.post(f"{API}/play", json={"name": "small", "level": "wary", "picked": [], **fields})


def stand(answer: dict[str, Any]) -> dict[str, Any]:
    return {name: answer[name] for name in ("position", "line", "shown")}


class TestWhoMayOpenIt:
    @pytest.mark.parametrize("path", PATHS)
    def test_it_is_off_unless_turned_on(self, settings: Settings, log: FakeLog, agent: FakeAgent, path: str) -> None:
        with Served(replace(settings, trainer=None), log, agent, FakeReader()) as served:
            assert httpx.get(f"{served.url}{path}").status_code == 404
            assert httpx.post(f"{served.url}{API}/play", json={}).status_code == 404

    @pytest.mark.parametrize("path", PATHS[:1] + PATHS[2:])
    def test_it_is_open_at_this_machine(self, client: httpx.Client, path: str) -> None:
        assert client.get(path).status_code == 200

    def test_its_address_is_completed(self, client: httpx.Client) -> None:
        assert client.get("/app/trainer").headers["location"] == "/app/trainer/"

    @pytest.mark.parametrize(
        "headers",
        [
            {"X-Forwarded-For": "127.0.0.1"},
            {"X-Real-IP": "127.0.0.1"},
            {"Forwarded": "for=127.0.0.1"},
            {"X-Forwarded-Host": "localhost"},
            {"X-Forwarded-Proto": "https"},
            {"Via": "1.1 proxy"},
            {"Host": "sayso.example"},
            {"Host": "127.0.0.1.sayso.example"},
        ],
        ids=lambda headers: " ".join(*headers.items()),
    )
    @pytest.mark.parametrize("path", PATHS)
    def test_what_a_proxy_hands_on_is_not_this_machine(
        self, settings: Settings, log: FakeLog, agent: FakeAgent, headers: dict[str, str], path: str
    ) -> None:
        named = replace(settings, hosts=settings.hosts | {"sayso.example", "127.0.0.1.sayso.example"})
        with Served(named, log, agent, FakeReader()) as served:
            assert httpx.get(f"{served.url}{path}", headers=headers).status_code == 403
            answer = httpx.post(f"{served.url}{API}/play", json={"name": "small"}, headers=headers)
        assert answer.json()["error"]["code"] == "not_local"

    @pytest.mark.parametrize(
        ("address", "local"),
        [
            ("127.0.0.1", True),
            ("127.9.9.9", True),
            ("::1", True),
            ("::ffff:127.0.0.1", True),
            ("::ffff:10.0.0.1", False),
            ("172.17.0.1", False),
            ("192.168.1.5", False),
            ("0.0.0.0", False),
            ("", False),
            ("localhost", False),
        ],
    )
    def test_the_address_counts_and_the_name_alone_does_not(self, address: str, local: bool) -> None:
        assert is_loopback(address) is local
        request: Any = SimpleNamespace(ip=address, headers=CIMultiDict({"Host": "localhost:5005"}))
        assert is_local(request) is local

    @pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}])
    def test_another_website_cannot_ask_on_a_trainers_behalf(
        self, client: httpx.Client, headers: dict[str, str]
    ) -> None:
        assert client.get(f"{API}/scenarios", headers=headers).status_code == 403
        assert client.post(f"{API}/play", json={"name": "small"}, headers=headers).status_code == 403

    def test_an_operator_may_open_it_to_the_network(self, settings: Settings, log: FakeLog, agent: FakeAgent) -> None:
        open_to_all = replace(settings, trainer="network", behind_proxy=True, hosts=frozenset({"sayso.example"}))
        headers = {"Host": "sayso.example", "X-Forwarded-For": "10.0.0.1"}
        with Served(open_to_all, log, agent, FakeReader()) as served:
            assert httpx.get(f"{served.url}/app/trainer/", headers=headers).status_code == 200

    def test_on_the_network_it_is_for_those_who_signed_in(
        self, settings: Settings, log: FakeLog, agent: FakeAgent
    ) -> None:
        signing = replace(
            settings, trainer="network", signin_header="x-user", signin_proxies=(ip_network("127.0.0.1"),)
        )
        with Served(signing, log, agent, FakeReader()) as served:
            statuses = [
                httpx.get(f"{served.url}{path}", headers=headers).status_code
                for path in ("/app/trainer/", f"{API}/scenarios")
                for headers in ({}, {"X-User": "ann"})
            ]
        assert statuses == [401, 200, 401, 200]


class TestNothingAboutLearners:
    def test_it_opens_no_log_and_gives_no_cookie(self, settings: Settings, agent: FakeAgent, log: FakeLog) -> None:
        log.down = True
        with Served(settings, log, agent, FakeReader()) as served, httpx.Client(base_url=served.url) as client:
            answers = [client.get(path) for path in PATHS[:1] + PATHS[2:]]
            answers.append(play(client))
            answers.append(play(client, **stand(answers[-1].json()), text="I want to end it all"))
        assert {answer.status_code for answer in answers} == {200}
        assert not any("set-cookie" in answer.headers for answer in answers)
        assert agent.seen == []

    def test_what_learners_said_is_nowhere_in_it(self, client: httpx.Client) -> None:
        say(client, "my own words")
        cookie = client.cookies["sayso"]
        told = "".join(client.get(path).text for path in PATHS)
        told += "".join(client.get(f"{API}/{what}?name=small").text for what in ("problems", "coverage"))
        assert "my own words" not in told
        assert cookie.split(".")[1] not in told

    def test_what_a_trainer_tries_is_not_kept(self, client: httpx.Client) -> None:
        begun = play(client).json()
        assert play(client, **stand(begun), text=FEELING).status_code == 200
        assert client.get("/app/api/history").json()["messages"] == []

    def test_where_the_files_lie_is_not_told(self, client: httpx.Client, folder: Path) -> None:
        (folder / "broken.yml").write_text("title: [")
        told = [client.get(f"{API}/{what}?name=broken").text for what in ("scenario", "problems", "coverage")]
        assert not any(str(folder) in one for one in told)
        assert "broken.yml" in told[0]


class TestWhatIsToBeSeen:
    def test_the_list_says_what_can_be_played(self, client: httpx.Client, folder: Path) -> None:
        (folder / "broken.yml").write_text("title: [")
        assert client.get(f"{API}/scenarios").json()["scenarios"] == [
            {"name": "broken", "refused": 1},
            {
                "name": "small",
                "refused": 0,
                "title": "Asking for coffee",
                "focus": "social_isolation",
                "minutes": 2,
                "levels": ["warm", "wary"],
            },
        ]

    def test_a_scenario_with_its_drawing_and_the_lines_of_its_file(self, client: httpx.Client) -> None:
        told = client.get(f"{API}/scenario?name=small").json()["scenario"]
        lines = SMALL.splitlines()
        for name, beat in told["beats"].items():
            assert lines[beat["line"] - 1].strip() == f"{name}:"
            for reply in beat["replies"]:
                assert f"id: {reply['id']}" in lines[reply["line"] - 1]
        assert told["beats"]["meets"]["replies"][0]["when"] == "any of makes_request; trust at least 2"
        assert {box["name"] for box in told["drawing"]["boxes"]} == {*told["beats"], *told["endings"]}

    def test_nothing_is_sent_again_until_the_file_is_saved(self, client: httpx.Client, folder: Path) -> None:
        first = client.get(f"{API}/scenario?name=small")
        seen = {"If-None-Match": first.headers["etag"]}
        assert first.headers["etag"] == f'"{first.json()["digest"]}"'
        assert client.get(f"{API}/scenario?name=small", headers=seen).status_code == 304
        (folder / "small.yml").write_text(changed(("Asking for coffee", "Asking for tea")))
        again = client.get(f"{API}/scenario?name=small", headers=seen)
        assert again.json()["scenario"]["title"] == "Asking for tea"

    def test_a_file_that_cannot_be_read_says_where_and_keeps_the_last_good_drawing(
        self, client: httpx.Client, folder: Path
    ) -> None:
        good = client.get(f"{API}/scenario?name=small").json()
        (folder / "small.yml").write_text(changed(("says: Oh, hi.", 'says: "Oh, hi.')))
        told = client.get(f"{API}/scenario?name=small").json()
        assert told["scenario"] == good["scenario"]
        (refused,) = told["refused"]
        assert (refused["code"], refused["file"], refused["severity"]) == ("SC002", "small.yml", "error")
        assert refused["line"] >= SMALL.splitlines().index("    says: Oh, hi.") + 1
        assert play(client).status_code == 200

    def test_the_checkers_findings_stand_at_their_beats(self, client: httpx.Client, folder: Path) -> None:
        (folder / "small.yml").write_text(changed(("says: [Hm., Let me think.]", "says: Hm.")))
        found = client.get(f"{API}/problems?name=small").json()["problems"]
        assert [(one["code"], one["at"]) for one in found] == [("SC502", None), ("SC204", "wonders")]
        assert all(one["message"] and one["hint"] for one in found)

    def test_coverage_counts_the_lines_of_each_beat(self, client: httpx.Client) -> None:
        told = client.get(f"{API}/coverage?name=small").json()
        assert told["nodes"]["meets"] == {"lines": 6, "heard": 6, "rare": 0}
        assert told["nodes"]["walked_off"]["lines"] == 1
        assert {line["at"] for line in told["lines"]} == {*told["nodes"]}

    @pytest.mark.parametrize("name", ["nothing", "../small", "..%2Fsmall", "%2Fetc%2Fpasswd", "<script>", ""])
    def test_a_name_that_is_no_file_of_the_folder(self, client: httpx.Client, name: str) -> None:
        for what in ("scenario", "problems", "coverage"):
            answer = client.get(f"{API}/{what}?name={name}")
            assert answer.status_code in (400, 404)
            assert "script" not in answer.text


class TestPlaying:
    def test_from_the_start_in_ones_own_words(self, client: httpx.Client) -> None:
        begun = play(client).json()
        assert (begun["name"], begun["line"]) == ("Kim", "Oh, hi.")
        assert begun["examples"] == ["I miss you. Want to get a coffee?"]
        told = play(client, **stand(begun), text=FEELING).json()
        quotes = {mark["marker"]: FEELING[mark["start"] : mark["end"]] for mark in told["marks"] if mark["heard"]}
        assert quotes == {"states_feeling": "I feel lonely", "makes_request": "Please come for a coffee on Friday"}
        assert {"states_feeling", "makes_request"} <= set(told["markers"])
        assert told["meters"] == {"trust": [0, 1]}
        assert told["reply"]["id"] == "small.meets.wonders"
        assert told["reply"]["says"] == "Me? Why? We hardly talk."
        assert told["stand"]["position"]["beat"] == "wonders"
        assert told["coach"]

    def test_from_any_beat_on_any_level_with_an_example_to_the_end(self, client: httpx.Client) -> None:
        begun = play(client, beat="wonders", level="warm").json()
        assert (begun["line"], begun["position"]["meters"]) == ("We hardly talk.", {"trust": 1})
        told = play(client, level="warm", **stand(begun), example=0).json()
        assert (told["ending"]["name"], told["ending"]["kind"], told["stand"]) == ("coffee", "good", None)
        assert told["ending"]["goals"] == "Done: You asked."
        assert told["markers"] == ["states_feeling", "makes_request"]

    def test_taking_back_is_playing_on_from_the_stand_before(self, client: httpx.Client) -> None:
        begun = play(client).json()
        first = play(client, **stand(begun), text=FEELING).json()
        play(client, **stand(first["stand"]), text="Fine.")
        assert play(client, **stand(begun), text=FEELING).json() == first

    def test_words_that_show_risk_get_help_and_no_answer(self, client: httpx.Client) -> None:
        begun = play(client).json()
        told = play(client, **stand(begun), text="I want to end it all").json()
        assert [one["speaker"] for one in told["help"]] == ["safety"]
        assert "reply" not in told

    def test_a_talk_that_the_file_has_left_behind_is_told_so(self, client: httpx.Client, folder: Path) -> None:
        begun = play(client, beat="wonders").json()
        (folder / "small.yml").write_text(SMALL.replace("wonders", "ponders"))
        answer = play(client, **stand(begun), text="Hello")
        assert (answer.status_code, answer.json()["error"]["code"]) == (409, "moved_on")

    def test_what_was_never_good_cannot_be_played(self, client: httpx.Client, folder: Path) -> None:
        (folder / "broken.yml").write_text("title: [")
        assert play(client, name="broken").json()["error"]["code"] == "not_playable"

    @pytest.mark.parametrize(
        "fields",
        [
            {"level": "harder"},
            {"beat": "nowhere"},
            {"beat": "coffee"},
            {"picked": ["anger"]},
            {"position": {}},
            {"position": []},
            {"position": {"beat": "coffee", "meters": {"trust": 0}, "turn": 0, "said": {}}},
            {"position": {"beat": "meets", "meters": {"trust": 4}, "turn": 0, "said": {}}},
            {"position": {"beat": "meets", "meters": {"trust": 0.5}, "turn": 0, "said": {}}},
            {"position": {"beat": "meets", "meters": {}, "turn": 0, "said": {}}},
            {"position": {"beat": "meets", "meters": {"trust": 0}, "turn": 3, "said": {}}},
            {"position": {"beat": "meets", "meters": {"trust": 0}, "turn": -1, "said": {}}},
            {"position": {"beat": "meets", "meters": {"trust": 0}, "turn": 0, "said": {"meets.nods": -1}}},
            {"position": {"beat": ["meets"], "meters": {"trust": 0}, "turn": 0, "said": {}}},
            {"position": {"beat": "meets", "meters": {"trust": 0}, "turn": 0, "said": {}}, "example": 9},
            {"position": {"beat": "meets", "meters": {"trust": 0}, "turn": 0, "said": {}}, "example": True},
            {"position": {"beat": "meets", "meters": {"trust": 0}, "turn": True, "said": {}}},
        ],
        ids=str,
    )
    def test_a_talk_that_cannot_be_is_refused(self, client: httpx.Client, fields: dict[str, Any]) -> None:
        answer = play(client, **{"text": "Hello", **fields})
        assert (answer.status_code, answer.json()["error"]["code"]) == (409, "moved_on")

    @pytest.mark.parametrize(
        ("sent", "code"),
        [
            ({"content": "{}"}, "not_json_type"),
            ({"json": []}, "not_json"),
            ({"json": {"name": 5}}, "wrong_type"),
            ({"json": {"name": "small", "level": 1}}, "wrong_type"),
            ({"json": {"name": "small", "level": "wary", "picked": "anger"}}, "wrong_type"),
            ({"json": {"name": "small", "level": "wary", "picked": [5]}}, "wrong_type"),
            ({"json": {"name": "small", "level": "wary", "beat": 5}}, "wrong_type"),
            ({"json": {"name": "small", "level": "wary", "text": "x" * 70_000}}, "too_big"),
        ],
        ids=lambda one: one if isinstance(one, str) else "",
    )
    def test_a_body_of_another_kind_is_refused(self, client: httpx.Client, sent: dict[str, Any], code: str) -> None:
        assert client.post(f"{API}/play", **sent).json()["error"]["code"] == code

    def test_words_are_held_to_what_a_learner_may_send(self, client: httpx.Client) -> None:
        begun = play(client).json()
        codes = [play(client, **stand(begun), text=text).json()["error"]["code"] for text in ("", "x" * 10_001, None)]
        assert codes == ["empty", "too_long", "wrong_type"]


def test_no_address_of_the_server_holds_a_person(served: Served) -> None:
    paths = [route.path for route in served.app.router.routes]
    assert any("trainer" in path for path in paths)
    assert {name for path in paths for name in re.findall(r"<(\w+)", path)} == {"name", "number"}
    held = [path for path in paths if re.search(r"learner|sender|user|person", path)]
    assert held == []


@pytest.fixture
def served(log: FakeLog, agent: FakeAgent, settings: Settings) -> Iterator[Served]:
    with Served(settings, log, agent, FakeReader()) as running:
        yield running
