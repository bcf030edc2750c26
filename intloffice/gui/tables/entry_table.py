"""A table in which records are entered row by row, as in a spreadsheet."""

from dataclasses import replace
from functools import cached_property
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from intloffice.errors import InvalidValueError
from intloffice.gui.desk import Desk
from intloffice.gui.drafts import Typed
from intloffice.gui.editors.amount_editor import AmountEditor
from intloffice.gui.editors.choosing import cell_editor_for
from intloffice.gui.editors.editor import Editor
from intloffice.gui.editors.pasting import cells_in, choice_called, is_yes, one_line
from intloffice.gui.tables.clipboard import as_table
from intloffice.gui.tables.entry_rows import PROBLEM, Cell, EntryModel
from intloffice.gui.theme import ROW_HEIGHT, Theme
from intloffice.i18n import LOCALES, language
from intloffice.names.folding import fold
from intloffice.names.unseen import made_visible
from intloffice.schema.field import Field, FieldType
from intloffice.schema.showing import label

_WIDTHS = {
    FieldType.REFERENCE: 200,
    FieldType.LINE: 150,
    FieldType.CHOICE: 140,
    FieldType.WORDS: 160,
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CONTROL = Qt.KeyboardModifier.ControlModifier


class EntryTable(QTableView):
    """Enters values cell by cell.

    Typing begins, Tab goes on, Enter to the next row, Ctrl+D repeats the value above, Ctrl+V
    pastes a block, Delete empties, Ctrl+Delete takes a row out.
    ``pasted`` tells how many cells had no place; ``creating`` asks for a new record of a kind.
    """

    pasted = Signal(int)
    looked_up = Signal()
    creating = Signal(str, str, object)

    def __init__(self, desk: Desk, name: str, fields: list[Field]) -> None:
        super().__init__()
        self._desk = desk
        self._editor: Editor | None = None
        self._edited = QPersistentModelIndex()
        self.rows = EntryModel(desk, fields, self)
        self.setModel(self.rows)
        self.setItemDelegate(_Painter(desk.theme, self))
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT + 2)
        self.verticalHeader().setFixedWidth(44)
        self.setCornerButtonEnabled(False)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        for column, field in enumerate(fields):
            needed = (
                head.fontMetrics().horizontalAdvance(
                    str(self.rows.headerData(column, Qt.Orientation.Horizontal))
                )
                + 40
            )
            self.setColumnWidth(column, max(_WIDTHS.get(field.type, 110), needed))

    @cached_property
    def _readers(self) -> list[Editor]:
        """An editor for each column, out of sight, that reads what is pasted."""
        made = [cell_editor_for(self._desk, field) for field in self.rows.fields]
        for editor in made:
            editor.setParent(self)
            editor.hide()
        return made

    def begin(self) -> None:
        """Go to the first cell of the last row."""
        self.setFocus()
        self.setCurrentIndex(self.rows.index(self.rows.rowCount() - 1, 0))

    def finish(self) -> None:
        """Take over what is being typed."""
        editor, self._editor = self._editor, None
        if editor is None:
            return
        index = self._edited
        if index.isValid():
            self._take_over(index.row(), index.column(), editor)
        self._put_away(editor)
        self.looked_up.emit()

    def give_up(self) -> None:
        """Leave a cell as it was."""
        editor, self._editor = self._editor, None
        if editor:
            self._put_away(editor)

    def edit_cell(self, event: QEvent | None = None) -> None:
        """Begin to type in the current cell; a key that was pressed is typed there."""
        index = self.currentIndex()
        if not index.isValid() or self._editor:
            return
        self.scrollTo(index)
        field, cell = self.rows.fields[index.column()], self.rows.cell(index.row(), index.column())
        editor = cell_editor_for(self._desk, _one_line(field))
        editor.setObjectName("cells")
        editor.setParent(self.viewport())
        captions = {(field.refers_to, cell.value): cell.caption} if cell.caption else {}
        if cell.value != field.empty:
            editor.show_value(cell.value, captions)
        editor.setGeometry(self.visualRect(index).adjusted(0, 0, -1, -1))
        editor.creating.connect(self._create)
        self._editor, self._edited = editor, QPersistentModelIndex(index)
        face = _typed_in(editor)
        face.installEventFilter(self)
        editor.show()
        editor.raise_()
        face.setFocus()
        if isinstance(face, QLineEdit):
            face.selectAll()
        if event is not None:
            QApplication.sendEvent(face, event)

    def repeat(self) -> None:
        """Put what stands above into the cell, and go on."""
        self.finish()
        index = self.currentIndex()
        if index.isValid() and index.row():
            above = self.rows.cell(index.row() - 1, index.column())
            self.rows.put(index.row(), index.column(), above)
        self._step(1)

    def paste(self) -> None:
        """Put a block of cells from the clipboard, from the current cell on."""
        lines = cells_in(QGuiApplication.clipboard().text())
        index = self.currentIndex()
        if not lines or not index.isValid():
            return
        columns = self._columns_of(lines[0])
        if columns is None:
            columns = list(range(index.column(), index.column() + max(map(len, lines))))
        else:
            lines = lines[1:]
        left, currency = 0, self.rows.currency
        for down, line in enumerate(lines):
            cells = sorted(zip(columns, line, strict=False), key=lambda cell: cell[0] != currency)
            for column, written in cells:
                if 0 <= column < self.rows.columnCount():
                    self._read(index.row() + down, column, written.strip())
                elif written.strip():
                    left += 1
        self.pasted.emit(left)
        self.looked_up.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Obey the keys of a spreadsheet."""
        key, held = Qt.Key(event.key()), bool(event.modifiers() & _CONTROL)
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif not self._obey(key, held=held):
            if event.text().isprintable() and event.text() and not held:
                self.edit_cell(event)
            else:
                super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Begin to type with what an input method has composed."""
        if isinstance(event, QInputMethodEvent) and event.commitString():
            self.edit_cell(QInputMethodEvent(event))
            return True
        return super().event(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Begin to type where one clicks twice."""
        self.edit_cell()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go on to other cells from the one in which one types."""
        if self._editor and watched is _typed_in(self._editor):
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
                held = bool(event.modifiers() & _CONTROL)
                if event.key() == Qt.Key.Key_Escape or (held and event.key() == Qt.Key.Key_D):
                    event.accept()
            elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._key_in_cell(event)
            elif event.type() == QEvent.Type.FocusOut and not _is_passing(event):
                self.finish()
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go on to the next cell; from the last row in which nothing stands, out of the table."""
        index = self.currentIndex()
        outmost = self.rows.rowCount() - 1 if forward else 0
        empty = not forward or outmost not in self.rows.filled()
        if index.row() == outmost and index.column() == 0 and empty:
            return super().focusNextPrevChild(forward)
        self._step(1 if forward else -1)
        return True

    def _obey(self, key: Qt.Key, *, held: bool) -> bool:
        if key in _ENTER and not held:
            self._next_row()
        elif key in _ENTER:
            self._create_named()
        elif key == Qt.Key.Key_F2:
            self.edit_cell()
        elif key == Qt.Key.Key_D and held:
            self.repeat()
        elif key == Qt.Key.Key_Delete and held:
            self.rows.remove(sorted({index.row() for index in self.selectedIndexes()}))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            for index in self.selectedIndexes():
                empty = self.rows.fields[index.column()].empty
                self.rows.put(index.row(), index.column(), Cell(empty))
        else:
            return False
        return True

    def _key_in_cell(self, event: QKeyEvent) -> bool:
        key, held = Qt.Key(event.key()), bool(event.modifiers() & _CONTROL)
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.finish()
            self.setFocus()
            self._step(1 if key == Qt.Key.Key_Tab else -1)
        elif key in _ENTER and not held:
            self.finish()
            self.setFocus()
            self._next_row()
        elif key == Qt.Key.Key_Escape:
            self.give_up()
        elif key == Qt.Key.Key_D and held:
            self.repeat()
            self.setFocus()
        else:
            return False
        return True

    def _put_away(self, editor: Editor) -> None:
        """Take an editor away; the keyboard stays in the table, as hiding it would move it on."""
        face = _typed_in(editor)
        face.removeEventFilter(self)
        if face.hasFocus():
            self.setFocus()
        editor.hide()
        editor.deleteLater()

    def _step(self, step: int) -> None:
        index = self.currentIndex()
        number = index.row() * self.rows.columnCount() + index.column() + step
        row, column = divmod(max(0, number), self.rows.columnCount())
        self.setCurrentIndex(self.rows.index(min(row, self.rows.rowCount() - 1), column))

    def _next_row(self) -> None:
        row = min(self.currentIndex().row() + 1, self.rows.rowCount() - 1)
        self.setCurrentIndex(self.rows.index(row, 0))

    def _create(self, kind: str, name: str, _editor: Any) -> None:
        index = self._edited
        self.finish()
        self.creating.emit(kind, name, QPersistentModelIndex(index))

    def _create_named(self) -> None:
        """Make the record that a cell names and that is not there yet."""
        index = self.currentIndex()
        if index.isValid():
            field = self.rows.fields[index.column()]
            value = self.rows.cell(index.row(), index.column()).value
            if field.refers_to and isinstance(value, Typed):
                self.creating.emit(field.refers_to, str(value), QPersistentModelIndex(index))

    def _copy(self) -> None:
        spans: dict[int, list[str]] = {}
        for index in sorted(self.selectedIndexes(), key=lambda i: (i.row(), i.column())):
            spans.setdefault(index.row(), []).append(str(index.data() or ""))
        first, *others = spans.values() or [[]]
        if first:
            QGuiApplication.clipboard().setMimeData(as_table(first, others))

    def _columns_of(self, heads: list[str]) -> list[int] | None:
        """Tell which columns a line of headings names; None where it is no such line."""
        spoken = [language(code, self._desk.translations) for code in LOCALES]
        known = {
            fold(label(field, each)).strip(): column
            for each in (*spoken, self._desk.language)
            for column, field in enumerate(self.rows.fields)
        }
        found = [known.get(fold(head.rstrip(" *")).strip(), -1) for head in heads]
        there = [column for column in found if column >= 0]
        return found if there and 2 * len(there) > len(heads) else None

    def _read(self, row: int, column: int, written: str) -> None:
        """Read what was pasted as if it had been typed."""
        field = self.rows.fields[column]
        written = one_line(field, written)
        if not written or field.type is FieldType.CHOICE:
            cell = self._choice(field, written) if written else Cell(field.empty)
            self.rows.put(row, column, cell)
            return
        editor = self._readers[column]
        if field.type is FieldType.FLAG:
            editor.show_value(is_yes(written))
        else:
            editor.show_value(Typed(written))
        self._take_over(row, column, editor)

    def _take_over(self, row: int, column: int, editor: Editor) -> None:
        """Put what was typed into its cell, and the currency of an amount into its own."""
        there = self.rows.currency
        if not isinstance(editor, AmountEditor) or there < 0:
            self.rows.put(row, column, _cell_of(self._desk, editor))
            return
        beside = editor.currency = self._readers[there]
        before = self.rows.cell(row, there) if row < self.rows.rowCount() else Cell("")
        beside.show_value(before.value)
        self.rows.put(row, column, _cell_of(self._desk, editor))
        if editor.check() and not before.value:
            self.rows.put(row, there, _cell_of(self._desk, beside))

    def _choice(self, field: Field, written: str) -> Cell:
        found = choice_called(self._desk, field, written)
        if found:
            return Cell(found)
        return _not_understood(self._desk, written)


class _Painter(QStyledItemDelegate):
    """Paints a cell, and what is wrong in it in red."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a cell."""
        room, colour = option.rect, self._theme.colour
        wrong = bool(index.data(PROBLEM))
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(room, colour("chosen"))
        elif wrong:
            painter.fillRect(room, colour("bad_ground"))
        painter.fillRect(room.left(), room.bottom(), room.width(), 1, colour("line"))
        painter.fillRect(room.right(), room.top(), 1, room.height(), colour("line"))
        inner = room.adjusted(10, 0, -8, 0)
        text = made_visible(str(index.data() or ""))
        painter.setPen(colour("bad" if wrong else "text"))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(inner, left, shown)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(colour("ink"))
            painter.drawRect(room.adjusted(0, 0, -2, -2))
            painter.drawRect(room.adjusted(1, 1, -3, -3))


def _one_line(field: Field) -> Field:
    return replace(field, type=FieldType.LINE) if field.type is FieldType.TEXT else field


def _typed_in(editor: Editor) -> QWidget:
    face: QWidget = editor
    while (proxy := face.focusProxy()) is not None:
        face = proxy
    return face


def _is_passing(event: QEvent) -> bool:
    """Tell whether the keyboard only goes to a list that belongs to the cell, or another window."""
    reason = event.reason()  # type: ignore[attr-defined]
    passing = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
    return reason in passing


def _cell_of(desk: Desk, editor: Editor) -> Cell:
    """Tell what was typed into an editor, and what is wrong with it."""
    try:
        value = editor.value()
    except InvalidValueError as error:
        return Cell(editor.typed(), "", desk.say(error.template, **error.facts))
    return Cell(value, next(iter(editor.captions().values()), ""))


def _not_understood(desk: Desk, written: str) -> Cell:
    sentence = InvalidValueError("“{value}” is not one of the choices.", value=written[:60])
    return Cell(Typed(written), "", desk.say(sentence.template, **sentence.facts))
