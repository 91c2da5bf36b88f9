"""Serves the actions to Rasa, on this machine only.

rasa_sdk's own server listens on every address, allows every origin, goes on when an action module cannot be
imported, and sends a failed request's body (a learner's words) back and into its log. This one does none of
that.
"""

from __future__ import annotations

import argparse
import importlib
import json
import logging
import pkgutil
import zlib
from types import ModuleType
from typing import Any

from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from bot.channels.logs import keep_words_out, places
from bot.quiet import hush
from bot.serve import GRACE_SECONDS, HOST, end_with_parent

log = logging.getLogger(__name__)


def create_app(package: str = "actions") -> Sanic:
    """A server with GET /health and POST /webhook. Raises whatever importing an action module raises."""
    import_all(importlib.import_module(package))
    executor = ActionExecutor()
    executor.register_package(package)
    app = Sanic("sayso_actions", configure_logging=False)
    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = GRACE_SECONDS
    app.add_route(_health, "/health", methods=["GET"])
    app.add_route(_webhook_of(executor), "/webhook", methods=["POST"])
    return app


def import_all(package: ModuleType) -> None:
    """Import a package's modules; rasa_sdk only logs when one fails, and then runs without its actions."""
    for module in pkgutil.walk_packages(getattr(package, "__path__", []), package.__name__ + "."):
        importlib.import_module(module.name)


async def _health(_: Request) -> HTTPResponse:
    return json_response({"status": "ok"})


def _webhook_of(executor: ActionExecutor) -> Any:
    async def webhook(request: Request) -> HTTPResponse:
        try:
            return json_response(await executor.run(action_call(request)))
        except ActionExecutionRejection as rejection:
            return _refusal(400, rejection.message, rejection.action_name)
        except ActionNotFoundException as missing:
            return _refusal(404, missing.message, missing.action_name)
        except Exception as error:  # whatever an action raises may quote the learner: only its places are told
            log.error("An action failed.\n%s", places(error))
            return json_response({"error": f"The action failed ({type(error).__name__})."}, status=500)

    return webhook


def _refusal(status: int, message: str, action: str) -> HTTPResponse:
    return json_response({"error": message, "action_name": action}, status=status)


def action_call(request: Request) -> dict[str, Any]:
    """The call as Rasa sent it, plain or deflated. Raises ValueError when it is not one."""
    body = request.body
    if request.headers.get("Content-Encoding") == "deflate":
        body = zlib.decompress(body)
    call = json.loads(body)
    if not isinstance(call, dict):
        raise ValueError("An action call is a JSON object.")
    return call


def main(arguments: list[str] | None = None) -> None:
    """`python -m bot.action_server --port 5055`."""
    parser = argparse.ArgumentParser(prog="python -m bot.action_server", description=__doc__)
    parser.add_argument("--host", default=HOST)
    parser.add_argument("--port", type=int, default=5055)
    parser.add_argument("--with-parent", action="store_true", help="stop when standard input closes")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    keep_words_out()
    hush()
    if options.with_parent:
        end_with_parent()
    create_app().run(options.host, options.port, workers=1, access_log=False, motd=False)


if __name__ == "__main__":
    main()
