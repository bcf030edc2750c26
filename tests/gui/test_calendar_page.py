"""The calendar page: by mouse and by keys."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from intloffice.gui.dialogs.new_record_dialog import NewRecordDialog
from intloffice.gui.place import CALENDAR, Place
from tests.gui.conftest import go, rest

MEETING = {"direction": "received", "kind": "courtesy", "status": "planned"}


@pytest.fixture
def visit(add: Any) -> int:
    """A visit of two days before New Year."""
    days = {"starts_on": date(2017, 12, 12), "ends_on": date(2017, 12, 13)}
    return int(add("meeting", MEETING | days | {"title_en": "Visit"}))


def test_arrows_go_through_days_and_turn_the_page(qtbot: Any, window: Any, visit: int) -> None:
    page = go(qtbot, window, CALENDAR)
    assert page.grid.day == date(2017, 12, 31)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Left):
        qtbot.keyClick(page.grid, key)
    assert page.grid.day == date(2017, 12, 15)
    qtbot.keyClick(page.grid, Qt.Key.Key_PageDown)
    rest(qtbot, window.desk.jobs)
    assert page.grid.day == date(2018, 1, 15)
    assert "January 2018" in page.title.whole
    qtbot.keyClick(page.grid, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    rest(qtbot, window.desk.jobs)
    assert page.grid.day == date(2017, 12, 31)


def test_a_day_tells_what_is_on_it_and_enter_opens_it(qtbot: Any, window: Any, visit: int) -> None:
    page = go(qtbot, window, CALENDAR)
    page.grid.choose(date(2017, 12, 13))
    assert "Visit" in page.grid.accessibleDescription()
    assert page.list.item(1).text() == "Visit"
    qtbot.keyClick(page.grid, Qt.Key.Key_Return)
    rest(qtbot, window.desk.jobs)
    assert window.place == Place("record", "meeting", visit)


def test_an_entry_is_dragged_to_another_day_and_that_can_be_undone(
    qtbot: Any, window: Any, visit: int, load: Any
) -> None:
    grid = go(qtbot, window, CALENDAR).grid
    begin = QPoint(grid.rect_of(0).left() + 12, grid.rect_of(0).center().y())
    there = begin + QPoint(grid.width() // 7, 0)
    QTest.mousePress(grid, Qt.MouseButton.LeftButton, pos=begin)
    QTest.mouseMove(grid, there)
    QTest.mouseRelease(grid, Qt.MouseButton.LeftButton, pos=there)
    rest(qtbot, window.desk.jobs)
    kept = load("meeting", visit).values
    assert (kept["starts_on"], kept["ends_on"]) == (date(2017, 12, 13), date(2017, 12, 14))
    window.undo_action.trigger()
    rest(qtbot, window.desk.jobs)
    assert load("meeting", visit).values["starts_on"] == date(2017, 12, 12)


def test_an_entry_is_moved_by_keys(qtbot: Any, window: Any, visit: int, load: Any) -> None:
    page = go(qtbot, window, CALENDAR)
    page.grid.choose(date(2017, 12, 12))
    qtbot.keyClick(page.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    rest(qtbot, window.desk.jobs)
    assert load("meeting", visit).values["starts_on"] == date(2017, 12, 19)
    assert page.grid.day == date(2017, 12, 19)


def test_a_click_opens_and_a_double_click_where_nothing_is_makes(
    qtbot: Any, window: Any, visit: int
) -> None:
    page = go(qtbot, window, CALENDAR)
    empty = page.grid._cell(date(2017, 12, 20)).center()
    QTest.mouseDClick(page.grid, Qt.MouseButton.LeftButton, pos=empty)
    (dialog,) = page.findChildren(NewRecordDialog)
    assert dialog.form.editors["starts_on"].value() == date(2017, 12, 20)
    dialog._give_up()
    rest(qtbot, window.desk.jobs)
    QTest.mouseClick(page.grid, Qt.MouseButton.LeftButton, pos=page.grid.rect_of(0).center())
    rest(qtbot, window.desk.jobs)
    assert window.place == Place("record", "meeting", visit)


def test_a_year_is_written_for_other_calendars(
    qtbot: Any, window: Any, visit: int, tmp_path: Path
) -> None:
    page = go(qtbot, window, CALENDAR)
    page.choose_file = lambda *_asked: str(tmp_path / "year")
    page.export()
    rest(qtbot, window.desk.jobs)
    assert b"SUMMARY:Visit" in (tmp_path / "year.ics").read_bytes()
    assert "year.ics" in page.banner.sentence.text()


def test_a_kind_of_which_no_likeness_is_known_is_entered_in_place_without_asking(
    qtbot: Any, window: Any
) -> None:
    page = go(qtbot, window, CALENDAR)
    failed: list[Exception] = []
    window.desk.jobs.failed.connect(failed.append)
    for kind in ("meeting", "programme"):
        dialog = NewRecordDialog(window.desk, window.desk.kind(kind), "CSC", page)
        dialog.open()
        rest(qtbot, window.desk.jobs)
        dialog._give_up()
        rest(qtbot, window.desk.jobs)
    assert failed == []
