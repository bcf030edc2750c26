"""What is looked at each time a file is opened."""

import os
import sqlite3
from contextlib import closing
from datetime import date, timedelta

import pytest

from intloffice.database import known, store
from intloffice.database.file import BACKUPS, FILE_NAME
from intloffice.database.known import remember
from intloffice.errors import StoreError
from intloffice.operations import backups
from tests.stores import add_one_of_each, opened

DAY = date(2018, 1, 9)


@pytest.fixture
def folder(tmp_path):
    with opened(tmp_path) as store, store.write("Begin", "A") as session:
        add_one_of_each(session)
    return tmp_path


CASES = {
    "a trigger": (
        "CREATE TRIGGER steal AFTER INSERT ON person BEGIN DELETE FROM honour; END",
        "did not put there: steal",
    ),
    "a view": ("CREATE VIEW secrets AS SELECT * FROM person", "did not put there: secrets"),
    "a table": ("CREATE TABLE guests (name TEXT)", "did not put there: guests"),
    "an index": ("CREATE INDEX mine ON person (notes)", "did not put there: mine"),
    "a column": ("ALTER TABLE person ADD COLUMN extra TEXT", "did not put there: person"),
    "a missing table": ("DROP TABLE attachment", "did not put there: attachment"),
    "a reference to nothing": (
        "UPDATE engagement SET person_id = 4711",
        "a record in engagement names another",
    ),
    "the last change": (
        "UPDATE change_set SET author = 'B' WHERE id = (SELECT max(id) FROM change_set)",
        "The history in",
    ),
    "an index that cannot be read": ("UPDATE search_person_config SET v = 0", "it is damaged"),
    "a change taken away": (
        "DELETE FROM change WHERE id = (SELECT max(id) FROM change)",
        "The history in",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_file_that_others_changed_is_refused_in_words_and_left_as_it_is(folder, case):
    statement, told = CASES[case]
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection, connection:
        connection.execute(statement)
    connection.close()
    before = (folder / FILE_NAME).read_bytes()
    with pytest.raises(StoreError) as refused, opened(folder):
        pass
    assert told in refused.value.template.format(**refused.value.facts)
    assert (folder / FILE_NAME).read_bytes() == before


def test_a_file_that_only_the_program_wrote_is_opened(folder):
    for _ in range(2):
        with opened(folder):
            pass


def _left_long_ago(folder):
    """Let the file have been written a while before it was closed."""
    os.utime(folder / FILE_NAME, (1_500_000_000, 1_500_000_000))
    with opened(folder):
        pass


def _looks(monkeypatch):
    looked = []
    monkeypatch.setattr(store, "look_through", lambda *given: looked.append(given))
    return looked


def test_a_file_that_is_as_it_was_left_is_not_looked_through_again(folder, monkeypatch):
    _left_long_ago(folder)
    looked = _looks(monkeypatch)
    with opened(folder):
        assert looked == []
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection, connection:
        connection.execute("UPDATE person SET notes = 'x'")
    connection.close()
    with opened(folder):
        assert len(looked) == 1


@pytest.mark.parametrize("days", [-1, 7, 4000])
def test_it_is_looked_through_again_after_a_week_and_where_the_clock_is_wrong(
    folder, monkeypatch, days
):
    monkeypatch.setattr(store, "_today", lambda: DAY)
    _left_long_ago(folder)
    looked = _looks(monkeypatch)
    monkeypatch.setattr(store, "_today", lambda: DAY + timedelta(days=days))
    with opened(folder):
        assert len(looked) == 1


def test_a_file_that_was_written_this_very_moment_is_looked_through_again(folder, monkeypatch):
    looked = _looks(monkeypatch)
    monkeypatch.setattr(known, "_MOMENT", 3600 * 10**9)  # a busy machine may take so long to close
    with opened(folder) as office, office.write("Add", "A") as session:
        add_one_of_each(session)
    with opened(folder):
        assert len(looked) == 2


def _damage(folder):
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection, connection:
        connection.execute("UPDATE engagement SET person_id = 4711")
    connection.close()


def test_what_opening_passed_over_is_found_by_looking_through(folder, monkeypatch):
    _damage(folder)
    os.utime(folder / FILE_NAME, (1_500_000_000, 1_500_000_000))
    monkeypatch.setattr(store, "_today", lambda: DAY)
    remember(folder, DAY)
    with opened(folder) as office:
        backups.back_up(office, folder / BACKUPS, "test")
        with pytest.raises(StoreError, match="a record in engagement names another"):
            office.look_through()
        with pytest.raises(StoreError, match="engagement"), office.write("Add", "A") as session:
            add_one_of_each(session)
        with pytest.raises(StoreError, match="engagement"):
            backups.back_up(office, folder / BACKUPS, "test")
    with pytest.raises(StoreError, match="engagement"), opened(folder):
        pass


def test_looking_through_a_sound_file_finds_nothing(folder):
    _left_long_ago(folder)
    with opened(folder) as office:
        office.look_through()
        with office.write("Add", "A") as session:
            add_one_of_each(session)


def test_a_garbled_schema_is_damage_in_words(folder):
    file = folder / FILE_NAME
    content = file.read_bytes()
    assert b"tokenize" in content
    file.write_bytes(content.replace(b"tokenize", b"toke.ize"))
    with pytest.raises(StoreError) as refused, opened(folder):
        pass
    assert "it is damaged" in refused.value.template
