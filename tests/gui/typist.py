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
            rest(self._qtbot, self._window.desk.jobs)
        return self

    def write(self, text: str) -> "Typist":
        """Type a text, as an input method does where it is not Latin; it is not counted."""
        if text.isascii():
            first, others = text[0], text[1:]
            QTest.keyClicks(self.where(), first)
            QTest.keyClicks(self.where(), others)
        else:
            type_text(self.where(), text)
        rest(self._qtbot, self._window.desk.jobs)
        return self

    @staticmethod
    def where() -> QWidget:
        """Give what has the keyboard."""
        popup = QApplication.activePopupWidget()
        found = popup.focusWidget() if popup else QApplication.focusWidget()
        assert found is not None
        return found
