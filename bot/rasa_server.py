"""Serves the trained model and the web channel with Rasa.

What `rasa run` does, without loading the rest of Rasa's command line first, without its HTTP API, and with
logs that hold no learner's words.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from functools import partial
from pathlib import Path
from typing import Any

from bot.quicken import quicken
from bot.quiet import hush
from bot.serve import GRACE_SECONDS, HOST, end_with_parent


def serve(model: Path, host: str, port: int, credentials: str, endpoints: str) -> None:
    """Serve until told to stop. Raises what loading the channel raises; exits when the model does not."""
    import rasa.core.run
    import rasa.core.utils
    from rasa.utils.common import update_sanic_log_level

    keep_quiet()
    where = rasa.core.utils.AvailableEndpoints.read_endpoints(endpoints)
    channels = rasa.core.run.create_http_input_channels(None, credentials)
    app = rasa.core.run.configure_app(channels, enable_api=False, port=port, endpoints=where)
    app.register_listener(partial(load, model, where), "before_server_start")
    app.register_listener(rasa.core.run.close_resources, "after_server_stop")
    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = GRACE_SECONDS
    update_sanic_log_level()
    workers = rasa.core.utils.number_of_sanic_workers(where.lock_store)
    app.run(host, port, workers=workers, access_log=False, motd=False)


def keep_quiet() -> None:
    """Warnings and worse only, and none with a learner's words."""
    from rasa.utils.common import configure_logging_and_warnings
    from rasa.utils.log_utils import configure_structlog

    from bot.channels.logs import keep_words_out

    configure_logging_and_warnings(logging.WARNING)
    configure_structlog(logging.WARNING)
    keep_words_out()


async def load(model: Path, endpoints: Any, app: Any, loop: Any) -> None:
    """Load the model before the first request. Rasa itself would go on serving without one."""
    import rasa.core.run

    agent = await rasa.core.run.load_agent_on_start(str(model), endpoints, None, app, loop)
    if not agent.is_ready():
        print(f"The model {model} could not be loaded. `sayso train --fresh` makes it again.", flush=True)
        os._exit(1)
    quicken()


def main(arguments: list[str] | None = None) -> None:
    """`python -m bot.rasa_server models/….tar.gz --port 5005`."""
    parser = argparse.ArgumentParser(prog="python -m bot.rasa_server", description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--host", default=HOST)
    parser.add_argument("--port", type=int, default=5005)
    parser.add_argument("--credentials", default="credentials.yml")
    parser.add_argument("--endpoints", default="endpoints.yml")
    parser.add_argument("--with-parent", action="store_true", help="stop when standard input closes")
    options = parser.parse_args(arguments)
    hush()
    if options.with_parent:
        end_with_parent()
    if not options.model.is_file():
        sys.exit(f"There is no model {options.model}. Run `sayso train`.")
    serve(options.model, options.host, options.port, options.credentials, options.endpoints)


if __name__ == "__main__":
    main()
