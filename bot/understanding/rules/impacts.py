"""`states_impact`: what it does to the speaker's life, or the need or value behind the ask."""

from __future__ import annotations

from bot.understanding.rules.rule import (
    Rule,
    both,
    is_statement,
    not_after,
    not_before,
    rules_for,
    sentence_lacks,
)

impacts, impact_shown = rules_for("states_impact")

IMPACTS: list[Rule] = [
    impacts(
        "i_need",
        "i VERY* need|needed VERY|some|my|more|the|a|one* NEEDED",
        "i VERY* need to VERY* NEEDING ...",
        "what i need is ...",
        "i need|needed a|one|the|my _ ...",
        "i do need ...",
        when=both(
            is_statement,
            not_before("from", "back", within=4),
            lambda turn, span: "minutes" not in turn.words[span[0] : span[1] + 2],
            sentence_lacks("by", "please"),
        ),
    ),
    impacts(
        "matters_to_me",
        "matters|matter|important VERY* to me|us",
        "means something|everything|lot to me",
        "matters to me ...",
        "is VERY* important to me",
        "i value|care about _ ...",
    ),
    impacts(
        "cant_sleep",
        "i VERY* can|could not VERY* SUFFERED",
        "i do|have|did|'ve not VERY* sleep|slept|eat|eaten|sleeping|had|seen ...",
        "can not VERY* sleep|concentrate|breathe|think|focus|cope|eat",
        "i am not sleeping|coping|eating ...",
        "i have|'ve not _{1,6} since ...",
        "i can not get|even ...",
        when=both(is_statement, not_before("you", "of", "so", "him", "that", "it", "why", within=1)),
    ),
    impacts(
        "awake",
        "keeps|kept|keeping|has|had me up|awake|going ...",
        "i lie|lay|lying awake|there ...",
        "i am|was awake ...",
        "up all|half night|the",
        "no sleep",
        "of|hours sleep",
        "losing|lose|lost sleep|pay|hours|money|work|the",
        "running|run on empty|three|four|two|five|no|fumes",
    ),
    impacts(
        "weary",
        "i am|was|feel|'m|get|got VERY* WEARY",
        "worn|wiped|burnt|burned|stressed out",
        "i am VERY* at breaking|my point|limit|end",
        "wears|wear|drains|exhausts|tires me ...",
        "leaves|left|leave me VERY* WEARY|with|short|feeling|unable|lying|awake|staring ...",
        when=both(
            is_statement,
            not_after("not", "if"),
            not_before("with", "it", "my", "into", "by", "the", "that", "well", within=1),
        ),
    ),
    impacts(
        "ends_up",
        "i end|ended up VERY* _ ...",
        "i VERY* have|had to _ ...",
        "it|that|this|which VERY* means i ...",
        "it|that|this|which VERY* makes|made it? hard|harder|impossible|difficult ...",
        "it takes|took me ...",
        "it cost|costs me ...",
        (
            "it|that|which|this VERY* throws|threw|ruins|ruined|messes|messed|wrecks|affects|upsets|"
            "shortens off|up|with? my|our|me|the ..."
        ),
    ),
    impacts(
        "i_go",
        "i go|went|get VERY* blank|red|dizzy|quiet|numb|pieces|silent|tired|into ...",
        "i freeze|froze|shut|shake|shrink|stammer ...",
        (
            "my BODY VERY* hurts|hurt|hurting|ache|aches|goes|go|went|seizes|tight|ring|shake|shaking|"
            "bad|sore|swells ..."
        ),
        "my head VERY* _ ...",
        "i spend|spent|lose|lost my|the|all|whole|half|hours ...",
    ),
    impacts(
        "now_i",
        "now i|we can|do|am|are|have not? ...",
        "so i|we can|could|do not ...",
        "i have|'ve no|nothing|not time|room|left|the fight|energy|money|one ...",
        "there goes ...",
        "i am behind ...",
        "nothing|no left for ...",
        when=both(is_statement, not_before("that", "see", "go", within=1)),
    ),
    impacts(
        "no_time_left",
        "i do not|never get any|a|the|enough|my sleep|rest|time|moment|peace|break|minute ...",
        "i have|'ve got? no time|energy|money|space|sleep|privacy|strength|life ...",
        "leaves|left|leaving me with|no|alone|short ...",
        (
            "my work|sleep|grades|marks|health|shift|confidence|job|nerves|studies|blood suffers|suffer|"
            "is|'s|are|goes|has ..."
        ),
        "takes|taking its|a toll ...",
        "affects|affecting|affected my|me|our|us|the ...",
        "makes|made it VERY* hard|harder|impossible|difficult ...",
        "so i had to ...",
        "i had to leave|cancel|miss|stay|pay|pull|go|skip ...",
        "i am|was late for ...",
        "i missed my|the ...",
        "i cannot keep up",
        "without it|that|them i ...",
        "i need to be able|my ...",
        "it helps|helped me ...",
        "i believe in ...",
        "it is|'s VERY* important|hard|exhausting|tiring VERY* for|to me|us ...",
        when=both(is_statement, sentence_lacks("sorry", "hotel")),
    ),
    impacts(
        "mine_too",
        "does me in",
        "keeps me sane|going",
        "hurts my ears|head|back",
        "gets to me|my",
        "out of|on my pocket|nerves|chest",
        "i find _{1,4} hard|difficult|tough",
    ),
]
