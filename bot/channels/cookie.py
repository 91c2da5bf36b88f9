"""Who is talking: a learner id in a signed cookie, which is never read from a URL or a body."""

from __future__ import annotations

import hmac
import re
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.signing import LIFETIME, Secret, keyed

VERSION = "v1"
RENEW_AFTER = 24 * 3600
CLOCK_SKEW = 300
_SEAL = "sayso cookie"
_SHAPE = re.compile(r"v1\.([0-9a-f]{32})\.([0-9]{1,12})\.([0-9a-f]{64})", re.ASCII)


@dataclass(frozen=True)
class Visitor:
    """The learner behind a request. `renew`: the cookie has to be set (again) on the answer."""

    learner: str
    renew: bool


class Cookies:
    """Signs and reads the learner's cookie. `now` gives seconds since 1970.

    `older`: secrets that signed before this one did; what they signed is still read, and signed anew.
    """

    def __init__(self, secret: bytes, now: Callable[[], float] = time.time, older: Sequence[Secret] = ()) -> None:
        self._secret = secret
        self._older = tuple(older)
        self._now = now

    def sign(self, learner: str) -> str:
        """The cookie's value for this learner, good for LIFETIME seconds from now."""
        signed = f"{VERSION}.{learner}.{int(self._now())}"
        return f"{signed}.{self._seal(signed)}"

    def visitor(self, value: str | None) -> Visitor:
        """Whose cookie this is; somebody new when it is missing, forged, stale or of another version."""
        return self._known(value or "") or Visitor(uuid.uuid4().hex, renew=True)

    def digest(self, purpose: str, text: str) -> str:
        """A keyed hash, 64 hex digits: the same for the same text, useless without the secret."""
        return keyed(self._secret, purpose, text)

    def is_digest(self, given: str, purpose: str, text: str) -> bool:
        """Whether this is the keyed hash of the text, made with this secret or with an older one."""
        return self._made_with(given, purpose, text) is not None

    def _known(self, value: str) -> Visitor | None:
        shape = _SHAPE.fullmatch(value)
        if not shape:
            return None
        learner, issued, seal = shape.groups()
        secret = self._made_with(seal, _SEAL, f"{VERSION}.{learner}.{issued}")
        if secret is None:
            return None
        age = self._now() - int(issued)
        if not -CLOCK_SKEW <= age < LIFETIME:
            return None
        return Visitor(learner, renew=age > RENEW_AFTER or secret != self._secret)

    def _seal(self, signed: str) -> str:
        return self.digest(_SEAL, signed)

    def _made_with(self, given: str, purpose: str, text: str) -> bytes | None:
        """The secret with which this keyed hash was made; None when it is none that is read now."""
        known = [self._secret, *(one.value for one in self._older if one.until is None or self._now() < one.until)]
        return next((one for one in known if hmac.compare_digest(given, keyed(one, purpose, text))), None)
