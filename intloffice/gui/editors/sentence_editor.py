"""A text in which what is computed stands as chips: whole, or not at all."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QMimeData, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPen,
    QPyTextObject,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QTextEdit

from intloffice.gui.theme import Theme
from intloffice.gui.widgets.composing import Composing
from intloffice.names.unseen import made_visible

_CHIP = int(QTextFormat.ObjectTypes.UserObject) + 1
_NAME = int(QTextFormat.Property.UserProperty) + 1
_SIGN = "\ufffc"
_WIDEST = 300.0
_AIR = 6.0
#: By how much a chip stands higher, so that its words stand on the line of the others.
_RISE = 2.5
_NAMED = re.compile(r"\{([A-Za-z_]\w*)\}")


class SentenceEditor(QTextEdit):
    """Holds one sentence; ``edited`` tells that it was changed.

    A chip is deleted whole. Copied, it is its {name}; a {name} that is typed or pasted becomes it.
    """

    edited = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setAcceptRichText(False)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self._values: dict[str, str] = {}
        self._chips = _Chips(theme, self._values, self)
        self.document().documentLayout().registerHandler(_CHIP, self._chips)
        self.setFixedHeight(112)
        Composing(self)
        self.textChanged.connect(self._tell)

    def show_text(self, text: str, values: Mapping[str, str]) -> None:
        """Show a text; ``values`` are what the names that it may hold stand for."""
        self._values.clear()
        self._values.update(values)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        self._insert(cursor, _cut(text, self._values))
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.End)

    def text(self) -> str:
        """Give the text with {name} for each chip."""
        last = len(self.toPlainText())
        return self._between(0, last).strip()

    def insert_name(self, name: str) -> None:
        """Put a chip where the cursor is."""
        self._insert(self.textCursor(), [("", name)])
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep the sentence in one paragraph."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        super().keyPressEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802  Qt's own name
        """Copy a chip as its name."""
        cursor = self.textCursor()
        data = QMimeData()
        data.setText(self._between(cursor.selectionStart(), cursor.selectionEnd()))
        return data

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802  Qt's own name
        """Paste words; the names that are known become chips."""
        words = " ".join(source.text().split("\n"))
        self._insert(self.textCursor(), _cut(words, self._values))

    def _insert(self, cursor: QTextCursor, pieces: Sequence[tuple[str, str]]) -> None:
        for words, name in pieces:
            if name:
                cursor.insertText(_SIGN, self._format(name))
            else:
                cursor.insertText(words.replace(_SIGN, ""), QTextCharFormat())

    def _format(self, name: str) -> QTextCharFormat:
        chip = QTextCharFormat()
        chip.setObjectType(_CHIP)
        chip.setProperty(_NAME, name)
        chip.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
        return chip

    def _between(self, first: int, last: int) -> str:
        """Write what stands between two places, chips as names."""
        written: list[str] = []
        cursor = QTextCursor(self.document())
        for place in range(first, last):
            cursor.setPosition(place)
            cursor.setPosition(place + 1, QTextCursor.MoveMode.KeepAnchor)
            shape = cursor.charFormat()
            is_chip = shape.objectType() == _CHIP
            said = f"{{{shape.property(_NAME)}}}" if is_chip else cursor.selectedText()
            written.append(said.replace("\u2029", " "))
        return "".join(written)

    def _tell(self) -> None:
        said = "".join(
            self._values.get(name, "") if name else words
            for words, name in _cut(self.text(), self._values)
        )
        self.setAccessibleDescription(said)
        self.edited.emit()


class _Chips(QPyTextObject):
    """Draws chips; one shows what its name stands for."""

    def __init__(self, theme: Theme, values: Mapping[str, str], parent: QTextEdit) -> None:
        super().__init__(parent)
        self._theme, self._values, self._editor = theme, values, parent

    def intrinsicSize(  # noqa: N802  Qt's own name
        self, _document: QTextDocument, _place: int, shape: QTextFormat
    ) -> QSizeF:
        """Take the room of the words, and some air."""
        metrics = QFontMetricsF(self._font())
        width = metrics.horizontalAdvance(self._said(shape))
        return QSizeF(width + 2 * _AIR + 2, metrics.height() + 4)

    def drawObject(  # noqa: N802  Qt's own name
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        _document: QTextDocument,
        _place: int,
        shape: QTextFormat,
    ) -> None:
        """Draw a chip."""
        place = QRectF(rect).translated(0, -_RISE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("chip_line"), 1))
        painter.setBrush(self._theme.colour("chip"))
        painter.drawRoundedRect(place.adjusted(1.5, 1.5, -1.5, -1.5), 5, 5)
        painter.setFont(self._font())
        painter.setPen(self._theme.colour("ink"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._said(shape))
        painter.restore()

    def _font(self) -> QFont:
        return self._editor.font()

    def _said(self, shape: QTextFormat) -> str:
        name: Any = shape.property(_NAME)
        value = made_visible(self._values.get(name) or f"{{{name}}}")
        metrics = QFontMetricsF(self._font())
        return metrics.elidedText(value, Qt.TextElideMode.ElideRight, _WIDEST)


def _cut(text: str, known: Mapping[str, str]) -> list[tuple[str, str]]:
    """Cut a text into words and known names."""
    found: list[tuple[str, str]] = []
    last = 0
    for match in _NAMED.finditer(text):
        if match[1] in known:
            found += [(text[last : match.start()], ""), ("", match[1])]
            last = match.end()
    found.append((text[last:], ""))
    return [(words, name) for words, name in found if words or name]
