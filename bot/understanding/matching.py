"""Finds what a learner's own words are about: words with the same root and words for the same kind of person count."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from bot.understanding.answers import relation
from bot.understanding.words import normalise

_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_IN_LAW = re.compile(r"\b\w+[- ]in[- ]laws?\b|\bin[- ]laws?\b")
_BRACED = re.compile(r"\{[^{}]*\}")
_CARRY_NOTHING = """
    a about after again all also always am an and another any are as ask asking at away back be because been before
    being but by can cannot can't come could day did do does doesn't doing don't down each even every for from get
    gets getting give go goes going got had has have having he he'd he'll he's her here hers him his how i i'd i'll
    i'm i've if in into is isn't it it's its just keep keeps know let like lot make makes many me mean might more
    most much must my need needs never new no not nothing now of off often on one only onto or other our out over
    own please practise practice put really rehearse right said same say saying says scene she she'd she'll she's
    should so some something somebody someone still such take takes talk talking tell telling than that that's the
    their them then there these they they're thing things think this those through time to too try two up us use
    used very want wants was way we well were what what's when where which who whose why will with without won't
    would year years yes you you'd you'll you're you've your yours who've there's wasn't
"""
_STOP = frozenset(_CARRY_NOTHING.split())
_SAME = {
    name: names.split()[0]
    for names in (
        "parent mum mom mother mam mama dad father papa mummy daddy parents",
        "sibling sister brother sis bro siblings",
        "manager boss supervisor lead director",
        "colleague coworker workmate peer teammate",
        "friend mate bestie pal buddy friends",
        "partner husband wife spouse boyfriend girlfriend fiance fiancé fiancée hubby missus",
        "ex exes",
        "relative aunt uncle auntie cousin gran grandma grandmother granddad grandpa grandfather nan family",
        "child kid son daughter baby kids children",
        "home house flat place apartment",
        "money loan lend lent owe owes owed debt cash borrow borrowed pay paid repay",
        "housework chores cleaning clean dishes washing hoovering tidy laundry mess",
        "die died dead death dying lost loss grief funeral mourning passed",
        "belongings stuff sorting clearing clear sort inherit inheritance",
        "visit visits drop drops dropping unannounced key",
        "job work unemployed redundant fired laid layoff",
        "message messages email emails text texts writes weekend weekends",
        "anxiety anxious panic panics",
        "group club class team choir",
        "advice advises lecture lectures",
        "schedule handover custody pickup",
        "coffee tea lunch",
        "promoted promotion promote",
        "listen listens listening",
        "ghosted ghost ghosting",
        "anniversary birthday christmas holiday",
    )
    for name in names.split()
}
_ENDS = ("ingly", "edly", "ing", "ies", "ied", "ed", "es", "s", "ly")

CLOSE = 0.3
"""The share of the best one's score that others must have to be named with it."""

LEAST, RELATED = 0.7, 0.3
"""The score that a thing needs to be named at all, and what the same kind of relation adds to it."""

Fields = Mapping[str, float]
"""Texts of one thing to be found, and how much a word in each of them counts."""


def content_words(text: str) -> tuple[str, ...]:
    """The roots of the words that carry meaning, in order, each once; words for the same kind of person are one."""
    plain = _IN_LAW.sub(" inlaw ", normalise(_BRACED.sub(" ", text)).casefold())
    found = (_root(token) for token in _TOKEN.findall(plain) if token not in _STOP)
    return tuple(dict.fromkeys(root for root in found if len(root) > 1))


def _root(token: str) -> str:
    bare = token.removesuffix("'s").replace("'", "")
    if bare in _SAME:
        return _SAME[bare]
    for end in _ENDS:
        if bare.endswith(end) and len(bare) - len(end) >= 3:
            stem = bare[: -len(end)]
            stem = stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "aeiouls" else stem
            return _SAME.get(stem, stem.removesuffix("e"))
    return bare.removesuffix("e") if len(bare) > 4 else bare


class Finder:
    """An index of things by their words. Finding looks only at what shares a word with what was asked."""

    def __init__(self, things: Iterable[tuple[str, Fields, str]]) -> None:
        """`things`: an id, its texts, and what kind of relation it is about."""
        self._weights: dict[str, dict[str, float]] = defaultdict(dict)
        self._related: dict[str, str] = {}
        for id, texts, kind in things:
            self._related[id] = kind
            for text, weight in texts.items():
                for word in content_words(text):
                    self._weights[word][id] = max(weight, self._weights[word].get(id, 0.0))

    def find(self, words: str, least: float = LEAST) -> list[str]:
        """The ids that fit, the best first: rare words count more, and a relation of the same kind a little.

        A word that one thing alone has counts 1 times its field's weight, however many things there are.
        """
        scores: dict[str, float] = defaultdict(float)
        number = len(self._related) or 1
        for word in content_words(words):
            having = self._weights.get(word, {})
            rarity = math.log(1 + number / len(having)) / math.log(1 + number) if having else 0.0
            for id, weight in having.items():
                scores[id] += weight * rarity
        kind = relation(words)
        ranked = [(score + (RELATED if self._related[id] == kind else 0.0), id) for id, score in scores.items()]
        least = max(least, CLOSE * max(ranked, default=(0.0, ""))[0])
        return [id for score, id in sorted(ranked, key=lambda one: (-one[0], one[1])) if score >= least]

    def share(self, words: str, id: str) -> float:
        """The share, 0 to 1, of the words that carry meaning which this thing has; 0 where it has one alone."""
        asked = content_words(words)
        had = sum(id in self._weights.get(word, {}) for word in asked)
        return had / len(asked) if had > 1 else 0.0
