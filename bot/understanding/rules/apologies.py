"""`over_apologises`: a sorry for having the need or for asking, or two and more of them."""

from __future__ import annotations

from collections.abc import Iterator

from bot.understanding.rules.lists import OWNED_ACTS, word_set
from bot.understanding.rules.rule import Rule, rules_for, sentence_lacks
from bot.understanding.rules.turn import Span, Turn

apologies, apology_shown = rules_for("over_apologises")

SORRY_WORDS = frozenset({"sorry", "apologies", "apologise", "pardon"})

_CONDOLES = (
    "for your",
    "about your",
    "to hear",
    "for you",
    "you are",
    "you have",
    "you feel",
    "you had",
    "you lost",
    "you went",
)


def sorries(turn: Turn) -> list[int]:
    """Where the turn apologises: not 'not sorry', 'sorry?', condolence or 'sorry you see it so'."""
    return [at for at, word in enumerate(turn.words) if _is_sorry(turn, at, word)]


def _is_sorry(turn: Turn, at: int, word: str) -> bool:
    return word in _CAN_BE_SORRY and _says_sorry(turn, at, word) and not _unsaid(turn, at)


_CAN_BE_SORRY = SORRY_WORDS | {"forgive", "excuse", "bad", "pain"}


def _says_sorry(turn: Turn, at: int, word: str) -> bool:
    after = turn.words[at + 1 : at + 3]
    if word in {"forgive", "excuse"}:
        return after[:1] in (["me"], ["my"])
    if word == "bad":
        return turn.words[at - 1 : at] == ["my"]
    if word == "pain":
        return "hate" in turn.words[max(0, at - 5) : at]
    return after[:1] != ["?"] and after != ["to", "say"] and not " ".join(after).startswith(_CONDOLES)


def _unsaid(turn: Turn, at: int) -> bool:
    """'not sorry', 'he's always sorry', 'say sorry', or a sorry in quotation marks."""
    before = turn.words[max(turn.sentence(at)[0], at - 2) : at]
    others = word_set("not always say you") if before[:1] == ["'s"] else word_set("not be always say 's you")
    return at in turn.quoted or not others.isdisjoint(before)


def many_sorries(turn: Turn) -> Iterator[Span]:
    """Two or more apologies in one turn."""
    found = sorries(turn)
    if len(found) >= 2:
        yield from ((at, at + 1) for at in found[:3])


def sorry_for_asking(turn: Turn) -> Iterator[Span]:
    """An apology for having the need or for asking: 'sorry to bother you', 'sorry but I need'."""
    for at in sorries(turn):
        after = turn.words[at + 1 : at + 9]
        text = " ".join(after)
        bothers = word_set(
            "bother ask trouble disturb pain nuisance burden bringing asking fuss moaning push raise "
            "crying rambling texting dump going needing interrupt disappoint ring message"
        )
        if bothers & set(after[:6]) and after[:1] and (after[0] in word_set("to for if about i me")):
            yield at, turn.clause(at)[1]
        elif "you never" in text or "you always" in text:
            continue
        elif after[:1] == ["but"] or text.startswith(
            (", but", "i need", ", i need", "i have to ask", "if this", "if i am", "if it")
        ):
            yield at, at + 2


def sorry_then_no(turn: Turn) -> Iterator[Span]:
    """One sorry that opens a limit or an ask (edge rule 6)."""
    for at in sorries(turn):
        if not turn.opens(at) and turn.words[at - 2 : at] != ["i", "am"]:
            continue
        after = [
            word for word in turn.words[at + 1 : at + 8] if word not in word_set(", . but mate love - no so really")
        ]
        limit = after[:3] in (
            ["i", "can", "not"],
            ["i", "will", "not"],
            ["i", "do", "not"],
            ["i", "am", "not"],
            ["i", "could", "not"],
        )
        ask = after[:2] in (
            ["could", "you"],
            ["can", "you"],
            ["would", "you"],
            ["could", "i"],
            ["can", "i"],
            ["can", "we"],
            ["is", "it"],
        )
        if (
            limit
            and after[3:4] not in (["know"], ["hear"], ["understand"], ["think"], ["mean"], ["remember"], ["catch"])
            or ask
        ):
            yield at, at + 1


def sorry_with_an_ask(turn: Turn) -> Iterator[Span]:
    """One sorry in a turn that asks for something or refuses, and that owns no act."""
    found = sorries(turn)
    owned = list(sorry_i_did(turn)) or "i did not" in " ".join(turn.words)
    joined = " ".join(turn.words)
    asks = any(
        cue in joined
        for cue in (
            "can not",
            "could you",
            "can you",
            "would you",
            "can i",
            "could i",
            "will not",
            "is it okay",
            "i need",
            "rather not",
            "am not",
            "no more",
        )
    )
    if (
        len(found) == 1
        and asks
        and (not owned)
        and (turn.words[found[0] + 1 : found[0] + 2] not in (["that"], ["i"], ["for"], ["about"], ["you"]))
    ):
        yield found[0], found[0] + 1


APOLOGIES: list[Rule] = [
    apology_shown("with_an_ask", sorry_with_an_ask),
    apology_shown("many", many_sorries),
    apology_shown("for_asking", sorry_for_asking),
    apology_shown("opens_a_no", sorry_then_no),
    apologies(
        "hate_to_ask",
        "i? hate to ask|bother|be|bring|say ...",
        "forgive|pardon|excuse me|my for|if|needing|ringing|bringing|asking|disturbing|i ...",
        "apologies in advance|for ...",
        "beg pardon|your ...",
        "i have|'ve no right ask|to|asking|even ...",
        when=sentence_lacks("interrupting", "not"),
    ),
]


def sorry_i_did(turn: Turn) -> Iterator[Span]:
    """'Sorry I missed your call', 'sorry for shouting': a sorry with the act it is for."""
    for at in sorries(turn):
        after = [word for word in turn.words[at + 1 : at + 7] if word not in {"that", "really", "just"}]
        mild = word_set("bother bothering asking being needing to bringing disturbing the going crying texting")
        did = (
            after[:1] == ["i"]
            and after[1:2]
            and (
                after[1] in OWNED_ACTS
                or (after[1].endswith("ed") and after[1] not in {"need", "needed"})
                or after[1:3] in (["did", "not"], ["was", "not"])
                or (after[1:2] in (["was"], ["have"]))
            )
        )
        doing = after[:1] == ["for"] and after[1:2] and after[1].endswith("ing") and (after[1] not in mild)
        my_act = after[:2] in (
            ["about", "last"],
            ["for", "what"],
            ["about", "what"],
            ["for", "how"],
            ["about", "how"],
            ["for", "last"],
        )
        if did or doing or my_act:
            yield (
                max(turn.sentence(at)[0], at - 2) if turn.words[at - 2 : at] == ["i", "am"] else at,
                turn.clause(at)[1],
            )
