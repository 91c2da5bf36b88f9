"""The app on a real log and the shipped scenarios, and a learner who talks to it with markers given."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.app import Answer, Heard, Sayso
from bot.rehearsal.floor import Floor
from bot.scenarios.library import Library
from bot.store import Log
from bot.vocabulary import Mark

SCENARIOS = Path(__file__).resolve().parents[3] / "scenarios"


BY_CHOICE = {
    "home": "home",
    "people": "people_and_focus",
    "programme": "people_and_focus",
    "plan": "plan_real_talk",
    "report": "report_real_talk",
    "scene": "start_practice",
    "statement": "start_statement",
    "focus": "choose_focus",
    "progress": "progress",
    "erase": "erase",
    "stop_here": "stop",
    "resume": "resume",
    "again": "again",
    "pause": "pause",
    "hint": "hint",
}
"""The app's method for a button, by what stands before the colon (see bot.understanding.steering.CHOICES)."""


@dataclass
class Learner:
    """Talks to the app as the actions do, and remembers where the talk stands."""

    app: Sayso
    id: str = "a" * 32
    floor: Floor | None = None
    keys: itertools.count[int] = field(default_factory=itertools.count)
    last: Answer | None = None

    def does(
        self, what: str, words: str = "", choice: str | None = None, shows: tuple[str, ...] = (), **more: object
    ) -> Answer:
        key = str(more.get("key") or f"key-{next(self.keys):06d}")
        marks = tuple(Mark(marker, 0, len(words)) for marker in shows)
        area = more.get("area")
        heard = Heard(self.id, key, words, choice, marks, area if isinstance(area, str) else None, self.floor)
        answer: Answer = getattr(self.app, what)(heard)
        self.floor, self.last = answer.floor, answer
        return answer

    def says(self, words: str, *shows: str, key: str | None = None) -> str:
        return text(self.does("hear", words, shows=shows, key=key))

    def presses(self, choice: str) -> str:
        """Presses a button; the app's method is the one that its intent leads to."""
        return text(self.does(BY_CHOICE.get(choice.partition(":")[0], "hear"), "(button)", choice))

    def offered(self) -> list[str]:
        """The ids of the choices of the last answer."""
        return [one.id for message in (self.last.messages if self.last else ()) for one in message.choices]

    def through(self, *said: str) -> str:
        """Says or presses one after the other: what has a colon, and "skip", is a button. Gives the last answer."""
        for one in said:
            is_button = one.partition(":")[0] in (*BY_CHOICE, "answer") and " " not in one.partition(":")[0]
            answer = self.presses(one) if is_button or one == "skip" else self.says(one)
        return answer

    def arrives(self, keep: bool = True) -> Learner:
        self.does("home")
        self.presses("answer:adult")
        self.presses("answer:keep" if keep else "answer:forget")
        self.presses("skip")
        return self

    def opens_scene(self, level: str = "warm", **answers: str) -> str:
        self.does("start_practice", choice="scene:parent_drops_in")
        self.presses("answer:no")
        self.presses(f"answer:{level}")
        said = ""
        while self.floor and self.floor.asking:
            question = self.floor.asking[0]
            said = self.says(answers[question]) if question in answers else self.presses("skip")
        return said

    def opens_statement(self, relation: str = "work") -> str:
        self.does("start_statement", choice="statement:role_dispute")
        self.presses(f"answer:{relation}")
        said = ""
        while self.floor and self.floor.asking:
            said = self.presses("answer:no" if self.floor.asking[0] == "afraid" else "skip")
        return said


def text(answer: Answer) -> str:
    return "\n".join(message.text for message in answer.messages)


@pytest.fixture
def app(log: Log) -> Sayso:
    return Sayso(log, Library(SCENARIOS))


@pytest.fixture
def learner(app: Sayso) -> Learner:
    return Learner(app)
