"""The learner's cookie: signed, versioned, sliding; a bad one makes a new learner, never somebody else."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from bot.channels.cookie import LIFETIME, Cookies, secrets_of
from tests.web.conftest import SECRET
from tests.web.fakes import FakeAgent
from tests.web.test_messages import say

LEARNER = "0123456789abcdef" * 2
DAY = 24 * 3600


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def test_a_signed_cookie_names_its_learner() -> None:
    cookies = Cookies(b"secret")
    visitor = cookies.visitor(cookies.sign(LEARNER))
    assert (visitor.learner, visitor.renew) == (LEARNER, False)


@pytest.mark.parametrize(("age", "same"), [(0, True), (29 * DAY, True), (LIFETIME, False), (-DAY, False)])
def test_it_lasts_thirty_days_and_is_not_from_the_future(age: int, same: bool) -> None:
    clock = Clock()
    cookies = Cookies(b"secret", clock)
    value = cookies.sign(LEARNER)
    clock.now += age
    assert (cookies.visitor(value).learner == LEARNER) is same


def test_it_is_renewed_as_it_gets_older() -> None:
    clock = Clock()
    cookies = Cookies(b"secret", clock)
    value = cookies.sign(LEARNER)
    clock.now += 2 * DAY
    assert cookies.visitor(value).renew
    assert not cookies.visitor(cookies.sign(LEARNER)).renew


def forged(value: str) -> list[str]:
    version, learner, issued, seal = value.split(".")
    other = "f" * 32
    return [
        f"{version}.{other}.{issued}.{seal}",
        f"{version}.{learner}.{int(issued) + 1}.{seal}",
        f"v2.{learner}.{issued}.{seal}",
        f"{version}.{learner}.{issued}.{'0' * 64}",
        f"{version}.{learner}.{issued}.{seal.upper()}",
        f"{version}.{learner}.{issued}.",
        f"{value}\n",
        learner,
        "",
        "x" * 4000,
        "v1.٣.٣.٣",
    ]


def test_a_forged_cookie_makes_somebody_new() -> None:
    cookies = Cookies(b"secret")
    value = cookies.sign(LEARNER)
    others = [cookies.visitor(one) for one in (*forged(value), Cookies(b"another").sign(LEARNER), None)]
    assert all(one.renew for one in others)
    assert len({one.learner for one in others} | {LEARNER}) == len(others) + 1


def test_the_server_keeps_to_it(browser: Callable[[], httpx.Client], agent: FakeAgent) -> None:
    mine = browser()
    say(mine, "my own words")
    value = mine.cookies["sayso"]
    assert mine.get("/app/api/history").json()["messages"][0]["text"] == "my own words"
    for bad in forged(value)[:9]:
        answer = browser().get("/app/api/history", headers={"Cookie": f"sayso={bad.strip()[:3000] or 'x'}x"})
        assert answer.status_code == 200
        assert answer.json()["messages"] == []
        assert answer.headers["set-cookie"].startswith("sayso=v1.")


def test_another_learners_things_are_out_of_reach(browser: Callable[[], httpx.Client], agent: FakeAgent) -> None:
    mine, other = browser(), browser()
    say(mine, "my own words")
    learner = agent.seen[0].sender_id
    say(other, "hello", "key-00000002")
    for path in ("history", "export", "progress"):
        for way in ("", f"?learner={learner}", f"?sender_id={learner}&sender={learner}"):
            assert "my own words" not in other.get(f"/app/api/{path}{way}").text
    assert learner not in mine.get("/app/api/history").text


def test_scripts_and_other_sites_cannot_have_it(client: httpx.Client) -> None:
    cookie = client.get("/app/api/history").headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert f"Max-Age={LIFETIME}" in cookie


def test_it_is_set_once(client: httpx.Client) -> None:
    assert "set-cookie" in client.get("/app/api/history").headers
    assert "set-cookie" not in client.get("/app/api/history").headers


def test_the_secret_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    home = tmp_path / "home"
    first = secrets_of(home, None)
    assert secrets_of(home, None) == first
    assert len(first[0].value) >= 32
    assert stat.S_IMODE((home / "cookie_secret").stat().st_mode) == 0o600
    assert [path.name for path in home.iterdir()] == ["cookie_secret"]


def test_a_given_secret_is_used_and_a_short_one_refused(tmp_path: Path) -> None:
    assert [one.value for one in secrets_of(tmp_path, SECRET)] == [SECRET.encode()]
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(ValueError, match="SAYSO_COOKIE_SECRET"):
        secrets_of(tmp_path, "short")
