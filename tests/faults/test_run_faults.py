"""`sayso run` when things go wrong: it ends in plain words, with the right exit code, and leaves nothing."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.serve import free_port, status_of
from bot.train import ensure_model
from bot.trouble import Exit, Trouble

SAYSO = [sys.executable, "-c", "from bot.cli import main; main()"]
ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 240.0


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SAYSO_")}
    return {**kept, "SAYSO_HOME": str(tmp_path / "home")}


@pytest.fixture
def sayso(environ: dict[str, str]) -> Callable[..., subprocess.CompletedProcess[str]]:
    def run(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*SAYSO, *arguments],
            env={**environ, **more},
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )

    return run


class Stack:
    """A `sayso run` that is up."""

    def __init__(self, environ: dict[str, str]) -> None:
        self.port = free_port()
        self.process = subprocess.Popen(
            [*SAYSO, "run", "--port", str(self.port)],
            env=environ,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert self.process.stdout is not None
        self.address = next((line for line in self.process.stdout if "http://" in line), "")

    def child(self, module: str) -> int:
        """The process that runs a module of ours for this stack."""
        listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True)
        rows = (line.split(None, 2) for line in listed.stdout.splitlines())
        return next(int(pid) for pid, parent, args in rows if int(parent) == self.process.pid and module in args)

    def end(self) -> tuple[int, str]:
        """Its exit code and what it said on standard error, once it has ended."""
        _, said = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, said


@pytest.fixture
def stack(environ: dict[str, str]) -> Iterator[Stack]:
    running = Stack(environ)
    try:
        assert running.address.strip().endswith(f"http://127.0.0.1:{running.port}/app/"), running.end()
        yield running
    finally:
        if running.process.poll() is None:
            running.process.kill()
            running.process.communicate()


def is_gone(pid: int) -> bool:
    """Wait until a process has ended; a zombie has."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        listed = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True)
        if not listed.stdout.strip() or listed.stdout.strip().startswith("Z"):
            return True
        time.sleep(0.1)
    return False


def test_a_taken_port_is_named(sayso: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        ran = sayso("run", "--port", str(port))
    assert ran.returncode == Exit.PORT_TAKEN
    assert f"Port {port} is taken" in ran.stderr and "--port" in ran.stderr
    assert ran.stdout == ""


def test_a_key_that_does_not_fit_is_told_before_anything_starts(
    sayso: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    assert sayso("migrate").returncode == 0
    assert "ok       key and database" in sayso("doctor").stdout  # notes the key
    (tmp_path / "home" / "key").unlink()
    ran = sayso("run", "--port", str(free_port()))
    assert ran.returncode == Exit.DATABASE
    assert "key" in ran.stderr and "Traceback" not in ran.stderr


def test_a_database_that_is_not_one(sayso: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path) -> None:
    (tmp_path / "home").mkdir(mode=0o700)
    (tmp_path / "home" / "sayso.db").write_text("this is no database, and long enough to be looked at " * 20)
    ran = sayso("run", "--port", str(free_port()))
    assert ran.returncode == Exit.DATABASE
    assert "Traceback" not in ran.stderr


def test_a_broken_config_is_told_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "config.yml").write_text("recipe: default.v1\npipeline: [oh no\n")
    (tmp_path / "domain.yml").write_text('version: "3.1"\nintents: [greet]\n')
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "nlu.yml").write_text('version: "3.1"\nnlu:\n- intent: greet\n  examples: |\n    - hello\n')
    with pytest.raises(Trouble, match="config.yml:3: this is not YAML") as caught:
        ensure_model(tmp_path, lambda line: None)
    assert caught.value.code == Exit.CONTENT
    assert not list((tmp_path / "models").glob("*.tar.gz"))


def test_when_the_action_server_dies_all_stops_and_says_so(stack: Stack) -> None:
    assistant = stack.child("bot.rasa_server")
    os.kill(stack.child("bot.action_server"), signal.SIGKILL)
    code, said = stack.end()
    assert code == Exit.SERVER_DIED
    assert "The action server stopped: it was killed by SIGKILL" in said
    assert is_gone(assistant)


def test_ctrl_c_stops_all_cleanly(stack: Stack) -> None:
    assert status_of("127.0.0.1", stack.port, "/app/api/health") == 200
    children = [stack.child("bot.rasa_server"), stack.child("bot.action_server")]
    stack.process.send_signal(signal.SIGINT)
    code, said = stack.end()
    assert (code, "Traceback" in said) == (0, False)
    assert all(is_gone(child) for child in children)
    assert status_of("127.0.0.1", stack.port, "/app/api/health") is None


def test_nothing_is_left_when_the_supervisor_is_killed(stack: Stack) -> None:
    children = [stack.child("bot.rasa_server"), stack.child("bot.action_server")]
    stack.process.kill()
    assert all(is_gone(child) for child in children)
