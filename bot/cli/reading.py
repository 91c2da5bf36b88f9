"""`sayso analyse`: what the trained model reads in lines of text."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer
from rich.table import Table
from rich.text import Text

from bot.cli.terminal import ROOT, busy, examples, out, settings, tell
from bot.quiet import hush

if TYPE_CHECKING:
    from bot.cli.analyser import Analyser


def add_to(app: typer.Typer) -> None:
    """Add this module's command."""
    lines = ("sayso analyse lines.txt", "echo 'Please call before you come.' | sayso analyse")
    app.command(epilog=examples(*lines, "sayso analyse lines.jsonl --table"))(analyse)


def analyse(
    file: Annotated[
        Optional[typer.FileText],  # noqa: UP045 - typer reads it at run time
        typer.Argument(
            encoding="utf-8",
            help="One utterance a line: plain text, or JSON with `text` and maybe `counterpart` "
            "and `state` (in_role). Standard input without it.",
        ),
    ] = None,  # fmt: skip
    table: Annotated[bool, typer.Option("--table", help="A table to read instead of JSON lines.")] = False,
) -> None:
    """Print what Sayso reads in each line, in order, as one JSON object a line."""
    from bot.cli.analyser import utterance

    settings()
    said = [utterance(line.rstrip("\r\n"), number) for number, line in enumerate(file or sys.stdin, 1)]
    analyser = load()
    show = as_table if table else as_lines
    show(analyser.read(one) for one in said)


def load() -> Analyser:
    """The model for today's training data, trained first if need be. Raises Trouble."""
    from bot.cli.analyser import Analyser
    from bot.train import ensure_model

    hush()
    model = ensure_model(ROOT, tell)
    with busy("Loading the model"), keeping_stdout_clean():
        return Analyser.load(model)


@contextmanager
def keeping_stdout_clean() -> Iterator[None]:
    """While libraries load, what they print goes to standard error."""
    kept, sys.stdout = sys.stdout, sys.stderr
    try:
        yield
    finally:
        sys.stdout = kept


def as_lines(read: Iterable[dict[str, Any]]) -> None:
    """One JSON object a line."""
    for one in read:
        print(json.dumps(one, ensure_ascii=False), flush=True)


def as_table(read: Iterable[dict[str, Any]]) -> None:
    """A table: the words with what was marked underlined, and what was read in them."""
    from bot.cli.repl import underlined

    table = Table("words", "intent", "markers", "style", "safety")
    for one in read:
        markers = ", ".join(f"{mark['marker']} {mark['confidence']:.2f}" for mark in one["markers"])
        words = underlined(one["text"], one["markers"])
        table.add_row(words, str(one["intent"]["name"]), Text(markers), one["style"], one["safety"]["label"])
    out.print(table)
