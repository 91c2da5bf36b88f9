"""Reads the markers of one turn: what the learner's own words do, and the words that show it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import spacy
from spacy.matcher import Matcher
from spacy.util import filter_spans
from spacy.vocab import Vocab

from bot.understanding.rules import ALL_RULES
from bot.understanding.rules.measured import LEAST_SHOWN, confidence_of
from bot.understanding.rules.rule import Pattern, Rule, parse
from bot.understanding.rules.settle import settle
from bot.understanding.rules.turn import Line, Span, Turn, read_line, read_turn
from bot.vocabulary import Mark

MOST_SPANS = 3
"""How many stretches of words one marker may point to."""

Hit = tuple[Rule, Span]


class _Fitted:
    """A rule's patterns, compiled once."""

    def __init__(self, rule: Rule, vocab: Vocab) -> None:
        self.rule = rule
        self.patterns = [parse(notation) for notation in rule.patterns]
        self._matcher = Matcher(vocab, validate=False)
        for number, pattern in enumerate(self.patterns):
            self._matcher.add(str(number), [pattern.tokens], greedy="LONGEST")
        self._strings = vocab.strings

    def spans(self, turn: Turn) -> Iterator[Span]:
        """The evidence, wherever the rule fits."""
        for key, start, end in self._matcher(turn.doc):
            pattern = self.patterns[int(self._strings[key])]
            if _stands_well(pattern, turn, (start, end)) and _counts(self.rule, turn, (start, end)):
                yield start, turn.clause(end - 1)[1] if pattern.runs_on else end


def _stands_well(pattern: Pattern, turn: Turn, span: Span) -> bool:
    start, end = span
    if turn.clause(start) != turn.clause(end - 1) and turn.sentence(start) != turn.sentence(end - 1):
        return False
    if pattern.opens == "^^" and not (turn.opens(start) and turn.clause(start)[0] == turn.sentence(start)[0]):
        return False
    if pattern.opens == "^" and not turn.opens(start):
        return False
    return not pattern.closes or turn.closes(end)


class MarkerReader:
    """Finds the codebook's markers in a turn by rules; built once, then only read from."""

    def __init__(self) -> None:
        self._nlp = spacy.blank("en")
        self._checks = [rule for rule in ALL_RULES if rule.check]
        self._by_word: dict[str, list[_Fitted]] = defaultdict(list)
        for rule in ALL_RULES:
            fitted = _Fitted(rule, self._nlp.vocab)
            for word in frozenset().union(*(pattern.needs for pattern in fitted.patterns)):
                self._by_word[word].append(fitted)

    def read(self, text: str, counterpart: str = "") -> list[Mark]:
        """The marks on `text`, by where they start; offsets are characters of `text`.

        `counterpart` is the line that the turn answers. Any text is read without an error; what is
        not English, or goes on past what is read of one turn, gives no marks.
        """
        line = read_line(self._nlp, counterpart) if counterpart else Line()
        turn = read_turn(self._nlp, text, line)
        return sorted(_marks(turn, self.hits(turn)), key=lambda mark: (mark.start, mark.end, mark.marker))

    def rules_shown(self, text: str, counterpart: str = "") -> dict[str, set[str]]:
        """The ids of the rules behind each marker of the turn: what the confidences are measured on."""
        line = read_line(self._nlp, counterpart) if counterpart else Line()
        shown: dict[str, set[str]] = defaultdict(set)
        for rule, _ in self.hits(read_turn(self._nlp, text, line)):
            shown[rule.marker].add(rule.id)
        return shown

    def hits(self, turn: Turn) -> list[Hit]:
        """Every rule that holds in the turn, with where, once the markers are settled among themselves."""
        return settle(turn, [*self._fits(turn), *_checked(turn, self._checks)])

    def _fits(self, turn: Turn) -> Iterator[Hit]:
        present = dict.fromkeys(turn.words)
        tried = {fitted.rule.id: fitted for word in present for fitted in self._by_word.get(word, ())}
        for fitted in tried.values():
            yield from ((fitted.rule, span) for span in fitted.spans(turn))


def _checked(turn: Turn, rules: Iterable[Rule]) -> Iterator[Hit]:
    for rule in rules:
        if rule.check:
            yield from ((rule, span) for span in rule.check(turn) if span[0] not in turn.quoted)


def _counts(rule: Rule, turn: Turn, span: Span) -> bool:
    if not rule.in_quotes and (span[0] in turn.quoted or span[1] - 1 in turn.quoted):
        return False
    return rule.when is None or rule.when(turn, span)


def _marks(turn: Turn, hits: Iterable[Hit]) -> Iterator[Mark]:
    by_marker: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        by_marker[hit[0].marker].append(hit)
    for marker, found in by_marker.items():
        confidence = confidence_of({rule.id for rule, _ in found})
        if confidence < LEAST_SHOWN:
            continue
        docs = filter_spans([turn.doc[start:end] for _, (start, end) in found])
        for span in docs[:MOST_SPANS]:
            yield Mark(marker, *turn.offsets((span.start, span.end)), confidence)
