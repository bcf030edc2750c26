"""Rows of a list that are being entered, as a Qt model: what was typed stays, right or wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from intloffice.gui.desk import Desk
from intloffice.gui.drafts import Typed
from intloffice.gui.editors.amount_editor import is_currency
from intloffice.i18n import N_
from intloffice.schema.field import Field, FieldType
from intloffice.schema.showing import label, shown

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
#: Asks a model for what is wrong in a cell.
PROBLEM = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True)
class Cell:
    """What stands in a cell: a value, or what was typed and is none; and what is wrong with it."""

    value: Any
    caption: str = ""
    problem: str = ""


class EntryModel(QAbstractTableModel):
    """Holds the rows by field; the last one is always empty."""

    edited = Signal()

    def __init__(self, desk: Desk, fields: Sequence[Field], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.fields = tuple(fields)
        self._rows: list[dict[str, Cell]] = [{}]

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Count the rows, the empty one included."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Count the fields."""
        return 0 if parent.isValid() else len(self.fields)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Show a field's label, with a star where it is needed."""
        if role != _DISPLAY:
            return None
        if orientation != Qt.Orientation.Horizontal:
            return str(section + 1)
        field = self.fields[section]
        return label(field, self._desk.language) + (" *" if field.required else "")

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Show what stands in a cell, or what is wrong with it."""
        cell = self.cell(index.row(), index.column())
        if role in (_TIP, PROBLEM):
            return cell.problem
        if role == _ACCESSIBLE:
            return " · ".join(filter(None, (self._text(index.column(), cell), cell.problem)))
        return self._text(index.column(), cell) if role == _DISPLAY else None

    @property
    def currency(self) -> int:
        """The column of the currency that amounts are in; -1 where there is none."""
        return next((n for n, field in enumerate(self.fields) if is_currency(field)), -1)

    def cell(self, row: int, column: int) -> Cell:
        """Give a cell."""
        field = self.fields[column]
        return self._rows[row].get(field.name, Cell(field.empty))

    def put(self, row: int, column: int, cell: Cell) -> None:
        """Put something into a cell; a row is added where it is beyond the last."""
        self._grow(row)
        name = self.fields[column].name
        if cell == self.cell(row, column):
            return
        if cell.value == self.fields[column].empty and not cell.problem:
            self._rows[row].pop(name, None)
        else:
            self._rows[row][name] = cell
        self._grow(row + 1 if self._rows[row] else row)
        index = self.index(row, column)
        self.dataChanged.emit(index, index)
        self.edited.emit()

    def remove(self, rows: Sequence[int]) -> None:
        """Take rows out."""
        for row in sorted(rows, reverse=True):
            if row < len(self._rows) - 1:
                self.beginRemoveRows(_ROOT, row, row)
                del self._rows[row]
                self.endRemoveRows()
        self.edited.emit()

    def filled(self) -> list[int]:
        """Tell the numbers of the rows in which something stands."""
        return [number for number, row in enumerate(self._rows) if row]

    def values(self, row: int) -> dict[str, Any]:
        """Give what stands in a row by field."""
        return {name: cell.value for name, cell in self._rows[row].items()}

    def captions(self) -> dict[tuple[str, int], str]:
        """Tell how the records are called that the rows name."""
        return {
            (field.refers_to, cell.value): cell.caption
            for row in self._rows
            for field in self.fields
            if field.type is FieldType.REFERENCE
            and isinstance((cell := row.get(field.name, Cell(None))).value, int)
        }

    def show_rows(
        self, rows: Sequence[Mapping[str, Any]], captions: Mapping[tuple[str, int], str]
    ) -> None:
        """Show rows as they were kept."""
        by_name = {field.name: field for field in self.fields}
        self.beginResetModel()
        self._rows = [
            {
                name: Cell(value, captions.get((by_name[name].refers_to, value), ""))
                if by_name[name].refers_to and isinstance(value, int)
                else Cell(value, "", self._wrong(value))
                for name, value in row.items()
                if name in by_name
            }
            for row in rows
        ]
        self._rows.append({})
        self.endResetModel()

    def problems(self) -> int:
        """Count the cells in which something is wrong."""
        return sum(bool(cell.problem) for row in self._rows for cell in row.values())

    def first_problem(self) -> tuple[int, int] | None:
        """Tell in which cell something is wrong first."""
        return next(
            (
                (number, column)
                for number, row in enumerate(self._rows)
                for column, field in enumerate(self.fields)
                if (cell := row.get(field.name)) and cell.problem
            ),
            None,
        )

    def references(self) -> dict[tuple[str, str], list[tuple[int, int]]]:
        """Tell what was typed where a record is meant, by kind and text, and in which cells."""
        found: dict[tuple[str, str], list[tuple[int, int]]] = {}
        for number, row in enumerate(self._rows):
            for column, field in enumerate(self.fields):
                cell = row.get(field.name)
                if cell and field.refers_to and isinstance(cell.value, Typed):
                    found.setdefault((field.refers_to, str(cell.value)), []).append(
                        (number, column)
                    )
        return found

    def _wrong(self, value: Any) -> str:
        sentence = N_("“{value}” is not understood here.")
        return self._desk.say(sentence, value=value[:60]) if isinstance(value, Typed) else ""

    def _grow(self, row: int) -> None:
        if row >= len(self._rows):
            self.beginInsertRows(_ROOT, len(self._rows), row)
            self._rows += [{} for _ in range(row + 1 - len(self._rows))]
            self.endInsertRows()

    def _text(self, column: int, cell: Cell) -> str:
        if isinstance(cell.value, Typed):
            return str(cell.value)
        field = self.fields[column]
        if field.type is FieldType.REFERENCE:
            return cell.caption
        if isinstance(cell.value, int) and not isinstance(cell.value, bool):
            return str(cell.value)
        regions = self._desk.settings.region_countries
        return shown(field, cell.value, self._desk.language, regions)
