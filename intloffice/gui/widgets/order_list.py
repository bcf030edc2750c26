"""A list of people in an order that is changed by dragging, or by Alt+↑ and Alt+↓."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QDropEvent, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from intloffice.gui.theme import Theme
from intloffice.names.unseen import made_visible

_LINE = int(Qt.ItemDataRole.UserRole)
_HEIGHT = 56
_GRIP = 18
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True)
class Placed:
    """One in the order: a key, a name and the same otherwise written, a post, a role, a doubt."""

    key: int
    name: str
    other: str
    post: str
    role: str
    doubt: str = ""

    @property
    def spoken(self) -> str:
        """All of it, as a screen reader tells it."""
        return ", ".join(filter(None, (self.name, self.other, self.role, self.post, self.doubt)))


class OrderList(QListWidget):
    """Shows people in their order; ``moved`` tells all keys in the new one."""

    moved = Signal(list)
    opened = Signal(int)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(_Lines(theme, self))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.itemActivated.connect(lambda item: self.opened.emit(item.data(_LINE).key))

    def keys(self) -> list[int]:
        """Tell the keys in their order."""
        return [self.item(row).data(_LINE).key for row in range(self.count())]

    def show_people(self, people: Sequence[Placed]) -> None:
        """Show people; who was chosen before stays chosen."""
        chosen = self.currentItem()
        key = chosen.data(_LINE).key if chosen else 0
        self.clear()
        for number, placed in enumerate(people, 1):
            item = QListWidgetItem(placed.name, self)
            item.setData(_LINE, placed)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{number}. {placed.spoken}")
            item.setToolTip("")
            if placed.key == key:
                self.setCurrentItem(item)
        if people and self.currentRow() < 0:
            self.setCurrentRow(0)
        self.setFixedHeight(_HEIGHT * len(people))
        self.setVisible(bool(people))

    def move_chosen(self, step: int) -> None:
        """Put the one that is chosen a place higher or lower."""
        row = self.currentRow()
        if step and row >= 0 and 0 <= row + step < self.count():
            item = self.takeItem(row)
            self.insertItem(row + step, item)
            self.setCurrentRow(row + step)
            self.moved.emit(self.keys())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with Alt and an arrow."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_chosen(step)
            return
        super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Put the one that is dragged between the two it was dropped between."""
        height = event.position().y()
        middles = [self.visualItemRect(self.item(row)).center().y() for row in range(self.count())]
        gap = sum(middle < height for middle in middles)
        row = self.currentRow()
        self.move_chosen(gap - row - (gap > row))
        event.setDropAction(
            Qt.DropAction.IgnoreAction
        )  # or Qt would take it away from where it was
        event.accept()


class _Lines(QStyledItemDelegate):
    """Paints a grip, the name over the post, and the role at the right."""

    def __init__(self, theme: Theme, parent: QListWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._list = parent

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give everybody the same height."""
        return QSize(0, _HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one."""
        given: Any = option
        room: QRect = given.rect
        placed: Placed = index.data(_LINE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, room, given.state)
        self._paint_grip(painter, room)
        inner = room.adjusted(_GRIP + 6, 7, -8, -7)
        top = QRect(inner.left(), inner.top(), inner.width(), 22)
        below = QRect(inner.left(), inner.top() + 22, inner.width(), 20)
        top = self._paint_pill(painter, top, placed.role, "")
        below = self._paint_pill(painter, below, placed.doubt, "waiting")
        self._paint_name(painter, top, placed)
        small = _sized(painter.font(), 13)
        painter.setFont(small)
        painter.setPen(self._theme.colour("muted"))
        _write(painter, below, placed.post, QFontMetrics(small))
        painter.restore()

    def _paint_ground(self, painter: QPainter, room: QRect, state: QStyle.StateFlag) -> None:
        if state & QStyle.StateFlag.State_Selected and self._list.hasFocus():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("chosen"))
            painter.drawRoundedRect(room.adjusted(0, 1, 0, -1), 6, 6)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(self._theme.colour("ink"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(room.adjusted(1, 2, -1, -2), 6, 6)

    def _paint_grip(self, painter: QPainter, room: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("field_line"))
        middle = QPoint(room.left() + 9, room.center().y())
        for across in (0, 5):
            for down in (-5, 0, 5):
                painter.drawEllipse(middle + QPoint(across, down), 1, 1)

    def _paint_pill(self, painter: QPainter, room: QRect, text: str, tone: str) -> QRect:
        """Paint a word at the right of a line, if there is one; give the room that is left."""
        if not text:
            return room
        font = _sized(painter.font(), 12)
        metrics = QFontMetrics(font)
        width = min(metrics.horizontalAdvance(text) + 16, room.width() // 2)
        pill = QRect(room.right() - width, room.top() + 1, width, 19)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(f"{tone}_ground" if tone else "hover"))
        painter.drawRoundedRect(pill, 9, 9)
        painter.setFont(font)
        painter.setPen(self._theme.colour(tone or "quiet"))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width - 12)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, shown)
        return room.adjusted(0, 0, -width - 6, 0)

    def _paint_name(self, painter: QPainter, room: QRect, placed: Placed) -> None:
        strong = _sized(painter.font(), 14, strong=True)
        name = made_visible(placed.name)
        painter.setFont(strong)
        painter.setPen(self._theme.colour("text"))
        _write(painter, room, name, QFontMetrics(strong))
        used = QFontMetrics(strong).horizontalAdvance(name) + 8
        if placed.other and room.width() - used > 24:
            plain = _sized(painter.font(), 14)
            painter.setFont(plain)
            painter.setPen(self._theme.colour("quiet"))
            _write(painter, room.adjusted(used, 0, 0, 0), placed.other, QFontMetrics(plain))


def _sized(font: QFont, pixels: int, *, strong: bool = False) -> QFont:
    made = QFont(font)
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return made


def _write(painter: QPainter, room: QRect, text: str, metrics: QFontMetrics) -> None:
    shown = metrics.elidedText(made_visible(text), Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
