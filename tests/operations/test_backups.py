"""Backups: proved to hold the same, restored to the same, told in words where they cannot be."""

import json
import sqlite3
import subprocess
import sys

import pytest

from intloffice.database import backup
from intloffice.database.engine import content_hash
from intloffice.database.file import FILE_NAME
from intloffice.errors import StoreError
from intloffice.operations import attachments, backups
from tests.stores import add_one_of_each, opened, person, state


@pytest.fixture
def office(tmp_path):
    """An office with one of each kind and an attachment."""
    folder = tmp_path / "office"
    (tmp_path / "card.txt").write_text("card")
    with opened(folder) as store, store.write("Begin", "A") as session:
        add_one_of_each(session)
        attachments.attach(session, folder, "person", 1, tmp_path / "card.txt")
    return folder


@pytest.fixture
def shelf(tmp_path):
    return tmp_path / "shelf"


def back_up(folder, shelf, at=""):
    with opened(folder) as store:
        return backups.back_up(store, shelf, "test", at)


def content(folder):
    with opened(folder) as store, store.read() as session:
        return state(session)


def add(folder, name):
    with opened(folder) as store, store.write("Add", "A") as session:
        return person(session, name)


def test_a_backup_holds_the_same_and_says_what_it_holds(office, shelf):
    made = back_up(office, shelf)
    file = backup.path_of(shelf, made.number)
    assert backup.verify(file) == made
    assert made.content == content_hash(office / FILE_NAME)
    assert made.counts["person"] == 1
    assert made.head.startswith("1-")
    assert file.stat().st_mode & 0o077 == 0
    assert {path.name for path in shelf.iterdir()} == {
        "000001.json",
        "000001.office",
        "attachments",
        "records.jsonl",
    }


def test_restoring_gives_back_that_state_and_keeps_the_one_before(office, shelf, tmp_path):
    made, then = back_up(office, shelf), content(office)
    add(office, "Weber")
    later = content(office)
    before, aside = backups.restore(backup.path_of(shelf, made.number), office)
    assert content(office) == then
    assert aside is None
    assert before is not None
    backups.restore(backup.path_of(office / backups.FOLDER, before.number), office)
    assert content(office) == later


def test_an_office_is_restored_where_there_is_none_with_its_attachments(office, shelf, tmp_path):
    made = back_up(office, shelf)
    new = tmp_path / "new"
    assert backups.restore(backup.path_of(shelf, made.number), new) == (None, None)
    assert content(new) == content(office)
    with opened(new) as store, store.read() as session:
        (kept,) = attachments.attachments(session, new, "person", 1)
    assert kept.path.read_text() == "card"


@pytest.mark.parametrize("spoiled", [b"nothing of ours", b""])
def test_a_damaged_office_is_kept_aside_and_replaced(office, shelf, spoiled):
    made, then = back_up(office, shelf), content(office)
    live = office / FILE_NAME
    live.write_bytes(spoiled or live.read_bytes()[:8192])
    damaged = live.read_bytes()
    _, aside = backups.restore(backup.path_of(shelf, made.number), office)
    assert content(office) == then
    if spoiled:
        assert aside is not None
        assert aside.read_bytes() == damaged


def test_a_journal_left_by_a_crash_does_not_spoil_what_is_restored(office, shelf):
    made, then = back_up(office, shelf), content(office)
    add(office, "Weber")
    (office / f"{FILE_NAME}-journal").write_bytes(b"\xd9\xd5\x05\xf9 \xa1c\xd7" + bytes(4096))
    backups.restore(backup.path_of(shelf, made.number), office)
    assert content(office) == then


def test_a_backup_that_was_altered_is_refused_and_nothing_is_touched(office, shelf):
    made = back_up(office, shelf)
    file = backup.path_of(shelf, made.number)
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE person SET notes = 'x'")
    connection.close()
    before = (office / FILE_NAME).read_bytes()
    with pytest.raises(StoreError, match="does not hold"):
        backups.restore(file, office)
    assert (office / FILE_NAME).read_bytes() == before


def test_what_is_no_backup_is_refused(office, tmp_path):
    (tmp_path / "letter.office").write_text("Dear colleagues")
    for file in (tmp_path / "letter.office", tmp_path / "nothing.office"):
        with pytest.raises(StoreError):
            backups.restore(file, office)


def test_an_office_that_is_being_written_is_not_restored_over(office, shelf, monkeypatch):
    monkeypatch.setattr(backup, "_PATIENCE", 0.3)
    made = back_up(office, shelf)
    before = (office / FILE_NAME).read_bytes()
    hold = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('BEGIN EXCLUSIVE')"
    script = f"{hold}; print('held', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", script, str(office / FILE_NAME)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(StoreError, match="in use"):
            backup.restore(backup.path_of(shelf, made.number), office)
        other.stdin.close()
    assert (office / FILE_NAME).read_bytes() == before


def test_every_record_can_be_read_without_the_program(office, shelf):
    back_up(office, shelf)
    lines = (shelf / backup.RECORDS).read_text("utf-8").splitlines()
    told = [json.loads(line) for line in lines]
    with opened(office) as store, store.read() as session:
        known = {
            line["uuid"]
            for name, rows in state(session).items()
            for line in rows
            if name in session.tables.kinds
        }
    assert {line["uuid"] for line in told} == known
    assert any(line["rows"] for line in told)
    assert all(line["called"] for line in told)


def test_nothing_is_backed_up_twice(office):
    with opened(office) as store:
        assert backups.back_up_if_changed(store, "start")
        assert backups.back_up_if_changed(store, "start") is None
        with store.write("Add", "A") as session:
            person(session, "Weber")
        assert backups.back_up_if_changed(store, "start")


def test_numbers_go_up_although_the_clock_goes_back(office, shelf):
    for number, at in enumerate(("2030-01-01", "1990-01-01", "2017-12-31"), 1):
        assert back_up(office, shelf, f"{at}T00:00:00+00:00").number == number
        add(office, f"Weber {number}")
    assert [each.number for each in backup.backups(shelf)] == [3, 2, 1]


def test_what_an_interrupted_backup_left_is_swept_away(office, shelf):
    shelf.mkdir()
    (shelf / ".part-000001").write_bytes(b"half")
    (shelf / "000007.json").write_text("{}")
    assert back_up(office, shelf).number == 1
    assert not (shelf / ".part-000001").exists()
    assert not (shelf / "000007.json").exists()


def test_a_place_that_cannot_be_used_is_told_and_the_office_unharmed(office, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="unharmed"):
        back_up(office, tmp_path / "file" / "shelf")


def test_from_every_slot_of_a_rotation_the_day_comes_back(office, shelf):
    then = {}
    for day in range(1, 13):
        add(office, f"Weber {day}")
        at = f"20{10 + (day * 7) % 9}-0{1 + day % 9}-1{day % 10}T00:00:00+00:00"
        made = back_up(office, shelf, at)
        then[made.number] = content_hash(office / FILE_NAME)
    assert backup.backups(shelf)
    for each in backup.backups(shelf):
        backup.restore(backup.path_of(shelf, each.number), office)
        assert content_hash(office / FILE_NAME) == then[each.number]
