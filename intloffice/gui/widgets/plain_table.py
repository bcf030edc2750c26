"""A small table of texts, with a link at the end of each row."""

import re
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from intloffice.gui.theme import Theme
from intloffice.gui.widgets.plain_label import plain_tip
from intloffice.names.unseen import made_visible

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
#: A number as it is shown, not a code that begins with zeros; a dash stands for none.
_NUMBER = re.compile(r"[1-9][0-9,]*(\.[0-9]+)?|0|–|")
_ROW = 32
_LEAST, _MOST = 72, 420
_MEASURED = 60
_OPEN_KEYS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class TextModel(QAbstractTableModel):
    """Holds rows of texts; ``link`` is what a last column says in each, if anything."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.headings: tuple[str, ...] = ()
        self.rows: tuple[tuple[str, ...], ...] = ()
        self.link = ""
        self._numeric: frozenset[int] = frozenset()

    def show_rows(
        self, headings: Sequence[str], rows: Sequence[Sequence[str]], link: str = ""
    ) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.headings, self.link = tuple(headings), link
        self.rows = tuple(tuple(row) for row in rows)
        self._numeric = _numeric(self.rows, len(headings))
        self.endResetModel()

    def alignment(self, column: int) -> int:
        """Tell at which side the texts of a column stand: numbers at the right."""
        return _RIGHT if column in self._numeric else _LEFT

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Count the columns, with that of the link."""
        return 0 if parent.isValid() else len(self.headings) + bool(self.link)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Show a text."""
        if role != _DISPLAY or not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        return row[column] if column < len(row) else self.link

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Show a column's heading."""
        if orientation == Qt.Orientation.Horizontal and role == _ALIGNMENT:
            return self.alignment(section)
        if role != _DISPLAY or orientation != Qt.Orientation.Horizontal:
            return None
        return self.headings[section] if section < len(self.headings) else ""


class PlainTable(QTableView):
    """Shows rows of texts; ``opened`` tells the row whose link was followed.

    Of ``many`` rows several can be chosen, which ``chosen`` tells then.
    """

    opened = Signal(int)
    chosen = Signal()

    def __init__(self, theme: Theme, name: str, *, many: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.texts = TextModel(self)
        self.setModel(self.texts)
        self.setItemDelegate(_TextPainter(theme, self.texts, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        modes = QAbstractItemView.SelectionMode
        self.setSelectionMode(modes.ExtendedSelection if many else modes.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(48)
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())

    def chosen_rows(self) -> list[int]:
        """Tell which rows are chosen, from the top."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def show_rows(
        self, headings: Sequence[str], rows: Sequence[Sequence[str]], link: str = ""
    ) -> None:
        """Show other rows, each column as wide as its texts want."""
        self.texts.show_rows(headings, rows, link)
        self._set_widths()
        self.scrollToTop()
        if rows and link:
            self.selectRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter follows the link of the chosen row."""
        if Qt.Key(event.key()) in _OPEN_KEYS and self.currentIndex().isValid():
            self._open(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Follow a link that is clicked."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier  # else one chooses several
        if plain and self._is_link(index) and event.button() == Qt.MouseButton.LeftButton:
            self._open(index.row())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over a link, and what was cut off as a tip."""
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        hand = self._is_link(index)
        shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        text = str(index.data() or "") if index.isValid() and not hand else ""
        cut = self.fontMetrics().horizontalAdvance(text) + 24 > self.columnWidth(index.column())
        plain_tip(self.viewport(), text if cut else "")

    def resizeEvent(self, event: Any) -> None:
        """Give the room to the columns anew."""
        super().resizeEvent(event)
        self._set_widths()

    def point_at(self, row: int, column: int) -> QPoint:
        """Tell where a cell is; -1 is the last column."""
        count = self.texts.columnCount()
        return self.visualRect(self.texts.index(row, column % count)).center()

    def _is_link(self, index: QModelIndex) -> bool:
        return index.isValid() and index.column() == len(self.texts.headings)

    def _open(self, row: int) -> None:
        if self.texts.link:
            self.opened.emit(row)

    def _set_widths(self) -> None:
        """Share the room: each column gets what its texts want, the widest gives way."""
        metrics, texts = self.fontMetrics(), self.texts
        header = self.horizontalHeader().fontMetrics()
        least = [max(_LEAST, header.horizontalAdvance(text) + 36) for text in texts.headings]
        wants = [
            max(least[column], min(_MOST, _longest(metrics, texts.rows, column) + 28))
            for column in range(len(least))
        ]
        link = metrics.horizontalAdvance(texts.link) + 36 if texts.link else 0
        spare = self.viewport().width() - sum(wants) - link
        while spare < 0 and (wide := [n for n, want in enumerate(wants) if want > least[n]]):
            widest = max(wide, key=wants.__getitem__)
            given = min(-spare, 16, wants[widest] - least[widest])
            wants[widest] -= given
            spare += given
        if spare > 0 and wants:
            wants = [want + spare // len(wants) for want in wants]
        for column, want in enumerate(wants):
            self.setColumnWidth(column, want)
        if link:
            self.setColumnWidth(len(wants), link)


def _longest(metrics: QFontMetrics, rows: Sequence[Sequence[str]], column: int) -> int:
    """Measure the longest text of a column among the first rows."""
    return max((metrics.horizontalAdvance(row[column]) for row in rows[:_MEASURED]), default=0)


def _numeric(rows: Sequence[Sequence[str]], columns: int) -> frozenset[int]:
    """Tell which columns after the first, which names its row, hold numbers, or only dashes."""
    held = {n: {row[n] for row in rows if n < len(row)} for n in range(1, columns)}
    bare = {n for n, cells in held.items() if cells - {""} and all(map(_NUMBER.fullmatch, cells))}
    return frozenset(bare if any(held[n] - {"", "–"} for n in bare) else ())


class _TextPainter(QStyledItemDelegate):
    """Paints texts with a line under each row, and links underlined."""

    def __init__(self, theme: Theme, texts: TextModel, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._texts = texts

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Underline a link."""
        super().initStyleOption(option, index)
        if index.column() == len(self._texts.headings):
            option.font.setUnderline(True)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the text and the line."""
        room = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(room, self._theme.colour("chosen"))
        painter.setPen(self._theme.colour("line"))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        self.initStyleOption(option, index)
        painter.setFont(option.font)
        link = index.column() == len(self._texts.headings)
        painter.setPen(self._theme.colour("ink" if link else "text"))
        inner = room.adjusted(12, 0, -12, 0)
        shown = option.fontMetrics.elidedText(
            made_visible(option.text), Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, self._texts.alignment(index.column()), shown)
