"""`names_behaviour`: a specific thing that happened, as a camera would record it."""

from __future__ import annotations

from collections.abc import Iterator

from bot.understanding.rules.lists import IRREGULAR_PAST, KIN, NUMBERS, PAST_WHEN, word_set
from bot.understanding.rules.rule import Rule, both, is_statement, not_after, rules_for, sentence_lacks
from bot.understanding.rules.turn import Span, Turn

names, name_shown = rules_for("names_behaviour")

GLOBAL_WORDS = word_set("always never ever everything nothing nobody clearly obviously deliberately purpose couldn't")

NOT_ACTS = word_set(
    "needed wanted liked loved hated bored tired used supposed married scared ashamed worried annoyed interested meant"
)


def _is_past(word: str) -> bool:
    return word in IRREGULAR_PAST or (word.endswith("ed") and len(word) > 4 and (word not in NOT_ACTS))


def _acts(turn: Turn, who: frozenset[str]) -> Iterator[tuple[int, int, int]]:
    """A person's act in the past: where the person, the act and the clause's end stand."""
    small = word_set("have just then also only even still had 'd all went both lot already once twice")
    for at, word in enumerate(turn.words):
        if word not in who or at in turn.quoted:
            continue
        verb = at + 1
        while verb < len(turn.words) and verb - at < 4 and (turn.words[verb] in small) and (not _acts_here(turn, verb)):
            verb += 1
        if verb < len(turn.words) and _is_past(turn.words[verb]) and (turn.sentence(at) == turn.sentence(verb)):
            yield at, verb, turn.clause(verb)[1]


def _acts_here(turn: Turn, verb: int) -> bool:
    return turn.words[verb] in {"went"} and turn.words[verb + 1 : verb + 2] not in (["and"],)


def _told_flat(turn: Turn, at: int, verb: int) -> bool:
    """Told as a camera would: no 'always', no question, no 'I know', nothing of the speaker's heart."""
    start, end = turn.sentence(at)
    words = set(turn.words[start:end])
    before = turn.words[max(start, at - 3) : at]
    return (
        not words & GLOBAL_WORDS
        and (not turn.asks(at))
        and (turn.words[at - 1 : at + 1] != ["was", "you"])
        and (
            not word_set(
                "if know before like feel because thanks glad did wish thank what think cheers since sorry for how"
            )
            & set(before)
        )
        and (
            turn.words[verb : verb + 2]
            not in (["made", "me"], ["had", "to"], ["did", "not"], ["used", "me"], ["ruined", "everything"])
        )
        and (not (turn.words[verb] == "had" and turn.words[at] == "you" and ("no" in words)))
    )


def _placed(turn: Turn, at: int) -> bool:
    words = turn.words[slice(*turn.sentence(at))]
    return bool((PAST_WHEN | NUMBERS) & set(words)) or any(word[:1].isdigit() for word in words)


def placed_act(turn: Turn) -> Iterator[Span]:
    """'You read my messages last night': an act of the other's with a time, a number or an occasion."""
    for at, verb, end in _acts(turn, frozenset({"you"})):
        if _told_flat(turn, at, verb) and _placed(turn, at):
            yield at, end


def plain_act(turn: Turn) -> Iterator[Span]:
    """'You read my messages': an act of the other's that somebody or something was the object of."""
    for at, verb, end in _acts(turn, frozenset({"you"})):
        if _told_flat(turn, at, verb) and (not _placed(turn, at)) and (end - verb >= 3):
            yield at, end


def third_persons_act(turn: Turn) -> Iterator[Span]:
    """'Your mum rang my boss': what somebody else did, told with a time, a number or 'your' or 'my'."""
    for at, verb, end in _acts(turn, KIN | {"he", "she", "they", "somebody", "someone"}):
        owned = turn.words[at - 1 : at] in (["your"], ["my"], ["our"]) or turn.words[at] in {
            "he",
            "she",
            "they",
            "mother",
            "father",
        }
        near_me = {"my", "me", "our", "us", "your"} & set(turn.words[verb:end]) or _placed(turn, at)
        if owned and near_me and _told_flat(turn, at, verb) and (end - verb >= 2):
            yield max(turn.sentence(at)[0], at - 1) if turn.words[at - 1 : at] == ["your"] else at, end


NO_CAMERA_SEES = word_set(
    "are 're is be feel think want like need can could know care see get have 've had do did will would 'll have love "
    "mean decide finally first next just only even still 'd was were might may"
)


def when_you_do(turn: Turn) -> Iterator[Span]:
    """'When you use your key, I feel on edge': an act that comes back, beside what it does to the speaker."""
    for at in range(len(turn.words) - 3):
        if turn.words[at : at + 2] != ["when", "you"] or at in turn.quoted or turn.asks(at):
            continue
        start, end = turn.sentence(at)
        words, verb = turn.words[start:end], turn.words[at + 2]
        if verb in NO_CAMERA_SEES or _is_past(verb) or set(words) & (GLOBAL_WORDS | {"know", "remember", "please"}):
            continue
        last = turn.clause(at)[1]
        if last - at >= 4 and {"i", "me", "it", "my"} & set(turn.words[start:at] + turn.words[last:end]):
            yield at, last


BEHAVIOURS: list[Rule] = [
    name_shown("placed_act", placed_act),
    name_shown("plain_act", plain_act),
    name_shown("third_persons_act", third_persons_act),
    names(
        "when_you_did",
        "when you _ ...",
        when=both(
            lambda turn, span: _is_past(turn.words[span[0] + 2]) and (not turn.asks(span[0])),
            sentence_lacks("always", "never", "like"),
            not_after("know", "remember"),
        ),
    ),
    name_shown("when_you_do", when_you_do),
    names(
        "times_this_week",
        "NUMBERS|twice times? this|since week|month|evening|DAYS|year ...",
        "that|this is|'s the second|third|fourth|fifth time ...",
        "third|second|fourth|fifth time this|in|since|you ...",
        "NUMBERS texts|messages|calls|nights|mornings|DAYS_PLURAL this|in|since|and|on|running|now ...",
        when=both(is_statement, sentence_lacks("i", "can", "will")),
    ),
    names(
        "you_have_not",
        "you have|did not _{1,6} since|once|today|this|last|yesterday|yet ...",
        when=is_statement,
    ),
    names(
        "you_are_late",
        "you are|were _{0,3} minutes|hours|hour|days late ...",
        "you have|'ve been _{0,3} late|here|on|at ...",
    ),
]
