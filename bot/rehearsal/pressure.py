"""Holding a statement under pressure: three pushes back, and whether the learner kept the line each time.

Saying the same thing again, calmly and without new reasons, is the "broken record" of assertiveness training (Smith,
When I Say No, I Feel Guilty, 1975).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.rehearsal.coach import quoted
from bot.rehearsal.statement import Draft

PUSHES = 3
HEARD = 0.5
"""From this confidence on a mark counts."""
ENOUGH = 0.5
"""The share of the line's own words that an answer needs for keeping it."""
KEPT, EXPLAINED, GAVE_WAY, DRIFTED = "kept", "explained", "gave_way", "drifted"
HELD, LET_GO = "held", "let_go"
"""The endings of the exercise."""

_KINDS = (("sets_limit", "limit"), ("makes_request", "ask"), ("states_consequence", "step"))


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """The lines and the coach's words, from `pressure.yml` beside this module."""
    return dict(YAML(typ="safe").load(Path(__file__).with_suffix(".yml")))


def kind_of(draft: Draft) -> str:
    """What kind of statement it is: a limit, an ask, or a step of one's own. Else an ask."""
    found = {mark.marker for mark in draft.marks if mark.confidence >= HEARD}
    return next((kind for marker, kind in _KINDS if marker in found), "ask")


def core(draft: Draft) -> str:
    """The learner's own words that are to be kept: the limit, the ask or the step; else all of it."""
    asks = [mark for mark in draft.marks if mark.marker in dict(_KINDS) and mark.confidence >= HEARD]
    return " ".join(mark.quote(draft.words) for mark in sorted(asks, key=lambda one: one.start)) or draft.words


def usual(relation: str | None) -> tuple[str, ...]:
    """The tactics that come up most with people of this kind."""
    return tuple(words()["usual"].get(relation or "other", words()["usual"]["other"]))


def push(tactics: Sequence[str], kind: str, number: int) -> tuple[str, str]:
    """The push with this number, from 0: its tactic and its line. The tactics take turns, and no line comes twice."""
    tactic = tactics[number % len(tactics)]
    return tactic, str(words()["pushes"][tactic][kind][number // len(tactics)])


def verdict(draft: Draft, share: float, *, reasoned: bool, same: bool) -> str:
    """What became of the line in one answer.

    `share`: how much of the line's own words is in it, 0 to 1; `reasoned`: it gives a reason that was not there
    before; `same`: it says that it is the same as before.
    """
    found = {mark.marker for mark in draft.marks if mark.confidence >= HEARD}
    if "caves_in" in found:
        return GAVE_WAY
    if "over_explains" in found or reasoned:
        return EXPLAINED
    asks_on = bool(found & dict(_KINDS).keys()) and share > 0
    return KEPT if share >= ENOUGH or same or asks_on else DRIFTED


def remark(said: str, found: str, number: int) -> str:
    """What the coach says of one answer, with the learner's words quoted."""
    sentences = words()["coach"][found]
    return f"{quoted(said)} {sentences[number % len(sentences)]}"


def ending(verdicts: Sequence[str]) -> str:
    """Held when the line stood at the end and most of the time."""
    kept = verdicts.count(KEPT)
    return HELD if verdicts and verdicts[-1] == KEPT and kept * 2 > len(verdicts) else LET_GO


def summed_up(verdicts: Sequence[str]) -> str:
    """How it went over all pushes, in a sentence or two."""
    kept = verdicts.count(KEPT)
    if kept == len(verdicts):
        return "They pushed three times, and your line is where it was. That is holding."
    if kept:
        return f"They pushed {len(verdicts)} times and you kept your line {kept} of them. It gets steadier each time."
    return "They pulled you off your line this time. That is what pressure does, and it can be practised."
