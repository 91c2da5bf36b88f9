"""Help that depends on nothing: the channel says it when Rasa, its actions or the log do not answer."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from typing import Any, Protocol

from bot.channels.said import Said
from bot.channels.voices import message_of, spoken
from bot.programme.helplines import lines
from bot.vocabulary import RISKS

GET_HELP_NOW = "utter_get_help_now"
PATIENCE = 2.0
_SLOT = re.compile(r"\{(\w+)\}")
LAST_RESORT = (
    "If you or someone near you is in danger now, call your local emergency number. "
    "At findahelpline.com you can find a line to call or text in your country. "
    "Is there someone you trust who can be with you?"
)


class Read(Protocol):
    """What a safety reader found in a text."""

    @property
    def label(self) -> str:
        """One of bot.vocabulary.SAFETY_LABELS."""


class Reader(Protocol):
    """Reads a text for safety: see bot.understanding.safety.SafetyReader."""

    def read(self, text: str) -> Read:
        """The safety label of this text."""


class Helper:
    """Gives the safety voice's answers from the loaded domain, with the lines of the learner's country.

    `make_reader` is called at first use. `country_of` gives a learner's country (two letters) or None, and may
    block or fail; for a learner who named none, and for a stranger, `default_country` holds.
    """

    def __init__(
        self,
        make_reader: Callable[[], Reader],
        country_of: Callable[[str], str | None],
        default_country: str | None = None,
    ) -> None:
        self._make_reader = make_reader
        self._country_of = country_of
        self._default_country = default_country
        self._reader: Reader | None = None

    async def instead(self, agent: Any, learner: str | None, said: Said) -> list[dict[str, Any]]:
        """What must be said to these words though Rasa is silent; [] when they show no risk and want no help.

        When the words cannot be read for safety, they are taken to ask for help. `learner`: None for a stranger.
        """
        if asks_for_help(said):
            return await self.helplines(agent, learner)
        try:
            label = await asyncio.to_thread(self._label, said.text or "")
        except Exception:
            return await self.helplines(agent, learner)
        return await self._uttered(agent, f"utter_{label}", learner) if label in RISKS else []

    async def helplines(self, agent: Any, learner: str | None = None) -> list[dict[str, Any]]:
        """Whom to call or text now. It always has an answer, even when no model is loaded."""
        return await self._uttered(agent, GET_HELP_NOW, learner)

    def _label(self, text: str) -> str:
        if not text:
            return "risk_none"
        if self._reader is None:
            self._reader = self._make_reader()
        return self._reader.read(text).label

    async def _uttered(self, agent: Any, name: str, learner: str | None) -> list[dict[str, Any]]:
        domain = getattr(agent, "domain", None)
        if domain is None:
            return [spoken("safety", LAST_RESORT)]
        values = {**_initial(domain), **lines(await self._country(learner))}
        variations = [_filled(one, values) for one in domain.responses.get(name, ()) if not one.get("condition")]
        message = next(filter(None, map(message_of, filter(None, variations))), None)
        return [message or spoken("safety", LAST_RESORT)]

    async def _country(self, learner: str | None) -> str | None:
        """The learner's country; None, so general lines, when it cannot be found out just now."""
        if learner is None:
            return self._default_country
        try:
            found = await asyncio.wait_for(asyncio.to_thread(self._country_of, learner), PATIENCE)
        except Exception:
            return None
        return found or self._default_country


def asks_for_help(said: Said) -> bool:
    """Whether this is the help button, or its words."""
    return said.choice == "help_now" or (said.text or "").strip(" *.!\n").casefold() == "help now"


def asked_by_safety(agent: Any) -> list[dict[str, Any]]:
    """Every message of the domain's that has the safety voice, for the choices they offer."""
    domain = getattr(agent, "domain", None)
    responses = [one for variations in domain.responses.values() for one in variations] if domain else []
    messages = filter(None, map(message_of, responses))
    return [message for message in messages if message["speaker"] == "safety"]


def _initial(domain: Any) -> dict[str, Any]:
    """What Rasa's slots hold before anything is known: for a help line, where to look for one."""
    return {slot.name: slot.initial_value for slot in domain.slots if slot.initial_value is not None}


def _filled(response: dict[str, Any], values: dict[str, Any]) -> dict[str, Any] | None:
    """The response in the safety voice with its {slots} filled in, or None when one of them has no value."""
    text = response.get("text", "")
    if any(name not in values for name in _SLOT.findall(text)):
        return None
    spoken_by = {"speaker": "safety", **(response.get("metadata") or {})}
    whole = _SLOT.sub(lambda found: str(values[found[1]]), text)
    return {**response, "text": whole, "metadata": spoken_by}
