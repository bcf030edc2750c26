"""``intloffice check``."""

import json
import shutil
import sqlite3
from contextlib import closing

import pytest

from intloffice.__main__ import main
from intloffice.database.file import FILE_NAME
from intloffice.database.store import Store
from intloffice.operations import attachments
from intloffice.records import ALL_KINDS


@pytest.fixture
def office(sample_folder, tmp_path):
    shutil.copy(sample_folder / FILE_NAME, tmp_path / FILE_NAME)
    return tmp_path


def test_a_sound_office_is_said_to_be_sound(office, capsys):
    assert main(["--data", str(office), "check"]) == 0
    assert "All is as it should be." in capsys.readouterr().out


def test_what_was_changed_in_the_file_is_named_and_nothing_is_mended(office, capsys):
    with closing(sqlite3.connect(office / FILE_NAME)) as connection, connection:
        connection.execute("UPDATE award SET amount = 1 WHERE id = 3")
    connection.close()
    before = (office / FILE_NAME).read_bytes()
    assert main(["--data", str(office), "check"]) == 1
    told = capsys.readouterr().out
    assert "award 3: amount changed outside the program." in told
    assert "1 thing is not as it should be." in told
    assert main(["--data", str(office), "check", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["sound"] is False
    assert (office / FILE_NAME).read_bytes() == before


def test_a_file_that_is_refused_elsewhere_can_still_be_checked(office, capsys):
    with closing(sqlite3.connect(office / FILE_NAME)) as connection, connection:
        ((last,),) = connection.execute("SELECT max(id) FROM change_set")
        connection.execute("UPDATE change_set SET author = 'x' WHERE id = ?", (last,))
    connection.close()
    assert main(["--data", str(office), "find", "Hecun"]) == 1
    assert main(["--data", str(office), "check"]) == 1
    assert f"Change {last} of" in capsys.readouterr().out


def test_a_file_attached_that_is_missing_or_changed_is_named(office, tmp_path, capsys):
    store = Store.open(office, ALL_KINDS)
    with store.write("Attach", "A") as session:
        for name in ("card.txt", "letter.txt"):
            (tmp_path / name).write_text(name)
            attachments.attach(session, office, "person", 1, tmp_path / name)
        paths = [each.path for each in attachments.attachments(session, office, "person", 1)]
    store.close()
    assert main(["--data", str(office), "check"]) == 0
    paths[0].unlink()
    paths[1].write_text("other")
    capsys.readouterr()
    assert main(["--data", str(office), "check"]) == 1
    told = capsys.readouterr().out
    assert "card.txt” of person 1 is missing" in told
    assert "letter.txt” of person 1 was changed" in told
