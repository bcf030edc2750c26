"""The list of a kind's records."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from intloffice.gui import asking
from intloffice.gui.asking import Asked
from intloffice.gui.desk import Desk
from intloffice.gui.narrowing import path_label
from intloffice.gui.tables.clipboard import as_table
from intloffice.gui.tables.record_model import PAGE, RecordModel, column_field, column_label
from intloffice.gui.tables.record_painter import RecordPainter, Tones
from intloffice.gui.theme import ROW_HEIGHT
from intloffice.gui.views import Look
from intloffice.schema.field import FieldType
from intloffice.schema.kind import Kind

if TYPE_CHECKING:
    from intloffice.operations.browse import Row

#: The least width of a column, and its share of what is left.
_WIDTHS = {
    FieldType.DAY: (100, 0),
    FieldType.PARTIAL_DAY: (106, 0),
    FieldType.WHOLE: (84, 0),
    FieldType.AMOUNT: (112, 0),
    FieldType.CLOCK: (72, 0),
    FieldType.FLAG: (72, 0),
    FieldType.CHOICE: (98, 1),
    FieldType.CODE: (112, 1),
    FieldType.REFERENCE: (140, 3),
    FieldType.LINE: (104, 1),
}
_WIDE = (160, 5)
#: The widest that a column is made by itself; so many rows tell how wide it should be, and so
#: many in a hundred of them are to fit.
_WIDEST, _MEASURED, _FITTING = 420, 60, 90
#: The widest that a column is made for what stands above it.
_WIDEST_HEADING = 190
#: A column of pills is as wide as they are, but no wider than this where there is not enough.
_PILL = 118
#: What stands at the right of its column, so that its figures stand below one another.
_NUMBERS = {FieldType.WHOLE, FieldType.AMOUNT}
_NONE = Qt.KeyboardModifier.NoModifier
_HORIZONTAL = Qt.Orientation.Horizontal
#: Choices that say how things stand; they are shown as pills.
_STANDING = {"status", "renewal", "spelling_state", "funding", "direction", "level"}


class RecordTable(QTableView):
    """Shows, sorts, selects and copies records; opening and removing are asked for by signals."""

    sorted_by = Signal(str, bool)
    current_changed = Signal(int)
    selection_changed = Signal()
    opened = Signal(int)
    removed = Signal(list)
    copied = Signal(int)
    #: The arrow up was pressed on the first row.
    left_upwards = Signal()

    def __init__(self, desk: Desk, kind: Kind) -> None:
        super().__init__()
        self._kind = kind
        self._wanted_id = 0
        self._set_by_hand = False
        self._sharing = False
        self._desk = desk
        self._columns = kind.columns
        self._asked_widths: dict[str, int] = {}
        self._wanted: list[int] = []
        self.records = RecordModel(kind, self._labels(), desk.jobs, self)
        self.records.numbers = self._numbers()
        self.setModel(self.records)
        self._painter = RecordPainter(desk.theme, self._pills(), self._numbers(), self)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(desk.say(kind.plural))
        self._set_up()
        self._set_widths()
        self.records.answered.connect(self._follow)
        self.selectionModel().currentRowChanged.connect(self._tell_current)
        self.selectionModel().selectionChanged.connect(lambda *_: self.selection_changed.emit())
        self.doubleClicked.connect(self._open)

    def ask(self, asked: Asked) -> None:
        """Show what is asked; the record that is current stays so if it is still there."""
        self._wanted_id = self._wanted_id or self.current_id()
        again = asked == self.records.asked
        self.records.ask(asked, self.currentIndex().row() if again else 0)

    def show_look(self, look: Look) -> None:
        """Show columns, each as wide as it was set by hand, and by what they are sorted."""
        self._columns = look.columns or self._kind.columns
        self._wanted_id = self._wanted_id or self.current_id()
        header = self.horizontalHeader()
        self.records.show_columns(self._labels())
        self.records.numbers = self._numbers()
        self._painter.deleteLater()
        self._painter = RecordPainter(self._desk.theme, self._pills(), self._numbers(), self)
        self.setItemDelegate(self._painter)
        for place in range(header.count()):
            header.moveSection(header.visualIndex(place), place)
        header.blockSignals(True)
        order = Qt.SortOrder.DescendingOrder if look.descending else Qt.SortOrder.AscendingOrder
        there = look.column in self._columns
        header.setSortIndicator(self._columns.index(look.column) if there else -1, order)
        header.blockSignals(False)
        self._asked_widths = {path: width for path, width in look.widths if path in self._columns}
        self._set_by_hand = bool(self._asked_widths)
        self._wanted = []
        self._share_width(self.viewport().width())

    def columns(self) -> tuple[str, ...]:
        """Tell which columns are shown, from left to right."""
        return tuple(self._columns[number] for number in self._shown())

    def heading(self, column: str) -> str:
        """Tell what stands above a column."""
        return self._label(column)

    def widths(self) -> tuple[tuple[str, int], ...]:
        """Tell the widths of the columns, where somebody has set one."""
        if not self._set_by_hand:
            return ()
        return tuple((self._columns[n], self.columnWidth(n)) for n in self._shown())

    def choose(self, record_id: int) -> None:
        """Make a record current, now or when it is read."""
        self._wanted_id = record_id
        self._follow()

    def current_id(self) -> int:
        """Tell which record is current; 0 where none is."""
        return self._id(self.currentIndex())

    def selected(self) -> int:
        """Count the records that are selected."""
        return sum(last - first + 1 for first, last in self._spans())

    def with_selected(self, then: Callable[[list[int]], object]) -> None:
        """Hand over the ids of the selected records from top to bottom, read or not yet."""
        self._with_rows(lambda rows: then([row.id for row in rows]))

    def copy(self) -> None:
        """Copy the selected records as a table that a spreadsheet understands."""
        if self.selected():
            self._with_rows(self._put_on_clipboard)

    def _put_on_clipboard(self, rows: "Sequence[Row]") -> None:
        shown = self._shown()
        head = [str(self.records.headerData(n, _HORIZONTAL)) for n in shown]
        lines = [[row.cells[column] for column in shown] for row in rows]
        QGuiApplication.clipboard().setMimeData(as_table(head, lines))
        self.copied.emit(len(lines))

    def _with_rows(self, then: "Callable[[Sequence[Row]], object]") -> None:
        """Hand over the selected rows, at once where all of them are in sight."""
        spans, asked = self._spans(), self.records.asked
        if self.selected() <= PAGE:
            numbers = (n for first, last in spans for n in range(first, last + 1))
            rows = [self.records.known(number) for number in numbers]
            if all(rows):
                then([row for row in rows if row])
                return
        if asked is not None:
            job = partial(asking.rows_at, asked=asked, spans=spans)
            self._desk.jobs.read(job, then)

    def _spans(self) -> list[tuple[int, int]]:
        """Tell the first and last rows of what is selected, from top to bottom."""
        selection = self.selectionModel().selection()
        spans = (selection.at(number) for number in range(selection.count()))
        return sorted({(span.top(), span.bottom()) for span in spans})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete removes, Ctrl+C copies, the arrow up leaves the first row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete and self.selected():
            self.with_selected(self.removed.emit)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() == Qt.Key.Key_Up and self._is_at_the_top(event):
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    def _is_at_the_top(self, event: QKeyEvent) -> bool:
        plain = event.modifiers() in (_NONE, Qt.KeyboardModifier.KeypadModifier)
        return plain and self.currentIndex().row() <= 0

    def viewportEvent(self, event: QEvent) -> bool:
        """Show what was cut off as a tool tip, as it is."""
        return False if event.type() == QEvent.Type.ToolTip else super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns until somebody sets them."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width() and not self._set_by_hand:
            self._share_width(event.size().width())

    def _labels(self) -> list[str]:
        return [self._label(column) for column in self._columns]

    def _label(self, column: str) -> str:
        if column in self._kind.columns:
            return self._desk.say(column_label(self._kind, column))
        return path_label(self._kind, column, self._desk.language)

    def _pills(self) -> dict[int, Tones]:
        return {
            number: tones
            for number, column in enumerate(self._columns)
            if (tones := _tones(self._desk, self._kind, column))
        }

    def _numbers(self) -> frozenset[int]:
        fields = (column_field(self._kind, column) for column in self._columns)
        return frozenset(n for n, field in enumerate(fields) if field and field.type in _NUMBERS)

    def _share_width(self, width: int) -> None:
        shared = self._shared(width)
        self._sharing = True
        for number, column in enumerate(self._columns):
            self.setColumnWidth(number, self._asked_widths.get(column, shared[number]))
        self._sharing = False

    def _shared(self, width: int) -> list[int]:
        """Give each column what it needs, and what is left to the columns that hold texts.

        Where there is not enough, no column has less than its least, and each lacks as much of the
        rest.
        """
        usual, shares = zip(*map(self._usual_width, self._columns), strict=True)
        wanted = self._wanted or list(usual)
        pills = self._pills()
        least = [min(w, _PILL if n in pills else usual[n]) for n, w in enumerate(wanted)]
        lacking = sum(wanted) - sum(least)
        spare = max(0, width - sum(least))
        if spare >= lacking:
            left, all_shares = spare - lacking, sum(shares) or 1
            return [w + left * s // all_shares for w, s in zip(wanted, shares, strict=True)]
        return [low + spare * (w - low) // lacking for low, w in zip(least, wanted, strict=True)]

    def _usual_width(self, column: str) -> tuple[int, int]:
        """Give the least width of a column, and its share of what is left."""
        field = column_field(self._kind, column)
        if field is None or field.language:
            return _WIDE
        least, share = _WIDTHS.get(field.type, _WIDE)
        return max(least, min(self._heading_width(column), 108)), share

    def _heading_width(self, column: str) -> int:
        heading = self.records.headerData(self._columns.index(column), _HORIZONTAL)
        return self.horizontalHeader().fontMetrics().horizontalAdvance(str(heading)) + 32

    def _measure(self) -> None:
        """See how wide the columns should be, once, by the first rows that are there."""
        rows = [row for n in range(_MEASURED) if (row := self.records.known(n))]
        if self._wanted or not rows:
            return
        needed_by = partial(self._painter.needed, self.fontMetrics())
        for number, column in enumerate(self._columns):
            texts = {row.cells[number] for row in rows if number < len(row.cells)}
            needed = sorted(needed_by(text, number) for text in texts)
            fitting = _FITTING if self._usual_width(column)[1] else 100
            most = needed[min(len(needed) - 1, len(needed) * fitting // 100)] if needed else 0
            heading = min(self._heading_width(column), _WIDEST_HEADING)
            self._wanted.append(min(max(most, heading), _WIDEST))
        if not self._set_by_hand:
            self._share_width(self.viewport().width())

    def _note_width(self, _section: int, _before: int, _now: int) -> None:
        self._set_by_hand = self._set_by_hand or (not self._sharing and self.isVisible())

    def _shown(self) -> list[int]:
        header = self.horizontalHeader()
        order = [header.logicalIndex(place) for place in range(header.count())]
        return [column for column in order if not header.isSectionHidden(column)]

    def _set_up(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)

    def _set_widths(self) -> None:
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(56)
        header.setSortIndicatorClearable(True)
        header.sectionHandleDoubleClicked.connect(self.resizeColumnToContents)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorShown(True)
        header.sectionResized.connect(self._note_width)
        header.sortIndicatorChanged.connect(self._tell_sorted)

    def _tell_sorted(self, section: int, order: Qt.SortOrder) -> None:
        column = self._columns[section] if section >= 0 else ""
        if column and self._kind.asked_at(column).protected:
            column = ""  # the order of what is masked would tell of it
        self.sorted_by.emit(column, order == Qt.SortOrder.DescendingOrder)

    def _tell_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.current_changed.emit(self._id(now))

    def _open(self, index: QModelIndex) -> None:
        if self._id(index):
            self.opened.emit(self._id(index))

    def _id(self, index: QModelIndex) -> int:
        row = self.records.row(index.row()) if index.isValid() else None
        return row.id if row else 0

    def _follow(self) -> None:
        """Keep to the record that was current, wherever the new order put it."""
        self._measure()
        self.executeDelayedItemsLayout()
        wanted, self._wanted_id = self._wanted_id, 0
        number = self.records.number_of(wanted) if wanted else -1
        if number < 0:
            if wanted and self.records.rowCount() and self.current_id() != wanted:
                self.selectionModel().clear()
                self.current_changed.emit(0)
            elif not self.records.rowCount():
                self.current_changed.emit(0)
            return
        if self.current_id() == wanted and self.currentIndex().row() == number:
            self.current_changed.emit(wanted)
            return
        keep = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(
            self.records.index(number, 0), keep.ClearAndSelect | keep.Rows
        )


def _tones(desk: Desk, kind: Kind, column: str) -> Tones:
    field = column_field(kind, column)
    if not field or not field.choices or field.name not in _STANDING:
        return {}
    return {
        desk.say(field.choices.label_of(member)): desk.theme.tone(str(member))
        for member in field.choices
    }
