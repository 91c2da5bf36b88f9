"""`takes_responsibility`: owning a specific act of one's own, without self-attack."""

from __future__ import annotations

from collections.abc import Iterator

from bot.understanding.rules.apologies import sorries, sorry_i_did
from bot.understanding.rules.lists import NOT_DONE, OWNED_ACTS
from bot.understanding.rules.rule import Rule, both, not_after, rules_for, sentence_lacks
from bot.understanding.rules.turn import Span, Turn

owning, owning_shown = rules_for("takes_responsibility")


def _own_act(turn: Turn, span: Span) -> bool:
    return not turn.asks(span[0])


def did_and_sorry(turn: Turn) -> Iterator[Span]:
    """'I didn't call back, and I'm sorry about that': the act, then the sorry."""
    if not sorries(turn):
        return
    for at, word in enumerate(turn.words[:-2]):
        if word == "i" and at not in turn.quoted and (not turn.asks(at)):
            verb = turn.words[at + 1]
            not_done = (
                turn.words[at + 1 : at + 3] == ["did", "not"]
                and turn.words[at + 3 : at + 4]
                and (turn.words[at + 3] in NOT_DONE)
            )
            if verb in OWNED_ACTS - {"did", "told", "said"} or not_done:
                yield at, turn.clause(at)[1]
                return


OWNING: list[Rule] = [
    owning(
        "my_fault",
        "my|mine bad|mistake|doing|error|slip|screw $",
        "my fault|mistake|error",
        "fault 's|is mine",
        "mistake was VERY* mine",
        "that is|'s|was|one on me",
        "is|'s|was on me $",
        "down to me",
        "that was me $",
        "it was me who|that|broke|took|told|left ...",
        "it was our|my _ $",
        "'s|is mine $",
        "all me $",
        "no excuse",
        "i take|own|accept VERY* responsibility|that|it|the|full|blame",
        "i was VERY* wrong|rude|unfair|harsh|late|short|out ...",
        "poor|bad form|show from ...",
        "^ guilty $",
        when=both(
            _own_act,
            not_after("not", "was", "if", "think", within=2),
            sentence_lacks("not", "always", "everything"),
        ),
    ),
    owning(
        "should_have",
        "i should|ought|could VERY* not? to? have|of ...",
        "i should not ...",
        "which i should not have",
        "should not have",
        "should have|'ve VERY* told|asked|called|said|knocked|rung|checked|texted|been|come ...",
        when=both(_own_act, not_after("you", "he", "they", "she", "we", "maybe", within=2), sentence_lacks("you've")),
    ),
    owning(
        "wrong_of_me",
        "wrong|rotten|mean|unfair|rude|selfish|thoughtless|bad|careless of me",
        "uncalled for",
        "cheap shot",
        "had|'d no business|right ...",
        "behind your back",
        "without asking|telling you|so ...",
        "was not right|fair|okay of? me? $",
        "i overdid ...",
        "i overreacted ...",
        "i was out of order|line",
        "i went too far",
        "i regret ...",
        when=both(
            _own_act,
            not_after("you", "he", "she", "they", within=3),
            sentence_lacks("she", "he", "they", "going"),
        ),
    ),
    owning(
        "i_forgot",
        "i VERY* clean? forgot|lied|snapped|snooped|ghosted|overreacted|panicked|bailed",
        "clean forgot",
        "i VERY* let you|it|your|us|that down|slide|go|alone|think|all ...",
        "i never VERY* told|called|rang|asked|wrote|texted|replied|answered|introduced|thanked|paid ...",
        "i VERY* lost my rag|temper|nerve|head ...",
        "i shouted|snapped|yelled|swore at|you ...",
        "i did VERY* eat|copy|send|walk|break|raise|say|scroll|read|shout|promise|slam ...",
        "i did not|n't NOT_DONE ...",
        "i broke|missed|ignored|interrupted|muted|avoided|blanked|hurt|left your|you|my|the|it ...",
        "i have|'ve been VERY* ducking|avoiding|ignoring|short|distant|rude|late|snapping ...",
        "i have|'ve not VERY* rung|called|been|replied|texted ...",
        "i put the phone down ...",
        "i cut across|you ...",
        "i promised _ ...",
        "i went VERY* quiet|behind|through|along ...",
        "i talked|spoke over ...",
        "i read|opened|took|borrowed|used|told|copied|marked|hid your|you|her|him|it|the _ ...",
        when=both(
            _own_act,
            sentence_lacks("you've", "never_mind", "will", "can", "because", "if"),
            not_after("not", "if", "think", "thought", "when", "because", "did", within=1),
        ),
    ),
    owning(
        "i_messed_up",
        "i VERY* messed|screwed|fucked|mucked it|that|this|everything? up ...",
        "i VERY* made a|the mistake ...",
        "i VERY* admit ...",
        "i let you|us|him|her|them|everyone down",
        "i take it|that back",
        ("i was VERY* late|distracted|careless|selfish|jealous|drunk|impatient|rude|unfair|harsh|wrong|unkind ..."),
        "i did not mean to ...",
        "i gave the wrong ...",
        "i sent|told|gave|put|wrote|booked|ordered the wrong ...",
        "i said things|something ...",
        "i did|was wrong ...",
        "i know i VERY* OWNED_ACTS ...",
        "my own fault|mistake|doing",
        "that one|bit is|'s mine|on|my ...",
        "i have|'ve been VERY* unfair|selfish|lazy|distant|absent|rude|late|harsh|hard|bad|a ...",
        when=both(_own_act, not_after("not", "if", "when", "because", "felt", within=2), sentence_lacks("you've")),
    ),
    owning("i_apologise", "i apologise for|that _ ...", "i owe you an ...", "i apologise $", when=_own_act),
    owning_shown("sorry_i_did", sorry_i_did),
    owning_shown("did_and_sorry", did_and_sorry),
]
