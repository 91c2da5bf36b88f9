"""A learner's people, plans and what is kept about them, over the API and a real log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.channels.settings import Settings
from bot.programme.charts import day
from bot.settings import Settings as Everything
from bot.store import Log, migrate, open_log
from tests.databases import say as record
from tests.web.conftest import SECRET
from tests.web.fakes import FakeAgent, FakeReader
from tests.web.serving import Served

PEOPLE = "/app/api/people"
HEADER = {"X-Sayso": "1"}
MUM = {"key": "key-00000001", "nickname": "Mum", "ring": 1}
Browser = Callable[[], httpx.Client]


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Log]:
    everything = Everything.from_environment({"SAYSO_HOME": str(tmp_path)})
    migrate(everything)
    log = open_log(everything)
    yield log
    log.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path, cookie_secret=SECRET, learner_rate=1000)


@pytest.fixture
def served(kept: Log, agent: FakeAgent, settings: Settings) -> Iterator[Served]:
    with Served(settings, kept, agent, FakeReader()) as running:
        yield running


@pytest.fixture
def ann(client: httpx.Client, agent: FakeAgent, kept: Log) -> str:
    """A learner who keeps words: the one whose cookie `client` has. Gives their id."""
    return known(client, agent, kept, keep_words=True)


def known(client: httpx.Client, agent: FakeAgent, log: Log, *, keep_words: bool) -> str:
    client.post("/app/api/messages", json={"text": "hello", "key": "key-00000000"})
    learner = agent.seen[-1].sender_id
    log.note_age(learner, adult=True)
    log.save_learner(learner, keep_words=keep_words)
    return learner


def names(client: httpx.Client) -> list[tuple[str, int | None]]:
    return [(one["nickname"], one["ring"]) for one in client.get(PEOPLE).json()["people"]]


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


class TestPeople:
    def test_somebody_new_has_none_and_was_not_asked_yet(self, client: httpx.Client) -> None:
        assert client.get(PEOPLE).json() == {"people": [], "asked": False, "keeps_words": False, "most": 8}
        assert code(client.post(PEOPLE, json=MUM)) == (409, "not_asked")

    def test_added_moved_renamed_and_taken_out(self, client: httpx.Client, ann: str) -> None:
        mum = client.post(PEOPLE, json=MUM).json()["person"]
        assert client.post(PEOPLE, json=MUM).json()["person"]["id"] == mum["id"]
        assert client.put(f"{PEOPLE}/{mum['id']}", json={"ring": 3}).json()["person"]["ring"] == 3
        assert client.put(f"{PEOPLE}/{mum['id']}", json={"nickname": " My\nmum "}).status_code == 200
        assert names(client) == [("My mum", 3)]
        assert client.put(f"{PEOPLE}/{mum['id']}", json={"ring": None}).status_code == 200
        assert names(client) == [("My mum", None)]
        removed = client.delete(f"{PEOPLE}/{mum['id']}", headers=HEADER).json()["removed"]
        assert (removed["nickname"], names(client)) == ("My mum", [])

    def test_what_was_taken_out_can_be_put_back_whole(self, client: httpx.Client, ann: str, kept: Log) -> None:
        added = kept.add_person(ann, "k", "Sam", ring=2, relation="friend", good="jokes", hard="late", unsaid="no")
        assert added
        removed = client.delete(f"{PEOPLE}/{added.id}", headers=HEADER).json()["removed"]
        del removed["id"]
        again = client.post(PEOPLE, json={**removed, "key": "key-00000002"}).json()["person"]
        assert {**again, "id": None} == {**removed, "id": None}
        assert kept.people(ann)[0].good == "jokes"

    def test_names_are_locked_in_the_database(self, client: httpx.Client, ann: str, tmp_path: Path) -> None:
        client.post(PEOPLE, json={**MUM, "nickname": "Xylophone"})
        held = b"".join(path.read_bytes() for path in tmp_path.glob("sayso.db*"))
        assert b"Xylophone" not in held

    def test_eight_are_plenty(self, client: httpx.Client, ann: str) -> None:
        for number in range(8):
            body = {"key": f"key-1000000{number}", "nickname": f"P{number}"}
            assert client.post(PEOPLE, json=body).status_code == 200
        assert client.post(PEOPLE, json={"key": "key-10000007", "nickname": "P7"}).status_code == 200
        assert code(client.post(PEOPLE, json=MUM)) == (409, "too_many_people")
        assert len(names(client)) == 8

    def test_names_are_not_kept_for_who_keeps_no_words(self, client: httpx.Client, agent: FakeAgent, kept: Log) -> None:
        known(client, agent, kept, keep_words=False)
        assert code(client.post(PEOPLE, json=MUM)) == (409, "words_not_kept")
        in_danger = client.post(PEOPLE, json={**MUM, "nickname": "end it all"}).json()
        assert in_danger["messages"][0]["speaker"] == "safety"
        assert names(client) == []

    def test_words_of_danger_are_answered_with_help_and_not_kept(self, client: httpx.Client, ann: str) -> None:
        answer = client.post(PEOPLE, json={**MUM, "nickname": "end it all"}).json()
        assert answer["person"] is None
        assert (answer["messages"][0]["speaker"], names(client)) == ("safety", [])
        mum = client.post(PEOPLE, json=MUM).json()["person"]
        renamed = client.put(f"{PEOPLE}/{mum['id']}", json={"nickname": "end it all"}).json()
        assert renamed["messages"][0]["speaker"] == "safety"
        assert names(client) == [("Mum", 1)]

    @pytest.mark.parametrize(
        ("body", "problem"),
        [
            ({"ring": 1}, "bad_person"),
            ({"nickname": None}, "bad_person"),
            ({"nickname": ["Mum"]}, "bad_person"),
            ({"nickname": ""}, "empty"),
            ({"nickname": " \u200b\n"}, "empty"),
            ({"nickname": "x" * 25}, "long_name"),
            ({"nickname": "Mum", "ring": 0}, "bad_person"),
            ({"nickname": "Mum", "ring": 4}, "bad_person"),
            ({"nickname": "Mum", "ring": True}, "bad_person"),
            ({"nickname": "Mum", "ring": "1"}, "bad_person"),
            ({"nickname": "Mum", "ring": 1.0}, "bad_person"),
            ({"nickname": "Mum", "learner_id": "x"}, "bad_person"),
            ({"nickname": "Mum", "id": 7}, "bad_person"),
            ({"nickname": "Mum", "good": 7}, "bad_person"),
            ({"nickname": "Mum", "good": "x" * 601}, "long_words"),
            ({"nickname": "Mum", "key": "k"}, "bad_key"),
            ({"nickname": "Mum", "key": 12345678}, "bad_key"),
        ],
    )
    def test_what_cannot_be_kept_is_refused(
        self, client: httpx.Client, ann: str, body: dict[str, Any], problem: str
    ) -> None:
        answer = client.post(PEOPLE, json={"key": "key-00000001", **body})
        assert code(answer) == (400, problem)
        assert names(client) == []

    @pytest.mark.parametrize("body", [{}, {"key": "key-00000001"}, {"ring": 9}, {"other": "x"}])
    def test_a_change_that_cannot_be_made_is_refused(
        self, client: httpx.Client, ann: str, body: dict[str, Any]
    ) -> None:
        mum = client.post(PEOPLE, json=MUM).json()["person"]
        assert code(client.put(f"{PEOPLE}/{mum['id']}", json=body)) == (400, "bad_person")
        assert names(client) == [("Mum", 1)]

    def test_the_body_must_be_json_and_not_too_big(self, client: httpx.Client, ann: str) -> None:
        assert code(client.post(PEOPLE, content="nickname=Mum")) == (415, "not_json_type")
        json = {"Content-Type": "application/json"}
        assert code(client.post(PEOPLE, content="{", headers=json)) == (400, "not_json")
        assert code(client.post(PEOPLE, content='"' + "x" * 70_000 + '"', headers=json)) == (413, "too_big")

    def test_nobody_reaches_somebody_elses(self, client: httpx.Client, browser: Browser, ann: str) -> None:
        mum = client.post(PEOPLE, json=MUM).json()["person"]
        stranger = browser()
        assert stranger.get(PEOPLE).json()["people"] == []
        assert code(stranger.put(f"{PEOPLE}/{mum['id']}", json={"ring": 3})) == (404, "not_found")
        assert code(stranger.delete(f"{PEOPLE}/{mum['id']}", headers=HEADER)) == (404, "not_found")
        assert names(client) == [("Mum", 1)]

    def test_taking_out_needs_the_header_that_forms_cannot_send(self, client: httpx.Client, ann: str) -> None:
        mum = client.post(PEOPLE, json=MUM).json()["person"]
        assert code(client.delete(f"{PEOPLE}/{mum['id']}")) == (403, "needs_header")
        assert names(client) == [("Mum", 1)]

    @pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}])
    def test_another_website_changes_nothing(self, client: httpx.Client, ann: str, headers: dict[str, str]) -> None:
        mum = client.post(PEOPLE, json=MUM).json()["person"]
        one = f"{PEOPLE}/{mum['id']}"
        answers = [
            client.post(PEOPLE, json={**MUM, "key": "key-00000009"}, headers=headers),
            client.put(one, json={"ring": 3}, headers=headers),
            client.delete(one, headers={**HEADER, **headers}),
            client.put("/app/api/me", json={"keep_words": False}, headers=headers),
        ]
        assert [code(answer) for answer in answers] == [(403, "cross_site")] * 4
        assert names(client) == [("Mum", 1)]


class TestWhatIsKept:
    def test_nothing_of_somebody_new(self, client: httpx.Client) -> None:
        found = client.get("/app/api/me").json()
        assert (found["known"], found["asked"], found["keeps_words"]) == (False, False, False)
        assert set(found["counts"].values()) == {0}
        assert found["what"] == ["Nothing is kept about you yet."]

    def test_counts_and_days_but_no_words(self, client: httpx.Client, ann: str, kept: Log) -> None:
        kept.add_person(ann, "k", "Xylophone")
        begun = kept.begin_attempt(ann, "a", kind="scene", area="grief")
        record(kept, begun.id, "a-1", words="Marmalade")
        answer = client.get("/app/api/me")
        found = answer.json()
        assert "Xylophone" not in answer.text
        assert "Marmalade" not in answer.text
        assert (found["counts"]["people"], found["counts"]["attempts"], found["lines_with_words"]) == (1, 1, 1)
        assert found["keep_days"] == 30
        gone = day(datetime.now(timezone.utc) + timedelta(days=30))
        assert f"1 line of yours still has its words. The first go after {gone}" in " ".join(found["told"])

    def test_words_stop_being_kept_and_those_that_were_go(self, client: httpx.Client, ann: str, kept: Log) -> None:
        client.post(PEOPLE, json=MUM)
        begun = kept.begin_attempt(ann, "a", kind="scene", area="grief")
        record(kept, begun.id, "a-1", words="Marmalade")
        kept.end_attempt(begun.id, "agreed", "good")
        found = client.put("/app/api/me", json={"keep_words": False}).json()
        assert (found["keeps_words"], found["lines_with_words"]) == (False, 0)
        assert (found["counts"]["attempts"], found["counts"]["people"]) == (1, 0)
        assert "Marmalade" not in client.get("/app/api/export").text

    def test_words_can_be_kept_from_now_on(self, client: httpx.Client, agent: FakeAgent, kept: Log) -> None:
        known(client, agent, kept, keep_words=False)
        assert client.put("/app/api/me", json={"keep_words": True}).json()["keeps_words"] is True
        assert client.post(PEOPLE, json=MUM).status_code == 200

    @pytest.mark.parametrize("body", [{}, {"keep_words": "no"}, {"keep_words": 0}, {"keep_words": False, "adult": 1}])
    def test_only_a_plain_yes_or_no_is_taken(self, client: httpx.Client, ann: str, body: dict[str, Any]) -> None:
        assert code(client.put("/app/api/me", json=body)) == (400, "keep_or_not")
        assert client.get("/app/api/me").json()["keeps_words"] is True

    def test_who_was_not_asked_or_is_too_young_sets_nothing(
        self, client: httpx.Client, ann: str, kept: Log, browser: Browser
    ) -> None:
        assert code(browser().put("/app/api/me", json={"keep_words": True})) == (409, "not_asked")
        kept.note_age(ann, adult=False)
        assert code(client.put("/app/api/me", json={"keep_words": True})) == (409, "not_asked")

    def test_words_that_never_go_have_no_day(self, settings: Settings, kept: Log, agent: FakeAgent) -> None:
        forever = replace(settings, keep_days=None)
        with Served(forever, kept, agent, FakeReader()) as served, httpx.Client(base_url=served.url) as client:
            known(client, agent, kept, keep_words=True)
            found = client.get("/app/api/me").json()
        assert found["keep_days"] is None
        assert found["told"][-1] == "Until when: everything stays until you erase it."


class TestPlans:
    def test_none_of_somebody_new(self, client: httpx.Client) -> None:
        assert client.get("/app/api/plans").json() == {"plans": [], "courses": []}

    def test_each_with_its_card(self, client: httpx.Client, ann: str, kept: Log) -> None:
        course = kept.open_course(ann, "c", "grief", goal="to rest", sessions=6)
        kept.begin_sitting(ann, "s", course.id)
        due = datetime(2027, 3, 6, tzinfo=timezone.utc)
        plan = kept.add_plan(ann, "p", with_whom="Mum", lines=["Please call first."], due=due, feared=7)
        found = client.get("/app/api/plans").json()
        (shown,) = found["plans"]
        assert (shown["id"], shown["due"][:10], shown["feared"], shown["is_open"]) == (plan.id, "2027-03-06", 7, True)
        assert "Please call first." in shown["card"]
        (focus,) = found["courses"]
        assert (focus["id"], focus["goal"]) == (course.id, "to rest")
        assert focus["told"].endswith("to now: 1 of 6 sessions.")
        assert focus["card"].startswith("My goal was: to rest")


def test_charts_of_somebody_new(client: httpx.Client) -> None:
    head = ["When", "What", "How it ended", "Lines"]
    assert client.get("/app/api/charts").json() == {"sections": [], "attempts": {"head": head, "body": []}}


def test_charts_name_the_scenes_that_are_still_there(client: httpx.Client, ann: str, kept: Log) -> None:
    for key, scenario in (("a", "parent_drops_in"), ("b", "long_gone")):
        begun = kept.begin_attempt(ann, key, kind="scene", area="grief", scenario=scenario)
        record(kept, begun.id, f"{key}-1")
    found = client.get("/app/api/charts").json()
    assert [row[1:] for row in found["attempts"]["body"]] == [
        ["long gone", "not finished", 1],
        ["A parent who visits without asking", "not finished", 1],
    ]
    assert [one["title"] for one in found["sections"]] == ["All together", "Losing someone or something"]


@pytest.mark.parametrize("path", ["me", "plans", "people", "charts"])
def test_a_log_that_does_not_answer_is_told_without_any_words(
    settings: Settings, agent: FakeAgent, log: Any, path: str
) -> None:
    log.down = True
    with Served(settings, log, agent, FakeReader()) as served:
        answer = httpx.get(f"{served.url}/app/api/{path}")
    assert code(answer) == (503, "no_store")
    assert "secret" not in answer.text
