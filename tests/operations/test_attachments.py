"""Files kept with records."""

import pytest

from intloffice.database.store import Store
from intloffice.errors import OfficeError
from intloffice.operations import edit, undo
from intloffice.operations.attachments import attach, attachments, detach, unreferenced
from intloffice.records import ALL_KINDS
from intloffice.records.programme import PROGRAMME


@pytest.fixture
def store(tmp_path):
    store = Store.open(tmp_path / "office", ALL_KINDS)
    yield store
    store.close()


@pytest.fixture
def programme(store):
    with store.write("Add", "Li") as session:
        name = {"text": "Fund", "language": "en", "type": "official"}
        return edit.add(session, PROGRAMME, {}, {"name": [name]})


@pytest.fixture
def scan(tmp_path):
    file = tmp_path / "签署.pdf"
    file.write_bytes(b"%PDF-1.7 signed")
    return file


def kept(store, programme):
    with store.read() as session:
        return attachments(session, store.folder, "programme", programme)


def test_an_attached_file_is_copied_and_outlives_the_original(store, programme, scan):
    with store.write("Attach", "Li") as session:
        attach(session, store.folder, "programme", programme, scan)
    scan.unlink()
    (found,) = kept(store, programme)
    assert found.name == "签署.pdf"
    assert found.path.read_bytes() == b"%PDF-1.7 signed"
    assert found.path.name == found.content_hash


def test_the_same_content_is_kept_once(store, programme, scan):
    with store.write("Attach", "Li") as session:
        for _ in range(2):
            attach(session, store.folder, "programme", programme, scan)
    first, second = kept(store, programme)
    assert first.path == second.path
    assert len([file for file in store.folder.rglob("*") if file.name == first.path.name]) == 1


def test_letting_go_of_a_file_can_be_undone(store, programme, scan):
    with store.write("Attach", "Li") as session:
        attachment = attach(session, store.folder, "programme", programme, scan)
    with store.write("Detach", "Li") as session:
        detach(session, attachment)
    assert kept(store, programme) == []
    with store.write("Undo", "Li") as session:
        undo.undo(session)
    assert kept(store, programme)[0].path.exists()


def test_a_file_that_cannot_be_read_is_told_and_nothing_is_kept(store, programme, tmp_path):
    with (
        pytest.raises(OfficeError, match="could not be attached"),
        store.write("Attach", "Li") as session,
    ):
        attach(session, store.folder, "programme", programme, tmp_path / "gone.pdf")
    assert kept(store, programme) == []


def test_only_what_no_record_keeps_is_swept(store, programme, scan, tmp_path):
    other = tmp_path / "other.txt"
    other.write_bytes(b"other")
    with store.write("Attach", "Li") as session:
        attach(session, store.folder, "programme", programme, scan)
        gone = attach(session, store.folder, "programme", programme, other)
    with store.write("Detach", "Li") as session:
        before = unreferenced(session, store.folder)
        detach(session, gone)
        (swept,) = unreferenced(session, store.folder)
    assert before == []
    assert (store.folder / "attachments" / swept[:2] / swept).read_bytes() == b"other"


def test_a_file_is_not_attached_to_a_record_that_is_gone(store, scan):
    with pytest.raises(OfficeError), store.write("Attach", "Li") as session:
        attach(session, store.folder, "programme", 99, scan)
