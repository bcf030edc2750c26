"""A word that was erased is nowhere in the file, not even in the search index."""

import pytest
from sqlalchemy import delete, text

from intloffice.database.file import FILE_NAME
from intloffice.operations import edit
from tests.stores import MOBILITY, PERSON, opened, organisation, person, stay

ERASED, KEPT = "zyxwvutsr", "Kumamoto"


@pytest.fixture
def known(store):
    """Add a student whose name stands in the index of people and of stays, among others."""
    with store.write("Add", "A") as session:
        where = organisation(session, KEPT)
        for number in range(200):
            person(session, f"Family{number}")
        who = person(session, ERASED.capitalize(), "Anna")
        went = stay(session, who, where)
    return who, went


def _erase(store, which, *, wiping):
    """Blank the name wherever it is kept but in the index: here the history goes as well."""
    with store.write("Erase", "A") as session:
        edit.change(session, PERSON, which, 1, {"family_native": "X", "given_native": ""})
        if wiping:
            session.wipe_words()
    with store._writing() as connection:
        connection.execute(delete(store.tables.change))


def _times(store):
    """Count the erased name in the file, by its end, as the index keeps shared beginnings once."""
    return (store.folder / FILE_NAME).read_bytes().lower().count(ERASED[3:].encode())


def test_an_erased_name_is_nowhere_in_the_file(store, known):
    assert _times(store) > 0
    _erase(store, known[0], wiping=True)
    assert _times(store) == 0


def test_without_wiping_the_index_would_keep_it(store, known):
    """The control: if this fails, the test above proves nothing."""
    _erase(store, known[0], wiping=False)
    assert _times(store) > 0


def test_wiping_leaves_everything_else_to_be_found(store, known):
    _erase(store, known[0], wiping=True)
    for kind, words, number in ((PERSON, "family1", 111), (MOBILITY, KEPT, 1), (PERSON, ERASED, 0)):
        with store.read() as session:
            found = session.execute(session.matching(kind.name, words)).scalars().all()
        assert len(found) == number, words
    with store._writing() as connection:
        connection.execute(
            text("INSERT INTO search_person(search_person) VALUES ('integrity-check')")
        )


def test_wiping_where_nothing_was_removed_changes_nothing(tmp_path):
    with opened(tmp_path / "office") as store:
        before = (store.folder / FILE_NAME).read_bytes()
        with store.write("Nothing", "A") as session:
            session.wipe_words()
        assert (store.folder / FILE_NAME).read_bytes() == before
