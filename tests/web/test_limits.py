from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest

from bot.channels import limits
from bot.channels.limits import Limit
from bot.channels.settings import Settings
from tests.web.fakes import FakeAgent, FakeLog, FakeReader
from tests.web.serving import Served
from tests.web.test_messages import press, say


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_lets_a_minutes_worth_through_then_tells_how_long_to_wait() -> None:
    clock = Clock()
    limit = Limit(6, clock)
    assert [limit.wait("a") for _ in range(7)] == [0, 0, 0, 0, 0, 0, 10]
    clock.now = 10
    assert [limit.wait("a"), limit.wait("a")] == [0, 10]


def test_one_name_does_not_slow_another() -> None:
    limit = Limit(1, Clock())
    assert [limit.wait("a"), limit.wait("b"), limit.wait("a")] == [0, 0, 60]


def test_never_saves_up_more_than_a_minutes_worth() -> None:
    clock = Clock()
    limit = Limit(2, clock)
    limit.wait("a")
    clock.now = 10_000
    assert [limit.wait("a") for _ in range(3)] == [0, 0, 30]


def test_remembers_only_so_many_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_BUCKETS", 2)
    limit = Limit(1, Clock())
    for name in ("a", "b", "a", "c"):
        limit.wait(name)
    assert list(limit._buckets) == ["a", "c"]


class TestOnTheServer:
    @pytest.fixture
    def slow(self, settings: Settings, log: FakeLog, agent: FakeAgent) -> Iterator[Served]:
        with Served(replace(settings, learner_rate=2, address_rate=4), log, agent, FakeReader()) as served:
            yield served

    def test_too_fast_is_refused_with_the_time_to_wait(self, slow: Served, agent: FakeAgent) -> None:
        with httpx.Client(base_url=slow.url) as client:
            answers = [say(client, "hi", f"key-0000000{turn}") for turn in range(3)]
        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert 1 <= int(answers[2].headers["retry-after"]) <= 30
        assert len(agent.seen) == 2

    def test_dropping_the_cookie_does_not_help(self, slow: Served) -> None:
        answers = [httpx.get(f"{slow.url}/app/api/history") for _ in range(5)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]

    def test_help_is_given_at_any_speed(self, slow: Served, agent: FakeAgent) -> None:
        with httpx.Client(base_url=slow.url) as client:
            answers = [press(client, "help_now", f"key-0000000{turn}") for turn in range(8)]
            answers += [client.get("/app/api/help") for _ in range(8)]
        assert {answer.status_code for answer in answers} == {200}
        assert len(agent.seen) == 2
