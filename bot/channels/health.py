"""Whether the things a turn needs do answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import aiohttp

PATIENCE = 2.0


async def health(agent: Any, ping: Callable[[], None]) -> dict[str, Any]:
    """{"ok", "rasa", "log", "actions"}, each true or false; no addresses, no versions, no reasons."""
    log, actions = await asyncio.gather(_answers(asyncio.to_thread(ping)), _answers(_reach_actions(agent)))
    rasa = bool(agent and agent.is_ready())
    return {"ok": rasa and log and actions, "rasa": rasa, "log": log, "actions": actions}


async def _answers(asked: Any) -> bool:
    try:
        await asyncio.wait_for(asked, PATIENCE)
    except Exception:
        return False
    return True


async def _reach_actions(agent: Any) -> None:
    url = agent.action_endpoint.url.rsplit("/", 1)[0] + "/health"
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        response.raise_for_status()
