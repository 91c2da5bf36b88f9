"""`states_feeling`: what the speaker feels, as an emotion of their own."""

from __future__ import annotations

from collections.abc import Iterator

from bot.understanding.rules.lists import FEELINGS, JUDGED, word_set
from bot.understanding.rules.rule import (
    Rule,
    both,
    is_statement,
    not_after,
    not_before,
    rules_for,
    sentence_lacks,
)
from bot.understanding.rules.turn import Span, Turn

feels, feeling_shown = rules_for("states_feeling")


def judged_beside_a_feeling(turn: Turn) -> Iterator[Span]:
    """'I felt ignored' counts only with a named act or an emotion word near it (edge rule 3)."""
    for at, word in enumerate(turn.words):
        if word not in JUDGED:
            continue
        start, end = turn.sentence(at)
        words = turn.words[start:end]
        felt = {"felt", "feel", "feeling"} & set(turn.words[max(0, at - 4) : at])
        if felt and ({"when", "after"} & set(words) or FEELINGS & set(words)) and ("i" in words):
            yield max(start, at - 2), at + 1


FEELS: list[Rule] = [
    feels(
        "i_am",
        "i am|was|feel|felt|get|got|'d VERY* FEELINGS",
        "i have been VERY* FEELINGS",
        "i am VERY* afraid|scared|frightened of|for|to|you|he|she",
        "i am VERY* going? to? be? FEELINGS",
        "i feel VERY* FEELINGS and FEELINGS",
        when=both(
            not_after("not", "if", "that", "think", "thought", "said", within=2),
            lambda turn, span: _is_emotion(turn, span),
        ),
    ),
    feels(
        "i_am_happy",
        "i am|was|feel|felt VERY* happy|glad|pleased|touched|moved|content|mad",
        when=both(not_before("to", "with", "you", "not", "so", ",", "i", within=1), not_after("if", "not", "think")),
    ),
    feels(
        "makes_me",
        "it|that|this|which|they|he|she _{0,4} makes|made|making me VERY* FEELINGS",
        "makes|made me VERY* FEELINGS",
        when=sentence_lacks("not"),
    ),
    feels(
        "it_hurts",
        (
            "it|that|this|which VERY* hurts|hurt|stings|stung|scares|scared|frightens|worries|upsets|"
            "saddens|terrifies|kills|kill|breaks|cuts me|to|when|,|a?"
        ),
        "it|that|this|which VERY* hurts|hurt|stings|stung $",
        "hurts|scares|frightens|worries|upsets|saddens|terrifies|embarrasses|scared|upset me",
        when=both(
            not_after("if", "did", "not", "my", "you", within=2),
            lambda turn, span: "you" not in turn.words[span[1] : span[1] + 1],
        ),
    ),
    feels(
        "i_miss",
        "i VERY* miss|missed|missing LOVED_ONES|my|your|our|his|the|being|having|how|it",
        "i have VERY* missed LOVED_ONES|your|it",
        "i will miss LOVED_ONES|it|the|my",
        "i am going to miss",
        "^ miss|missing LOVED_ONES",
        when=lambda turn, span: _is_longing(turn, span),
    ),
    feels(
        "heart",
        "breaks|broke|breaking my heart",
        "my heart VERY* _{0,2} sank|bits|broke|broken|aches|breaks|pieces|races|raced|breaking",
        "my stomach drops|dropped|turns|sinks|sank|churns",
        "lump in my throat",
        "cry|crying|cried myself|all|over|every",
        "in bits|tears|pieces",
        "i VERY* cried|cry",
        "want to cry|bawl|scream",
    ),
    feels(
        "fed_up",
        "i am|was|feel|'m VERY* fed up",
        "fed up with|of",
        "worried sick",
        "sick with|of worry",
        "at my wit 's? ...",
        "end of my tether|rope",
        "i felt|feel|am VERY* left|shut|put|let out|down",
        "felt|feel VERY* put|left|shut out",
        "put out",
        "had it up to here",
        "bricking it",
        "on edge",
        "heart sick",
        "cut up about",
        "i am|was VERY* going|go hot|cold with",
        "with embarrassment|shame|envy|fear|rage|dread",
    ),
    feels(
        "i_dread",
        "i VERY* dread|fear|resent|ache|worry|hate|love|panic|panicked|loved|hated _",
        "i am VERY* dreading|grieving|panicking|worrying|hurting|struggling",
        when=both(
            not_after("not", "if", "would", within=2),
            not_before("you", "it", "to", within=0),
            lambda turn, span: _is_dread(turn, span),
        ),
    ),
    feels(
        "one_word",
        "^ VERY* STRONG_FEELINGS $",
        "^ VERY* STRONG_FEELINGS and|but ...",
        "^ VERY* STRONG_FEELINGS that|about|of|for|at|by|you|to",
        when=both(is_statement, lambda turn, span: _is_bare(turn, span)),
    ),
    feels(
        "its_lonely",
        (
            "it 's|is|was|gets|feels VERY* lonely|scary|frightening|upsetting|painful|hurtful|"
            "humiliating|heartbreaking|terrifying|embarrassing"
        ),
    ),
    feels(
        "noun",
        ("the|my|this|a _? grief|shame|fear|dread|panic|loneliness|sadness|jealousy|guilt|anger|hurt|relief ..."),
        "pure panic|relief|joy|dread|rage",
        when=both(sentence_lacks("your", "you"), is_statement),
    ),
    feeling_shown("judged_beside_feeling", judged_beside_a_feeling),
]

AMBIGUOUS = word_set(
    "happy glad pleased afraid touched moved content mad low down cross broken lost heavy confused torn bitter"
)

_NOT_EMOTION_AFTER = {
    "lost": {"my", "the", "it", "a"},
    "hurt": {"my", "you", "him", "her"},
    "upset": {"you", "him"},
    "broken": {"my", "the"},
    "offended": {"you"},
}


def _is_emotion(turn: Turn, span: Span) -> bool:
    word = turn.words[span[1] - 1]
    after = turn.words[span[1]] if span[1] < len(turn.words) else ""
    return word not in AMBIGUOUS and after not in _NOT_EMOTION_AFTER.get(word, {})


def _is_longing(turn: Turn, span: Span) -> bool:
    later = set(turn.words[span[1] : span[1] + 3])
    return not later & word_set("call calls bus train text meeting party point message deadline birthday")


def _is_dread(turn: Turn, span: Span) -> bool:
    words = turn.words[span[0] : span[1]]
    if {"love", "hate", "loved", "hated"} & set(words):
        return words[-1] in word_set("that being feeling how when it") and "love" not in words
    return words[-1] not in {"you"}


def _is_bare(turn: Turn, span: Span) -> bool:
    return turn.sentence(span[0])[1] - turn.sentence(span[0])[0] <= 8 and (not turn.line.has("hungry"))
