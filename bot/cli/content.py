"""`sayso new`, `check`, `graph`, `schema`, `play`: what a trainer does with scenarios."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer
from rich.text import Text

from bot.cli.terminal import ROOT, busy, err, examples, out, settings, tell, watched
from bot.trouble import Exit, Trouble
from bot.vocabulary import FOCUS_AREAS

if TYPE_CHECKING:
    from bot.scenarios.check import Reader
    from bot.scenarios.model import Scenario
    from bot.scenarios.problems import Problem

Name = Annotated[str, typer.Argument(metavar="SCENARIO", help="A scenario's id, or a file.")]


class Format(str, Enum):
    """How `sayso check` tells what it found."""

    text = "text"
    json = "json"
    github = "github"


TEMPLATE = ROOT / "scenarios" / "template" / "template.yml"


def add_to(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command(epilog=examples("sayso new asking_for_a_raise --focus role_transition --relation work"))(new)
    app.command(epilog=examples("sayso check", "sayso check scenarios/parent_drops_in.yml --with-model"))(check)
    app.command(epilog=examples("sayso graph parent_drops_in > talk.mmd"))(graph)
    app.command(epilog=examples("sayso schema", "sayso schema --check"))(schema)
    app.command(
        epilog=examples("sayso play parent_drops_in --level warm", "sayso play parent_drops_in --as passive --seed 3")
    )(play)


def new(
    scenario: Annotated[str, typer.Argument(metavar="ID", help="Its name: small letters, digits and _.")],
    focus: Annotated[str, typer.Option(help=f"{', '.join(FOCUS_AREAS)}.")] = "role_dispute",
    relation: Annotated[str, typer.Option(help="family, partner, ex, friend, work or other.")] = "friend",
    title: Annotated[Optional[str], typer.Option(help="What the learner reads when choosing.")] = None,  # noqa: UP045
    locale: Annotated[Optional[str], typer.Option(help="The language, such as en or en-GB.")] = None,  # noqa: UP045
) -> None:
    """Begin a scenario: a whole talk with a comment on every part, ready to be changed."""
    from bot.scenarios.load import ScenarioError
    from bot.scenarios.template import NotNew, begin

    chosen = {"focus": focus, "relation": relation, "title": title, "locale": locale}
    try:
        file = _short(begin(settings().scenarios, scenario, TEMPLATE, **chosen))
    except NotNew as refusal:
        raise Trouble(str(refusal), "Choose another name.", Exit.USAGE) from refusal
    except ScenarioError as refusal:
        found = refusal.problems[0]
        raise Trouble(f"{found.message} {found.hint}", "Nothing was written.", Exit.USAGE) from refusal
    out.print(
        f"{file} is written. It is a whole talk already: change it line by line until it is yours.", soft_wrap=True
    )
    for command, what in (("check", f"{file}"), ("play", scenario), ("check --accept", f"{file}")):
        out.print(f"  sayso {command} {what}", soft_wrap=True)


def check(
    paths: Annotated[
        Optional[list[Path]],  # noqa: UP045 - typer reads it at run time
        typer.Argument(help="Files or folders (the folder of the scenarios).", exists=True),
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="text, json, or github for annotations.")] = Format.text,
    with_model: Annotated[
        bool, typer.Option("--with-model", help="Also read the example answers with the trained model.")
    ] = False,
    accept: Annotated[
        bool, typer.Option("--accept", help="Record today's structure of each revision as the accepted one.")
    ] = False,
) -> None:
    """Say what is wrong with scenarios: file, line, what, and how to mend it."""
    files = scenario_files(paths or [settings().scenarios])
    if accept:
        accept_revisions(files)
    found = problems_of(files, model_reader() if with_model else None)
    SHOW[form](found)
    errors = sum(problem.severity == "error" for problem in found)
    if form is Format.text:
        warned = len(found) - errors
        err.print(f"  {len(files)} scenarios: {errors} errors, {warned} warnings")
        tell_drafts(files)
    if errors:
        raise typer.Exit(Exit.CONTENT)


def tell_drafts(files: Iterable[Path]) -> None:
    """Say which of these are drafts still, as people forget."""
    from bot.scenarios.revisions import drafts, read_lock

    unfinished = {
        folder / f"{id}.yml" for folder in {file.parent for file in files} for id in drafts(read_lock(folder))
    }
    if names := sorted(file.stem for file in unfinished & set(files)):
        tell(f"Still a draft: {', '.join(names)}. When you are happy with it, run `sayso check --accept`.")


def scenario_files(paths: Iterable[Path]) -> list[Path]:
    """The scenario files in these folders, and the files among these. Raises Trouble when there is none."""
    from bot.scenarios.check import scenario_files as in_folder

    files = [file for path in paths for file in (in_folder(path) if path.is_dir() else [path])]
    if not files:
        raise Trouble("There are no scenarios there.", "Name a file that ends in .yml, or a folder of them.")
    return [_short(file) for file in files]


def _short(file: Path) -> Path:
    """The path as seen from here, when it is below."""
    return file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file


def problems_of(files: Sequence[Path], reader: Reader | None) -> list[Problem]:
    """All that is wrong with these files."""
    from bot.scenarios.check import check_file

    try:
        return sorted(problem for file in watched(files, "Checking") for problem in check_file(file, reader=reader))
    except ValueError as error:  # the record of revisions is broken; the message says where
        raise Trouble(str(error)) from error


def model_reader() -> Reader:
    """The trained model as the checker wants it."""
    from bot.cli.analyser import Utterance
    from bot.cli.reading import load
    from bot.vocabulary import Mark

    analyser = load()

    def read(words: str, line: str) -> Sequence[Mark]:
        return [Mark(**mark) for mark in analyser.read(Utterance(words, line))["markers"]]

    return read


def accept_revisions(files: Iterable[Path]) -> None:
    """Record these scenarios' structures beside them. Raises ScenarioError for a file that cannot be read."""
    from bot.scenarios.load import load_scenario
    from bot.scenarios.revisions import accept

    by_folder: dict[Path, list[Scenario]] = {}
    for file in files:
        by_folder.setdefault(file.parent, []).append(load_scenario(file))
    for folder, scenarios in by_folder.items():
        changed = accept(folder, scenarios)
        tell(f"{len(changed)} revisions recorded in {folder}")


def as_text(found: Iterable[Problem]) -> None:
    """One problem a line, `file:line:column` first."""
    for problem in found:
        colour = "red" if problem.severity == "error" else "yellow"
        place = f"{problem.file}:{problem.line}:{problem.column}"
        line = Text.assemble(
            (place, "bold"), ": ", (problem.code, colour), f" {problem.message} ", (problem.hint, "dim")
        )
        out.print(line, soft_wrap=True)


def as_json(found: Iterable[Problem]) -> None:
    """One JSON list."""
    print(json.dumps([problem.as_dict() for problem in found], ensure_ascii=False, indent=2))


def as_github(found: Iterable[Problem]) -> None:
    """GitHub's workflow commands, which show each problem beside its line."""
    for problem in found:
        place = f"file={problem.file},line={problem.line},col={problem.column},title={problem.code}"
        text = f"{problem.message} {problem.hint}".replace("%", "%25").replace("\n", "%0A")
        print(f"::{problem.severity} {place}::{text}")


SHOW = {Format.text: as_text, Format.json: as_json, Format.github: as_github}


def find(name: str) -> Scenario:
    """The scenario of this id, or in this file. Raises Trouble."""
    from bot.scenarios.load import ScenarioError, load_scenario

    folder = settings().scenarios
    file = Path(name) if name.endswith(".yml") else folder / f"{name}.yml"
    if not file.is_file():
        raise Trouble(f"There is no scenario {name}.", _near(name, folder), Exit.USAGE)
    try:
        return load_scenario(file)
    except ScenarioError as refusal:
        raise Trouble(str(refusal.problems[0]), f"`sayso check {_short(file)}` shows all of it.") from refusal


def _near(name: str, folder: Path) -> str:
    import difflib

    names = sorted(file.stem for file in folder.glob("*.yml"))
    near = difflib.get_close_matches(name, names, n=1)
    return f"Did you mean {near[0]}?" if near else f"There are: {', '.join(names) or 'none'}."


def graph(scenario: Name) -> None:
    """Draw a scenario as a Mermaid flow chart."""
    from bot.scenarios.graph import mermaid

    print(mermaid(find(scenario)), end="")


def schema(
    compare: Annotated[bool, typer.Option("--check", help="Only say whether the file is up to date.")] = False,
) -> None:
    """Write the JSON schema that editors check scenarios with."""
    from bot.scenarios.schema import schema_text

    file = ROOT / "scenarios" / "schema" / "scenario.schema.json"
    wanted = schema_text()
    if file.is_file() and file.read_text(encoding="utf-8") == wanted:
        out.print(f"{_short(file)} is up to date.", soft_wrap=True)
        return
    if compare:
        raise Trouble(f"{_short(file)} is not up to date.", "Run `sayso schema`.")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(wanted, encoding="utf-8")
    out.print(f"{_short(file)} is written.", soft_wrap=True)


def play(
    scenario: Name,
    level: Annotated[Optional[str], typer.Option(help="warm, wary or hard.")] = None,  # noqa: UP045
    beat: Annotated[Optional[str], typer.Option("--from", metavar="BEAT", help="Begin at this beat.")] = None,  # noqa: UP045
    style: Annotated[
        Optional[str],  # noqa: UP045 - typer reads it at run time
        typer.Option("--as", help="A built-in learner plays: passive, assertive, aggressive or mixed."),
    ] = None,
    seed: Annotated[int, typer.Option(help="Which talk the built-in learner has.")] = 1,
    tactics: Annotated[
        Optional[str],  # noqa: UP045 - typer reads it at run time
        typer.Option(help="Where a learner picks them: how the other pushes back, such as anger,silence."),
    ] = None,
    show_state: Annotated[
        bool, typer.Option("--show-state", help="Show markers, beats, meters and turns as well.")
    ] = False,
) -> None:
    """Walk a scenario here, without Rasa: in your own words, or let a built-in learner play it."""
    from bot.cli.play import Chosen, beat_of, level_of, picked_from, style_given
    from bot.cli.play import play as walk

    found = find(scenario)
    picked = picked_from(found, tactics, seed)
    chosen = Chosen(level_of(found, level), beat_of(found, beat), seed, style_given(style), show_state, picked)
    walk(found, chosen, sys.stdin, None if chosen.style else turn_reader())


def turn_reader() -> Reader:
    """What reads a rehearsal's turns: rules, and the encoder where it is installed."""
    with busy("Loading what reads your words"):
        from bot.understanding.reader import TurnReader, encoder_from_environment

        return TurnReader(encoder=encoder_from_environment()).read
