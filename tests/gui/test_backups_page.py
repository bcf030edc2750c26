"""The backups in the window: made, looked into, restored, and brought to a second place."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QMessageBox

from intloffice.database.file import BACKUPS as SHELF
from intloffice.database.file import FILE_NAME
from intloffice.errors import StoreError
from intloffice.gui import keeping
from intloffice.gui.pages.backups_page import BackupsPage
from intloffice.gui.place import BACKUPS, HOME, SETTINGS, Place
from intloffice.operations import backups
from intloffice.settings import Settings
from tests.gui.conftest import go, rest
from tests.gui.test_every_form import NEEDED


@pytest.fixture
def page(qtbot: Any, window: Any, add: Any) -> BackupsPage:
    """The page, over an office with a person."""
    add("person", NEEDED["person"])
    return go(qtbot, window, BACKUPS)


def back_up(qtbot: Any, window: Any) -> None:
    window.page.back_up()
    rest(qtbot, window.desk.jobs)


def look(qtbot: Any, window: Any, row: int = 0) -> None:
    window.page.table.opened.emit(row)
    rest(qtbot, window.desk.jobs)


def settle(qtbot: Any, window: Any) -> None:
    rest(qtbot, window.desk.jobs)
    qtbot.wait(1)
    rest(qtbot, window.desk.jobs)


def test_a_backup_is_made_and_listed_and_the_foot_tells_of_it(
    qtbot: Any, window: Any, page: BackupsPage
) -> None:
    assert window.last_backup.text() == "Not backed up yet"
    assert page.table.texts.rows == ()
    back_up(qtbot, window)
    ((number, _, reason, records, place),) = page.table.texts.rows
    assert (number, reason, records, place) == ("1", "asked for", "1", "Beside the office")
    assert window.last_backup.text().startswith("Backed up ")
    assert "It holds all there is." in page.own.detail.text()
    back_up(qtbot, window)
    assert len(page.table.texts.rows) == 1, "nothing has changed since"


def test_what_is_inside_is_shown_with_what_differs_since(
    qtbot: Any, window: Any, page: BackupsPage, add: Any
) -> None:
    back_up(qtbot, window)
    add("organisation", NEEDED["organisation"])
    look(qtbot, window)
    assert page.inside.counts.texts.rows == (("Organisations", "0", "1"), ("People", "1", "1"))
    ((_, kind, since),) = page.inside.differences.texts.rows
    assert (kind, since) == ("Organisation", "added since")
    assert page.inside.result.text().startswith("It is whole")
    assert page.inside.changes.texts.rows[0][1:] == ("test", "Add person")
    assert not page.inside.isHidden()
    page.inside.put_away()
    assert page.inside.isHidden()


def test_a_backup_is_restored_and_everything_is_read_anew(
    qtbot: Any, window: Any, page: BackupsPage, add: Any, folder: Path
) -> None:
    back_up(qtbot, window)
    later = add("person", {"family_native": "李"})
    go(qtbot, window, Place("list", "person"))
    assert window.page.table.model().rowCount() == 2
    go(qtbot, window, BACKUPS)
    look(qtbot, window)
    window.page.inside.restore.click()
    settle(qtbot, window)
    assert "“000001.office” was restored." in window.page.banner.sentence.text()
    assert "What was there before is backup 2." in window.page.banner.sentence.text()
    assert [row[2] for row in window.page.table.texts.rows] == ["before a restore", "asked for"]
    go(qtbot, window, Place("list", "person"))
    assert window.page.table.model().rowCount() == 1
    window.desk.jobs.write(
        "Add", lambda session: session.insert("person", {"uuid": "x"} | _person()), print
    )
    rest(qtbot, window.desk.jobs)
    assert window.page.table.model().rowCount() == 2
    go(qtbot, window, BACKUPS)
    look(qtbot, window, 0)
    window.page.inside.restore.click()
    settle(qtbot, window)
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection, connection:
        found = connection.execute("SELECT id, family_native FROM person").fetchall()
        told = connection.execute("SELECT description FROM change_set WHERE mode = 'told'")
        assert told.fetchall() == [("Restored from backup 000002",)]
    connection.close()
    assert (later, "李") in found


def _person() -> dict[str, Any]:
    from intloffice.records.person import PERSON  # noqa: PLC0415

    empty = {name: field.empty for name, field in PERSON.fields.items()}
    return empty | {"family_native": "王"}


def test_a_backup_that_was_altered_is_refused_on_the_page(
    qtbot: Any, window: Any, page: BackupsPage, folder: Path
) -> None:
    back_up(qtbot, window)
    with closing(sqlite3.connect(folder / SHELF / "000001.office")) as connection, connection:
        connection.execute("UPDATE person SET notes = 'x'")
    connection.close()
    look(qtbot, window)
    assert "does not hold what was backed up" in page.inside.result.text()
    assert page.inside.restore.isHidden()
    assert page.banner.isHidden()


def test_an_office_that_cannot_be_opened_is_restored_in_the_window(
    qtbot: Any, folder: Path, add: Any, store: Any
) -> None:
    from intloffice import app  # noqa: PLC0415

    add("person", NEEDED["person"])
    backups.back_up(store, folder / SHELF, "asked for")
    store.close()
    (folder / FILE_NAME).write_bytes(b"nothing of ours" * 1000)
    window = app.make_window(folder)
    window.show()
    window.desk.jobs.open()
    settle(qtbot, window)
    assert window.desk.jobs.broken
    assert "damaged" in window.page.banner.sentence.text()
    window.page.banner._act.click()
    settle(qtbot, window)
    assert window.place == BACKUPS
    look(qtbot, window)
    assert window.page.inside.counts.texts.rows == (("People", "1", "–"),)
    window.page.inside.restore.click()
    settle(qtbot, window)
    assert not window.desk.jobs.broken
    assert "kept as" in window.page.banner.sentence.text()
    page = go(qtbot, window, Place("list", "person"))
    assert page.table.model().rowCount() == 1
    assert (folder / f"{FILE_NAME}.damaged-1").exists()
    window.close()


def test_a_second_place_gets_every_backup_and_is_told_when_it_is_away(
    qtbot: Any, window: Any, page: BackupsPage, folder: Path, tmp_path: Path, add: Any
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    page.choose_folder = lambda *_given: str(stick)
    page.choose_second()
    settle(qtbot, window)
    place = stick / "intloffice backups"
    assert Settings.load(folder / "settings.toml").second_place == str(place)
    assert [path.name for path in place.glob("*.office")] == ["000001.office"]
    go(qtbot, window, HOME)
    page = go(qtbot, window, BACKUPS)
    assert [row[-1] for row in page.table.texts.rows] == ["Beside the office", "Second place"]
    stick.rename(tmp_path / "away")
    add("person", NEEDED["person"])
    back_up(qtbot, window)
    assert "cannot be reached now" in page.second.result.text()
    assert "second place not reachable" in window.last_backup.text()
    assert window.last_backup.property("tone") == "waiting"
    assert window.page.banner.isHidden(), "a backup was made just now"
    assert not stick.exists()
    page.do_without()
    settle(qtbot, window)
    assert Settings.load(folder / "settings.toml").second_place == ""
    assert "second place" not in window.last_backup.text()


def test_seven_days_without_a_backup_are_told(
    qtbot: Any, window: Any, page: BackupsPage, folder: Path, add: Any
) -> None:
    back_up(qtbot, window)
    manifest = folder / SHELF / "000001.json"
    told = json.loads(manifest.read_text("utf-8"))
    manifest.write_text(json.dumps(told | {"at": "2017-01-01T00:00:00+00:00"}), "utf-8")
    window.tending.ask()
    rest(qtbot, window.desk.jobs)
    assert window.page.banner.isHidden(), "nothing was changed since"
    add("person", NEEDED["person"])
    window.tending.ask()
    rest(qtbot, window.desk.jobs)
    assert "more than seven days" in window.page.banner.sentence.text()
    assert window.page.banner._act.isHidden(), "the way leads to the page one is on"
    assert window.last_backup.text() == "Backed up 2017-01-01"
    assert window.last_backup.property("tone") == "waiting"


def test_a_backup_that_fails_on_closing_is_told(
    qtbot: Any, window: Any, add: Any, monkeypatch: Any
) -> None:
    def fails(*_given: Any, **_named: Any) -> None:
        raise StoreError("There is no room left on the disk of {path}. Nothing was saved.", path=1)

    told: list[str] = []
    monkeypatch.setattr(keeping, "back_up", fails)
    monkeypatch.setattr(
        QMessageBox, "exec", lambda box: told.append(f"{box.text()} {box.informativeText()}")
    )
    add("person", NEEDED["person"])
    window.close()
    assert told == [
        "All is saved, but it could not be backed up on closing. "
        "There is no room left on the disk of 1. Nothing was saved."
    ]


def test_the_first_start_asks_for_a_second_place_and_keeps_what_was_typed(
    qtbot: Any, window: Any, folder: Path, tmp_path: Path
) -> None:
    page = window.page
    assert window.place.page == "welcome"
    page.names["en"].setText("Chongqing University")
    (tmp_path / "stick").mkdir()
    page.choose_folder = lambda *_given: str(tmp_path / "stick")
    page.choose_second()
    settle(qtbot, window)
    assert Settings.load(folder / "settings.toml").second_place.endswith("intloffice backups")
    assert window.page.names["en"].text() == "Chongqing University"
    assert "stick" in page.second.text()
    assert list((tmp_path / "stick").glob("*/*.office"))


def test_a_choice_made_after_it_does_not_forget_the_second_place(
    qtbot: Any, window: Any, page: BackupsPage, folder: Path, tmp_path: Path
) -> None:
    go(qtbot, window, SETTINGS)
    go(qtbot, window, BACKUPS)
    (tmp_path / "stick").mkdir()
    page.choose_folder = lambda *_given: str(tmp_path / "stick")
    page.choose_second()
    settle(qtbot, window)
    settings = go(qtbot, window, SETTINGS)
    settings.themes.choose("dark")
    settle(qtbot, window)
    kept = Settings.load(folder / "settings.toml")
    assert (kept.theme, bool(kept.second_place)) == ("dark", True)
