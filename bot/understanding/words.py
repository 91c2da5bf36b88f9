"""A learner's words as they were typed, and a copy that is easier to read."""

from __future__ import annotations

import re

WORD_JOINER = "\u2060"
"""Stands before a turn that begins with "/", so that Rasa does not take it for a command."""

_SINGLE = "\u2018\u2019\u201a\u201b\u02bc\u00b4`\u2032"
_DOUBLE = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_BLANKS = "\u0000\u00a0\u2007\u200b\u200c\u200d\u202f\u2060\ufeff\t"
_PLAIN = {
    **dict.fromkeys(map(ord, _SINGLE), "'"),
    **dict.fromkeys(map(ord, _DOUBLE), '"'),
    **dict.fromkeys(map(ord, _DASHES), "-"),
    **dict.fromkeys(map(ord, _BLANKS), " "),
    ord("\u2026"): ".",
}
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def words_of(text: str) -> str:
    """The learner's words: `text` without the one word joiner that may lead it."""
    return text[1:] if text.startswith(WORD_JOINER) else text


def normalise(text: str) -> str:
    """A copy of exactly the same length with straight quotes and dashes, so that offsets stay valid.

    Characters that carry no words (NUL, zero-width and odd blanks, lone surrogates) become spaces.
    """
    return _LONE_SURROGATE.sub(" ", text.translate(_PLAIN))
