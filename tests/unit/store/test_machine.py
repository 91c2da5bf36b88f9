"""The log against a small model of it: begin, say, take back, end, erase and repeat, in any order."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from bot.settings import Settings
from bot.store import AttemptEnded, NotFound, migrate, open_log
from bot.store.engine import make_engine
from bot.store.models import Base
from tests.databases import Clock, say

LEARNERS = ("ann", "bob")
KEYS = st.sampled_from([f"key{n}" for n in range(6)])
WORDS = st.text(max_size=20)


@dataclass
class Said:
    """A turn as the model knows it."""

    id: int
    key: str
    number: int
    try_number: int
    words: str | None
    state: Any
    standing: bool = True


@dataclass
class Tried:
    """An attempt as the model knows it."""

    id: int
    learner: str
    key: str
    turns: list[Said] = field(default_factory=list)
    rewinds: dict[str, int | None] = field(default_factory=dict)
    ending: tuple[str, str] | None = None

    def standing(self) -> list[Said]:
        return [turn for turn in self.turns if turn.standing]


class LogMachine(RuleBasedStateMachine):
    attempts = Bundle("attempts")

    url = ""
    """The database, which is emptied; without one, a new SQLite file."""

    @initialize()
    def open(self) -> None:
        self.home = Path(tempfile.mkdtemp())
        self.settings = Settings.from_environment({"SAYSO_HOME": str(self.home), "SAYSO_DB_URL": self.url})
        migrate(self.settings)
        if self.url:
            engine = make_engine(self.url)
            with engine.begin() as connection:
                for table in reversed(Base.metadata.sorted_tables):
                    connection.execute(table.delete())
            engine.dispose()
        self.log = open_log(self.settings, Clock())
        self.keeps: dict[str, bool] = {}
        self.noted: dict[tuple[str, str], str | None] = {}
        self.known: dict[int, Tried] = {}

    def teardown(self) -> None:
        self.log.close()
        shutil.rmtree(self.home)

    def of(self, learner: str) -> list[Tried]:
        return [one for one in self.known.values() if one.learner == learner]

    @rule(learner=st.sampled_from(LEARNERS), keep=st.booleans())
    def consent(self, learner: str, keep: bool) -> None:
        forgets = self.keeps.get(learner, False) and not keep
        self.keeps[learner] = keep
        assert self.log.save_learner(learner, keep_words=keep).keep_words is keep
        self.noted = {at: None if forgets and at[0] == learner else words for at, words in self.noted.items()}
        for attempt in self.of(learner) if forgets else []:
            for turn in attempt.turns:
                turn.words = None
                turn.state = turn.state if attempt.ending is None else None

    @rule(target=attempts, learner=st.sampled_from(LEARNERS), key=KEYS)
    def begin(self, learner: str, key: str) -> int:
        begun = self.log.begin_attempt(learner, key, kind="scene", area="grief")
        self.keeps.setdefault(learner, False)
        same = [one.id for one in self.of(learner) if one.key == key]
        if same:
            assert begun.id == same[0]
        else:
            assert begun.id > max(self.known, default=0)
            self.known[begun.id] = Tried(begun.id, learner, key)
        return begun.id

    @rule(id=attempts, key=KEYS, number=st.integers(1, 3), words=WORDS)
    def record(self, id: int, key: str, number: int, words: str) -> None:
        attempt = self.known.get(id)
        if attempt is None:
            with pytest.raises(NotFound):
                say(self.log, id, key, number)
            return
        same = [turn for one in self.of(attempt.learner) for turn in one.turns if turn.key == key]
        if same:
            assert say(self.log, id, key, number, words=words).id == same[0].id
        elif attempt.ending:
            with pytest.raises(AttemptEnded):
                say(self.log, id, key, number)
        else:
            said = say(self.log, id, key, number, words=words, state={"said": words})
            tries = sum(turn.number == number for turn in attempt.turns)
            kept = words if self.keeps[attempt.learner] else None
            attempt.turns.append(Said(said.id, key, number, tries + 1, kept, {"said": words}))

    @rule(id=attempts, key=KEYS, count=st.integers(1, 3))
    def take_back(self, id: int, key: str, count: int) -> None:
        attempt = self.known.get(id)
        if attempt is None or (attempt.ending and key not in attempt.rewinds):
            with pytest.raises((NotFound, AttemptEnded)):
                self.log.take_back(id, key, count)
            return
        if key not in attempt.rewinds:
            standing = attempt.standing()
            for turn in standing[-count:]:
                turn.standing = False
            attempt.rewinds[key] = standing[-count - 1].id if len(standing) > count else None
        back_to = self.log.take_back(id, key, count)
        assert (back_to.id if back_to else None) == attempt.rewinds[key]

    @rule(id=attempts, ending=st.sampled_from([("agreed", "good"), ("left", "exit")]))
    def end(self, id: int, ending: tuple[str, str]) -> None:
        attempt = self.known.get(id)
        if attempt is None:
            with pytest.raises(NotFound):
                self.log.end_attempt(id, *ending)
            return
        if attempt.ending is None:
            attempt.ending = ending
            for turn in [] if self.keeps[attempt.learner] else attempt.turns:
                turn.words = turn.state = None
        ended = self.log.end_attempt(id, *ending)
        assert (ended.ending, ended.ending_kind) == attempt.ending

    @rule(learner=st.sampled_from(LEARNERS), key=KEYS, words=WORDS)
    def plan(self, learner: str, key: str, words: str) -> None:
        keeps = self.keeps.setdefault(learner, False)
        self.noted.setdefault((learner, key), words if keeps else None)
        planned = self.log.add_plan(learner, key, with_whom=words)
        assert planned.with_whom == self.noted[learner, key]

    @rule(learner=st.sampled_from(LEARNERS))
    def erase(self, learner: str) -> None:
        gone = self.log.erase(learner)
        assert gone["learner"] == (learner in self.keeps)
        assert gone["turn"] == sum(len(one.turns) for one in self.of(learner))
        assert gone["plan"] == sum(owner == learner for owner, _ in self.noted)
        self.noted = {at: words for at, words in self.noted.items() if at[0] != learner}
        self.keeps.pop(learner, None)
        self.known = {id: one for id, one in self.known.items() if one.learner != learner}

    @rule()
    def restart(self) -> None:
        self.log.close()
        self.log = open_log(self.settings, self.log._clock)

    @invariant()
    def the_log_says_what_the_model_says(self) -> None:
        for attempt in getattr(self, "known", {}).values():
            logged = self.log.turns(attempt.id, taken_back=True)
            assert [(t.id, t.key, t.number, t.try_number, t.words, t.state, t.taken_back is None) for t in logged] == [
                (t.id, t.key, t.number, t.try_number, t.words, t.state, t.standing) for t in attempt.turns
            ]
            assert [t.id for t in self.log.turns(attempt.id)] == [t.id for t in attempt.standing()]

    @invariant()
    def plans_are_as_they_were_made(self) -> None:
        for learner in LEARNERS if hasattr(self, "noted") else ():
            mine = [words for (owner, _), words in self.noted.items() if owner == learner]
            assert [one.with_whom for one in self.log.plans(learner)] == mine

    @invariant()
    def the_open_attempt_is_the_newest_that_runs(self) -> None:
        for learner in LEARNERS if hasattr(self, "known") else ():
            running = [one.id for one in self.of(learner) if one.ending is None]
            found = self.log.open_attempt(learner)
            assert (found.id if found else None) == max(running, default=None)
            assert (self.log.learner(learner) is not None) == (learner in self.keeps)


LogMachine.TestCase.settings = settings(
    max_examples=25,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestLogMachine = LogMachine.TestCase


def test_the_same_on_postgresql(postgres_url: str) -> None:
    machine = type("PostgresMachine", (LogMachine,), {"url": postgres_url})
    run_state_machine_as_test(machine, settings=settings(LogMachine.TestCase.settings, max_examples=8))
