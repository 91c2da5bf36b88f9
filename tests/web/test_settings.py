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
    ],
)
def test_names_the_setting_that_cannot_be_used(name: str, value: str) -> None:
    with pytest.raises(ValueError, match=name):
        Settings.from_env({name: value})
