"""The page of forms: a form is opened, its cells tied by mouse or keys, and it is filled in."""

import shutil
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intloffice.gui.pages.filling_page import FillingPage
from intloffice.gui.place import FORMS
from intloffice.spreadsheets.forms.asked import Asked
from tests.forms import ministry_form
from tests.gui.conftest import rest

SHEET = "出国（境）学生"


@pytest.fixture
def form(tmp_path: Path) -> Path:
    (tmp_path / "forms").mkdir()
    return ministry_form(tmp_path / "forms" / "form.xlsx")


@pytest.fixture
def folder(folder: Path, sample_folder: Path) -> Path:
    """The folder of a sample office."""
    return shutil.copytree(sample_folder, folder, dirs_exist_ok=True)


@pytest.fixture
def page(qtbot: QtBot, desk: Any, store: Any) -> FillingPage:
    made = FillingPage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 760)
    made.show()
    made.arrive(FORMS)
    rest(qtbot, desk.jobs)
    return made


def opened(qtbot: QtBot, page: FillingPage, path: Path) -> None:
    page.open_form(str(path))
    rest(qtbot, page.desk.jobs)


def test_a_form_is_shown_as_it_is(qtbot: QtBot, page: FillingPage, form: Path) -> None:
    opened(qtbot, page, form)
    grid = page.grid
    assert grid.texts.index(0, 0).data() == "2017年度国际交流统计表"
    assert grid.columnSpan(0, 0) == 5
    assert grid.columnSpan(1, 1) == 2
    assert [page.tabs.itemText(n) for n in range(2)] == [SHEET, "说明"]


def test_a_form_begins_at_the_first_cell_that_waits_for_a_number(
    qtbot: QtBot, page: FillingPage, form: Path
) -> None:
    opened(qtbot, page, form)
    assert page.grid.spot == (4, 1)


def test_the_counts_stand_one_below_the_other(qtbot: QtBot, page: FillingPage, form: Path) -> None:
    opened(qtbot, page, form)
    QApplication.processEvents()
    counts = page.panel.counts
    places = [counts.visualItemRect(counts.item(row)) for row in range(4)]
    assert all(a.bottom() < b.top() for a, b in pairwise(places))


def test_a_count_is_tied_by_keys_and_its_value_is_seen_at_once(
    qtbot: QtBot, page: FillingPage, form: Path
) -> None:
    opened(qtbot, page, form)
    page.grid.choose((4, 1))
    qtbot.keyClick(page.grid, Qt.Key.Key_Return)
    assert page.panel.counts.hasFocus()
    page.panel.choose("sent")
    page.panel.parts["level"].setCurrentIndex(page.panel.parts["level"].findData("bachelor"))
    qtbot.keyClick(page.panel.counts, Qt.Key.Key_Return)
    rest(qtbot, page.desk.jobs)
    assert page.grid.hasFocus()
    assert page.ties == {(SHEET, 4, 1): Asked("sent", 0, {"level": "bachelor"})}
    shown = page.grid.texts.index(3, 1).data()
    assert int(shown) > 10
    assert page.panel.value.text() == shown
    assert "stay began in 2017" in page.panel.said.text()
    qtbot.keyClick(page.grid, Qt.Key.Key_Delete)
    rest(qtbot, page.desk.jobs)
    assert page.ties == {}
    assert page.grid.texts.index(3, 1).data() == ""


def test_a_count_is_dragged_onto_a_cell(qtbot: QtBot, page: FillingPage, form: Path) -> None:
    opened(qtbot, page, form)
    page.panel.choose("in force")
    data: QMimeData = page.panel.counts.mimeData([page.panel.counts.currentItem()])
    at = QPointF(page.grid.visualRect(page.grid.texts.index(5, 3)).center())
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0))
    for event in (
        QDragEnterEvent(at.toPoint(), *how),
        QDragMoveEvent(at.toPoint(), *how),
        QDropEvent(at, *how),
    ):
        QApplication.sendEvent(page.grid.viewport(), event)
    rest(qtbot, page.desk.jobs)
    assert page.ties == {(SHEET, 6, 3): Asked("in force")}
    assert page.grid.texts.index(5, 3).data() == "61"


def test_nothing_is_tied_to_a_formula(qtbot: QtBot, page: FillingPage, form: Path) -> None:
    opened(qtbot, page, form)
    page.grid.choose((4, 4))
    assert not page.panel.tie.isEnabled()
    assert "formula" in page.panel.said.text()
    page.tie_cell()
    assert page.ties == {}


def test_the_form_is_filled_in_and_known_again_next_year(
    qtbot: QtBot, page: FillingPage, form: Path
) -> None:
    opened(qtbot, page, form)
    page.grid.choose((4, 1))
    page.panel.choose("sent")
    page.tie_cell()
    page.grid.choose((5, 2))
    page.panel.choose("received stays")
    page.tie_cell()
    rest(qtbot, page.desk.jobs)
    page.trace.setChecked(True)
    out = form.with_name("filled.xlsx")
    with qtbot.waitSignal(page.noted) as noted:
        page.fill(str(out))
    assert noted.args == [f"2 cells were filled in: {out}"]
    sheet = load_workbook(out)[SHEET]
    assert (sheet["B4"].value, sheet["C5"].value) == (118, 51)
    page.put_away()
    rest(qtbot, page.desk.jobs)
    assert page.known.texts.rows == (("form", "2 cells"),)
    again = ministry_form(form.with_name("again.xlsx"), year=2018, above=2)
    opened(qtbot, page, again)
    assert {cell[1:] for cell in page.ties} == {(6, 1), (7, 2)}
    assert page.state.text() == "2 cells stand elsewhere than last time."
    assert page.name.text() == "form"
    page.years.setCurrentIndex(page.years.findData(2016))
    page.reckon()
    rest(qtbot, page.desk.jobs)
    assert page.grid.texts.index(5, 1).data() == "93"


def test_a_form_that_is_forgotten_is_no_longer_known(
    qtbot: QtBot, page: FillingPage, form: Path
) -> None:
    opened(qtbot, page, form)
    page.grid.choose((4, 1))
    page.tie_cell()
    rest(qtbot, page.desk.jobs)
    page.put_away()
    rest(qtbot, page.desk.jobs)
    page.known.opened.emit(0)
    rest(qtbot, page.desk.jobs)
    assert page.known.texts.rows == ()


def test_what_is_no_form_is_told_in_a_sentence(
    qtbot: QtBot, page: FillingPage, tmp_path: Path
) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"no workbook")
    opened(qtbot, page, tmp_path / "a.xlsx")
    assert "is not a workbook" in page.state.text()
    assert page.shown is None


def test_the_records_behind_a_cell_are_shown(qtbot: QtBot, page: FillingPage, form: Path) -> None:
    opened(qtbot, page, form)
    page.grid.choose((4, 1))
    page.panel.choose("groups")
    page.tie_cell()
    rest(qtbot, page.desk.jobs)
    page.panel.behind.click()
    rest(qtbot, page.desk.jobs)
    assert page.drawer.isVisible()
    assert len(page.drawer.records) == int(page.panel.value.text())


def test_after_filling_in_the_keyboard_is_where_it_was(
    qtbot: QtBot, page: FillingPage, form: Path, tmp_path: Path
) -> None:
    opened(qtbot, page, form)
    page.grid.choose((4, 1))
    page.tie_cell()
    rest(qtbot, page.desk.jobs)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow, timeout=3000)
    page.choose_target = lambda *_: str(tmp_path / "filled.xlsx")
    page.save.setFocus()
    qtbot.keyClick(page.save, Qt.Key.Key_Return)
    assert not page.save.isEnabled()
    assert not page.name.hasFocus()
    rest(qtbot, page.desk.jobs)
    assert (tmp_path / "filled.xlsx").exists()
    assert page.save.hasFocus()
