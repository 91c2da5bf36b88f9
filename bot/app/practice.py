"""What everything that can be practised has in common, so that the app can steer it without knowing what it is."""

from __future__ import annotations

from typing import Protocol

from bot.app.heard import Answer, Heard
from bot.rehearsal.floor import Floor
from bot.rehearsal.message import Message
from bot.scenarios.library import RevisionGone, UnknownScenario
from bot.scenarios.walk import LostPosition

GONE = (RevisionGone, UnknownScenario, LostPosition)
"""What is raised when a scene can no longer be played as it was begun."""


class Practice(Protocol):
    """A scene, a statement, a statement under pressure, or a scene with the roles swapped."""

    def answer(self, heard: Heard, floor: Floor) -> Answer:
        """The answer to the open question."""

    def take(self, heard: Heard, floor: Floor) -> Answer:
        """A line, when no question is open."""

    def hint(self, floor: Floor) -> Answer:
        """Help with the next line."""

    def example(self, floor: Floor) -> Answer:
        """What someone might say here."""

    def again(self, heard: Heard, floor: Floor) -> Answer:
        """The last line is taken back; after the end it begins anew."""

    def pause(self, floor: Floor) -> Answer:
        """Out of it, until the learner goes on."""

    def resume(self, floor: Floor) -> Answer:
        """Back into it, where it stood."""

    def stop(self, heard: Heard, floor: Floor) -> Answer:
        """The learner ends it."""

    def leave(self, floor: Floor) -> Answer:
        """Safety has ended it: it is closed without a word more."""

    def reminder(self, floor: Floor) -> tuple[Message, ...]:
        """Where it stands, in one message: the open question, or what was said last."""
