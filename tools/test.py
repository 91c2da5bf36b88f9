#!/usr/bin/env python3
"""Run all checks and tests, each stage whatever became of the one before: `make test`, `make test ONLY=unit`.

The last line is the total over all stages: "N passed, M failed, K skipped". What cannot run on this machine
is named as skipped; with SAYSO_TEST_NO_SKIP=1 (as in CI) a skip is a failure.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"
NO_SKIP = os.environ.get("SAYSO_TEST_NO_SKIP") == "1"
QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "",
    "PYTHONUNBUFFERED": "1",
    "MPLBACKEND": "agg",
}
COUNTS = re.compile(r"(\d+) (passed|failed|skipped|errors?|xfailed|xpassed)")
TOTALS = {"passed": "passed", "xfailed": "passed", "skipped": "skipped"}
NOTHING_RAN = 5  # pytest's exit code
LONGEST = 900.0  # seconds that one stage may take

console = Console(highlight=False)


@dataclass
class Result:
    """What came of a stage: how many passed, failed and were skipped; why it was skipped as a whole."""

    counts: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    note: str = ""


@dataclass(frozen=True)
class Stage:
    """A name, a command, and what must be there first: `needs` gives the reason it cannot run, or ""."""

    name: str
    command: Sequence[str]
    needs: Callable[[], str] = lambda: ""

    @property
    def is_pytest(self) -> bool:
        """Whether its tests are counted one by one."""
        return "pytest" in self.command


def tool(name: str, *arguments: str) -> list[str]:
    """A command of .venv's."""
    return [str(BIN / name), *arguments]


def pytest(folder: str, *arguments: str) -> list[str]:
    """A pytest run in one of the environments."""
    return [str(ROOT / folder / "bin" / "python"), "-m", "pytest", "-q", *arguments]


def environment(name: str) -> str:
    """Make an environment of the tests' own; why it cannot be had, or ""."""
    made = subprocess.run([sys.executable, "tools/environment.py", name], cwd=ROOT, stderr=subprocess.PIPE, text=True)
    return "" if made.returncode == 0 else " ".join(made.stderr.split()[-40:])


def browser() -> str:
    """Why the browser tests cannot run, or ""."""
    if not any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")):
        return "no chromium on this machine (`apt-get install chromium`)"
    return environment("web")


BROWSER = "tests/web/browser"
RASA_ONLY = ("understanding", "channels", "encoder", "bench")
STAGES = [
    Stage("lint", tool("ruff", "check", "--quiet", "--output-format=concise", ".")),
    Stage("format", tool("ruff", "format", "--check", "--output-format=concise", ".")),
    Stage("types", tool("mypy")),
    Stage("imports", tool("lint-imports")),
    Stage("schema", tool("sayso", "schema", "--check")),
    Stage("data", tool("python", "-m", "rasa", "data", "validate", "--fail-on-warnings", "--quiet")),
    Stage("model", tool("sayso", "train")),
    Stage("scenarios", tool("sayso", "check")),
    Stage("unit", pytest(".venv", "tests/unit", "tests/scenarios")),
    Stage("assistant", pytest(".venv", "tests/actions", "tests/dialogues", "tests/nlu", "tests/web",
                              f"--ignore={BROWSER}")),  # fmt: skip
    Stage("faults", pytest(".venv", "tests/faults")),
    Stage("browser", pytest(".venv-web", "-c", f"{BROWSER}/pytest.ini", BROWSER), browser),
    Stage("new", pytest(".venv-new", "tests/unit", *(f"--ignore=tests/unit/{name}" for name in RASA_ONLY)),
          lambda: environment("new")),
]  # fmt: skip


def run(stage: Stage, more: Sequence[str]) -> Result:
    """Run one stage, showing what it prints."""
    console.rule(stage.name, align="left")
    started = time.monotonic()
    reason = stage.needs()
    result = Result(Counter(skipped=1), note=reason) if reason else _run(stage, more)
    result.seconds = time.monotonic() - started
    return result


def _run(stage: Stage, more: Sequence[str]) -> Result:
    code, output = show([*stage.command, *(more if stage.is_pytest else [])])
    if not stage.is_pytest:
        return Result(Counter(passed=1) if code == 0 else Counter(failed=1))
    counts = tally(output)
    if code != 0 and not counts["failed"]:
        counts["failed"] = 1  # pytest itself could not run, or ran nothing
    return Result(counts, note="no test was run" if code == NOTHING_RAN else "")


def show(command: Sequence[str]) -> tuple[int, str]:
    """Run a command with its output passed on as it comes; its exit code and the end of the output."""
    quiet = {**os.environ, **QUIET, **({} if "pytest" in command else {"PYTHONWARNINGS": "ignore"})}
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    end = b""
    with subprocess.Popen(command, cwd=ROOT, env=quiet, start_new_session=True, **pipes) as process, limit(process):
        assert process.stdout is not None
        while chunk := os.read(process.stdout.fileno(), 65536):
            sys.stdout.buffer.write(chunk)
            sys.stdout.flush()
            end = (end + chunk)[-2000:]
    return process.returncode, "\n".join(end.decode("utf-8", "replace").splitlines()[-3:])


@contextmanager
def limit(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """End a stage that hangs, with all that it started; and end it when the whole run is stopped."""

    def end() -> None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)

    timer = threading.Timer(LONGEST, end)
    timer.start()
    try:
        yield
    except BaseException:
        end()
        raise
    finally:
        timer.cancel()


def tally(output: str) -> Counter[str]:
    """How many tests passed, failed and were skipped, from the end of pytest's output."""
    counts: Counter[str] = Counter()
    for number, kind in COUNTS.findall(output):
        counts[TOTALS.get(kind, "failed")] += int(number)
    return counts


def report(results: dict[str, Result]) -> int:
    """Print the table and the total; the exit code."""
    table = Table("stage", "passed", "failed", "skipped", "seconds", "")
    total: Counter[str] = Counter()
    for name, result in results.items():
        total += result.counts
        numbers = [str(result.counts[kind]) for kind in ("passed", "failed", "skipped")]
        table.add_row(name, *numbers, f"{result.seconds:.0f}", result.note)
    console.print(table)
    for name, result in results.items():
        if result.counts["skipped"]:
            what = result.note or f"{result.counts['skipped']} tests; run it alone to see which"
            console.print(f"SKIPPED in {name}: {what}", soft_wrap=True)
    print(f"{total['passed']} passed, {total['failed']} failed, {total['skipped']} skipped", flush=True)
    return int(bool(total["failed"] or not total["passed"] or (NO_SKIP and total["skipped"])))


def main(arguments: list[str] | None = None) -> int:
    """Run the stages named, or all of them."""
    names = [stage.name for stage in STAGES]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("only", nargs="*", metavar="STAGE", help=f"of: {', '.join(names)} (all)")
    parser.add_argument("--more", nargs=argparse.REMAINDER, default=[], help="passed on to pytest")
    options = parser.parse_args(arguments)
    if unknown := set(options.only) - set(names):
        parser.error(f"no stage {unknown.pop()!r}; there are: {', '.join(names)}")
    chosen = [stage for stage in STAGES if not options.only or stage.name in options.only]
    return report({stage.name: run(stage, options.more) for stage in chosen})


if __name__ == "__main__":
    sys.exit(main())
