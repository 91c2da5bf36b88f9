"""Sees danger in what a learner types, before anything else looks at it.

Two readers look. Patterns need no training, work with no model and can be read; they see what is said plainly, sentence
by sentence, so that harmless words in one never hide the danger in another. The encoder hears what is said calmly, by
the way or in roundabout words. What either is certain of is certain.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from bot.understanding.danger import HARMLESS, LONG_AGO, SIGNS, STORIES, Sign, Strength
from bot.understanding.encoder import Encoder, Reading
from bot.understanding.linear import words_in
from bot.understanding.needles import needles_of
from bot.understanding.plain import sentences_of
from bot.understanding.words import words_of
from bot.vocabulary import RISKS

NONE = "risk_none"
UNSURE = "risk_unsure"
"""The intent of a turn that gets one caring question."""

LONGEST_READ = 10_000
"""Characters read; of a longer text, the first and the last half of as many."""

ASKED = {"risk_imminent": 0.5, "risk_ideation": 0.95, "risk_abuse": 0.95, "risk_other": 0.95}
"""From which probability on what the encoder hears gets one caring question. A plan is asked about sooner: what is
missed there may not be said twice. Chosen on the development sets: the highest, of a few, that see 0.9 of the rest."""

CERTAIN = 0.99
"""From which probability on what the encoder hears leaves the role."""

TELLING = 12
"""Words from which on the encoder's word counts for more: it is certain of violence or control (short complaints about
somebody, "he threw my things in the bin", read much alike), and where it hears next to nothing, what patterns are
unsure of is let be ("I'm done, I have had enough of this office")."""

NOTHING = 0.05
"""Under this probability the encoder hears next to nothing."""

_OF_OTHERS = ("risk_abuse", "risk_other")

NEAR = 2
"""How many sentences apart two signs may stand and still speak of one thing."""

_CONTRAST = re.compile(r"\b(?:but|although|though|except|however|(?<!not )yet|unless|whereas)\b")
"""Where what was harmless, denied, told or long ago ends, and something else begins."""

_SELF = {"risk_imminent": "self", "risk_ideation": "self"}


@dataclass(frozen=True)
class Safety:
    """What a text says about danger.

    `label` is one of the codebook's; `confidence` is 0 to 1; `certain` says that the label is a risk that
    leaves the role-play at once. A risk that is not certain gets one caring question.
    """

    label: str
    confidence: float
    certain: bool

    def as_dict(self) -> dict[str, Any]:
        """The reading as JSON types, as it travels on a message."""
        return {"label": self.label, "confidence": self.confidence, "certain": self.certain}

    @property
    def intent(self) -> str | None:
        """The intent that this overrides every other with, or None."""
        if self.label == NONE:
            return None
        return self.label if self.certain else UNSURE


@dataclass(frozen=True)
class _Found:
    """A sign in a sentence."""

    sign: Sign
    strength: Strength
    sentence: int
    span: tuple[int, int]


class SafetyReader:
    """Reads danger; built once, then only read from."""

    def __init__(self, encoder: Encoder | None = None) -> None:
        self._encoder = encoder
        self._by_needle: dict[str, list[int]] = defaultdict(list)
        self._always: set[int] = set()
        for number, sign in enumerate(SIGNS):
            self._file(number, needles_of(sign.pattern))

    def _file(self, number: int, needles: frozenset[str] | None) -> None:
        if needles is None:
            self._always.add(number)
        for needle in needles or ():
            self._by_needle[needle].append(number)

    def read(self, text: str, line: str = "", cleared: Collection[str] = ()) -> Safety:
        """What `text`, any text at all, says about danger. Never raises; its time grows with the length.

        `line` is what the counterpart said before, which the encoder reads beside it. `cleared` are texts (as `alike`
        has them) that the learner, when asked in this talk, meant differently: from then on only what is certain is
        heard, and of the same words only what patterns are certain of.
        """
        words = words_of(text)
        seen = _gravest(self._all_found(sentences_of(_within_limit(words))))
        if alike(text) in cleared:
            return seen if seen and seen.certain else Safety(NONE, 1.0, False)
        reading = self._encoder.read(words[:LONGEST_READ], line) if self._encoder else None
        length = len(words_in(words))
        if reading and length >= TELLING and sum(reading.dangers().values()) < NOTHING:
            seen = seen if seen and seen.certain else None
        heard = _likeliest(reading, length, dict.fromkeys(ASKED, CERTAIN) if cleared else ASKED)
        return _graver(seen, heard) or Safety(NONE, 0.9, False)

    def _all_found(self, sentences: Sequence[str]) -> list[_Found]:
        whole = "\n".join(sentences)
        present = [needle for needle in self._by_needle if needle in whole]
        return [
            found
            for place, sentence in enumerate(sentences)
            for found in _in_sentence(self._likely(present, sentence), place, sentence)
        ]

    def _likely(self, present: Iterable[str], sentence: str) -> list[Sign]:
        """The signs that may be in `sentence`; `present` are the needles in the whole text."""
        numbers = {number for needle in present if needle in sentence for number in self._by_needle[needle]}
        return [SIGNS[number] for number in sorted(numbers | self._always)]


def alike(text: str) -> str:
    """`text` without what makes no difference when somebody says it again."""
    return " ".join(words_in(words_of(text)))


def _likeliest(heard: Reading | None, length: int, least: Mapping[str, float]) -> Safety | None:
    """The danger that the encoder hears in so many words, if danger of any kind is as likely as `least` asks of it."""
    if heard is None:
        return None
    dangers = heard.dangers()
    label, likely = max(dangers, key=dangers.__getitem__), sum(dangers.values())
    if likely < least[label]:
        return None
    return Safety(label, round(likely, 3), likely >= CERTAIN and (length >= TELLING or label not in _OF_OTHERS))


def _graver(seen: Safety | None, heard: Safety | None) -> Safety | None:
    """What patterns see, unless they see nothing for certain and the encoder does, or hears what they don't see."""
    if seen is None or (heard and heard.certain and not seen.certain):
        return heard
    return seen


def _within_limit(text: str) -> str:
    if len(text) <= LONGEST_READ:
        return text
    half = LONGEST_READ // 2
    return f"{text[:half]}\n{text[-half:]}"


def _in_sentence(likely: Sequence[Sign], place: int, sentence: str) -> list[_Found]:
    hits = [(sign, match.span()) for sign in likely for match in sign.pattern.finditer(sentence)]
    if not hits:
        return []
    harmless = [_until_contrast(span, sentence) for span in _spans(HARMLESS, sentence)]
    stories, long_ago = (_clause_spans(kind, sentence) for kind in (STORIES, LONG_AGO))
    ends = {span: _after_contrast(span, sentence) for _, span in hits}
    return [
        _Found(sign, _softened(sign, ends[span], stories, long_ago), place, span)
        for sign, span in hits
        if not _overlaps(ends[span], harmless)
    ]


def _softened(
    sign: Sign, span: tuple[int, int], stories: list[tuple[int, int]], long_ago: list[tuple[int, int]]
) -> Strength:
    softer = _overlaps(span, stories) or (sign.label in _SELF and _overlaps(span, long_ago))
    return min(sign.strength, Strength.unsure) if softer else sign.strength


def _spans(patterns: Iterable[Any], sentence: str) -> list[tuple[int, int]]:
    return [match.span() for pattern in patterns for match in pattern.finditer(sentence) if match.end() > match.start()]


def _until_contrast(span: tuple[int, int], sentence: str) -> tuple[int, int]:
    """`span` up to the first "but" in it: what follows one is not covered by what went before."""
    turn = _CONTRAST.search(sentence, *span)
    return (span[0], turn.start()) if turn else span


def _after_contrast(span: tuple[int, int], sentence: str) -> tuple[int, int]:
    """The part of `span` after the last "but" in it: the part that must be harmless for all of it to be."""
    turns = list(_CONTRAST.finditer(sentence, *span))
    return (turns[-1].end(), span[1]) if turns else span


def _clause_spans(patterns: Sequence[Any], sentence: str) -> list[tuple[int, int]]:
    """Where `patterns` fit, each clause between one "but" and the next read alone."""
    turns = [match.start() for match in _CONTRAST.finditer(sentence)]
    edges = [0, *turns, len(sentence)]
    return [
        (start + first, start + last)
        for start, end in zip(edges, edges[1:], strict=False)
        for first, last in _spans(patterns, sentence[start:end])
    ]


def _overlaps(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _gravest(found: Sequence[_Found]) -> Safety | None:
    """The gravest thing that is certain, else the gravest that is worth asking about."""
    readings = [reading for label in RISKS if (reading := _reading_of(label, found))]
    return next((reading for reading in readings if reading.certain), None) or next(iter(readings), None)


def _reading_of(label: str, found: Sequence[_Found]) -> Safety | None:
    own = [one for one in found if one.sign.label == label]
    strongest = max((one.strength for one in own), default=Strength.faint)
    if strongest is Strength.certain:
        return Safety(label, 0.97, True)
    kin = [one for one in found if _kind(one) == _SELF.get(label, label)]
    together = max((_together(one, other) for one, other in combinations(kin, 2)), default=Strength.faint)
    if own and together is Strength.certain:
        return Safety(label, 0.85, True)
    if own and max(strongest, together) is Strength.unsure:
        return Safety(label, 0.5, False)
    return None


def _kind(found: _Found) -> str:
    return _SELF.get(found.sign.label, found.sign.label)


def _together(one: _Found, other: _Found) -> Strength:
    """How much two signs say together: different ones, in different words, close to each other."""
    apart = one.sign is other.sign or abs(one.sentence - other.sentence) > NEAR
    if apart or (one.sentence == other.sentence and _overlaps(one.span, [other.span])):
        return Strength.faint
    both = sorted((one.strength, other.strength))
    return Strength.unsure if both == [Strength.faint, Strength.faint] else Strength.certain
