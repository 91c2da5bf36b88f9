"""The words everything else uses: focus areas, markers, tactics, styles, safety labels, states and steering.

Each name stands here and nowhere else; `docs/codebook.md` says what each one means. Nothing in this module depends
on Rasa, on a database or on English: it is a list of names and the few rules that hold between them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

FOCUS_AREAS = ("grief", "role_dispute", "role_transition", "social_isolation")
"""The four problem areas of Interpersonal Therapy (Klerman, Weissman, Rounsaville & Chevron, 1984)."""

SKILLS = (
    "names_behaviour",
    "states_feeling",
    "states_impact",
    "makes_request",
    "sets_limit",
    "states_consequence",
    "acknowledges",
    "offers_option",
    "invites_view",
    "appreciates",
    "takes_responsibility",
)
PITFALLS = (
    "over_apologises",
    "hedges",
    "over_explains",
    "puts_self_down",
    "caves_in",
    "avoids",
    "blames",
    "insults",
    "demands",
    "threatens",
)
MARKERS = SKILLS + PITFALLS

AGGRESSIVE = frozenset({"blames", "insults", "demands", "threatens"})
PASSIVE = frozenset({"hedges", "over_apologises", "puts_self_down", "caves_in", "avoids"})
ASKS = frozenset({"makes_request", "sets_limit", "states_consequence"})

STYLES = ("aggressive", "passive", "mixed", "assertive", "neutral")

TACTICS = (
    "minimise",
    "deflect",
    "guilt_trip",
    "anger",
    "silence",
    "bargain",
    "blame_shift",
    "sarcasm",
    "fix_it",
    "platitude",
    "busy",
)

SAFETY_LABELS = ("risk_imminent", "risk_ideation", "risk_abuse", "risk_other", "risk_none")
RISKS = SAFETY_LABELS[:-1]

INTENTS = (
    "practice",
    "start_practice",
    "choose_focus",
    "practise_boundary",
    "ask_hint",
    "ask_example",
    "try_again",
    "step_out",
    "resume",
    "end_scene",
    "show_progress",
    "map_relationships",
    "plan_real_talk",
    "report_real_talk",
    "export_data",
    "delete_data",
    "ask_what_is_this",
    "get_help_now",
    "affirm",
    "deny",
    "greet",
    "goodbye",
    "thank",
    "out_of_scope",
)

STATES = (
    "start",
    "choosing_focus",
    "choosing_scenario",
    "answering",
    "in_role",
    "boundary_practice",
    "debrief",
    "progress",
)
"""Where the talk stands. `answering`: a question of the guide's is open and any words may be its answer."""

OUT_OF_BAND = {
    "hint": "ask_hint",
    "pause": "step_out",
    "resume": "resume",
    "again": "try_again",
    "undo": "try_again",
    "stop here": "end_scene",
    "help now": "get_help_now",
}
"""Words that always steer, in every state, bare or with a leading `*`; their button ids use `_` for the space."""

SPEAKERS = ("guide", "counterpart", "coach", "safety")

KINDS = ("scene", "statement")
"""What an attempt can be: a rehearsed scene or a boundary statement."""

ENDING_KINDS = ("good", "retry", "exit")


@dataclass(frozen=True)
class Mark:
    """A marker found on the learner's words.

    `start` and `end` are character offsets into exactly what the learner typed; `confidence` is 0 to 1.
    """

    marker: str
    start: int
    end: int
    confidence: float = 1.0

    def quote(self, words: str) -> str:
        """The learner's own words that show the marker."""
        return words[self.start : self.end]

    def as_dict(self) -> dict[str, Any]:
        """The mark as JSON types, as it travels on a message."""
        return {"marker": self.marker, "start": self.start, "end": self.end, "confidence": self.confidence}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Mark:
        """The mark that `as_dict` gave."""
        return cls(data["marker"], data["start"], data["end"], data.get("confidence", 1.0))


def style_of(markers: Iterable[str]) -> str:
    """The style of a turn, worked out from its markers as the codebook says (never labelled by itself)."""
    found = frozenset(markers)
    aggressive = bool(found & AGGRESSIVE)
    passive = bool(found & PASSIVE) and not found & ASKS
    if aggressive and passive:
        return "mixed"
    if aggressive:
        return "aggressive"
    if passive:
        return "passive"
    worse_than_a_hedge = found & frozenset(PITFALLS) - {"hedges"}
    if found & (ASKS | {"states_feeling"}) and not worse_than_a_hedge:
        return "assertive"
    return "neutral"
