"""A layout that sets its widgets in lines, as words are set."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Sets widgets one after the other and breaks the line where the room ends."""

    def __init__(self, parent: QWidget | None = None, gap: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Append an item."""
        self._items.append(item)
        self._heights.clear()

    def invalidate(self) -> None:
        """Forget the heights: a widget is of another size, or comes or goes."""
        self._heights.clear()
        super().invalidate()

    def insert_widget(self, position: int, widget: QWidget) -> None:
        """Put a widget among the others."""
        self.addWidget(widget)
        self._items.insert(position, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        """Count the items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Give an item."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out."""
        self._heights.clear()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Ask for no more room than is needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Tell that the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Tell the height for a width, which Qt asks for again and again."""
        if width not in self._heights:
            self._heights[width] = self._set(QRect(0, 0, width, 0), place=False)
        return self._heights[width]

    def setGeometry(self, room: QRect) -> None:
        """Set the widgets."""
        super().setGeometry(room)
        self._set(room, place=True)

    def sizeHint(self) -> QSize:
        """Ask for room for all in a line."""
        width = sum(item.sizeHint().width() + self._gap for item in self._items)
        return QSize(width, self.minimumSize().height())

    def minimumSize(self) -> QSize:
        """Ask for room for the widest."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _set(self, room: QRect, *, place: bool) -> int:
        inner = room.marginsRemoved(self.contentsMargins())
        x, y, line = inner.x(), inner.y(), 0
        shown = [i for i in self._items if (w := i.widget()) is None or not w.isHidden()]
        placed: list[tuple[QLayoutItem, QRect]] = []
        for number, item in enumerate(shown):
            size = item.sizeHint()
            last = number == len(shown) - 1
            if x + size.width() > inner.right() + 1 and line > 0:
                _centre(placed, line, place=place)
                x, y, line, placed = inner.x(), y + line + self._gap, 0, []
            growing = last and bool(item.expandingDirections() & Qt.Orientation.Horizontal)
            width = inner.right() + 1 - x if growing else min(size.width(), inner.width())
            placed.append((item, QRect(QPoint(x, y), QSize(width, size.height()))))
            x += size.width() + self._gap
            line = max(line, size.height())
        _centre(placed, line, place=place)
        return y + line - room.y() + self.contentsMargins().bottom()


def _centre(placed: list[tuple[QLayoutItem, QRect]], line: int, *, place: bool) -> None:
    """Set the widgets of a line on one middle, however high each is."""
    for item, room in placed if place else ():
        item.setGeometry(room.translated(0, (line - room.height()) // 2))


def take_out(layout: QLayout) -> None:
    """Take all widgets out of a layout, to put them in anew.

    An item that is only taken out lives on, and stays the one that is told of the widget's new
    size: the layout then keeps the height it had found before.
    """
    while (item := layout.itemAt(0)) is not None:
        widget = item.widget()
        if widget is None:
            layout.takeAt(0)
        else:
            layout.removeWidget(widget)
