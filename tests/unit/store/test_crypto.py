from __future__ import annotations

import logging
import os
import stat
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st

from bot.settings import Settings
from bot.store import KeyProblem, Keys
from bot.store.crypto import find_keys, keys_for, make_key_file, parse_keys, read_key_file


def new_key() -> str:
    return Fernet.generate_key().decode("ascii")


@pytest.fixture
def settings(home: Path) -> Settings:
    return Settings.from_environment({"SAYSO_HOME": str(home)})


KEYS = Keys.generate()


@given(st.text(alphabet=st.characters(exclude_categories=[])))
def test_every_string_comes_back_and_never_shows(words: str) -> None:
    token = KEYS.encrypt(words)
    assert KEYS.decrypt(token) == words
    assert token.isascii()


def test_the_same_words_are_never_the_same_token() -> None:
    assert KEYS.encrypt("no") != KEYS.encrypt("no")


def test_the_first_key_encrypts_and_each_decrypts() -> None:
    old, new = new_key(), new_key()
    token = Keys([old]).encrypt("said before")
    assert Keys([new, old]).decrypt(token) == "said before"
    assert Keys([new]).decrypt(Keys([new, old]).encrypt("said after")) == "said after"


def test_renewed_words_need_only_the_first_key() -> None:
    old, new = new_key(), new_key()
    token = Keys([new, old]).renew(Keys([old]).encrypt("said before"))
    assert Keys([new]).decrypt(token) == "said before"


def test_another_key_is_a_problem_that_shows_nothing() -> None:
    token = KEYS.encrypt("said")
    for use in (Keys.generate().decrypt, Keys.generate().renew):
        with pytest.raises(KeyProblem, match="Put the old key back") as problem:
            use(token)
        assert token not in str(problem.value)


@pytest.mark.parametrize("damage", ["", "x", "zażółć", "gAAAAA"])
def test_what_is_no_token_is_a_problem(damage: str) -> None:
    with pytest.raises(KeyProblem):
        KEYS.decrypt(damage)


def test_keys_are_parted_by_commas_or_lines() -> None:
    one, two, three = new_key(), new_key(), new_key()
    assert parse_keys(f"{one}, {two}\n{three}\n", "here").names == Keys([one, two, three]).names


def test_a_keys_name_says_which_it_is_and_not_what_it_is() -> None:
    key = new_key()
    (name,) = Keys([key]).names
    assert name == Keys([key]).names[0] != KEYS.names[0]
    assert name not in key


@pytest.mark.parametrize("text", ["short", "ż" * 44, "A" * 40 + "=", new_key() + ",bad"])
def test_a_malformed_key_is_named_by_its_place_and_not_shown(text: str) -> None:
    with pytest.raises(KeyProblem, match=r"Key [12] in SAYSO_KEY is not a key.*generate_key") as problem:
        parse_keys(text, "SAYSO_KEY")
    assert text not in str(problem.value)


def test_no_key_at_all_is_a_problem() -> None:
    with pytest.raises(KeyProblem, match="SAYSO_KEY holds no key"):
        parse_keys(" ,\n", "SAYSO_KEY")


def test_the_setting_comes_before_the_file(settings: Settings) -> None:
    make_key_file(settings.key_file)
    key = new_key()
    found = find_keys(replace(settings, key=key))
    assert found is not None
    assert found.names == Keys([key]).names


def test_a_first_run_makes_a_key_that_only_its_owner_can_read(settings: Settings) -> None:
    made = keys_for(settings, words_are_held=lambda: False)
    assert stat.S_IMODE(settings.key_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(settings.key_file.parent.stat().st_mode) == 0o700
    assert keys_for(settings, words_are_held=lambda: True).names == made.names
    assert [file.name for file in settings.home.iterdir()] == ["key"]


def test_a_wide_open_umask_does_not_open_the_key(settings: Settings) -> None:
    before = os.umask(0)
    try:
        make_key_file(settings.key_file)
    finally:
        os.umask(before)
    assert stat.S_IMODE(settings.key_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(settings.key_file.parent.stat().st_mode) == 0o700


def test_a_missing_key_is_not_made_anew_over_words(settings: Settings) -> None:
    with pytest.raises(KeyProblem, match=f"{settings.key_file} is not there.*from your backup"):
        keys_for(settings, words_are_held=lambda: True)
    assert not settings.home.exists()


def test_those_who_start_at_once_end_with_one_key(settings: Settings) -> None:
    start, names = threading.Barrier(8), []

    def first_run() -> None:
        start.wait()
        names.append(keys_for(settings, words_are_held=lambda: False).names)

    threads = [threading.Thread(target=first_run) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(names) == 8
    assert len(set(names)) == 1
    assert [file.name for file in settings.home.iterdir()] == ["key"]


def test_a_key_already_there_is_left_alone(settings: Settings) -> None:
    made = make_key_file(settings.key_file)
    content = settings.key_file.read_bytes()
    assert make_key_file(settings.key_file).names == made.names
    assert settings.key_file.read_bytes() == content


def test_a_key_file_that_others_can_read_is_warned_about(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    make_key_file(settings.key_file)
    settings.key_file.chmod(0o644)
    with caplog.at_level(logging.WARNING):
        assert read_key_file(settings.key_file)
    assert f"chmod 600 {settings.key_file}" in caplog.text
    assert settings.key_file.read_text().strip() not in caplog.text


def test_a_closed_key_file_is_not_warned_about(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    make_key_file(settings.key_file)
    assert read_key_file(settings.key_file)
    assert caplog.text == ""


def test_an_empty_key_file_is_named(settings: Settings) -> None:
    settings.home.mkdir()
    settings.key_file.touch(0o600)
    with pytest.raises(KeyProblem, match=f"the key file {settings.key_file} holds no key"):
        find_keys(settings)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", "ż".encode()])
def test_a_key_file_that_is_no_text_is_named(settings: Settings, content: bytes) -> None:
    settings.home.mkdir()
    settings.key_file.write_bytes(content)
    with pytest.raises(KeyProblem, match=f"The key file {settings.key_file} cannot be read"):
        find_keys(settings)


def test_a_folder_in_the_keys_place_is_named(settings: Settings) -> None:
    settings.key_file.mkdir(parents=True)
    with pytest.raises(KeyProblem, match="cannot be read"):
        find_keys(settings)


def test_a_home_that_cannot_be_made_is_a_problem_with_a_way_out(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(KeyProblem, match="Make its folder writable, or set SAYSO_KEY"):
        make_key_file(tmp_path / "file" / "key")
