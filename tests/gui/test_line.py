"""A line of input whose text is longer than the line."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame
from pytestqt.qtbot import QtBot

from intloffice.gui.icons import icon
from intloffice.gui.widgets.line import Line

TITLE = "Visit of the Consul General of Japan in Chongqing"


def line(qtbot: QtBot, text: str, width: int) -> Line:
    made = Line()
    qtbot.addWidget(made)
    made.setText(text)
    made.setCursorPosition(0)
    made.setFixedWidth(width)
    made.show()
    made.clearFocus()
    return made


def test_a_text_that_is_cut_off_says_so_while_nobody_writes(qtbot: QtBot) -> None:
    made = line(qtbot, TITLE, 200)
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    assert made.shown_text() == TITLE
    made.clearFocus()
    assert made.shown_text().endswith("…")
    assert TITLE.startswith(made.shown_text()[:-1])
    assert made.text() == TITLE


def test_one_who_goes_on_leaves_the_beginning_in_sight(qtbot: QtBot) -> None:
    made, other = line(qtbot, "", 200), QLineEdit()
    qtbot.addWidget(other)
    other.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    QTest.keyClicks(made, TITLE)
    assert made.cursorPosition() == len(TITLE)
    made.clearFocus()
    assert made.shown_text().startswith("Visit of")
    assert made.shown_text().endswith("…")
    made.setFocus()
    assert made.cursorPosition() == len(TITLE)


def test_a_line_as_wide_as_its_text_shows_it_whole(qtbot: QtBot) -> None:
    made = line(qtbot, "10:00", 400)
    option = QStyleOptionFrame()
    made.initStyleOption(option)
    inner = made.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, made)
    needed = made.fontMetrics().horizontalAdvance("10:00") + 4
    made.setFixedWidth(made.width() - inner.width() + needed)
    assert made.shown_text() == "10:00"


def test_a_text_that_has_room_is_shown_whole(qtbot: QtBot) -> None:
    assert line(qtbot, TITLE, 900).shown_text() == TITLE
    assert line(qtbot, "", 60).shown_text() == ""


def test_a_text_ends_before_a_button_inside_the_line(qtbot: QtBot) -> None:
    bare, other = line(qtbot, TITLE, 240), line(qtbot, TITLE, 240)
    trailing = QLineEdit.ActionPosition.TrailingPosition
    other.addAction(icon("chevron-down", "#667788"), trailing)
    assert len(other.shown_text()) < len(bare.shown_text())


def test_a_shortened_text_is_painted_where_a_whole_one_would_be(qtbot: QtBot) -> None:
    made = line(qtbot, TITLE, 200)
    plain = QLineEdit(TITLE)
    qtbot.addWidget(plain)
    plain.setCursorPosition(0)
    plain.setFixedWidth(200)
    plain.show()
    plain.clearFocus()
    ours, qts = made.grab().toImage(), plain.grab().toImage()
    beginning = range(100)  # far from the ellipsis
    assert ours.size() == qts.size()
    assert all(ours.pixel(x, y) == qts.pixel(x, y) for x in beginning for y in range(ours.height()))
