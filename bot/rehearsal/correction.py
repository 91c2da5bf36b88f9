"""A learner says that the feedback is wrong: which mark it is about, and the marks as they stand afterwards.

The learner is believed. What they meant is theirs to say; what was read stays in the log beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.rehearsal.coach import BEST_FIRST, SILENT, WORST_FIRST, quoted, tag
from bot.rehearsal.questions import Question
from bot.vocabulary import Mark

MISSED, NEVER_MIND, SPOKEN, EARLIER = "missed", "never_mind", "spoken", "earlier"
LINE = "line"
MOST_LINES = 6
"""Earlier lines that are offered, the newest."""


@dataclass(frozen=True)
class Change:
    """What the learner corrects: markers that were not shown, and markers that were missed."""

    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()

    def applied(self, marks: Iterable[Mark], said: str) -> tuple[Mark, ...]:
        """The marks after it. What was added spans all the words, for sure."""
        kept = tuple(mark for mark in marks if mark.marker not in self.removed)
        there = {mark.marker for mark in kept}
        return (*kept, *(one for one in self.marks(said) if one.marker not in there))

    def marks(self, said: str) -> tuple[Mark, ...]:
        """The added markers as marks."""
        return tuple(Mark(marker, 0, len(said), 1.0) for marker in self.added)

    @property
    def told(self) -> str:
        """What was changed, in a sentence."""
        gone = [f"I took “{tag(marker)}” out of that line." for marker in self.removed]
        come = [f"I put “{tag(marker)}” on that line." for marker in self.added]
        return " ".join(["Thank you, I believe you.", *gone, *come])


def seen(marks: Iterable[Mark]) -> tuple[str, ...]:
    """The markers that the coach may have spoken of, each once."""
    return tuple(dict.fromkeys(mark.marker for mark in marks if mark.confidence >= SILENT))


def which(said: str, marks: Sequence[Mark], to: str = "", *, has_earlier: bool = False) -> Question:
    """Which of the marks is wrong? `to`: the other person's name, when the words may have been said to them.

    `has_earlier`: whether it may be about an earlier line.
    """
    found = tuple((marker, f"“{tag(marker)}” is wrong") for marker in seen(marks))
    ways = [*found, (MISSED, "Something was missed")]
    ways += [(EARLIER, "It was another line")] if has_earlier else []
    ways += [(SPOKEN, f"Meant for {to}")] if to else []
    line = f" You said: {quoted(said)}" if said else ""
    text = f"You know best what you meant.{line} What did I get wrong?"
    return Question("wrong", "choice", text, (*ways, (NEVER_MIND, "Never mind")), default=NEVER_MIND, skippable=False)


def which_line(lines: Sequence[tuple[int, int, str]]) -> Question:
    """Which of the earlier lines is it about? Each is (its id, its number, the words or nothing)."""
    offered = [(str(id), f"{number}: {quoted(words) if words else 'your line'}") for id, number, words in lines]
    ways = (*offered[-MOST_LINES:], (NEVER_MIND, "Never mind"))
    return Question(LINE, "choice", "Which of your lines do you mean?", ways, default=NEVER_MIND, skippable=False)


def missed(marks: Iterable[Mark]) -> Question:
    """What was missed? With every marker that is not there yet, the one most asked for first."""
    open_still = [marker for marker in (*BEST_FIRST, *WORST_FIRST) if marker not in seen(marks)]
    every = tuple((marker, tag(marker)) for marker in open_still)
    ways = (*every, (NEVER_MIND, "Never mind"))
    return Question(MISSED, "choice", "What was in it that I missed?", ways, default=NEVER_MIND, skippable=False)


NOTHING_YET = "I have not said anything about your words yet."
STANDS = "All right, then it stands."
NOT_MARKED = "I had not marked that there, so there is nothing to take out."
