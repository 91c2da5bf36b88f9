"""Reads what a learner typed as the answer to an open question: yes or no, a number, one of some options, words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

_YES = frozenset(
    [
        "yes",
        "y",
        "yep",
        "yeah",
        "yea",
        "yup",
        "sure",
        "ok",
        "okay",
        "k",
        "ye",
        "aye",
        "si",
        "sí",
        "oui",
        "ja",
        "absolutely",
        "definitely",
        "correct",
        "right",
        "true",
    ]
)
_NO = frozenset(["no", "n", "nope", "nah", "not", "never", "non", "nein", "nay", "false", "don't", "dont"])
_SKIP = frozenset({"skip", "pass", "next", "later", "no idea", "don't know", "dont know", "idk", "skip it", "-"})
_NUMBERS = {
    word: number
    for number, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    )
} | {"nil": 0, "none": 0, "nought": 0}
_OUT_OF = re.compile(r"(?:/|\bout of)\s*(?:10|ten)\b")
_NUMBER = re.compile(r"-?[0-9]{1,6}(?:[.,][0-9]{1,3})?")

_PLAIN_YES = re.compile(
    r"(?:(?:yes|y|yep|yeah|yea|ja|oui|sí|si)(?: (?:yes|please|i am|i do|it is|go on|carry on|let's|let's go on))?)"
)
_PLAIN_NO = re.compile(
    r"(?:no+|n|nope|nah|nein|non|never)(?: (?:no|thanks|thank you|never|not that|not at all|i'm not|im not|i am not"
    r"|(?:i'm|im|i am) (?:fine|ok|okay|safe|good|all right|alright)|it's fine|its fine))?|not at all|no way"
    r"|(?:i'm|im|i am) (?:fine|ok|okay|safe|safe now|all right|alright)"
)

_RELATIONS = {
    "partner": "partner husband wife spouse boyfriend girlfriend fiance fiancé fiancée fiancee ex gf bf hubby missus",
    "family": "mum mom mother mam mama ma dad father papa pa parent parents stepmum stepmom stepdad sister brother "
    "sis bro sibling son daughter kid kids aunt auntie uncle cousin gran grandma grandmother nan nana granddad grandpa "
    "grandfather nephew niece family",
    "friend": "friend mate bestie pal buddy flatmate housemate roommate",
    "work": "boss manager colleague coworker supervisor client customer team employee work lead director hr",
}
_RELATION_OF = {word: relation for relation, words in _RELATIONS.items() for word in words.split()}

_COUNTRIES = {
    "GB": "uk gb england scotland wales britain britian northern ireland u.k",
    "US": "us usa america states u.s",
    "IE": "ireland eire éire",
    "DE": "germany deutschland",
    "NZ": "nz aotearoa",
    "AU": "aus oz straya",
    "CA": "can",
}


def country(words: str) -> str | None:
    """The ISO 3166 code of a country that people name in a short way of their own; None for one that is not known."""
    bare = _bare(words).removeprefix("the ").removeprefix("great ")
    if bare == "northern ireland":
        return "GB"
    return next((code for code, names in _COUNTRIES.items() if bare in names.split()), None)


def names_a_place(words: str) -> bool:
    """Whether words may name a country that is none of the known: a few, and no yes, no, number or question."""
    bare = _bare(words)
    return (
        0 < len(bare.split()) <= 4
        and yes_or_no(bare) is None
        and bool(re.fullmatch(r"[^\W\d_]+(?:[ '.-]+[^\W\d_]+)*", bare))
        and not re.match(r"(?:why|what|who|how|where|keep|i|you|do|is|are|can|please|help|huh|hm+|maybe|idk)\b", bare)
        and not words.rstrip().endswith("?")
    )


def relation(words: str) -> str | None:
    """What the person named is to the learner: partner, family, friend or work; None when the words say none, or two.

    Somebody's in-laws are family; "my ex's boss" says two things and is not guessed.
    """
    text = words.casefold().replace("co-worker", "coworker")
    if re.search(r"\bin[- ]?laws?\b", text):
        return "family"
    found = {_RELATION_OF[token] for token in re.findall(r"[^\W\d_]+", text) if token in _RELATION_OF}
    return found.pop() if len(found) == 1 else None


_KEEP_NOT = re.compile(
    r"\b(?:don't|dont|do not|not|never|rather you didn't) (?:\w+ )?(?:keep|store|save|record|hold)\b"
    r"|^(?:please |just )*(?:delete|erase|forget|throw \w+ away)\b|\b(?:no record|rather not|prefer not)\b"
)
_KEEP = re.compile(
    r"(?:you (?:can|may) |please |just |yes |i guess )*(?:keep|save|store)"
    r"(?: (?:it|them|those|everything|all|away|my words|what i say))*\b"
    r"(?!.*\b(?:but|if|unless|only|until|does|do|how|what|who|why|texting|saying)\b)"
)


def keeping(words: str) -> str | None:
    """ "keep" or "forget": whether somebody's own words may be kept, as people say it; None when they don't say."""
    text = _spaced(words)
    if _KEEP_NOT.search(text):
        return "forget"
    return "keep" if _KEEP.match(text) else None


def is_skip(words: str) -> bool:
    """Whether the learner would rather not answer."""
    return _bare(words) in _SKIP


def is_ok(words: str) -> bool:
    """Whether the words say "ok" and no more: "I read that", neither yes nor no to a question about fear."""
    said = set(_spaced(words).split()) - {"then"}
    return bool(said) and said <= _GOES_ALONG


def plain_yes(words: str) -> bool:
    """Whether the words are a yes and nothing else. "ok", "sure" and a yes with an if are none."""
    return bool(_PLAIN_YES.fullmatch(_spaced(words)))


def plain_no(words: str) -> bool:
    """Whether the words are a no and nothing else. "not sure", "not tonight" and "no, but" are none."""
    return bool(_PLAIN_NO.fullmatch(_spaced(words)))


def _spaced(words: str) -> str:
    text = words.casefold().replace("’", "'")
    return " ".join(re.sub(r"[.,!?*\"“”]", " ", text).split())


def is_no_line(words: str) -> bool:
    """Whether nobody would say this to anybody: a number, a stray sign. An emoji or an ellipsis can be an answer."""
    return bool(re.fullmatch(r"[\s\d.,:;/\\|_+*=#<>()\[\]{}-]*", words)) and not re.fullmatch(r"\s*\.{2,}\s*", words)


def yes_or_no(words: str) -> bool | None:
    """True for a yes, False for a no, None when the words say neither (or both)."""
    tokens = re.findall(r"[a-zí']+", words.casefold().replace("’", "'"))
    yes = bool(tokens) and (tokens[0] in _YES or "yes" in tokens)
    no = bool(tokens) and (tokens[0] in _NO or "no" in tokens)
    if yes == no:
        return None
    return yes


_LITTLE = re.compile(
    r"(?:just |only |maybe |yes |yeah )?"
    r"(?:a (?:little|bit|tiny bit|little bit)|little|bit|some(?:what|times|how)?|(?:sort|kind) of|sorta|kinda|"
    r"partly|in part|in a way|maybe|perhaps|possibly|half|not (?:really )?(?:much|often|a lot)|now and then|a few|"
    r"more or less|i (?:guess|suppose)(?: so)?|depends|it depends|from time to time|so so|meh)"
    r"(?: (?:of it|yes|yeah|so))?"
)
_MUCH = re.compile(
    r"(?:all the time|always|often|a lot|very(?: much)?|totally|of course|too much|every (?:day|time|week)|constantly|"
    r"i (?:do|am|did|have|think so|think yes)|(?:it|he|she|they|we) (?:do|does|did|has|have|is|are))"
)
_LITTLE_NO = re.compile(
    r"(?:none|not (?:really|at all|that i know)|hardly|barely|i (?:do not|don't|dont|think not|don't think so))"
)


def how_much(words: str) -> str | None:
    """ "yes", "little" or "no", as people say it ("kind of", "all the time", "not really"); None for anything else."""
    text = _spaced(re.split(r"[,.;!?]", words.strip())[0])
    for pattern, said in ((_LITTLE, "little"), (_LITTLE_NO, "no"), (_MUCH, "yes")):
        if pattern.fullmatch(text):
            return said
    return None


_GREETING = re.compile(
    r"(?:hi|hello|hey|hiya|hallo|good (?:morning|evening|afternoon)|i'm back|im back)(?: (?:there|again|sayso|you))?"
)


def is_greeting(words: str) -> bool:
    """Whether somebody only says hello."""
    return bool(_GREETING.fullmatch(_spaced(words)))


def is_telling(words: str) -> bool:
    """Whether somebody tells something, where a short answer would do."""
    return len(re.findall(r"[^\W\d_]+", words)) >= 6


_NOT_YET = re.compile(
    r"\b(?:not yet|didn't|didnt|did not|haven't|havent|have not|couldn't|couldnt|could not|chickened|postpon\w*|"
    r"no time|forgot|never (?:happened|had)|next (?:week|time)|hasn't|hasnt|wasn't there|cancel\w*)\b"
)
_LET_GO = re.compile(
    r"\b(?:decided (?:against|not)|changed my mind|not going to|won't|wont|don't want to any ?more|gave up on it)\b"
)


def talk_held(words: str) -> str | None:
    """ "yes", "not_yet" or "no" (decided against it), from how somebody tells of a real talk; None for nothing told.

    Whoever tells what happened has had the talk.
    """
    text = _spaced(words)
    if _LET_GO.search(text):
        return "no"
    said = yes_or_no(text)
    if _NOT_YET.search(text) or (said is False and len(text.split()) <= 3):
        return "not_yet"
    told = len(re.findall(r"[^\W\d_]+", text)) >= 2 or text in _WENT
    return "yes" if said or (told and not is_greeting(words)) else None


_WENT = frozenset(
    ["good", "well", "great", "fine", "bad", "badly", "terrible", "awful", "horrible", "ok", "okay", "alright"]
)


def number(words: str, low: int = 0, high: int = 10) -> int | None:
    """The one number from `low` to `high` in the words, rounded, in digits or spelt out; None if there is not one."""
    text = _OUT_OF.sub(" ", words.casefold())
    found = {float(digits.replace(",", ".")) for digits in _NUMBER.findall(text)}
    if not found:
        found = {float(_NUMBERS[token]) for token in re.findall(r"[a-z]+", text) if token in _NUMBERS}
    if len(found) != 1:
        return None
    value = round(found.pop())
    return value if low <= value <= high else None


def option(words: str, options: Sequence[tuple[str, str]], *, loosely: bool = True) -> str | None:
    """The value of the option that the words name: by its number in the list, its label, or a word only it has.

    Not `loosely`, a single word of it does not count: the words may be an answer of their own.
    """
    bare = _bare(words)
    if bare.isdecimal() and 1 <= int(bare) <= len(options):
        return options[int(bare) - 1][0]
    for value, label in options:
        if bare in {value.casefold(), _bare(label)}:
            return value
    if not loosely:
        return None
    if (nth := _ORDINAL.fullmatch(bare)) and _ORDINALS.index(nth[1]) < len(options):
        return options[_ORDINALS.index(nth[1])][0]
    tokens = set(re.findall(r"\w+", bare))
    hits = [value for value, label in options if tokens & _own_words(value, label, options)]
    return hits[0] if len(hits) == 1 else None


def _own_words(value: str, label: str, options: Sequence[tuple[str, str]]) -> set[str]:
    mine = set(re.findall(r"\w+", f"{value} {label}".casefold()))
    for other, other_label in options:
        if other != value:
            mine -= set(re.findall(r"\w+", f"{other} {other_label}".casefold()))
    return {word for word in mine if len(word) > 1} - _SMALL_WORDS


_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
_ORDINAL = re.compile(rf"(?:the )?({'|'.join(_ORDINALS)})(?: one| option)?")
_SMALL_WORDS = frozenset(
    [
        *("it", "we", "am", "is", "to", "of", "or", "my", "me", "the", "you", "and", "an", "this", "that", "them"),
        *("they", "us", "be", "do", "have", "from", "in", "on", "at", "for", "with", "so"),
    ]
)
"""Words that stand in any sentence: they name no option."""


_YOUNGER = re.compile(
    r"\b(?:under|below|younger|not yet|nearly|almost|turning|soon|minor|kid|child|teen\w*|too young)\b"
)
_OLDER = re.compile(r"\b(?:over|above|older|adult|grown[ -]?up|more than|of age)\b")
_GOES_ALONG = frozenset(["ok", "okay", "k", "sure", "right", "true", "correct"])
"""Words that let somebody go on rather than say that they are of age, or in fear."""
_TEENS = {
    **dict(eleven=11, twelve=12, thirteen=13, fourteen=14, fifteen=15),
    **dict(sixteen=16, seventeen=17, eighteen=18, nineteen=19),
}
_TENS = dict(twenty=20, thirty=30, forty=40, fifty=50, sixty=60, seventy=70, eighty=80)
_YEARS = rf"(?:[1-9][0-9]|[3-9]|{'|'.join((*_TEENS, *_TENS))})"
_AGE = re.compile(
    rf"\bi ?(?:'?m|am)(?: (?:only|just|actually|already|now|have|like))* ({_YEARS})"
    r"(?: (?:years?(?: old)?|yrs?(?: old)?|yo|y/o))?"
    r"(?=$| ?[,.!?;:)]| (?:and|but|so|btw|actually|lol|now|you|if|pls|please|is)\b)"
    rf"|\b({_YEARS}) ?(?:years? old|yrs? old|yo|y/o)\b|^(?:age|aged)? ?({_YEARS})(?: years?)?$"
)
_BORN = re.compile(r"^(?:i was |i am |i'm |im )?(?:born (?:in )?)?(?:19[0-9]{2}|200[0-7])$")


def of_age(words: str) -> bool | None:
    """Whether somebody says that they are 18 or older; None when the words don't say, as "ok" does not."""
    text = _bare(words)
    if _YOUNGER.search(text):
        return False
    years = age(words) or number(text, 3, 120)
    if years is not None:
        return years >= 18
    if _BORN.match(text):
        return True
    said = yes_or_no(text)
    if said and text.split()[0].strip(",.") in _GOES_ALONG and not re.search(r"\byes\b", text):
        said = None
    return True if said is None and (_OLDER.search(text) or text == "i am") else said


def age(words: str) -> int | None:
    """The years that somebody says they are ("im 44", "16", "I'm fifteen and …"); None when the words say none."""
    text = _bare(words)
    if not (found := _AGE.search(text)):
        return None
    years = next(one for one in found.groups() if one)
    return int(years) if years.isdecimal() else {**_TEENS, **_TENS}[years]


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_IN_DAYS = re.compile(r"\bin (?:about )?([0-9]{1,3}|[a-z]+) (day|week)s?\b")
_ISO_DAY = re.compile(r"\b([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})\b")
_DAY_MONTH = re.compile(r"\b([0-9]{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]{3})[a-z]*\.?(?: ([0-9]{4}))?\b")
_MONTH_DAY = re.compile(r"\b([a-z]{3})[a-z]*\.? ([0-9]{1,2})(?:st|nd|rd|th)?(?:,? ([0-9]{4}))?\b")
_DAY_DOT = re.compile(r"\b([0-9]{1,2})\. ?([0-9]{1,2})\.(?: ?([0-9]{4}))?")


def day(words: str, today: date) -> date | None:
    """The day that the words name, today or later; None when they name none, or could mean two ("3/4").

    A weekday is the next one; a date without a year is the next time it comes.
    """
    text = " ".join(words.casefold().replace("’", "'").split())
    for read in (_day_by_name, _day_by_count, _day_by_date):
        if found := read(text, today):
            return found if found >= today else None
    return None


def _day_by_name(text: str, today: date) -> date | None:
    if re.search(r"\bday after tomorrow\b", text):
        return today + timedelta(days=2)
    if re.search(r"\b(?:tomorrow|tmrw)\b", text):
        return today + timedelta(days=1)
    if re.search(r"\b(?:today|tonight|this (?:morning|afternoon|evening))\b", text):
        return today
    named = [number for number, name in enumerate(_WEEKDAYS) if re.search(rf"\b(?:{name}|{name[:3]})\b", text)]
    if len(named) != 1 or re.search(r"\d", re.sub(r"\d{1,2}(?::\d\d)? ?(?:am|pm|o'clock)|\d{1,2}:\d\d", "", text)):
        return None
    return today + timedelta(days=(named[0] - today.weekday() - 1) % 7 + 1)


def _day_by_count(text: str, today: date) -> date | None:
    if re.search(r"\b(?:next week|in a week)\b", text):
        return today + timedelta(days=7)
    found = _IN_DAYS.search(text)
    if not found:
        return None
    count = int(found[1]) if found[1].isdecimal() else _NUMBERS.get(found[1], 1 if found[1] in ("a", "an") else 0)
    return today + timedelta(days=count * (7 if found[2] == "week" else 1)) if count else None


def _day_by_date(text: str, today: date) -> date | None:
    if found := _ISO_DAY.search(text):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if (found := _DAY_MONTH.search(text)) and found[2] in _MONTHS:
        return _next(_MONTHS.index(found[2]) + 1, int(found[1]), found[3], today)
    if (found := _MONTH_DAY.search(text)) and found[1] in _MONTHS:
        return _next(_MONTHS.index(found[1]) + 1, int(found[2]), found[3], today)
    if found := _DAY_DOT.search(text):
        return _next(int(found[2]), int(found[1]), found[3], today)
    return None


def _next(month: int, number: int, year: str | None, today: date) -> date | None:
    if year:
        return _date(int(year), month, number)
    this = _date(today.year, month, number)
    return this if this is None or this >= today else _date(today.year + 1, month, number)


def _date(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _bare(words: str) -> str:
    return " ".join(words.casefold().replace("’", "'").split()).strip(" .!?,*\"'")


class Dispute(NamedTuple):
    """What a learner says against the coach's reading of their words.

    `markers`: those it may be about; `missed`: something was not seen; `sure`: nobody would say this to the other
    person in a scene.
    """

    markers: tuple[str, ...] = ()
    missed: bool = False
    sure: bool = False


_MARK_NOUNS = {
    "sets_limit": "limit|boundary",
    "makes_request": "ask|request",
    "states_consequence": "consequence",
    "states_feeling": "feeling",
    "states_impact": "impact",
    "names_behaviour": "observation|fact",
    "acknowledges": "acknowledg(?:e)?ment",
    "offers_option": "option|offer|suggestion",
    "invites_view": "question|open question",
    "appreciates": "thanks|thank you|compliment|praise",
    "over_apologises": "apology|sorry",
    "hedges": "hedge|hedging|softening|softened",
    "over_explains": "explanation|excuse|many reasons|over ?explaining",
    "puts_self_down": "put ?down of myself|putting myself down",
    "caves_in": "giving in|caving in|letting (?:it )?go",
    "avoids": "avoiding|dodging|avoidance",
    "blames": "blame|blaming|charge|accusation",
    "insults": "insult|jab|name ?calling",
    "demands": "demand|order",
    "threatens": "threat|threatening",
}
_COACH_WORDS = frozenset({"sets_limit", "makes_request", "states_consequence", "states_feeling", "hedges"})
"""Marks whose nouns belong to the exercise: "that wasn't a limit" is said to the coach."""

_NOT_THAT = (
    r"(?:(?:no )?(?:that|it|this) (?:wasn't|wasnt|was not|isn't|isnt|is not|ain't)|that's not|it's not|thats not)"
)
_NOT_A = re.compile(rf"{_NOT_THAT} (?:really |even )?(?:an?|any|my|the|me)? ?(.{{3,30}})")
_I_DID_NOT = re.compile(r"(?:no )?i (?:wasn't|wasnt|was not|didn't|didnt|did not) (.{4,24})")
_MISSED = re.compile(
    r"(?:but )?you (?:missed|did(?:n't|nt| not) (?:see|notice|catch)|overlooked) (?:my|the|an?|that) (.{3,30})"
)
_MISSED_SOMETHING = re.compile(r"(?:you missed something|something (?:was|is) missing|something was missed)")
_FEEDBACK = r"(?:feedback|coach(?:ing)?|comment|remark|reading|marks?|tags?|label|hint)"
_WRONG = r"(?:wrong|not right|not true|not fair|unfair|incorrect|mistaken|off|rubbish|nonsense)"
_FEEDBACK_WRONG = re.compile(
    rf"(?:the|that|this|your|coach'?s?)? ?{_FEEDBACK} "
    rf"(?:is|was|are|were|that's|thats|that is|you're|you are) (?:just |all |really |totally |completely )?{_WRONG}"
    rf"|i (?:do not|don't|dont) agree with (?:the|that|this|your) {_FEEDBACK}|wrong {_FEEDBACK}"
    r"|that's not what (?:my words|my line) (?:said|showed)"
    r"|you (?:marked|tagged|read) (?:that|it|this|me) wrong(?:ly)?"
)
_BARE_WRONG = re.compile(r"(?:no )?(?:that's|thats|that is|that was|this is|it's|its) wrong|wrong")


def dispute(words: str) -> Dispute | None:
    """What is said against the feedback on the learner's words; None when nothing is."""
    text = _spaced(words).removeprefix("*").strip()
    if len(text) > 80:
        return None
    if _FEEDBACK_WRONG.fullmatch(text):
        return Dispute(sure=True)
    if _BARE_WRONG.fullmatch(text):
        return Dispute()
    if _MISSED_SOMETHING.fullmatch(text):
        return Dispute(missed=True)
    if (missed := _MISSED.fullmatch(text)) and (found := _marks_named(missed[1])):
        return Dispute(found, missed=True, sure=True)
    if denied := _NOT_A.fullmatch(text) or _I_DID_NOT.fullmatch(text):
        found = _marks_named(denied[1])
        return Dispute(found, sure=bool(set(found) & _COACH_WORDS)) if found else None
    return None


def _marks_named(text: str) -> tuple[str, ...]:
    return tuple(marker for marker, nouns in _MARK_NOUNS.items() if re.fullmatch(rf"(?:clear )?(?:{nouns})", text))


_THOUGHTS = re.compile(
    r"(?:so |ok(?:ay)? |and )*what (?:was|were|is|are) (?:she|he|they|mum|mom|dad) (?:really )?thinking"
    r"(?: (?:then|there|just now))?"
    r"|what (?:goes|went) on in (?:her|his|their) head|(?:show me )?(?:her|his|their) thoughts"
)
_GROUND = re.compile(
    r"(?:please )?(?:ground(?:ing)?(?: me| exercise)?|help me (?:to )?(?:calm down|breathe|settle)|calm me down|"
    r"(?:i need|can we do|let's do|lets do|i want) (?:a |some )?(?:breathing|grounding)(?: exercise)?|"
    r"i need to (?:calm down|breathe)|breathing exercise|take a breath)(?: please)?"
)
_EARLIER = re.compile(
    r"(?:can i |let me |i want to |i'd like to )?(?:go back|try again|start again|replay|rewind) "
    r"(?:further|more|from (?:an )?earlier(?: (?:turn|line|point))?|to (?:an )?earlier(?: (?:turn|line|point))?|"
    r"a few (?:turns|lines)|(?:two|three|2|3) (?:turns|lines))"
)
_OTHER_LEVEL = re.compile(
    r"(?:(?:can i |i want to |let me )?(?:change|choose|pick) (?:the |a |another )?(?:level|difficulty)|another level|"
    r"(?:make it |an? |something )?(?:easier|harder|gentler|tougher)(?: level| please)?)"
)


def asks_for_thoughts(words: str) -> bool:
    """Whether the learner wants to know what went on in the other person. To that person one would say "you"."""
    return bool(_THOUGHTS.fullmatch(_spaced(words)))


def asks_for_ground(words: str) -> bool:
    """Whether the learner wants a moment to find calm again."""
    return bool(_GROUND.fullmatch(_spaced(words)))


def asks_for_earlier(words: str) -> bool:
    """Whether the learner wants to try again from further back than the last line."""
    return bool(_EARLIER.fullmatch(_spaced(words)))


def asks_for_level(words: str) -> bool:
    """Whether the learner wants another level of the same talk."""
    return bool(_OTHER_LEVEL.fullmatch(_spaced(words)))


_ENOUGH = frozenset(
    {"enough", "that's enough", "thats enough", "done", "i'm fine now", "im fine now", "better now", "stop"}
)


def is_enough(words: str) -> bool:
    """Whether the learner has had enough of an exercise."""
    return _spaced(words) in _ENOUGH


_LEVEL_WORDS = {
    "warm": "easy|easier|easiest|gentle|gentler|light|warm|simple|beginner",
    "wary": "medium|middle|normal|wary|average",
    "hard": "hard|harder|hardest|tough|tougher|toughest|difficult|challenging|tricky",
}
_LEVELLED = {
    level: re.compile(
        r"(?:.*\b(?:an?|the|something|anything|one|ones|scenes?|talks?|on|at) )?"
        rf"(?:really |very |bit |more )?(?:{words})"
        r"(?: (?:one|ones|scenes?|talks?|level|please|mode|version|to start with))*"
    )
    for level, words in _LEVEL_WORDS.items()
}


def level(words: str) -> str | None:
    """The level that is asked for ("something easy", "a hard one"); None when none is."""
    text = _spaced(words)
    return next((level for level, asked in _LEVELLED.items() if asked.fullmatch(text)), None)


def is_more(words: str) -> bool:
    """Whether the learner wants to see more options."""
    return _spaced(words) in {"more", "show me more", "more please", "other ones", "something else", "none of these"}


def asks_to_hold(words: str) -> bool:
    """Whether the learner wants their statement held under pressure."""
    return bool(re.fullmatch(r"(?:hold (?:it|them|the line)|push back|push me)(?: under pressure)?", _spaced(words)))


_SWAP = re.compile(
    r"(?:(?:can|could|may|shall) (?:we|i) |let's |lets |i want to |i'd like to )?"
    r"(?:swap|switch|change|reverse) (?:the )?roles?"
    r"|role reversal|you (?:be|play) me(?: and i(?:'ll| will)? (?:be|play) \w+)?"
    r"|(?:let me|i want to) (?:be|play) (?:her|him|them)"
)


def asks_to_swap(words: str) -> bool:
    """Whether the learner wants to play the other person."""
    return bool(_SWAP.fullmatch(_spaced(words)))


_OWN_TALK = re.compile(
    r"(?:a |i want a |i have a )?talk of my own|my own(?: talk| scene| one| situation)?|"
    r"(?:none of (?:these|those|them)|nothing here)(?: (?:fits?|is (?:it|mine)|works?))?(?: me)?|"
    r"(?:can i |i want to |let me )?(?:make|describe|fill in|use) my own(?: talk| scene| one| person)?"
)


def asks_for_own_talk(words: str) -> bool:
    """Whether the learner found no match, or wants to describe the other person themselves."""
    return bool(_OWN_TALK.fullmatch(_spaced(words)))
