"""What is said to a learner: one message with its speaker, and the choices under it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.vocabulary import Mark

NAMES = {"guide": "Sayso", "coach": "Coach", "safety": "Sayso"}


@dataclass(frozen=True)
class Choice:
    """A button: `id` is what is sent when it is pressed, `label` what is shown; `card`: what a page shows in its place.

    A card of a scene: {"title", "line", "minutes", "levels", "level", "note", "last"}; see `bot.app.choosing`.
    """

    id: str
    label: str
    card: dict[str, Any] | None = field(default=None)

    def as_dict(self) -> dict[str, Any]:
        """The choice as JSON types."""
        return {"id": self.id, "label": self.label, **({"card": self.card} if self.card else {})}


@dataclass(frozen=True)
class Link:
    """Something of the learner's to open or to save: `href` stands under the page's own address."""

    href: str
    label: str

    def as_dict(self) -> dict[str, str]:
        """The link as JSON types."""
        return {"href": self.href, "label": self.label}


@dataclass(frozen=True)
class Side:
    """One of two versions of the learner's own words that stand side by side: `label` says which."""

    label: str
    words: str

    def as_dict(self) -> dict[str, str]:
        """The version as JSON types."""
        return {"label": self.label, "words": self.words}


@dataclass(frozen=True)
class Message:
    """One message. `marks` are about the learner's last words, `ask` says how an open question may be answered.

    `sides`: versions of the learner's words that a page can show side by side; the text holds them, too.
    `look`: "picture" when the text is drawn with letters, "card" when it is something to keep; `links`: what a page
    offers to open or to save with it. `rest`: marks that are not spoken of. `ladder`: the hints as rungs, {"name",
    "text" once given} each. `path`: the scene's way, as `bot.rehearsal.path.drawn` gives it.
    """

    speaker: str
    text: str
    name: str = ""
    marks: tuple[Mark, ...] = ()
    choices: tuple[Choice, ...] = ()
    ask: dict[str, Any] | None = field(default=None)
    sides: tuple[Side, ...] = ()
    look: str = ""
    links: tuple[Link, ...] = ()
    rest: tuple[Mark, ...] = ()
    ladder: tuple[dict[str, str], ...] = ()
    path: tuple[dict[str, Any], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The message as JSON types, in the form that every channel gets."""
        data: dict[str, Any] = {
            "speaker": self.speaker,
            "name": self.name or NAMES[self.speaker],
            "text": self.text,
            "marks": [mark.as_dict() for mark in self.marks],
            "choices": [choice.as_dict() for choice in self.choices],
        }
        if self.ask:
            data["ask"] = self.ask
        if self.sides:
            data["sides"] = [side.as_dict() for side in self.sides]
        if self.look:
            data["look"] = self.look
        if self.links:
            data["links"] = [link.as_dict() for link in self.links]
        if self.rest:
            data["rest"] = [mark.as_dict() for mark in self.rest]
        if self.ladder:
            data["ladder"] = list(self.ladder)
        if self.path:
            data["path"] = list(self.path)
        return data

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Message:
        """The message that `as_dict` gave."""
        return cls(
            data["speaker"],
            data["text"],
            name=data["name"],
            marks=tuple(Mark.from_dict(mark) for mark in data["marks"]),
            choices=tuple(Choice(**choice) for choice in data["choices"]),
            ask=data.get("ask"),
            sides=tuple(Side(**side) for side in data.get("sides") or ()),
            look=data.get("look", ""),
            links=tuple(Link(**link) for link in data.get("links", ())),
            rest=tuple(Mark.from_dict(mark) for mark in data.get("rest", ())),
            ladder=tuple(data.get("ladder", ())),
            path=tuple(data.get("path", ())),
        )


def choices(*pairs: tuple[str, str] | Choice) -> tuple[Choice, ...]:
    """Choices from (id, label) pairs; what is one already stays."""
    return tuple(pair if isinstance(pair, Choice) else Choice(*pair) for pair in pairs)


def guide(text: str, *offered: tuple[str, str] | Choice, ask: dict[str, Any] | None = None) -> Message:
    """A message of the guide's, with the choices it offers."""
    return Message("guide", text, choices=choices(*offered), ask=ask)


def coach(text: str, marks: Iterable[Mark] = (), *offered: tuple[str, str], rest: Iterable[Mark] = ()) -> Message:
    """A message of the coach's, about the words that `marks` point at; of `rest` nothing is said."""
    return Message("coach", text, marks=tuple(marks), choices=choices(*offered), rest=tuple(rest))


def side_by_side(*sides: tuple[str, str], more: str = "") -> Message:
    """Versions of the learner's words, to the letter, from (label, words) pairs; `more` is said below them."""
    shown = tuple(Side(label, words.strip()) for label, words in sides)
    lines = [f"{side.label}: “{side.words}”" for side in shown]
    return Message("coach", "\n".join([*lines, more] if more else lines), sides=shown)


def counterpart(name: str, text: str) -> Message:
    """A line of the person the learner rehearses with."""
    return Message("counterpart", text, name=name)
