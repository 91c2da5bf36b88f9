"""Planted words: after each kind of use they stand nowhere in clear, and after erasing nowhere at all."""

from __future__ import annotations

import base64
import logging
import re
from pathlib import Path
from typing import Any

import pytest

from bot.channels.tracker import forget
from bot.store.crypto import find_keys
from bot.store.problems import KeyProblem
from tests.dialogues.talk import Talk
from tests.dialogues.test_programme import choices

PLANTED = "xylophone marmalade"
TOKEN = re.compile(rb"gAAAA[\w-]+={0,2}")


def plant(talk: Talk, messages: list[dict[str, Any]]) -> None:
    """Answers every question with the planted words, as far as it takes words."""
    turn = 0
    while talk.slot("state") == "answering":
        asked, turn = messages[-1], turn + 1
        buttons = [one for one in choices(messages) if one.startswith("answer:")]
        takes_words = not asked.get("ask") and (
            not buttons or any(word in asked["text"] for word in ("Whom do", "Who is it", "sentence do you"))
        )
        if takes_words:
            messages = talk.say(f"{PLANTED} {turn}")
        elif asked.get("ask"):
            messages = talk.say(str(asked["ask"]["min"]))
        elif "Did you have a real talk" in asked["text"]:
            messages = talk.press("answer:yes")
        elif "answer:done" in buttons or "answer:no" in buttons:
            messages = talk.press("answer:done" if "answer:done" in buttons else "answer:no")
        else:
            messages = talk.press(buttons[0])


def use(talk: Talk, way: str) -> None:
    """One kind of use, the planted words in all of it."""
    if way == "scene":
        talk.open_scene()
        for words in (f"I feel hurt, {PLANTED}.", "again", f"Please call first, {PLANTED}.", "stop here"):
            talk.say(words)
    elif way == "statement":
        talk.press("statement:role_dispute")
        for words in ("work", "skip", "skip", f"Please, no {PLANTED}.", "keep", "skip", "skip"):
            talk.say(words)
    else:
        plant(talk, talk.press(way))
        if talk.slot("rehearsal"):
            talk.say("stop here")
    while talk.slot("state") == "answering":
        talk.press("skip")


WAYS = (
    *("scene", "statement", "people", "programme:focus", "programme:session", "plan", "report"),
    *(f"programme:do:{kind}" for kind in ("stage", "exchange", "decision", "roles", "memory", "approach")),
    *("programme:close", "programme:conclude"),
)


def on_disk(home: Path) -> bytes:
    return b"".join(file.read_bytes() for file in home.rglob("*") if file.is_file() and file.name != "key")


def in_clear(found: bytes) -> list[bytes]:
    """The shapes in which the planted words can be read without a key."""
    word = PLANTED.split()[0]
    shapes = (word.encode(), word.encode("utf-16-le"), base64.b64encode(PLANTED.encode())[:16])
    return [shape for shape in shapes if shape in found]


def locked_away(found: bytes, settings: Any) -> int:
    """The tokens on the disk, used pages and free ones, that hold the planted words."""
    keys = find_keys(settings)
    assert keys is not None
    held = 0
    for token in set(TOKEN.findall(found)):
        try:
            held += PLANTED.split()[0] in keys.decrypt(token.decode())
        except KeyProblem:
            continue
    return held


@pytest.fixture
def heard(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Everything that is logged, down to the finest."""
    caplog.set_level(logging.DEBUG)
    return caplog


def erase(talk: Talk, agent: Any) -> None:
    """In the talk; the tracker goes after it, as the channel does it."""
    talk.press("erase")
    talk.press("answer:erase")
    talk.loop.run_until_complete(forget(agent.tracker_store, talk.learner))


@pytest.mark.parametrize("keep", [True, False])
def test_planted_words_are_never_in_clear_and_gone_after_erasing(talk, agent, settings, heard, keep):
    from actions.turn import app

    talk.arrive(keep)
    before = locked_away(on_disk(settings.home), settings)
    for way in WAYS:
        use(talk, way)
        assert in_clear(on_disk(settings.home)) == [], way
        ours = [record for record in heard.records if record.name.split(".")[0] in ("bot", "actions")]
        assert not any("xylophone" in record.getMessage() for record in ours), way
        if not keep:
            assert "xylophone" not in str(app().log.export(talk.learner)), way
    assert locked_away(on_disk(settings.home), settings) > before, "there was something to erase"
    erase(talk, agent)
    assert locked_away(on_disk(settings.home), settings) == before
    assert app().log.learner(talk.learner) is None
    assert talk.learner.encode() not in on_disk(settings.home), "not even the random id is left, in whatever page"
