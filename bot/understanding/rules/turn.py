"""A learner's turn cut into words, clauses and sentences, and the line it answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from spacy.language import Language
from spacy.tokens import Doc

from bot.understanding.rules.spelling import form_of, parts_of
from bot.understanding.words import normalise

LONGEST_READ = 4000
"""Characters of a turn that are read; nobody says more in one breath, and work stays bounded."""

Span = tuple[int, int]
"""First word and the word after the last, as positions in the turn."""

SENTENCE_ENDS = frozenset({".", "!", "?", "\n", "..", "...", "!!", "!!!", "??", "?!", "!?", "???"})
CLAUSE_ENDS = SENTENCE_ENDS | {",", ";", ":", "-", "--", "(", ")", "/"}
JOINERS = frozenset({"but", "and", "so", "because", "although", "though", "then", "plus"})
FILLERS = frozenset(
    [
        "oh",
        "well",
        "look",
        "ok",
        "okay",
        "right",
        "no",
        "yes",
        "yeah",
        "and",
        "but",
        "so",
        "then",
        "now",
        "honestly",
        "please",
        "just",
        "actually",
        "listen",
        "hey",
        "ah",
        "ach",
        "och",
        "um",
        "er",
        "mate",
        "love",
        "pal",
        "babe",
        "hon",
        "darling",
        "dear",
        "mother",
        "father",
        "sir",
        "anyway",
        "because",
        "or",
        "maybe",
        "sorry",
        "god",
        "also",
        "lol",
        "haha",
        "ugh",
        "alright",
        "see",
        "go",
        "on",
        "fine",
        "that",
        "though",
        "even",
        "seriously",
    ]
)

_OVERLONG = re.compile(r"\S{41,}")
_REPEATED_SIGN = re.compile(r"([^\w\s])\1{3,}")
_QUOTES = re.compile(r'"[^"\n]{1,400}"|(?<![^\s(,.:-])\'(?=\S)[^"\n]{2,300}?(?<=[\w.!?,])\'(?!\w)')


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def readable(text: str) -> str:
    """The part of `text` that is read, lower case, of the same length, without strings nobody could say."""
    plain = normalise(text[:LONGEST_READ])
    lower = "".join(low if len(low := sign.lower()) == 1 else sign for sign in plain)
    lower = _REPEATED_SIGN.sub(lambda found: found[1] * 3 + " " * (len(found[0]) - 3), lower)
    return _OVERLONG.sub(_blank, lower)


def read_words(nlp: Language, text: str) -> tuple[Doc, list[int]]:
    """The words of `text` as a Doc whose NORM is the form each is read in, and where each begins."""
    plain = readable(text)
    raw = [(token.text, token.idx) for token in nlp.tokenizer(plain) if not token.text.isspace() or "\n" in token.text]
    words: list[str] = []
    starts: list[int] = []
    forms: list[str] = []
    for position, (word, at) in enumerate(raw):
        before = raw[position - 1][0] if position else ""
        after = raw[position + 1][0] if position + 1 < len(raw) else ""
        for part in parts_of(word, before, after):
            words.append(part)
            starts.append(at)
            forms.append("\n" if "\n" in part else form_of(part, word))
            at += len(part)
    doc = Doc(nlp.vocab, words=words)
    for token, form in zip(doc, forms, strict=True):
        token.norm_ = form
    return doc, starts


@dataclass
class Line:
    """The counterpart's line just before the turn, as far as rules need it."""

    words: tuple[str, ...] = ()
    asks: bool = False

    def has(self, *words: str) -> bool:
        """Whether any of `words` stands in the line."""
        return any(word in self.words for word in words)


@dataclass
class Turn:
    """One turn: `words` in the form they are read in, with clauses, sentences and quoted stretches."""

    text: str
    doc: Doc
    starts: list[int]
    line: Line = field(default_factory=Line)

    @cached_property
    def words(self) -> list[str]:
        """The form each word is read in."""
        return [token.norm_ for token in self.doc]

    @cached_property
    def sentences(self) -> list[Span]:
        """Stretches between full stops, question marks, exclamation marks and new lines."""
        return list(self._between(SENTENCE_ENDS))

    @cached_property
    def clauses(self) -> list[Span]:
        """Stretches between commas, dashes and joining words; a joining word opens its clause."""
        return [part for clause in self._between(CLAUSE_ENDS) for part in self._at_joiners(*clause)]

    def _between(self, ends: frozenset[str]) -> Iterator[Span]:
        begin = 0
        for position, word in enumerate([*self.words, "."]):
            if word in ends:
                if position > begin:
                    yield begin, position
                begin = position + 1

    def _at_joiners(self, start: int, end: int) -> Iterator[Span]:
        begin = start
        for position in range(start + 1, end):
            if self.words[position] in JOINERS:
                yield begin, position
                begin = position
        yield begin, end

    @cached_property
    def _clause_at(self) -> dict[int, Span]:
        return {position: clause for clause in self.clauses for position in range(*clause)}

    @cached_property
    def _sentence_at(self) -> dict[int, Span]:
        return {position: one for one in self.sentences for position in range(*one)}

    def clause(self, position: int) -> Span:
        """The clause that the word at `position` stands in."""
        return self._clause_at.get(position, (position, position + 1))

    def sentence(self, position: int) -> Span:
        """The sentence that the word at `position` stands in."""
        return self._sentence_at.get(position, (position, position + 1))

    def between(self, start: int, end: int) -> list[str]:
        """The words from `start` up to `end`, kept inside the turn."""
        return self.words[max(0, start) : max(0, end)]

    def opens(self, position: int) -> bool:
        """Whether nothing but small words stands before `position` in its clause."""
        start, _ = self.clause(position)
        return all(word in FILLERS for word in self.words[start:position])

    def closes(self, position: int) -> bool:
        """Whether the clause ends just before `position`."""
        return position >= len(self.words) or position == self.clause(position - 1)[1]

    def asks(self, position: int) -> bool:
        """Whether the sentence at `position` ends in a question mark."""
        _, end = self.sentence(position)
        return end < len(self.words) and "?" in self.words[end]

    @cached_property
    def quoted(self) -> frozenset[int]:
        """Positions of words inside quotation marks, unless all of the turn is."""
        plain = normalise(self.text[:LONGEST_READ])
        ranges = [found.span() for found in _QUOTES.finditer(plain)]
        inside = {
            position
            for position, at in enumerate(self.starts)
            if any(start <= at < end for start, end in ranges)
        }  # fmt: skip
        return frozenset(inside if len(inside) < len(self.words) - 1 else ())

    def offsets(self, span: Span) -> tuple[int, int]:
        """Where `span` begins and ends in the text, in characters."""
        last = span[1] - 1
        return self.starts[span[0]], self.starts[last] + len(self.doc[last].text)


def read_line(nlp: Language, line: str) -> Line:
    """What rules need of the counterpart's line."""
    doc, _ = read_words(nlp, line[-300:])
    words = tuple(token.norm_ for token in doc)
    return Line(words, asks="?" in line)


def read_turn(nlp: Language, text: str, line: Line) -> Turn:
    """`text` as a turn that answers `line`."""
    doc, starts = read_words(nlp, text)
    return Turn(text, doc, starts, line)
