"""`sayso shell`: the same talk as on the page, in the terminal."""

from __future__ import annotations

import signal
import sys
from typing import Annotated, Optional

import typer

from bot.cli.terminal import err, examples, settings


def add_to(app: typer.Typer) -> None:
    """Add this module's command."""
    app.command(epilog=examples("sayso shell", "sayso shell --new", "printf 'hello\\n1\\n' | sayso shell"))(shell)


def shell(
    new: Annotated[bool, typer.Option("--new", help="Begin afresh, as somebody new.")] = False,
    url: Annotated[
        Optional[str],  # noqa: UP045 - typer reads it at run time
        typer.Option(help="Talk to a Sayso that runs already, instead of starting one."),
    ] = None,
) -> None:
    """Talk to Sayso here. A number picks a choice; Ctrl-D leaves. The talk goes on where it stopped."""
    from bot.cli.repl import Client, Repl, View
    from bot.cli.serving import running
    from bot.serve import free_port

    chosen = settings()
    cookies = chosen.home / "shell_cookie"
    if new:
        cookies.unlink(missing_ok=True)
    view = View()
    if url is not None:
        Repl(Client(url, cookies), view).run(sys.stdin)
        return
    with running(chosen, free_port()) as (supervisor, address):
        err.print("  Ctrl-D leaves.\n")
        signal.signal(signal.SIGINT, signal.default_int_handler)  # at the prompt, Ctrl-C leaves at once

        def stopped() -> bool:
            supervisor.check()
            return supervisor.asked_to_stop.is_set()

        Repl(Client(address, cookies), view, stopped).run(sys.stdin)
