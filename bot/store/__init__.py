"""Where Sayso keeps things: the one place that knows SQL."""

from __future__ import annotations

from bot.settings import Settings
from bot.store.crypto import Keys
from bot.store.events import Events, open_events
from bot.store.forgetting import change_key, forget_old_words
from bot.store.log import Log
from bot.store.opening import open_engine
from bot.store.problems import AttemptEnded, KeyProblem, NotFound, StoreDown, StoreProblem
from bot.store.rows import (
    AreaSummary,
    AttemptRow,
    AttemptSummary,
    BeforeAfter,
    CorrectedTurn,
    Correction,
    ExchangeRow,
    LearnerRow,
    Practised,
    RatingRow,
    TurnRow,
)
from bot.store.schema import migrate
from bot.store.transactions import Clock, utc_now

__all__ = [
    "AreaSummary",
    "AttemptEnded",
    "AttemptRow",
    "AttemptSummary",
    "BeforeAfter",
    "Clock",
    "CorrectedTurn",
    "Correction",
    "Events",
    "ExchangeRow",
    "KeyProblem",
    "Keys",
    "LearnerRow",
    "Log",
    "NotFound",
    "Practised",
    "RatingRow",
    "Settings",
    "StoreDown",
    "StoreProblem",
    "TurnRow",
    "migrate",
    "open_events",
    "open_log",
    "utc_now",
    "change_key",
    "forget_old_words",
]


def open_log(settings: Settings, clock: Clock = utc_now) -> Log:
    """Opens the log. Raises StoreDown, KeyProblem, and StoreProblem when `migrate` was not run before."""
    return Log(open_engine(settings), clock)
