"""A sheet of a form as a grid: cells made one, widths, and what its cells are tied to."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from intloffice.gui.theme import Theme
from intloffice.names.unseen import made_visible

if TYPE_CHECKING:
    from intloffice.gui.filling import ShownSheet

#: What a count that is dragged is carried as.
COUNT = "application/x-intloffice-count"
Spot = tuple[int, int]
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_CHARACTER, _ROOM, _POINT = 7.2, 9, 4 / 3
_ROW, _WIDEST, _LEAST = 24, 420, 26
#: So many ranges of cells are shown as one.
_MOST_SPANS = 2_000
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TAKE_OFF = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_ROLES = Qt.ItemDataRole


class FormModel(QAbstractTableModel):
    """Holds a sheet, and over it what its tied cells come to.

    A mark is a text with the name of its tone: good, waiting or bad.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.sheet: ShownSheet | None = None
        self.marks: Mapping[Spot, tuple[str, str]] = {}

    def show_sheet(self, sheet: "ShownSheet", marks: Mapping[Spot, tuple[str, str]]) -> None:
        """Show another sheet."""
        self.beginResetModel()
        self.sheet, self.marks = sheet, marks
        self.endResetModel()

    def show_marks(self, marks: Mapping[Spot, tuple[str, str]]) -> None:
        """Show what cells come to now."""
        self.marks = marks
        last = self.index(max(self.rowCount() - 1, 0), max(self.columnCount() - 1, 0))
        self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Count the rows."""
        return self.sheet.rows if self.sheet and not parent.isValid() else 0

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Count the columns."""
        return len(self.sheet.widths) if self.sheet and not parent.isValid() else 0

    def data(self, index: _Index, role: int = int(_ROLES.DisplayRole)) -> Any:
        """Show what a cell says, or what it comes to."""
        if self.sheet is None or not index.isValid():
            return None
        spot = (index.row() + 1, index.column())
        mark = self.marks.get(spot)
        if role in (_ROLES.DisplayRole, _ROLES.AccessibleTextRole):
            return made_visible(mark[0] if mark else self.sheet.texts.get(spot, ""))
        if role == _ROLES.TextAlignmentRole and mark:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        blocked = spot in self.sheet.blocked
        colours = {
            _ROLES.BackgroundRole: f"{mark[1]}_ground" if mark else "side" if blocked else "",
            _ROLES.ForegroundRole: mark[1] if mark else "muted" if blocked else "text",
        }
        colour = colours.get(_ROLES(role), "")
        return self._theme.colour(colour) if colour else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(_ROLES.DisplayRole)
    ) -> Any:
        """Name the columns by letters, and the rows by numbers."""
        if role != _ROLES.DisplayRole:
            return None
        return letters(section) if orientation == Qt.Orientation.Horizontal else str(section + 1)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let counts be dropped where they can be tied."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDropEnabled


class FormGrid(QTableView):
    """Shows a sheet; a count is dropped on a cell, or asked for with Enter, and taken off again."""

    asked = Signal()
    dropped = Signal(str, int, int)
    taken_off = Signal()
    moved = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.texts = FormModel(theme)
        self.setModel(self.texts)
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(True)
        self.setAcceptDrops(True)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setMinimumSectionSize(1)
            header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
            header.setHighlightSections(True)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        line = theme.colour("line").name()
        self.setStyleSheet(
            f"QTableView {{ gridline-color: {line}; }} QTableView::item {{ padding: 0 3px; }}"
            " QHeaderView::section { padding: 0 4px; }"
        )
        self.selectionModel().currentChanged.connect(lambda *_: self.moved.emit())
        self.doubleClicked.connect(lambda _index: self.asked.emit())

    def show_sheet(self, sheet: "ShownSheet", marks: Mapping[Spot, tuple[str, str]]) -> None:
        """Show a sheet, the first of its cells chosen that waits for a number."""
        self.texts.show_sheet(sheet, marks)
        self.clearSpans()
        for column, width in enumerate(sheet.widths):
            self.setColumnHidden(column, not width)
            pixels = round(width * _CHARACTER + _ROOM)
            self.setColumnWidth(column, min(max(pixels, _LEAST), _WIDEST))
        for row in range(sheet.rows):
            height = sheet.heights.get(row + 1)
            self.setRowHidden(row, height == 0)
            self.setRowHeight(row, max(round((height or 0) * _POINT), _ROW))
        for top, left, bottom, right in sheet.merged[:_MOST_SPANS]:
            wide, high = min(right, len(sheet.widths) - 1) - left, min(bottom, sheet.rows) - top
            if wide > 0 or high > 0:
                self.setSpan(top - 1, left, high + 1, wide + 1)
        self.choose(self._first_gap(sheet))

    @property
    def spot(self) -> Spot:
        """The cell that is chosen; of cells made one the first."""
        index = self.currentIndex()
        return self._whole((index.row() + 1, index.column())) if index.isValid() else (1, 0)

    def choose(self, spot: Spot) -> None:
        """Choose a cell."""
        index = self.texts.index(spot[0] - 1, spot[1])
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter asks for a count, Delete takes it off."""
        if event.key() in _ENTER:
            self.asked.emit()
        elif event.key() in _TAKE_OFF:
            self.taken_off.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take counts, and nothing else."""
        if event.mimeData().hasFormat(COUNT):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show over which cell a count would be dropped."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.mimeData().hasFormat(COUNT):
            self.setCurrentIndex(index)
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tie a count to the cell it is dropped on."""
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or not event.mimeData().hasFormat(COUNT):
            event.ignore()
            return
        event.acceptProposedAction()
        row, column = self._whole((index.row() + 1, index.column()))
        name = bytes(event.mimeData().data(COUNT).data()).decode()
        self.dropped.emit(name, row, column)

    def _first_gap(self, sheet: "ShownSheet") -> Spot:
        """Find the first empty cell in a line that begins with a label, under a heading."""
        first = min((column for _, column in sheet.texts), default=0)
        headed: set[int] = set()
        for row in range(1, sheet.rows + 1):
            waits = headed if sheet.texts.get((row, first)) else set()
            for column in range(first, len(sheet.widths)):
                spot = (row, column)
                if sheet.texts.get(spot):
                    headed.add(column)
                elif column in waits and spot not in sheet.blocked and spot == self._whole(spot):
                    return spot
        return (1, 0)

    def _whole(self, spot: Spot) -> Spot:
        row, column = spot
        for top, left, bottom, right in self.texts.sheet.merged if self.texts.sheet else ():
            if top <= row <= bottom and left <= column <= right:
                return (top, left)
        return spot


def letters(column: int) -> str:
    """Name a column, numbered from 0, as spreadsheets do."""
    named, left = "", column + 1
    while left:
        left, rest = divmod(left - 1, 26)
        named = chr(ord("A") + rest) + named
    return named
