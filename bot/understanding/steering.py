# ruff: noqa: E501
"""Tells what a learner types to the assistant from what they say to the person they are rehearsing with.

The state of the talk decides. In a rehearsal the benefit of the doubt goes to the rehearsal: only words that are
plainly about the exercise steer it. Elsewhere everything steers, and a small classifier says where to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

from bot.understanding.cues import steering_cues
from bot.understanding.linear import Example, LinearReader, words_in
from bot.understanding.words import normalise, words_of
from bot.vocabulary import INTENTS, OUT_OF_BAND

CHOICES = {
    "focus": "choose_focus",
    "scene": "start_practice",
    "statement": "practise_boundary",
    "progress": "show_progress",
    "yes": "affirm",
    "no": "deny",
    "answer": "practice",
    "level": "practice",
    "rate": "practice",
    "skip": "practice",
    "home": "greet",
    "example": "ask_example",
    "export": "export_data",
    "erase": "delete_data",
    "about": "ask_what_is_this",
    "report": "report_real_talk",
    "plan": "plan_real_talk",
    "people": "map_relationships",
    **{words.replace(" ", "_"): intent for words, intent in OUT_OF_BAND.items()},
}
"""What a button's id means: the whole id, or the part before its first colon ("focus:grief")."""

REHEARSING = ("in_role", "boundary_practice")
TALKING = ("start", "choosing_focus", "choosing_scenario", "debrief", "progress")
"""The states in which nobody but the assistant is spoken to."""

LONGEST_READ = 1000
"""Characters of a text that are looked at: who steers is brief."""

LEAST_SURE = 0.35
"""Below this the classifier's best guess is a guess: out_of_scope. Measured on held-back rows."""

LEAST_SURE_REHEARSING = {"in_role": 0.70, "boundary_practice": 0.60}
"""How sure the classifier must be that words in a rehearsal are not part of it. Measured on the corpus."""

LONGEST_ASIDE = 16
"""Words: what is longer is not an aside to the coach."""

_RELATIVES = tuple(
    (re.compile(pattern), intent)
    for pattern, intent in (
        (r"(?:an?|one|another|the) (?:small |little |quick )?hint", "ask_hint"),
        (r"(?:i need|i want|give me|can i have|could i have|can i get) (?:a|another) hint", "ask_hint"),
        (
            r"(?:lets |wait |quick |short |a )?pause|pause (?:it|this|here|for a (?:moment|minute|sec|second))",
            "step_out",
        ),
        (r"unpause|resume (?:it|this|now)", "resume"),
        (r"undo (?:it|that|this)", "try_again"),
        (r"(?:i (?:need|want) )?help (?:me )?(?:right )?now", "get_help_now"),
    )
)

_EXERCISE = r"(?:scene|role ?play(?:ing)?|role-play|exercise|rehearsal|simulation|practice session|practice scene)"
_ASK = r"(?:(?:can|could|may|shall|should|would) (?:i|you|we|the coach) (?:please )?|i (?:want|need|would like|wanna|have) to |id like to |lets |let me |i (?:want|need|would like) )?"
_LINE = r"(?:line|turn|message|answer|reply|response|sentence|step)"
_HER = r"(?: (?:to|with) (?:her|him|them|my \w+))?"
_WHERE = r"(?: (?:here|now|next|then|in this (?:scene|case|exercise|situation)))?"

_ASIDES = tuple(
    (re.compile(pattern), intent)
    for pattern, intent in (
        (
            rf"{_ASK}(?:have |get |give me |see |show me |use |need )?(?:a|an|another|one|some|any|one more)"
            rf" (?:small |little |quick )?(?:hint|clue|tip)s?(?: (?:for|with|on) (?:me|this|that|my)(?: {_LINE})?)?{_WHERE}",
            "ask_hint",
        ),
        (r"any (?:hint|tip)s?", "ask_hint"),
        (rf"what (?:should|could|do|shall) i (?:say|reply|answer|respond|write|type)(?: back)?{_HER}{_WHERE}", "ask_hint"),
        (rf"what (?:can|should|could) i say to (?:her|him|them){_WHERE}", "ask_hint"),
        (rf"how (?:should|could|do|would|can) i (?:reply|answer|respond|say this|put this|phrase (?:this|that|it))"
         rf"(?: to)?(?: (?:her|him|them|that|this))?{_WHERE}", "ask_hint"),
        (rf"i (?:dont|do not) know (?:what|how) to (?:say|write|type|answer|reply|respond)(?: to (?:her|him|them))"
         rf"{_WHERE}", "ask_hint"),
        (rf"(?:help me|i need help|some help) with (?:this|my) {_LINE}", "ask_hint"),
        (
            rf"{_ASK}(?:give me |show me |see |have |get |read |hear |write (?:me )?)?(?:an?|one|another|some)"
            rf" (?:(?:example|sample|model|good) (?:{_LINE}|of (?:what|how) (?:i|to) .*|of a good .*|for this scene))",
            "ask_example",
        ),
        (rf"show me (?:how its done|a good {_LINE}|a better {_LINE})", "ask_example"),
        (rf"{_ASK}(?:undo|redo|retry|rewind|take back|delete|repeat|replay|change|scrap|do over|go back (?:to|over)|"
         rf"try|rephrase)(?: (?:that|my|the|this))?(?: last| previous)? {_LINE}(?: again)?", "try_again"),
        (rf"{_ASK}(?:go|step|back up|take me) (?:back )?(?:a|one|1) (?:turn|step|line)(?: back)?", "try_again"),
        (rf"{_ASK}(?:restart|redo|replay|repeat|rewind|retry|start over|try) (?:the|this|that) {_EXERCISE}"
         r"(?: over| again| from the (?:top|start|beginning))?", "try_again"),
        (rf"{_ASK}(?:start|do) (?:the|this|that) {_EXERCISE} (?:over|again)(?: from the .*)?", "try_again"),
        (
            rf"{_ASK}(?:pause|freeze|hold|halt|suspend|take a break from|have a break from|a break from|step out of|"
            rf"come out of|get out of|leave|stop) (?:the |this |my |that )?(?:{_EXERCISE}|role|character)"
            r" ?(?:for (?:a|one|two) \w+|a (?:moment|minute|second))",
            "step_out",
        ),
        (
            rf"{_ASK}(?:pause|freeze|hold|halt|suspend|take a break from|have a break from|a break from|step out of|"
            rf"come out of) (?:the |this |my |that )?(?:{_EXERCISE}|role|character)",
            "step_out",
        ),
        (rf"(?:{_ASK}(?:go |be |step )?)out of (?:role|character)(?: for (?:a|one) \w+)?", "step_out"),
        (rf"{_ASK}(?:talk|speak) (?:to|with) the (?:coach|guide|assistant|bot)(?: .{{0,20}})?", "step_out"),
        (
            rf"{_ASK}(?:end|stop|quit|exit|finish|leave|abort|close|cancel|wrap up|get out of|be done with|"
            rf"stop doing|quit doing|end up) (?:with )?(?:the|this|our|that|my) {_EXERCISE}",
            "end_scene",
        ),
        (rf"(?:i am|im) (?:done|finished|through) with (?:the|this|that) {_EXERCISE}", "end_scene"),
        (rf"(?:end|stop|quit|exit|finish|leave) {_EXERCISE}", "end_scene"),
        (rf"{_ASK}(?:resume|continue|carry on with|go on with|go back to|return to|get back to|back to|unpause)"
         rf" (?:with )?(?:the|this|our|my) {_EXERCISE}", "resume"),
        (r"how (?:am i|i am|im) doing(?: so far| here| in this \w+)?", "show_progress"),
        (rf"{_ASK}(?:show me |see |open |view |check )?my (?:progress|stats|statistics|practice log|practice history)",
         "show_progress"),
        (rf"{_ASK}(?:talk|speak) (?:to|with) (?:an?|some) (?:real |actual |live )*(?:human|person|human being)"
         r"(?: (?:please|not a (?:bot|machine)|instead.*))?", "get_help_now"),
        (r"i (?:need|want) (?:help from )?a (?:real|actual) (?:human|person)(?: not .*)?", "get_help_now"),
        (rf"{_ASK}(?:give me |tell me |show me |have |get |see )?(?:a|the|some) (?:crisis |help)?"
         r"(?:helpline|help line|hotline|crisis line|helpline numbers?|help numbers?|crisis number)", "get_help_now"),
        (rf"{_ASK}(?:delete|erase|wipe|remove) (?:all )?(?:of )?my (?:data|account|practice log)", "delete_data"),
        (rf"{_ASK}(?:export|download|get a copy of|save) (?:all )?(?:of )?my (?:data|practice log)", "export_data"),
        (r"(?:are you|am i (?:talking|speaking|chatting) (?:to|with)) an? (?:real |actual )?"
         r"(?:bot|robot|ai|machine|computer|human|human being|chatbot|real person)", "ask_what_is_this"),
        (r"(?:what|who) is sayso|how does (?:this (?:app|exercise|role ?play)|sayso) work", "ask_what_is_this"),
    )
)  # fmt: skip
"""Said in a rehearsal, these are about the exercise. They have to fit the whole text, courtesies aside."""

_STATEMENT_ASIDES = tuple(
    (re.compile(pattern), intent)
    for pattern, intent in (
        (rf"{_ASK}(?:give me |show me |see |have )?(?:an?|one|another) (?:example|sample)", "ask_example"),
        (r"(?:i am|im) stuck|no idea|help me|i (?:dont|do not) know what to (?:say|write|type)", "ask_hint"),
        (rf"{_ASK}(?:try|start|do) (?:it |this |that )?(?:again|over)", "try_again"),
        (r"(?:can|could|may) (?:i|we) (?:stop|finish|end)(?: (?:here|now|this))?", "end_scene"),
    )
)
"""The same for a boundary statement, where no one but the assistant is there to be asked for an example."""

_BEFORE = re.compile(
    r"^(?:(?:hey|hi|ok|okay|um+|er+|uh|oh|so|well|sorry|please|pls|plz|wait|coach|guide|excuse me|no|and|"
    r"actually|hmm+)[ ,.!-]+)+"
)
_AFTER = re.compile(r"(?:[ ,.!?-]+(?:please|pls|plz|coach|guide|thanks|thank you|thx|now|ok|sorry|tho|then))+$")
_ABOUT_THE_EXERCISE = re.compile(
    rf"\b(?:{_EXERCISE}|hints?|coach|examples?|sample|model answer|bot|app|helpline|hotline|role|character|"
    r"my (?:last )?(?:line|turn|answer|progress|data|account|log)|this line)\b"
)


_MAKING_A_SCENE = re.compile(r"\b(?:mak|caus|creat)\w+ (?:such )?a scene\b|\bmade (?:such )?a scene\b")


class Steer(NamedTuple):
    """What a text asks the assistant for: an intent's name, how sure (0 to 1), and the runners-up."""

    intent: str
    confidence: float
    ranking: list[tuple[str, float]]


@dataclass(frozen=True)
class Row:
    """One example to learn from; `state` is where it was typed, or None when it may come anywhere."""

    text: str
    intent: str
    state: str | None = None


class Steering:
    """Reads what a text asks for. Untrained, it knows the buttons, the words that always steer and the asides."""

    def __init__(self, talking: LinearReader | None = None, rehearsing: LinearReader | None = None) -> None:
        self._talking = talking
        self._rehearsing = rehearsing

    def read(self, text: str, state: str | None, choice: str | None = None) -> Steer:
        """What `text`, typed in `state` (None: start), or the button `choice` asks for. Never raises."""
        certain = of_choice(choice) or out_of_band(text)
        if certain:
            return _sure(certain)
        if state == "answering":
            return _sure("practice")
        if state in REHEARSING:
            return self._read_rehearsing(text[:LONGEST_READ], state)
        return self._read_talking(text[:LONGEST_READ], state if state in TALKING else "start")

    def _read_rehearsing(self, text: str, state: str) -> Steer:
        aside = _aside(text, state)
        if aside:
            return Steer(aside, 0.95, [(aside, 0.95), ("practice", 0.05)])
        if not self._rehearsing or not 2 <= len(words_in(text)) <= LONGEST_ASIDE or not _mentions_exercise(text):
            return _sure("practice")
        return _steer_if_sure(self._rehearsing.read(text), LEAST_SURE_REHEARSING[state])

    def _read_talking(self, text: str, state: str) -> Steer:
        relative = _fits(_RELATIVES, text)
        if relative:
            return _sure(relative)
        if not self._talking or not (steering_cues(text) or any(map(self._talking.knows, words_in(text)))):
            return Steer("out_of_scope", 0.2, [("out_of_scope", 0.2)])
        return _best_of(self._talking.read(text, _extras(text, state)))

    @classmethod
    def fit(cls, rows: Iterable[Row]) -> Steering:
        """Learn from `rows`; what is not one of the codebook's intents is left out."""
        rows = [row for row in rows if row.intent in INTENTS]
        return cls(_fit(_talking_examples(rows)), _fit(_rehearsing_examples(rows), balanced=False))

    def save(self, folder: Path) -> None:
        """Write what was learned into `folder`."""
        for name, reader in (("talking", self._talking), ("rehearsing", self._rehearsing)):
            if reader:
                reader.save(folder / f"{name}.npz")

    @classmethod
    def load(cls, folder: Path) -> Steering:
        """What `save` wrote; a part that is missing stays untrained."""
        return cls(*(_load(folder / f"{name}.npz") for name in ("talking", "rehearsing")))


def of_choice(choice: str | None) -> str | None:
    """The intent that a button's id stands for; None for no button or one that nobody knows."""
    if not isinstance(choice, str):
        return None
    return CHOICES.get(choice) or CHOICES.get(choice.split(":", 1)[0])


def out_of_band(text: str) -> str | None:
    """The intent of a word that steers in every state ("pause", "*Hint!"), else None."""
    if len(text) > 40:
        return None
    bare = " ".join(normalise(words_of(text)).casefold().split()).removeprefix("*").rstrip(" .!?,;:*")
    return OUT_OF_BAND.get(bare.strip())


def _sure(intent: str) -> Steer:
    return Steer(intent, 1.0, [(intent, 1.0)])


def _plain(text: str) -> str:
    """`text` in lower case, without apostrophes, courtesies and closing punctuation."""
    bare = normalise(words_of(text)).casefold().replace("'", "")
    bare = " ".join(bare.split()).strip(" .!?,;:*-")
    bare = _AFTER.sub("", _BEFORE.sub("", bare))
    return bare.strip(" .!?,;:*-")


def _fits(patterns: Sequence[tuple[re.Pattern[str], str]], text: str) -> str | None:
    plain = _plain(text)
    return next((intent for pattern, intent in patterns if plain and pattern.fullmatch(plain)), None)


def _aside(text: str, state: str) -> str | None:
    if len(text) > 200:
        return None
    return _fits(_ASIDES, text) or (_fits(_STATEMENT_ASIDES, text) if state == "boundary_practice" else None)


def _mentions_exercise(text: str) -> bool:
    return bool(_ABOUT_THE_EXERCISE.search(_MAKING_A_SCENE.sub("", _plain(text))))


def _best_of(shares: dict[str, float]) -> Steer:
    ranking = list(shares.items())
    intent, confidence = ranking[0]
    if confidence < LEAST_SURE:
        return Steer("out_of_scope", confidence, [("out_of_scope", confidence), *ranking])
    return Steer(intent, confidence, ranking)


def _steer_if_sure(shares: dict[str, float], least: float) -> Steer:
    practice = shares.get("practice", 0.0)
    ranking = list(shares.items())
    best = next(((intent, share) for intent, share in ranking if intent != "practice"), None)
    if best and 1 - practice >= least:
        return Steer(best[0], 1 - practice, [best, ("practice", practice)])
    return Steer("practice", practice, ranking)


def _extras(text: str, state: str) -> tuple[str, ...]:
    return (f"state={state}", *steering_cues(text))


def _talking_examples(rows: Iterable[Row]) -> list[Example]:
    """Rows that may come anywhere are given two states each, in turn, so that no state leans to an intent."""
    examples = []
    turns = cycle(zip(TALKING, (*TALKING[2:], *TALKING[:2]), strict=True))
    for row in rows:
        if row.intent == "practice" or row.state in REHEARSING:
            continue
        states = (row.state,) if row.state else next(turns)
        examples += [Example(row.text, row.intent, _extras(row.text, state)) for state in states]
    return examples


def _rehearsing_examples(rows: Iterable[Row]) -> list[Example]:
    """What is said to the other person, against what is plainly about the exercise."""
    return [
        Example(row.text, row.intent)
        for row in rows
        if row.intent == "practice"
        or row.state in REHEARSING
        or (row.intent != "out_of_scope" and not row.state and _mentions_exercise(row.text))
    ]


def _fit(examples: list[Example], balanced: bool = True) -> LinearReader | None:
    return LinearReader.fit(examples, balanced=balanced) if len({example.label for example in examples}) > 1 else None


def _load(path: Path) -> LinearReader | None:
    return LinearReader.load(path) if path.exists() else None
