"""The people in a learner's life: the questions about each, and the circle of closeness as a picture and as text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.programme.records import Person
from bot.rehearsal.questions import RELATIONS, Question

FEWEST = 3
MOST = 8
LONGEST_NAME = 24
LONGEST_TEXT = 600
RINGS = {1: "Closest to you", 2: "Near", 3: "Further out"}

NICKNAME = Question(
    "nickname",
    "text",
    "Who comes to mind? A first name or a nickname is enough.",
    max_length=LONGEST_NAME,
    decline="Nobody now",
)
ENOUGH = "enough"


def _more(question_id: str, text: str) -> Question:
    """A question about a person that also takes: no more about this one."""
    return Question(question_id, "open", text, ((ENOUGH, "Enough about {who}"),), max_length=LONGEST_TEXT)


ABOUT = (
    Question("relation", "open", "What is {who} to you?", RELATIONS),
    Question(
        "ring",
        "choice",
        "How close does {who} feel, these days?",
        (("1", "Very close"), ("2", "Quite close"), ("3", "Further out")),
    ),
    _more("good", "What is good between you and {who}?"),
    _more("hard", "And what is hard?"),
    _more("expected_of_them", "What do you hope for, or expect, from {who}?"),
    _more("expected_of_me", "And what does {who} expect from you, do you think?"),
    Question("unsaid", "text", "Is there something you can't say to {who}?", max_length=LONGEST_TEXT),
)
"""What is asked about each person, in order; every one may be skipped, and so may all that is left."""

CHANGES = Question(
    "changes",
    "text",
    "Has anything changed among these people lately? Someone who came, left, moved, fell ill, or grew distant.",
    max_length=LONGEST_TEXT,
)
BEGAN = Question(
    "began",
    "text",
    "And when did the worry begin that brought you here? A month, a season or an event is enough.",
    max_length=LONGEST_TEXT,
)
FIELDS = {
    "nickname": "The name",
    "relation": "What they are to you",
    "ring": "How close",
    "good": "What is good",
    "hard": "What is hard",
    "expected_of_them": "What you hope for from them",
    "expected_of_me": "What they expect of you",
    "unsaid": "What can't be said",
}
_RELATION = dict(RELATIONS)
WIDTH = 34
"""Characters a picture may be wide: it has to fit a phone."""


def asked(question: Question, who: str) -> Question:
    """The question with the person's name in it."""
    return Question(
        question.id,
        question.kind,
        question.text.replace("{who}", spoken_of(who)),
        tuple((value, label.replace("{who}", who)) for value, label in question.options),
        max_length=question.max_length,
        decline=question.decline,
    )


def spoken_of(who: str) -> str:
    """A person as the assistant speaks of them: somebody's "my mum" is "your mum"."""
    first, _, rest = who.partition(" ")
    return f"your {rest}" if rest and first.casefold() == "my" else who


def circle(people: Sequence[Person]) -> str:
    """The circle of closeness as a picture made of letters: the learner in the middle, ring around ring."""
    lines = ["(you)".center(WIDTH - 12)]
    for ring, name in RINGS.items():
        lines = [*_names(people, ring, WIDTH - 12 + 4 * (ring - 1)), *lines]
        lines = _boxed(lines, name, WIDTH - 8 + 4 * (ring - 1))
    unplaced = [person.nickname for person in people if person.ring is None]
    return "\n".join([*lines, *([f"Not placed yet: {', '.join(unplaced)}"] if unplaced else [])])


def _names(people: Iterable[Person], ring: int, width: int) -> list[str]:
    lines: list[str] = []
    for name in (_short(person.nickname) for person in people if person.ring == ring):
        if lines and len(lines[-1]) + len(name) + 3 <= width:
            lines[-1] += f" · {name}"
        else:
            lines.append(name)
    return [line.center(width) for line in lines]


def _short(name: str) -> str:
    return name if len(name) <= 18 else name[:17] + "…"


def _boxed(lines: Sequence[str], name: str, width: int) -> list[str]:
    inner = width - 4
    top = f"╭─ {name} " + "─" * (width - len(name) - 5) + "╮"
    return [top, *(f"│ {line[:inner].ljust(inner)} │" for line in lines), "╰" + "─" * (width - 2) + "╯"]


def told(people: Sequence[Person]) -> str:
    """The same as sentences: who stands where."""
    rings = [(name, [one.nickname for one in people if one.ring == ring]) for ring, name in RINGS.items()]
    return "\n".join(f"{name}: {', '.join(names)}." for name, names in rings if names)


def card(person: Person) -> str:
    """Everything that was said about one person, a line each, in the learner's own words."""
    relation = _RELATION.get(person.relation or "", person.relation)
    about = {"ring": RINGS.get(person.ring or 0), "relation": relation}
    values = {name: about.get(name, getattr(person, name)) for name in FIELDS if name != "nickname"}
    lines = [f"{FIELDS[name]}: {value}" for name, value in values.items() if value]
    return "\n".join([person.nickname, *lines])
