"""A clerk who types: keys go where the keyboard is, and are counted; texts are not."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.gui.conftest import rest, type_text

_NAMED = {
    "Enter": Qt.Key.Key_Return,
    "Tab": Qt.Key.Key_Tab,
    "Space": Qt.Key.Key_Space,
    "Down": Qt.Key.Key_Down,
    "Up": Qt.Key.Key_Up,
    "Escape": Qt.Key.Key_Escape,
}
_HELD = {"Ctrl": Qt.KeyboardModifier.ControlModifier, "Shift": Qt.KeyboardModifier.ShiftModifier}


class Typist:
    """Presses keys and types texts into whatever has the keyboard."""

    def __init__(self, qtbot: Any, window: Any) -> None:
        self._qtbot, self._window = qtbot, window
        self.keys = 0

    def press(self, *chords: str) -> "Typist":
        """Press keys, each given as ``Ctrl+S`` or ``Tab``; each counts as one."""
        for chord in chords:
            *held, key = chord.split("+")
            modifiers = Qt.KeyboardModifier.NoModifier
            for name in held:
                modifiers |= _HELD[name]
            code = _NAMED.get(key) or getattr(Qt.Key, f"Key_{key}")
            QTest.keyClick(self.where(), code, modifiers)
            self.keys += 1
            self._wait()
        return self

    def write(self, text: str) -> "Typist":
        """Type a text, as an input method does where it is not Latin; it is not counted."""
        if text.isascii():
            first, others = text[0], text[1:]
            QTest.keyClicks(self.where(), first)
            QTest.keyClicks(self.where(), others)
        else:
            type_text(self.where(), text)
        self._wait()
        return self

    def _wait(self) -> None:
        """Let the window show what a key has made, and what it asked for."""
        rest(self._qtbot, self._window.desk.jobs)
        if QApplication.activeWindow() is None:  # a window manager passes it on
            self._window.activateWindow()
        QApplication.processEvents()

    def where(self) -> QWidget:
        """Give what has the keyboard, also where the platform has not passed it on yet."""
        top = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        found = (top or self._window).focusWidget() or QApplication.focusWidget()
        assert found is not None
        return found
