"""Wires the log, the library and the rehearsal together: one method for each thing a learner can want."""

from bot.app.heard import Answer, Heard
from bot.app.sayso import Sayso

__all__ = ["Answer", "Heard", "Sayso"]
