"""`avoids`: denying there is anything, hinting, joking it away, changing the subject."""

from __future__ import annotations

from collections.abc import Iterator

from bot.understanding.rules.lists import LAUGHS, word_set
from bot.understanding.rules.rule import Rule, both, is_statement, not_after, not_before, rules_for
from bot.understanding.rules.turn import Span, Turn

dodging, dodging_shown = rules_for("avoids")

_WEATHER = word_set("weather cold windy mild rain raining hot chilly sunny freezing frost draughty")


def new_subject(turn: Turn) -> Iterator[Span]:
    """A question about something else right after a short word of denial or brushing off."""
    heads = turn.sentences
    if len(heads) < 2:
        return
    first = turn.words[slice(*heads[0])]
    brushed = len(first) <= 6 and bool(
        word_set("nothing fine grand okay good anyway me no did is oh all it can was lonely tense jealous") & set(first)
    )
    start, end = heads[-1]
    words = turn.words[start:end]
    small_talk = words[:2] in (
        ["is", "that"],
        ["are", "these"],
        ["have", "you"],
        ["did", "the"],
        ["how", "is"],
        ["how", "'s"],
        ["did", "you"],
        ["who", "'s"],
        ["you", "see"],
        ["have", "they"],
        ["any", "more"],
        ["more", "tea"],
        ["did", "we"],
        ["how", "was"],
        ["how", "did"],
        ["what", "'s"],
    )
    if brushed and turn.asks(start) and small_talk and (end - start <= 10) and (not turn.line.has("hello", "hi")):
        yield heads[0][0], end


def asks_back(turn: Turn) -> Iterator[Span]:
    """The line asks after the learner; the answer is a question about some third thing."""
    if not turn.line.has(*ASKED_AFTER):
        return
    start, end = turn.sentences[-1] if turn.sentences else (0, 0)
    words = turn.words[start:end]
    opens = bool(words) and words[0] in word_set("is are have did who who's any how you shall")
    of_others = not {"you", "we", "me"} & set(words[1:]) or words[0] in {"have", "any"}
    if opens and of_others and turn.asks(start) and len(turn.words) <= 22:
        yield start, end


ASKED_AFTER = (
    "wrong",
    "upset",
    "quiet",
    "matter",
    "talk",
    "feel",
    "feeling",
    "angry",
    "lonely",
    "bothering",
    "alone",
    "cross",
    "happened",
    "jealous",
    "crying",
    "avoiding",
    "hurt",
    "mad",
    "sad",
    "problem",
    "worried",
    "about",
    "coping",
    "managing",
)


def small_talk_reply(turn: Turn) -> Iterator[Span]:
    """Weather, tea or the time of day in answer to a line that asks how one is or what is wrong."""
    asked = turn.line.has(
        "wrong",
        "upset",
        "quiet",
        "matter",
        "talk",
        "feel",
        "feeling",
        "angry",
        "okay",
        "lonely",
        "bothering",
        "alone",
        "cross",
        "happened",
        "jealous",
        "crying",
    )
    aside = _WEATHER | word_set("kettle tea goal match biscuits haircut jacket lamp bus")
    if asked and len(turn.words) <= 20 and aside & set(turn.words) and ("i" not in turn.words[:1]):
        yield 0, len(turn.words)


def laughs_off(turn: Turn) -> Iterator[Span]:
    """A laugh and a denial: 'me? jealous? lol no'."""
    found = [at for at, word in enumerate(turn.words) if word in LAUGHS]
    if found and len(turn.words) <= 16 and {"me", "no", "nothing", "all", "just"} & set(turn.words):
        yield found[0], found[0] + 1


DODGING: list[Rule] = [
    dodging(
        "its_nothing",
        "it 's|is|was|isn't nothing|nowt $",
        "it 's|is nothing , ...",
        "nothing 's|is wrong|the|up|happened ...",
        "^^ nothing $",
        "nothing happened|really",
        "nothing the matter|wrong",
        "no reason",
        "^ i am VERY* fine|grand|okay|good|sound $",
        "^ all good|fine|grand",
        "it is|'s all good|fine|grand",
        "can not complain",
        "do not worry about me",
        "i am fine ...",
        "there 's|is nothing ...",
        "is what it is",
        when=both(is_statement, not_before("to", "to", within=1), not_after("not", "if", within=1)),
    ),
    dodging(
        "anyway",
        "^ anyway , ...",
        "^ anyway|anyhow how|what|did|shall|who|is|have|that ...",
        "never mind that|me",
        "let 's|us not talk|get|spoil|go|start ...",
        "is that the time|kettle|door|phone|post",
        "look at the time",
        "would you look at the|that ...",
        "we do not need to get|talk ...",
        "do we have|need to talk|do|get ...",
        "can we talk about something|your|the ...",
        "let 's|us change the ...",
    ),
    dodging(
        "changes_subject",
        "is that a new|the ...",
        "are these|those|they new ...",
        "have|did you see|seen|hear|heard they|the|that|about ...",
        ("how 's|is|did|are your|the _{0,3} getting|mother|father|hip|dog|garden|car|back|work|going|doing ..."),
        "who 's|is for|won the|tea|cake|it|a|pint ...",
        "more tea|rice|gravy|wine|cake",
        "lovely weather|day|plant",
        "cup of tea",
        "been meaning to ask ...",
        when=lambda turn, span: (
            span[0] > 1
            or turn.line.has("talk", "wrong", "upset", "feel", "avoiding", "quiet", "hurt", "matter", "angry")
        ),
    ),
    dodging_shown("new_subject", new_subject),
    dodging_shown("asks_back", asks_back),
    dodging_shown("small_talk_reply", small_talk_reply),
    dodging_shown("laughs_off", laughs_off),
    dodging(
        "hints",
        "some people ...",
        "some folk|folks ...",
        "somebody|someone can|should|might|seems ...",
        "certain people ...",
        "funny how ...",
        "i am saying nothing",
        "that 's|is all i am|will|'m saying|say",
        "only saying ...",
        "just saying",
        "must be nice having|to ...",
        "ask me when|in|later|another ...",
        "another time , eh",
    ),
    dodging(
        "bodily_excuse",
        "it is|'s the|only|just onions|hayfever|hay|light|weather|line|wind|cold|dust ...",
        "just|only tired",
        "hayfever|hay $",
        "distracted by ...",
        "i am just tired",
    ),
]
