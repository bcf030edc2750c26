"""Backups: proved to hold the same, restored to the same, told in words where they cannot be."""

import json
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
import sqlcipher3.dbapi2

from intloffice.database import backup, engine, rescue
from intloffice.database import shelf as shelves
from intloffice.database.engine import content_hash
from intloffice.database.file import BACKUPS, FILE_NAME, attachment_place
from intloffice.database.shelf import path_of
from intloffice.errors import StoreError, UncertainError
from intloffice.operations import attachments, backups, erasing, rotation, undo
from intloffice.operations.checking import check
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
    file = path_of(shelf, made.number)
    assert backup.verify(file).manifest == made
    assert made.content == content_hash(office / FILE_NAME)
    assert made.counts["person"] == 1
    assert made.head.startswith("1-")
    assert file.stat().st_mode & 0o077 == 0
    assert {path.name for path in shelf.iterdir()} == {
        ".lock",
        "000001.json",
        "000001.office",
        "README.txt",
        "attachments",
        "records.jsonl",
    }


def test_restoring_gives_back_that_state_and_keeps_the_one_before(office, shelf, tmp_path):
    made, then = back_up(office, shelf), content(office)
    add(office, "Weber")
    later = content(office)
    done = backups.restore(path_of(shelf, made.number), office)
    assert content(office) == then
    assert done.aside is None
    assert done.before is not None
    assert (done.counts_before["person"], done.counts["person"]) == (2, 1)
    backups.restore(path_of(office / BACKUPS, done.before.number), office)
    assert content(office) == later


def test_an_office_is_restored_where_there_is_none_with_its_attachments(office, shelf, tmp_path):
    made = back_up(office, shelf)
    new = tmp_path / "new"
    done = backups.restore(path_of(shelf, made.number), new)
    assert (done.before, done.aside) == (None, None)
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
    done = backups.restore(path_of(shelf, made.number), office)
    assert content(office) == then
    if spoiled:
        assert done.aside is not None
        assert done.aside.read_bytes() == damaged


def test_a_journal_left_by_a_crash_does_not_spoil_what_is_restored(office, shelf):
    made, then = back_up(office, shelf), content(office)
    add(office, "Weber")
    (office / f"{FILE_NAME}-journal").write_bytes(b"\xd9\xd5\x05\xf9 \xa1c\xd7" + bytes(4096))
    backups.restore(path_of(shelf, made.number), office)
    assert content(office) == then


def test_a_backup_that_was_altered_is_refused_and_nothing_is_touched(office, shelf):
    made = back_up(office, shelf)
    file = path_of(shelf, made.number)
    with closing(sqlite3.connect(file)) as connection, connection:
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
            backup.restore(path_of(shelf, made.number), office)
        other.stdin.close()
    assert (office / FILE_NAME).read_bytes() == before


def test_every_record_can_be_read_without_the_program(office, shelf):
    back_up(office, shelf)
    lines = (shelf / rescue.RECORDS).read_text("utf-8").splitlines()
    first, *told = [json.loads(line) for line in lines]
    assert first["labels"]["person"]["family_native"]
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


def test_the_folder_says_in_three_languages_what_it_holds(office, shelf):
    back_up(office, shelf)
    told = (shelf / rescue.README).read_text("utf-8")
    for words in ("backups of an international office", "000001.office", "备份", "バックアップ"):
        assert words in told


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
    assert [each.number for each in shelves.backups(shelf)] == [3, 2, 1]


def test_what_an_interrupted_backup_left_is_swept_away(office, shelf):
    shelf.mkdir()
    (shelf / ".part-000001").write_bytes(b"half")
    (shelf / "000007.json").write_text("{}")
    (shelf / shelves.STAGE).mkdir()
    (shelf / shelves.STAGE / FILE_NAME).write_bytes(b"half")
    assert back_up(office, shelf).number == 1
    assert not (shelf / ".part-000001").exists()
    assert not (shelf / shelves.STAGE).exists()
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
    assert shelves.backups(shelf)
    for each in shelves.backups(shelf):
        backup.restore(path_of(shelf, each.number), office)
        assert content_hash(office / FILE_NAME) == then[each.number]


def test_a_disk_that_fails_while_an_office_is_made_ready_leaves_the_present_one(
    office, shelf, monkeypatch
):
    number = back_up(office, shelf).number
    with opened(office) as store, store.write("Later", "A") as session:
        person(session, "Later")
    with opened(office) as store, store.read() as session:
        before = state(session)

    def failing(*_given):
        raise UncertainError("What was saved may be lost.")

    monkeypatch.setattr(erasing, "replay", failing)
    with pytest.raises(StoreError, match="Nothing was done") as told:
        backups.restore(path_of(shelf, number), office)
    assert not isinstance(told.value, UncertainError)
    with opened(office) as store, store.read() as session:
        assert state(session) == before


def test_a_restore_is_told_in_the_history_and_passed_over_by_undo(office, shelf):
    made = back_up(office, shelf)
    add(office, "Weber")
    backups.restore(path_of(shelf, made.number), office, "Li", "Restored from backup 1")
    with opened(office) as store:
        with store.read() as session:
            assert check(session, office) == []
            assert undo.undoable(session).description == "Begin"
            assert session.head().number == 2
        add(office, "Wang")
        for name in ("Add", "Begin"):
            with store.write("Undo", "A") as session:
                assert undo.undo(session) == name
        with store.read() as session:
            assert check(session, office) == []


def test_who_was_erased_since_is_erased_before_anybody_sees_a_restored_office(office, shelf):
    made = back_up(office, shelf)
    with opened(office) as store:
        with store.read() as session:
            uuid = session.row("person", 1)["uuid"]
        with store.write("Erase", "Li") as session:
            erasing.erase(session, 1)
        erasing.note(office, uuid)
    backups.restore(path_of(shelf, made.number), office, "Li", "Restored from backup 1")
    with opened(office) as store, store.read() as session:
        assert session.row("person", 1)["family_native"] == erasing.NOBODY
        assert check(session, office) == []


def test_a_list_on_the_shelf_is_enough_to_erase_again(office, shelf, tmp_path):
    made = back_up(office, shelf)
    with opened(office) as store, store.read() as session:
        uuid = session.row("person", 1)["uuid"]
    erasing.note(office, uuid, shelf)
    (tmp_path / "new").mkdir()
    backups.restore(path_of(shelf, made.number), tmp_path / "new")
    with opened(tmp_path / "new") as store, store.read() as session:
        assert session.row("person", 1)["family_native"] == erasing.NOBODY


def test_a_renamed_backup_is_still_held_to_its_manifest(office, shelf):
    made = back_up(office, shelf)
    file = path_of(shelf, made.number).rename(shelf / "before the trip.office")
    path_of(shelf, made.number).write_bytes(file.read_bytes())
    assert backup.verify(file).manifest == made
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE person SET notes = 'x'")
    connection.close()
    with pytest.raises(StoreError, match="does not hold"):
        backup.verify(file)


def test_a_backup_is_brought_to_a_second_place_and_restored_from_there(office, tmp_path):
    second = backups.prepare_second(tmp_path)
    with opened(office) as store:
        done = backups.back_up_everywhere(store, backups.CLOSING, second)
        assert done.problem is None
        again = backups.back_up_everywhere(store, backups.CLOSING, second)
        assert again == done
    for lost in (office / FILE_NAME, attachment_place(office, done.made.attachments[0])):
        lost.unlink()
    backups.restore(path_of(second, done.sent.number), office)
    with opened(office) as store, store.read() as session:
        (kept,) = attachments.attachments(session, office, "person", 1)
        assert kept.path.read_text() == "card"


def test_a_second_place_that_is_not_there_is_told_and_never_made(office, tmp_path):
    gone = tmp_path / "stick" / "intloffice backups"
    with opened(office) as store:
        done = backups.back_up_everywhere(store, backups.CLOSING, gone)
    assert "cannot be reached" in str(done.problem)
    assert backup.verify(path_of(office / BACKUPS, done.made.number)).manifest == done.made
    assert not gone.parent.exists()


def test_offices_that_share_a_place_keep_their_own_backups(office, tmp_path):
    other = tmp_path / "other"
    second = backups.prepare_second(tmp_path)
    add(other, "Weber")
    with opened(office) as store, opened(other) as another:
        for _ in range(rotation.FLOOR + 2):
            backups.back_up(store, second, "test", "2017-01-01T00:00:00+00:00")
        backups.back_up(another, second, "test", "2030-01-01T00:00:00+00:00")
        with another.read() as session:
            assert len(backups.standing(session, second).backups) == 1
        with store.read() as session:
            found = backups.standing(session, second)
    assert len(found.backups) == rotation.FLOOR + 2
    assert found.current


def test_attachments_go_with_the_last_backup_that_needs_them(office, shelf, tmp_path):
    made = back_up(office, shelf)
    kept = attachment_place(shelf, made.attachments[0])
    (tmp_path / "letter.txt").write_text("letter")
    with opened(office) as store, store.write("Attach", "A") as session:
        attachments.attach(session, office, "person", 1, tmp_path / "letter.txt")
    later = back_up(office, shelf)
    (other,) = set(later.attachments) - set(made.attachments)
    shelves.take_away(shelf, later.number)
    assert kept.exists()
    assert not attachment_place(shelf, other).exists()
    path_of(shelf, made.number).with_suffix(".json").write_text("spoiled")
    shelves.take_away(shelf, 99)
    assert kept.exists(), "who knows what a backup without a manifest needs"


def test_an_attachment_that_the_office_had_lost_is_named(office, shelf):
    with opened(office) as store, store.read() as session:
        (lost,) = attachments.attachments(session, office, "person", 1)
    lost.path.unlink()
    assert back_up(office, shelf).missing == (lost.content_hash,)


def test_looking_inside_tells_what_differs_since(office, shelf):
    made = back_up(office, shelf)
    with opened(office) as store:
        with store.write("Change", "A") as session:
            session.update("organisation", 1, {"city": "Köln"})
            session.delete("award", 1)
            person(session, "Weber")
        with store.read() as session:
            found = backups.look_inside(session, path_of(shelf, made.number))
    assert {(each.kind, each.since) for each in found.differences} == {
        ("organisation", "changed"),
        ("award", "removed"),
        ("person", "added"),
    }
    assert all(each.caption for each in found.differences)
    assert (found.counts["person"], found.now["person"]) == (1, 2)
    assert [each.description for each in found.changes] == ["Begin"]


def test_an_office_is_overdue_that_was_changed_and_not_backed_up_for_days(office):
    now = datetime(2018, 1, 9, tzinfo=UTC)
    with opened(office) as store:
        own = office / BACKUPS

        def standing():
            with store.read() as session:
                return backups.standing(session, own)

        assert standing().is_overdue(now)
        backups.back_up(store, own, "test", "2018-01-01T00:00:00+00:00")
        assert not standing().is_overdue(now), "nothing was changed since"
        add(office, "Weber")
        assert standing().is_overdue(now)
        assert not standing().is_overdue(now - timedelta(days=2))
        assert standing().is_overdue(now - timedelta(days=3650)), "the clock was set back"


def test_two_who_back_up_at_once_do_not_disturb_each_other(office, shelf):
    with opened(office) as store, ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: backups.back_up(store, shelf, "test"), range(6)))
    assert sorted(each.number for each in made) == [1, 2, 3, 4, 5, 6]
    for each in shelves.backups(shelf):
        assert backup.verify(path_of(shelf, each.number)).manifest == each


def test_an_office_that_is_changed_while_it_is_copied_is_copied_again(office, shelf, monkeypatch):
    copied, times = engine._copied_in_steps, []

    def disturbed(read, target, pages):
        times.append(pages)
        if len(times) == 2:
            add(office, "Weber")
        return copied(read, target, pages)

    monkeypatch.setattr(engine, "_copied_in_steps", disturbed)
    made = back_up(office, shelf)
    assert len(times) == 4
    assert made.counts["person"] == 2
    assert backup.verify(path_of(shelf, made.number)).manifest == made


_SAVING = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], timeout=0.1, isolation_level=None)
try:
    connection.execute("UPDATE office SET value = 'x'")
except sqlite3.OperationalError:
    sys.exit(1)
"""


def test_an_office_that_is_changed_all_the_time_is_backed_up_all_the_same(
    office, shelf, monkeypatch
):
    copied = engine._copied_in_steps
    monkeypatch.setattr(
        engine,
        "_copied_in_steps",
        lambda read, target, pages: pages < 0 and copied(read, target, pages),
    )
    made = back_up(office, shelf)
    assert backup.verify(path_of(shelf, made.number)).manifest == made


def test_a_disk_that_does_not_give_back_what_was_written_is_told_and_nothing_is_left(
    office, shelf, monkeypatch
):
    copied = engine._copied_in_steps

    def spoiled(read, target, pages):
        done = copied(read, target, pages)
        if target.name.endswith("2"):
            target.write_bytes(target.read_bytes()[:-1] + b"?")
        return done

    monkeypatch.setattr(engine, "_copied_in_steps", spoiled)
    with pytest.raises(StoreError, match="cannot be read"):
        back_up(office, shelf)
    assert [path.name for path in shelf.iterdir()] == [".lock"]


def test_a_restore_whose_end_the_disk_refused_is_looked_for(office, shelf, monkeypatch):
    made = back_up(office, shelf)
    add(office, "Weber")
    copied = backup.copy_into

    def fails_at_the_end(*given):
        copied(*given)
        raise StoreError("its disk fails")

    monkeypatch.setattr(backup, "copy_into", fails_at_the_end)
    done = backups.restore(path_of(shelf, made.number), office)
    assert done.counts["person"] == 1


def test_a_full_disk_is_called_full_where_the_backup_was_to_be(office, shelf, monkeypatch):
    shelf.mkdir()

    def full(*_given, **_named):
        raise sqlcipher3.dbapi2.OperationalError("database or disk is full")

    monkeypatch.setattr(engine, "_copied_in_steps", full)
    with pytest.raises(StoreError, match=r"no room left on the disk of .*shelf"):
        back_up(office, shelf)


def test_saving_does_not_wait_until_a_backup_is_written_out(office, shelf, monkeypatch):
    saved = []

    def slow(*_given):
        saved.append(add(office, "Weber"))

    monkeypatch.setattr(rescue, "write", slow)
    assert back_up(office, shelf).counts["person"] == 1
    assert saved


def test_an_office_that_cannot_be_opened_is_kept_as_it_is_when_another_takes_its_place(
    office, shelf
):
    """Its file can be read, but something else was written into it."""
    made = back_up(office, shelf)
    add(office, "Weber")
    with closing(sqlite3.connect(office / FILE_NAME)) as connection, connection:
        connection.execute("CREATE TABLE guests (name TEXT)")
    connection.close()
    present = (office / FILE_NAME).read_bytes()
    done = backups.restore(path_of(shelf, made.number), office)
    assert done.before is None
    assert done.aside.read_bytes() == present
    with opened(office) as store, store.read() as session:
        assert len(state(session)["person"]) == 1


def test_a_backup_without_its_manifest_is_looked_through_instead(office, shelf, tmp_path):
    made = back_up(office, shelf)
    alone = tmp_path / "alone" / "copy.office"
    alone.parent.mkdir()
    alone.write_bytes(path_of(shelf, made.number).read_bytes())
    found = backups.look_inside(None, alone)
    assert (found.compared, found.findings) == (False, ())
    with closing(sqlite3.connect(alone)) as connection, connection:
        connection.execute("UPDATE person SET notes = 'x'")
    connection.close()
    (finding,) = backups.look_inside(None, alone).findings
    assert finding.facts == {"table": "person", "row": 1, "fields": "notes"}


def test_an_office_without_a_backup_has_none_yet_and_a_place_that_is_gone_is_out_of_reach(
    office, tmp_path
):
    with opened(office) as store, store.read() as session:
        own = backups.standing(session, office / BACKUPS)
        gone = backups.standing(session, tmp_path / "stick" / "backups")
    assert (own.last, own.reachable) == (None, True)
    assert (gone.last, gone.reachable) == (None, False)
