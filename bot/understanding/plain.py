# ruff: noqa: E501
"""Makes one plain English out of the many ways that people type when they are not well.

"im gonna k1ll mys3lf", "I AM GOING TO KILL MY SELF" and "i  a m  g o i n g  t o…" all come out as "i am going to kill
myself". Only for looking for danger: offsets into what was typed are lost.
"""

from __future__ import annotations

import re
import unicodedata

from bot.understanding.words import normalise

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_MARKS = re.compile("[\u0300-\u036f]")
_LOOKALIKES = str.maketrans("аеорсухіїјѕԁһкмтвнαορυικ", "aeopcyxiijsdhkmtbhaopuik")
_LETTERS_APART = re.compile(r"(?<![^\W_])(?:[^\W_][ .\-_*]{1,2}){2,}[^\W_](?![^\W_])")
_LEET_WORD = re.compile(r"[a-z0-9@$!|]{2,40}")
_HALF_LEET = re.compile(r"(?=.*[a-z])(?=.*[013457@$!|])")
_MEASURE = re.compile(r"\d+(?:am|pm|st|nd|rd|th|[a-z]|min|mins|hrs?|yo|yrs?|mg|ml|g|kg|cm|mm|km|lbs?|ish|bn)")
_LEET = str.maketrans("013457@$!|", "oieastasil")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_DOTTED = re.compile(r"(?<=[a-z])[._](?=[a-z])")
_ENDS = re.compile(r"(?:[!?;\n\r\u2028\u2029]|(?<!\d)\.|\.(?!\d))+")
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*")

_GLUED_WORDS = {
    "killmyself": "kill myself", "killingmyself": "killing myself", "hurtmyself": "hurt myself",
    "cutmyself": "cut myself", "hangmyself": "hang myself", "endmylife": "end my life", "enditall": "end it all",
    "iwanttodie": "i want to die", "wanttodie": "want to die", "wannadie": "want to die",
    "iwannadie": "i want to die", "idontwanttolive": "i do not want to live", "wanttokillmyself": "want to kill myself",
    "iwanttokillmyself": "i want to kill myself", "imgoingtokillmyself": "i am going to kill myself",
    "iamgoingtokillmyself": "i am going to kill myself", "imsuicidal": "i am suicidal", "iamsuicidal": "i am suicidal",
    "hehitsme": "he hits me", "shehitsme": "she hits me", "herapedme": "he raped me", "helpme": "help me",
    "idontwanttobealive": "i do not want to be alive", "iwanttobedead": "i want to be dead",
    "imgonnakillmyself": "i am going to kill myself", "betteroffdead": "better off dead",
}  # fmt: skip

_PLAIN_WORDS = {
    "im": "i am", "i'm": "i am", "iam": "i am", "ima": "i am going to", "imma": "i am going to", "i'ma": "i am going to",
    "ive": "i have", "i've": "i have", "i'll": "i will", "ill": "i will", "i'd": "i would", "id": "i would",
    "dont": "do not", "don't": "do not", "dnt": "do not", "doesnt": "does not", "doesn't": "does not",
    "didnt": "did not", "didn't": "did not", "cant": "cannot", "can't": "cannot", "cnt": "cannot",
    "wont": "will not", "won't": "will not", "wouldnt": "would not", "wouldn't": "would not",
    "couldnt": "could not", "couldn't": "could not", "isnt": "is not", "isn't": "is not", "wasnt": "was not",
    "wasn't": "was not", "werent": "were not", "weren't": "were not", "arent": "are not", "aren't": "are not",
    "aint": "am not", "ain't": "am not", "havent": "have not", "haven't": "have not", "hasnt": "has not",
    "hasn't": "has not", "shouldnt": "should not", "shouldn't": "should not", "hadnt": "had not", "hadn't": "had not", "hes": "he is", "he's": "he is",
    "shes": "she is", "she's": "she is", "theyre": "they are", "they're": "they are", "youre": "you are",
    "you're": "you are", "were't": "were not", "whats": "what is", "what's": "what is", "wats": "what is",
    "theres": "there is", "there's": "there is", "its": "it is", "it's": "it is", "thats": "that is",
    "that's": "that is", "he'll": "he will", "hell": "he will", "she'll": "she will", "they'll": "they will",
    "theyll": "they will", "you'll": "you will", "youll": "you will", "it'll": "it will", "itll": "it will",
    "he'd": "he would", "she'd": "she would", "they'd": "they would", "theyd": "they would",
    "you'd": "you would", "youd": "you would", "it'd": "it would", "everyone's": "everyone is",
    "everyones": "everyone is", "everybody's": "everybody is", "nobody's": "nobody is", "noones": "nobody is",
    "you've": "you have", "youve": "you have", "they've": "they have", "he'sd": "he is", "who's": "who is",
    "everybody'd": "everybody would", "everyone'd": "everyone would", "kids'd": "kids would",
    "gonna": "going to", "gunna": "going to", "goin": "going", "gonnae": "going to", "gon": "going to", "finna": "going to", "boutta": "about to",
    "wanna": "want to", "wana": "want to", "wannae": "want to", "gotta": "got to", "hafta": "have to", "tryna": "trying to",
    "u": "you", "ur": "your", "r": "are", "y": "why", "ya": "you", "n": "and", "wen": "when", "cos": "because",
    "cuz": "because", "coz": "because", "bc": "because", "bcz": "because", "becuz": "because", "wiv": "with",
    "wit": "with", "witout": "without", "wihout": "without", "wihtout": "without", "withot": "without",
    "w": "with", "abt": "about", "pls": "please", "plz": "please", "ppl": "people", "bf": "boyfriend",
    "gf": "girlfriend", "hubby": "husband", "missus": "wife", "stepfather": "stepdad", "stepmother": "stepmum",
    "mom": "mum", "mam": "mum", "mommy": "mum", "mummy": "mum", "mother": "mum", "ma": "mum", "mama": "mum",
    "father": "dad", "daddy": "dad", "papa": "dad", "da": "dad", "tonite": "tonight", "2nite": "tonight",
    "tnite": "tonight", "tonigt": "tonight", "tmrw": "tomorrow", "tmr": "tomorrow", "tomorow": "tomorrow", "tomoro": "tomorrow",
    "2moro": "tomorrow", "2morrow": "tomorrow", "anymore": "any more", "anymor": "any more", "nomore": "no more",
    "evry1": "everyone", "every1": "everyone", "evryone": "everyone", "everyon": "everyone", "eveyone": "everyone",
    "no1": "nobody", "noone": "nobody", "no-one": "nobody", "sum1": "someone", "some1": "someone",
    "kms": "kill myself", "kill": "kill", "kil": "kill", "kll": "kill", "killl": "kill", "kiill": "kill", "dieing": "dying",
    "dyin": "dying", "diee": "die", "alife": "alive", "aliv": "alive", "livin": "living", "killin": "killing",
    "cuttin": "cutting", "hurtin": "hurting", "endin": "ending", "thinkin": "thinking", "mysef": "myself",
    "myslf": "myself", "myslef": "myself", "mself": "myself", "mysel": "myself", "meself": "myself",
    "maself": "myself", "masel": "myself", "mesel": "myself", "msyelf": "myself", "myselff": "myself", "himslef": "himself",
    "wnat": "want", "watn": "want", "awnt": "want", "comit": "commit", "comitt": "commit", "committ": "commit",
    "tho": "though", "altho": "although", "dissapear": "disappear", "disapear": "disappear",
    "dissappear": "disappear", "dissapearing": "disappearing", "disapearing": "disappearing",
    "dissappearing": "disappearing", "dissapeared": "disappeared", "disapeared": "disappeared",
    "suicidle": "suicidal", "sucidal": "suicidal", "suicidial": "suicidal", "suacidal": "suicidal",
    "suisidal": "suicidal", "suicidel": "suicidal", "siucidal": "suicidal", "scuicidal": "suicidal",
    "sucide": "suicide", "suiside": "suicide", "suicde": "suicide", "scuicide": "suicide", "suiscide": "suicide",
    "sewerslide": "suicide", "overdoze": "overdose", "overdosed": "overdose", "ovrdose": "overdose", "paracetemol": "paracetamol",
    "unalived": "killed", "unaliving": "killing", "unalive": "kill", "tabs": "tablets", "meds": "tablets",
    "pill": "pill", "scard": "scared", "scarred": "scared", "afriad": "afraid", "frightend": "frightened",
    "raped": "raped", "hitt": "hit", "beter": "better", "bettr": "better", "ah": "i", "ah'm": "i am", "a'm": "i am",
    "ahm": "i am", "dae": "do", "didnae": "did not", "dinnae": "do not", "cannae": "cannot", "wis": "was",
    "oan": "on", "wanting": "wanting", "wnt": "want", "wantto": "want to", "wan": "want", "hav": "have", "knife's": "knife is", "thru": "through",
    "alot": "a lot", "abuser": "abuser", "harrass": "harass", "ok": "okay", "gd": "god", "txt": "text",
}  # fmt: skip
"""Short forms, spellings and a little Scots, each as the words it stands for."""

_PADDING = frozenset(
    [
        "just",
        "really",
        "literally",
        "actually",
        "honestly",
        "fucking",
        "fuckin",
        "fking",
        "fkn",
        "fckin",
        "effing",
        "bloody",
        "goddamn",
        "damn",
        "totally",
        "seriously",
        "simply",
        "truly",
        "tbh",
        "lol",
        "basically",
        "fr",
        "ngl",
        "kinda",
        "sorta",
        "even",
        "please",
        "ffs",
        "omg",
        "lmao",
        "also",
        "fuck",
    ]
)
"""Words that add force and change nothing."""

_TOGETHER = (
    (re.compile(r"\bmy self\b"), "myself"),
    (re.compile(r"\bdo no want\b"), "do not want"),
    (re.compile(r"\bcan not\b"), "cannot"),
    (re.compile(r"\bno one\b"), "nobody"),
    (re.compile(r"\b(want|need|going|have|trying|ready|about|how|way|ways) 2\b"), r"\1 to"),
    (re.compile(r"\b(?:sort|kind) of\b"), " "),
    (re.compile(r"\bself harm(ed|ing|s)?\b"), r"selfharm\1"),
    (re.compile(r"\bdo not wanna\b"), "do not want to"),
    (
        re.compile(
            r"\b(want|wish|need|going|ready|like|hope) to dye(?=$| ,| (?:tonight|today|now|so|soon|because|but))"
        ),
        r"\1 to die",
    ),
)


def sentences_of(text: str) -> list[str]:
    """The sentences of `text` in plain words: lower case, no punctuation but commas, short forms written out."""
    return [plain for part in _ENDS.split(_legible(text)) if (plain := _plain_words(part))]


def _legible(text: str) -> str:
    """Lower-case letters of one script, put together where they were typed apart."""
    seen = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    seen = _MARKS.sub("", unicodedata.normalize("NFKD", normalise(seen).casefold()))
    if not seen.isascii():
        seen = seen.translate(_LOOKALIKES)
    seen = _DOTTED.sub(" ", _LETTERS_APART.sub(_put_together, seen))
    return _LEET_WORD.sub(_unleet, seen)


def _put_together(match: re.Match[str]) -> str:
    """ "k i l l  m y s e l f" as two words: one blank joins letters, two part words."""
    words = re.split(r"\s{2,}", match.group())
    return " ".join(re.sub(r"[\s.\-_*]", "", word) for word in words)


def _unleet(match: re.Match[str]) -> str:
    word = match.group()
    if _MEASURE.fullmatch(word) or not _HALF_LEET.match(word):
        return word
    kept = len(word.rstrip("!"))
    return word[:kept].translate(_LEET) + word[kept:]


def _plain_words(part: str) -> str:
    part = _STRETCHED.sub(_unstretch, part).replace(",", " , ").replace(":", " , ").replace("self-harm", "selfharm")
    tokens = (token for token in re.findall(rf"{_TOKEN.pattern}|,", part) if token not in _PADDING)
    words = " ".join(_GLUED_WORDS.get(token) or _PLAIN_WORDS.get(token) or token.replace("'", "") for token in tokens)
    for pattern, together in _TOGETHER:
        words = pattern.sub(together, words)
    return " ".join(words.split()).strip(" ,")


def _unstretch(match: re.Match[str]) -> str:
    """ "killlll" keeps two letters, "diiie" one."""
    letter = match.group(1)
    return letter * 2 if letter in "l" else letter
