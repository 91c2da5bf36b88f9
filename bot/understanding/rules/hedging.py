"""`hedges`: softening an ask, a limit or a feeling until it can be missed."""

from __future__ import annotations

from collections.abc import Iterator

from bot.understanding.rules.rule import Rule, both, not_after, rules_for
from bot.understanding.rules.turn import Span, Turn

hedging, hedging_shown = rules_for("hedges")

SOFTENERS = (
    "kind of|sort of|kinda|sorta|perhaps|possibly|i guess|i suppose|a tiny|or something|or whatever|"
    "or not|idk|slightly|in a way|somehow|if that makes|some stage|whenever|like ,|um|er|ish|only if|"
    "wondered|tad|not exactly|as such|a wee|some time|sometime|either way|no rush|hassle"
)
FAINT_SOFTENERS = (
    "maybe|a bit|i do not know|you know|probably|just|might|i mean|really|whatever|unless|at all|"
    "suppose|half|a little|mind|bother|if not"
)
"""Words that soften only beside others."""


def _by_first_word(softeners: str) -> dict[str, list[list[str]]]:
    table: dict[str, list[list[str]]] = {}
    for softener in softeners.split("|"):
        table.setdefault(softener.split()[0], []).append(softener.split())
    return table


_PLAIN, _FAINT = _by_first_word(SOFTENERS), _by_first_word(FAINT_SOFTENERS)


def _starting(table: dict[str, list[list[str]]], turn: Turn, at: int) -> int:
    """How many words of a softener of `table` begin at `at`."""
    found = (row for row in table.get(turn.words[at], ()) if turn.words[at : at + len(row)] == row)
    return max(map(len, found), default=0)


def _weak_hedges(turn: Turn) -> list[tuple[Span, bool]]:
    """Each softener, and whether it is a faint one."""
    found = []
    for at in range(len(turn.words)):
        plain, faint = _starting(_PLAIN, turn, at), _starting(_FAINT, turn, at)
        if (plain or faint) and at not in turn.quoted:
            found.append(((at, at + max(plain, faint)), faint > plain))
    return found


def _near(found: list[tuple[Span, bool]], within: int = 12) -> Iterator[list[tuple[Span, bool]]]:
    for first, second in zip(found, found[1:], strict=False):
        if second[0][0] - first[0][1] <= within:
            yield [first, second]


def piled_hedges(turn: Turn) -> Iterator[Span]:
    """Two softeners close to each other, not both of the fainter kind."""
    for pair in _near(_weak_hedges(turn)):
        if not all((faint for _, faint in pair)):
            yield from (span for span, _ in pair)
            return


def three_hedges(turn: Turn) -> Iterator[Span]:
    """Three or more softeners in a turn."""
    found = _weak_hedges(turn)
    if len(found) >= 3 and sum((not faint for _, faint in found)) >= 2:
        yield from (span for span, _ in found[:3])


HEDGING: list[Rule] = [
    hedging(
        "just_wondering",
        "i? am|was|were just|only|sort|of* wondering|thinking|hoping",
        "i VERY* just? wondered|wonder if|whether|,",
        "i just|only wanted|thought to|maybe|i|of",
        "i was only going to",
    ),
    hedging(
        "if_thats_ok",
        (
            "if that|it|this is|'s|would be|not? VERY* okay|alright|fine|possible|weird|cool|allowed|all|"
            "silly|no|a|too ..."
        ),
        "if it 's|is|isn't|not all the same ...",
        "is that|this|it okay|alright|all|fine|a problem|mean|right? $",
        "would that be okay|all|alright ...",
        "if you do|would not|n't mind",
        "if that makes ...",
        "if that's okay",
        "unless that 's|is ...",
        "only if ...",
        "if it is|'s|isn't not? VERY* a|no|any|too|trouble|bother|hassle|nuisance|rush|problem|drag ...",
        "if you happen|happened|fancy|fancied|wouldn't|'re|are to|not|passing|it|going ...",
        when=not_after("not", "even", "see", "ask", within=1),
    ),
    hedging(
        "no_worries_if_not",
        "no worries|pressure|stress|rush|obligation|biggie|problem if|either|at|,|whatever ...",
        "no worries|pressure|obligation|biggie if? ...",
        "either way",
        "not a big deal|thing",
        "no big deal",
        "it 's|is no biggie|matter",
        "feel free to ignore|say ...",
        "say no if ...",
        "tell me if|to not|it|shut ...",
        "you do not have to",
        "do not feel you ...",
        "totally|completely|up|entirely up? to you ...",
        "your call",
        "whatever you think|reckon|prefer|like",
        "only a|an thought|idea|suggestion",
        "just a|an thought|idea|suggestion",
        "if not ,|no|grand|fine|okay",
        "ignore me|this if|,",
        when=both(
            not_after("to", "want", "there", within=1),
            lambda turn, span: not (turn.opens(span[0]) and span[0] == 0 and (turn.words[0] == "no")),
        ),
    ),
    hedging_shown("piled", piled_hedges),
    hedging_shown("three", three_hedges),
    hedging(
        "would_it_be_mad",
        "would it be awful|mad|terrible|rude|cheeky|weird|too ...",
        "i do not suppose ...",
        "it 's|is silly|daft|stupid|nothing but|,|really|i ...",
        "probably nothing",
        "i would not|n't necessarily|exactly|mind ...",
        "might there be ...",
        "i wonder would|could ...",
    ),
]
