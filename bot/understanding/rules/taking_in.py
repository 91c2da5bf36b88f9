"""`acknowledges`: taking in the other's feeling, view or situation."""

from __future__ import annotations

from collections.abc import Iterator

from bot.understanding.rules.lists import word_set
from bot.understanding.rules.rule import Rule, both, is_statement, not_after, rules_for, sentence_lacks
from bot.understanding.rules.turn import Span, Turn

takes_in, taking_in_shown = rules_for("acknowledges")


def you_and_i_see(turn: Turn) -> Iterator[Span]:
    """'You want to dance at it, I know': what the other faces, with a clause that takes it in."""
    for start, end in turn.sentences:
        clauses = [clause for clause in turn.clauses if start <= clause[0] < end]
        for at, (first, last) in enumerate(clauses):
            if " ".join(turn.words[first:last]) not in SEEING:
                continue
            near = clauses[max(0, at - 1) : at] + clauses[at + 1 : at + 2]
            told = [
                one
                for one in near
                if one[1] - one[0] >= 3 and word_set("you your it it's that you're") & set(turn.words[slice(*one)])
            ]
            if told and (not {"i", "me", "my", "never", "sorry"} & set(turn.words[slice(*told[0])])):
                yield told[0]


SEEING = frozenset(
    {
        "i know",
        "i see",
        "i can see",
        "i can see that",
        "i do see that",
        "i get that",
        "i get it",
        "i understand",
        "i know that",
        "i do know",
        "i have not forgotten",
        "i do not forget",
        "i do see",
        "no wonder",
        "i believe you",
    }
)

TAKES_IN: list[Rule] = [
    taking_in_shown("you_and_i_see", you_and_i_see),
    takes_in(
        "cant_be_easy",
        "ca|can not be VERY* fun|easy|nice ...",
        "that 's|is|'s a|such|an VERY|rotten|cruel|horrible|awful|hard|tough* thing|way|lot|shame|time ...",
        "you have|'ve been up|on|at|through|working|looking|carrying|waiting _ ...",
        "you have|'ve enough|plenty|twins|kids on|at|to|and ...",
        "you had not much|a choice|chance ...",
        when=both(is_statement, sentence_lacks("never", "if", "me", "my")),
    ),
    takes_in(
        "i_know_you",
        ("i VERY* know|understand|realise|see|appreciate|imagine|remember that|how|what? VERY|much* you|your|yous ..."),
        ("i can|could|do VERY* see|imagine|understand|tell|appreciate VERY|that|how|why|what|it|this* you|your|it ..."),
        "i know it|this|that is|'s|has|was|must|means|took|feels|can|will VERY* _ ...",
        "i VERY* understand|get why|how|what|if ...",
        "i hear that|how you ...",
        "i know he|she|they|the|how _ ...",
        when=both(
            not_after("not", "did", "do", "if", "as", "would", "like", "wish", within=2),
            lambda turn, span: _has_content(turn, span),
        ),
    ),
    takes_in(
        "i_can_hear",
        "i can|do VERY* see|hear|tell that|how|why|what? much|VERY* you|your|it|this|that|they|i ...",
        "i get|hear|know|understand|realise that|how much|VERY* you|it|this|i ...",
        "i can|do VERY* hear|see how FEELINGS|hard|tired|worn|upset|much ...",
        when=both(
            is_statement,
            not_after("not", "did", "do", "if", "as", "would", "like", "wish", "think", within=2),
            lambda turn, span: _has_content(turn, span, 5),
        ),
    ),
    takes_in(
        "that_sounds",
        "that|it|this sounds|sound|seems VERY* FEELINGS|hard|tough|lonely|painful|exhausting|tiring|scary|unfair ...",
        when=both(is_statement, not_after("not", "if", within=2)),
    ),
    takes_in(
        "youre_right",
        "you are|'re|were VERY* right",
        "you have|'ve a|every|got good? point|right",
        "that is|'s VERY* fair|true|valid",
        "fair enough|point",
        "^ fair $",
        "it makes sense|perfect",
        "that makes sense",
        "makes sense that|you|why ...",
        "i do not blame you",
        "i believe you",
        "of course you ...",
        "course you do|are|have|did ...",
        "no wonder ...",
        "you were right ...",
        when=both(is_statement, not_after("if", "not", "think", within=2)),
    ),
    takes_in(
        "you_must_be",
        (
            "you must|will be|have|feel been? VERY* FEELINGS|shattered|exhausted|sick|tired|on|busy|"
            "swamped|freezing|starving|so|missing|worn ..."
        ),
        "that must|ca|could|can not? have|be|feel ...",
        "it must|ca|could|can not? have|be|feel ...",
        "this must _ ...",
        "must have been|felt hard|awful|horrible|tough|scary|rough|difficult|lonely|for ...",
        when=both(is_statement, sentence_lacks("proud", "i", "stop", "apologise", "joking", "kidding")),
    ),
    takes_in(
        "sounds_like",
        "you sound|look|seem VERY* FEELINGS|worn|exhausted|tired|stressed ...",
        "sounds|sound|seems like|hard|tough|awful|rough|horrible|really|so|as ...",
        "it sounds|seems like|as you|if|that|it ...",
        "so you feel|felt|are|were|want|wanted ...",
        (
            "you are|'re|feel|were VERY* FEELINGS|tired|exhausted|stressed|swamped|drowning|shattered|"
            "frightened|busy|grieving ..."
        ),
        when=both(
            is_statement,
            not_after("if", "not", "when", "think", "why", within=1),
            sentence_lacks("because", "never"),
        ),
    ),
    takes_in(
        "sorry_for_your_loss",
        ("sorry for|about your|his|her|the loss|mother|father|brother|sister|nan|dad|dog|cat|grandad|news|job ..."),
        "sorry you are|'re|have|had|feel|felt|went|got|lost ...",
        "sorry to hear ...",
        "sorry that|this|it happened|is|has|was ...",
        "so sorry|, she|he _ ...",
        when=not_after("not", within=2),
    ),
    takes_in(
        "a_lot_on",
        (
            "you have|'ve VERY* got? a|so|enough|your|such|four|two|three|been lot|much|on|plate|hands|"
            "hard|week|own|up|house ..."
        ),
        "you are|'re up to|against ...",
        "under VERY* a? pressure|stress|lot",
        "your hands|plate are|is full",
        "you have|'ve had a|the|such|an _ ...",
        when=both(
            is_statement,
            not_after("if", "because", within=1),
            sentence_lacks("never", "nerve", "cheek", "drink", "till", "point"),
        ),
    ),
    takes_in(
        "hard_for_you",
        "hard|tough|difficult|easy|horrible|awful|rough|scary|painful|a|lot lot? for|on you ...",
        "not easy _{0,2} for|being you ...",
        "it is a lot for ...",
        "matters|means VERY* a? lot? to you ...",
        "you have|'ve every right ...",
        "it is|'s your|yours to|decision|money|right|choice|call ...",
    ),
    takes_in(
        "accepts",
        "apology accepted|taken",
        "i forgive you",
        "you are|'re forgiven",
        "all is? forgiven",
        "we are square|good|okay",
        "no hard feelings",
        "no harm done",
        "it is|'s forgotten",
        "no worries , ...",
    ),
]


def _has_content(turn: Turn, span: Span, least: int = 4) -> bool:
    """More than 'I understand, but': something taken in stands after it, in so many words (edge rule 5)."""
    words = turn.words[span[0] : turn.clause(span[0])[1]]
    own = word_set("exactly breath lying lied did think hate said")
    return len(words) >= least and (not own & set(words)) and (not turn.asks(span[0]))
