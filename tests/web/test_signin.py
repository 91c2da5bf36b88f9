"""Signing in at a proxy: its word is taken, nobody else's, and who somebody is goes no further than the door."""

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

from bot.channels.problems import Refused
from bot.channels.settings import Settings
from bot.channels.signin import SignIn
from tests.web.fakes import FakeAgent, FakeLog, FakeReader
from tests.web.serving import Served
from tests.web.test_messages import press, say

USER = "X-Forwarded-User"
HERE, ELSEWHERE = (ip_network("127.0.0.1"),), (ip_network("10.9.0.0/16"),)


def request(address: str, *names: str) -> Any:
    return SimpleNamespace(ip=address, headers=CIMultiDict((USER, name) for name in names))


def learner(address: str, *names: str, secret: bytes = b"a secret") -> str:
    proxies = (ip_network("10.9.0.0/16"), ip_network("fd00::/8"))
    return SignIn(USER.lower(), proxies, lambda: secret).visitor(request(address, *names)).learner


def test_the_same_user_is_the_same_learner_and_another_is_another() -> None:
    ann = learner("10.9.1.2", "ann@clinic.example")
    assert re.fullmatch("[0-9a-f]{32}", ann)
    assert learner("10.9.200.1", " ann@clinic.example ") == ann
    assert len({ann, learner("10.9.1.2", "Ann@clinic.example"), learner("10.9.1.2", "bob")}) == 3


def test_without_the_secret_nobody_can_tell_who_it_is() -> None:
    assert learner("10.9.1.2", "ann") != learner("10.9.1.2", "ann", secret=b"another")


@pytest.mark.parametrize("address", ["127.0.0.1", "10.8.1.2", "::1", "fe80::1", "", "unix", "::ffff:10.8.1.2"])
def test_a_name_from_another_address_is_refused(address: str) -> None:
    with pytest.raises(Refused, match="not_from_proxy"):
        learner(address, "ann")


@pytest.mark.parametrize("address", ["10.9.0.1", "fd00::7", "::ffff:10.9.0.1"])
def test_a_proxy_may_be_reached_in_any_way_of_writing_its_address(address: str) -> None:
    assert learner(address, "ann") == learner("10.9.1.2", "ann")


@pytest.mark.parametrize(
    "names",
    [(), ("",), ("  ",), ("ann", "bob"), ("bob, ann",), ("ann\x00",), ("x" * 257,)],
    ids=["none", "empty", "blank", "two", "two in one", "control", "long"],
)
def test_without_one_clear_name_nobody_is_signed_in(names: tuple[str, ...]) -> None:
    with pytest.raises(Refused, match="sign_in"):
        learner("10.9.1.2", *names)


class TestOnTheServer:
    @pytest.fixture
    def signing(self, settings: Settings) -> Settings:
        return replace(settings, signin_header=USER.lower(), signin_proxies=HERE, country="GB")

    @pytest.fixture
    def served(self, signing: Settings, log: FakeLog, agent: FakeAgent) -> Iterator[Served]:
        with Served(signing, log, agent, FakeReader()) as running:
            yield running

    def as_(self, served: Served, user: str | None) -> httpx.Client:
        return httpx.Client(base_url=served.url, headers={USER: user} if user else {})

    def test_each_user_sees_their_own_talk_from_any_browser(self, served: Served) -> None:
        say(self.as_(served, "ann"), "the words of ann")
        say(self.as_(served, "bob"), "the words of bob", "key-00000002")
        told = [self.as_(served, user).get("/app/api/history").text for user in ("ann", "bob")]
        assert ["the words of ann" in one for one in told] == [True, False]
        assert ["the words of bob" in one for one in told] == [False, True]

    def test_a_cookie_lets_nobody_in(self, settings: Settings, served: Served, log: FakeLog, agent: FakeAgent) -> None:
        with Served(settings, log, agent, FakeReader()) as open_to_all:
            cookie = httpx.get(f"{open_to_all.url}/app/api/history").cookies["sayso"]
        assert httpx.get(f"{served.url}/app/api/history", cookies={"sayso": cookie}).status_code == 401

    def test_no_cookie_is_given_where_none_is_needed(self, served: Served) -> None:
        answer = self.as_(served, "ann").get("/app/api/history")
        assert (answer.status_code, "set-cookie" in answer.headers) == (200, False)

    def test_who_is_not_signed_in_is_told_so(self, served: Served, agent: FakeAgent) -> None:
        nobody = self.as_(served, None)
        for path in ("history", "progress", "export", "plans/1/card", "plans/1/reminder", "courses/1/card"):
            answer = nobody.get(f"/app/api/{path}")
            assert (answer.status_code, answer.json()["error"]["code"]) == (401, "sign_in")
        assert say(nobody, "hello").status_code == 401
        assert nobody.delete("/app/api/me", headers={"X-Sayso": "1"}).status_code == 401
        assert agent.seen == []
        assert agent.tracker_store.deleted == []

    def test_the_page_says_where_to_sign_in_and_has_help_on_it(self, served: Served) -> None:
        page = self.as_(served, None).get("/app/")
        assert page.status_code == 401
        assert 'href="/oauth2/sign_in"' in page.text
        assert "local emergency number" in page.text
        assert "Leave this page" in page.text

    def test_help_needs_no_signing_in(self, served: Served, agent: FakeAgent) -> None:
        nobody = self.as_(served, None)
        assert "Call or text" in nobody.get("/app/api/help").json()["messages"][0]["text"]
        assert "Call or text" in press(nobody, "help_now").json()["messages"][0]["text"]
        answer = say(nobody, "I want to end it all", "key-00000002").json()
        assert [one["speaker"] for one in answer["messages"]] == ["safety"]
        assert agent.seen == []

    def test_a_name_that_comes_past_the_proxy_is_refused(
        self, signing: Settings, log: FakeLog, agent: FakeAgent
    ) -> None:
        with Served(replace(signing, signin_proxies=ELSEWHERE), log, agent, FakeReader()) as served:
            spoofed = self.as_(served, "ann")
            assert say(spoofed, "hello").json()["error"]["code"] == "not_from_proxy"
            assert spoofed.get("/app/api/history").status_code == 403
            assert spoofed.get("/app/").status_code == 403
            forwarded = {"X-Forwarded-For": "10.9.0.1", "X-Real-IP": "10.9.0.1", "Forwarded": "for=10.9.0.1"}
            assert spoofed.get("/app/api/history", headers=forwarded).status_code == 403
        assert agent.seen == []

    def test_behind_a_proxy_a_forwarded_address_is_not_taken_for_the_proxys(
        self, signing: Settings, log: FakeLog, agent: FakeAgent
    ) -> None:
        behind = replace(signing, signin_proxies=ELSEWHERE, behind_proxy=True)
        with Served(behind, log, agent, FakeReader()) as served:
            answer = self.as_(served, "ann").get("/app/api/history", headers={"X-Forwarded-For": "10.9.0.1"})
        assert answer.status_code == 403

    def test_a_second_name_beside_the_proxys_is_refused(self, served: Served) -> None:
        both = [(USER, "ann"), (USER.lower(), "bob")]
        assert httpx.get(f"{served.url}/app/api/history", headers=both).status_code == 401

    def test_without_the_setting_the_header_means_nothing(
        self, settings: Settings, log: FakeLog, agent: FakeAgent
    ) -> None:
        with Served(settings, log, agent, FakeReader()) as served:
            say(self.as_(served, "ann"), "the words of ann")
            assert self.as_(served, "ann").get("/app/api/history").json()["messages"] == []
            assert self.as_(served, "ann").get("/app/sign-out").status_code == 404

    def test_the_name_is_kept_nowhere(self, served: Served, agent: FakeAgent, signing: Settings) -> None:
        ann = self.as_(served, "ann@clinic.example")
        say(ann, "hello")
        ids = [message.sender_id for message in agent.seen]
        assert "ann" not in "".join(ids)
        answers = [ann.get("/app/api/history"), ann.get("/app/api/progress"), ann.get("/app/")]
        assert all("clinic.example" not in one.text and ids[0] not in one.text for one in answers)
        assert all("clinic.example" not in str(one.headers) for one in answers)
        assert sorted(path.name for path in signing.home.iterdir()) == ["signin_secret"]

    def test_signing_out_empties_the_browser_and_goes_to_the_proxys_way_out(self, served: Served) -> None:
        ann = self.as_(served, "ann")
        assert 'href="sign-out"' in ann.get("/app/").text
        answer = ann.get("/app/sign-out")
        assert (answer.status_code, answer.headers["location"]) == (302, "/oauth2/sign_out")
        assert "storage" in answer.headers["clear-site-data"]
        assert "Max-Age=0" in answer.headers["set-cookie"]
        # The proxy names nobody now: nothing of Ann's is to be had, and who comes next is somebody else.
        assert self.as_(served, None).get("/app/api/history").status_code == 401

    def test_another_site_cannot_sign_people_out(self, served: Served) -> None:
        answer = self.as_(served, "ann").get("/app/sign-out", headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code == 403

    def test_where_nobody_signs_in_the_page_has_no_way_to_sign_out(
        self, settings: Settings, log: FakeLog, agent: FakeAgent
    ) -> None:
        with Served(settings, log, agent, FakeReader()) as served:
            assert "sign-out" not in httpx.get(f"{served.url}/app/").text

    def test_another_secret_is_another_learner(
        self, signing: Settings, log: FakeLog, agent: FakeAgent, tmp_path: Path
    ) -> None:
        for secret in ("s" * 32, "t" * 32):
            with Served(replace(signing, signin_secret=secret), log, agent, FakeReader()) as served:
                say(self.as_(served, "ann"), "hello")
        assert len({message.sender_id for message in agent.seen}) == 2
