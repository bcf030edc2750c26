"""The list of a kind's records."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from intloffice.gui.asking import Asked
from intloffice.gui.desk import Desk
from intloffice.gui.tables.record_model import RecordModel, column_field, column_label
from intloffice.gui.tables.record_painter import RecordPainter, Tones
from intloffice.gui.theme import ROW_HEIGHT
from intloffice.schema.field import FieldType
from intloffice.schema.kind import Kind

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

    def __init__(self, desk: Desk, kind: Kind) -> None:
        super().__init__()
        self._kind = kind
        self._wanted_id = 0
        self._set_by_hand = False
        self._sharing = False
        labels = [desk.say(column_label(kind, column)) for column in kind.columns]
        self.records = RecordModel(kind, labels, desk.jobs, self)
        self.setModel(self.records)
        self.setItemDelegate(RecordPainter(desk.theme, _pills(desk, kind), self))
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

    def choose(self, record_id: int) -> None:
        """Make a record current, now or when it is read."""
        self._wanted_id = record_id
        self._follow()

    def current_id(self) -> int:
        """Tell which record is current; 0 where none is."""
        return self._id(self.currentIndex())

    def selected_ids(self) -> list[int]:
        """Tell which records are selected, as far as they are read, from top to bottom."""
        numbers = sorted(index.row() for index in self.selectionModel().selectedRows())
        rows = [self.records.row(number) for number in numbers]
        return [row.id for row in rows if row]

    def copy(self) -> None:
        """Copy the selected records as a table that a spreadsheet understands."""
        numbers = sorted(index.row() for index in self.selectionModel().selectedRows())
        head = [str(self.records.headerData(n, _HORIZONTAL)) for n in self._shown()]
        lines = [head]
        for number in numbers:
            row = self.records.row(number)
            if row:
                lines.append([_one_cell(row.cells[column]) for column in self._shown()])
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete removes, Ctrl+C copies."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete and self.selected_ids():
            self.removed.emit(self.selected_ids())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Show what was cut off as a tool tip, as it is."""
        return False if event.type() == QEvent.Type.ToolTip else super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns until somebody sets them."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width() and not self._set_by_hand:
            self._share_width(event.size().width())

    def _share_width(self, width: int) -> None:
        wants = [self._wanted_width(column) for column in self._kind.columns]
        spare = max(0, width - sum(least for least, _ in wants))
        shares = sum(share for _, share in wants) or 1
        self._sharing = True
        for number, (least, share) in enumerate(wants):
            self.setColumnWidth(number, least + spare * share // shares)
        self._sharing = False

    def _wanted_width(self, column: str) -> tuple[int, int]:
        field = column_field(self._kind, column)
        if field is None or field.language:
            return _WIDE
        least, share = _WIDTHS.get(field.type, _WIDE)
        label = (
            self.horizontalHeader()
            .fontMetrics()
            .horizontalAdvance(
                str(self.records.headerData(self._kind.columns.index(column), _HORIZONTAL))
            )
        )
        return max(least, min(label + 32, 108)), share

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
        column = self._kind.columns[section] if section >= 0 else ""
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


def _one_cell(text: str) -> str:
    return text.replace("\t", " ").replace("\n", " ")


def _pills(desk: Desk, kind: Kind) -> dict[int, Tones]:
    return {
        number: tones
        for number, column in enumerate(kind.columns)
        if (tones := _tones(desk, kind, column))
    }


def _tones(desk: Desk, kind: Kind, column: str) -> Tones:
    field = column_field(kind, column)
    if not field or not field.choices or field.name not in _STANDING:
        return {}
    return {
        desk.say(field.choices.label_of(member)): desk.theme.tone(str(member))
        for member in field.choices
    }
