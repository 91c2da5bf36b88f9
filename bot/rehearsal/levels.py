"""The levels of a scene in the words a learner sees, the easiest first."""

from __future__ import annotations

LEVELS = {"warm": "Warm: they meet you halfway", "wary": "Wary: they need some time", "hard": "Hard: they push back"}
