"""Buttons keep the keyboard for whoever pressed them."""

from typing import Any

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from intloffice.gui.widgets.buttons import button


def shown(qtbot: Any) -> tuple[Any, ...]:
    window = QWidget()
    box = QVBoxLayout(window)
    save, line, other = button("Save", lambda: None), QLineEdit(), QLineEdit()
    for widget in (save, line, other):
        box.addWidget(widget)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=3000)
    save.setFocus()
    return save, line, other, window


def test_a_button_that_was_disabled_while_something_was_saved_has_the_keyboard_again(
    qtbot: Any,
) -> None:
    save, line, _, _window = shown(qtbot)
    save.setEnabled(False)
    assert line.hasFocus()
    save.setEnabled(True)
    assert save.hasFocus()


def test_it_takes_nothing_from_whoever_has_gone_on_meanwhile(qtbot: Any) -> None:
    save, _, other, _window = shown(qtbot)
    save.setEnabled(False)
    other.setFocus()
    save.setEnabled(True)
    assert other.hasFocus()
