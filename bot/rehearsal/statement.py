"""A boundary statement: what the learner wants to say, written without a scene, looked at, and written again.

The order that drafts are brought into (what happened, feeling or impact, ask or limit, what I will do) is the DESC
script of Bower & Bower, Asserting Yourself (1976): describe, express, specify, consequences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.rehearsal.coach import SILENT, Feedback, feedback, tag
from bot.rehearsal.message import Message
from bot.rehearsal.message import side_by_side as both_sides
from bot.vocabulary import AGGRESSIVE, ASKS, PITFALLS, Mark, style_of

DESC: tuple[tuple[tuple[str, ...], str], ...] = (
    (("names_behaviour",), "what happened: When you …"),
    (("states_feeling", "states_impact"), "how it feels, or what it does to you: I feel …"),
    (("makes_request", "sets_limit"), "your ask or your limit: Please … / I will not …"),
    (("states_consequence",), ""),
)
"""The steps of a statement, in order: the markers that fill it, and what stands in for it while it is missing. What
one will do oneself is the learner's to add; many good statements leave it out, so nothing stands in for it."""

WANTED = ("makes_request", "names_behaviour", "states_feeling")
_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*")


@dataclass(frozen=True)
class Draft:
    """One version of a statement: the learner's words and what they showed."""

    words: str
    marks: tuple[Mark, ...]

    @property
    def style(self) -> str:
        """The style of the draft, as the codebook works it out."""
        return style_of(mark.marker for mark in self.marks)


def look_at(draft: Draft, number: int, allowed: Sequence[str] = ()) -> Feedback:
    """One strength, and the one change that matters most."""
    has_ask = any(mark.marker in ASKS for mark in draft.marks)
    wanted = tuple(marker for marker in WANTED if not (has_ask and marker == "makes_request"))
    return feedback(draft.words, draft.marks, wanted=wanted, allowed=allowed, turn=number, plain="plain_draft")


def rewrite(draft: Draft) -> str:
    """The learner's own sentences in the order describe, feel, ask, do; a step that is missing stands in brackets.

    Nothing is made up and nothing is cut: what is outside the brackets are whole sentences that the learner typed. A
    sentence that pushes the other is left out; its step then stands in brackets. Empty when no step was found.
    """
    sentences = _sentences(draft)
    if not any(step is not None for step, _, _ in sentences):
        return ""
    filled = {step for _, steps, _ in sentences for step in steps}
    parts = [(step, text) for step, _, text in sentences if step is not None]
    parts += [(number, f"[{missing}]") for number, (_, missing) in enumerate(DESC) if missing and number not in filled]
    return " ".join(text for _, text in sorted(parts, key=lambda part: part[0]))


def _sentences(draft: Draft) -> list[tuple[int | None, set[int], str]]:
    """Each sentence of the draft: the first step it fills (None for none), all the steps it fills, its words."""
    found = []
    for piece in _SENTENCE.finditer(draft.words):
        inside = [one.marker for one in draft.marks if _is_in(one, piece) and one.confidence >= SILENT]
        steps = {number for number, (markers, _) in enumerate(DESC) if set(markers) & set(inside)}
        if set(inside) & AGGRESSIVE:
            steps = set()
        found.append((min(steps) if steps else None, steps, _finished(piece.group().strip())))
    return found


def _is_in(mark: Mark, piece: re.Match[str]) -> bool:
    """Whether most of the marked words stand in this sentence."""
    return min(mark.end, piece.end()) - max(mark.start, piece.start()) > (mark.end - mark.start) / 2


def _finished(sentence: str) -> str:
    return sentence if sentence[-1:] in ".?!…" else sentence + "."


def is_better_ordered(draft: Draft) -> bool:
    """Whether the rewrite says anything that the draft does not already say in that order."""
    return bool(rewrite(draft)) and _letters(rewrite(draft)) != _letters(draft.words)


def side_by_side(first: Draft, last: Draft) -> Message:
    """Both versions, and what the last shows that the first did not, in words."""
    return both_sides(("First", first.words), ("Now", last.words), more="\n".join(_changes(first, last)))


def quoted_whole(text: str) -> str:
    """A version of the statement between quotation marks, never shortened: it is the learner's own."""
    return f"“{text.strip()}”"


def _changes(first: Draft, last: Draft) -> list[str]:
    before, after = _found(first), _found(last)
    came = [tag(marker) for marker in after if marker not in before and not _is_pitfall(marker)]
    went = [tag(marker) for marker in before if marker not in after and _is_pitfall(marker)]
    return [f"New in it: {', '.join(came)}."] * bool(came) + [f"Gone from it: {', '.join(went)}."] * bool(went)


def _found(draft: Draft) -> list[str]:
    return list(dict.fromkeys(mark.marker for mark in draft.marks if mark.confidence >= SILENT))


def _is_pitfall(marker: str) -> bool:
    return marker in PITFALLS


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
