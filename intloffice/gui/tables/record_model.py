"""A kind's records as a Qt model that knows only the pages in sight."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from intloffice.gui import asking
from intloffice.gui.asking import Asked
from intloffice.gui.jobs import Jobs
from intloffice.schema.field import Field
from intloffice.schema.kind import Kind

if TYPE_CHECKING:
    from intloffice.operations.browse import Row

Index = QModelIndex | QPersistentModelIndex
#: Rows that are read at once.
PAGE = 128
_KEPT_PAGES = 24
_ROOT = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)


class RecordModel(QAbstractTableModel):
    """Shows what was asked; pages are read when they come in sight, and stale answers dropped."""

    answered = Signal()

    def __init__(
        self, kind: Kind, labels: Sequence[str], jobs: Jobs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.kind = kind
        self._labels = tuple(labels)
        #: The columns that hold numbers, which stand at the right.
        self.numbers: frozenset[int] = frozenset()
        self._jobs = jobs
        self._asked: Asked | None = None
        self._count = 0
        #: Whether more was found than has been counted so far.
        self.more = False
        self._pages: dict[int, list[Row]] = {}
        self._awaited: set[int] = set()
        self._generation = 0

    def show_columns(self, labels: Sequence[str]) -> None:
        """Have other columns; what was read is read anew with them."""
        self.beginResetModel()
        self._labels = tuple(labels)
        self._count, self._pages, self._asked = 0, {}, None
        self._generation += 1
        self.endResetModel()

    @property
    def asked(self) -> Asked | None:
        """What was asked last."""
        return self._asked

    def ask(self, asked: Asked, near: int = 0) -> None:
        """Ask for records; what is shown stays until the answer is there.

        The page with the row ``near`` is read first.
        """
        self._asked = asked
        page = max(near, 0) // PAGE
        self._generation += 1
        self._awaited.clear()
        self._jobs.read(
            partial(asking.first_page, asked=asked, offset=page * PAGE, limit=PAGE),
            partial(self._answer, self._generation, page),
        )

    def row(self, number: int) -> "Row | None":
        """Give a row, or None while it is being read."""
        page, place = divmod(number, PAGE)
        rows = self._pages.get(page)
        if rows is None:
            self._fetch(page)
            return None
        return rows[place] if place < len(rows) else None

    def known(self, number: int) -> "Row | None":
        """Give a row if it was read; it is not read for that."""
        page, place = divmod(number, PAGE)
        rows = self._pages.get(page, [])
        return rows[place] if place < len(rows) else None

    def number_of(self, record_id: int) -> int:
        """Find a record among the pages that are known; -1 where it is not."""
        for page, rows in self._pages.items():
            for place, row in enumerate(rows):
                if row.id == record_id:
                    return page * PAGE + place
        return -1

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Count the records that were found."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(self._labels)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Show a text; the role is compared as a number, which halves the painting."""
        if role not in (_DISPLAY, _ACCESSIBLE):
            return None
        row = self.row(index.row())
        return row.cells[index.column()] if row and index.column() < len(row.cells) else ""

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Show a column's label, at the right where numbers stand below it."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == _ALIGNMENT and section in self.numbers:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return self._labels[section] if role == _DISPLAY else None

    def _fetch(self, page: int) -> None:
        if self._asked is None or page in self._awaited:
            return
        self._awaited.add(page)
        self._jobs.read(
            partial(asking.page, asked=self._asked, offset=page * PAGE, limit=PAGE),
            partial(self._keep, self._generation, page),
        )

    def _keep(self, generation: int, page: int, rows: "list[Row]") -> None:
        if generation != self._generation:
            return
        self._awaited.discard(page)
        self._pages[page] = rows
        while len(self._pages) > _KEPT_PAGES:
            farthest = max(self._pages, key=lambda known: abs(known - page))
            del self._pages[farthest]
        self._tell_changed(page * PAGE, page * PAGE + len(rows) - 1)

    def _answer(self, generation: int, page: int, answer: "tuple[int, bool, list[Row]]") -> None:
        if generation != self._generation:
            return
        count, self.more, rows = answer
        self._pages = {page: rows}
        self._resize(count)
        self._tell_changed(0, count - 1)
        self.answered.emit()
        if self.more and self._asked:
            self._jobs.read(
                partial(asking.count, asked=self._asked), partial(self._count_all, generation)
            )

    def _count_all(self, generation: int, count: int) -> None:
        if generation == self._generation:
            self.more = False
            self._resize(count)
            self.answered.emit()

    def _resize(self, count: int) -> None:
        """Grow or shrink at the end: a reset would paint twice and forget the selection."""
        before = self._count
        if count > before:
            self.beginInsertRows(_ROOT, before, count - 1)
            self._count = count
            self.endInsertRows()
        elif count < before:
            self.beginRemoveRows(_ROOT, count, before - 1)
            self._count = count
            self.endRemoveRows()

    def _tell_changed(self, first: int, last: int) -> None:
        if 0 <= first <= last < self._count:
            self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))


def column_label(kind: Kind, column: str) -> str:
    """Give the label of a list's column, which may be a stem of a text kept once per language."""
    owner = column.partition(".")[0]
    if owner in kind.rows_by_name:
        return kind.rows_by_name[owner].label
    field = column_field(kind, column)
    return field.label if field else ""


def column_field(kind: Kind, column: str) -> Field | None:
    """Give the field a column shows; None for the rows of names."""
    if column in kind.rows_by_name:
        return None
    if "." in column or column in kind.fields:
        return kind.field_at(column)
    return kind.fields[f"{column}_en"]
