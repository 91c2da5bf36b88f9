"""`insults`: name-calling, contempt, mockery, sarcasm."""

from __future__ import annotations

from collections.abc import Iterator

from bot.understanding.rules.lists import word_set
from bot.understanding.rules.rule import Rule, both, not_after, not_before, rules_for, sentence_lacks
from bot.understanding.rules.turn import Span, Turn

contempt, contempt_shown = rules_for("insults")


def sarcasm(turn: Turn) -> Iterator[Span]:
    """Warm words that open a turn and go sour: 'Oh, great parenting', 'Sure, because you're so busy'."""
    words = turn.words
    for start, end in turn.sentences:
        head = [word for word in words[start:end] if word != ","]
        sure_because = head[:2] in (
            ["sure", "because"],
            ["right", "because"],
            ["yes", "because"],
            ["yeah", "because"],
        )
        praise = (
            head[:1] == ["oh"]
            and head[1:2]
            and (
                head[1]
                in word_set(
                    "great brilliant lovely bravo wonderful marvellous perfect fantastic classy nice good charming"
                )
            )
        )
        if sure_because or (
            praise
            and (len(head) <= 4 and (not turn.asks(start)))
            and (not {"thanks", "news", "thank", "you", "to"} & set(head))
        ):
            yield start, end


INSULTS: list[Rule] = [
    contempt(
        "you_name",
        "you CONTEMPT_MODS* CONTEMPT_NOUNS",
        "CONTEMPT_MODS{1,4} CONTEMPT_NOUNS",
        "^ CONTEMPT_NOUNS $",
        "^ CONTEMPT_NOUNS .|!",
        when=both(
            not_after("not", "i", "me", "my", "am", "was", "as", "feel", "myself", "like", within=2),
            lambda turn, span: _is_name_calling(turn, span),
        ),
    ),
    contempt(
        "you_are_name",
        "you are|'re|were VERY* not? a|an|such|the|my|nothing|just|no* CONTEMPT_MODS* CONTEMPT_NOUNS",
        "he|she|they|he's is|'s|are a|an|such* CONTEMPT_MODS+ CONTEMPT_NOUNS",
        "what a|an CONTEMPT_MODS* CONTEMPT_NOUNS",
        when=not_after("not", "if", "saying", within=2),
    ),
    contempt(
        "you_are_adjective",
        "you are|'re|were|sound VERY* CONTEMPT_SURE",
        "you are|'re being VERY* CONTEMPT_SURE",
        "how CONTEMPT_SURE are|can you",
        "you CONTEMPT_SURE CONTEMPT_MODS* _",
        "^ VERY* CONTEMPT_SURE $",
        "what a|an CONTEMPT_MODS _ ...",
        "that 's|is VERY* pathetic|disgusting|ridiculous|stupid|rich|classy",
        when=both(not_after("not", "if", "saying", "i", within=2), not_before("of", within=0)),
    ),
    contempt(
        "grow_up",
        "^ grow up|a",
        "grow a spine|pair|backbone|brain",
        "get a life|grip|over|clue",
        "get over yourself",
        "go to hell",
        "screw|fuck|damn|bugger|sod|bite you|off|yourself|u|me",
        "piss|sod|bugger|naff off",
        "drop dead",
        "kiss my ass|arse",
        "stuff your|it ...",
        "get lost|stuffed|bent",
        "go away and",
        "up yourself|yours",
        "to hell with",
        "i hate|despise you|yous",
        "you make me sick",
        "you disgust|sicken me",
        when=not_after("he", "she", "to", "they", "lads", within=1),
    ),
    contempt(
        "what_is_wrong_with_you",
        "wrong with you ...",
        "matter with you ...",
        "what is|are you , _{0,3} nine|five|twelve|stupid|deaf|blind ...",
        "are you stupid|deaf|blind|dense|insane|mental|crazy|thick|serious|dumb ...",
        "who do you think you are",
        "who the hell|fuck|do ...",
        "who made you ...",
        "who asked you",
        "do you hear yourself",
        "have you got any brain ...",
    ),
    contempt(
        "bitter_thanks",
        "thanks a|for|very bunch|nothing|million|lot|much $",
        "cheers|thanks for that|nothing",
        "thanks a bunch ...",
        "well done you|, ...",
        "bravo",
        "congrats|congratulations ...",
        "big of you",
        "good for you",
        "how very? kind|generous|sweet|charming|thoughtful|convenient|nice|big ...",
        "lucky me|you",
        when=both(
            sentence_lacks("job", "baby", "new", "passing", "really", "helping"),
            lambda turn, span: _sours(turn, span),
        ),
    ),
    contempt(
        "mockery",
        "nice one ,? _? $",
        "real|very|so mature|classy|original|helpful|funny $",
        "genius|einstein|sherlock|brainiac|princess|hotshot|smartarse|smartass|bigshot|mister|big man|boy? $",
        "shame on you",
        "look who 's|is talking",
        "who died and ...",
        "nobody|no one likes|cares|asked|wants you|what|? ...",
        "full of yourself|it|shit|crap|hot",
        "slow clap",
        "cry baby",
        "crybaby",
        "learn to ...",
        "oh please",
        "oh ,? boo ...",
        "oh wow ...",
        "oh ,? of course ...",
        "aren't you clever|special",
        "are not you clever|special|wonderful|lucky|perfect ...",
        "like you would know",
        "what a joke|loser|surprise|hero|man|gentleman|guy|mess ...",
        "aw|aww ,? did|poor ...",
        "you are a|an joke|disgrace|embarrassment|nobody|snake",
        "my _{1,3} could do|run|cook|write|park|drive better|it|this ...",
        "did you even ...",
        "you call that|this|yourself ...",
        "hope you are|'re proud|happy ...",
        when=both(not_after("not", "i", "am", "my", within=2), sentence_lacks("thank", "love", "thanks")),
    ),
    contempt_shown("sarcasm", sarcasm),
    contempt(
        "mock_title",
        "your majesty|highness|lordship|ladyship|worship",
        (
            "saint|king|queen|lord|lady|mr|mrs|miss|mister|judge|captain of|know|perfect|popularity|big|"
            "high|muscle _{0,3}"
        ),
        "_ of the year",
        "mother|saint teresa|theresa",
        "get|give her|him|you|yourself a medal|trophy|round ...",
        "a round of applause",
        "want|deserve a medal|cookie|biscuit",
        "bless your heart",
        "some _ you are|turned ...",
        "call yourself ...",
        "so much for your|you ...",
        "poor you|baby|thing",
        "boo hoo",
        "cry|boohoo me a river",
        "golden child|boy",
    ),
    contempt(
        "as_if",
        "as if you ...",
        "like you would|'d|know|ever know|care|understand ...",
        "spare me ...",
        "give me a break",
        "yeah right",
        "yeah , right",
        "sure you did|are|will|do",
        "must|'d be nice to|being|having ...",
        "must be lovely|marvellous|great ...",
        "aren't|are you not? clever|funny|special|precious",
        "your precious _",
        "for once in your life",
        "you have|'ve|'d the brains|tact|manners|ego|iq|charm|spine|face|nerve ...",
        "you have|'ve got a nerve",
        "you could|can not even? plan|run|organise|boil|find ...",
        "not exactly|hardly rocket|einstein|a|the ...",
        "could do better",
        "less of the ...",
        "i see|pity whoever|your|the ...",
        "you are|'re one to talk",
        "you are|'re priceless|hilarious|unbelievable|full|off|beneath|nothing|mental|useless of|to? ...",
    ),
]


def _is_name_calling(turn: Turn, span: Span) -> bool:
    words = turn.words[span[0] : span[1]]
    if words[0] == "you":
        return len(words) >= 2
    near = turn.words[max(0, span[0] - 3) : span[0]]
    bare = (
        span[1] - span[0] <= 2
        and turn.opens(span[0])
        and (
            words[-1]
            not in word_set(
                "child baby joke animal pig cow snake article dinosaur sheep devil brat monster "
                "nightmare worm shit sod hag"
            )
        )
    )
    return bare or (
        bool({"you", "your", "off"} & set(near))
        and (not word_set("little big old great poor real good a") >= set(words[:-1]))
    )


def _sours(turn: Turn, span: Span) -> bool:
    words = turn.words[slice(*turn.sentence(span[0]))]
    return not {"helping", "coming", "listening", "telling"} & set(words) and len(words) <= 14
