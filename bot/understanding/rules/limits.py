"""`sets_limit`: what the speaker will or will not do, accept or be there for; a plain no."""

from __future__ import annotations

from collections.abc import Iterator

from bot.understanding.rules.lists import NOT_A_LIMIT, NOT_REFUSING, word_set
from bot.understanding.rules.rule import (
    Rule,
    Test,
    both,
    is_statement,
    not_after,
    not_before,
    rules_for,
    sentence_lacks,
)
from bot.understanding.rules.turn import Span, Turn

limits, limit_shown = rules_for("sets_limit")


def _next_is_no_limit(banned: frozenset[str]) -> Test:
    """The verb that follows is not one of `banned`."""

    def test(turn: Turn, span: Span) -> bool:
        after = [
            word
            for word in turn.words[span[1] : span[1] + 3]
            if word not in word_set("really just even actually to ever")
        ]
        return not after or after[0] not in banned

    return test


_starts_clause = not_after(
    "if",
    "because",
    "when",
    "why",
    "how",
    "what",
    "who",
    "where",
    "which",
    "bet",
    "think",
    "know",
    "said",
    "like",
    within=1,
)

_limit_verb = _next_is_no_limit(NOT_A_LIMIT)

ASKING = (
    "can",
    "could",
    "will",
    "would",
    "please",
    "need",
    "give",
    "lend",
    "come",
    "let",
    "help",
    "join",
    "wear",
)


def plain_no(turn: Turn) -> Iterator[Span]:
    """'No' alone, or 'no thanks', to a line that asks, tells or invites."""
    if not turn.line.has(*ASKING):
        return
    start, end = next(iter(turn.sentences), (0, 0))
    words = [word for word in turn.words[start:end] if word != ","]
    if words in (["no"], ["no", "no"], ["um", "no"], ["so", "yeah", "no"]) and (not turn.asks(start)):
        yield start, end


def no_first(turn: Turn) -> Iterator[Span]:
    """A turn that opens with 'no' in answer to a line that asks or tells the learner to do something."""
    asked = " ".join(turn.line.words)
    told = any(
        cue in asked
        for cue in (
            "can you",
            "could you",
            "will you",
            "would you",
            "can i",
            "could i",
            "are you coming",
            "do you want",
            "you have to",
            "you must",
            "you should",
            "just ",
            "please",
            "come ",
            "let 's",
            "need you",
            "want you",
            "you coming",
            "you joining",
        )
    )
    if (
        told
        and turn.clauses
        and (turn.words[turn.clauses[0][0]] == "no")
        and len(turn.clauses[0])
        and (not turn.asks(0))
    ):
        words = turn.words[1:8]
        if not word_set("do problem worries fuss idea you go keep okay fine no it's wonder") & set(words[:2]):
            yield turn.clauses[0]


LIMITS: list[Rule] = [
    limits(
        "i_cant",
        "i VERY* can not",
        "i could not VERY* possibly? $",
        when=both(_starts_clause, is_statement, _limit_verb),
    ),
    limits("cant_open", "^^ can not", when=both(is_statement, _limit_verb)),
    limits(
        "i_wont",
        "i will VERY* not|never",
        "i shall not",
        "^ will not|never",
        when=both(
            _starts_clause,
            _next_is_no_limit(word_set("be miss forget lie pretend know mind keep see say stand dress i")),
        ),
    ),
    limits(
        "i_wont_be",
        "i will|shall not be _ ...",
        when=both(_starts_clause, not_before("long", "late", "a", within=2)),
    ),
    limits(
        "im_not_doing",
        "i am VERY* not VERY* _ ...",
        "i am never _ ...",
        when=both(_starts_clause, lambda turn, span: _going_on(turn, span), is_statement),
    ),
    limits(
        "not_going_to",
        "i am VERY* not going|able|prepared|willing|available|comfortable|interested|ready|doing|up ...",
        when=both(_starts_clause, not_before("lie", "pretend", "anywhere", within=3)),
    ),
    limits(
        "i_dont_do",
        (
            "^ i VERY* do not VERY* do|answer|lend|work|drink|share|take|talk|discuss|go|eat|play|dance|"
            "sing|give|pay|host|accept|allow|smoke|lift|reply|check|text|date|drive|sign|want ..."
        ),
        when=both(is_statement, _starts_clause, not_before("know", "think", "care", within=2)),
    ),
    limits(
        "i_dont_want_to",
        "i do not want|wish|have to|a|it|that|any|you|him|her ...",
        when=both(
            is_statement,
            _starts_clause,
            not_before("lose", "hurt", "fight", "upset", "argue", "put", "be", within=3),
        ),
    ),
    limits(
        "id_rather_not",
        "i would|'d VERY* rather|sooner|prefer not|he|she|stay|keep|go|listen|sit ...",
        "^ rather|prefer not ...",
        "i would|'d VERY* rather|prefer you|it|we _{0,2} not ...",
    ),
    limits(
        "no_thanks",
        "no ,? thanks|thank you? ...",
        "^^ no way",
        "^^ absolutely|definitely|certainly not",
        "thanks but no|not",
        "pass please",
        "i will pass",
        "rain check",
        "count me out",
        "leave me out ...",
    ),
    limits(
        "its_a_no",
        "it|answer|that is|'s still|a|just|going|to|be{0,4} no",
        "hard|firm no",
        "a no to|on|from|for ...",
        "i said no",
        "i am saying no",
        "my|the answer is|'s not? no",
        "no means no",
        "that is|'s not happening",
        "not happening|possible|negotiable|available|doing",
    ),
    limits(
        "not_tonight",
        ("^ not tonight|today|tomorrow|now|yet|this|me|DAYS|anymore|until|till|without|that|the|in|just|after ..."),
        when=both(
            is_statement,
            lambda turn, span: turn.clause(span[0])[0] == span[0] or turn.words[span[0] - 1] in {"no", "sorry"},
            not_before("only", "bad", "much", "time", "like", "per", within=2),
            lambda turn, span: (
                turn.words[span[1] - 1] not in {"yet", "me", "the", "that", "this"} or turn.line.has(*ASKING)
            ),
        ),
    ),
    limit_shown("plain_no", plain_no),
    limits(
        "is_mine",
        "_ are|is ours $",
        "_ are mine $",
        "_ is|are|'s off limits",
        "stays|stay with|mine|shut|closed|off|where|put me?",
        "is up for a? ...",
        "are|is staying ...",
        "DAYS|weekend|summer|month 's|is|are out $",
    ),
    limits(
        "only_this",
        "is|'s all i|we can|'ve|have ...",
        "is|'s my|the limit|maximum|last|most ...",
        "the most i can ...",
        "i can only _ ...",
        "only till|until ...",
        "i am off at|by ...",
        "phone|door|laptop 's|is|goes off|shut ...",
    ),
    limits(
        "i_keep",
        "i am keeping|leaving|staying|stopping ...",
        "i am VERY* taking a|some|time|the break|time|space|evening ...",
        "from now on ...",
        "from here on ...",
        when=both(is_statement, _starts_clause),
    ),
    limits(
        "pause",
        "come|go|get back to this|it|that ...",
        "talk|discuss|continue|pick|do|finish _{0,4} later|tomorrow|another|tonight|when ...",
        "i need _{0,3} minutes|break|minute|hour|pause ...",
        "i am not ready to|for ...",
        "take|taking a|some break|breather|minute",
        "can we leave|park|pause|stop ...",
        when=both(not_after("you", "he", "she", "they", "did", within=2), sentence_lacks("hang", "your")),
    ),
    limits(
        "i_never",
        "^ i never lend|share|drink|drive|work|answer|discuss|hug|dance|sign ...",
        when=is_statement,
    ),
    limits(
        "not_available",
        "i am VERY* not available|around|free|about|on ...",
        "i am busy|booked|unavailable ...",
        "does|do|will|would not work|suit|do for? me|us",
        "DAYS|DAYS_PLURAL|that|it|this|weekend 's|is|are no|not good|for|possible|happening|doable ...",
        "that 's|is not something _ ...",
        "it will have to be somebody|someone else",
        "i am not one for ...",
        "i can not DAYS|make|do|take|lend|host|have|come|stay|give|help|swap|cover|go|afford ...",
    ),
    limits(
        "thing_wont",
        "that|this|it|DAYS can not be|wait|happen ...",
        "_ i can|will|wo|do not do|have|be $",
        "it 's|is not going to happen",
    ),
    limits(
        "no_more",
        "^ no more _ ...",
        "^ no _ for me|tonight|today|this ...",
        "there 's|is no more _ ...",
        when=both(is_statement, sentence_lacks("please", "worries", "way", "fuss")),
    ),
    limits(
        "i_prefer_to",
        (
            "i would|'d sooner|rather|like|prefer to? stay|stop|keep|be|sit|go|listen|leave here|home|in|"
            "alone|it|quiet|by|out ..."
        ),
    ),
    limits(
        "i_said_no",
        "i told|said _{0,3} no _ ...",
        "i meant it",
        "i have|'ve retired ...",
        "i said|told _{1,4} last|only|before ...",
    ),
    limits(
        "enough",
        "i am done|finished|through with|doing|being|lending|covering|paying|arguing|talking|here ...",
        "i have|'ve had enough ...",
        "hard pass",
        "no deal",
        "no chance",
        "no way",
        "out of the question",
        "not up for discussion|debate|negotiation|a",
        "i draw the line ...",
        "i refuse to|_ ...",
        "end of story|discussion",
        "that 's|is my limit|answer|final|last|best ...",
        "that 's|is as far ...",
        "not my job|problem|place|responsibility",
        "i am VERY* not okay|comfortable|happy|willing with|doing|to ...",
        "i already have|'ve plans|a ...",
        "i have|'ve plans|other ...",
        "i am out $",
        "i have|'ve decided ...",
        "i only work|answer|lend|do|talk|take|reply|eat ...",
        "i have|'ve got? to stop you ...",
        "i will think about|it ...",
        "i will have to say no|pass|decline",
        "my mind is|'s made up",
        "i am sticking|standing with|to|by ...",
        "i need to say no ...",
        "not going to happen",
        when=both(is_statement, _starts_clause),
    ),
    limit_shown("no_first", no_first),
    limits("leave_it", "i will leave|pass|skip|sit|stop|stay it|on|this|in|out|home|at|here ..."),
]


def _going_on(turn: Turn, span: Span) -> bool:
    """'I'm not …ing' that refuses: the verb goes on and is not one of mind."""
    after = turn.words[span[0] : span[1]]
    not_at = max((at for at, word in enumerate(after) if word in {"not", "never"}))
    rest = [word for word in after[not_at + 1 :] if word not in {"really", "just", "even", "ever"}]
    return bool(rest) and rest[0].endswith("ing") and (rest[0] not in NOT_REFUSING)
