"""The window comes back where it was left: its size, and the page it showed."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt

from intloffice import app
from intloffice.gui.place import CALENDAR, HOME, WELCOME, Narrowing, Place
from tests.gui.conftest import close, go, opened_again, rest


@pytest.fixture
def person(add: Any, store: Any) -> int:
    """A person on record, in a store that nobody holds open."""
    who = int(add("person", {"family_native": "Rossi"}))
    store.close()
    return who


@pytest.mark.parametrize(
    "place", [CALENDAR, Place("list", "agreement"), Place("briefings", "JP"), HOME], ids=str
)
def test_the_page_one_left_is_the_first_and_back_leads_home(
    qtbot: Any, folder: Path, person: int, place: Place
) -> None:
    window = opened_again(qtbot, folder)
    go(qtbot, window, place)
    close(qtbot, window)
    window = opened_again(qtbot, folder)
    assert window.place == place
    window.go_back()
    rest(qtbot, window.desk.jobs)
    assert window.place == HOME
    close(qtbot, window)


def test_a_record_is_shown_again_unless_it_is_gone(qtbot: Any, folder: Path, person: int) -> None:
    window = opened_again(qtbot, folder)
    go(qtbot, window, Place("record", "person", person))
    close(qtbot, window)
    window = opened_again(qtbot, folder)
    assert window.place == Place("record", "person", person)
    close(qtbot, window)
    kept = (folder / "window.toml").read_text("utf-8")
    (folder / "window.toml").write_text(kept.replace(f"record = {person}", "record = 4711"))
    window = opened_again(qtbot, folder)
    assert window.place == HOME
    close(qtbot, window)


def test_the_size_is_kept(qtbot: Any, folder: Path, person: int) -> None:
    window = opened_again(qtbot, folder)
    window.setGeometry(QRect(0, 0, 900, 600))
    close(qtbot, window)
    window = app.empty_window(folder)
    assert window.height() == 600
    window.deleteLater()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"geometry = 'zz'",
        b"geometry = ''\npage = 'nowhere'\nkind = 'nothing'\nrecord = -5",
        b"geometry = 'abcd'\npage = 'list'\nkind = 'unicorn'\nrecord = 0",
        b"geometry = ''\npage = 'list'\nkind = ''\nrecord = [1]",
        b"geometry = ''\npage = 'list'\nkind = ''\nrecord = 1",
        b"geometry = ''\npage = 'nowhere'\nkind = 'person'\nrecord = 1",
        b"geometry = ''\npage = 'record'\nkind = 'person'\nrecord = 0",
    ],
)
def test_what_cannot_be_read_begins_at_the_first_page(
    qtbot: Any, folder: Path, person: int, content: bytes
) -> None:
    (folder / "window.toml").write_bytes(content)
    window = opened_again(qtbot, folder)
    assert window.place == HOME
    close(qtbot, window)


def test_what_a_list_was_narrowed_by_is_not_written_down(
    qtbot: Any, folder: Path, person: int
) -> None:
    window = opened_again(qtbot, folder)
    narrowing = Narrowing("person_id", "is", person, "Rossi")
    go(qtbot, window, Place("list", "position", None, (narrowing,)))
    close(qtbot, window)
    assert "Rossi" not in (folder / "window.toml").read_text("utf-8")


def test_an_empty_office_begins_with_its_welcome(qtbot: Any, folder: Path, store: Any) -> None:
    store.close()
    window = opened_again(qtbot, folder)
    assert window.place == WELCOME
    close(qtbot, window)
    window = opened_again(qtbot, folder)
    assert window.place == WELCOME
    close(qtbot, window)


def test_the_kinds_seldom_needed_stay_under_their_fold_or_out_of_it(
    qtbot: Any, folder: Path, person: int
) -> None:
    honours = Place("list", "honour")
    window = opened_again(qtbot, folder)
    assert not window.sidebar.entries[honours].isVisible()
    assert window.sidebar.entries[Place("list", "person")].isVisible()
    window.sidebar.fold.setFocus()
    qtbot.keyClick(window.sidebar.fold, Qt.Key.Key_Space)
    assert window.sidebar.entries[honours].isVisible()
    close(qtbot, window)
    window = opened_again(qtbot, folder)
    assert window.sidebar.entries[honours].isVisible()
    qtbot.keyClick(window.sidebar.fold, Qt.Key.Key_Space)
    close(qtbot, window)
    window = opened_again(qtbot, folder)
    assert not window.sidebar.entries[honours].isVisible()
    close(qtbot, window)


def test_the_fold_opens_for_the_kind_one_looks_at(qtbot: Any, folder: Path, person: int) -> None:
    honours = Place("list", "honour")
    window = opened_again(qtbot, folder)
    go(qtbot, window, honours)
    assert window.sidebar.entries[honours].isVisible()
    go(qtbot, window, HOME)
    assert not window.sidebar.entries[honours].isVisible()
    close(qtbot, window)
