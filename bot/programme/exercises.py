"""What each focus adds to its sessions: short written exercises, their questions and what is made of the answers.

The exercises follow Weissman, Markowitz & Klerman, The Guide to Interpersonal Psychotherapy (2018): stages of a
dispute, communication analysis, decision analysis, the old and the new role, the two-sided memory of who was lost, and
small approaches to people.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from bot.programme.people import LONGEST_TEXT
from bot.rehearsal.questions import Question
from bot.vocabulary import FOCUS_AREAS

Words = Mapping[str, str]
COLUMN = 17
"""Characters of a column: two of them have to fit a phone."""


@dataclass(frozen=True)
class Exercise:
    """One exercise. `areas`: the focus areas that offer it; `shown` makes of the answers what the learner keeps.

    `after` is said then, `look` is how it is shown. `line`: the question whose answer a statement can go on from.
    """

    kind: str
    areas: tuple[str, ...]
    title: str
    intro: str
    questions: tuple[Question, ...]
    shown: Callable[[Words], str]
    after: str
    look: str = ""
    line: str = ""


def _ask(question_id: str, text: str, *, decline: str = "Skip") -> Question:
    return Question(question_id, "text", text, max_length=LONGEST_TEXT, decline=decline)


def _listed(*named: tuple[str, str]) -> Callable[[Words], str]:
    def shown(words: Words) -> str:
        return "\n".join(f"{label}: {words[name]}" for name, label in named if words.get(name))

    return shown


STAGES = (
    ("talking", "We still talk about it"),
    ("stuck", "We are stuck; it is silent or the same fight"),
    ("over", "It is over, or nearly"),
)
STAGE_SAYS = {
    "talking": "You still talk, so there is something to build on. What helps now is one clear ask. Let's rehearse the "
    "ask.",
    "stuck": "Stuck means that nobody has a first sentence. What helps now is one that opens the door again: what you "
    "miss, and what you would like to talk about. Let's rehearse the opening.",
    "over": "If it is over, there are two things to do: say a decent goodbye, or grieve what it was. You can rehearse "
    "ending it in your own words, or look at what you lose. Both are work, and neither is a failure.",
}

STAGE = Exercise(
    "stage",
    ("role_dispute",),
    "Where does it stand?",
    "Three short questions about the two of you.",
    (
        Question("stage", "choice", "Where does it stand between you?", STAGES),
        _ask("mine", "What do you expect of them in this?"),
        _ask("theirs", "And what do they expect of you, as far as you know?"),
    ),
    _listed(("mine", "You expect"), ("theirs", "They expect")),
    "",
)
EXCHANGE = Exercise(
    "exchange",
    FOCUS_AREAS,
    "Look at a talk that went wrong",
    "Think of one real exchange, a short one. We go through it slowly, and then you can say your line again.",
    (
        _ask("they_said", "What did they say? Their words, as close as you can."),
        _ask("i_said", "What did you say, or do, back?"),
        _ask("i_felt", "What did you feel just then?"),
        _ask("i_meant", "And what did you want them to understand?"),
        _ask("could_have", "If you could say it again: what would it be now?", decline="I don't know yet"),
    ),
    _listed(
        ("they_said", "They said"),
        ("i_said", "You said"),
        ("i_felt", "You felt"),
        ("i_meant", "You wanted them to understand"),
        ("could_have", "What you could say"),
    ),
    "Between what you meant and what was heard there is often one missing sentence. Let's rehearse it from their line.",
    "card",
    "they_said",
)
DECISION = Exercise(
    "decision",
    ("role_dispute", "role_transition"),
    "Weigh a decision",
    "Two ways, for and against, and one to try. Nothing is final here.",
    (
        _ask("question", "What is there to decide?"),
        _ask("first", "What is one way to go?"),
        _ask("first_for", "What speaks for it?"),
        _ask("first_against", "And what against?"),
        _ask("second", "What is another way? Doing nothing is one, too."),
        _ask("second_for", "What speaks for that?"),
        _ask("second_against", "And what against?"),
        Question(
            "try",
            "open",
            "Which one will you try first, and just for a while?",
            (("first", "The first way"), ("second", "The second way")),
            max_length=LONGEST_TEXT,
            decline="I can't say yet",
        ),
    ),
    lambda words: _decision(words),
    "Trying is not deciding. Next time I'll ask what you learned from it.",
    "card",
)
ROLES = Exercise(
    "roles",
    ("role_transition",),
    "The old role and the new one",
    "A change has two sides, and so had what was before. Let's put them next to each other.",
    (
        _ask("old_good", "What was good about how it was before?"),
        _ask("old_hard", "And what was hard about it? There nearly always was something."),
        _ask("new_hard", "What is hard about how it is now?"),
        _ask("new_good", "And what is good about it, or could become good?"),
        _ask("lost", "What do you miss most? It is all right to miss it."),
        _ask("helps", "Who, or what, helps you with the new?"),
    ),
    lambda words: two_columns(words),
    "You can miss the one and learn the other. What could you ask for, or say, so that the new gets a bit easier?",
    "picture",
)
MEMORY = Exercise(
    "memory",
    ("grief",),
    "Remember, with both sides",
    "Take your time. You can skip anything, and stop anywhere.",
    (
        _ask("lost", "Who or what did you lose? A name is enough."),
        _ask("good", "What was good? Tell me one thing you would not want to forget."),
        _ask("hard", "And what was hard between you? A bond has both, and saying it takes nothing away."),
        _ask("since", "How has it been since?"),
        _ask("hears", "Who is there, today, who can hear about it? One name is plenty.", decline="Nobody yet"),
        _ask("share", "What would you tell them first? One sentence."),
    ),
    _listed(
        ("lost", "You lost"),
        ("good", "What was good"),
        ("hard", "What was hard"),
        ("since", "Since then"),
        ("hears", "Who can hear about it"),
        ("share", "What you would tell them"),
    ),
    "I don't speak for those who are gone. What we can rehearse is telling somebody who is here.",
    "card",
)
APPROACH = Exercise(
    "approach",
    ("social_isolation",),
    "One small step this week",
    "Small is the point: a step you can take even on a bad day.",
    (
        _ask("past", "Think of a time when contact went all right. What helped?"),
        _ask("who", "Who could you approach this week? Someone you know a little is easiest."),
        _ask("step", "What is the smallest step? A hello, a message, a question. Write it as you would do it."),
        _ask("repair", "And if it gets awkward: what will you say, or do, to mend it?"),
    ),
    _listed(("past", "What helped before"), ("who", "Who"), ("step", "My step"), ("repair", "If it gets awkward")),
    "One step this week, no more. Next time I'll ask about it, and any answer is fine.",
    "card",
)
EXERCISES = {one.kind: one for one in (STAGE, EXCHANGE, DECISION, ROLES, MEMORY, APPROACH)}

TRIED = Question(
    "tried",
    "choice",
    "Did you take that step?",
    (("done", "Yes"), ("partly", "In part"), ("not_yet", "Not yet")),
    yes="done",
    no="not_yet",
)
HOW = _ask("how", "What happened?")
AFTER_TRYING = {
    "done": "You did it. Each one makes the next a little smaller.",
    "partly": "Part of a step is a step.",
    "not_yet": "Then it was not the right size yet. We can make it smaller.",
}


def of_area(area: str) -> list[Exercise]:
    """The exercises that a focus area offers, its own ones first."""
    found = [one for one in EXERCISES.values() if area in one.areas]
    return sorted(found, key=lambda one: len(one.areas))


def two_columns(words: Words) -> str:
    """Old role and new role side by side, good and hard, narrow enough for a phone."""
    lines = [_row("BEFORE", "NOW")]
    for label, left, right in (("good", "old_good", "new_good"), ("hard", "old_hard", "new_hard")):
        lines += [_row(f"{label}:", f"{label}:"), *_wrapped(words.get(left, "–"), words.get(right, "–")), ""]
    for label, name in (("You miss", "lost"), ("What helps", "helps")):
        if words.get(name):
            lines += textwrap.wrap(f"{label}: {words[name]}", 2 * COLUMN + 3)
    return "\n".join(lines).rstrip()


def _wrapped(left: str, right: str) -> list[str]:
    columns = (textwrap.wrap(left, COLUMN), textwrap.wrap(right, COLUMN))
    return [_row(one, other) for one, other in zip_longest(*columns, fillvalue="")]


def _row(left: str, right: str) -> str:
    return f"{left.ljust(COLUMN)} │ {right}".rstrip()


def _decision(words: Words) -> str:
    lines = [words["question"]] if words.get("question") else []
    for number, name in (("1", "first"), ("2", "second")):
        if words.get(name):
            lines.append(f"{number}. {words[name]}")
            lines += [f"   + {words[name + '_for']}"] if words.get(name + "_for") else []
            lines += [f"   – {words[name + '_against']}"] if words.get(name + "_against") else []
    chosen = words.get("try")
    lines += [f"To try first: {words.get(chosen, chosen)}"] if chosen else []
    return "\n".join(lines)
