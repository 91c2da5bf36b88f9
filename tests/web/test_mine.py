"""What learners can see and erase of their own; and whether the server is well."""

from __future__ import annotations

import httpx

from tests.web.fakes import FakeAgent, FakeLog
from tests.web.test_messages import press, say


def test_history_gives_the_talk_in_order(client: httpx.Client) -> None:
    say(client, "one")
    press(client, "hint", "key-00000002")
    messages = client.get("/app/api/history").json()["messages"]
    assert [(one["speaker"], one["text"]) for one in messages] == [
        ("learner", "one"),
        ("guide", "You said: one"),
        ("learner", "Give me a hint"),
        ("guide", "You said: Give me a hint"),
    ]


def test_history_says_so_where_words_were_not_kept(client: httpx.Client, log: FakeLog, agent: FakeAgent) -> None:
    keep = log.keep_exchange

    def without_words(*args: object, **given: object) -> object:
        return keep(*args, **{**given, "said": None})  # type: ignore[arg-type]

    log.keep_exchange = without_words  # type: ignore[method-assign, assignment]
    marks = [{"marker": "hedges", "start": 0, "end": 3}]
    agent.reply = lambda _: [{"text": "Well said.", "custom": {"speaker": "coach", "marks": marks}}]
    assert say(client, "one").json()["messages"][0]["marks"] == marks
    own, coach = client.get("/app/api/history").json()["messages"]
    assert (own["text"], coach["marks"]) == ("(These words were not kept.)", [])


def test_history_is_empty_for_somebody_new(client: httpx.Client) -> None:
    assert client.get("/app/api/history").json() == {"messages": [], "rehearsal": None}


def test_progress(client: httpx.Client) -> None:
    say(client, "one")
    found = client.get("/app/api/progress").json()
    assert found == {"areas": [{"area": "role_dispute", "attempts": 1}], "attempts": [], "over_time": []}


def test_export_holds_what_the_log_and_the_tracker_hold(client: httpx.Client, agent: FakeAgent) -> None:
    say(client, "one")
    answer = client.get("/app/api/export")
    assert answer.json()["words"] == ["one"]
    assert answer.json()["conversation"] == [{"event": "user", "of": agent.seen[0].sender_id}]
    assert "attachment" in answer.headers["content-disposition"]


def test_erasing_takes_everything_and_the_cookie(client: httpx.Client, agent: FakeAgent) -> None:
    say(client, "one")
    answer = client.delete("/app/api/me", headers={"X-Sayso": "1"})
    assert answer.json() == {"erased": True}
    assert agent.tracker_store.deleted == [agent.seen[0].sender_id]
    assert "sayso" not in client.cookies
    assert client.get("/app/api/history").json()["messages"] == []


def test_erasing_in_the_talk_takes_the_conversation_and_the_cookie_too(client: httpx.Client, agent: FakeAgent) -> None:
    agent.reply = lambda _: [{"text": "It is gone.", "custom": {"speaker": "guide", "erased": True}}]
    answer = say(client, "erase me")
    assert answer.json()["messages"][0]["text"] == "It is gone."
    assert agent.tracker_store.deleted == [agent.seen[0].sender_id]
    assert "sayso" not in client.cookies
    assert client.get("/app/api/history").json()["messages"] == []


def test_erasing_needs_the_header_that_forms_cannot_send(client: httpx.Client, agent: FakeAgent) -> None:
    say(client, "one")
    assert client.delete("/app/api/me").status_code == 403
    assert len(client.get("/app/api/history").json()["messages"]) == 2


def test_a_half_erased_learner_keeps_the_cookie_to_try_again(client: httpx.Client, agent: FakeAgent) -> None:
    say(client, "one")
    agent.tracker_store.broken = True
    answer = client.delete("/app/api/me", headers={"X-Sayso": "1"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "not_erased")
    agent.tracker_store.broken = False
    assert client.delete("/app/api/me", headers={"X-Sayso": "1"}).status_code == 200


def test_health_tells_what_does_not_answer_and_nothing_else(client: httpx.Client, log: FakeLog) -> None:
    answer = client.get("/app/api/health")
    assert answer.status_code == 503
    assert answer.json() == {"ok": False, "rasa": True, "log": True, "actions": False}
    log.down = True
    assert client.get("/app/api/health").json()["log"] is False
