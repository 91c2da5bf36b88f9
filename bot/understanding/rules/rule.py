"""What a rule is, and the short notation that its patterns are written in.

A pattern is a row of words in the form `spelling` gives them: "i am VERY* FEELING". An entry can be

    word            that word                    one|two         either
    NAME            any word of that list        LIST|word       either
    _               any one word, no sign        entry? * + {1,3}    as often; `*` and `+` up to 4

`^` first: nothing but small words before it in its clause. `^^`: it opens its sentence. `$` last: its clause
ends there. `...` last: the evidence runs to the end of the clause. The longest fit counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from bot.understanding.rules.lists import LISTS
from bot.understanding.rules.turn import Span, Turn

_ENTRY = re.compile(r"^(.+?)(\?|\*|\+|\{\d+,\d+\})?$")
_OPS = {"?": "?", "*": "{0,4}", "+": "{1,4}", None: None}

Check = Callable[[Turn], Iterable[Span]]
Test = Callable[[Turn, Span], bool]


@dataclass(frozen=True)
class Pattern:
    """One pattern: spaCy token patterns, the words one of which must be there, and where it may stand."""

    tokens: list[dict[str, Any]]
    needs: frozenset[str]
    opens: str = ""
    closes: bool = False
    runs_on: bool = False


@dataclass(frozen=True)
class Rule:
    """One way a marker shows: `patterns`, or a `check` over the turn where a pattern cannot say it.

    `when` must hold for a fit to count. `in_quotes`: quoted words count too.
    """

    id: str
    marker: str
    patterns: tuple[str, ...] = ()
    check: Check | None = None
    when: Test | None = None
    in_quotes: bool = False


def rules_for(marker: str) -> tuple[Callable[..., Rule], Callable[..., Rule]]:
    """Two makers of rules for `marker`: one from patterns, one from a check."""

    def says(name: str, *patterns: str, when: Test | None = None) -> Rule:
        return Rule(f"{marker}.{name}", marker, patterns, when=when)

    def shows(name: str, check: Check) -> Rule:
        return Rule(f"{marker}.{name}", marker, check=check)

    return says, shows


def parse(notation: str) -> Pattern:
    """The pattern that `notation` writes down; KeyError if it names a list that is not there."""
    entries = notation.split()
    opens = entries.pop(0) if entries[0] in {"^", "^^"} else ""
    closes = entries[-1] == "$"
    runs_on = entries[-1] == "..."
    if closes or runs_on:
        entries.pop()
    choices = [_choice(entry) for entry in entries]
    tokens = [_token(words, op) for words, op in choices]
    return Pattern(tokens, _needs(choices), opens, closes, runs_on)


def _choice(entry: str) -> tuple[str, str | None]:
    found = _ENTRY.match(entry)
    return (found[1], found[2]) if found else (entry, None)


def _words(choice: str) -> frozenset[str]:
    parts = choice.split("|")
    return frozenset().union(*(LISTS[part] if part.isupper() else {part} for part in parts))


def _token(choice: str, op: str | None) -> dict[str, Any]:
    token: dict[str, Any]
    if choice == "_":
        token = {"IS_PUNCT": False, "IS_SPACE": False}
    else:
        words = sorted(_words(choice))
        token = {"NORM": words[0]} if len(words) == 1 else {"NORM": {"IN": words}}
    repeat = _OPS.get(op, op)
    return {**token, "OP": repeat} if repeat else token


EVERYWHERE = frozenset(
    [
        "i",
        "you",
        "the",
        "a",
        "to",
        "it",
        "and",
        "that",
        "is",
        "am",
        "are",
        "do",
        "not",
        "of",
        "me",
        "my",
        "in",
        "for",
        "on",
        "have",
        "will",
        "so",
        "your",
        "was",
    ]
)


def _needs(choices: list[tuple[str, str | None]]) -> frozenset[str]:
    """The words of the entry that is rarest in talk: without one of them the pattern cannot fit."""
    sure = [_words(words) for words, op in choices if words != "_" and op in {None, "+"}]
    return min(sure, key=lambda words: (len(words & EVERYWHERE) > 0, sum(w in EVERYWHERE for w in words), len(words)))


def both(*tests: Test) -> Test:
    """A test that holds when all of `tests` do."""
    return lambda turn, span: all(test(turn, span) for test in tests)


def not_after(*words: str, within: int = 1) -> Test:
    """None of `words` stands among the `within` words before, in the same sentence."""
    banned = frozenset(words)

    def test(turn: Turn, span: Span) -> bool:
        start = max(turn.sentence(span[0])[0], span[0] - within)
        return banned.isdisjoint(turn.words[start : span[0]])

    return test


def not_before(*words: str, within: int = 1) -> Test:
    """None of `words` stands among the `within` words after, in the same sentence."""
    banned = frozenset(words)

    def test(turn: Turn, span: Span) -> bool:
        end = min(turn.sentence(span[1] - 1)[1], span[1] + within)
        return banned.isdisjoint(turn.words[span[1] : end])

    return test


def sentence_has(*words: str) -> Test:
    """One of `words` stands in the sentence."""
    wanted = frozenset(words)
    return lambda turn, span: not wanted.isdisjoint(turn.between(*turn.sentence(span[0])))


def sentence_lacks(*words: str) -> Test:
    """None of `words` stands in the sentence."""
    banned = frozenset(words)
    return lambda turn, span: banned.isdisjoint(turn.between(*turn.sentence(span[0])))


def clause_lacks(*words: str) -> Test:
    """None of `words` stands in the clause."""
    banned = frozenset(words)
    return lambda turn, span: banned.isdisjoint(turn.between(*turn.clause(span[0])))


def is_statement(turn: Turn, span: Span) -> bool:
    """The sentence does not end in a question mark."""
    return not turn.asks(span[0])


def is_question(turn: Turn, span: Span) -> bool:
    """The sentence ends in a question mark."""
    return turn.asks(span[0])
