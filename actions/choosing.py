"""Choosing what to practise."""

from __future__ import annotations

from actions.turn import TurnAction
from bot.app import Sayso


class Home(TurnAction):
    """Arrival, or the menu."""

    ask = staticmethod(Sayso.home)


class StartPractice(TurnAction):
    """Opens a scene."""

    ask = staticmethod(Sayso.start_practice)


class ChooseFocus(TurnAction):
    """Shows what can be practised in a focus area."""

    ask = staticmethod(Sayso.choose_focus)


class StartStatement(TurnAction):
    """Opens a boundary statement."""

    ask = staticmethod(Sayso.start_statement)


class OutOfScope(TurnAction):
    """Something that cannot be helped with here."""

    ask = staticmethod(Sayso.out_of_scope)


class Decline(TurnAction):
    """A no to nothing in particular."""

    ask = staticmethod(Sayso.decline)
