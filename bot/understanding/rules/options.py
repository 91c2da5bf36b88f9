"""`offers_option`: an alternative, a compromise or a next step for both."""

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

options, option_shown = rules_for("offers_option")

OPTIONS: list[Rule] = [
    options("what_if_we", "what if we|i|you|they|the|it ...", "^ suppose|say we|i|you _ ..."),
    options(
        "how_about",
        "how|what about _ ...",
        when=both(is_question, not_before("me", "you", "him", "her", within=1)),
    ),
    options("shall_we", "shall we|i|the ...", "should we|i ...", when=is_question),
    options(
        "lets",
        (
            "^ let 's|us sit|meet|talk|try|do|go|take|find|make|start|split|swap|have|agree|say|plan|"
            "figure|work|just|both ..."
        ),
        when=sentence_lacks("not", "again"),
    ),
    options(
        "we_could",
        "we could|can|might also|maybe|just|always|still|even|at|least{0,2} _ ...",
        when=both(
            not_after("if", "wish", "so", "that", "than", "when", within=1),
            not_before("have", "not", within=1),
        ),
    ),
    options(
        "could_we",
        "^ could|can we ...",
        when=both(is_question, sentence_lacks("please", "not", "park", "leave")),
    ),
    options(
        "i_could",
        "i could|can VERY* take|drive|bring|help|come|sit|cook|pay|swap|cover|ring|call|pick|give|meet ...",
        when=both(not_before("not", within=1), not_after("way", "so", "all", "that")),
    ),
    options(
        "i_can_instead",
        "i will|can|could|would|'d _{1,9} instead|if you ...",
        "_ _ instead $",
        when=sentence_lacks("leave", "leaving", "again", "not", "please"),
    ),
    options(
        "want_me_to",
        "want|like|need me|us|help|a to|with|hand|lift ...",
        "would it help if i|we ...",
        "can|could i help ...",
        when=is_question,
    ),
    options("why_dont_we", "why do not we|you _ ..."),
    options(
        "would_you_rather",
        "would you rather|prefer _ ...",
        "would _ suit|work|be better ...",
        "does that|either|it work|help|suit ...",
        when=is_question,
    ),
    options("happy_to", "^ i? am? happy|glad|willing|free to ...", "i am|would be|'d be happy|glad|willing to ..."),
    options(
        "halfway",
        "meet halfway|in the middle",
        "half and|each half",
        "turn about",
        "take|taking turns",
        "compromise",
        "fifty fifty",
        "split it|the ...",
    ),
    options("either_or", "^ either we|i|you _ ...", "^ or we|i can|could|meet|split|go ..."),
    options(
        "i_will_with_you",
        "i will come|sit|help|walk|drive|go|stay|cook|bring|ring|do _{0,4} with|you|yours|instead ...",
        "i would|'d|will gladly ...",
        "i would|'d cook|take|come|have|drive _{0,5} DAYS|DAYS_PLURAL|you|for ...",
        "DAYS|DAYS_PLURAL i could|can|'d|would _ ...",
        "i will do|take the|my _{1,4} you _ ...",
    ),
    options(
        "you_do_i_do",
        "you do|take|have|pay _{1,4} and|,? i will? do|take|have|pay ...",
        "i will? do|take|have|pay|put _{1,6} you will? do|take|have|pay ...",
    ),
    options("maybe_we", "^ maybe we ...", "maybe we could|can|should ..."),
    options(
        "or_i_can",
        "maybe|perhaps i|we can|could|will _ ...",
        "i do not mind _ing ...",
        "what would you say to ...",
        "let me _ for|with you ...",
        "i will bring|help|show|lend|cover|drive|teach ...",
        "we can|could|will do|try|meet|go|talk|make|split|share|start|sit _ ...",
        "if you _{1,6} ,? i will help|do|take|bring|come|cook|pay|cover|make ...",
        "instead of _ ...",
        "another way|idea|option ...",
        "how would _ be|work|suit ...",
        "would _{1,4} work|suit|help|be better ...",
        "i am happy|willing|free to|with ...",
        "one at a time",
        "together $",
        when=both(not_after("not", "if", "wish"), sentence_lacks("please", "not", "again")),
    ),
    options("would_do_me", "would|will do|suit me|us", "works|work for me|us|you ..."),
]
