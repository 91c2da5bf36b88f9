"""What an operator can set, all of it through the environment, and what holds when nothing is set."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

NAMES = {
    "SAYSO_HOME": "folder for the database and the key (.sayso)",
    "SAYSO_DB_URL": "database of the log (SQLite in the home folder)",
    "SAYSO_TRACKER_URL": "database of Rasa's tracker (SQLite in the home folder, or the log's PostgreSQL)",
    "SAYSO_KEY": "keys that encrypt words, separated by commas; the first one encrypts",
    "SAYSO_KEY_FILE": "file that holds the keys (key, in the home folder)",
    "SAYSO_COUNTRY": "two-letter country whose helplines are shown to learners who named none",
    "SAYSO_HOST": "address to listen on (127.0.0.1)",
    "SAYSO_PORT": "port to listen on (5005)",
    "SAYSO_SCENARIOS": "folder of the scenarios (scenarios)",
    "SAYSO_KEEP_DAYS": "days after which kept words are removed, or never (30)",
    # Read by endpoints.yml (`sayso run` sets it) and by tools/environment.py.
    "SAYSO_ACTIONS_URL": "address of the action server, when Rasa runs apart from `sayso run`",
    "SAYSO_ENCODER": "folder of the tuned encoder that helps to read markers (encoder/built)",
    "SAYSO_PYTHON": "the Python 3.10 that `make` uses",
    "SAYSO_UV": "the uv that `make` uses",
    # Read by bot.channels.settings.
    "SAYSO_COOKIE_SECRET": "secrets for the learner's cookie, separated by commas; the first signs, all are read",
    "SAYSO_HOSTS": "host names the page may be asked for",
    "SAYSO_BEHIND_PROXY": "1 when a reverse proxy stands in front",
    "SAYSO_LEARNER_RATE": "messages a minute from one learner",
    "SAYSO_ADDRESS_RATE": "messages a minute from one address",
    "SAYSO_TRAINER": "local: the trainer's view for who sits at this machine; network: for who reaches it (off)",
    "SAYSO_SIGNIN_HEADER": "header in which a sign-in proxy names the user, such as X-Forwarded-User (nobody signs in)",
    "SAYSO_SIGNIN_PROXIES": "addresses, or networks, that this header is trusted from",
    "SAYSO_SIGNIN_SECRET": "secret that turns a user's name into a learner's id (signin_secret, in the home folder)",
    "SAYSO_SIGNIN_AT": "where the page sends people to sign in (/oauth2/sign_in)",
    "SAYSO_SIGNOUT_AT": "where the page sends people to sign out (/oauth2/sign_out)",
    "SAYSO_LEAVE_FOR": "address the page leaves for when someone leaves quickly",
}
"""Every name an operator may set, with what it is for and, in brackets, what holds without it."""

POSTGRES = "postgresql+psycopg2"
KEEP_DAYS = 30
LONGEST_KEEPING = 36_500  # a hundred years of days: more is a slip of the hand


class SettingsProblem(Exception):  # noqa: N818 - it is what it is called everywhere here
    """A setting that cannot be used; says which one, why, and what to do instead."""


@dataclass(frozen=True)
class Settings:
    """Where Sayso keeps things and how it is reached. `keep_days` None: words stay until they are erased."""

    home: Path
    db_url: str = field(repr=False)
    tracker_url: str = field(repr=False)
    key_file: Path
    key: str | None = field(default=None, repr=False)
    country: str | None = None
    host: str = "127.0.0.1"
    port: int = 5005
    scenarios: Path = Path("scenarios")
    keep_days: int | None = KEEP_DAYS

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Settings:
        """The settings that SAYSO_* variables give; an empty one is not set. Raises SettingsProblem."""
        _refuse_unknown(environ)
        given = {name: environ.get(name, "").strip() for name in NAMES}
        home = Path(given["SAYSO_HOME"] or ".sayso").expanduser()
        db_url = _url("SAYSO_DB_URL", given["SAYSO_DB_URL"]) or _sqlite(home / "sayso.db")
        return cls(
            home=home,
            db_url=db_url,
            tracker_url=_url("SAYSO_TRACKER_URL", given["SAYSO_TRACKER_URL"]) or _tracker_beside(db_url, home),
            key_file=Path(given["SAYSO_KEY_FILE"] or home / "key").expanduser(),
            key=given["SAYSO_KEY"] or None,
            country=_country(given["SAYSO_COUNTRY"]),
            host=given["SAYSO_HOST"] or "127.0.0.1",
            port=_number("SAYSO_PORT", given["SAYSO_PORT"], most=65_535) or 5005,
            scenarios=Path(given["SAYSO_SCENARIOS"] or "scenarios").expanduser(),
            keep_days=days_kept(environ),
        )


def days_kept(environ: Mapping[str, str]) -> int | None:
    """How many days words are kept; None: until they are erased. Raises SettingsProblem."""
    return _days("SAYSO_KEEP_DAYS", environ.get("SAYSO_KEEP_DAYS", "").strip())


def _refuse_unknown(environ: Mapping[str, str]) -> None:
    for name in sorted(environ):
        if name.startswith("SAYSO_") and not name.startswith("SAYSO_TEST_") and name not in NAMES:
            near = difflib.get_close_matches(name, NAMES, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"The names are {', '.join(NAMES)}."
            raise SettingsProblem(f"{name} is not a setting of Sayso. {hint}")


def _sqlite(file: Path) -> str:
    return f"sqlite:///{file}"


def _tracker_beside(db_url: str, home: Path) -> str:
    """One PostgreSQL serves both; two SQLite files keep the two processes from waiting for each other."""
    return db_url if db_url.startswith(POSTGRES) else _sqlite(home / "tracker.db")


def _url(name: str, given: str) -> str | None:
    """The URL with its driver spelled out. The URL may hold a password, so no message repeats it."""
    if not given:
        return None
    if re.match(r"sqlite:///.", given) and ":memory:" not in given:
        return given
    if found := re.match(r"(postgres|postgresql|postgresql\+psycopg2)://", given):
        return f"{POSTGRES}://{given[found.end() :]}"
    raise SettingsProblem(f"{name} must start with sqlite:/// and a file's path, or with postgresql://.")


def _country(given: str) -> str | None:
    if given and not re.fullmatch(r"[A-Za-z]{2}", given):
        raise SettingsProblem("SAYSO_COUNTRY must be a two-letter country code, such as GB or US.")
    return given.upper() or None


def _days(name: str, given: str) -> int | None:
    if given.casefold() == "never":
        return None
    return _number(name, given, most=LONGEST_KEEPING) or KEEP_DAYS


def _number(name: str, given: str, *, most: int) -> int | None:
    if not given:
        return None
    if not re.fullmatch(r"[0-9]{1,9}", given) or not 1 <= int(given) <= most:
        raise SettingsProblem(f"{name} must be a whole number from 1 to {most}.")
    return int(given)
