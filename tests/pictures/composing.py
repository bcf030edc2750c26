"""What acts too early: fields in which a key does something while a character is composed."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from intloffice.gui.main_window import MainWindow
from tests.pictures.reaching import where

#: What an input method may hand on although it is composing.
_KEYS = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backspace,
    Qt.Key.Key_Down,
    Qt.Key.Key_Up,
)
Line = QLineEdit | QPlainTextEdit | QTextEdit


def faults(window: MainWindow, root: QWidget) -> list[str]:
    """Compose in every field that can be typed into; name those in which a key acts meanwhile."""
    return [fault for line in lines(root) for fault in _acts(window, root, line)]


def lines(root: QWidget) -> list[Line]:
    """List the fields that can be typed into."""
    kinds = (QLineEdit, QPlainTextEdit, QTextEdit)
    found = [line for kind in kinds for line in root.findChildren(kind)]
    return [line for line in found if line.isVisible() and line.isEnabled() and not _locked(line)]


def _locked(line: Line) -> bool:
    return line.isReadOnly() or not line.focusPolicy() & Qt.FocusPolicy.StrongFocus


def _acts(window: MainWindow, root: QWidget, line: Line) -> Iterator[str]:
    line.setFocus()
    if QApplication.focusWidget() is not line:
        return
    if isinstance(line, QLineEdit):
        line.deselect()  # what is selected gives way to what is composed
    before = _text(line), window.place
    for key in _KEYS:
        _compose(line, "chongq")
        QTest.keyClick(line, key)
        after = _text(line), window.place
        if not root.isVisible() or not line.isVisible() or after != before:
            yield f"{key.name} acts in {where(line)}"
            return
        if QApplication.focusWidget() is not line:
            yield f"{key.name} leads out of {where(line)}"
        _compose(line, "")
        if _text(line) != before[0]:
            yield f"{key.name} leaves what was composed in {where(line)}"


def _compose(line: Line, letters: str) -> None:
    QCoreApplication.sendEvent(line, QInputMethodEvent(letters, []))


def _text(line: Line) -> str:
    return line.text() if isinstance(line, QLineEdit) else line.toPlainText()
