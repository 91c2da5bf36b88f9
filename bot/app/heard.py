"""What comes in with a turn, and what goes out: the only shapes that actions and the app exchange."""

from __future__ import annotations

from dataclasses import dataclass

from bot.rehearsal.floor import STATEMENT, Floor
from bot.rehearsal.message import Message
from bot.vocabulary import Mark


@dataclass(frozen=True)
class Heard:
    """One turn of a learner's.

    `key`: the client's key for it; `words`: exactly what was typed; `choice`: the id of the button pressed, if one
    was; `marks`: what the words showed; `area`: the focus area that they name; `floor`: where the talk stands.
    """

    learner: str
    key: str
    words: str = ""
    choice: str | None = None
    marks: tuple[Mark, ...] = ()
    area: str | None = None
    floor: Floor | None = None

    @property
    def chosen(self) -> str:
        """What stands after the colon of a choice (`scene:parent_drops_in`), or nothing."""
        return (self.choice or "").partition(":")[2]


@dataclass(frozen=True)
class Answer:
    """What is said, and where the talk stands then. Without a floor, `place` names the state."""

    messages: tuple[Message, ...]
    floor: Floor | None = None
    place: str = "start"
    country: str | None = None
    erased: bool = False

    @property
    def state(self) -> str:
        """The codebook's state of the talk after this answer."""
        if self.floor is None:
            return self.place
        if self.floor.asking:
            return "answering"
        if self.floor.paused:
            return "start"
        return "boundary_practice" if self.floor.kind == STATEMENT else "in_role"
