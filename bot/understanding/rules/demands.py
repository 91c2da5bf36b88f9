"""`demands`: ordering the other, or telling them what they must or should do."""

from __future__ import annotations

from collections.abc import Iterator

from bot.understanding.rules.lists import EXPERIENCED, ORDERS, ORDERS_SURE, word_set
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

orders, order_shown = rules_for("demands")

_softened = ("please", "kindly", "welcome", "like", "feel", "thanks", "could", "would")

_SEATS = word_set("come sit make keep look see mind be try go say read save watch have help do find learn walk drive")

_RARELY_ORDERS = word_set("let ask call ring own use start book phone bring listen scrap carry wait")


def _is_order(turn: Turn, position: int) -> bool:
    start, end = turn.sentence(position)
    rest = turn.words[position + 1 : end]
    clause = turn.words[slice(*turn.clause(position))]
    return (
        turn.opens(position)
        and (not _shows_how(turn))
        and (turn.clause(position)[0] == start or turn.words[turn.clause(position)[0]] not in _TELLS_ON)
        and (not any(word in _softened for word in turn.words[start:end]))
        and (not _is_condition(turn, position))
        and ("would you" not in " ".join(rest))
        and ("i will" not in " ".join(clause))
        and (not (end < len(turn.words) and "?" in turn.words[end]))
    )


_TELLS_ON = word_set("and or then so but because i")


def _shows_how(turn: Turn) -> bool:
    """The line asked how, where or which: the verb that answers is a direction."""
    return turn.line.asks and turn.line.has("how", "where", "which", "should")


def _is_condition(turn: Turn, position: int) -> bool:
    """'touch it and…', 'do that again or…': what comes after tells the price (decided case 12)."""
    _, end = turn.sentence(position)
    later = turn.words[position + 1 : end]
    joins = [at for at, word in enumerate(later) if word in {"and", "or", "then"}]
    priced = word_set("i you we that see it he she everyone your the my this")
    return any(later[at + 1 : at + 2] and later[at + 1] in priced for at in joins)


def _bare_orders(turn: Turn, verbs: frozenset[str]) -> Iterator[Span]:
    for position, word in enumerate(turn.words):
        if word in verbs and _is_order(turn, position):
            yield position, turn.clause(position)[1]


def sure_orders(turn: Turn) -> Iterator[Span]:
    """A clause that opens with a verb hardly anybody uses to invite."""
    after = {
        "give": {"it", "over"},
        "get": {"well", "in", "some"},
        "take": {"care", "your", "it", "us"},
        "say": {"we", "i", "two"},
        "tell": {"me"},
        "leave": {"it", "them", "that"},
        "put": {"me", "it"},
        "sit": {"down", "with", "anywhere", "here"},
        "name": {},
        "drop": {"by", "in"},
        "own": {},
    }
    for start, end in _bare_orders(turn, ORDERS_SURE):
        following = turn.words[start + 1] if start + 1 < end else ""
        if following not in after.get(turn.words[start], {}):
            yield start, end


def other_orders(turn: Turn) -> Iterator[Span]:
    """A clause that opens with any other verb in its plain form and an object."""
    for start, end in _bare_orders(turn, ORDERS - ORDERS_SURE - _SEATS - _RARELY_ORDERS):
        if end - start >= 2 and turn.clause(start)[0] == turn.sentence(start)[0]:
            yield start, end


def _not_advice(turn: Turn, span: Span) -> bool:
    """'you have to see the view' is no order (decided case 16)."""
    start, end = span
    after = turn.words[end - 1 : end + 1]
    return not any(word in EXPERIENCED or word in {"be", "have", "been"} for word in after)


_no_if = not_after("if", "what", "that", "think", "when", "do", "where", "how", "all", "know", "because", within=2)

DEMANDS: list[Rule] = [
    order_shown("bare_order_sure", sure_orders),
    order_shown("bare_order", other_orders),
    orders(
        "dont",
        (
            "^ do not you? dare|ever|put|stand|tell|start|film|call|come|speak|talk|touch|do|give|go|be|"
            "lie|bring|use|walk|hang|argue|open|you ..."
        ),
        when=both(sentence_lacks("please", "worry", "mind", "like"), is_statement),
    ),
    orders("dont_you_dare", "do not you dare|ever|tell ..."),
    orders(
        "you_have_to",
        "you have|'ve|'s? got|need|have to|ta ...",
        "you have to ...",
        "you need to ...",
        "you must not? _ ...",
        "you had|'d? better ...",
        when=both(_not_advice, _no_if, is_statement),
    ),
    orders(
        "you_should",
        "you should|ought not? ...",
        "people|everyone should|ought ...",
        when=both(_not_advice, _no_if, is_statement, not_before("have", "be", within=1)),
    ),
    orders(
        "you_should_have",
        "you should|ought not? to? have ...",
        "you should know better",
        when=both(_no_if, is_statement),
    ),
    orders(
        "you_will",
        "^ you will|are VERY* say|do|tell|go|give|sit|apologise|stop|stay|come|coming|going ...",
        "you are not? to _ ...",
        "you are supposed|meant to ...",
        when=both(is_statement, _no_if),
    ),
    orders(
        "you_cant_to_me",
        "^ you can not just? talk|speak|treat|keep|tell|do|say|just ...",
        "^ you do not get to ...",
        when=is_statement,
    ),
    orders(
        "shut_up",
        "shut up|it|your",
        "pack it in",
        "leave me alone",
        "get out|off|lost",
        "back off",
        "knock it off",
        "cut it out",
        "give over",
        "enough is enough",
        when=is_statement,
    ),
    orders(
        "now",
        "ORDERS _{0,4} now|immediately|period $",
        when=both(is_statement, sentence_lacks("please", "i")),
    ),
    orders("i_demand", "i demand|insist|expect _ ..."),
    orders("by_when", "you have|'ve|are got? till|until ...", "^ explain|act|behave yourself|it|like"),
]
