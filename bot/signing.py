"""The secrets that sign and that disguise: what a learner's cookie is sealed with, and what hides who has signed in."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

COOKIE_SECRET = "cookie_secret"
"""The file in the home folder."""
LIFETIME = 30 * 24 * 3600
"""Seconds that a cookie is good for, and that a secret is read on when a new one has come."""
SHORTEST_SECRET = 32


@dataclass(frozen=True)
class Secret:
    """What cookies are signed with. `until`: seconds since 1970 after which it is no longer read; None for ever."""

    value: bytes = field(repr=False)
    until: float | None = None


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
