"""Buttons keep the keyboard for whoever pressed them, and take it from nobody who types."""

from typing import Any

import pytest
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget

from intloffice.gui.widgets.buttons import Segments, button


@pytest.fixture
def shown(qtbot: Any) -> Any:
    """Show a window with a button that saves, and put the keyboard on it."""
    windows: list[QWidget] = []

    def show(*others: QWidget) -> QPushButton:
        window = QWidget()
        windows.append(window)
        box = QVBoxLayout(window)
        save = button("Save", lambda: None)
        for widget in (save, *others):
            box.addWidget(widget)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        save.setFocus()
        return save

    return show


def test_a_button_that_was_disabled_while_something_was_saved_has_the_keyboard_again(
    shown: Any,
) -> None:
    other = QPushButton("Other")
    save = shown(other)
    save.setEnabled(False)
    assert other.hasFocus()
    save.setEnabled(True)
    assert save.hasFocus()


def test_it_takes_nothing_from_whoever_has_gone_on_meanwhile(shown: Any) -> None:
    first, second = QPushButton("First"), QPushButton("Second")
    save = shown(first, second)
    save.setEnabled(False)
    second.setFocus()
    save.setEnabled(True)
    assert second.hasFocus()


def test_it_takes_nothing_from_a_line_in_which_one_types(qtbot: Any, shown: Any) -> None:
    line = QLineEdit()
    save = shown(line)
    line.textEdited.connect(lambda _: save.setEnabled(True))
    save.setEnabled(False)
    line.setFocus()
    qtbot.keyClicks(line, "typed")
    assert line.hasFocus()
    assert save.isEnabled()


def test_what_is_typed_meanwhile_goes_into_no_line_that_nobody_went_to(
    qtbot: Any, shown: Any
) -> None:
    line = QLineEdit("Name")
    save = shown(line)
    save.setEnabled(False)
    assert not line.hasFocus()
    save.setEnabled(True)
    assert save.hasFocus()


def test_it_has_the_keyboard_again_also_where_a_box_lies_before_its_window(
    qtbot: Any, shown: Any
) -> None:
    line, box = QLineEdit("Name"), QDialog()
    save = shown(line)
    qtbot.addWidget(box)
    box.show()
    box.activateWindow()
    qtbot.waitUntil(box.isActiveWindow, timeout=3000)
    save.setEnabled(False)
    assert save.window().focusWidget() is not line
    box.close()
    save.setEnabled(True)
    assert save.window().focusWidget() is save


def test_choices_beside_one_another_are_equally_high_in_any_script(qtbot: Any) -> None:
    segments = Segments({"en": "English", "ja": "日本語"}, "en")
    qtbot.addWidget(segments)
    english, japanese = segments.findChildren(QPushButton)
    japanese.setStyleSheet("font-size: 21px")  # as letters of another font are higher
    segments.show()
    assert japanese.sizeHint().height() > english.sizeHint().height()
    assert english.height() == japanese.height()
    assert english.y() == japanese.y()
