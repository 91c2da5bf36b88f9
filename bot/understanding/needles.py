"""What a text must contain before a pattern can fit it: a quick look that spares most of the slow ones."""

from __future__ import annotations

import re
import sre_parse  # the one reader of patterns that Python 3.10 has
from typing import Any

Needles = frozenset[str] | None
"""At least one of these stands in every text that the pattern fits; None when nothing can be said."""


def needles_of(pattern: re.Pattern[str]) -> Needles:
    """The needles of `pattern`, as long as can be had."""
    return _of_sequence(sre_parse.parse(pattern.pattern, pattern.flags & ~re.UNICODE))


def _of_sequence(items: Any) -> Needles:
    """The best of what its parts need: runs of letters, and whatever groups need."""
    found: list[frozenset[str]] = []
    run = ""
    for kind, value in items:
        name = str(kind)
        if name == "LITERAL":
            run += chr(value)
            continue
        found += [frozenset({run})] if run else []
        run = ""
        inner = _of_item(name, value)
        found += [inner] if inner else []
    found += [frozenset({run})] if run else []
    return max(found, key=_worth, default=None)


def _of_item(name: str, value: Any) -> Needles:
    if name == "SUBPATTERN":
        return _of_sequence(value[-1])
    if name == "BRANCH":
        return _of_branches(value[1])
    if name in {"MAX_REPEAT", "MIN_REPEAT"} and value[0] > 0:
        return _of_sequence(value[2])
    return None


def _of_branches(branches: Any) -> Needles:
    each = [_of_sequence(branch) for branch in branches]
    if any(needles is None for needles in each):
        return None
    return frozenset().union(*(needles for needles in each if needles))


def _worth(needles: frozenset[str]) -> tuple[int, int]:
    """Long needles first, then few."""
    return min(map(len, needles)), -len(needles)
