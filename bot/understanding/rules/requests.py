"""`makes_request`: asking the other for one thing they could do."""

from __future__ import annotations

from bot.understanding.rules.rule import (
    Rule,
    both,
    is_question,
    not_after,
    not_before,
    rules_for,
    sentence_lacks,
)
from bot.understanding.rules.turn import Span, Turn

WH_WORDS = (
    "what",
    "how",
    "why",
    "where",
    "who",
    "which",
    "when",
    "if",
    "as",
    "that",
    "wish",
    "think",
    "never",
    "they",
)

requests, request_shown = rules_for("makes_request")

_no_question_word = not_after(*WH_WORDS, within=2)

_real_ask = both(
    _no_question_word,
    not_before("believe", "imagine", "ever", "say", "think", "mind", "hate", "like", "prefer", "rather", within=1),
)


def _not_an_idiom(turn: Turn, span: Span) -> bool:
    return turn.words[span[0] : span[0] + 5] != ["would", "you", "look", "at", "that"] and turn.words[
        span[0] + 2 : span[0] + 3
    ] not in (["look"], ["listen"], ["really"], ["now"])


def _please_asks(turn: Turn, span: Span) -> bool:
    """'please' that asks: not 'yes please', not a bare reply, not an offer of a seat."""
    start, end = turn.sentence(span[0])
    before = turn.words[span[0] - 1] if span[0] > start else ""
    rest = [word for word in turn.words[start:end] if word not in {",", "please"}]
    return before not in {"yes", "pass"} and len(rest) >= 1 and (rest[:1] != ["sit"])


REQUESTS: list[Rule] = [
    requests(
        "could_you",
        "^ could|can|would|will not? you please|just|at|least|maybe|still|kindly? _ ...",
        "could|would not? you please|just|maybe|still|kindly? _ ...",
        when=both(_real_ask, _not_an_idiom),
    ),
    requests("would_you_mind", "would|do you mind _ ...", when=_no_question_word),
    requests("tag_would_you", ",? would|will|could you $", when=_no_question_word),
    requests(
        "could_i",
        (
            "^ could|can|may|might i|we please|just|maybe? have|get|borrow|come|join|leave|take|go|use|"
            "stay|move|swap|keep|turn|sit|see ..."
        ),
        "can|could i swap|borrow|have|join|go|come ...",
        "would i be okay|all|able ...",
        when=both(_no_question_word, is_question),
    ),
    requests(
        "could_they",
        "^ could|can|might he|she|it|they|someone|somebody|the|my|your|DAYS|one|both _ ...",
        when=both(_no_question_word, is_question, not_before("be", within=3)),
    ),
    requests("please", "please", when=_please_asks),
    requests("please_do", "^ please not|do|just|never? ORDERS ...", when=_please_asks),
    requests(
        "id_like_you_to",
        "i would|'d VERY* like|love|prefer|want you|u|us|someone|somebody|him|her|them to ...",
        "i would|'d VERY* like|love|appreciate|prefer it if you|we ...",
        "i would|'d VERY* rather|prefer|sooner you ...",
        "i want|needed|wanted you to ...",
        "i am asking|begging you ...",
        "i would|'d VERY* like|love|appreciate a|an|the|my|your|some|to|it ...",
    ),
    requests("help_me_if", "it|that would|'d _{0,3} help|nice|lovely|great _{0,4} if you ..."),
    requests("any_chance", "any|a chance you|of|i|we|u ...", "is there any way|chance ...", when=is_question),
    requests(
        "want_to_join",
        "^ fancy|want a|an|the|some|to|coming|going|grabbing|getting|meeting ...",
        "do|would you want|fancy|like to|a|coming|going ...",
        "are you free _ ...",
        when=both(is_question, _no_question_word),
    ),
    requests("is_it_ok_if_i", "is|would it be? okay|possible|fine|all if|to|right ...", when=is_question),
    requests("wonder_if_you", "wonder|wondered|wondering if|whether you|u|we|i ..."),
    requests("i_need_you_to", "i still|really|do|just|also|only? need you to ..."),
    requests("i_need_it_by", "i need the|my|that|it _{0,3} back|by|on ..."),
    requests("let_me", "^ let me finish|explain|speak|talk|come|stay ...", "^ help me ..."),
    requests(
        "you_could_maybe",
        "you could|might maybe|perhaps|possibly|just _ ...",
        "maybe|perhaps you could|might _ ...",
    ),
    requests("next_time_ask", "^ next time _{0,2} ORDERS_SURE|call|ask|ring|text|let me|first|before|us ..."),
    requests("stay_with_me", "^ come|stay|sit|walk|wait with|over me|us|with? ..."),
    requests("if_you_could", "if you could|would _ ...", when=sentence_lacks("will", "what")),
    requests(
        "chance_of",
        "^ chance|room of|for a ...",
        "a lift|hand|chair|text|word would ...",
        "it 's|is okay if i ...",
        "i would not|n't say no to ...",
        "what i would|'d like|asked ...",
        "i would|'d VERY* like somebody|someone|one|it|a|my ...",
        when=sentence_lacks("drink"),
    ),
]
