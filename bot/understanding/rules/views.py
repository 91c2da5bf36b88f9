"""`invites_view`: asking openly how the other sees or feels it."""

from __future__ import annotations

from bot.understanding.rules.rule import Rule, both, is_question, rules_for, sentence_lacks

views, view_shown = rules_for("invites_view")

_is_open = both(is_question, sentence_lacks("wrong", "hell", "fuck", "earth", "problem"))

VIEWS: list[Rule] = [
    views(
        "how_was_it_for_you",
        "how was|is|'s|are|were|has|have|did|do|does|would _{0,9} you|yours ...",
        "how are you VERY* finding|feeling|holding|coping|doing|getting|carrying|managing|taking ...",
        "^ how did _{1,4} land|look|feel|seem|come|go ...",
        "how do|did you see|feel|find|read|want|think|imagine|stand ...",
        when=both(_is_open, sentence_lacks("long", "many", "much", "far", "old", "could", "dare")),
    ),
    views(
        "what_was_it_like",
        "what was|is|'s|were|does|did|has _{1,6} like ...",
        when=both(_is_open, sentence_lacks("weather")),
    ),
    views(
        "what_would_help",
        "what would|will make|help|you|it|feel|work|put|have|be _ ...",
        "what can|could i|we do ...",
        when=_is_open,
    ),
    views(
        "what_do_you_think",
        (
            "what do|did|are|were you think|need|reckon|make|feel|see|hope|miss|like|dread|picture|mean|"
            "worried|afraid|scared|hoping|feeling|hearing|thinking ..."
        ),
        "what 's|is|has going|been on|happening|hardest|worst|bothering|behind|surprised|weighing ...",
        "what is|'s it about|you ...",
        "what made you ...",
        "what am i|we missing ...",
        "what 's|is|has|was been|it? keeping|getting|worrying|eating|upsetting|stirring ...",
        when=both(_is_open, sentence_lacks("wrong", "doing", "point")),
    ),
    views(
        "what_is_hardest",
        "the hardest|worst|best|toughest bit|part|thing|of",
        "which part|bit|bits|parts|one _{0,4} you|is|are|was|got|matters ...",
        when=_is_open,
    ),
    views("head_at", "where|what 's|is|are _{0,3} head|you at|standing|with ...", "where do you stand ..."),
    views(
        "tell_me",
        "tell me what|how|more|about ...",
        "talk|take|walk me through ...",
        "help me understand ...",
        "i would|'d VERY* like|love to hear|know|understand ...",
        "i want|wanted to hear|understand|know ...",
        "could i hear ...",
        when=sentence_lacks("off", "stop"),
    ),
    views(
        "from_your_side",
        "from your side|end|chair|point|view ...",
        "your side|take|view of|on ...",
        "to you ?",
    ),
    views(
        "wh_you",
        "^ what|how|which|where do|did|would|are|were|have|has|is|was|does _{0,3} you|your ...",
        "^ why do you think|feel ...",
        "what 's|is on your mind",
        "what happened ...",
        "what is|'s your ...",
        "how can i|we ...",
        "are you okay|comfortable with ...",
        "do you feel|see|think ...",
        "what would you like|prefer|want|say|do ...",
        "can|could you tell|explain _{0,3} what|how|why|more ...",
        "how come you ...",
        when=both(
            _is_open,
            sentence_lacks(
                "time",
                "doing",
                "many",
                "much",
                "dare",
                "serious",
                "stupid",
                "old",
                "age",
                "live",
                "name",
                "getting",
            ),
        ),
    ),
    views(
        "your_view",
        "is there something|anything you|i|on ...",
        "does that sound|make|seem ...",
        "how does that ...",
        when=is_question,
    ),
]
