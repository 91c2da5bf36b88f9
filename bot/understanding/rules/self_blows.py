"""`puts_self_down`: attacking or belittling oneself."""

from __future__ import annotations

from bot.understanding.rules.rule import Rule, both, is_statement, not_after, not_before, rules_for

belittles, belittling_shown = rules_for("puts_self_down")

BELITTLES: list[Rule] = [
    belittles(
        "i_am_adjective",
        "i am|was|feel|be|'m|look|looked|sound|sounded VERY* SELF_BLAME",
        "i am|was being VERY* SELF_BLAME",
        "i am always|too|so|such VERY* SELF_BLAME",
        "i know i am _ ...",
        when=both(
            not_after("not", "if", within=3),
            not_before("of", "for", "about", "to", "with", "that", "news", within=1),
            is_statement,
        ),
    ),
    belittles(
        "i_am_name",
        "i am|was|be|feel|'m|like VERY* a|an|the|your VERY|SELF_BLAME|_* SELF_NAMES",
        "i am|was such VERY* a|an? SELF_BLAME|_* SELF_NAMES",
        when=both(not_after("not", "if", "like", within=3), is_statement),
    ),
    belittles(
        "adjective_me",
        "silly|stupid|daft|dumb|typical|poor|clumsy|hopeless|useless|pathetic|idiot old? me",
        "SELF_BLAME of me",
        "me being VERY* SELF_BLAME",
        "SELF_NAMES like me",
        "SELF_BLAME|old _ like me",
        "SELF_BLAME _{0,3} that|, i am|me|that",
        "SELF_NAMES that i am",
        "thick as mince|two",
        when=not_after("not", within=2),
    ),
    belittles(
        "bad_at_it",
        "i am|'m|was VERY* terrible|rubbish|useless|hopeless|awful|bad|crap|shit|poor at|with ...",
        "i suck ...",
        (
            "i am a|an|such|the VERY|SELF_BLAME|a|an+ friend|mother|father|daughter|son|wife|husband|"
            "person|boss|teacher|parent|sister|brother|human|worker|student|cook|driver"
        ),
        "my english is|'s VERY* bad|terrible|poor|broken|horrible|awful|rubbish|not",
        "i am the problem|worst|idiot|weird|stupid|odd ...",
        "i am too much",
        "i am VERY* nobody|nothing ...",
        "i do not deserve ...",
        "you deserve better ...",
        "stupid|silly|dumb question",
        "i am VERY* just|only a stupid|silly|old|simple|poor|useless _ ...",
        "i am being silly|daft|dramatic|ridiculous|pathetic|stupid|difficult|needy|oversensitive",
        "do not mind me",
        "i always mess|ruin|spoil|screw|break|forget ...",
        "i never get|do|manage|finish _{0,4} right|properly|anything",
        when=both(is_statement, not_after("not", "if", "think", "said", within=3)),
    ),
    belittles(
        "hate_myself",
        "i hate|despise|loathe myself",
        "i am|was|'m no good|use|fun|help|conversation|brain ...",
        ("i am not VERY* good|clever|smart|fit|worth|pretty|interesting|strong|brave enough|to|for|company ..."),
        "i am the worst ...",
        "worst _ ever|in|alive",
        "i have no|nothing|'ve brain|conversation|backbone ...",
        "i have|'ve the|a brain|backbone|head|memory|mouth|face|grace of|like ...",
        "i VERY* ruin|spoil|mess|wreck|break everything|up|it|things ...",
        "i can not do anything|even right? ...",
        "i can barely ...",
        "everything i touch",
        "i have never finished|done|managed ...",
        when=both(is_statement, not_after("not", "if")),
    ),
    belittles(
        "who_would_want",
        "who 'd|would|'s want|have|put ...",
        "no one|nobody 'd|would|can|could want|stand|bear|miss ...",
        "why anyone|anybody ...",
        "some _ i am|turned ...",
        "i would|'d only|just bore|be|drag|ruin|spoil ...",
        "they would|'d|will be? bored|laugh ...",
        "what a|an rotten|useless|terrible|stupid|idiot|fool|mess ...",
        "a|what use|lot use|of i ...",
        "what is wrong with me",
        "what 's wrong with me",
    ),
    belittles(
        "probably_me",
        "it 's|is probably|just|only me $",
        "just|only me being _ ...",
        "i always get|do|am|say wrong|this|it|that|the ...",
        "muggins",
        "a right|total|complete SELF_NAMES",
        "even|an old SELF_NAMES|me",
        "lol? im|am an? idiot|fool",
        when=not_after("you", "are", within=2),
    ),
]
