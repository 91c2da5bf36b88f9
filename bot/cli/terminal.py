"""What all commands share: where to print, where things are, and how an error reads."""

from __future__ import annotations

import os
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.markup import escape

from bot.settings import Settings, SettingsProblem
from bot.trouble import Exit, Trouble, disk_full, is_disk_full, speaks_of_full_disk

ROOT = Path(__file__).resolve().parents[2]
EXIT_CODES = (
    "Exit codes: 0 fine · 1 a problem in the content · 2 used the wrong way · 3 a server died · "
    "4 the port is taken · 5 the disk is full · 6 a problem with the key or the database"
)

BETWEEN = 2.0
"""Seconds between two words on how far something is."""
Thing = TypeVar("Thing")

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


def examples(*lines: str) -> str:
    """The end of a command's help: how it is used, one example a line."""
    return "Examples:\n\n" + "\n\n".join(f"  $ {line}" for line in lines)


def settings() -> Settings:
    """The settings, with relative folders made absolute for the programs we start. Raises SettingsProblem."""
    os.environ.setdefault("SAYSO_HOME", str(ROOT / ".sayso"))
    os.environ.setdefault("SAYSO_SCENARIOS", str(ROOT / "scenarios"))
    for name in ("SAYSO_HOME", "SAYSO_SCENARIOS"):
        os.environ[name] = str(Path(os.environ[name]).expanduser().absolute())
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    return Settings.from_environment()


def tell(line: str) -> None:
    """One line about what is going on, on standard error."""
    err.print(f"  {escape(line)}", soft_wrap=True)


@contextmanager
def busy(doing: str) -> Iterator[None]:
    """Show on a terminal that something goes on; print one line elsewhere."""
    if not err.is_terminal:
        tell(doing)
        yield
        return
    with err.status(f" {escape(doing)}", spinner="dots"):
        yield


def watched(items: Sequence[Thing], doing: str) -> Iterator[Thing]:
    """The items one by one; when it takes longer than two seconds, says on standard error how far it is."""
    began = told = time.monotonic()
    for number, item in enumerate(items):
        now = time.monotonic()
        if now - told > BETWEEN:
            told = now
            _tell_progress(f"{doing}: {number} of {len(items)}")
        yield item
    if told != began and err.is_terminal:
        err.print(" " * 60, end="\r")


def _tell_progress(line: str) -> None:
    """One line; on a terminal the next one goes over it."""
    err.print(f"  {escape(line)}".ljust(60), end="\r" if err.is_terminal else "\n", soft_wrap=True)


def show_trouble(trouble: Trouble) -> None:
    """What happened and the way out, on standard error."""
    err.print(f"\n  [bold]{escape(trouble.what)}[/bold]", soft_wrap=True)
    if trouble.way_out:
        err.print(f"  {escape(trouble.way_out)}", soft_wrap=True)


def explain(error: Exception) -> Trouble:
    """Any other exception as Trouble. What a library says may quote a learner: only its place is told."""
    if isinstance(error, SettingsProblem):
        return Trouble(str(error), "Change that variable, or unset it.", Exit.USAGE)
    if isinstance(error, OSError) and is_disk_full(error):
        return disk_full()
    if isinstance(error, OSError) and error.filename and error.strerror:
        return Trouble(f"{error.filename}: {error.strerror}.")
    return _of_the_store(error) or _a_bug(error)


def _of_the_store(error: Exception) -> Trouble | None:
    from bot.store import StoreProblem

    cause: BaseException | None = error
    while cause is not None:
        if speaks_of_full_disk(str(cause)):
            return disk_full("The database could not write: the disk is full.")
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, StoreProblem):
        return Trouble(str(error), "`sayso migrate` sets it up; `sayso doctor` looks at all.", Exit.DATABASE)
    return None


def _a_bug(error: Exception) -> Trouble:
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{type(error).__name__} in {Path(place.filename).name}:{place.lineno} ({place.name})"
    return Trouble(f"Something broke inside Sayso: {where}.", "That is a bug; please report it with this line.")
