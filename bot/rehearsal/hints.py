"""Three hints as a ladder: what has been given, and what the next rung would give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.rehearsal.message import Message, guide

SCENE = ("A nudge", "A pointer", "The start of a sentence")
"""What the three hints of a scene's moment are, from the lightest (docs/scenarios)."""
STEPS = ("How to start", "Then", "To end with")
"""What the three hints for a statement are."""
WAYS = ("One way", "Another way", "A third way")
"""What the three hints for holding a line are."""


def rung(names: Sequence[str], hints: Sequence[str], given: int) -> Message:
    """The next hint after `given` ones, with the ladder it stands on; after the last one the last again."""
    step = min(given, len(hints) - 1)
    more = ("hint", "Another hint") if step + 1 < len(hints) else ("example", "Show me an example")
    ladder = tuple(
        {"name": name, **({"text": hint} if number <= step else {})}
        for number, (name, hint) in enumerate(zip(names, hints, strict=True))
    )
    return replace(guide(f"Hint {step + 1} of {len(hints)}: {hints[step]}", more), ladder=ladder)
