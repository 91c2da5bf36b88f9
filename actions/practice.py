"""Steering in the middle of practice."""

from __future__ import annotations

from actions.turn import TurnAction
from bot.app import Sayso


class Hint(TurnAction):
    """A hint."""

    ask = staticmethod(Sayso.hint)


class Example(TurnAction):
    """An example answer."""

    ask = staticmethod(Sayso.example)


class TryAgain(TurnAction):
    """Takes the last line back."""

    ask = staticmethod(Sayso.again)


class StepOut(TurnAction):
    """Pauses."""

    ask = staticmethod(Sayso.pause)


class Resume(TurnAction):
    """Goes on."""

    ask = staticmethod(Sayso.resume)


class EndScene(TurnAction):
    """Ends what is going on."""

    ask = staticmethod(Sayso.stop)


class LeaveScene(TurnAction):
    """Ends what is going on because it is not safe to rehearse it."""

    ask = staticmethod(Sayso.leave)
