"""``intloffice backup`` and ``intloffice restore``."""

import shutil

import pytest

from intloffice.__main__ import main
from intloffice.database.file import BACKUPS, FILE_NAME
from intloffice.database.shelf import backups, path_of
from intloffice.settings import Settings
from tests.stores import opened, person


@pytest.fixture
def office(tmp_path):
    folder = tmp_path / "office"
    with opened(folder) as store, store.write("Add", "A") as session:
        person(session, "河村")
    return folder


def test_a_backup_is_written_and_restored_with_what_changed_by_it(office, tmp_path, capsys):
    shelf = tmp_path / "shelf"
    assert main(["--data", str(office), "backup", str(shelf)]) == 0
    said = capsys.readouterr().out
    assert said == (
        f"Backup 1 is in {path_of(shelf, 1)}: 1 records; it was compared with the office.\n"
    )
    with opened(office) as store, store.write("Add", "A") as session:
        person(session, "李")
    assert main(["--data", str(office), "restore", str(path_of(shelf, 1))]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[1:] == [
        "People: 2 before, 1 now",
        f"What was there before is backed up in {path_of(office / BACKUPS, 1)}.",
    ]


def test_a_restore_is_told_in_the_history_in_the_language_of_the_office(office, tmp_path):
    Settings(language="en", author="Liu Min").save(office / "settings.toml")
    main(["--data", str(office), "backup", str(tmp_path)])
    main(["--data", str(office), "restore", str(path_of(tmp_path, 1))])
    with opened(office) as store, store.read() as session:
        last = session.row("change_set", session.head().number)
    assert (last["description"], last["author"]) == ("Restored from backup 000001", "Liu Min")


def test_what_cannot_be_restored_is_told_and_nothing_is_touched(office, tmp_path, capsys):
    letter = tmp_path / "letter.office"
    letter.write_text("Dear colleagues")
    before = (office / FILE_NAME).read_bytes()
    for file in (letter, tmp_path / "nothing.office"):
        assert main(["--data", str(office), "restore", str(file)]) == 1
        assert str(file) in capsys.readouterr().err
    assert (office / FILE_NAME).read_bytes() == before
    assert not (office / BACKUPS).exists()


def test_a_place_that_cannot_hold_backups_is_told(office, tmp_path, capsys):
    (tmp_path / "file").write_text("in the way")
    assert main(["--data", str(office), "backup", str(tmp_path / "file" / "shelf")]) == 1
    assert "The office itself is unharmed." in capsys.readouterr().err


def test_an_import_is_preceded_by_a_backup(office, tmp_path, capsys):
    book = tmp_path / "in.xlsx"
    assert main(["--data", str(office), "export", str(book)]) == 0
    other = tmp_path / "other"
    shutil.copytree(office, other)
    assert main(["--data", str(other), "import", str(book)]) == 0
    (made,) = backups(other / BACKUPS)
    assert (made.reason, made.counts["person"]) == ("before an import", 1)
