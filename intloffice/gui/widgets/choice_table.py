"""A table of which each row is taken or left."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from intloffice.names.unseen import made_visible

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ROLES = Qt.ItemDataRole
_ROW, _LEAST = 34, 90


class ChoiceModel(QAbstractTableModel):
    """Holds rows of texts, each with whether it is taken."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.headings: tuple[str, ...] = ()
        self.rows: tuple[tuple[str, ...], ...] = ()
        self.taken: list[bool] = []

    def show_rows(
        self, headings: Sequence[str], rows: Sequence[Sequence[str]], taken: Sequence[bool]
    ) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.headings, self.taken = tuple(headings), list(taken)
        self.rows = tuple(tuple(row) for row in rows)
        self.endResetModel()

    def choose(self, row: int, *, taken: bool) -> None:
        """Take a row, or leave it."""
        self.taken[row] = taken
        self.dataChanged.emit(self.index(row, 0), self.index(row, 0))
        self.chosen.emit()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(self.headings)

    def data(self, index: _Index, role: int = int(_ROLES.DisplayRole)) -> Any:
        """Show a text, and before the first of a row whether it is taken."""
        if not index.isValid():
            return None
        if role in (_ROLES.DisplayRole, _ROLES.ToolTipRole):
            return made_visible(self.rows[index.row()][index.column()])
        if role == _ROLES.CheckStateRole and index.column() == 0:
            checked = self.taken[index.row()]
            return Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked
        return None

    def setData(self, index: _Index, value: Any, role: int = int(_ROLES.EditRole)) -> bool:
        """Take a row, or leave it, by its box."""
        if role != _ROLES.CheckStateRole or index.column() != 0:
            return False
        self.choose(index.row(), taken=Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let the boxes be ticked."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(_ROLES.DisplayRole)
    ) -> Any:
        """Show a column's heading."""
        if role != _ROLES.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return self.headings[section]


class ChoiceTable(QTableView):
    """Shows rows; the space bar, or a click on its box, takes one or leaves it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("choices")
        self.setAccessibleName(name)
        self.choices = ChoiceModel()
        self.setModel(self.choices)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(_LEAST)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def show_rows(
        self, headings: Sequence[str], rows: Sequence[Sequence[str]], taken: Sequence[bool]
    ) -> None:
        """Show other rows, the first of them chosen."""
        self.choices.show_rows(headings, rows, taken)
        if rows:
            self.selectRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the row one is on, or leave it, with the space bar."""
        row = self.currentIndex().row()
        if event.key() == Qt.Key.Key_Space and row >= 0:
            self.choices.choose(row, taken=not self.choices.taken[row])
        else:
            super().keyPressEvent(event)
