"""The rules of the whole server: security headers, host names, other websites, Rasa's own routes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest

from bot.channels.gate import hostname
from bot.channels.settings import Settings
from tests.web.fakes import FakeAgent, FakeLog, FakeReader
from tests.web.serving import Served

BODY = {"text": "hi", "key": "key-00000001"}


@pytest.mark.parametrize(
    "path",
    ["/app/", "/app/api/history", "/nothing", "/app/nothing", "/app/api/nothing", "/webhooks/rest/webhook"],
)
def test_security_headers_are_on_every_answer(client: httpx.Client, path: str) -> None:
    headers = client.get(path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'")
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"


def test_not_found_is_said_in_plain_words(client: httpx.Client) -> None:
    answer = client.get("/nothing/<script>")
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "not_found"
    assert "script" not in answer.text


def test_the_front_door_leads_to_the_page(client: httpx.Client) -> None:
    for path in ("/", "/app"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["location"]) == (302, "/app/")


@pytest.mark.parametrize(
    "path",
    ["/webhooks/rest/webhook", "/conversations/x/tracker", "/model/parse", "/status", "/version", "/domain"],
)
def test_nothing_of_rasas_is_open(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.post(path, json={}).status_code == 404


@pytest.mark.parametrize("path", ["/app/../config.yml", "/app/%2e%2e/config.yml", "/app/..%2fconfig.yml"])
def test_no_file_outside_the_page(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "evil.example:5005", "", "[", "a@b"])
def test_another_host_name_is_refused(client: httpx.Client, agent: FakeAgent, host: str) -> None:
    answer = client.post("/app/api/messages", json=BODY, headers={"Host": host})
    assert answer.status_code == 403
    assert agent.seen == []


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:5005", "127.0.0.1:80", "[::1]:5005", "[::1]"])
def test_this_machines_own_names_are_let_in(client: httpx.Client, host: str) -> None:
    assert client.get("/app/api/help", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://["},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"},
    ],
)
def test_another_websites_post_is_refused(client: httpx.Client, agent: FakeAgent, headers: dict[str, str]) -> None:
    answer = client.post("/app/api/messages", json=BODY, headers=headers)
    assert answer.status_code == 403
    assert answer.json()["error"]["code"] == "cross_site"
    assert client.delete("/app/api/me", headers={"X-Sayso": "1", **headers}).status_code == 403
    assert agent.seen == []


def test_the_pages_own_post_is_let_in(client: httpx.Client, served: Served) -> None:
    headers = {"Sec-Fetch-Site": "same-origin", "Origin": served.url}
    assert client.post("/app/api/messages", json=BODY, headers=headers).status_code == 200


def test_no_other_origin_is_allowed_to_read(client: httpx.Client) -> None:
    answer = client.options("/app/api/messages", headers={"Origin": "https://evil.example"})
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(("host", "name"), [("a.b:80", "a.b"), ("[::1]:80", "::1"), ("A", "a"), ("[", "")])
def test_hostname(host: str, name: str) -> None:
    assert hostname(host) == name


class TestBehindAProxy:
    @pytest.fixture
    def proxied(self, settings: Settings, log: FakeLog, agent: FakeAgent) -> Iterator[httpx.Client]:
        behind = replace(settings, behind_proxy=True, hosts=frozenset({"sayso.example"}), address_rate=2)
        with Served(behind, log, agent, FakeReader()) as served:
            headers = {"Host": "sayso.example", "X-Forwarded-Proto": "https"}
            with httpx.Client(base_url=served.url, headers=headers) as client:
                yield client

    def test_the_cookie_is_secure_and_bound_to_the_host(self, proxied: httpx.Client) -> None:
        cookie = proxied.get("/app/api/history").headers["set-cookie"]
        assert cookie.startswith("__Host-sayso=v1.")
        assert "Secure" in cookie
        assert "Path=/;" in cookie

    def test_browsers_are_told_to_stay_with_tls(self, proxied: httpx.Client) -> None:
        assert "strict-transport-security" in proxied.get("/app/").headers

    def test_each_address_behind_it_has_its_own_limit(self, proxied: httpx.Client) -> None:
        def statuses(address: str) -> list[int]:
            headers = {"X-Forwarded-For": f"6.6.6.6, {address}"}
            return [proxied.get("/app/api/history", headers=headers).status_code for _ in range(3)]

        assert statuses("10.0.0.1") == [200, 200, 429]
        assert statuses("10.0.0.2") == [200, 200, 429]


def test_forwarding_headers_of_strangers_are_ignored(client: httpx.Client) -> None:
    answer = client.get("/app/api/history", headers={"X-Forwarded-Proto": "https"})
    assert "Secure" not in answer.headers["set-cookie"]


@pytest.mark.parametrize(("file", "kind"), [("main.js", "javascript"), ("style.css", "text/css")])
def test_the_pages_files_are_served_and_checked_for_news(client: httpx.Client, file: str, kind: str) -> None:
    answer = client.get(f"/app/{file}")
    assert answer.status_code == 200
    assert kind in answer.headers["content-type"]
    assert answer.headers["cache-control"] == "no-cache"
    again = client.get(f"/app/{file}", headers={"If-Modified-Since": answer.headers["last-modified"]})
    assert again.status_code == 304


@pytest.mark.parametrize("name", ["%2e", "index.html", ".hidden.js", "nothing.js", "%2fetc%2fpasswd", "a/b.js"])
def test_nothing_else_is_served(client: httpx.Client, name: str) -> None:
    assert client.get(f"/app/{name}").status_code == 404


def test_the_page_leaves_for_where_the_operator_says(settings: Settings, log: FakeLog, agent: FakeAgent) -> None:
    elsewhere = replace(settings, leave_for='https://weather.example/?a="b"')
    with Served(elsewhere, log, agent, FakeReader()) as served:
        page = httpx.get(f"{served.url}/app/").text
    assert 'href="https://weather.example/?a=&quot;b&quot;"' in page
