"""`caves_in`: dropping the ask or limit, or agreeing to what was not wanted."""

from __future__ import annotations

from collections.abc import Iterator

from bot.understanding.rules.lists import word_set
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

gives_in, giving_in_shown = rules_for("caves_in")


def fine_then(turn: Turn) -> Iterator[Span]:
    """'Fine, I'll do it', 'ok ok, have it': an assent that opens a sentence, then the giving."""
    for start, end in turn.sentences:
        words = [word for word in turn.words[start:end] if word not in word_set(", oh well no ach but och right")]
        assent = words[:1] in (["fine"], ["okay"]) or words[:2] == ["go", "on"] or words[:2] == ["all", "right"]
        rest = words[1:] if words[:1] in (["fine"], ["okay"]) else words[2:]
        rest = [word for word in rest if word not in {"okay", "fine", "then", "yes"}]
        gives = rest[:2] in (
            ["i", "will"],
            ["we", "will"],
            ["have", "it"],
            ["you", "win"],
            ["take", "it"],
            ["take", "them"],
            ["do", "it"],
            ["i", "won't"],
        )
        if assent and gives and (not turn.asks(start)) and (not {"if", "but"} & set(words)):
            yield start, end


CAVES: list[Rule] = [
    giving_in_shown("fine_i_will", fine_then),
    gives_in(
        "never_mind",
        "^ never mind $",
        "^ nevermind ...",
        "^ forget it|that $",
        "forget i|about|the ...",
        "scrap|scratch that|it|what ...",
        "do not worry about it",
        "pretend i ...",
        when=both(
            is_statement,
            not_after("not", "never", "will", "can", "to", "just", "clean"),
            not_before("the", "love", within=1),
        ),
    ),
    gives_in(
        "go_on_then",
        "^ go on then|, ...",
        "^ go on have|book|you|take|put ...",
        "^ you win|choose|pick|decide|carry on? $",
        "^ have your|our _ then",
        "^ tell him|her|them yes|she|he ...",
        "^ have it|them|the|your ...",
        "^ keep it|the|them ...",
        "^ take it then|all",
        "do what|whatever you like|want ...",
        "^ suit yourself",
    ),
    gives_in(
        "whatever_you_want",
        "^ whatever you|suits|yous|they|works|is|'s ...",
        "as you like|wish|were",
        "if you say so",
        "you are|'re the boss|gaffer",
        "have it your way",
        "i will take|do it|what|all _ ...",
        "pay me no ...",
        when=is_statement,
    ),
    gives_in(
        "i_will_do_it",
        "^ i will do it|all|the ...",
        "i will just do|go|come|stay|cancel|pay|take ...",
        "i will cancel ...",
        "i take it|back ...",
        "i suppose|guess i|we can|could|will ...",
        "^ put me down|on ...",
        "^ we will|'ll come ...",
        "^ let him|her|them have|stay|go|come ...",
        "so? let them|him|her $",
        "^ just come ...",
        "^ i will wear|sign|work|pay|come|put|take it? $",
        "i will get my ...",
        "i will not stand in ...",
        "^ leave it , leave it",
        "okay okay _ ...",
        "no no ,? you ...",
        "do not you bother ...",
        when=both(is_statement, sentence_lacks("if", "instead", "please")),
    ),
    gives_in(
        "its_fine",
        "^ it 's|is fine|okay ,|you|i|really|then ...",
        "^ fine fine ...",
        "^ okay okay ...",
        "then fine|okay $",
        ", fine $",
        "it does not matter",
        "no no , ...",
        "i am not fussed ...",
        "it will keep",
        "^^ or not $",
        "i am past it|caring",
        "easier if i ...",
        when=is_statement,
    ),
    gives_in(
        "if_you_insist",
        "if you insist",
        "i give up|in",
        "^ okay ,? i will|can _ ...",
        "^ sure ,? i will _ ...",
        "it 's|is okay|fine ,? i will|can _ ...",
        "do not worry ,? i will ...",
        "i will do it myself|then|tomorrow|tonight|anyway",
        "i will manage",
        "i can wait|manage|move|cancel|change ...",
        "^ whatever $",
        "you are right ,? i will|should _ ...",
        "no problem ,? i will ...",
        "^ yes ,? okay ...",
        "^ okay boss|then $",
        "i will stay|work|come|go|pay|cover|take|change|cancel then ...",
        "it 's|is only _{1,4} anyway",
        "i do not need it|to|one anyway|really ...",
        "as you want|say|wish ...",
        "i did not really|even want|need ...",
        when=both(
            is_statement,
            sentence_lacks("if", "but", "instead", "not_yet"),
            lambda turn, span: turn.line.words != (),
        ),
    ),
    gives_in(
        "is_it_then",
        "it is ,? then",
        "then ,? _ it is",
        "fine|okay ,? _ it is",
        when=both(is_statement, not_after("what", "how", "there")),
    ),
]
