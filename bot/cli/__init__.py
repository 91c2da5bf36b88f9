"""The `sayso` command. Each command is thin; what does the work is imported when it runs."""

from __future__ import annotations

import sys

import typer

from bot.cli import content, doctor, reading, records, serving, surveys, talking
from bot.cli.terminal import EXIT_CODES, explain, show_trouble
from bot.trouble import Exit, Trouble

app = typer.Typer(
    name="sayso",
    help="Rehearse a hard talk before you have it.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    # A traceback of ours must not print local variables: they may hold a learner's words.
    pretty_exceptions_enable=False,
)

for module in (serving, talking, content, surveys, reading, records, doctor):
    module.add_to(app)


def main() -> None:
    """Run the command line; every problem ends in plain words on standard error and an exit code."""
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:  # `sayso … | head`
        sys.stderr.close()
        sys.exit(Exit.OK)
    except Exception as error:
        trouble = error if isinstance(error, Trouble) else explain(error)
        show_trouble(trouble)
        sys.exit(trouble.code)
