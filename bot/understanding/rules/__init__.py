"""The rules that find markers: one module a marker, and how often each was right."""

from __future__ import annotations

from bot.understanding.rules.apologies import APOLOGIES
from bot.understanding.rules.behaviour import BEHAVIOURS
from bot.understanding.rules.blame import BLAMES
from bot.understanding.rules.consequences import CONSEQUENCES
from bot.understanding.rules.contempt import INSULTS
from bot.understanding.rules.demands import DEMANDS
from bot.understanding.rules.dodging import DODGING
from bot.understanding.rules.explaining import EXPLAINING
from bot.understanding.rules.feelings import FEELS
from bot.understanding.rules.giving_in import CAVES
from bot.understanding.rules.hedging import HEDGING
from bot.understanding.rules.impacts import IMPACTS
from bot.understanding.rules.limits import LIMITS
from bot.understanding.rules.options import OPTIONS
from bot.understanding.rules.owning import OWNING
from bot.understanding.rules.requests import REQUESTS
from bot.understanding.rules.rule import Rule
from bot.understanding.rules.self_blows import BELITTLES
from bot.understanding.rules.taking_in import TAKES_IN
from bot.understanding.rules.thanks import VALUES
from bot.understanding.rules.threats import THREATS
from bot.understanding.rules.views import VIEWS

ALL_RULES: tuple[Rule, ...] = (
    *BEHAVIOURS, *FEELS, *IMPACTS, *REQUESTS, *LIMITS, *CONSEQUENCES, *TAKES_IN, *OPTIONS, *VIEWS, *VALUES,
    *OWNING, *APOLOGIES, *HEDGING, *EXPLAINING, *BELITTLES, *CAVES, *DODGING, *BLAMES, *INSULTS, *DEMANDS,
    *THREATS,
)  # fmt: skip
"""Every rule of every marker, in the order of the vocabulary; ids are unique."""
