from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import insert, inspect, text

from bot.settings import Settings
from bot.store import Events, KeyProblem, Keys, migrate, open_events, open_log
from bot.store.events import Event

PLANTED = "xylophone-marmalade"


@pytest.fixture
def settings(store_settings: Settings, database_url: str) -> Settings:
    """The log's database and the tracker's: two files on SQLite, one database on PostgreSQL."""
    assert (store_settings.tracker_url == database_url) is database_url.startswith("postgresql")
    return store_settings


@pytest.fixture
def events(settings: Settings) -> Iterator[Events]:
    opened = open_events(settings)
    yield opened
    opened.close()


def add(events: Events, sender: str, type_name: str, timestamp: float | None) -> None:
    row = {"sender_id": sender, "type_name": type_name, "timestamp": timestamp}
    with events.engine.begin() as connection:
        connection.execute(insert(Event.__table__), [{**row, "data": f'{{"text": "{PLANTED}", "n": "{timestamp}"}}'}])


def numbers(events: Events, sender: str) -> list[str]:
    return [event["n"] for event in events.of(sender)]


def test_the_session_s_index_is_made(events: Events) -> None:
    indexes = {tuple(index["column_names"]) for index in inspect(events.engine).get_indexes("events")}
    assert ("sender_id", "type_name", "timestamp") in indexes


def test_the_index_is_made_on_a_table_that_lacks_it(events: Events, settings: Settings) -> None:
    with events.engine.begin() as connection:
        connection.execute(text("DROP INDEX ix_events_session"))
    open_events(settings).close()
    assert "ix_events_session" in {index["name"] for index in inspect(events.engine).get_indexes("events")}


def test_several_may_open_it_at_once(settings: Settings) -> None:
    with ThreadPoolExecutor(4) as pool:
        for opened in pool.map(open_events, [settings] * 4):
            opened.close()


def test_events_come_in_order_and_in_clear(events: Events) -> None:
    for n in (3.0, 1.0, 2.0):
        add(events, "ann", "user", n)
    add(events, "bob", "user", 9.0)
    assert numbers(events, "ann") == ["3.0", "1.0", "2.0"]
    assert events.of("ann")[0]["text"] == PLANTED


def test_the_database_sees_no_words(events: Events) -> None:
    add(events, "ann", "user", 1.0)
    with events.engine.begin() as connection:
        (row,) = connection.execute(text("SELECT * FROM events")).all()
    assert PLANTED not in str(tuple(row))


def test_only_what_was_before_the_session_is_forgotten(events: Events) -> None:
    for type_name, n in [("user", 1.0), ("session_started", 2.0), ("user", 3.0)]:
        add(events, "ann", type_name, n)
    for type_name, n in [("session_started", 4.0), ("action", 4.5)]:
        add(events, "ann", type_name, n)
    add(events, "bob", "user", 1.0)
    assert events.forget_before_session("ann") == 3
    assert numbers(events, "ann") == ["4.0", "4.5"]
    assert numbers(events, "bob") == ["1.0"]
    assert events.forget_before_session("ann") == 0


def test_without_a_session_nothing_is_forgotten(events: Events) -> None:
    add(events, "ann", "user", 1.0)
    assert events.forget_before_session("ann") == 0
    assert numbers(events, "ann") == ["1.0"]


def test_erasing_leaves_others_alone(events: Events) -> None:
    add(events, "ann", "user", 1.0)
    add(events, "bob", "user", 1.0)
    assert events.erase("ann") == 1
    assert events.of("ann") == []
    assert len(events.of("bob")) == 1
    assert events.erase("ann") == 0


def test_erased_events_are_nowhere_in_sqlite_s_files(sqlite_settings: Settings) -> None:
    events = open_events(sqlite_settings)
    for n in range(200):
        add(events, "ann", "user", float(n))
    events.erase("ann")
    found = b"".join(file.read_bytes() for file in sqlite_settings.home.glob("tracker.db*"))
    events.close()
    assert re.findall(rb"gAAAA[\w-]+", found) == []
    assert PLANTED.encode() not in found
    assert b"ann" not in found


class TestKeys:
    def test_the_log_and_the_tracker_share_one(self, settings: Settings) -> None:
        migrate(settings)
        open_log(settings).close()
        key = settings.key_file.read_text()
        open_events(settings).close()
        assert settings.key_file.read_text() == key

    def test_whoever_comes_first_makes_it(self, settings: Settings) -> None:
        open_events(settings).close()
        key = settings.key_file.read_text()
        migrate(settings)
        open_log(settings).close()
        assert settings.key_file.read_text() == key

    def test_one_that_the_log_misses_is_not_made_anew(self, settings: Settings) -> None:
        migrate(settings)
        open_log(settings).close()
        settings.key_file.unlink()
        with pytest.raises(KeyProblem, match="is not there"):
            open_events(settings)
        assert not settings.key_file.exists()

    def test_one_that_the_events_miss_is_not_made_anew(self, events: Events, settings: Settings) -> None:
        add(events, "ann", "user", 1.0)
        settings.key_file.unlink()
        with pytest.raises(KeyProblem, match="is not there"):
            open_events(settings)

    def test_another_is_a_problem(self, events: Events, settings: Settings) -> None:
        add(events, "ann", "user", 1.0)
        with pytest.raises(KeyProblem, match="Put the old key back"):
            open_events(replace(settings, key=Fernet.generate_key().decode()))

    def test_rotating_needs_only_the_new_one_afterwards(self, events: Events, settings: Settings) -> None:
        for n in range(3):
            add(events, "ann", "user", float(n))
        old, new = settings.key_file.read_text().strip(), Fernet.generate_key().decode()
        assert events.rotate(Keys([new, old])) == 3
        opened = open_events(replace(settings, key=new))
        assert numbers(opened, "ann") == ["0.0", "1.0", "2.0"]
        opened.close()

    def test_rotating_without_the_old_one_changes_nothing(self, events: Events) -> None:
        add(events, "ann", "user", 1.0)
        with pytest.raises(KeyProblem):
            events.rotate(Keys.generate())
        assert numbers(events, "ann") == ["1.0"]
