"""`sayso doctor`: is everything there that Sayso needs? Each line says ok, or what to do."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass

import typer
from rich.markup import escape

from bot.cli.serving import ROOM
from bot.cli.terminal import ROOT, examples, explain, out, settings
from bot.settings import Settings
from bot.trouble import Exit, Trouble


@dataclass(frozen=True)
class Finding:
    """One thing looked at: what it is, how it is, and the Trouble if there is any."""

    what: str
    how: str = ""
    trouble: Trouble | None = None


def add_to(app: typer.Typer) -> None:
    """Add this module's command."""
    app.command(epilog=examples("sayso doctor"))(doctor)


def doctor() -> None:
    """Look at Python, packages, settings, model, scenarios, port, disk, key and database; say what to mend."""
    findings = [look(what, check) for what, check in CHECKS.items()]
    for finding in findings:
        show(finding)
    troubles = [finding.trouble for finding in findings if finding.trouble]
    if troubles:
        raise typer.Exit(troubles[0].code)


def look(what: str, check: Callable[[Settings], str]) -> Finding:
    """Run one check; whatever it raises becomes its finding."""
    try:
        return Finding(what, check(settings()))
    except Trouble as trouble:
        return Finding(what, trouble=trouble)
    except Exception as error:
        return Finding(what, trouble=explain(error))


def show(finding: Finding) -> None:
    """Print one line, and the way out under it when there is a problem."""
    if finding.trouble is None:
        out.print(f"[green]ok[/green]       {finding.what}: {escape(finding.how)}", soft_wrap=True)
        return
    out.print(f"[bold red]problem[/bold red]  {finding.what}: {escape(finding.trouble.what)}", soft_wrap=True)
    if finding.trouble.way_out:
        out.print(f"         {escape(finding.trouble.way_out)}", soft_wrap=True)


def python(_: Settings) -> str:
    """Python's version: Rasa needs 3.10."""
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] != (3, 10):
        raise Trouble(f"This is Python {version}; Rasa needs 3.10.", "Run `make setup` and use .venv/bin/sayso.")
    return version


def packages(_: Settings) -> str:
    """Rasa's version, without importing it."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"rasa {version('rasa')}, rasa-sdk {version('rasa-sdk')}"
    except PackageNotFoundError as error:
        raise Trouble(f"{error.name} is not installed.", "Run `make setup`.") from error


def configuration(chosen: Settings) -> str:
    """Whether the settings can be used; where things are kept."""
    return f"things are kept in {chosen.home}"


def model(_: Settings) -> str:
    """Whether there is a model for today's training data."""
    from bot.train import model_path

    path = model_path(ROOT)
    if not path.exists():
        raise Trouble("There is no model for today's training data.", "Run `sayso train` (`sayso run` does it too).")
    return path.name


def scenarios(chosen: Settings) -> str:
    """Whether all scenarios can be played. One that cannot keeps its last good version until a restart."""
    from bot.scenarios.library import Library

    library = Library(chosen.scenarios)
    if broken := library.problems():
        raise Trouble(str(broken[0]), f"`sayso check` shows all {len(broken)} problems." if broken[1:] else "")
    return f"{len(library.ids())} can be played"


def port(chosen: Settings) -> str:
    """Whether the page's port is free, or held by Sayso itself."""
    from bot.serve import claim, status_of

    if status_of(chosen.host, chosen.port, "/app/api/health") == 200:
        return f"Sayso is running on {chosen.port}"
    claim(chosen.port, chosen.host)
    return f"{chosen.port} is free"


def disk(chosen: Settings) -> str:
    """How much room there is where Sayso writes."""
    place = next(folder for folder in (chosen.home, *chosen.home.parents) if folder.exists())
    free = shutil.disk_usage(place).free
    if free < ROOM:
        raise Trouble(f"There is hardly any room left on the disk of {place}.", "Free some.", Exit.DISK_FULL)
    return f"{free / 1e9:.0f} GB free"


def database(chosen: Settings) -> str:
    """Whether the database answers, is migrated, and opens with the key."""
    from bot.store import open_log

    log = open_log(chosen)
    try:
        log.ping()
    finally:
        log.close()
    return "answers, and the key fits"


CHECKS: dict[str, Callable[[Settings], str]] = {
    "Python": python,
    "packages": packages,
    "settings": configuration,
    "model": model,
    "scenarios": scenarios,
    "port": port,
    "disk": disk,
    "key and database": database,
}
