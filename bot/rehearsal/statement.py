"""A boundary statement: what the learner wants to say, written without a scene, looked at, and written again.

The order that drafts are brought into (what happened, feeling or impact, ask or limit, what I will do) is the DESC
script of Bower & Bower, Asserting Yourself (1976): describe, express, specify, consequences.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.rehearsal.coach import SILENT, Feedback, feedback, tag
from bot.vocabulary import ASKS, PITFALLS, Mark, style_of

DESC: tuple[tuple[tuple[str, ...], str], ...] = (
    (("names_behaviour",), "what happened: When you …"),
    (("states_feeling", "states_impact"), "how it feels, or what it does to you: I feel …"),
    (("makes_request", "sets_limit"), "your ask or your limit: Please … / I will not …"),
    (("states_consequence",), ""),
)
"""The steps of a statement, in order: the markers that fill it, and what stands in for it while it is missing. What
one will do oneself is the learner's to add; many good statements leave it out, so nothing stands in for it."""

WANTED = ("makes_request", "names_behaviour", "states_feeling")
SAID_WITHOUT = frozenset({"hedges", "over_apologises"})


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
    """The learner's own words in the order describe, feel, ask, do; a step that is missing stands in brackets.

    Nothing is made up: what is outside the brackets is what the learner typed. Words that soften an ask, or that
    apologise for it, are left out. Empty when no step was found, as there is nothing of theirs to build from.
    """
    parts = [_part(draft, markers, missing) for markers, missing in DESC]
    if not any(part and not part.startswith("[") for part in parts):
        return ""
    return " ".join(part for part in parts if part)


def is_better_ordered(draft: Draft) -> bool:
    """Whether the rewrite says anything that the draft does not already say in that order."""
    return bool(rewrite(draft)) and _letters(rewrite(draft)) != _letters(draft.words)


def side_by_side(first: Draft, last: Draft) -> str:
    """Both versions, and what the last shows that the first did not, in words."""
    lines = [f"First: {quoted_whole(first.words)}", f"Now: {quoted_whole(last.words)}"]
    return "\n".join(lines + _changes(first, last))


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


def _part(draft: Draft, markers: tuple[str, ...], missing: str) -> str:
    found = [mark for mark in draft.marks if mark.marker in markers and mark.confidence >= SILENT]
    if not found:
        return f"[{missing}]" if missing else ""
    ordered = sorted(_apart(found), key=lambda mark: mark.start)
    return " ".join(_sentence(_plain(draft, mark), asks=_asks(draft, mark)) for mark in ordered)


def _apart(marks: list[Mark]) -> list[Mark]:
    """Marks that do not overlap: of two that do, the longer, so that no words are said twice."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: mark.start - mark.end):
        if all(mark.end <= other.start or mark.start >= other.end for other in kept):
            kept.append(mark)
    return kept


def _plain(draft: Draft, mark: Mark) -> str:
    """The words of a mark without those that soften it or say sorry for it."""
    words = draft.words
    cuts = [m for m in draft.marks if m.marker in SAID_WITHOUT and m.start < mark.end and m.end > mark.start]
    kept = [words[i] for i in range(mark.start, mark.end) if not any(cut.start <= i < cut.end for cut in cuts)]
    plain = " ".join("".join(kept).split()).strip(" ,.;:!?-")
    return plain or mark.quote(words).strip(" ,.;:!?-")


def _asks(draft: Draft, mark: Mark) -> bool:
    return draft.words[mark.start : mark.end + 1].rstrip().endswith("?")


def _sentence(text: str, *, asks: bool) -> str:
    return text[:1].upper() + text[1:] + ("?" if asks else ".")


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
