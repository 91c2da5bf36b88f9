"""The keys must fit before anything is touched."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from cryptography.fernet import Fernet

from bot.settings import Settings
from bot.store import KeyProblem, Log, StoreProblem, migrate, open_log
from bot.store.opening import log_holds_words
from tests.databases import say


@pytest.fixture
def settings(store_settings: Settings) -> Iterator[Settings]:
    """A database that was opened with a key and used."""
    migrate(store_settings)
    log = open_log(store_settings)
    log.save_learner("ann", keep_words=True)
    say(log, log.begin_attempt("ann", "k", kind="scene", area=None).id, "k1")
    log.close()
    return store_settings


def words(log: Log) -> str | None:
    turn = log.turn_by_key("ann", "k1")
    log.close()
    return turn and turn.words


def test_it_opens_again_with_its_key(settings: Settings) -> None:
    assert words(open_log(settings)) == "I feel hurt when you drop in."


def test_the_key_may_come_from_the_environment(settings: Settings) -> None:
    key = settings.key_file.read_text()
    settings.key_file.unlink()
    assert words(open_log(replace(settings, key=key))) == "I feel hurt when you drop in."


def test_a_missing_key_is_a_problem_and_none_is_made(settings: Settings) -> None:
    settings.key_file.unlink()
    with pytest.raises(KeyProblem, match=f"{settings.key_file} is not there"):
        open_log(settings)
    assert not settings.key_file.exists()


def test_another_key_is_a_problem_and_nothing_is_touched(settings: Settings) -> None:
    other = replace(settings, key=Fernet.generate_key().decode())
    with pytest.raises(KeyProblem, match="Put the old key after the new one") as problem:
        open_log(other)
    assert other.key not in str(problem.value)
    assert words(open_log(settings)) == "I feel hurt when you drop in."


def test_a_new_key_before_the_old_one_opens(settings: Settings) -> None:
    old, new = settings.key_file.read_text().strip(), Fernet.generate_key().decode()
    assert words(open_log(replace(settings, key=f"{new},{old}"))) == "I feel hurt when you drop in."


def test_a_key_that_once_encrypted_is_missed_from_then_on(settings: Settings) -> None:
    """Words may stand under the new key since it was first, so the old one alone no longer will do."""
    old, new = settings.key_file.read_text().strip(), Fernet.generate_key().decode()
    open_log(replace(settings, key=f"{new},{old}")).close()
    for alone in (old, new):
        with pytest.raises(KeyProblem):
            open_log(replace(settings, key=alone))


def test_a_malformed_key_is_named_before_the_database_is_touched(settings: Settings) -> None:
    settings.key_file.write_text("not a key")
    with pytest.raises(KeyProblem, match=f"in the key file {settings.key_file} is not a key"):
        open_log(settings)


def test_a_database_that_was_never_set_up_is_a_problem(store_settings: Settings) -> None:
    with pytest.raises(StoreProblem, match="has not been set up"):
        open_log(store_settings)
    assert not store_settings.home.exists()


def test_an_empty_file_was_never_set_up_either(sqlite_settings: Settings) -> None:
    sqlite_settings.home.mkdir()
    (sqlite_settings.home / "sayso.db").touch()
    with pytest.raises(StoreProblem, match="has not been set up"):
        open_log(sqlite_settings)
    assert not sqlite_settings.key_file.exists()


def test_those_who_open_it_first_at_once_have_one_key(store_settings: Settings) -> None:
    migrate(store_settings)
    with ThreadPoolExecutor(6) as pool:
        logs = list(pool.map(open_log, [store_settings] * 6))
    logs[0].save_learner("ann", keep_words=True)
    say(logs[0], logs[0].begin_attempt("ann", "k", kind="scene", area=None).id, "k1")
    assert {words(log) for log in logs} == {"I feel hurt when you drop in."}


def test_it_is_known_whether_a_key_would_be_missed(store_settings: Settings) -> None:
    assert not log_holds_words(replace(store_settings, db_url=f"sqlite:///{store_settings.home}/none.db"))
    migrate(store_settings)
    assert not log_holds_words(store_settings)
    open_log(store_settings).close()
    assert log_holds_words(store_settings)
