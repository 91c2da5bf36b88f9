"""Who is talking: a learner id in a signed cookie, which is never read from a URL or a body."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

VERSION = "v1"
LIFETIME = 30 * 24 * 3600
RENEW_AFTER = 24 * 3600
CLOCK_SKEW = 300
SHORTEST_SECRET = 32
_SHAPE = re.compile(r"v1\.([0-9a-f]{32})\.([0-9]{1,12})\.([0-9a-f]{64})", re.ASCII)


@dataclass(frozen=True)
class Visitor:
    """The learner behind a request. `renew`: the cookie has to be set (again) on the answer."""

    learner: str
    renew: bool


class Cookies:
    """Signs and reads the learner's cookie. `now` gives seconds since 1970."""

    def __init__(self, secret: bytes, now: Callable[[], float] = time.time) -> None:
        self._secret = secret
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
        return hmac.new(self._secret, f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()

    def _known(self, value: str) -> Visitor | None:
        shape = _SHAPE.fullmatch(value)
        if not shape:
            return None
        learner, issued, seal = shape.groups()
        if not hmac.compare_digest(seal, self._seal(f"{VERSION}.{learner}.{issued}")):
            return None
        age = self._now() - int(issued)
        if not -CLOCK_SKEW <= age < LIFETIME:
            return None
        return Visitor(learner, renew=age > RENEW_AFTER)

    def _seal(self, signed: str) -> str:
        return self.digest("sayso cookie", signed)


def secret_of(home: Path, given: str | None) -> bytes:
    """The secret: the one given, else the one in `home`/cookie_secret, made with mode 0600 at first use.

    Raises ValueError when the secret is too short to protect anybody.
    """
    secret = given.encode() if given else _kept(home / "cookie_secret")
    if len(secret) < SHORTEST_SECRET:
        raise ValueError("The cookie secret must be at least 32 characters: see SAYSO_COOKIE_SECRET.")
    return secret


def _kept(path: Path) -> bytes:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        _write_once(path)
    return path.read_bytes().strip()


def _write_once(path: Path) -> None:
    """Write a fresh secret beside and link it into place: two servers that start at once agree on one."""
    beside = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_hex(32))
    try:
        os.link(beside, path)
    except FileExistsError:
        pass
    finally:
        beside.unlink()
