"""`states_consequence`: what the speaker will do themselves if the limit is crossed."""

from __future__ import annotations

from collections.abc import Iterator

from bot.understanding.rules.lists import HARM, REVEALED, STEP_VERBS, STEPPING, word_set
from bot.understanding.rules.rule import Rule, rules_for
from bot.understanding.rules.turn import Span, Turn

steps, step_shown = rules_for("states_consequence")

IF_WORDS = word_set("if once when whenever unless should")

AGAIN = word_set("again more another carry keep keeps still anymore")


def _condition_end(turn: Turn, start: int, end: int) -> int:
    """Where 'if …', 'next time …', 'one more …', '… again and' gives way to the rest; 0 if there is none."""
    words = turn.words[start:end]
    text = " ".join(words[:6])
    opens = (
        "if" in words[:3]
        or text.startswith(
            (
                "next time",
                "the next",
                "once more",
                "one more",
                "any more",
                "another",
                "and if",
                "the minute",
                "the moment",
                "as soon",
                "as long",
                "soon as",
            )
        )
        or any(word in IF_WORDS for word in words[:1])
        or bool(AGAIN.intersection(words[:8]))
    )
    if not opens:
        return 0
    for at in range(start + 2, end):
        if turn.words[at] in {"i", "we", "me"} and turn.words[at - 1] in word_set(", and then - again more so"):
            return at
    for at in range(start + 3, end - 1):
        if turn.words[at] in {"i", "we"} and turn.words[at + 1] in {"will", "am", "are", "shall", "'m"}:
            return at
    return 0


def _own_step(turn: Turn, at: int, end: int) -> bool:
    rest = [
        word
        for word in turn.words[at + 1 : end]
        if word not in word_set("will am are just be have to shall going straight might the not simply and")
    ]
    return bool(rest) and (rest[0] in STEP_VERBS or rest[0] in STEPPING)


def _aims_at_other(turn: Turn, at: int, end: int) -> bool:
    rest = turn.words[at:end]
    told = word_set("tell telling show send make post see sure") & set(rest)
    return (
        bool(HARM & set(rest))
        or (bool(told) and bool(REVEALED & set(rest)))
        or ("make" in rest and ("you" in rest or "your" in rest))
        or ("wish" in rest)
    )


def _against_the_other(turn: Turn, start: int, at: int) -> bool:
    """The condition is about what the other or the trouble does, not about weather or plans."""
    words = turn.words[start:at]
    return bool(
        word_set("you your again more another keep anyone anybody carry still shout this that happens starts they not")
        & set(words)
    )


def own_steps(turn: Turn) -> Iterator[Span]:
    """'If it happens again I'll leave': a condition about the other, then a step of the speaker's own."""
    for start, end in turn.sentences:
        at = _condition_end(turn, start, end)
        if (
            at
            and "please" not in turn.words[start:end]
            and _against_the_other(turn, start, at)
            and _own_step(turn, at, end)
            and (not _aims_at_other(turn, at, end))
        ):
            offer = {"like", "want", "need", "happy"} & set(turn.words[start:at])
            if not offer and (not turn.asks(start)):
                yield start, turn.clause(end - 1)[1]


def loose_steps(turn: Turn) -> Iterator[Span]:
    """The same where the condition may be about anything, or the step comes first."""
    for start, end in turn.sentences:
        words = turn.words[start:end]
        joined = " ".join(words)
        again = not {"not", "never", "please", "like"} & set(words[:4]) and any(
            cue in joined for cue in ("again and", "one more", "any more", "next time", "once more")
        )
        acts = any(
            f" {step}" in joined
            for step in (
                "i will",
                "i am",
                "i go",
                "i leave",
                "we will",
                "goes",
                "it goes",
                "i take",
                "i put",
                "i come",
                "we go",
                "i step",
            )
        )
        if again and acts and (not _aims_at_other(turn, start, end)) and (not turn.asks(start)):
            yield start, end


def step_then_if(turn: Turn) -> Iterator[Span]:
    """'I'll head off if it starts': the step first, the condition after."""
    for start, end in turn.sentences:
        words = turn.words[start:end]
        if (
            words[:1] == ["i"]
            and words[1:2] in (["will"], ["am"])
            and ("if" in words[3:])
            and _own_step(turn, start, end)
        ):
            at = start + words.index("if")
            if (
                _against_the_other(turn, at, end)
                and (not {"like", "want"} & set(turn.words[at:end]))
                and (not _aims_at_other(turn, start, end))
            ):
                yield start, end


def _step_after(turn: Turn, start: int, end: int) -> int:
    """Where 'I', 'we' or 'it goes' takes up after the condition that opens the sentence; 0 if nowhere."""
    for at in range(start + 2, end - 1):
        word, after, before = (turn.words[at], turn.words[at + 1], turn.words[at - 1])
        joined = before in {",", "and", "then", "-"} or turn.clause(at)[0] == at
        if word in {"i", "we"} and (
            after in {"will", "am", "are", "shall"}
            or (joined and after not in word_set("'d do was have can know think feel would could need want"))
        ):
            return at
    return 0


def any_condition(turn: Turn) -> Iterator[Span]:
    """'If it's past ten I'm bolting the porch': any condition but weather, any step of one's own."""
    for start, end in turn.sentences:
        words = turn.words[start:end]
        opens = words[:1] and (
            words[0] in {"if", "once", "when", "unless"}
            or words[:2] in (["as", "long"], ["soon", "as"], ["the", "minute"], ["the", "moment"], ["next", "time"])
        )
        at = _step_after(turn, start, end) if opens else 0
        plain = word_set("like want need fancy rains rain please get help could would nobody felt feel was did")
        if (
            at
            and (not plain & set(words))
            and (words[1:2] != ["i"])
            and (not turn.asks(start))
            and (not _aims_at_other(turn, at, end))
        ):
            yield start, end


def order_and_i(turn: Turn) -> Iterator[Span]:
    """'Bark at me and I'm off': a deed named as an order would be, and what the speaker will do upon it."""
    for start, end in turn.sentences:
        words = turn.words[start:end]
        deed = words[:1] and words[0] not in NOT_A_DEED and (not words[0].endswith(("ed", "ing", "ly")))
        upon = [
            at
            for at in range(start + 2, end - 2)
            if turn.words[at] == "and"
            and turn.words[at + 1] in {"i", "we", "this", "it"}
            and (turn.words[at + 2] in word_set("will am are goes 's go gets"))
        ]
        if (
            deed
            and upon
            and (end - start <= 24)
            and (not {"i", "you", "we", "he", "she"} & set(turn.words[start : upon[0]]))
            and (not turn.asks(start))
            and (not _aims_at_other(turn, upon[0], end))
        ):
            yield start, end


NOT_A_DEED = word_set(
    "the a my your his her their our it he she they this that there i you we and but so sorry yes no "
    "okay well all thanks thank one two three not what who how why where when if because mother "
    "father love just only only"
)

CONSEQUENCES: list[Rule] = [
    step_shown("any_condition", any_condition),
    step_shown("order_and_i", order_and_i),
    step_shown("if_you_i_will", own_steps),
    step_shown("again_and_i", loose_steps),
    step_shown("i_will_if", step_then_if),
    steps(
        "or_i_leave",
        "or|otherwise|else i will|am leave|leaving|go|going|off|hang|walk|stop|move|take|call|have ...",
        when=lambda turn, span: not _aims_at_other(turn, span[0], turn.clause(span[0])[1]),
    ),
    steps(
        "official_step",
        (
            "i will|am _{0,4} tribunal|acas|solicitor|ombudsman|writing|landlord|council|police|court|"
            "union|hr|deposit|grievance|notice ..."
        ),
        "it|this goes|go to the|my ...",
        "that is|'s the last|end ...",
    ),
]
