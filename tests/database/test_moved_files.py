"""What happens to the file under the running program is noticed at the next save."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from intloffice.database.file import FILE_NAME
from intloffice.database.store import Store
from intloffice.errors import StoreError
from intloffice.operations import edit
from intloffice.records import ALL_KINDS
from intloffice.schema.kind import kind_named

PERSON = kind_named(ALL_KINDS, "person")


@pytest.fixture
def office(store: Any) -> Path:
    """The office's file, while the store is open."""
    _add(store, "before")
    return Path(store.folder / FILE_NAME)


def _add(store: Any, name: str) -> None:
    with store.write("Add", "Li") as session:
        edit.add(session, PERSON, {"family_native": name})


def _names(store: Any) -> list[str]:
    with store.read() as session:
        table = session.tables["person"]
        return [line.family_native for line in session.execute(table.select())]


def test_a_moved_file_is_noticed_and_nothing_takes_its_place(store: Any, office: Path) -> None:
    away = office.with_name("away.db")
    office.rename(away)
    for _ in range(2):
        with pytest.raises(StoreError, match="moved or deleted"):
            _add(store, "while away")
        assert not office.exists()
    with pytest.raises(StoreError, match="moved or deleted"):
        _names(store)
    away.rename(office)
    _add(store, "after")
    assert _names(store) == ["before", "after"]


def test_a_deleted_file_is_noticed(store: Any, office: Path) -> None:
    office.unlink()
    with pytest.raises(StoreError, match="moved or deleted"):
        _add(store, "lost")
    assert not office.exists()


def test_a_file_in_its_place_is_noticed_and_left_as_it_is(store: Any, office: Path) -> None:
    other = office.with_name("other.db")
    shutil.copyfile(office, other)
    content = other.read_bytes()
    other.replace(office)
    with pytest.raises(StoreError, match="taken the place"):
        _add(store, "lost")
    assert office.read_bytes() == content
    opened = Store.open(store.folder, ALL_KINDS)
    _add(opened, "after")
    assert _names(opened) == ["before", "after"]
    opened.close()


def test_a_folder_that_is_gone_is_noticed(store: Any, office: Path) -> None:
    away = store.folder.with_name("away")
    store.folder.rename(away)
    with pytest.raises(StoreError, match="moved or deleted"):
        _add(store, "lost")
    away.rename(store.folder)
    _add(store, "after")


def test_a_file_changed_by_another_program_of_ours_is_the_same_file(
    store: Any, office: Path
) -> None:
    other = Store.open(store.folder, ALL_KINDS)
    _add(other, "from elsewhere")
    other.close()
    _add(store, "after")
    assert _names(store) == ["before", "from elsewhere", "after"]
