"""A server as Rasa makes it, with the web channel on it, in a thread on a free loopback port."""

from __future__ import annotations

import asyncio
import socket
import threading
import uuid
from typing import Any

from rasa.core.channels.channel import register
from rasa.core.run import _create_app_without_api
from sanic import Sanic

from bot.channels.settings import Settings
from bot.channels.web import SaysoInput


def app_with(settings: Settings, log: Any, agent: Any, reader: Any) -> Sanic:
    """Rasa's own app without its API, and the channel mounted the way Rasa mounts it."""
    # Sanic rewrites its own methods when an app starts; in test mode it can do so more than once.
    Sanic.test_mode = True
    app = _create_app_without_api()
    Sanic._app_registry.pop(app.name)
    app.name = f"sayso_{uuid.uuid4().hex}"
    register([SaysoInput(settings, lambda: log, lambda: reader)], app, "/webhooks/")
    app.ctx.agent = agent
    return app


class Served:
    """Runs the app while the block lasts; `url` is where."""

    def __init__(self, settings: Settings, log: Any, agent: Any, reader: Any) -> None:
        self.app = app_with(settings, log, agent, reader)
        self._loop = asyncio.new_event_loop()
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._up = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Served:
        self._thread.start()
        self._up.wait(30)
        assert self._thread.is_alive(), "the test server did not start"
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._serve())
        finally:
            self._up.set()
        self._loop.run_forever()
        self._loop.run_until_complete(self._server.close())

    async def _serve(self) -> None:
        self._server = await self.app.create_server(sock=self._socket, return_asyncio_server=True)
        await self._server.startup()
        await self._server.start_serving()
