"""The supervisor, with tiny programs in place of the real servers."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot import serve
from bot.serve import Running, Server, Supervisor, claim, free_port, last_meaningful
from bot.trouble import Exit, Trouble

HEALTHY = """
    import http.server, sys
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(STATUS); self.end_headers()
            self.wfile.write(b'{"ok": false, "log": false, "rasa": true}')
        def log_message(self, *_): pass
    http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"


@pytest.fixture
def server(tmp_path: Path) -> Callable[..., Server]:
    def make(code: str, name: str = "The helper", status: int = 200) -> Server:
        port = free_port()
        program = textwrap.dedent(code).replace("STATUS", str(status))
        command = [sys.executable, "-c", program, str(port)]
        return Server(name, command, port, "/health", tmp_path / f"{port}.log")

    return make


def is_alive(running: Running) -> bool:
    return running.process.poll() is None


def test_starts_only_return_when_all_answer(server: Callable[..., Server]) -> None:
    told: list[str] = []
    one, two = server(HEALTHY, "One"), server(HEALTHY, "Two")
    supervisor = Supervisor([one, two], told.append)
    supervisor.start()
    try:
        assert (one.status(), two.status()) == (200, 200)
        assert told == ["One answers", "Two answers"]
    finally:
        supervisor.stop()
    assert (one.status(), two.status()) == (None, None)


def test_a_server_that_dies_while_starting_stops_the_other(server: Callable[..., Server]) -> None:
    fine, broken = server(HEALTHY), server("raise SystemExit('config.yml: no such policy')", "The assistant")
    supervisor = Supervisor([fine, broken])
    with pytest.raises(Trouble, match="The assistant stopped: it said: config.yml: no such policy") as caught:
        supervisor.start()
    assert caught.value.code == Exit.SERVER_DIED
    assert str(broken.log) in caught.value.way_out
    assert fine.status() is None


def test_a_server_that_dies_later_stops_the_other(server: Callable[..., Server]) -> None:
    one, two = server(HEALTHY, "One"), server(HEALTHY, "Two")
    supervisor = Supervisor([one, two])
    supervisor.start()
    os.kill(supervisor._running[0].process.pid, signal.SIGKILL)
    with pytest.raises(Trouble, match="One stopped: it was killed by SIGKILL") as caught:
        supervisor.watch()
    assert caught.value.code == Exit.SERVER_DIED
    assert two.status() is None


def test_a_full_disk_has_its_own_exit_code(server: Callable[..., Server]) -> None:
    full = server("import sys; print('OSError: No space left on device'); sys.exit('shutting down')")
    with pytest.raises(Trouble, match="the disk is full") as caught:
        Supervisor([full]).start()
    assert caught.value.code == Exit.DISK_FULL


def test_a_server_that_is_up_but_not_well_is_not_waited_for(
    server: Callable[..., Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "UNWELL_SECONDS", 0.0)
    unwell = server(HEALTHY, "The assistant", status=503)
    with pytest.raises(Trouble, match="The assistant is up, but not well: log does not answer"):
        Supervisor([unwell]).start()


def test_a_server_that_never_answers_is_given_up(server: Callable[..., Server]) -> None:
    silent = server("import time; time.sleep(60)")
    supervisor = Supervisor([silent])
    with pytest.raises(Trouble, match="did not answer in time"):
        supervisor.start(seconds=0)
    assert not is_alive(supervisor._running[0])


@pytest.fixture
def interruptible() -> Iterator[None]:
    """A run in the background of a shell ignores Ctrl-C; here it does not."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_a_signal_ends_the_watch_cleanly(server: Callable[..., Server]) -> None:
    one = server(HEALTHY)
    supervisor = Supervisor([one])
    with supervisor.signals():
        supervisor.start()
        os.kill(os.getpid(), signal.SIGINT)
        supervisor.watch()
    assert one.status() is None
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_while_it_watches_it_lets_other_work_be_done(server: Callable[..., Server]) -> None:
    supervisor, looks = Supervisor([server(HEALTHY)]), []

    def meanwhile() -> None:
        looks.append(len(looks))
        if len(looks) == 3:
            supervisor.on_signal()

    supervisor.start()
    supervisor.watch(meanwhile)
    assert looks == [0, 1, 2]


def test_the_second_signal_kills_what_does_not_end(server: Callable[..., Server]) -> None:
    supervisor = Supervisor([server(STUBBORN + textwrap.dedent(HEALTHY))])
    supervisor.start()
    supervisor.on_signal()
    supervisor.on_signal()
    supervisor.watch()
    assert supervisor._running[0].process.returncode == -signal.SIGKILL


def test_a_signal_while_starting_stops_the_start(server: Callable[..., Server]) -> None:
    supervisor = Supervisor([server("import time; time.sleep(60)")])
    threading.Timer(0.2, supervisor.on_signal).start()
    supervisor.start()
    supervisor.stop()
    assert not is_alive(supervisor._running[0])


def test_what_a_server_prints_is_in_its_log(server: Callable[..., Server]) -> None:
    noisy = server("print('hello from the log')")
    running = Running(noisy)
    running.wait(10)
    running._reader.join()
    assert noisy.log.read_text().strip() == "hello from the log"


def test_a_log_stays_small(server: Callable[..., Server], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "LOG_BYTES", 1000)
    noisy = server("for n in range(1000): print('line', n)")
    running = Running(noisy)
    running.wait(10)
    running._reader.join()
    files = list(noisy.log.parent.glob(f"{noisy.log.name}*"))
    assert 1 < len(files) <= serve.LOG_FILES + 1
    assert all(file.stat().st_size <= 1000 for file in files)


def test_a_server_ends_when_its_supervisor_is_killed(tmp_path: Path) -> None:
    child = "import time; from bot.serve import end_with_parent; end_with_parent(); print('up'); time.sleep(60)"
    process = subprocess.Popen([sys.executable, "-u", "-c", child], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None and process.stdout is not None
    assert process.stdout.readline() == b"up\n"
    process.stdin.close()
    assert process.wait(10) == -signal.SIGTERM
    process.stdout.close()


def test_a_taken_port_is_named_with_the_way_out() -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        with pytest.raises(Trouble, match=f"Port {port} is taken") as caught:
            claim(port)
    assert caught.value.code == Exit.PORT_TAKEN
    assert "--port" in caught.value.way_out
    claim(port)


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ([], ""),
        (["   ", "----"], ""),
        (["Traceback (most recent", '  File "x.py", line 1', "    ^^^^", "KeyError: 1"], "KeyError: 1"),
        (["No module named actions.tea", "Server Stopped"], "No module named actions.tea"),
    ],
)  # fmt: skip
def test_the_reason_is_the_last_line_that_means_something(lines: list[str], reason: str) -> None:
    assert last_meaningful(lines) == reason


def test_our_servers_listen_on_this_machine_only(tmp_path: Path) -> None:
    servers = serve.sayso_servers(tmp_path / "model.tar.gz", tmp_path, port=5005)
    assert [one.host for one in servers] == ["127.0.0.1", "127.0.0.1"]
    assert "127.0.0.1" in servers[1].command
    assert servers[1].environment["SAYSO_ACTIONS_URL"] == f"http://127.0.0.1:{servers[0].port}/webhook"
