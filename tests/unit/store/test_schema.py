from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, Column, Text, inspect, text
from sqlalchemy.engine import Engine

from bot.settings import Settings
from bot.store import Log, StoreProblem, migrate, open_log
from bot.store.engine import make_engine
from bot.store.models import Base
from bot.store.schema import config, downgrade, newest, revision_of
from tests.databases import say


@pytest.fixture
def engine(store_settings: Settings) -> Iterator[Engine]:
    migrate(store_settings)
    engine = make_engine(store_settings.db_url, foreign_keys=False)
    yield engine
    engine.dispose()


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) - {"alembic_version", "sqlite_sequence"}


def test_the_tables_are_as_the_models_say(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"compare_type": True, "include_name": lambda name, *_: name != "sqlite_sequence"},
        )
        assert compare_metadata(context, Base.metadata) == []


def test_the_checks_and_cascades_are_as_the_models_say(engine: Engine) -> None:
    """Alembic does not compare these."""
    found = inspect(engine)
    for table in Base.metadata.sorted_tables:
        checks = {check["name"] for check in found.get_check_constraints(table.name)}
        assert checks == {c.name for c in table.constraints if isinstance(c, CheckConstraint)}
        cascades = {
            key["constrained_columns"][0]: key["options"]["ondelete"] for key in found.get_foreign_keys(table.name)
        }
        assert cascades == {key.parent.name: key.ondelete for key in table.foreign_keys}


def test_every_foreign_key_leads_to_an_index(engine: Engine) -> None:
    """Without one, erasing a learner reads whole tables."""
    found = inspect(engine)
    for table in Base.metadata.sorted_tables:
        led = [index["column_names"][0] for index in found.get_indexes(table.name)]
        led += [unique["column_names"][0] for unique in found.get_unique_constraints(table.name)]
        assert {key.parent.name for key in table.foreign_keys} <= set(led), table.name


def test_twice_is_no_problem(engine: Engine, store_settings: Settings) -> None:
    migrate(store_settings)
    with engine.connect() as connection:
        assert revision_of(connection) == newest()


def test_several_processes_may_do_it_at_once(store_settings: Settings) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(migrate, [store_settings] * 4))
    open_log(store_settings).close()


def test_down_and_up_again(engine: Engine, store_settings: Settings) -> None:
    with engine.begin() as connection:
        downgrade(connection, "base")
    assert tables(engine) == set()
    migrate(store_settings)
    assert tables(engine) == {table.name for table in Base.metadata.sorted_tables}


def rebuild(setup: Config, _: str) -> None:
    """An upgrade that SQLite can only do by making tables anew, those that others refer to among them."""
    connection = setup.attributes["connection"]
    for table in ("learner", "attempt", "turn"):
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table(table) as batch:
            batch.add_column(Column("more", Text))
        with operations.batch_alter_table(table) as batch:
            batch.drop_column("more")


def test_what_was_logged_outlives_an_upgrade_that_rebuilds_tables(
    log: Log, store_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dropping the old table must not take along the rows that refer to it."""
    log.save_learner("ann", keep_words=True)
    attempt = log.begin_attempt("ann", "k", kind="scene", area="grief", setup={"name": "Mum"})
    said = say(log, attempt.id, "k1")
    log.close()
    monkeypatch.setattr("bot.store.schema.command.upgrade", rebuild)
    migrate(store_settings)
    assert log.turns(attempt.id) == [said]
    assert log.attempt(attempt.id) == attempt


def test_down_and_up_with_data_in_place(log: Log, engine: Engine, store_settings: Settings) -> None:
    """What an older version knows outlives the way down and up again; only what it has no place for goes."""
    log.save_learner("ann", keep_words=True)
    attempt = log.begin_attempt("ann", "k", kind="scene", area="grief", setup={"name": "Mum"})
    said = say(log, attempt.id, "k1")
    course = log.open_course("ann", "c", "grief", goal="to rest", sessions=4)
    person = log.add_person("ann", "p", "Jo", ring=2)
    log.begin_sitting("ann", "s", course.id)
    plan = log.add_plan("ann", "l", with_whom="Jo", feared=7, attempt_id=attempt.id)
    log.add_note("ann", "n", "memory", words={"good": "his laugh"})
    log.close()
    with engine.begin() as connection:
        downgrade(connection, "0001")
    assert {"sitting", "note"}.isdisjoint(tables(engine))
    migrate(store_settings)
    assert log.turns(attempt.id) == [said]
    assert (log.people("ann"), log.courses("ann")) == ([person], [course])
    assert log.plans("ann") == [replace(plan, feared=None)]
    assert (log.sittings("ann"), log.notes("ann")) == ([], [])
    assert log.add_note("ann", "n", "memory").kind == "memory"


def test_rasa_s_own_tables_are_left_alone(engine: Engine, store_settings: Settings) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE events (id INTEGER PRIMARY KEY)"))
    migrate(store_settings)
    with engine.begin() as connection:
        command.check(config(connection))
        assert inspect(connection).has_table("events")


def test_a_database_from_a_newer_version_is_refused_and_left_alone(engine: Engine, store_settings: Settings) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreProblem, match="revision 9999.*newer one"):
        migrate(store_settings)
    with engine.connect() as connection:
        assert revision_of(connection) == "9999"


def test_a_crash_in_the_middle_leaves_nothing_half_made(
    store_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr("bot.store.schema._refuse_orphans", crash)
    with pytest.raises(RuntimeError):
        migrate(store_settings)
    engine = make_engine(store_settings.db_url)
    assert inspect(engine).get_table_names() == []
    engine.dispose()
    monkeypatch.undo()
    migrate(store_settings)
    open_log(store_settings).close()


def test_rows_that_would_refer_to_nothing_undo_the_upgrade(sqlite_settings: Settings) -> None:
    migrate(sqlite_settings)
    engine = make_engine(sqlite_settings.db_url, foreign_keys=False)
    with engine.begin() as connection:
        connection.execute(
            text("INSERT INTO safety_event (learner_id, label, created) VALUES ('gone', 'x', '2026-01-01')")
        )
    with pytest.raises(StoreProblem, match="refer to nothing in safety_event"):
        migrate(sqlite_settings)
    engine.dispose()


def test_a_folder_that_cannot_be_made_is_a_problem_with_a_way_out(tmp_path: Path, sqlite_settings: Settings) -> None:
    (tmp_path / "file").touch()
    settings = replace(sqlite_settings, db_url=f"sqlite:///{tmp_path}/file/sayso.db")
    with pytest.raises(StoreProblem, match="Set SAYSO_HOME to a folder you can write to"):
        migrate(settings)


def test_revisions_stand_in_one_line_and_say_what_they_do() -> None:
    scripts = list(ScriptDirectory.from_config(config()).walk_revisions())
    assert len(ScriptDirectory.from_config(config()).get_heads()) == 1
    assert all(re.fullmatch(r"\d{4}", script.revision) and script.doc for script in scripts)
