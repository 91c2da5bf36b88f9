"""Who holds the floor, and where the talk stands: the one thing that a conversation carries from turn to turn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

SCENE = "scene"
STATEMENT = "statement"
ARRIVAL = "arrival"
ERASING = "erasing"
PROGRAMME = "programme"
"""A flow of questions of the programme's; `then` says which."""
HOLD = "hold"
REVERSAL = "reversal"
CORRECTING = "correcting"
GROUNDING = "grounding"

PRACTICES = (SCENE, STATEMENT, HOLD, REVERSAL)
"""What can be practised: a scene, a statement, a statement under pressure, a scene with the roles swapped."""

OVER = (ERASING, CORRECTING, GROUNDING)
"""Floors that lie over another for a moment: what steers, steers the one beneath."""


@dataclass(frozen=True)
class Floor:
    """What goes on between the learner and Sayso, as plain JSON types, so that it can be kept and replayed.

    `asking`: ids of the open questions, the first is being asked. `answers`: what was answered so far, by question
    id; for a scene also the variables. `turn`: turns taken on the line that counts (a turn taken back is not among
    them). `position`: where in the scenario, as `bot.scenarios.walk` gives it. `line`: the counterpart's last line.
    `shown`: markers shown so far. `tactics`: the counterpart's ways of pushing back so far, in order.
    `path`: where each turn led, as `bot.rehearsal.path` gives it. `said`, `marks`: the learner's last line and what it
    showed. `before`: the line that was taken back, until it is said anew.
    `drafts`: the first and the last version of a statement. `then`: what to go on with once the questions are answered.
    `under`: the floor that waits beneath a question about something else. `missed`: the question that was asked again
    because the words did not answer it. `page`: of a question with many options, the page that is shown.
    """

    kind: str
    asking: tuple[str, ...] = ()
    answers: dict[str, Any] = field(default_factory=dict)
    area: str | None = None
    scenario: str | None = None
    revision: int | None = None
    level: str | None = None
    attempt: int | None = None
    turn: int = 0
    position: dict[str, Any] | None = None
    line: str = ""
    hints: int = 0
    paused: bool = False
    shown: tuple[str, ...] = ()
    tactics: tuple[str, ...] = ()
    path: tuple[dict[str, Any], ...] = ()
    said: str = ""
    marks: tuple[dict[str, Any], ...] = ()
    before: str = ""
    drafts: tuple[dict[str, Any], ...] = ()
    ending: str | None = None
    then: str | None = None
    under: dict[str, Any] | None = None
    missed: str = ""
    page: int = 0

    def as_dict(self) -> dict[str, Any]:
        """The floor as JSON types; fields that stand at their default are left out."""
        plain = asdict(self)
        return {f.name: plain[f.name] for f in fields(self) if plain[f.name] not in (None, "", (), {}, 0, False)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any] | None) -> Floor | None:
        """The floor that `as_dict` gave, also after a trip through JSON; None for none."""
        if not data:
            return None
        known = {f.name for f in fields(cls)}
        values: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in data.items()
        }
        return cls(**{key: value for key, value in values.items() if key in known})

    def but(self, **changes: Any) -> Floor:
        """The floor with some fields changed."""
        return replace(self, **changes)

    def answered(self, question: str, value: Any) -> Floor:
        """The floor after the question in front was answered with `value`."""
        return self.but(asking=self.asking[1:], answers={**self.answers, question: value}, page=0)

    @property
    def variables(self) -> dict[str, str]:
        """The learner's answers to the scenario's own questions, by variable."""
        prefix = "var:"
        return {key[len(prefix) :]: value for key, value in self.answers.items() if key.startswith(prefix)}

    @property
    def beneath(self) -> Floor | None:
        """The floor itself, or for one that lies over another the one that waits beneath it."""
        return Floor.from_dict(self.under) if self.kind in OVER else self

    @property
    def picked(self) -> tuple[str, ...]:
        """The tactics that the learner picked for the counterpart, where they do."""
        return tuple(self.answers.get("tactics") or ())

    @property
    def running(self) -> bool:
        """Whether an attempt is under way: it has begun and has no ending yet."""
        return self.attempt is not None and self.ending is None
