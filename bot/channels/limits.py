"""How fast one learner, and one address, may send: token buckets in memory."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

MOST_BUCKETS = 20_000


class Limit:
    """Lets `per_minute` requests through a minute for each name, with up to a full minute's worth at once.

    `now` gives seconds; only their difference counts. It remembers at most MOST_BUCKETS names.
    """

    def __init__(self, per_minute: int, now: Callable[[], float] = time.monotonic) -> None:
        self._most = float(per_minute)
        self._per_second = per_minute / 60
        self._now = now
        self._buckets: dict[str, tuple[float, float]] = {}

    def wait(self, name: str) -> int:
        """Take one token for `name`: 0 when it may pass, else the whole seconds until it may."""
        tokens = self._level(name)
        passes = tokens >= 1
        self._buckets.pop(name, None)
        self._buckets[name] = (tokens - passes, self._now())
        self._tidy()
        return 0 if passes else max(1, math.ceil((1 - tokens) / self._per_second))

    def _level(self, name: str) -> float:
        tokens, seen = self._buckets.get(name, (self._most, self._now()))
        return min(self._most, tokens + (self._now() - seen) * self._per_second)

    def _tidy(self) -> None:
        """Forget whoever came longest ago; the dict is kept in order of last use."""
        while len(self._buckets) > MOST_BUCKETS:
            del self._buckets[next(iter(self._buckets))]
