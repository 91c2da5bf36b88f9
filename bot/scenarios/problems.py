"""Every problem that a scenario can have: one catalogue of codes, and the problem itself with its place.

`docs/scenarios/codes.md` says for each code what it means, why it matters and how to mend it.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Kind:
    """What all problems of one code have in common; both texts are templates that take the case's facts."""

    what: str
    hint: str
    severity: Severity = "error"


CATALOGUE: dict[str, Kind] = {
    # The file itself.
    "SC001": Kind("The file cannot be read: {why}.", "{mend}"),
    "SC002": Kind("This is not YAML: {why}.", "Look here and on the line above: quotes, colons, brackets."),
    "SC003": Kind("There is a tab here.", "YAML wants spaces. Put two spaces for each step in."),
    "SC004": Kind("There is no scenario in the file.", "Start from a copy of another scenario."),
    "SC005": Kind(
        "The file should hold `name: value` lines, but it is {given}.", "Start with `schema: 1`, then `id:`."
    ),
    "SC006": Kind("`{key}` stands here twice. It was first on line {first}.", "Keep one of the two."),
    "SC007": Kind("{given} is not used in scenarios.", "Write the words out in full where they are needed."),
    "SC008": Kind("This is nested more than {limit} steps deep.", "Is there a bracket or a dash too many?"),
    # The shape.
    "SC011": Kind("`{key}` is not known here.", "{mend}"),
    "SC012": Kind("`{key}` is missing here.", "Add a line `{key}: …`."),
    "SC013": Kind("`{key}` should be {wanted}, but it is {given}.", "Write it like this: `{example}`."),
    "SC014": Kind("`{given}` is no {noun}.", "{mend}"),
    "SC015": Kind("`{key}` does not fit: {why}.", "{mend}"),
    "SC016": Kind(
        "A beat has three hints, this one has {count}.",
        "Write a nudge, a pointer and a sentence to start with.",
    ),
    "SC017": Kind("{why}", "{mend}"),
    "SC018": Kind("The file is called `{stem}` but its id is `{given}`.", "Give both the same name."),
    "SC019": Kind("The name `{given}` is used twice: {why}.", "Give one of them another name."),
    "SC020": Kind("This condition {why}.", "{mend}"),
    # Names.
    "SC101": Kind("There is no {noun} called `{given}`.", "{mend}"),
    "SC102": Kind("There is no {noun} called `{given}`.", "{mend}"),
    "SC103": Kind("`{given}` is no {noun} that Sayso knows.", "{mend}"),
    "SC104": Kind("The {noun} `{given}` is defined but never used.", "Use it, or take it out."),
    # The walk.
    "SC201": Kind(
        "No learner can get to the {noun} `{given}` within {turns} turns (level: {level}).",
        "Check the conditions of the replies that come before it. The first one that holds is taken.",
    ),
    "SC202": Kind(
        "From `{given}` with {meters} no good ending can be reached any more (level: {level}).",
        "Give a learner who recovers a way back, such as a reply that asks for less.",
    ),
    "SC203": Kind(
        "From `{given}` with {meters} the talk can only run out of turns (level: {level}).",
        "Add a reply that leads from here to an ending.",
    ),
    "SC204": Kind(
        "{why}",
        "Write more variants: `says: [first, second, …]`. Or lead on to another beat.",
        "warning",
    ),
    "SC205": Kind(
        "`{given}` answers {markers}, but {tactic} is left out (level: {level}), and there such words get `otherwise`.",
        "Write a reply for the same words behind it, with another tactic or none.",
        "warning",
    ),
    # The teaching.
    "SC301": Kind(
        "A turn of nothing but {markers} gets the good ending `{given}` (level: {level}).",
        "Ask for a skill in this reply's `any` or `all`, or put the pitfall in `none`.",
    ),
    "SC302": Kind(
        "A learner who uses the example answers never gets to a good ending (level: {level}).",
        "Change what an example `shows`, or the reply that should answer it.",
    ),
    "SC303": Kind("This example {why}.", "Reword it, or change its `shows`."),
    # The words.
    "SC401": Kind("{why}", "Shorter sentences and shorter words. Read it out loud.", "warning"),
    "SC402": Kind("`{given}`: {why}.", "Say instead: {mend}.", "warning"),
    # The history.
    "SC501": Kind(
        "The talk's structure changed, but the revision is still {given}.",
        "Set `revision: {wanted}`. Running rehearsals then finish the old one.",
    ),
    "SC502": Kind(
        "Revision {given} is not in the record yet.",
        "When you are happy with it, run `sayso check --accept`.",
        "warning",
    ),
}


@dataclass(frozen=True)
class Place:
    """Where something stands: a file, and a line and column that count from 1."""

    file: str = "<scenario>"
    line: int = 1
    column: int = 1


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong, where it is, and what to do. Sorts by file, line and column."""

    file: str
    line: int
    column: int
    code: str
    message: str
    hint: str
    severity: Severity = "error"

    def __str__(self) -> str:
        """`file:line:column: SC101 what is wrong. What to do.`"""
        return f"{self.file}:{self.line}:{self.column}: {self.code} {self.message} {self.hint}"

    def as_dict(self) -> dict[str, Any]:
        """The problem as JSON types."""
        return asdict(self)


def problem(code: str, place: Place, **facts: object) -> Problem:
    """The problem `code` at `place`; `facts` fill its templates. Raises KeyError if one is missing."""
    kind = CATALOGUE[code]
    what, hint = kind.what.format(**facts), kind.hint.format(**facts)
    return Problem(place.file, place.line, place.column, code, what, hint, kind.severity)


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Only those problems that are errors, not warnings."""
    return [found for found in problems if found.severity == "error"]


def suggest(given: str, known: Iterable[str]) -> str:
    """What to do about a name that is not known: the nearest name, else all of them."""
    names = sorted(known)
    near = difflib.get_close_matches(given, names, n=1)
    if near:
        return f"Did you mean `{near[0]}`?"
    return f"Known here: {', '.join(names)}." if names else "None is defined yet."
