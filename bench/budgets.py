"""Measures Sayso beside the stock assistant that `rasa init` makes, in one run on one machine, and prints the budgets.

    python -m bench.budgets                 the whole table, about ten minutes
    python -m bench.budgets --turns 60      quicker and noisier
    python -m bench.budgets --json out.json the figures for a machine
    python -m bench.budgets --library       only what 1,000 scenarios cost against 16, two minutes

Both assistants run at once and their turns alternate, so that a busy machine slows both; what counts is the ratio.
The stock assistant's turn is a plain one (an intent, an utterance, no action server, in-memory tracker); Sayso's is a
rehearsal turn from page to page: cookie, safety, markers, an action, the log committed, the tracker committed. Each
attempt rehearses another scene of its library, so that no library is measured by the one scene it has at hand. What
reading a turn adds to Rasa (`bench/parsing.py`) is measured beside a Rasa that reads next to nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from rich.console import Console
from rich.table import Table

from bench.parsing import MOST as MOST_PARSING

ROOT = Path(__file__).resolve().parent.parent
SCENE = "parent_drops_in"
STOCK_LINES = ("hello", "i am sad", "no", "very good", "bye", "are you a bot?")
LINES = (
    "When you use your key without calling, I feel on edge.",
    "I know you mean well, and it throws off my whole evening.",
    "It was Tuesday, and I was in the bath.",
    "I don't know, maybe it's fine.",
    "I love seeing you. The soup smells good.",
    "You came in twice this week.",
)
QUIET = {"RASA_TELEMETRY_ENABLED": "false", "SQLALCHEMY_SILENCE_UBER_WARNING": "1", "TF_CPP_MIN_LOG_LEVEL": "2"}


@dataclass(frozen=True)
class Row:
    """One budget: what was measured, as a ratio, and the most it may be."""

    what: str
    ours: str
    against: str
    ratio: float
    budget: float

    @property
    def met(self) -> bool:
        """Whether the ratio is within the budget."""
        return self.ratio <= self.budget


def main() -> None:
    """Measures and prints; exit code 1 when a budget is not met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--turns", type=int, default=200, help="turns of one conversation (default 200)")
    parser.add_argument("--library", action="store_true", help="only the rows about 1,000 scenarios")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    options = parser.parse_args()
    console = Console()
    with tempfile.TemporaryDirectory() as folder:
        measuring = measure_library if options.library else measure
        rows = measuring(Path(folder), options.turns, console)
    console.print(table(rows))
    if options.json:
        options.json.write_text(json.dumps([vars(row) | {"met": row.met} for row in rows], indent=2))
    sys.exit(0 if all(row.met for row in rows) else 1)


def measure(folder: Path, turns: int, console: Console) -> list[Row]:
    """All budgets, in the order of the table."""
    stock = folder / "stock"
    with console.status("making the stock assistant"):
        stock.mkdir()
        # What `rasa init` makes, without the training that it also does: that is timed by itself.
        run(["-c", "from rasa.cli.scaffold import create_initial_project; create_initial_project('.')"], stock)
    with console.status("training the stock assistant"):
        stock_training = timed(["-m", "rasa", "train", "--force"], stock)
    with console.status("training Sayso"):
        our_training = timed(["-m", "bot.cli", "train", "--fresh"], ROOT)
    with console.status("parsing turns"):
        parsing = json.loads(run(["-m", "bench.parsing", "--json"], ROOT).splitlines()[-1])
    (stock / "credentials.yml").write_text("rest:\n")
    with (
        console.status("starting three assistants"),
        serving_stock(stock) as theirs,
        serving(folder / "home16", many_scenarios(folder / "sixteen", 16)) as ours,
        serving(folder / "home1000", many_scenarios(folder / "many", 1000)) as big,
    ):
        console.print(f"alternating {turns} turns of each")
        figures = alternate(theirs, ours, big, turns)
        memory = {"stock": theirs.memory(), "ours": ours.memory(), "big": big.memory()}
    return [
        *rows_of(figures, memory, our_training, stock_training),
        ratio("parsing a turn, over a bare Rasa", parsing["ours"] - parsing["bare"], MOST_PARSING, 1.0, ms),
        *rows_of_library(figures, memory),
    ]


def measure_library(folder: Path, turns: int, console: Console) -> list[Row]:
    """What 1,000 scenarios cost against 16."""
    run(["-m", "bot.cli", "train"], ROOT)
    with (
        console.status("starting two assistants"),
        serving(folder / "home16", many_scenarios(folder / "sixteen", 16)) as ours,
        serving(folder / "home1000", many_scenarios(folder / "many", 1000)) as big,
    ):
        console.print(f"alternating {turns} turns of each")
        figures = alternate(None, ours, big, turns)
        memory = {"ours": ours.memory(), "big": big.memory()}
    return rows_of_library(figures, memory)


def rows_of_library(figures: dict[str, list[float]], memory: dict[str, float]) -> list[Row]:
    """What 1,000 scenarios cost against 16: choosing among them, rehearsing, and memory."""
    turns, choosing = (
        [statistics.median(figures[f"{name}{what}"]) for name in ("big", "ours")] for what in ("", " choosing")
    )
    return [
        ratio("choosing among 1,000 scenarios against 16", *choosing, 1.1, ms),
        ratio("a turn with 1,000 scenarios against 16", *turns, 1.1, ms),
        ratio("memory with 1,000 scenarios against 16", memory["big"], memory["ours"], 1.2, mb),
    ]


def rows_of(
    figures: dict[str, list[float]], memory: dict[str, float], our_training: float, stock_training: float
) -> list[Row]:
    """The rows beside the stock assistant from what was measured: seconds and megabytes."""
    ours, stock = figures["ours"], figures["stock"]
    early, late = window(ours, 10), window(ours, len(ours) - 10)
    return [
        ratio("median turn", statistics.median(ours), statistics.median(stock), 0.6, ms),
        ratio("95th percentile of a turn", percentile(ours, 95), percentile(stock, 95), 0.6, ms),
        ratio(f"turn {len(ours)} against turn 10", late, early, 1.2, ms),
        ratio("training", our_training, stock_training, 0.4, seconds),
        ratio("memory of all processes", memory["ours"], memory["stock"], 0.8, mb),
    ]


def ratio(what: str, ours: float, against: float, budget: float, unit: object) -> Row:
    """A row with both figures as text."""
    return Row(what, unit(ours), unit(against), ours / against, budget)  # type: ignore[operator]


def ms(value: float) -> str:
    """Seconds as milliseconds."""
    return f"{value * 1000:.1f} ms"


def mb(value: float) -> str:
    """Megabytes."""
    return f"{value:.0f} MB"


def seconds(value: float) -> str:
    """Seconds."""
    return f"{value:.1f} s"


def window(values: list[float], centre: int, reach: int = 8) -> float:
    """The median of the turns around one, since a single turn says little on a busy machine."""
    return statistics.median(values[max(0, centre - reach) : centre + reach])


def percentile(values: list[float], percent: int) -> float:
    """A percentile of the values."""
    return statistics.quantiles(values, n=100)[percent - 1]


def table(rows: list[Row]) -> Table:
    """The budgets, for people."""
    grid = Table(title="Budgets (ratios; at most)")
    for heading in ("what", "ours", "against", "ratio", "at most", ""):
        grid.add_column(heading, justify="left" if heading in ("what", "") else "right")
    for row in rows:
        grid.add_row(row.what, row.ours, row.against, f"{row.ratio:.2f}", f"{row.budget}", "ok" if row.met else "OVER")
    return grid


def many_scenarios(folder: Path, number: int) -> Path:
    """A library of copies of one scene, each with an id and a title of its own, in a new folder."""
    folder.mkdir(parents=True)
    text = (ROOT / "scenarios" / f"{SCENE}.yml").read_text(encoding="utf-8")
    for name in (SCENE, *(f"{SCENE}_{count}" for count in range(1, number))):
        own = text.replace(f"id: {SCENE}", f"id: {name}", 1).replace("title: ", f"title: {name.replace('_', ' ')}, ", 1)
        (folder / f"{name}.yml").write_text(own, encoding="utf-8")
    return folder


def run(arguments: list[str], where: Path) -> str:
    """Runs Python with these arguments, quietly: what it says; what it complains of only when it fails."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=where, env=os.environ | QUIET, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(f"{' '.join(arguments)} failed:\n{done.stderr[-2000:]}")
    return done.stdout


def timed(arguments: list[str], where: Path) -> float:
    """Seconds that it takes."""
    began = time.perf_counter()
    run(arguments, where)
    return time.perf_counter() - began


class Server:
    """A running assistant and everything it has started."""

    def __init__(self, process: subprocess.Popen[bytes], url: str) -> None:
        self.process, self.url = process, url
        self.client = httpx.Client(base_url=url, timeout=60)

    def memory(self) -> float:
        """Megabytes of all its processes together (proportional set size: shared pages counted once)."""
        return sum(pss(pid) for pid in family(self.process.pid)) / 1024


def family(pid: int) -> Iterator[int]:
    """A process and all below it."""
    yield pid
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield from family(int(child))


def pss(pid: int) -> int:
    """Kilobytes of a process."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


@contextmanager
def serving_stock(folder: Path) -> Iterator[Server]:
    """The stock assistant over its REST channel."""
    port = free_port()
    with started(
        ["-m", "rasa", "run", "-i", "127.0.0.1", "-p", str(port), "--credentials", "credentials.yml"], folder, {}
    ) as process:
        server = Server(process, f"http://127.0.0.1:{port}")
        wait_for(server, "/")
        yield server


@contextmanager
def serving(home: Path, scenarios: Path) -> Iterator[Server]:
    """Sayso as `sayso run` starts it."""
    port = free_port()
    env = {
        "SAYSO_HOME": str(home),
        "SAYSO_SCENARIOS": str(scenarios),
        "SAYSO_LEARNER_RATE": "100000",
        "SAYSO_ADDRESS_RATE": "100000",
    }
    with started(["-m", "bot.cli", "run", "--port", str(port)], ROOT, env) as process:
        server = Server(process, f"http://127.0.0.1:{port}")
        wait_for(server, "/app/api/health")
        yield server


@contextmanager
def started(arguments: list[str], where: Path, env: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A process, stopped in the end."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        [sys.executable, *arguments], cwd=where, env=os.environ | QUIET | env, stdout=quiet, stderr=quiet
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(server: Server, path: str, patience: float = 180) -> None:
    """Waits until the server answers."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        if server.process.poll() is not None:
            sys.exit(f"{server.url} died with exit code {server.process.returncode}")
        try:
            if server.client.get(path).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.5)
    sys.exit(f"{server.url} did not answer within {patience:.0f} s")


class Rehearsal:
    """Rehearses the scenes of a library one after the other in one conversation. `chose`: seconds of each choosing."""

    def __init__(self, server: Server) -> None:
        self.server, self.said, self.begun = server, 0, 0
        self.chose: list[float] = []
        for choice in ("home", "answer:adult", "answer:keep", "skip"):
            self.post(choice=choice)

    def post(self, **what: str) -> tuple[float, dict[str, object]]:
        """Sends a message; the seconds it took and the answer."""
        began = time.perf_counter()
        answer = self.server.client.post("/app/api/messages", json={**what, "key": uuid.uuid4().hex})
        took = time.perf_counter() - began
        answer.raise_for_status()
        return took, answer.json()

    def begin(self) -> None:
        """Chooses the next scene and opens it through its questions."""
        for choice in ("home", "focus:role_dispute"):
            took, answer = self.post(choice=choice)
            self.chose.append(took)
        scenes = [choice for choice in self.offered(answer) if choice.startswith(f"scene:{SCENE}")]
        self.begun += 1
        # Far apart, so that it is never the same few scenes.
        _, answer = self.post(choice=scenes[self.begun * 37 % len(scenes)])
        while answer["rehearsal"] is None:
            _, answer = self.post(**self.reply_to(answer))

    @staticmethod
    def offered(answer: dict[str, object]) -> list[str]:
        """The choices that an answer offers."""
        return [choice["id"] for message in answer["messages"] for choice in message["choices"]]  # type: ignore[attr-defined]

    def reply_to(self, answer: dict[str, object]) -> dict[str, str]:
        """Goes past an open question."""
        offered = self.offered(answer)
        for choice in ("answer:no", "answer:start", "skip"):
            if choice in offered:
                return {"choice": choice}
        return {"choice": offered[0]}

    def turn(self) -> float:
        """One rehearsal turn; seconds. A new attempt is opened first when the last one has ended."""
        if not self.running:
            self.finish()
            self.begin()
        self.said += 1
        took, answer = self.post(text=LINES[self.said % len(LINES)])
        self.running = answer["rehearsal"] is not None
        return took

    running = False

    def finish(self) -> None:
        """Past the questions after an ending."""
        if self.said:
            for _ in range(2):
                self.post(choice="skip")


def alternate(theirs: Server | None, ours: Server, big: Server, turns: int) -> dict[str, list[float]]:
    """Seconds per turn of each, taken in turn; and per choosing, the first few left out."""
    figures: dict[str, list[float]] = {"stock": [], "ours": [], "big": []}
    rehearsals = {"ours": Rehearsal(ours), "big": Rehearsal(big)}
    for count in range(turns + 5):
        took = {"stock": stock_turn(theirs, STOCK_LINES[count % len(STOCK_LINES)], count)} if theirs else {}
        took |= {name: rehearsal.turn() for name, rehearsal in rehearsals.items()}
        if count >= 5:
            for name, value in took.items():
                figures[name].append(value)
    return figures | {f"{name} choosing": rehearsal.chose[4:] for name, rehearsal in rehearsals.items()}


def stock_turn(server: Server, line: str, count: int) -> float:
    """A plain turn of the stock assistant, in conversations of 20 turns as people have them; seconds."""
    began = time.perf_counter()
    server.client.post(
        "/webhooks/rest/webhook", json={"sender": f"bench-{count // 20}", "message": line}
    ).raise_for_status()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
