"""The trained assistant, loaded once, with its actions in this process and a database and tracker of its own."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.dialogues.talk import InProcessActions, Talk

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """One event loop for the agent: its tracker store and locks belong to it."""
    loop = asyncio.new_event_loop()
    yield loop
    loop.close()


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Settings of the process under test: a home of its own, the shipped scenarios."""
    from bot.settings import Settings
    from bot.store import migrate

    kept = {name: value for name, value in os.environ.items() if name.startswith("SAYSO_")}
    os.environ["SAYSO_HOME"] = str(tmp_path_factory.mktemp("home"))
    os.environ["SAYSO_SCENARIOS"] = str(ROOT / "scenarios")
    settings = Settings.from_environment()
    migrate(settings)
    yield settings
    for name in ("SAYSO_HOME", "SAYSO_SCENARIOS"):
        os.environ.pop(name)
    os.environ.update(kept)


@pytest.fixture(scope="session")
def actions(settings: Any) -> InProcessActions:
    """The actions, in this process."""
    from actions.turn import app

    app.cache_clear()
    return InProcessActions()


@pytest.fixture(scope="session")
def agent(settings: Any, actions: InProcessActions, loop: asyncio.AbstractEventLoop) -> Any:
    """The assistant, trained first when its training inputs have changed."""
    from rasa.core.agent import Agent
    from rasa.core.brokers.broker import EventBroker
    from rasa.shared.core.domain import Domain

    from bot.channels.tracker_store import EncryptedSQLTrackerStore
    from bot.rasa_server import keep_quiet
    from bot.train import ensure_model

    keep_quiet()
    model = ensure_model(ROOT, lambda line: None)
    store = EncryptedSQLTrackerStore(
        domain=Domain.empty(), event_broker=loop.run_until_complete(EventBroker.create(None))
    )
    return Agent.load(model, action_endpoint=actions, tracker_store=store)


@pytest.fixture
def talk(agent: Any, loop: asyncio.AbstractEventLoop, actions: InProcessActions) -> Iterator[Talk]:
    """Somebody new who talks."""
    actions.down = False
    yield Talk(agent, loop)
    actions.down = False
