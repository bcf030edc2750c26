"""A line of input that ends in an ellipsis where its text is longer than it is wide."""

from PySide6.QtCore import QMimeData, QRect, Qt
from PySide6.QtGui import QDragEnterEvent, QFocusEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame, QToolButton

#: Pixels that Qt keeps before and behind the text of a line.
_OWN = 2
#: One who goes for such a reason comes back to where the cursor was.
_AWHILE = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


class Line(QLineEdit):
    """Shows the beginning of a long text while nobody writes in it, and that there is more."""

    _left = "", 0

    def shown_text(self) -> str:
        """Give the text as it is seen, shortened where it is too long."""
        if not self._rests():
            return self.text()
        end, room = Qt.TextElideMode.ElideRight, self._place().width()
        return self.fontMetrics().elidedText(self.text(), end, room)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the beginning of the text again, however far one has written."""
        self._left = self.text(), self.cursorPosition()
        super().focusOutEvent(event)
        if event.reason() not in _AWHILE:
            self.setCursorPosition(0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Go on where one was, if the page gives the keyboard back."""
        super().focusInEvent(event)
        text, at = self._left
        if event.reason() is Qt.FocusReason.OtherFocusReason and text == self.text():
            self.setCursorPosition(at)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let files pass to the page, whose they are: their paths are no text."""
        if files_in(event.mimeData()):
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a shortened text as Qt paints a whole one."""
        shown = self.shown_text()
        if shown == self.text():
            super().paintEvent(event)
            return
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, self)
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.drawText(self._place(), side | Qt.TextFlag.TextSingleLine, shown)
        painter.end()

    def _rests(self) -> bool:
        written = self.hasFocus() or self.cursorPosition() > 0
        return not written and self.echoMode() is QLineEdit.EchoMode.Normal

    def _place(self) -> QRect:
        """Give the place of the text: left of the buttons inside the line."""
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        inner = (
            self.style()
            .subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
            .marginsRemoved(self.textMargins())
        )
        buttons = [each.x() for each in self.findChildren(QToolButton) if each.isVisible()]
        right = min([inner.right() + 1, *(x for x in buttons if x > inner.center().x())])
        height = self.fontMetrics().height()
        top = inner.top() + (inner.height() - height + 1) // 2
        return QRect(inner.left() + _OWN, top, right - inner.left() - 2 * _OWN, height)


def files_in(data: QMimeData) -> list[str]:
    """Tell the paths of the files that are dragged or copied."""
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
