"""The learner's cookie: signed, versioned, sliding; a bad one makes a new learner, never somebody else."""

from __future__ import annotations

import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from bot.channels.cookie import Cookies
from bot.channels.settings import Settings
from bot.signing import LIFETIME, Secret, renew_secret, secret_in, secrets_of
from tests.web.conftest import SECRET
from tests.web.fakes import FakeAgent, FakeLog, FakeReader
from tests.web.serving import Served
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


OLD, NEW = b"the old secret, long enough to sign", b"the new secret, long enough to sign"


def test_after_a_change_of_secret_the_old_cookie_is_read_and_signed_anew() -> None:
    changed = Cookies(NEW, older=[Secret(OLD)])
    visitor = changed.visitor(Cookies(OLD).sign(LEARNER))
    assert (visitor.learner, visitor.renew) == (LEARNER, True)
    assert not changed.visitor(changed.sign(LEARNER)).renew
    assert Cookies(NEW).visitor(changed.sign(LEARNER)).learner == LEARNER


def test_an_old_secret_is_read_for_a_while_only() -> None:
    clock = Clock()
    cookies = Cookies(NEW, clock, older=[Secret(OLD, until=clock.now + DAY)])
    assert cookies.visitor(Cookies(OLD, clock).sign(LEARNER)).learner == LEARNER
    clock.now += DAY
    assert cookies.visitor(Cookies(OLD, clock).sign(LEARNER)).learner != LEARNER


def test_what_was_said_under_the_old_secret_is_known_again() -> None:
    before = Cookies(OLD).digest("said", "hello")
    changed = Cookies(NEW, older=[Secret(OLD)])
    assert changed.is_digest(before, "said", "hello")
    assert not changed.is_digest(before, "said", "goodbye")
    assert not changed.is_digest(before, "cookie", "hello")


def test_several_secrets_can_be_given_newest_first(tmp_path: Path) -> None:
    assert [one.value for one in secrets_of(tmp_path, f"{'n' * 40}, {'o' * 40}")] == [b"n" * 40, b"o" * 40]
    with pytest.raises(ValueError, match="SAYSO_COOKIE_SECRET"):
        secrets_of(tmp_path, f"{'n' * 40},")


def test_a_new_secret_goes_first_in_the_file_and_the_last_one_ends_in_thirty_days(tmp_path: Path) -> None:
    (first,) = secrets_of(tmp_path, None)
    renew_secret(tmp_path, now=1000.5)
    second, old = secrets_of(tmp_path, None)
    assert second.value != first.value
    assert old == Secret(first.value, until=1000 + LIFETIME)
    renew_secret(tmp_path, now=2000)
    assert [one.value for one in secrets_of(tmp_path, None)[1:]] == [second.value]
    assert stat.S_IMODE((tmp_path / "cookie_secret").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["cookie_secret"]


def test_a_secret_in_the_file_that_cannot_be_understood_is_refused(tmp_path: Path) -> None:
    (tmp_path / "cookie_secret").write_text("x" * 40 + " tomorrow")
    with pytest.raises(ValueError, match="cookie_secret"):
        secrets_of(tmp_path, None)


def test_a_secret_for_good_is_made_once_or_given(tmp_path: Path) -> None:
    file = tmp_path / "signin_secret"
    assert secret_in(file, None, "SAYSO_X") == secret_in(file, None, "SAYSO_X")
    assert secret_in(file, SECRET, "SAYSO_X") == SECRET.encode()
    with pytest.raises(ValueError, match="SAYSO_X"):
        secret_in(file, "short", "SAYSO_X")


def test_the_server_signs_an_old_cookie_anew(settings: Settings, log: FakeLog, agent: FakeAgent) -> None:
    old, new = "o" * 40, "n" * 40
    with Served(replace(settings, cookie_secret=old), log, agent, FakeReader()) as served:
        before = httpx.get(f"{served.url}/app/api/history").cookies["sayso"]
    with Served(replace(settings, cookie_secret=f"{new}, {old}"), log, agent, FakeReader()) as served:
        renewed = httpx.get(f"{served.url}/app/api/history", cookies={"sayso": before}).cookies["sayso"]
        assert "set-cookie" not in httpx.get(f"{served.url}/app/api/history", cookies={"sayso": renewed}).headers
    assert renewed.split(".")[1] == before.split(".")[1]
    assert renewed != before
