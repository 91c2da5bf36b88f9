"""`sayso run`, `sayso train`, `sayso migrate`: getting the servers up."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Optional

import typer

from bot.cli.terminal import ROOT, busy, err, examples, out, settings, tell
from bot.daily import Daily
from bot.serve import Supervisor, claim, sayso_servers
from bot.settings import Settings
from bot.trouble import disk_full

ROOM = 50_000_000  # bytes that a talk, its logs and SQLite's journal must find

Port = Annotated[
    Optional[int],  # noqa: UP045 - typer reads it at run time
    typer.Option("--port", "-p", min=1, max=65535, help="Port of the page (SAYSO_PORT, else 5005)."),
]


def add_to(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command(epilog=examples("sayso run", "sayso run --port 5010", "sayso run --trainer"))(run)
    app.command(epilog=examples("sayso train", "sayso train --fresh"))(train)
    app.command(epilog=examples("sayso migrate"))(migrate)


def run(
    port: Port = None,
    trainer: Annotated[
        bool, typer.Option("--trainer", help="Also draw, check and try scenarios on a page, at this machine only.")
    ] = False,
) -> None:
    """Start Sayso, print its address, and stop it on Ctrl-C."""
    chosen = settings()
    if trainer:
        os.environ.setdefault("SAYSO_TRAINER", "local")
    with running(chosen, port or chosen.port) as (supervisor, address):
        out.print(f"\n  Sayso is at [bold]{address}[/bold]", soft_wrap=True)
        if os.environ.get("SAYSO_TRAINER", "") not in ("", "off"):
            out.print(f"  The trainer's view is at [bold]{address}trainer/[/bold]", soft_wrap=True)
        err.print("  Ctrl-C stops it.\n")
        forgetting = daily_forgetting(chosen)
        if err.is_terminal:
            with err.status(f" running at {address}", spinner="dots"):
                supervisor.watch(forgetting)
        else:
            supervisor.watch(forgetting)
    err.print("  Stopped. See you next time.")


@contextmanager
def running(chosen: Settings, port: int) -> Iterator[tuple[Supervisor, str]]:
    """Everything started and answering, with the page's address; all of it stopped at the end.

    Raises Trouble when something is in the way.
    """
    claim(port, chosen.host)
    prepare(chosen)
    with busy("Looking at the model"):
        model = _model()
    servers = sayso_servers(model, chosen.home / "logs", port=port, host=chosen.host)
    supervisor = Supervisor(servers, tell)
    with supervisor.signals():
        try:
            with busy("Starting the servers (about 15 seconds)"):
                supervisor.start()
            if not supervisor.asked_to_stop.is_set():
                yield supervisor, f"http://{servers[-1].host}:{port}/app/"
        finally:
            supervisor.stop()


def prepare(chosen: Settings) -> None:
    """The home folder, the database and the key, ready to be used; words past their time go.

    Raises Trouble or StoreProblem.
    """
    from bot.store import forget_old_words, migrate, open_log

    check_room(chosen.home)
    migrate(chosen)
    open_log(chosen).close()
    forget_old_words(chosen)


def daily_forgetting(chosen: Settings, clock: Callable[[], float] = time.time) -> Daily:
    """Removes words past their time once a day, for as long as Sayso runs."""
    from bot.store import forget_old_words

    failed = "Words past their time could not be removed ({}). It is tried again in an hour."
    return Daily(lambda: forget_old_words(chosen), lambda kind: tell(failed.format(kind)), clock)


def check_room(home: Path) -> None:
    """Raise Trouble (exit code 5) when there is hardly any room where Sayso writes."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    if shutil.disk_usage(home).free < ROOM:
        raise disk_full(f"The disk that holds {home} is full.")


def _model() -> Path:
    from bot.train import ensure_model

    return ensure_model(ROOT, tell)


def train(
    fresh: Annotated[bool, typer.Option("--fresh", help="Train even if nothing has changed.")] = False,
) -> None:
    """Train the model if what it is made from has changed."""
    from bot.train import ensure_model, model_path

    there = model_path(ROOT).exists() and not fresh
    with busy("Training the model" if not there else "Looking at the model"):
        model = ensure_model(ROOT, tell, fresh=fresh)
    out.print(f"{os.path.relpath(model)} {'is up to date' if there else 'is trained'}", soft_wrap=True)


def migrate() -> None:
    """Bring the database to the newest form. `sayso run` does it too."""
    chosen = settings()
    check_room(chosen.home)
    from bot import store

    store.migrate(chosen)
    out.print("The database is up to date.")
