"""What the coach makes of one turn: one strength in the learner's own words, one next step, one way to say it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.vocabulary import AGGRESSIVE, SKILLS, Mark

FIRM = 0.85
"""From this confidence on the coach says what a pitfall does; below, it asks. Marks are right in 0.98 from here on (in
0.9 from here to 0.9), in 0.6 to 0.8 from SILENT up to here (docs/understanding.md)."""
FIRM_SKILL = 0.75
"""From this confidence on the coach praises a skill in full; below, more softly. It never doubts a learner's skill."""
SILENT = 0.55
"""Below this confidence the coach says nothing about a mark."""

SHORT_QUOTE = 80
"""Characters of a learner's words that are quoted whole when no mark says which of them matter."""

WORST_FIRST = (
    "threatens",
    "insults",
    "blames",
    "demands",
    "caves_in",
    "avoids",
    "puts_self_down",
    "over_apologises",
    "over_explains",
    "hedges",
)
BEST_FIRST = (
    "sets_limit",
    "makes_request",
    "states_consequence",
    "states_feeling",
    "takes_responsibility",
    "acknowledges",
    "names_behaviour",
    "states_impact",
    "offers_option",
    "invites_view",
    "appreciates",
)


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """The coach's words, from `coach.yml` beside this module."""
    loaded = YAML(typ="safe").load(Path(__file__).with_name("coach.yml"))
    return dict(loaded)


def tag(marker: str) -> str:
    """The two or three plain words that stand for a marker wherever a learner sees it."""
    return str(_entry(marker)["tag"])


def _entry(marker: str) -> dict[str, Any]:
    return dict(words()["skills" if marker in SKILLS else "pitfalls"][marker])


@dataclass(frozen=True)
class Feedback:
    """What is said of one turn. `strength` and `step` are sentences; `say` is one way to say it, or empty."""

    strength: str
    step: str
    say: str
    shown: tuple[Mark, ...]
    folded: tuple[Mark, ...]

    @property
    def text(self) -> str:
        """The feedback as the coach says it."""
        way = f" One way: {self.say}" if self.say else ""
        return f"{self.strength}\nNext: {self.step}{way}"


def feedback(
    said: str,
    marks: Sequence[Mark],
    *,
    wanted: Iterable[str] = (),
    allowed: Iterable[str] = (),
    done: Iterable[str] = (),
    turn: int = 0,
    say: str = "",
    plain: str = "plain",
) -> Feedback:
    """Feedback on what the learner `said`.

    `wanted`: skills this moment asks for, most wanted first; `allowed`: pitfalls that do not count here; `done`:
    markers shown earlier in the attempt; `turn` picks the wording, so that one skill is not praised in the same words
    twice running; `say`: the way to say it that a scenario offers for a wanted skill; `plain`: which of the coach's
    true sentences stand in for a strength when there is none.
    """
    seen = [mark for mark in marks if mark.confidence >= SILENT]
    pitfalls = [mark for mark in _ordered(seen, WORST_FIRST) if mark.marker not in set(allowed)]
    skills = [mark for mark in _ordered(seen, BEST_FIRST) if not _stings(mark, pitfalls)]
    best = _freshest(skills, set(done))
    heated = any(mark.marker in AGGRESSIVE for mark in pitfalls)
    strength = _strength(said, best, turn, "plain_heated" if heated else plain)
    shown = [best] if best else []
    if pitfalls:
        worst = pitfalls[0]
        shown.append(worst)
        step, way = _mend(said, worst)
    else:
        step, way = _next_skill({mark.marker for mark in skills} | set(done), wanted, say)
    folded = tuple(mark for mark in seen if mark not in shown)
    return Feedback(strength, step, way, tuple(shown), folded)


def details(said: str, marks: Sequence[Mark]) -> str:
    """Everything that was seen in the words, a line a mark, for a learner who asks."""
    seen = [mark for mark in marks if mark.confidence >= SILENT]
    if not seen:
        return "I did not see any of the things I look for in that line."
    return "\n".join(f"{quoted(mark.quote(said))}: {_about(mark)}" for mark in seen)


def quoted(text: str) -> str:
    """The learner's words between quotation marks, to the letter; a long stretch by its beginning."""
    return f"“{shortened(text)}”"


def _about(mark: Mark) -> str:
    entry = _entry(mark.marker)
    sentence = entry["praise"][0] if "praise" in entry else entry["notice"]
    return f"{entry['tag']}. {sentence}"


def _ordered(marks: Sequence[Mark], order: Sequence[str]) -> list[Mark]:
    found = [mark for mark in marks if mark.marker in order]
    return sorted(found, key=lambda mark: (order.index(mark.marker), -mark.confidence, mark.start))


def _stings(skill: Mark, pitfalls: Sequence[Mark]) -> bool:
    """Whether the words of a skill also push the other: such words are not praised."""
    return any(one.marker in AGGRESSIVE and one.start < skill.end and skill.start < one.end for one in pitfalls)


def _freshest(skills: list[Mark], done: set[str]) -> Mark | None:
    """A skill that was not shown before goes first: it is what is new in this turn."""
    firm = [mark for mark in skills if mark.confidence >= FIRM_SKILL] or skills
    return next((mark for mark in firm if mark.marker not in done), firm[0] if firm else None)


def _strength(said: str, best: Mark | None, turn: int, plain: str) -> str:
    if best is None:
        sentences = words()[plain]
        return f"{quoted(said)} {sentences[turn % len(sentences)]}"
    entry = _entry(best.marker)
    if best.confidence < FIRM_SKILL:
        return f"{quoted(best.quote(said))} {entry['soft']}"
    return f"{quoted(best.quote(said))} {entry['praise'][turn % len(entry['praise'])]}"


def _mend(said: str, worst: Mark) -> tuple[str, str]:
    entry = _entry(worst.marker)
    quote = quoted(worst.quote(said))
    if worst.confidence < FIRM:
        return f"{quote} {words()['unsure'][worst.marker]}", f"“{entry['say']}”"
    return f"{quote} {entry['notice']} {entry['try']}", f"“{entry['say']}”"


def _next_skill(done: set[str], wanted: Iterable[str], say: str) -> tuple[str, str]:
    wanted = tuple(wanted)
    for marker in wanted:
        if marker not in done:
            entry = _entry(marker)
            return entry["try"], f"“{say or entry['say']}”"
    if wanted:
        return "You have what you need. Keep to it, calmly, and say it again if they push.", ""
    return "Say it once more in your own words, a little shorter.", ""


def shortened(said: str) -> str:
    """The learner's words, or their beginning up to a whole word, when they are too long to quote."""
    text = " ".join(said.split())
    if len(text) <= SHORT_QUOTE:
        return text
    return text[:SHORT_QUOTE].rsplit(" ", 1)[0] + " …"
