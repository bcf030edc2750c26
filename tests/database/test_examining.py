"""What is looked at each time a file is opened."""

import sqlite3

import pytest

from intloffice.database.file import FILE_NAME
from intloffice.errors import StoreError
from tests.stores import add_one_of_each, opened


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
    "a change taken away": (
        "DELETE FROM change WHERE id = (SELECT max(id) FROM change)",
        "The history in",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_file_that_others_changed_is_refused_in_words_and_left_as_it_is(folder, case):
    statement, told = CASES[case]
    with sqlite3.connect(folder / FILE_NAME) as connection:
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
