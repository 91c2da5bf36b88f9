"""`over_explains`: three or more reasons, or a long story, behind one ask or limit."""

from __future__ import annotations

from collections.abc import Iterator

from bot.understanding.rules.lists import word_set
from bot.understanding.rules.rule import Rule, rules_for
from bot.understanding.rules.turn import Span, Turn

explaining, explaining_shown = rules_for("over_explains")

_SUBJECTS = word_set("i my the it he she we they there our her his that you your you're mother father everyone")

_FINITE = word_set(
    "'s is are was were am have has had do does did will would can could 'd got get gets go goes went need needs"
)


def reasons_in(turn: Turn, start: int, end: int) -> int:
    """How many clauses between `start` and `end` tell something: a subject and some verb after it."""
    return sum(1 for clause in turn.clauses if start <= clause[0] < end and _tells(turn, clause))


def _tells(turn: Turn, clause: Span) -> bool:
    words = [word for word in turn.words[slice(*clause)] if word not in word_set("and but so because then plus also")]
    return (
        len(words) >= 3
        and bool(_SUBJECTS & set(words[:3]) or _FINITE & set(words[:4]))
        and (words[0] not in {"if", "when", "could", "would", "can"})
    )


def _long_rows(turn: Turn, least: int) -> Iterator[Span]:
    for start, end in turn.sentences:
        if reasons_in(turn, start, end) >= least and end - start >= 5 * least:
            yield start, end
            return


def row_of_four(turn: Turn) -> Iterator[Span]:
    """One sentence that strings four or more tellings together."""
    yield from _long_rows(turn, 4)


def row_of_five(turn: Turn) -> Iterator[Span]:
    """One sentence that strings five or more tellings together."""
    yield from _long_rows(turn, 5)


def row_of_three_to_a_no(turn: Turn) -> Iterator[Span]:
    """Three joined reasons beside an ask or a refusal."""
    asks = {"can", "could", "please", "would", "because"}
    for start, end in turn.sentences:
        words = turn.words[start:end]
        if (
            asks & set(words)
            and words.count("and") >= 2
            and (reasons_in(turn, start, end) >= 3)
            and (end - start >= 14)
        ):
            yield start, end
            return


def because_and_then(turn: Turn) -> Iterator[Span]:
    """Three things joined by 'and' after one 'because'."""
    for start, end in turn.sentences:
        words = turn.words[start:end]
        if "because" in words and words[words.index("because") :].count("and") >= 3:
            yield start + words.index("because"), end
            return


EXPLAINING: list[Rule] = [
    explaining_shown("because_and_then", because_and_then),
    explaining_shown("row_of_five", row_of_five),
    explaining_shown("row_of_four", row_of_four),
    explaining_shown("because_and_and", row_of_three_to_a_no),
    explaining(
        "and_then_and",
        "and then _{0,8} and|, _{0,8} and ...",
        "plus _{1,9} plus ...",
        "on top of that ...",
        "and anyway ...",
        when=lambda turn, span: len(turn.words) >= 22,
    ),
]
