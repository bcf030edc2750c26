"""Names with a bar and numbers each, the most first; Enter or a click opens one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from intloffice.gui.theme import Theme
from intloffice.i18n import Language
from intloffice.names.unseen import made_visible

_ROW = 28
_BAR = 8
#: Of the room, what the names take at most.
_NAMES = 0.56
_ROOT = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_BAR_DATA = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True)
class Ranked:
    """A name with a number for each series."""

    key: str
    label: str
    numbers: tuple[int, ...]


class _Model(QAbstractListModel):
    def __init__(self, language: Language, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: tuple[Ranked, ...] = ()
        self._language = language
        self._widest = 0

    def show_entries(self, entries: Sequence[Ranked]) -> None:
        """Show other entries."""
        self.beginResetModel()
        self.entries = tuple(entries)
        self._widest = 0
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Count the entries."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = _DISPLAY) -> Any:
        """Tell an entry, in words for those who cannot see the bar."""
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == int(Qt.ItemDataRole.AccessibleTextRole):
            return f"{entry.label} {self.said(entry)}"
        return entry.label if role == _DISPLAY else entry if role == _BAR_DATA else None

    def widest(self, metrics: QFontMetrics) -> int:
        """Tell the width of the longest name."""
        if not self._widest:
            self._widest = max(map(metrics.horizontalAdvance, (e.label for e in self.entries)))
        return self._widest

    def said(self, entry: Ranked) -> str:
        """Write an entry's numbers."""
        return " + ".join(self._language.number(n) for n in entry.numbers if n) or "0"


class RankedList(QListView):
    """Shows names with bars; ``opened`` tells the key of one."""

    opened = Signal(str)

    def __init__(self, theme: Theme, language: Language, name: str) -> None:
        super().__init__()
        self.setObjectName("ranked")
        self.setAccessibleName(name)
        self._model = _Model(language, self)
        self.setModel(self._model)
        self.setItemDelegate(_Painter(theme, self._model, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.clicked.connect(self._open)

    @property
    def entries(self) -> tuple[Ranked, ...]:
        """What is shown."""
        return self._model.entries

    def show_entries(self, entries: Sequence[Ranked]) -> None:
        """Show names with their numbers."""
        if tuple(entries) != self._model.entries:
            self._model.show_entries(entries)

    def full_height(self) -> int:
        """Tell how high the list is without scrolling."""
        return max(1, len(self._model.entries)) * _ROW + 2 * self.frameWidth()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the entry one is on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self._model.entries[index.row()].key)


class _Painter(QStyledItemDelegate):
    """Paints the name at the left, the bar beside it, the numbers at its end."""

    def __init__(self, theme: Theme, model: _Model, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give each entry the same height."""
        return QSize(120, _ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint an entry."""
        entry: Ranked = index.data(_BAR_DATA)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        room = option.rect.adjusted(10, 0, -10, 0)
        widest = self._model.widest(option.fontMetrics) + 14
        name_width = min(widest, int(room.width() * _NAMES))
        name = QRect(room.left(), room.top(), name_width - 10, room.height())
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.setPen(self._theme.colour("text"))
        cut = Qt.TextElideMode.ElideRight
        label = option.fontMetrics.elidedText(made_visible(entry.label), cut, name.width())
        painter.drawText(name, flags, label)
        said = self._model.said(entry)
        reserved = max(44, option.fontMetrics.horizontalAdvance(said) + 12)
        most = max((sum(each.numbers) for each in self._model.entries), default=1) or 1
        left, full = room.left() + name_width, room.width() - name_width - reserved
        top = room.center().y() - _BAR // 2 + 1
        colours = self._theme.series(len(entry.numbers))
        for number, colour in zip(entry.numbers, colours, strict=True):
            if number:
                width = max(2, round(full * number / most))
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colour)
                painter.drawRoundedRect(QRect(left, top, width, _BAR), 2, 2)
                left += width + 1
        painter.setPen(self._theme.colour("quiet"))
        painter.drawText(QRect(left + 7, room.top(), reserved, room.height()), flags, said)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            colour = self._theme.colour("chosen")
        elif state & QStyle.StateFlag.State_MouseOver:
            colour = self._theme.colour("hover")
        else:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(option.rect.adjusted(2, 1, -2, -1), 4, 4)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(self._theme.colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(option.rect.adjusted(2, 1, -2, -1), 4, 4)
