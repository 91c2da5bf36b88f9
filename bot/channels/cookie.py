"""Who is talking: a learner id in a signed cookie, which is never read from a URL or a body."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

VERSION = "v1"
LIFETIME = 30 * 24 * 3600
RENEW_AFTER = 24 * 3600
CLOCK_SKEW = 300
SHORTEST_SECRET = 32
COOKIE_SECRET = "cookie_secret"
_SEAL = "sayso cookie"
_SHAPE = re.compile(r"v1\.([0-9a-f]{32})\.([0-9]{1,12})\.([0-9a-f]{64})", re.ASCII)


@dataclass(frozen=True)
class Visitor:
    """The learner behind a request. `renew`: the cookie has to be set (again) on the answer."""

    learner: str
    renew: bool


@dataclass(frozen=True)
class Secret:
    """What cookies are signed with. `until`: seconds since 1970 after which it is no longer read; None for ever."""

    value: bytes = field(repr=False)
    until: float | None = None


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


def keyed(secret: bytes, purpose: str, text: str) -> str:
    """A keyed hash of a text for one purpose, 64 hex digits."""
    return hmac.new(secret, f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()


def secrets_of(home: Path, given: str | None) -> tuple[Secret, ...]:
    """The secrets, newest first: those given, separated by commas, else those in `home`/cookie_secret.

    The file is made with mode 0600 at first use. Raises ValueError when a secret is too short to protect anybody, or
    when the file cannot be understood.
    """
    found = [Secret(one.strip().encode()) for one in given.split(",")] if given else _in_file(home / COOKIE_SECRET)
    if not found or any(len(one.value) < SHORTEST_SECRET for one in found):
        raise ValueError("The cookie secret must be at least 32 characters: see SAYSO_COOKIE_SECRET.")
    return tuple(found)


def renew_secret(home: Path, now: float) -> None:
    """Put a new secret first in `home`/cookie_secret; the one before is read for LIFETIME more seconds from `now`."""
    path = home / COOKIE_SECRET
    before = _in_file(path)[0].value.decode()
    beside = _written(path, f"{secrets.token_hex(32)}\n{before} {int(now) + LIFETIME}\n")
    beside.replace(path)


def secret_in(path: Path, given: str | None, setting: str) -> bytes:
    """A secret that never changes: the one given, else the one in the file, made with mode 0600 at first use.

    Raises ValueError, naming the setting, when it is too short to protect anybody.
    """
    secret = given.encode() if given else _kept(path)
    if len(secret) < SHORTEST_SECRET:
        raise ValueError(f"{setting} must be at least {SHORTEST_SECRET} characters.")
    return secret


def _in_file(path: Path) -> list[Secret]:
    """The secrets in a file, one a line, each with the time until which it is read, if it has one."""
    found = []
    for line in _kept(path).splitlines():
        value, _, until = line.partition(b" ")
        if until and not until.isdigit():
            raise ValueError(f"{path} should hold a secret a line, and behind an older one the time it ends.")
        found.append(Secret(value, float(until) if until else None))
    return found


def _kept(path: Path) -> bytes:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        _write_once(path)
    return path.read_bytes().strip()


def _write_once(path: Path) -> None:
    """Write a fresh secret beside and link it into place: two servers that start at once agree on one."""
    beside = _written(path, secrets.token_hex(32))
    try:
        os.link(beside, path)
    except FileExistsError:
        pass
    finally:
        beside.unlink()


def _written(path: Path, text: str) -> Path:
    """A new file beside `path` that only its owner reads."""
    beside = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    return beside
