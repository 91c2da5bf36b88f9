"""What Rasa says, kept whole and turned into the messages of the web API."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import OutputChannel

from bot.rehearsal.coach import tag
from bot.rehearsal.message import NAMES
from bot.vocabulary import SKILLS, SPEAKERS

SOMEBODY = "Them"
AS_SAID = ("ask", "sides", "look", "links", "ladder", "path")
"""What a page gets of a message as the action said it, where it did (see bot.rehearsal.message)."""


class Collector(OutputChannel):
    """Keeps every response of one turn as Rasa gave it: text, buttons, custom JSON and metadata together."""

    def __init__(self) -> None:
        self.responses: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        """The channel's name, as a response in the domain may ask for it."""
        return "sayso"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keep one response; the recipient is the learner's secret id, so it is dropped here."""
        self.responses.append(dict(message))


def message_of(response: dict[str, Any]) -> dict[str, Any] | None:
    """One response of Rasa's as a message for the page, or None when there is nothing to show in it.

    What an action says about it (in `custom`) goes before what the domain says (in `metadata` and `buttons`).
    """
    about = _about(response)
    text = str(response.get("text") or about.get("text") or "").strip()
    choices = _choices(about, response)
    if not text and not choices:
        return None
    speaker = next((one for one in SPEAKERS if one == about.get("speaker")), "guide")
    message = {
        "speaker": speaker,
        "name": str(about.get("name") or NAMES.get(speaker, SOMEBODY)),
        "text": text,
        "marks": [_mark(mark) for mark in about.get("marks") or ()],
        "choices": choices,
    }
    if about.get("rest"):
        message["rest"] = [_mark(mark) for mark in about["rest"]]
    return {**message, **{name: about[name] for name in AS_SAID if about.get(name)}}


def answer_of(responses: list[dict[str, Any]], before: dict[str, Any] | None) -> dict[str, Any]:
    """{"messages", "rehearsal"} of one turn; `before` is the rehearsal as the last answer left it."""
    messages = [message for message in map(message_of, responses) if message]
    told = [about["rehearsal"] for about in map(_about, responses) if "rehearsal" in about]
    return {"messages": messages, "rehearsal": told[-1] if told else before}


def told(responses: list[dict[str, Any]], what: str) -> Any:
    """What the actions of one turn say to the channel under this name; None when none of them does."""
    return next((about[what] for about in map(_about, responses) if what in about), None)


def spoken(speaker: str, text: str, choices: list[dict[str, str]] | None = None) -> dict[str, Any]:
    """A message of the channel's own."""
    return {"speaker": speaker, "name": NAMES[speaker], "text": text, "marks": [], "choices": choices or []}


def _about(response: dict[str, Any]) -> dict[str, Any]:
    metadata, custom = response.get("metadata"), response.get("custom")
    said = metadata if isinstance(metadata, dict) else {}
    return {**said, **custom} if isinstance(custom, dict) else said


def _choices(about: dict[str, Any], response: dict[str, Any]) -> list[dict[str, Any]]:
    given = [_choice(one) for one in about.get("choices") or ()]
    buttons = response.get("buttons") or ()
    return given or [{"id": str(one["payload"]), "label": str(one["title"])} for one in buttons]


def _choice(one: dict[str, Any]) -> dict[str, Any]:
    card = one.get("card")
    return {"id": str(one["id"]), "label": str(one["label"]), **({"card": card} if card else {})}


def _mark(mark: dict[str, Any]) -> dict[str, Any]:
    """Where the mark stands, with the words that a learner sees for it and whether it is a skill or a pitfall."""
    name = mark["marker"]
    kind = "skill" if name in SKILLS else "pitfall"
    return {"marker": name, "start": mark["start"], "end": mark["end"], "tag": tag(name), "kind": kind}
