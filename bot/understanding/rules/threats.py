"""`threatens`: harm, punishment or loss done to the other to force them."""

from __future__ import annotations

from collections.abc import Iterator

from bot.understanding.rules.consequences import NOT_A_DEED
from bot.understanding.rules.lists import REVEALED, word_set
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

threats, threat_shown = rules_for("threatens")


def tells_on_them(turn: Turn) -> Iterator[Span]:
    """'I'll tell your boss', 'everyone will know': word of them gets round."""
    for start, end in turn.sentences:
        words = turn.words[start:end]
        for at, word in enumerate(words[:-1]):
            heard = word_set("hear hears know knows find finds finding gets sees see hearing reads learns")
            whose = words[max(0, at - 1)] in {"your", "the", "whole"} or word in {"everyone", "everybody"}
            if (
                word in REVEALED
                and whose
                and heard & set(words[at + 1 : at + 5])
                and ("if" not in words[max(0, at - 3) : at])
                and (not {"know", "hear"} & set(words[:at]))
            ):
                if turn.asks(start) or {"did", "says", "said", "thinks"} & set(words):
                    continue
                yield start + max(0, at - 1), end


def price_to_you(turn: Turn) -> Iterator[Span]:
    """'Do that and your boss gets the video', 'or your things go out': a deed, then the other's loss."""
    for start, end in turn.sentences:
        words = turn.words[start:end]
        deed = words[:1] and words[0] not in NOT_A_DEED
        for at in range(start + 1, end - 2):
            if turn.words[at] not in {"and", "or"}:
                continue
            after = turn.words[at + 1 : end]
            who = after[0] in {"your", "everyone", "everybody", "every"} or after[:2] in (
                ["the", "whole"],
                ["you", "will"],
                ["you", "are"],
            )
            falls = word_set("gets goes go will reads sees hears knows finds are loses get is 's") & set(after[1:6])
            if (
                deed
                and who
                and falls
                and (not turn.asks(start))
                and (not {"please", "know", "i", "hope"} & set(turn.words[start:at]))
            ):
                yield start, end
                break


def word_spreads(turn: Turn) -> Iterator[Span]:
    """'The whole street will know', 'everyone is going to hear'."""
    for start, end in turn.sentences:
        words = turn.words[start:end]
        for at, word in enumerate(words):
            crowd = word in {"whole", "everyone", "everybody", "every"}
            if (
                crowd
                and word_set("hear hears know reads gets sees knows") & set(words[at + 1 : at + 6])
                and (
                    {"will", "going"} & set(words[at : at + 5])
                    or {"gets", "hears", "reads", "sees"} & set(words[at : at + 5])
                )
            ):
                yield start, end
                break


THREATS: list[Rule] = [
    threat_shown("price_to_you", price_to_you),
    threat_shown("word_spreads", word_spreads),
    threats(
        "you_will_regret",
        "you will VERY* be sorry ...",
        "you will VERY* regret ...",
        "you will VERY* wish|pay ...",
        "live to regret",
        "or you will regret ...",
        when=not_before("missed", "to", within=3),
    ),
    threats(
        "or_else",
        "or else $",
        "or i will|swear|am _{0,3} tell|HARM|send|show|put|call|make ...",
        "or you|he|she|it|your will|lose|are ...",
        "or everyone|everybody ...",
    ),
    threats(
        "i_will_tell",
        (
            "i will|am going|to? VERY* tell|telling|show|showing|send|sending|let your|everyone|"
            "everybody|them|hr|her|the|him|people ..."
        ),
        "i am telling|showing your|everyone|everybody ...",
        when=both(sentence_lacks("can", "sorry", "if", "thanks"), is_statement),
    ),
    threat_shown("word_gets_round", tells_on_them),
    threats(
        "i_will_harm",
        "i will|swear|am|could|can|'d going|to? VERY* HARM you|your|him|her|them|this|everything ...",
        "i will make you|your|sure|life|that|it ...",
        "i can make _{1,4} very|unpleasant|hard|hell|difficult ...",
        "i will see to it ...",
        "i will have you|your ...",
        "i will drag ...",
    ),
    threats(
        "youre_finished",
        "you are|'re finished|dead|done|fired|toast|out",
        "you will lose|never see|find|not see|be|get|have ...",
        "you can whistle|forget|kiss ...",
        "you will get|have|find no|nothing ...",
        "there will be no _{1,5} your|for|you ...",
        "you will not|never be? see|seeing|get|sell|work|find ...",
        "your _{1,5} is|are finished|over|done|gone",
        when=both(is_statement, sentence_lacks("kind", "fine", "great", "good", "okay", "glad")),
    ),
    threats(
        "see_what_happens",
        "see what|how happens|fast|you|quick|long|a ...",
        "we will|shall see how|who|what ...",
        "let|let's|us 's? see how|who|what ...",
        "see how you like ...",
        "watch your|yourself back|step|mouth ...",
        "you have been warned",
        "wait till|until your|everyone|he|she|they|i ...",
        "try me",
        "i dare you",
        when=both(is_statement, not_after("i", "and", "he", "she", "to", within=1)),
    ),
    threats(
        "mark_my_words",
        "mark my words",
        "just you wait",
        "you wait",
        "do not make me ...",
        "i know where you ...",
        "i know people ...",
        "one call|word from me ...",
        "you will hear from my ...",
        "say goodbye to your|the ...",
        "kiss your _ goodbye",
        "you are|'re going|gonna to? pay|regret|be|lose|wish ...",
        "i will report you|this|your|him|her ...",
        "i will have your job|badge|head|licence|house ...",
        "i will take the|your kids|children|house|car|phone|key ...",
        "i will post|share|leak|upload|forward ...",
        "all over town|facebook|the|instagram|social ...",
        "you have been warned",
        "consider yourself ...",
        "do not test|push|tempt|try me",
        "forget about your|the|ever ...",
        "i will get you ...",
        "i will never let you ...",
        "you do not want to|me ...",
        "see you in court",
        "you will be out|sacked|fired|alone|on|sleeping|begging|crying|hearing|looking ...",
        "i can ruin|break|destroy|have|get you|your ...",
        "i will cut you|off|your ...",
        when=both(is_statement, sentence_lacks("proud", "kind")),
    ),
    threats("be_a_shame", "be|real a|an awful|real|terrible|great? shame|pity if ...", "shame|pity if _ ..."),
    threats(
        "have_pictures",
        (
            "i have|'ve still|got|the|all|those{0,3} photos|screenshots|pictures|proof|receipts|pics|"
            "recordings|videos|evidence ..."
        ),
        when=sentence_lacks("you", "send", "lovely"),
    ),
    threats(
        "last_time",
        "last time you ...",
        "never see _ again",
        "last warning|chance",
        "think before|about how ...",
        "your name|life|face 's|is|will|goes|mud ...",
        "unless you|u ...",
        when=is_statement,
    ),
    threats(
        "going_in",
        (
            "'s|is|are|goes|go|end going? in|on|off|up the? marketplace|ebay|facebook|skip|"
            "window|internet|instagram|bin ..."
        ),
    ),
]
