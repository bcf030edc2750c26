"""A record's rows, edited as a small table."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from intloffice.errors import InvalidValueError
from intloffice.gui.desk import Desk
from intloffice.gui.drafts import Typed
from intloffice.gui.editors.amount_editor import put_together
from intloffice.gui.editors.choosing import cell_editor_for
from intloffice.gui.editors.editor import Captions, ClockEditor, DayEditor, Editor
from intloffice.gui.editors.looking_up import look_up
from intloffice.gui.editors.pasting import cells_in, put
from intloffice.gui.editors.several import ChipsEditor
from intloffice.gui.editors.translations import Translations
from intloffice.gui.widgets.buttons import button, icon_button, rule
from intloffice.gui.widgets.flow_layout import take_out
from intloffice.gui.widgets.plain_label import PlainLabel
from intloffice.i18n import N_
from intloffice.schema.field import Field, FieldType
from intloffice.schema.kind import Rows
from intloffice.schema.value import Problem

_STRETCH = {
    FieldType.LINE: 9,
    FieldType.TEXT: 10,
    FieldType.REFERENCE: 7,
    FieldType.WORDS: 4,
    FieldType.CHOICE: 4,
    FieldType.CODE: 4,
    FieldType.DAY: 3,
    FieldType.PARTIAL_DAY: 3,
    FieldType.AMOUNT: 3,
    FieldType.WHOLE: 2,
    FieldType.CLOCK: 2,
    FieldType.FLAG: 2,
}
#: So many signs of a heading without spaces stand in one line at least.
_LEAST_SIGNS = 4
#: Days and times are never cut: figures would be missing, and nothing would tell so.
_NEVER_CUT = {DayEditor: "2000-00-00", ClockEditor: "00:00"}
_BESIDE = 20
#: What stands beside a choice in its cell; so wide a column is made for its choices at most.
_BESIDE_CHOICE, _WIDEST_CHOICE = 42, 132
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
#: A row as it is handed over: its id, None for a new one, and its values.
RowValues = tuple[int | None, dict[str, Any]]


@dataclass
class _Line:
    """One row: its editors and the widgets that hold them, in the order of the columns."""

    id: int | None
    editors: dict[str, Editor]
    cells: list[QWidget]
    kept: dict[str, Any]
    proposed: Mapping[str, Any] = field(default_factory=dict)


class RowsEditor(QWidget):
    """Edits rows: Enter goes on to a new one, Ctrl+arrows move one, Ctrl+Delete removes it.

    ``year`` tells in which year a day lies that is typed without one.
    """

    edited = Signal()
    creating = Signal(str, str, object)
    opening = Signal(str, int)

    def __init__(
        self, desk: Desk, rows: Rows, year: Callable[[], int | None] = lambda: None
    ) -> None:
        super().__init__()
        self.desk = desk
        self.rows = rows
        self.year = year
        self._lines: list[_Line] = []
        self._handed: list[_Line] = []
        self._columns = columns_of(rows.fields)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        self._frame = QFrame()
        self._frame.setObjectName("cells")
        self._grid = QGridLayout(self._frame)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        box.addWidget(self._frame)
        foot = QHBoxLayout()
        self._adding = button(f"＋ {desk.say(N_('Add'))}", self._add_and_go, "link")
        self._adding.setAccessibleName(f"{desk.say(N_('Add'))}: {desk.say(rows.label)}")
        self._adding.installEventFilter(self)
        foot.addWidget(self._adding)
        foot.addStretch()
        box.addLayout(foot)
        self.setFocusProxy(self._adding)
        self._head: list[QWidget] = []
        self._arrange()

    def show_rows(self, rows: Sequence[RowValues], captions: Captions) -> None:
        """Show rows."""
        for line in self._lines:
            self._discard(line)
        self._lines = [self._line(row_id, values, captions) for row_id, values in rows]
        self._arrange()

    def begin(self, rows: Sequence[Mapping[str, Any]], captions: Captions) -> None:
        """Show the rows that a new record begins with.

        One that lacks what is needed is a row only once something was entered in it.
        """
        self.show_rows([(None, dict(values)) for values in rows], captions)
        needed = {each.name for each in self.rows.fields if each.required}
        for line, values in zip(self._lines, rows, strict=True):
            line.proposed = {} if needed <= values.keys() else values

    def gap(self) -> Editor | None:
        """Give the first cell in which something is needed and nothing stands."""
        return next(
            (
                editor
                for line in self._lines
                for name, editor in line.editors.items()
                if line.proposed and self.rows.by_name[name].required and name not in line.proposed
            ),
            None,
        )

    def values(self) -> list[RowValues]:
        """Tell the rows as they were edited; raise InvalidValueError where one is not sound.

        A row in which nothing was entered is no row. A value that was not edited is handed back
        as it came, for showing it may have changed it.
        """
        return [(line.id, values) for line, values in self._told(lambda editor: editor.value())]

    def typed(self) -> list[RowValues]:
        """Tell the rows as they were edited, with what was typed where that is no value yet."""
        return [(line.id, values) for line, values in self._told(lambda editor: editor.typed())]

    def hand_over(self) -> list[RowValues]:
        """Tell the rows to be saved, and remember which they are; raise as ``values`` does."""
        told = self._told(lambda editor: editor.value())
        self._handed = [line for line, _ in told]
        return [(line.id, values) for line, values in told]

    def settle(self, ids: Sequence[int | None]) -> bool:
        """Take over the ids of the rows that were saved; tell whether they are these."""
        if len(ids) != len(self._handed):
            return False
        for line, row_id in zip(self._handed, ids, strict=True):
            line.id = row_id
        return True

    def _told(self, told: Callable[[Editor], Any]) -> list[tuple[_Line, dict[str, Any]]]:
        found: list[tuple[_Line, dict[str, Any]]] = []
        for line in self._lines:
            values = {
                name: line.kept[name] if name in line.kept else told(editor)
                for name, editor in line.editors.items()
            }
            if line.id is not None or any(
                value != self._untouched(line, name) for name, value in values.items()
            ):
                found.append((line, values))
        return found

    def captions(self) -> dict[tuple[str, int], str]:
        """Tell how the records are called that the rows name."""
        found: dict[tuple[str, int], str] = {}
        for line in self._lines:
            for editor in line.editors.values():
                found |= editor.captions()
        return found

    def check(self) -> bool:
        """Say in each cell what is wrong; return whether all is sound."""
        sound = [editor.check() for line in self._lines for editor in line.editors.values()]
        return all(sound)

    def show_problem(self, problem: Problem) -> None:
        """Say what is wrong in one of the rows that hold something."""
        held = [line for line in self._lines if line.id is not None or self._is_filled(line)]
        if not held:
            if not self._lines:
                self.add()
            held = self._lines
        if 0 <= problem.position < len(held):
            sentence = self.desk.say(problem.template, **problem.facts)
            held[problem.position].editors[problem.field].show_problem(sentence)

    def editors(self) -> list[Mapping[str, Editor]]:
        """Give the editors, row by row."""
        return [line.editors for line in self._lines]

    def add(self) -> None:
        """Add a row: an empty one, or what is proposed for every one that is added."""
        proposed = self.rows.begins[-1] if self.rows.begins else {}
        self._lines.append(self._line(None, proposed, {}))
        self._lines[-1].proposed = proposed
        self._arrange()
        self.edited.emit()

    def remove(self, position: int) -> None:
        """Remove a row."""
        self._discard(self._lines.pop(position))
        self._arrange()
        self.edited.emit()

    def move_row(self, position: int, step: int) -> None:
        """Move a row up or down."""
        target = position + step
        if not 0 <= target < len(self._lines):
            return
        self._lines.insert(target, self._lines.pop(position))
        focus = self.window().focusWidget()
        self._arrange()
        if focus:
            focus.setFocus()
        self.edited.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Obey the keys that are for rows."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        focus = self.window().focusWidget()
        position = self._position_of(focus)
        key = Qt.Key(event.key())
        if position >= 0 and focus and event.matches(QKeySequence.StandardKey.Paste):
            return self._paste(position, focus)
        if position < 0:
            return key in _ENTER and self._add_and_go()
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if key not in _ENTER or _wants_enter(focus):
                return False
            self._go_on_from(position)
            return True
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_row(position, -1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Delete:
            self.remove(position)
        else:
            return False
        return True

    def _paste(self, position: int, focus: QWidget) -> bool:
        """Put a block of cells from a spreadsheet here, with rows added below as it needs them.

        One cell alone is pasted as any text is.
        """
        block = cells_in(QGuiApplication.clipboard().text())
        if sum(map(len, block)) < 2:
            return False
        code, cells = self.desk.language.code, self._lines[position].cells
        first = next(n for n, cell in enumerate(cells) if cell is focus or cell.isAncestorOf(focus))
        names = [
            next((each.name for each in fields if each.language == code), fields[0].name)
            for fields in self._columns
        ]
        while len(self._lines) < position + len(block):
            self.add()
        changed: list[Editor] = []
        for line, written in zip(self._lines[position:], block, strict=False):
            for name, text in zip(names[first:], written, strict=False):
                put(self.desk, line.editors[name], text)
                line.kept.pop(name, None)
                changed.append(line.editors[name])
        self.edited.emit()
        look_up(self.desk, changed, self.edited.emit)
        return True

    def _position_of(self, widget: QWidget | None) -> int:
        for position, line in enumerate(self._lines):
            if widget and any(cell is widget or cell.isAncestorOf(widget) for cell in line.cells):
                return position
        return -1

    def _add_and_go(self) -> bool:
        self.add()
        line = self._lines[-1]
        first = (editor for name, editor in line.editors.items() if name not in line.proposed)
        next(first).setFocus()
        return True

    def _go_on_from(self, position: int) -> None:
        """Go to the next row; from the last, where something stands in it, to a new one."""
        if position + 1 < len(self._lines):
            next(iter(self._lines[position + 1].editors.values())).setFocus()
        elif self._is_filled(self._lines[position]):
            self._add_and_go()

    def _line(self, row_id: int | None, values: Mapping[str, Any], captions: Captions) -> _Line:
        kept = {name: value for name, value in values.items() if not isinstance(value, Typed)}
        line = _Line(row_id, {}, [], kept)
        for fields in self._columns:
            editors = [self._editor(line, field, values, captions) for field in fields]
            if len(editors) > 1:
                code = self.desk.language.code
                line.cells.append(Translations(editors, code, folded=True))
            else:
                line.cells.append(editors[0])
        put_together(line.editors)
        line.cells.append(self._handles(line))
        return line

    def _editor(
        self, line: _Line, field: Field, values: Mapping[str, Any], captions: Captions
    ) -> Editor:
        editor = cell_editor_for(self.desk, field)
        if isinstance(editor, (DayEditor, ClockEditor)):
            widest = self.fontMetrics().horizontalAdvance(_NEVER_CUT[type(editor)])
            editor.line.setMinimumWidth(widest + _BESIDE)
        if isinstance(editor, DayEditor):
            editor.year = self.year
        if field.name in values:
            editor.show_value(values[field.name], captions)
        line.editors[field.name] = editor
        editor.edited.connect(lambda: self._note(line, field.name))
        editor.creating.connect(self.creating)
        editor.opening.connect(self.opening)
        if face := editor.focusProxy():
            face.installEventFilter(self)
        return editor

    def _note(self, line: _Line, name: str) -> None:
        line.kept.pop(name, None)
        self.edited.emit()

    def _handles(self, line: _Line) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        say, theme = self.desk.say, self.desk.theme
        for name, text, act in (
            (
                "chevron-up",
                N_("Move up (Ctrl+↑)"),
                lambda: self.move_row(self._lines.index(line), -1),
            ),
            (
                "chevron-down",
                N_("Move down (Ctrl+↓)"),
                lambda: self.move_row(self._lines.index(line), 1),
            ),
            ("x", N_("Remove row (Ctrl+Delete)"), lambda: self.remove(self._lines.index(line))),
        ):
            handle = icon_button(theme, name, say(text), act)
            handle.setProperty("role", "handle")
            handle.setFixedSize(22, 30)
            handle.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            row.addWidget(handle)
        return made

    def _arrange(self) -> None:
        """Put heads and rows into the grid anew, in their order, which is that of Tab."""
        take_out(self._grid)
        for head in self._head:
            head.deleteLater()
        self._head = []
        self._frame.setVisible(bool(self._lines))
        if not self._lines:
            return
        for column, fields in enumerate(self._columns):
            self._grid.setColumnStretch(column, _STRETCH[fields[0].type])
            self._put_head(column, fields[0])
        for number, line in enumerate(self._lines):
            for column, cell in enumerate(line.cells):
                self._grid.addWidget(cell, number * 2 + 2, column, Qt.AlignmentFlag.AlignTop)
            self._put_rule(number * 2 + 3)
        self._set_tab_order()

    def _put_head(self, column: int, field: Field) -> None:
        text = self.desk.say(field.label)
        label = PlainLabel(f"{text}\u00a0*" if field.required else text, "label", wrap=True)
        beside = 26 if field.language else 8
        label.setContentsMargins(beside, 0, 4, 4)
        metrics = label.fontMetrics()
        words = text.split() if text.isascii() else [text[:_LEAST_SIGNS]]
        words[-1] += "\u00a0*" if field.required else ""
        widest = max(metrics.horizontalAdvance(word) for word in words)
        self._grid.setColumnMinimumWidth(column, max(beside + 6 + widest, self._chosen(field)))
        self._head.append(label)
        self._grid.addWidget(label, 0, column, Qt.AlignmentFlag.AlignBottom)
        if column == 0:
            self._put_rule(1)

    def _chosen(self, field: Field) -> int:
        """Tell how wide a column must be so that what is chosen in it can be read."""
        if field.type is not FieldType.CHOICE or field.many:
            return 0
        labels = (self.desk.say(choice.label) for choice in field.choices or ())
        widest = max(map(self.fontMetrics().horizontalAdvance, labels), default=0)
        return min(widest + _BESIDE_CHOICE, _WIDEST_CHOICE)

    def _put_rule(self, row: int) -> None:
        line = rule()
        self._head.append(line)
        self._grid.addWidget(line, row, 0, 1, len(self._columns) + 1)

    def _set_tab_order(self) -> None:
        """Let Tab go through the rows, then to the button that adds one."""
        before: QWidget | None = self._adding
        while before and (before is self._adding or self._is_passed_over(before)):
            before = before.previousInFocusChain()
        faces = [editor.focusProxy() for line in self._lines for editor in line.editors.values()]
        for first, second in pairwise(filter(None, (before, *faces))):
            QWidget.setTabOrder(first, second)

    def _is_passed_over(self, widget: QWidget) -> bool:
        """Tell whether a widget is in a row, or never has the keyboard."""
        never = widget.focusPolicy() is Qt.FocusPolicy.NoFocus
        return never or self._frame.isAncestorOf(widget)

    def _discard(self, line: _Line) -> None:
        for cell in line.cells:
            cell.hide()
            cell.deleteLater()

    def _untouched(self, line: _Line, name: str) -> Any:
        """Tell what stands in a cell in which nobody entered anything."""
        return line.proposed.get(name, self.rows.by_name[name].empty)

    def _is_filled(self, line: _Line) -> bool:
        for name, editor in line.editors.items():
            try:
                if editor.value() != self._untouched(line, name):
                    return True
            except InvalidValueError:
                return True
        return False


def _wants_enter(focus: QWidget | None) -> bool:
    """Tell whether Enter means something where one types: a new line, or a word that is ready."""
    if isinstance(focus, QLineEdit) and focus.text():
        frame = focus.parentWidget()
        return frame is not None and isinstance(frame.parentWidget(), ChipsEditor)
    return isinstance(focus, QPlainTextEdit)


def columns_of(fields: Sequence[Field]) -> list[list[Field]]:
    """Put the languages of one text into one column."""

    def key(field: Field) -> str:
        return field.name.removesuffix(f"_{field.language}") if field.language else field.name

    return [list(group) for _, group in groupby(fields, key)]
