from __future__ import annotations

from pathlib import Path

import pytest

from bot.channels.settings import LEAVE_FOR, LOCAL_HOSTS, Settings


def test_without_any_setting_only_this_machine_is_served() -> None:
    settings = Settings.from_env({})
    assert settings.hosts == LOCAL_HOSTS
    assert not settings.behind_proxy
    assert (settings.home, settings.leave_for) == (Path(".sayso"), LEAVE_FOR)


def test_reads_what_is_set() -> None:
    settings = Settings.from_env(
        {
            "SAYSO_HOSTS": "Sayso.example, [::2],",
            "SAYSO_BEHIND_PROXY": "1",
            "SAYSO_LEARNER_RATE": "5",
            "SAYSO_LEAVE_FOR": "https://weather.example",
        }
    )
    assert settings.hosts == LOCAL_HOSTS | {"sayso.example", "::2"}
    assert settings.behind_proxy
    assert (settings.learner_rate, settings.leave_for) == (5, "https://weather.example")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SAYSO_LEARNER_RATE", "many"),
        ("SAYSO_ADDRESS_RATE", "0"),
        ("SAYSO_LEAVE_FOR", "javascript:alert(1)"),
        ("SAYSO_TRAINER", "everybody"),
        ("SAYSO_SIGNIN_HEADER", "X Forwarded User"),
        ("SAYSO_SIGNIN_PROXIES", "proxy.example"),
        ("SAYSO_SIGNIN_PROXIES", "0.0.0.0/0"),
        ("SAYSO_SIGNIN_AT", "javascript:alert(1)"),
        ("SAYSO_SIGNOUT_AT", "//evil.example"),
    ],
)
def test_names_the_setting_that_cannot_be_used(name: str, value: str) -> None:
    with pytest.raises(ValueError, match=name):
        Settings.from_env({name: value})


def test_a_header_to_trust_needs_addresses_to_trust_it_from() -> None:
    with pytest.raises(ValueError, match="SAYSO_SIGNIN_PROXIES"):
        Settings.from_env({"SAYSO_SIGNIN_HEADER": "X-Forwarded-User"})
    settings = Settings.from_env(
        {"SAYSO_SIGNIN_HEADER": "X-Forwarded-User", "SAYSO_SIGNIN_PROXIES": "127.0.0.1, 10.1.0.0/16,fd00::/8"}
    )
    assert settings.signin_header == "x-forwarded-user"
    assert [str(one) for one in settings.signin_proxies] == ["127.0.0.1/32", "10.1.0.0/16", "fd00::/8"]


@pytest.mark.parametrize(
    ("given", "who"), [("", None), ("off", None), ("1", "local"), ("Local", "local"), ("network",) * 2]
)
def test_the_trainers_view_is_off_and_then_local_unless_somebody_says_otherwise(given: str, who: str | None) -> None:
    assert Settings.from_env({"SAYSO_TRAINER": given}).trainer == who
