"""A list under a field that offers what may be meant; the field keeps the keyboard."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from intloffice.gui.theme import Theme
from intloffice.gui.widgets.composing import Composing
from intloffice.names.unseen import made_visible

_WORD = int(Qt.ItemDataRole.UserRole)
DETAIL = _WORD + 1
_ROWS = 9
_HEIGHT = 32
_KEYS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}


@dataclass(frozen=True)
class Suggestion:
    """Something that may be meant; ``word`` is what is chosen, ``detail`` tells it from others.

    One that ``begins`` something, as a new record, is never taken by the way, with Tab.
    """

    word: Any
    text: str
    detail: str = ""
    begins: bool = False


class Suggestions(QListWidget):
    """Offers suggestions under a line; arrows choose, Enter and Tab take, Escape puts away."""

    taken = Signal(object)

    def __init__(self, line: QLineEdit, theme: Theme) -> None:
        super().__init__(line)
        self._line = line
        self.setObjectName("suggestions")
        self.setWindowFlags(Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setItemDelegate(TwoTexts(theme, self))
        line.installEventFilter(self)
        Composing(line)
        self.itemClicked.connect(self._take)

    def offer(self, suggestions: Sequence[Suggestion]) -> None:
        """Show what may be meant, the first of it chosen; nothing hides the list."""
        self.clear()
        for suggestion in suggestions:
            item = QListWidgetItem(suggestion.text, self)
            item.setData(_WORD, suggestion)
            item.setData(DETAIL, suggestion.detail)
        if not suggestions or not self._line.hasFocus():
            self.hide()
            return
        self.setCurrentRow(0)
        rows = min(len(suggestions), _ROWS)
        width = max(self._line.width(), 360 if any(s.detail for s in suggestions) else 240)
        self.resize(width, rows * _HEIGHT + 10)
        self.move(self._corner())
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that are for the list from the line."""
        if watched is not self._line:
            return super().eventFilter(watched, event)
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.hide()
        elif event.type() == QEvent.Type.ShortcutOverride and self.isVisible():
            if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self.isVisible() and self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if key in _KEYS:
            row = self.currentRow() + _KEYS[key]
            self.setCurrentRow(max(0, min(self.count() - 1, row)))
            return True
        if key == Qt.Key.Key_Escape:
            self.hide()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            passing = key == Qt.Key.Key_Tab
            self._take(self.currentItem(), passing=passing)
            return not passing
        return False

    def _take(self, item: QListWidgetItem | None, *, passing: bool = False) -> None:
        self.hide()
        if item is not None and not (passing and item.data(_WORD).begins):
            self.taken.emit(item.data(_WORD))

    def _corner(self) -> QPoint:
        below = self._line.mapToGlobal(QPoint(0, self._line.height() + 2))
        screen = self._line.screen().availableGeometry()
        if below.y() + self.height() > screen.bottom():
            return self._line.mapToGlobal(QPoint(0, -self.height() - 2))
        return below


class TwoTexts(QStyledItemDelegate):
    """Paints a text, and at the right a muted one that tells it from others."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give every suggestion the same height."""
        return QSize(0, _HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint both texts."""
        room: QRect = option.rect
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(room, self._theme.colour("chosen"))
        inner = room.adjusted(10, 0, -10, 0)
        if not index.flags() & Qt.ItemFlag.ItemIsEnabled:
            self._paint_head(painter, inner, str(index.data()))
            return
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        metrics = painter.fontMetrics()
        text = made_visible(str(index.data()))
        detail = made_visible(str(index.data(DETAIL) or ""))
        used = min(metrics.horizontalAdvance(text), inner.width())
        cut = Qt.TextElideMode.ElideRight
        painter.setPen(self._theme.colour("text"))
        painter.drawText(inner, left, metrics.elidedText(text, cut, inner.width()))
        spare = inner.width() - used - 16
        if detail and spare > 40:
            painter.setPen(self._theme.colour("muted"))
            painter.drawText(inner, right, metrics.elidedText(detail, cut, spare))

    def _paint_head(self, painter: QPainter, room: QRect, text: str) -> None:
        painter.save()
        font = painter.font()
        font.setPixelSize(12)
        painter.setFont(font)
        painter.setPen(self._theme.colour("muted"))
        place = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
        painter.drawText(room.adjusted(0, 0, 0, -4), place, text.upper())
        painter.restore()
