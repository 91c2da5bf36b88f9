from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.settings import NAMES, Settings, SettingsProblem


def test_without_any_setting_everything_is_in_the_home_folder() -> None:
    settings = Settings.from_environment({})
    assert settings.home == Path(".sayso")
    assert settings.db_url == "sqlite:///.sayso/sayso.db"
    assert settings.tracker_url == "sqlite:///.sayso/tracker.db"
    assert settings.key_file == Path(".sayso/key")
    assert (settings.key, settings.country, settings.keep_days) == (None, None, 30)
    assert (settings.host, settings.port) == ("127.0.0.1", 5005)


def test_a_home_folder_takes_the_files_along() -> None:
    settings = Settings.from_environment({"SAYSO_HOME": "/srv/sayso"})
    assert settings.db_url == "sqlite:////srv/sayso/sayso.db"
    assert settings.key_file == Path("/srv/sayso/key")


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg2"])
def test_one_postgresql_serves_the_log_and_the_tracker(scheme: str) -> None:
    settings = Settings.from_environment({"SAYSO_DB_URL": f"{scheme}://u:p@db/sayso"})
    assert settings.db_url == settings.tracker_url == "postgresql+psycopg2://u:p@db/sayso"


def test_the_tracker_can_stand_elsewhere() -> None:
    settings = Settings.from_environment({"SAYSO_TRACKER_URL": "postgresql://db/rasa"})
    assert settings.tracker_url == "postgresql+psycopg2://db/rasa"
    assert settings.db_url.startswith("sqlite:///")


def test_every_setting_is_read() -> None:
    settings = Settings.from_environment(
        {
            "SAYSO_KEY": " one,two ",
            "SAYSO_KEY_FILE": "/run/key",
            "SAYSO_COUNTRY": "gb",
            "SAYSO_HOST": "0.0.0.0",
            "SAYSO_PORT": "80",
            "SAYSO_SCENARIOS": "/srv/scenarios",
            "SAYSO_KEEP_DAYS": "90",
        }
    )
    assert (settings.key, settings.key_file, settings.country) == ("one,two", Path("/run/key"), "GB")
    assert (settings.host, settings.port, settings.keep_days) == ("0.0.0.0", 80, 90)
    assert settings.scenarios == Path("/srv/scenarios")


def test_an_empty_setting_is_not_set() -> None:
    assert Settings.from_environment({name: "" for name in NAMES}) == Settings.from_environment({})


def test_a_slip_in_a_name_is_met_with_the_name_that_was_meant() -> None:
    with pytest.raises(SettingsProblem, match="SAYSO_DB_ULR is not a setting.*Did you mean SAYSO_DB_URL"):
        Settings.from_environment({"SAYSO_DB_ULR": "x"})


def test_a_name_like_no_other_is_met_with_all_names() -> None:
    with pytest.raises(SettingsProblem, match="SAYSO_HOME.*SAYSO_KEEP_DAYS"):
        Settings.from_environment({"SAYSO_XYZZY_PLUGH_QUUX": "x"})


def test_other_peoples_names_and_those_of_tests_are_left_alone() -> None:
    Settings.from_environment({"PATH": "/bin", "SAYSO_TEST_POSTGRES_URL": "x", "SAYSOMETHING": "x"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SAYSO_PORT", "http"),
        ("SAYSO_PORT", "0"),
        ("SAYSO_PORT", "65536"),
        ("SAYSO_KEEP_DAYS", "-1"),
        ("SAYSO_KEEP_DAYS", "9" * 30),
        ("SAYSO_COUNTRY", "England"),
        ("SAYSO_DB_URL", "mysql://x"),
        ("SAYSO_DB_URL", "sqlite://"),
        ("SAYSO_DB_URL", "sqlite:///:memory:"),
        ("SAYSO_TRACKER_URL", "redis://x"),
    ],
)
def test_a_value_that_cannot_be_used_is_a_problem_with_its_name(name: str, value: str) -> None:
    with pytest.raises(SettingsProblem, match=f"^{name} must"):
        Settings.from_environment({name: value})


def test_no_secret_shows_when_settings_are_printed_or_refused() -> None:
    secret = {"SAYSO_KEY": "hush-key", "SAYSO_DB_URL": "postgresql://u:hush-word@db/x"}
    assert "hush" not in repr(Settings.from_environment(secret))
    with pytest.raises(SettingsProblem) as problem:
        Settings.from_environment({"SAYSO_DB_URL": "mysql://u:hush-word@db/x"})
    assert "hush" not in str(problem.value)


def test_the_names_of_the_web_channel_are_known() -> None:
    channel = Path(__file__).resolve().parents[2] / "bot" / "channels" / "settings.py"
    assert set(re.findall(r"SAYSO_[A-Z_]+[A-Z]", channel.read_text("utf-8"))) <= set(NAMES)
