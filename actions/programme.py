"""The programme: people, focus and sessions, and the real talk."""

from __future__ import annotations

from actions.turn import TurnAction
from bot.app import Sayso


class Programme(TurnAction):
    """The people in the learner's life, and whatever a button of the programme opens."""

    ask = staticmethod(Sayso.people_and_focus)


class PlanRealTalk(TurnAction):
    """Plans the real talk."""

    ask = staticmethod(Sayso.plan_real_talk)


class ReportRealTalk(TurnAction):
    """How the real talk went."""

    ask = staticmethod(Sayso.report_real_talk)
