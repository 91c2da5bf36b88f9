"""A learner's own log and data."""

from __future__ import annotations

from actions.turn import TurnAction
from bot.app import Sayso


class Progress(TurnAction):
    """How practice goes."""

    ask = staticmethod(Sayso.progress)


class Export(TurnAction):
    """Where to find everything that is kept."""

    ask = staticmethod(Sayso.export)


class Erase(TurnAction):
    """Asks whether everything shall go."""

    ask = staticmethod(Sayso.erase)
