"""What an operator can set about the web channel, all through the environment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

from bot.settings import KEEP_DAYS, days_kept

LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
TRAINER = ("local", "network")
"""Who may open the trainer's view: somebody at this machine, or everybody who reaches it."""
SIGNIN_AT, SIGNOUT_AT = "/oauth2/sign_in", "/oauth2/sign_out"
"""Where oauth2-proxy has them."""
Network = IPv4Network | IPv6Network
LEAVE_FOR = "https://www.bbc.co.uk/weather"


@dataclass(frozen=True)
class Settings:
    """The channel's settings.

    `cookie_secret` may hold several, separated by commas: the first signs, the others are still read. `trainer`: one of
    TRAINER, None where the view is off. `signin_header`: the header in which one of `signin_proxies` names who has
    signed in; None where nobody signs in. `signin_secret` turns that name into a learner's id. `learner_rate` and
    `address_rate` are messages a minute; `patience` is the seconds Rasa gets for a turn; `keep_days` None:
    words stay until they are erased.
    """

    home: Path = Path(".sayso")
    cookie_secret: str | None = None
    hosts: frozenset[str] = LOCAL_HOSTS
    behind_proxy: bool = False
    learner_rate: int = 60
    address_rate: int = 300
    patience: float = 20.0
    leave_for: str = LEAVE_FOR
    country: str | None = None
    keep_days: int | None = KEEP_DAYS
    trainer: str | None = None
    scenarios: Path = Path("scenarios")
    signin_header: str | None = None
    signin_proxies: tuple[Network, ...] = ()
    signin_secret: str | None = None
    signin_at: str = SIGNIN_AT
    signout_at: str = SIGNOUT_AT
    web: Path = field(default_factory=lambda: Path(__file__).resolve().parents[2] / "web")

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Settings:
        """Settings from SAYSO_* variables. Raises ValueError or SettingsProblem, naming the variable."""
        header = _header(env, "SAYSO_SIGNIN_HEADER")
        proxies = _networks(env, "SAYSO_SIGNIN_PROXIES")
        if header and not proxies:
            raise ValueError("SAYSO_SIGNIN_PROXIES must name the addresses that SAYSO_SIGNIN_HEADER is trusted from.")
        return cls(
            home=Path(env.get("SAYSO_HOME") or ".sayso").expanduser(),
            cookie_secret=env.get("SAYSO_COOKIE_SECRET") or None,
            hosts=LOCAL_HOSTS | frozenset(_names(env.get("SAYSO_HOSTS", ""))),
            behind_proxy=env.get("SAYSO_BEHIND_PROXY") == "1",
            learner_rate=_count(env, "SAYSO_LEARNER_RATE", 60),
            address_rate=_count(env, "SAYSO_ADDRESS_RATE", 300),
            country=env.get("SAYSO_COUNTRY", "").strip().upper() or None,
            leave_for=_address(env, "SAYSO_LEAVE_FOR", LEAVE_FOR),
            keep_days=days_kept(env),
            trainer=_trainer(env, "SAYSO_TRAINER"),
            scenarios=Path(env.get("SAYSO_SCENARIOS") or "scenarios").expanduser(),
            signin_header=header,
            signin_proxies=proxies,
            signin_secret=env.get("SAYSO_SIGNIN_SECRET") or None,
            signin_at=_way(env, "SAYSO_SIGNIN_AT", SIGNIN_AT),
            signout_at=_way(env, "SAYSO_SIGNOUT_AT", SIGNOUT_AT),
        )


def _names(listed: str) -> list[str]:
    return [name.strip().lower().strip("[]") for name in listed.split(",") if name.strip()]


def _count(env: Mapping[str, str], name: str, otherwise: int) -> int:
    given = env.get(name, "")
    if not given:
        return otherwise
    if not given.isdecimal() or int(given) < 1:
        raise ValueError(f"{name} must be a whole number of messages a minute, 1 or more.")
    return int(given)


def _address(env: Mapping[str, str], name: str, otherwise: str) -> str:
    given = env.get(name) or otherwise
    if not given.startswith(("https://", "http://")):
        raise ValueError(f"{name} must be a web address that starts with https:// or http://.")
    return given


def _trainer(env: Mapping[str, str], name: str) -> str | None:
    given = env.get(name, "").strip().lower()
    if given in ("", "0", "no", "off"):
        return None
    if given not in ("1", *TRAINER):
        raise ValueError(f"{name} must be local (only at this machine), network (whoever reaches it), or off.")
    return "local" if given == "1" else given


def _header(env: Mapping[str, str], name: str) -> str | None:
    given = env.get(name, "").strip().lower()
    if not given:
        return None
    if not re.fullmatch(r"[a-z0-9-]{1,60}", given):
        raise ValueError(f"{name} must be the name of a header, such as X-Forwarded-User.")
    return given


def _networks(env: Mapping[str, str], name: str) -> tuple[Network, ...]:
    try:
        found = tuple(ip_network(one) for one in _names(env.get(name, "")))
    except ValueError:
        raise ValueError(f"{name} must be addresses or networks, such as 127.0.0.1 or 10.0.0.0/24.") from None
    if any(one.prefixlen == 0 for one in found):
        raise ValueError(f"{name} must not hold every address there is: anybody could then be anybody.")
    return found


def _way(env: Mapping[str, str], name: str, otherwise: str) -> str:
    given = env.get(name, "").strip() or otherwise
    if not re.match(r"https?://[^/\s]|/(?![/\\])", given):
        raise ValueError(f"{name} must be a path such as {otherwise}, or a web address.")
    return given
