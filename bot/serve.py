"""Starts the servers, waits until they really answer, watches them, and stops them together.

Nothing here knows Rasa: a `Server` is a command with an address to ask. The servers' output goes to log files
that are kept small; the terminal shows only what the caller prints.
"""

from __future__ import annotations

import http.client
import json
import logging
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from logging.handlers import RotatingFileHandler
from pathlib import Path

from bot.quiet import QUIET
from bot.trouble import Exit, Trouble, disk_full, speaks_of_full_disk

HOST = "127.0.0.1"
LOG_BYTES = 1_000_000
LOG_FILES = 3
START_SECONDS = 180.0
UNWELL_SECONDS = 20.0
STOP_SECONDS = 4.0
GRACE_SECONDS = 2.0  # that a server waits for its open requests
ANSWER_SECONDS = 5.0
POLL_SECONDS = 0.1

# Lines that only say where something happened, or nothing at all.
NOT_THE_REASON = re.compile(r"^(Traceback|File |\^|~|\W*$|Stopping worker|Server Stopped|Killed|During handling)")


@dataclass(frozen=True)
class Server:
    """One program to run: its name for people, its command, the path that answers 200 when it is ready."""

    name: str
    command: Sequence[str]
    port: int
    health: str
    log: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    host: str = HOST

    def status(self) -> int | None:
        """What the health path answers with: 200 when ready, None when nobody answers."""
        return status_of(self.host, self.port, self.health)


def status_of(host: str, port: int, path: str) -> int | None:
    """The HTTP status a local server answers a GET with; None when it does not answer."""
    return _get(host, port, path)[0]


def _get(host: str, port: int, path: str) -> tuple[int | None, bytes]:
    connection = http.client.HTTPConnection(host, port, timeout=ANSWER_SECONDS)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read()
    except (OSError, http.client.HTTPException):
        return None, b""
    finally:
        connection.close()


def free_port(host: str = HOST) -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


def claim(port: int, host: str = HOST) -> None:
    """Raise Trouble (exit code 4) when the port cannot be used."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError as error:
            raise _port_trouble(f"Port {port} is not for everybody to use.") from error
        except OSError as error:
            raise _port_trouble(f"Port {port} is taken: another program listens on {host}.") from error


def _port_trouble(what: str) -> Trouble:
    way_out = "Choose another one, for example `sayso run --port 5010` (or `make run PORT=5010`)."
    return Trouble(what, way_out, Exit.PORT_TAKEN)


class Running:
    """One started server: its process, and the end of what it printed."""

    def __init__(self, server: Server) -> None:
        """Start it. It has its own process group, so that a Ctrl-C is ours to pass on."""
        self.server = server
        self._last: deque[str] = deque(maxlen=40)
        self._log = _log_writer(server.log)
        self.process = self._start()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _start(self) -> subprocess.Popen[str]:
        # The open pipe on its standard input is a lifeline: when this process goes, however it goes, the pipe
        # closes, and the server's runner stops itself (see `end_with_parent`).
        return subprocess.Popen(
            list(self.server.command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            env={**os.environ, **self.server.environment},
            start_new_session=True,
        )

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._last.append(line.rstrip())
            self._log.emit(logging.LogRecord("", logging.INFO, "", 0, line.rstrip(), None, None))
        self._log.close()

    @property
    def died(self) -> bool:
        """True when the process has ended."""
        return self.process.poll() is not None

    def reason(self) -> Trouble:
        """Why it ended, in plain words, from the last line it printed that means something."""
        self._reader.join(timeout=2)
        if any(speaks_of_full_disk(line) for line in self._last):
            return disk_full(f"{self.server.name} stopped: the disk is full.")
        why = _ending(self.process.returncode, last_meaningful(self._last))
        return Trouble(f"{self.server.name} stopped: {why}", f"More is in {self.server.log}.", Exit.SERVER_DIED)

    def signal(self, number: int) -> None:
        """Send a signal to the server and whatever it started."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, number)

    def wait(self, seconds: float) -> bool:
        """True when it has ended within that time."""
        try:
            self.process.wait(max(0.0, seconds))
        except subprocess.TimeoutExpired:
            return False
        return True


def _ending(code: int | None, last: str) -> str:
    if code is not None and code < 0:  # what it printed before has nothing to do with that
        return f"it was killed by {signal.Signals(-code).name}."
    return f"it said: {last}" if last else f"it said nothing (exit code {code})."


def last_meaningful(lines: Sequence[str] | deque[str]) -> str:
    """The last line that says what went wrong rather than where; "" when there is none."""
    found = (line.strip() for line in reversed(lines))
    return next((line for line in found if not NOT_THE_REASON.match(line)), "")[:300]


class _SmallLog(RotatingFileHandler):
    """A log file of limited size. A full disk loses lines, never the server."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Say nothing: the reader must go on, or the server would block on a full pipe."""


def _log_writer(path: Path) -> _SmallLog:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return _SmallLog(path, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8", delay=True)


def end_with_parent() -> None:
    """For a server's own runner: stop when the supervisor's end of standard input closes."""

    def wait() -> None:
        with suppress(OSError, ValueError):
            while os.read(0, 1024):
                pass
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(STOP_SECONDS)
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


class Supervisor:
    """Runs several servers as one: all answer, or none runs.

    `tell` gets short lines for people as things happen.
    """

    def __init__(self, servers: Sequence[Server], tell: Callable[[str], None] = lambda _: None) -> None:
        """Nothing starts yet."""
        self._servers = servers
        self._tell = tell
        self._running: list[Running] = []
        self.asked_to_stop = threading.Event()
        self._impatient = False

    def start(self, seconds: float = START_SECONDS) -> None:
        """Start all, and return when all answer. Raises Trouble when one does not, with all stopped again."""
        try:
            self._running = [Running(server) for server in self._servers]
            deadline = time.monotonic() + seconds
            for running in self._running:
                self._await(running, deadline)
        except BaseException:
            self.stop()
            raise

    def _await(self, running: Running, deadline: float) -> None:
        while (status := running.server.status()) != http.client.OK:
            self.check()
            if self.asked_to_stop.is_set():
                return
            if status is not None:  # it is up, but says that something it needs is not
                deadline = min(deadline, time.monotonic() + UNWELL_SECONDS)
            if time.monotonic() > deadline:
                raise _too_slow(running.server)
            time.sleep(POLL_SECONDS)
        self.check()
        self._tell(f"{running.server.name} answers")

    def check(self) -> None:
        """Raise Trouble (exit code 3) when a server has died."""
        for running in self._running:
            if running.died and not self.asked_to_stop.is_set():
                raise running.reason()

    def watch(self, meanwhile: Callable[[], None] = lambda: None) -> None:
        """Return when asked to stop; raise Trouble (code 3) when a server dies. Either way all stop.

        `meanwhile` is called at every look.
        """
        try:
            while not self.asked_to_stop.wait(POLL_SECONDS):
                self.check()
                meanwhile()
        finally:
            self.stop()

    def stop(self) -> None:
        """Ask all to end; kill what has not ended in four seconds, or at once when asked twice."""
        for running in self._running:
            running.signal(signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        while time.monotonic() < deadline and not self._impatient and not all(r.died for r in self._running):
            time.sleep(POLL_SECONDS / 2)
        for running in self._running:
            running.signal(signal.SIGKILL)
            running.wait(1.0)

    def on_signal(self, *_: object) -> None:
        """The first signal asks for a clean stop, the second kills."""
        self._impatient = self.asked_to_stop.is_set()
        self.asked_to_stop.set()

    @contextmanager
    def signals(self) -> Iterator[None]:
        """Let Ctrl-C, SIGTERM and a closed terminal stop the servers while inside."""
        before = {number: signal.signal(number, self.on_signal) for number in _STOP_SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


_STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def _too_slow(server: Server) -> Trouble:
    status, body = _get(server.host, server.port, server.health)
    what = "did not answer in time" if status is None else f"is up, but not well: {_missing(body) or status}"
    return Trouble(f"{server.name} {what}.", f"Try again; if it stays so, look into {server.log}.", Exit.SERVER_DIED)


def _missing(body: bytes) -> str:
    """What a health answer such as {"ok": false, "log": false} says is not there."""
    with suppress(ValueError):
        parts = json.loads(body)
        if isinstance(parts, dict):
            return ", ".join(f"{name} does not answer" for name, well in parts.items() if not well and name != "ok")
    return ""


# --- Sayso's own two servers ---


def sayso_servers(model: Path, logs: Path, *, port: int, host: str = HOST) -> list[Server]:
    """The action server on a free port, and Rasa with the web channel on `port`."""
    actions_port = free_port()
    quiet = {**QUIET, "SAYSO_ACTIONS_URL": f"http://{HOST}:{actions_port}/webhook"}
    runner = [sys.executable, "-m"]
    actions = Server(
        "The action server",
        [*runner, "bot.action_server", "--port", str(actions_port), "--with-parent"],
        actions_port,
        "/health",
        logs / "actions.log",
        quiet,
    )
    rasa = Server(
        "The assistant",
        [*runner, "bot.rasa_server", str(model), "--host", host, "--port", str(port), "--with-parent"],
        port,
        "/app/api/health",
        logs / "assistant.log",
        quiet,
        HOST if host in ("0.0.0.0", "::") else host,
    )
    return [actions, rasa]
