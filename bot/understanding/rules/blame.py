"""`blames`: accusing globally, reading the other's mind, making them the cause of one's feelings."""

from __future__ import annotations

from bot.understanding.rules.lists import KIND, word_set
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

blame, blame_shown = rules_for("blames")


def _not_kind(turn: Turn, span: Span) -> bool:
    """'you always know what to say' is thanks, not blame."""
    after = turn.words[span[1] : span[1] + 2]
    warm = word_set("know knew laugh kind kindly there help best lovely thanks thank grateful glad welcome")
    return not (warm | KIND) & set(turn.words[span[0] : span[1] + 8]) and after[:1] not in (
        ["guess"],
        ["told"],
        ["know"],
    )


_no_quoted_report = not_after("said", "say", "saying", "not", "if", "think", "mean", "goes", "told", "wish", within=3)

BLAMES: list[Rule] = [
    blame(
        "you_never",
        "you VERY* never|always|constantly ...",
        "you have|'ve|are VERY* never|always ...",
        "you only ever ...",
        "you forever ...",
        "you are|'re forever ...",
        "you do|did never ...",
        "every single time",
        "as usual $",
        "like you always do",
        when=both(_no_quoted_report, _not_kind, is_statement),
    ),
    blame(
        "you_dont_care",
        (
            "you VERY* do|can|could|did not|n't VERY* care|listen|respect|give|bother|appreciate|love|"
            "understand|notice|trust|like ..."
        ),
        "you could not care|find|be|name less|bothered|it|one? ...",
        "you can not be bothered|even|stand ...",
        "you do not even ...",
        "could not be bothered ...",
        "you have|'ve no respect|heart|idea|clue|shame ...",
        "you do not give ...",
        "care about me|us|anyone|anybody|yourself",
        when=both(
            _no_quoted_report,
            not_before("for", "if", within=0),
            lambda turn, span: "you" in turn.words[max(0, span[0] - 6) : span[1]],
        ),
    ),
    blame(
        "you_make_me",
        (
            "you make|made|makes|have|'ve|are making? made? me VERY* feel? VERY* FEELINGS|sick|small|"
            "crazy|stupid|guilty|feel|worthless|like|so|the|look"
        ),
        "you VERY* make|made me",
        when=both(
            _no_quoted_report,
            not_before(
                "laugh",
                "happy",
                "smile",
                "proud",
                "a",
                "tea",
                "breakfast",
                "soup",
                "welcome",
                "believe",
                "want",
                within=2,
            ),
        ),
    ),
    blame(
        "your_fault",
        "your|all fault|doing",
        "you are|'re to blame",
        "because of you",
        "thanks to you|your|yous",
        "down to you",
        "i blame you",
        "blame you for",
        "if it were|was not for you",
        "you did this",
        "it is|'s you that|who|lot made|who|'s|ruined|have ...",
        "you are|'re the one|reason|problem who|that|i|why? ...",
        when=both(not_after("not", "am", within=3), sentence_lacks("not", "got")),
    ),
    blame(
        "you_only_want",
        ("you only|just want|care|think|call|ring|do|text|come|need|find|say|use|used|wanted|keep|did|said|asking ..."),
        "you are|'re only|just VERY* doing|saying|asking|jealous|trying|being|using ...",
        "all you care|do|think|want|ever ...",
        "all you have|'ve ever ...",
        "you love|enjoy|enjoyed|like|loved seeing|having|making|it|every|watching|being ...",
        when=both(_no_quoted_report, is_statement, lambda turn, span: _mean(turn, span)),
    ),
    blame(
        "i_feel_like_you",
        "i feel|felt like|that|as you|if|you|yous|this? ...",
        "feel|feels like you ...",
        "i feel you ...",
        when=lambda turn, span: "you" in turn.words[span[0] : span[1]][:5],
    ),
    blame(
        "you_think_im",
        "you think|thought i|we|my|it|you|the ...",
        "you just? want|wanted me|us|a|to ...",
        "you hate|hated|despise me|us|my|it ...",
        "you obviously|clearly ...",
        "you have|'ve got it in ...",
        "you decided|have|'ve decided ...",
        "you wanted|want _{0,6} gone|looking|out ...",
        "you have|'ve VERY* wanted ...",
        "you planned ...",
        "on purpose",
        "you do not want me|us ...",
        "you would|'d rather|sooner ...",
        when=both(
            _no_quoted_report,
            is_statement,
            not_after("do", "did", "because", "know", within=1),
            sentence_lacks("understand", "sorry", "maybe"),
        ),
    ),
    blame(
        "after_all_i_did",
        "after all|everything|every i|that|the|those|last ...",
        "this is|'s what|how i get|you|repay",
        "is|'s this what|how ...",
        "the thanks i get",
        when=is_statement,
    ),
    blame(
        "you_ruined",
        (
            "you VERY* ruined|ruin|spoiled|destroyed|wrecked|killed|poisoned|spoil|poison|betrayed|"
            "abandoned|humiliated|used|turned|drop|dropped|dump|bled|drove|threw|stole|cheated ..."
        ),
        (
            "you have|'ve VERY* ruined|destroyed|wrecked|wasted|poisoned|turned|bled|betrayed|abandoned|"
            "killed|written|gone off ..."
        ),
        "you lied to|about ...",
        "you are|'re VERY* lying|cheating|ignoring|destroying|ruining|punishing|controlling|avoiding ...",
        when=both(_no_quoted_report, is_statement),
    ),
    blame(
        "you_treat_me",
        "you treat|throw|sell|shut|freeze|push|cut|ignore|walk me|us|over ...",
        "you have|'ve turned|made|left me|us|this|it ...",
        "nothing|never is|'s ever? good enough for you",
        "you could not care less",
        "you VERY* do|have not once ...",
        "in|all these _ years you ...",
        "you look through|down ...",
        when=both(_no_quoted_report, is_statement),
    ),
    blame(
        "for_granted",
        "for granted",
        "you expect me|us|everyone ...",
        "you act|behave|treat|talk like|as|me|us ...",
        "not once have|did you ...",
        "you did this ...",
        "all because of you|your",
        "you are|'re never ...",
        "you let me|us|everyone down",
        "like i do not|n't exist|matter|count ...",
        "i am always the one ...",
        "it is|'s always me ...",
        "you forget i ...",
        "you are|'re impossible ...",
        "it is|'s your problem|fault|doing",
        "you blame ...",
        "you never once ...",
        "you used to care|love|listen ...",
        "you turn|turned everything|everyone|it|them|him|her|us ...",
        "you twist ...",
        "you take _{0,3} side ...",
        "you care more about ...",
        "you put _{1,4} before|first|above ...",
        when=both(_no_quoted_report, is_statement, sentence_lacks("thanks", "understand", "sorry")),
    ),
    blame(
        "you_lot",
        "you lot|people _ ...",
        "not one of you ...",
        "none of you ...",
        "nobody|no one here|in|ever|cares|gives|listens|asks ...",
        "they|you all hate ...",
        when=both(is_statement, not_before("are", "can", "and", "to", within=1)),
    ),
    blame(
        "about_you",
        "it 's|is always|all|only about you",
        "everything is|'s VERY* about you",
        "you and your _ ...",
        "you of all people",
        "how could you ...",
        "how dare you ...",
        "why do|can|must you|not always|never|you ...",
        "why are you VERY* so|always|such ...",
        "typical $",
        "i am just|only a|an|your|the _ to you",
        "am|are nothing|furniture to you",
    ),
]


def _mean(turn: Turn, span: Span) -> bool:
    words = set(turn.words[span[0] : span[1] + 6])
    return not word_set("kind best nice help right joking well") & words
