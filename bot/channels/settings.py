"""What an operator can set about the web channel, all through the environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.settings import KEEP_DAYS, days_kept

LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
LEAVE_FOR = "https://www.bbc.co.uk/weather"


@dataclass(frozen=True)
class Settings:
    """The channel's settings.

    `learner_rate` and `address_rate` are messages a minute; `patience` is the seconds Rasa gets for a turn; `keep_days`
    None: words stay until they are erased.
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
    scenarios: Path = Path("scenarios")
    web: Path = field(default_factory=lambda: Path(__file__).resolve().parents[2] / "web")

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Settings:
        """Settings from SAYSO_* variables. Raises ValueError or SettingsProblem, naming the variable."""
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
            scenarios=Path(env.get("SAYSO_SCENARIOS") or "scenarios").expanduser(),
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
