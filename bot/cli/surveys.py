"""`sayso coverage` and `stats`: what scenarios amount to, and what of them is heard."""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer
from rich.markup import escape
from rich.table import Table

from bot.cli.content import find, scenario_files
from bot.cli.terminal import err, examples, out, settings, watched
from bot.trouble import Exit

if TYPE_CHECKING:
    from bot.scenarios.coverage import Coverage
    from bot.scenarios.model import Scenario
    from bot.scenarios.stats import Stats

Names = Annotated[
    Optional[list[str]],  # noqa: UP045 - typer reads it at run time
    typer.Argument(metavar="SCENARIO…", help="Ids or files (all scenarios)."),
]


class Form(str, Enum):
    """How a survey is printed."""

    table = "table"
    json = "json"


As = Annotated[Form, typer.Option("--format", help="table or json.")]


def add_to(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command(epilog=examples("sayso coverage", "sayso coverage parent_drops_in --walks 1000 --seed 2"))(coverage)
    app.command(epilog=examples("sayso stats", "sayso stats parent_drops_in --format json"))(stats)


def coverage(
    names: Names = None,
    walks: Annotated[int, typer.Option(min=0, help="Talks on each level.")] = 200,
    seed: Annotated[int, typer.Option(help="Which talks they are.")] = 1,
    allow: Annotated[int, typer.Option(min=0, help="How many lines may stay unheard.")] = 0,
    form: As = Form.table,
) -> None:
    """Let built-in learners talk, and say which lines nobody got to hear."""
    from bot.scenarios.coverage import cover

    found = [cover(scenario, walks, seed) for scenario in watched(chosen(names), "Talking")]
    never = sum(len(one.never) for one in found)
    if form is Form.json:
        print(json.dumps({"walks": walks, "seed": seed, "scenarios": [as_dict(one) for one in found]}, indent=2))
    else:
        show_coverage(found)
        err.print(f"  {len(found)} scenarios: {sum(len(one.lines) for one in found)} lines, {never} never heard")
    if never > allow:
        raise typer.Exit(Exit.CONTENT)


def chosen(names: Sequence[str] | None) -> list[Scenario]:
    """The scenarios of these names, or all. Raises Trouble."""
    return [find(name) for name in names or map(str, scenario_files([settings().scenarios]))]


def show_coverage(found: Sequence[Coverage]) -> None:
    """One scenario line by line, several in a row each; then the lines to look at, by place."""
    out.print(_by_line(found[0]) if len(found) == 1 else _by_scenario(found))
    for one in found:
        for line in (*one.never, *one.rare):
            what = (
                "[red]never heard[/red]" if not line.hits else "[yellow]heard only by one who was sent there[/yellow]"
            )
            out.print(
                f"{_place(line.place.file, line.place.line)}: {what}: {line.id} “{escape(line.says)}”", soft_wrap=True
            )


def _by_line(one: Coverage) -> Table:
    table = Table("line", "id", "says")
    table.add_column("heard", justify="right")
    for line in one.lines:
        table.add_row(str(line.place.line), line.id, escape(line.says), str(line.hits))
    return table


def _by_scenario(found: Sequence[Coverage]) -> Table:
    table = Table("scenario")
    for heading in ("lines", "least heard", "sent for", "never"):
        table.add_column(heading, justify="right")
    for one in found:
        hits = min(line.hits for line in one.lines)
        table.add_row(one.scenario.id, str(len(one.lines)), str(hits), str(len(one.rare)), str(len(one.never)))
    return table


def _place(file: str, line: int) -> str:
    path = Path(file)
    short = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    return f"{short}:{line}"


def as_dict(one: Coverage) -> dict[str, Any]:
    """A scenario's coverage as JSON types."""
    lines = [
        {"id": line.id, "file": line.place.file, "line": line.place.line, "says": line.says, "hits": line.hits,
         "sent": line.sent}
        for line in one.lines
    ]  # fmt: skip
    return {"id": one.scenario.id, "lines": lines, "never": len(one.never)}


def stats(names: Names = None, form: As = Form.table) -> None:
    """Say how long scenarios are, how hard to read, what they ask for, and how soon they can end well."""
    from bot.scenarios.stats import stats_of

    found = [stats_of(scenario) for scenario in watched(chosen(names), "Counting")]
    if form is Form.json:
        print(json.dumps([one.as_dict() for one in found], indent=2))
        return
    if len(found) == 1:
        show_one(found[0])
    else:
        show_many(found)


def show_many(found: Sequence[Stats]) -> None:
    """A row each."""
    table = Table("scenario", "focus")
    for heading in ("min", "beats", "replies", "lines", "words", "grade", "good/retry/exit", "fewest turns"):
        table.add_column(heading, justify="right")
    table.add_column("tactics")
    for one in found:
        numbers = (one.minutes, one.beats, one.replies, one.lines, one.words, max(one.grades.values()))
        ends = "/".join(map(str, one.endings.values()))
        turns = "/".join(str(len(way)) if way else "–" for way in one.shortest.values())
        tactics = ", ".join(f"{tactic} {lines}" for tactic, lines in one.tactics.items())
        table.add_row(one.id, one.focus, *map(str, numbers), ends, turns, tactics)
    out.print(table)


def show_one(one: Stats) -> None:
    """All of one scenario, in words."""
    tactics = ", ".join(f"{tactic} {lines}" for tactic, lines in one.tactics.items())
    grades = ", ".join(f"{speaker} {grade}" for speaker, grade in one.grades.items())
    ends = ", ".join(f"{number} {kind}" for kind, number in one.endings.items() if number)
    for what, how in (
        (
            "size",
            f"{one.beats} beats, {one.replies} replies, {one.lines} lines, {one.words} words, {one.minutes} minutes",
        ),
        ("reading grade", grades),
        ("lines by tactic", tactics),
        ("endings", ends),
    ):
        out.print(f"[bold]{what}[/bold]: {how}", soft_wrap=True)
    for level, way in one.shortest.items():
        turns = "; then ".join(", ".join(sorted(markers)) or "nothing" for markers in way or ())
        how = f"{len(way)} turns: {turns}" if way else "cannot be reached"
        out.print(f"[bold]soonest good ending, {level}[/bold]: {how}", soft_wrap=True)
    table = Table("marker", title="What asks for each marker")
    for heading in ("goals", "conditions", "examples"):
        table.add_column(heading, justify="right")
    for marker, asked in one.markers.items():
        table.add_row(marker, str(asked.goals), str(asked.conditions), str(asked.examples))
    out.print(table)
