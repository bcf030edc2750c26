"""What the driver fails with is said in a sentence that fits."""

from pathlib import Path

import pytest
import sqlcipher3.dbapi2

from intloffice.database.engine import damaged, in_words, is_damage

HERE = Path("office.db")
SAID = {
    "database or disk is full": "no room left",
    "disk I/O error": "its disk fails",
    "unable to open database file": "cannot be opened",
    "database is locked": "written by somebody else",
    "attempt to write a readonly database": "may not be written",
    "database disk image is malformed": "it is damaged",
    "file is not a database": "it is damaged",
    "invalid fts5 file format (found 0, expected 4 or 5) - run 'rebuild'": "it is damaged",
    "Could not decode to UTF-8 column 'notes'": "it is damaged",
}


@pytest.mark.parametrize("said", SAID)
def test_what_has_no_name_is_known_by_what_it_says(said):
    told = in_words(sqlcipher3.dbapi2.OperationalError(said), HERE)
    assert told is not None
    assert SAID[said] in told.template


def test_what_is_not_the_fault_of_a_file_has_no_sentence():
    assert in_words(sqlcipher3.dbapi2.OperationalError("no such column: x"), HERE) is None


@pytest.mark.parametrize(
    ("said", "expected"), [("database or disk is full", False), ("file is not a database", True)]
)
def test_a_file_out_of_reach_is_not_held_to_be_damaged(said, expected):
    error = damaged(HERE)
    error.__cause__ = sqlcipher3.dbapi2.OperationalError(said)
    assert is_damage(error) is expected
