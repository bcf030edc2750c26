"""Editing a briefing in the window: sentences, sections, paragraphs, and taking them back."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton

from intloffice.briefing import country
from intloffice.gui.dialogs.paragraph_box import ParagraphBox
from intloffice.gui.dialogs.sentence_box import SentenceBox
from intloffice.gui.editors.sentence_editor import SentenceEditor
from intloffice.gui.pages.editing_panel import EditingPanel
from intloffice.gui.place import BRIEFINGS, Place
from intloffice.gui.theme import Theme
from intloffice.gui.widgets.buttons import Tile
from intloffice.operations import edit
from intloffice.records import ALL_KINDS
from intloffice.schema.kind import kind_named
from intloffice.settings import Settings
from tests.gui.conftest import TODAY, go, rest, type_text
from tests.gui.test_briefing_page import click_fact, pages_text

pytestmark = pytest.mark.on_the_sample
CTRL = Qt.KeyboardModifier.ControlModifier
VALUES = {"agreements": "15 agreements", "country": "Japan"}


@pytest.fixture
def page(qtbot: Any, window: Any) -> Any:
    """The page of briefings on the sample office, with the panel open."""
    window.resize(1400, 860)
    made = go(qtbot, window, BRIEFINGS)
    qtbot.mouseClick(made.edit, Qt.MouseButton.LeftButton)
    rest(qtbot, window.desk.jobs)
    return made


def tile(panel: EditingPanel, begins: str) -> Tile:
    return next(t for t in panel.findChildren(Tile) if t.accessibleName().startswith(begins))


def link(panel: EditingPanel, begins: str) -> Any:
    buttons = [*panel.findChildren(QPushButton), *panel.findChildren(QToolButton)]
    return next(b for b in buttons if b.isVisible() and b.accessibleName().startswith(begins))


def press(qtbot: Any, page: Any, widget: Any) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
    rest(qtbot, page.desk.jobs)


def box_of(page: Any, sort: type) -> Any:
    return page.findChildren(sort)[-1]


def rewritten(qtbot: Any, page: Any, begins: str, text: str, *, day_only: bool = False) -> None:
    """Type another text for a sentence, and save it."""
    press(qtbot, page, tile(page.editing, begins))
    box = box_of(page, SentenceBox)
    box.editor.selectAll()
    qtbot.keyClick(box.editor, Qt.Key.Key_Delete)
    type_text(box.editor, text)
    box.day_only.setChecked(day_only)
    press(qtbot, page, box.keep)


def texts(widget: Any) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_a_sentence_that_is_clicked_is_rewritten_printed_and_traced(qtbot, page) -> None:
    rewritten(qtbot, page, "As of 31 December", "In {country} we now have {agreements}, all told.")
    assert "In Japan we now have 15 university-level agreements, all told." in " ".join(
        pages_text(page.printed.pdf).split()
    )
    assert "In your words" in texts(page.editing)
    click_fact(qtbot, page, "agreements.overview/agreements")
    assert len(page.drawer.records) == 15


def test_ctrl_z_takes_an_edit_back_and_so_does_its_link(qtbot, page, window) -> None:
    before = pages_text(page.printed.pdf)
    rewritten(qtbot, page, "As of 31 December", "We have {agreements}.")
    assert page.editing.shown.is_edited
    window.undo_action.trigger()  # Ctrl+Z, as in every list
    rest(qtbot, page.desk.jobs)
    assert not page.editing.shown.is_edited
    rewritten(qtbot, page, "As of 31 December", "We have {agreements}.")
    press(qtbot, page, link(page.editing, "Take back: We have 15"))
    assert "As of 31 December 2017, Chongqing University has 15" in " ".join(
        pages_text(page.printed.pdf).split()
    )
    assert len(before.split()) == len(pages_text(page.printed.pdf).split())


def test_a_name_that_is_unknown_or_broken_is_told_and_cannot_be_saved(qtbot, page) -> None:
    press(qtbot, page, tile(page.editing, "As of 31 December"))
    box = box_of(page, SentenceBox)
    for text, told in (
        ("We have {agreemnts}.", "“{agreemnts}” is not computed in this sentence"),
        ("We have {agreements", "A brace stands alone"),
    ):
        box.editor.selectAll()
        type_text(box.editor, text)
        assert told in box.refused.text()
        assert not box.keep.isEnabled()
        box.accept()
        assert box.isVisible()
    box.editor.selectAll()
    type_text(box.editor, "We have {agreements} and 16 more in {country}.")
    assert box.refused.text() == ""
    assert "“{others}” (1 other institution) is not in the sentence any more." in box.told.text()
    assert "Typed by hand: 16." in box.told.text()
    assert box.keep.isEnabled()
    box.reject()


def test_a_chip_is_put_in_from_below_and_the_computed_text_comes_back(qtbot, page) -> None:
    press(qtbot, page, tile(page.editing, "As of 31 December"))
    box = box_of(page, SentenceBox)
    whole = box.editor.text()
    box.editor.selectAll()
    type_text(box.editor, "Now: ")
    chip = next(b for b in box.findChildren(QPushButton) if b.text() == "1 other institution")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert box.editor.text() == "Now: {others}"
    back = next(b for b in box.findChildren(QPushButton) if b.text() == "As computed")
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert box.editor.text() == whole
    assert "{universities}" in whole
    box.reject()


def test_a_sentence_emptied_is_left_out_and_one_for_the_day_holds_that_day_only(
    qtbot, page
) -> None:
    rewritten(qtbot, page, "As of 31 December", "")
    assert "As of 31 December 2017, Chongqing" not in pages_text(page.printed.pdf)
    assert "Not printed" in texts(page.editing)
    rewritten(qtbot, page, "As of 31 December", "Today: {agreements}.", day_only=True)
    assert "Today: 15" in pages_text(page.printed.pdf)
    page.panel.show_day(date(2017, 12, 30))
    page.panel.asked_anew.emit()
    rest(qtbot, page.desk.jobs)
    assert "Today:" not in pages_text(page.printed.pdf)


def test_what_no_longer_fits_is_told_beside_the_computed_sentence(qtbot, page, store) -> None:
    rewritten(qtbot, page, "The number of students sent", "Up from {a} to {b}.")
    kind = kind_named(ALL_KINDS, "mobility")
    with store.read() as session:
        briefing = country.compose(session, "JP", TODAY, Settings())
    gone = briefing.find("outbound.year").facts["persons"].records
    with store.write("Remove", "Wang") as session:
        for source in gone[:80]:
            edit.remove(session, kind, source.id)
    page.refresh()
    rest(qtbot, page.desk.jobs)
    said = texts(page.editing)
    assert "The computed sentence has changed since you wrote yours" in said
    assert "You wrote: Up from {a} to {b}." in said
    assert "fell from 34" in " ".join(pages_text(page.printed.pdf).split())
    assert any("reads otherwise now" in label.text() for label in page.panel.findChildren(QLabel))
    press(qtbot, page, tile(page.editing, "The number of students sent"))
    box = box_of(page, SentenceBox)
    assert box.editor.text() == "Up from {a} to {b}."
    box.accept()
    rest(qtbot, page.desk.jobs)
    assert "Up from 34 to" in pages_text(page.printed.pdf)


def test_sections_are_moved_and_left_out_by_keyboard_and_kept(qtbot, page, window) -> None:
    down = link(page.editing, "Further down: Agreements")
    down.setFocus()
    qtbot.keyClick(down, Qt.Key.Key_Space)
    rest(qtbot, page.desk.jobs)
    order = [section.heading for section in page.editing.shown.sections]
    assert order[:2] == ["People", "Agreements"]
    assert list(page.panel.boxes)[:2] == ["People", "Agreements"]
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Further down: Agreements"
    press(qtbot, page, link(page.editing, "Leave out: Awards"))
    assert not page.panel.boxes["Awards"].isEnabled()
    assert "left out" in texts(page.panel)
    assert "Ryoichi Sasakawa Young Leaders" not in pages_text(page.printed.pdf)
    press(qtbot, page, link(page.editing, "Put back: Awards"))
    assert page.panel.boxes["Awards"].isEnabled()
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    rest(qtbot, page.desk.jobs)
    assert not page.panel.boxes["Awards"].isEnabled()


def test_a_paragraph_of_one_s_own_becomes_a_narrative(qtbot, page, window) -> None:
    press(qtbot, page, link(page.editing, "Add a paragraph … Other matters"))
    box = box_of(page, ParagraphBox)
    box.accept()
    assert "A text is needed" in box.problem.text()
    type_text(box.texts["en"], "Ask about <the> harbour & more.")
    type_text(box.texts["zh"], "谈谈港口。")
    box.accept()
    rest(qtbot, page.desk.jobs)
    assert "Ask about <the> harbour & more." in pages_text(page.printed.pdf)
    opening = link(page.editing, "Open: Ask about")
    with qtbot.waitSignal(page.going) as going:
        qtbot.mouseClick(opening, Qt.MouseButton.LeftButton)
    assert isinstance(going.args[0], Place)
    assert going.args[0].kind == "narrative"


def test_all_is_taken_back_at_once(qtbot, page) -> None:
    rewritten(qtbot, page, "As of 31 December", "We have {agreements}.")
    press(qtbot, page, link(page.editing, "Leave out: Awards"))
    button = next(b for b in page.editing.findChildren(QPushButton) if b.text() == "Take all back")
    press(qtbot, page, button)
    assert not page.editing.shown.is_edited
    assert "Take all back" not in [
        b.text() for b in page.editing.findChildren(QPushButton) if b.isVisible()
    ]


@pytest.fixture
def editor(qtbot: Any) -> SentenceEditor:
    made = SentenceEditor(Theme("light", "#1f5077"), "In your words")
    qtbot.addWidget(made)
    made.show_text("In {country}: {agreements}{agreements}.", VALUES)
    made.show()
    return made


def test_a_chip_is_deleted_whole(qtbot, editor) -> None:
    assert editor.text() == "In {country}: {agreements}{agreements}."
    editor.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    assert editor.text() == "In {country}: {agreements}"
    assert editor.accessibleDescription() == "In Japan: 15 agreements"
    qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert "{agreements}{agreements}" in editor.text()


def test_a_chip_is_copied_and_pasted_as_its_name(qtbot, editor) -> None:
    editor.selectAll()
    copied = editor.createMimeDataFromSelection().text()
    assert copied == "In {country}: {agreements}{agreements}."
    editor.clear()
    data = QMimeData()
    data.setText("<b>{country}</b>\n{nobody} {{x}}")
    editor.insertFromMimeData(data)
    assert editor.text() == "<b>{country}</b> {nobody} {{x}}"
    assert "\ufffc" in editor.toPlainText()
    assert editor.toPlainText().count("\ufffc") == 1


def test_a_sentence_stays_one_paragraph(qtbot, editor) -> None:
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert "\n" not in editor.text()
    assert editor.document().blockCount() == 1


def test_after_a_sentence_is_rewritten_the_keyboard_is_on_it_again(qtbot, page) -> None:
    named = tile(page.editing, "As of 31 December").objectName()
    rewritten(qtbot, page, "As of 31 December", "We have {agreements}.")
    focus = page.window().focusWidget()
    assert focus is not None
    assert focus.objectName() == named
