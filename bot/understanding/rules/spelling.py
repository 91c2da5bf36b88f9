"""How words are typed, and the one form each is read in."""

from __future__ import annotations

from bot.understanding.rules.lists import CONTEMPT_WORDS, FEELINGS, KIND


def _table(typed: dict[str, str]) -> dict[str, str]:
    """Each way of typing a word, with that word."""
    return {way: word for word, ways in typed.items() for way in ways.split()}


CLITICS = _table(
    {
        "not": "n't nt",
        "and": "n",
        "am": "'m m",
        "are": "'re re r",
        "will": "'ll ll wo",
        "have": "'ve ve",
        "'d": "d",
        "'s": "s",
        "them": "'em",
        "can": "ca",
        "shall": "sha",
        "going": "gon",
        "to": "na",
        "you": "y'",
        "want": "wan",
    }
)
"""Parts of a word that was split, with or without its apostrophe."""

TEXT_SPEAK = _table(
    {
        "you": "u ya yous",
        "yeah": "yeh yea",
        "yes": "yep yup aye",
        "please": "pls plz plse pleas plase",
        "thanks": "thx thnx tnx thankyou fanks thanx",
        "because": "cos coz cuz bc cause 'cause 'cos becuase becasue",
        "with": "w w/",
        "through": "thru",
        "tomorrow": "tmrw tmr 2moro tomoro",
        "tonight": "2nite tonite",
        "night": "nite",
        "message": "msg",
        "messages": "msgs",
        "before": "b4",
        "good": "gd",
        "really": "rly realy rlly",
        "very": "v",
        "seriously": "srsly",
        "about": "abt",
        "people": "ppl",
        "idk": "dunno",
        "probably": "prob probs",
        "obviously": "obvs",
        "and": "nd",
        "sorry": "sry soz srry sory sorri",
        "apologies": "apols",
        "okay": "ok k kk oki alright",
        "no": "nope nah naw",
        "suppose": "spose",
        "want": "wanna",
        "mother": "mum mom",
        "father": "dad",
        "would": "wld woud wud",
        "could": "cld coud cud",
        "should": "shd shoud",
        "friend": "freind",
        "their": "thier",
        "the": "teh",
        "what": "wat wot wut",
        "though": "tho",
        "something": "sth smth",
        "have": "hav",
        "love": "luv",
        "embarrassed": "embarased embarassed",
        "jealous": "jelous",
        "lonely": "lonley",
        "disappointed": "dissapointed dissappointed",
        "angry": "angy",
        "never": "neva",
        "definitely": "definately",
        "apologise": "apologize",
        "apologised": "apologized",
        "realise": "realize",
        "nevermind": "nvm nvmd",
        "your": "ur yr yer",
    }
)

SPLIT = {
    parts.replace("|", ""): tuple(parts.split("|"))
    for parts in [
        "it|s",
        "gim|me",
        "lem|me",
        "what|re",
        "can|not",
        "ai|nt",
        "let|s",
        "let|'s",
        "here|s",
        "where|s",
        "she|s",
        "that|s",
        "y'|all",
        "you|d",
        "they|d",
        "we|d",
        "it|ll",
        "y|all",
        "you|ve",
        "you|ll",
        "you|re",
        "i|m",
        "i|ve",
        "do|nt",
        "ca|nt",
        "wo|nt",
        "did|nt",
        "is|nt",
    ]
}
"""Words run together that are always two."""

PARTS = {"gim": "give", "lem": "let", "ai": "is", "y": "you"}

_AFTER_YOU_ARE = frozenset(
    [
        "so",
        "such",
        "a",
        "an",
        "the",
        "being",
        "very",
        "really",
        "not",
        "always",
        "never",
        "just",
        "too",
        "right",
        "wrong",
        "welcome",
        "good",
        "kind",
        "great",
        "only",
        "still",
        "going",
        "coming",
        "making",
        "doing",
        "getting",
        "full",
        "absolutely",
        "all",
    ]
)
_AFTER_UR = CONTEMPT_WORDS | FEELINGS | KIND
_BEFORE_ILL = frozenset(
    [
        "am",
        "is",
        "are",
        "was",
        "were",
        "'s",
        "be",
        "been",
        "so",
        "very",
        "feel",
        "feels",
        "felt",
        "feeling",
        "fell",
        "look",
        "looks",
        "an",
        "the",
    ]
)


def parts_of(word: str, before: str, after: str) -> tuple[str, ...]:
    """`word` (lower case) as the words it stands for, in pieces whose lengths add up to its own."""
    if word == "ill" and before not in _BEFORE_ILL:
        return ("i", "ll")
    if (word in {"ur", "your"} and after in _AFTER_YOU_ARE) or (word == "ur" and after in _AFTER_UR):
        return (word[:-1], word[-1])
    return SPLIT.get(word, (word,))


def form_of(part: str, whole: str) -> str:
    """The form a piece of `whole` is read in."""
    if part != whole and part in PARTS:
        return PARTS[part]
    if part == "you" or (part == "u" and whole == "ur"):
        return "you"
    return CLITICS.get(part) or TEXT_SPEAK.get(part, part)
