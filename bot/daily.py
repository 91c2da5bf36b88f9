"""Something that is to be done once a day while the servers run, in no thread of its own."""

from __future__ import annotations

import time
from collections.abc import Callable

DAY, HOUR = 86_400.0, 3_600.0
"""Seconds."""


class Daily:
    """Work that is done when it is called and a day has gone by; after it failed, an hour later.

    `clock` gives seconds; `failed` is told the kind of error, never its text.
    """

    def __init__(
        self, work: Callable[[], object], failed: Callable[[str], None], clock: Callable[[], float] = time.time
    ) -> None:
        """The first day begins now: what is due at the start is done by whoever starts."""
        self._work, self._failed, self._clock = work, failed, clock
        self._next = clock() + DAY

    def __call__(self) -> None:
        """Does the work if it is due. Never raises: the servers go on."""
        if self._clock() < self._next:
            return
        self._next = self._clock() + DAY
        try:
            self._work()
        except Exception as error:
            self._next = self._clock() + HOUR
            self._failed(type(error).__name__)
