"""`appreciates`: thanking the other, or naming something valued in them or in the bond."""

from __future__ import annotations

from bot.understanding.rules.lists import word_set
from bot.understanding.rules.rule import Rule, both, is_statement, not_after, rules_for, sentence_lacks
from bot.understanding.rules.turn import Span, Turn

values, valuing_shown = rules_for("appreciates")


def _sincere(turn: Turn, span: Span) -> bool:
    """Thanks without a sting: not 'thanks a lot', 'thanks for nothing', 'thanks to you', 'no thanks'."""
    before = turn.words[max(0, span[0] - 2) : span[0]]
    after = turn.words[span[1] : span[1] + 2]
    stings = after[:1] in (["to"], ["but"]) or after in (
        ["for", "nothing"],
        ["a", "bunch"],
        ["a", "million"],
        ["a", "lot"],
    )
    ends = turn.sentence(span[0])[1]
    bitter = stings and (not (after == ["a", "lot"] and span[1] + 2 < ends))
    return not {"no", "not", "the", "more", "any"} & set(before) and (not bitter)


VALUES: list[Rule] = [
    values(
        "thanks_for",
        "thanks VERY* for|so ...",
        "thank you|u VERY|much* for|so ...",
        "cheers|ta for _ ...",
        "bless you for ...",
        when=_sincere,
    ),
    values("thanks", "thanks", "thank you|u|god", "ta $", "cheers", "much appreciated", when=_sincere),
    values(
        "i_appreciate",
        "i VERY* appreciate|value|treasure|treasured ...",
        "i am|'m VERY* grateful|thankful|lucky ...",
        "grateful to|for|you ...",
        "i love|loved|like|liked that|how|about|you|when you|it ...",
        "i VERY* love|loved how|that ...",
        "i VERY* admire|respect ...",
        "not forget|forgotten it|what|that|you ...",
        "never forget|forgot ...",
        "i owe you ...",
        when=both(not_after("not", "would", "'d", within=1), sentence_lacks("if", "would", "clean")),
    ),
    values(
        "i_enjoy",
        "i VERY|do* love|enjoy|like our|your|seeing|having|talking|chatting|being|working|cooking|walking|spending ...",
        "i trust you $",
        when=both(
            is_statement,
            not_after("not", "would", "'d", "if", within=2),
            sentence_lacks("oh", "if", "how", "back", "gone", "fault"),
        ),
    ),
    values(
        "means_a_lot",
        "means|meant|mean VERY* a|the|so lot|world|much ...",
        "BOND VERY* matters|means|matter _{0,3} me|us ...",
        "you matter|mean to|a|so|everything ...",
        "you are|'re important to me",
        "i care about you|us|our ...",
    ),
    values(
        "you_are_kind",
        "you are|'re|were|have|'ve VERY* been? VERY* KIND VERY* to|about|with|for|at? ...",
        "that is|'s|was VERY* KIND|thoughtful of you",
        "VERY* KIND of you|u ...",
        "it was|is|'s VERY* KIND|good of you ...",
        "^ VERY* KIND of you",
        "that is|'s|was VERY* KIND $",
        when=both(
            not_after("not", "if", within=2),
            lambda turn, span: _warm(turn, span),
            sentence_lacks("how", "oh", "as"),
        ),
    ),
    values(
        "you_star",
        "you VERY|absolute|are|'re|a|an|little|real|such* STARS",
        "you are|'re|were|have|'ve been? the best|kindest|nicest|easiest|only _ ...",
        "best _ i have|'ve|had|in|we ...",
        "one in a million",
        "i would|'d be lost without ...",
        "could not have done _{0,4} without ...",
        "do not know what i would|'d do without ...",
        "fair play",
        "hats off",
        "you did _{0,2} great|brilliantly|well|so",
        "you always know|make|made|knew|think|find|remember ...",
        "thank god it was you ...",
        "well done $",
        when=both(not_after("not", "if", within=2), is_statement),
    ),
    values(
        "good_to_me",
        "you helped|taught|supported|saved|encouraged|trusted|believed me|us|in ...",
        "i learned|learnt _{1,4} from you ...",
        "i am VERY* lucky|blessed to|that|i|you ...",
        (
            "you are|'re|have|'ve been? a|an|such|my|the VERY|KIND* good|great|best|true|real|wonderful|"
            "lovely|brilliant friend|boss|teacher|mother|father|neighbour|sister|brother|listener|cook|"
            "mate|person|man|woman|manager|colleague"
        ),
        "good|great|nice|lovely|brilliant job|work|idea ...",
        (
            "it was|is|'s VERY* great|lovely|nice|good|wonderful|brilliant|a to see|hear|be|talk|of|"
            "having|pleasure|treat ..."
        ),
        "proud of you",
        "i love|like your ...",
        "your _{1,3} is|was|'s|were VERY* lovely|great|delicious|beautiful|brilliant|amazing|wonderful|good",
        "could not have done|managed|got ...",
        "you made it|me VERY* easy|easier|welcome|feel|laugh|smile ...",
        when=both(is_statement, not_after("not", "if", within=2), sentence_lacks("oh", "but")),
    ),
    values(
        "glad_of_you",
        "glad you|of|it|we|i VERY* came|told|asked|are|you|said|was|were|could|have|rang ...",
        "saved|save|saves me|my|us|the ...",
        "made my|me day|week|feel|laugh ...",
        "got me|us through ...",
        "looking forward to ...",
        "had a|such|the lovely|great|nice|grand|good|best time|day|evening|night|laugh ...",
        "loved every ...",
        "love it $",
        "looks unreal|lovely|amazing|gorgeous|beautiful|great",
        "that helped ...",
        "it helped ...",
        "you listened|helped|stood|stuck|sat|believed|looked _ ...",
        when=both(is_statement, not_after("not", "you", "if", within=1)),
    ),
]


def _warm(turn: Turn, span: Span) -> bool:
    words = turn.words[span[0] : span[1] + 3]
    return not word_set("idea reason job night morning as news at excuse enough") & set(words) and (
        not turn.asks(span[0])
    )
