"""Whether somebody keeps to their own words: words of meaning shared, new reasons, and "as I said"."""

from __future__ import annotations

import re

from bot.understanding.matching import content_words
from bot.understanding.words import normalise

_TOKEN = re.compile(r"[^\W\d_]+")
_REASON = re.compile(r"\b(?:because|cause|cos|since|the reason|as i (?:have|am|need|was)|you see|it's just that)\b")
_SAME = re.compile(
    r"\b(?:as i said|like i said|i(?:'ve| have)? (?:already )?said (?:it|that|so|no)|(?:still|again) no|i mean it|"
    r"my (?:answer|limit|line|request|ask) (?:is|stays) (?:the same|what it (?:is|was))|nothing has changed|"
    r"it stays (?:like that|that way|the same)|that (?:stands|still stands)|the answer is (?:still )?no|same as before|"
    r"i(?:'m| am) not (?:changing|going to change) (?:my mind|that|it))\b"
)


def shared(line: str, now: str) -> float:
    """How much of the line's words of meaning stands in what is said now, 0 to 1; inflected words count."""
    wanted = set(content_words(line)) or set(_TOKEN.findall(line.casefold()))
    there = set(content_words(now)) | set(_TOKEN.findall(now.casefold()))
    return len(wanted & there) / len(wanted) if wanted else 0.0


def gives_new_reason(line: str, now: str) -> bool:
    """Whether a reason is given now, and none was before."""
    return bool(_REASON.search(_plain(now))) and not _REASON.search(_plain(line))


def says_the_same(words: str) -> bool:
    """Whether the words say that what was said before stands."""
    return bool(_SAME.search(_plain(words)))


def _plain(text: str) -> str:
    return " ".join(normalise(text).casefold().split())
