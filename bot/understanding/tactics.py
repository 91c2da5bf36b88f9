"""Reads, loosely, how somebody pushes back: for a learner who plays the one who resists."""

from __future__ import annotations

import re

from bot.understanding.words import normalise

_SIGNS = {
    "guilt_trip": r"after (?:all|everything) i|burden|in the way|how could you|don't mind me|i suppose i|i gave up|"
    r"you don't (?:love|care)|some \w+ you are|i thought you (?:loved|cared)|break(?:s|ing)? my heart|"
    r"all alone",
    "blame_shift": r"your (?:own )?fault|you(?:'re| are) the one|because of you|you made (?:me|it)|what about you|"
    r"you started|look at yourself|you always|you never",
    "anger": r"how dare|shut up|i(?:'m| am) (?:so )?(?:angry|furious|fed up|sick of)|for (?:god|heaven)'s sake|"
    r"enough of|get out|don't you (?:dare|tell)",
    "bargain": r"just (?:this )?once|what if|how about|only (?:on|if|when)|unless|deal\b|half|except|one more|"
    r"could we say",
    "sarcasm": r"oh,? (?:great|sure|wow|lovely|wonderful)|yeah,? right|of course,? your|how (?:very|nice)|"
    r"shall i bow|must be nice|so sorry for breathing",
    "minimise": r"big deal|overreact|too sensitive|only me|relax|calm down|small thing|so much of it|it's nothing|"
    r"don't be (?:silly|dramatic|like that)|make (?:too much|a fuss)|lighten up|it was (?:only|just)|"
    r"not that bad",
    "platitude": r"be (?:fine|ok|okay|all right)|work(?:s)? out|for a reason|time (?:heals|will)|bright side|"
    r"stay positive|it is what it is|at least",
    "fix_it": r"you should|why don't you|have you tried|what you need|you need to|you just have to|"
    r"let me (?:sort|fix|call)",
    "busy": r"no time|not now|busy|got to go|have to go|in a hurry|another time|later\b|call me back|on my way out",
    "deflect": r"anyway|by the way|speaking of|did (?:you|i) (?:see|hear|tell)|have you eaten|look at|what's for|"
    r"changing the subject|nice weather",
    "silence": r"^\W*$|^(?:fine|whatever|hm+|right|ok(?:ay)?|i see|nothing)\W*$|nothing to say|says? nothing|"
    r"silen(?:t|ce)|shrugs?|turns? away|walks? (?:off|out)",
}
_FOUND = {tactic: re.compile(signs) for tactic, signs in _SIGNS.items()}


def read(words: str) -> str | None:
    """The tactic that the words look most like; None when they look like none."""
    text = " ".join(normalise(words).casefold().split())
    counted = {tactic: len(found.findall(text)) for tactic, found in _FOUND.items()}
    best = max(counted, key=lambda tactic: counted[tactic])
    return best if counted[best] else None
