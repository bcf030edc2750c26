"""The form of a record, made from what its kind declares."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from intloffice.errors import InvalidValueError
from intloffice.gui.desk import Desk
from intloffice.gui.drafts import Draft
from intloffice.gui.editors.amount_editor import put_together
from intloffice.gui.editors.block_pasting import BlockPasting
from intloffice.gui.editors.choosing import editor_for
from intloffice.gui.editors.editor import Captions, DayEditor, Editor, ProtectedEditor
from intloffice.gui.editors.name_strip import NameStrip
from intloffice.gui.editors.rows_editor import RowsEditor, RowValues, columns_of
from intloffice.gui.editors.translations import Translations
from intloffice.gui.widgets.flow_layout import take_out
from intloffice.gui.widgets.plain_label import PlainLabel
from intloffice.i18n import N_
from intloffice.schema.field import COMMON, Field, FieldType
from intloffice.schema.kind import OURSELVES, Kind, Section
from intloffice.schema.value import Problem, missing

if TYPE_CHECKING:
    from intloffice.operations.edit import Snapshot

_TWO_COLUMNS_FROM = 640
_WHOLE_WIDTH = {FieldType.TEXT, FieldType.WORDS}


class RecordForm(QWidget):
    """Shows all that a record holds, section by section, and tells what was edited."""

    edited = Signal()
    creating = Signal(str, str, object)
    opening = Signal(str, int)
    revealed = Signal(str)

    def __init__(self, desk: Desk, kind: Kind) -> None:
        super().__init__()
        self.desk = desk
        self.kind = kind
        self.editors: dict[str, Editor] = {}
        self.rows: dict[str, RowsEditor] = {}
        self.headings: dict[str, QWidget] = {}
        self._touched: set[str] = set()
        self._begun: set[str] = set()
        self._handed: tuple[dict[str, Any], dict[str, list[RowValues]]] = {}, {}
        self._columns = 0
        self._sections: list[_SectionGrid] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for section in sections_of(kind):
            box.addWidget(self._section(section))
        box.addStretch()
        self.names = self._name_strip() if kind.title.person else None
        put_together(self.editors)
        self._chain()
        groups = [
            [field.name for field in part]
            for section in sections_of(kind)
            for part in parts_of(kind, section)
            if not isinstance(part, str)
        ]
        self.pasting = BlockPasting(desk, self.editors, groups, lambda: self.touched)
        self.pasting.filled.connect(self._take_pasted)
        self.pasting.taken_back.connect(self._take_back)

    def show_record(self, snapshot: "Snapshot") -> None:
        """Show a record as it was read."""
        self.pasting.forget()
        self._touched.clear()
        for name, editor in self.editors.items():
            editor.show_value(snapshot.values[name], snapshot.captions)
            editor.show_problem("")
        for name, rows in self.rows.items():
            lines: list[RowValues] = [(line.id, dict(line.values)) for line in snapshot.rows[name]]
            rows.show_rows(lines, snapshot.captions)
        if self.names:
            self.names.begin()

    def begin(self, our_id: int, our_caption: str) -> Editor | None:
        """Show the rows a new record begins with; tell in which cell one goes on, if in any.

        They are kept once anything is entered.
        """
        captions = {("organisation", our_id): our_caption}
        for name, rows in self.rows.items():
            if rows.rows.begins and name not in self._touched:
                lines = [_with_ourselves(line, our_id) for line in rows.rows.begins]
                rows.begin([line for line in lines if line], captions)
                self._begun.add(name)
        if self._touched:
            self._touched |= self._begun
        gaps = (self.rows[name].gap() for name in self.rows if name in self._begun)
        return next(filter(None, gaps), None)

    def show_draft(self, draft: Draft) -> None:
        """Put unsaved entries over what is shown."""
        for name, value in draft.values.items():
            self.editors[name].show_value(value, draft.captions)
        for name, lines in draft.rows.items():
            self.rows[name].show_rows(lines, draft.captions)
        self._touched |= {*draft.values, *draft.rows}
        self.edited.emit()

    def show_values(self, values: Mapping[str, Any], captions: Captions) -> None:
        """Put some values as if they had been typed."""
        for name, value in values.items():
            self.editors[name].show_value(value, captions)
            self._touched |= {name, *self._begun}
        if self.names:
            self.names.ask_soon()

    @property
    def touched(self) -> frozenset[str]:
        """The names of the fields and rows that were edited."""
        return frozenset(self._touched)

    def check(self) -> bool:
        """Say beside each field that was edited what is wrong; return whether all is sound."""
        sound = [self.editors[name].check() for name in self.editors if name in self._touched]
        sound += [self.rows[name].check() for name in self.rows if name in self._touched]
        return all(sound)

    def is_ready(self) -> bool:
        """Say beside each field what keeps the record from being saved; tell if nothing does.

        What is missing in a record of sound values is left to the store to say, with all else.
        """
        if self.check():
            return True
        values = {name: editor.typed() for name, editor in self.editors.items()}
        rows = {n: [line for _, line in part.typed()] for n, part in self.rows.items()}
        self.show_problems(missing(self.kind, values, rows))
        return False

    def values(self) -> dict[str, Any]:
        """Tell the values that were edited; raise InvalidValueError where one is not sound."""
        return {name: self.editors[name].value() for name in self.editors if name in self._touched}

    def row_values(self) -> dict[str, list[RowValues]]:
        """Tell the rows that were edited, each with all its lines."""
        return {name: self.rows[name].values() for name in self.rows if name in self._touched}

    def typed(self) -> tuple[dict[str, Any], dict[str, list[RowValues]]]:
        """Tell values and rows that were edited, with what was typed where that is no value yet."""
        values = {n: self.editors[n].typed() for n in self.editors if n in self._touched}
        return values, {n: self.rows[n].typed() for n in self.rows if n in self._touched}

    def captions(self) -> dict[tuple[str, int], str]:
        """Tell how the records are called that the form names."""
        found: dict[tuple[str, int], str] = {}
        for editor in self.editors.values():
            found |= editor.captions()
        for rows in self.rows.values():
            found |= rows.captions()
        return found

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say beside the fields what is wrong, and go to the first."""
        for problem in problems:
            if problem.rows:
                self.rows[problem.rows].show_problem(problem)
            else:
                sentence = self.desk.say(problem.template, **problem.facts)
                self.editors[problem.field].show_problem(sentence)
        self.go_to_problem()

    def go_to_problem(self) -> None:
        """Put the keyboard where the first problem is."""
        in_rows = [
            e for rows in self.rows.values() for line in rows.editors() for e in line.values()
        ]
        wrong = [editor for editor in (*self.editors.values(), *in_rows) if editor.problem]
        if wrong:
            wrong[0].setFocus()

    def needed(self) -> Editor | None:
        """Give the first field that is needed and empty."""
        needed = (each for each in self.editors.values() if each.field.required)
        return next((each for each in needed if each.typed() == each.field.empty), None)

    def spot(self) -> str:
        """Tell in which field, or which field of which row, the cursor is; empty where in none."""
        now = self.window().focusWidget()
        spots = self._spots() if now is not None and self.isAncestorOf(now) else {}
        held = (name for name, part in spots.items() if now and part.isAncestorOf(now))
        return next(held, "")

    def place_of(self, spot: str) -> QWidget | None:
        """Give the field that a spot names, if it is there."""
        return self._spots().get(spot)

    def first_of(self, rows: str) -> QWidget | None:
        """Give the first cell of rows, or what adds one; None where the form has no such rows."""
        there = self.rows.get(rows)
        lines = there.editors() if there else []
        return next(iter(lines[0].values())) if lines else there

    def _spots(self) -> dict[str, Editor]:
        found = dict(self.editors)
        for name, rows in self.rows.items():
            for number, line in enumerate(rows.editors()):
                found |= {f"{name}.{number}.{field}": editor for field, editor in line.items()}
        return found

    def hand_over(self) -> tuple[dict[str, Any], dict[str, list[RowValues]]]:
        """Tell values and rows that were edited, to be saved; raise as ``values`` does.

        What is edited from now on, while they are saved, is told apart by ``settle``.
        """
        rows = {name: self.rows[name].hand_over() for name in self.rows if name in self._touched}
        self._handed = self.values(), rows
        return self._handed

    def settle(self, saved: "Snapshot", before: "Snapshot | None") -> None:
        """Go on with the record as it was saved; what was edited meanwhile stays edited.

        What is shown already is not shown again, so that the one who types is not disturbed.
        """
        self.pasting.forget()
        values, rows = self._handed
        for name, editor in self.editors.items():
            if name in self._touched:
                if name not in values or editor.typed() != values[name]:
                    continue
                self._touched.discard(name)
                shown = values[name]
            else:
                shown = before.values[name] if before else editor.field.empty
            if shown != saved.values[name]:
                editor.show_value(saved.values[name], saved.captions)
        for name, part in self.rows.items():
            self._settle_rows(part, rows.get(name), saved, before)

    def _settle_rows(
        self,
        part: RowsEditor,
        handed: list[RowValues] | None,
        saved: "Snapshot",
        before: "Snapshot | None",
    ) -> None:
        name, lines = part.rows.name, saved.rows[part.rows.name]
        if name in self._touched:
            if handed is None or part.settle([line.id for line in lines]):
                now = [values for _, values in part.typed()]
                if handed is not None and now == [values for _, values in handed]:
                    self._touched.discard(name)
                return
            self._touched.discard(name)
        elif lines == (before.rows[name] if before else ()):
            return
        part.show_rows([(line.id, dict(line.values)) for line in lines], saved.captions)

    def clear(self) -> None:
        """Show no values, as in the form of a new record, and forget what was edited."""
        self.pasting.forget()
        for editor in self.editors.values():
            editor.show_value(editor.field.empty)
            editor.show_problem("")
        for rows in self.rows.values():
            rows.show_rows([], {})
        self._touched.clear()
        self._begun.clear()

    def give_up(self) -> None:
        """Forget what was edited."""
        self._touched.clear()

    def resizeEvent(self, event: object) -> None:
        """Set the fields in two columns where there is room."""
        columns = 2 if self.width() >= _TWO_COLUMNS_FROM else 1
        if columns != self._columns:
            self._columns = columns
            for grid in self._sections:
                grid.arrange(columns)

    def _name_strip(self) -> NameStrip:
        """Put what is known of a person's name above its Latin spelling."""
        made = NameStrip(self.desk, self.editors, self._fill, lambda: self.touched)
        heading = next(s.heading for s in self.kind.sections if "latin_family" in s.names)
        box = self.headings[heading].layout()
        if isinstance(box, QVBoxLayout):
            box.insertWidget(1, made)
        self.edited.connect(made.ask_soon)
        confirming = QShortcut(QKeySequence("Ctrl+Shift+Y"), self)
        confirming.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        confirming.activated.connect(made.confirm)
        return made

    def _fill(self, values: dict[str, Any]) -> None:
        self.show_values(values, {})
        self.edited.emit()

    def _take_pasted(self, names: Sequence[str]) -> None:
        self._touched |= {*names, *self._begun}
        if self.names:
            self.names.ask_soon()
        self.edited.emit()

    def _take_back(self, names: Sequence[str], touched: frozenset[str]) -> None:
        """Let fields that hold again what they held be edited only if they were before."""
        self._touched -= set(names) - touched
        if not touched:
            self._touched -= self._begun
        self.edited.emit()

    def _section(self, section: Section) -> QWidget:
        made = QWidget()
        box = QVBoxLayout(made)
        box.setContentsMargins(0, 20, 0, 4)
        box.setSpacing(12)
        box.addWidget(PlainLabel(self.desk.say(section.heading), "subtitle"))
        grid = _SectionGrid()
        self._sections.append(grid)
        for part in parts_of(self.kind, section):
            if isinstance(part, str):
                grid.add(self._rows_box(part, section), whole=True)
            else:
                whole = len(part) > 1 or part[0].type in _WHOLE_WIDTH or part[0].many
                grid.add(self._field_box(part), whole=whole)
        box.addWidget(grid)
        self.headings[section.heading] = made
        return made

    def _rows_box(self, name: str, section: Section) -> QWidget:
        rows = RowsEditor(self.desk, self.kind.rows_by_name[name], self._year)
        self.rows[name] = rows
        self._listen(rows, name)
        if rows.rows.label == section.heading:
            return rows
        return _labelled(PlainLabel(self.desk.say(rows.rows.label), "label"), rows)

    def _year(self) -> int | None:
        """Tell to which year the record belongs, as far as that is entered."""
        day = self._day(self.kind.year_field)
        return day.year if day else None

    def _day(self, name: str) -> date | None:
        """Tell a day, as far as it is entered."""
        editor = self.editors.get(name)
        try:
            value = editor.value() if editor else None
        except InvalidValueError:
            return None
        return value if isinstance(value, date) else None

    def _date(self, editor: DayEditor) -> None:
        """Let a day without its year lie in that of the record, an end after its beginning."""
        name = editor.field.name
        before = next((first for first, last in self.kind.ordered if last == name), "")
        if before:
            editor.begins = partial(self._day, before)
        elif name != self.kind.year_field:
            editor.year = self._year

    def _field_box(self, fields: Sequence[Field]) -> QWidget:
        editors = [editor_for(self.desk, field) for field in fields]
        for editor in editors:
            self.editors[editor.field.name] = editor
            self._listen(editor, editor.field.name)
            if isinstance(editor, DayEditor):
                self._date(editor)
            if isinstance(editor, ProtectedEditor):
                editor.revealed.connect(self.revealed)
        body: QWidget = editors[0]
        if len(editors) > 1:
            body = Translations(editors, self.desk.language.code)
        if fields[0].type is FieldType.FLAG:
            return _labelled(None, body)
        label = PlainLabel(self.desk.say(fields[0].label), "label")
        label.setBuddy(editors[0])
        return _labelled(label, body, required=fields[0].required)

    def _listen(self, part: Editor | RowsEditor, name: str) -> None:
        part.edited.connect(lambda: self._touch(name))
        part.creating.connect(self.creating)
        part.opening.connect(self.opening)

    def _touch(self, name: str) -> None:
        self._touched |= {name, *self._begun}
        self.edited.emit()

    def _chain(self) -> None:
        """Let Tab follow the order of the sections."""
        before: QWidget | None = None
        for section in sections_of(self.kind):
            for name in section.names:
                part = self.editors.get(name) or self.rows.get(name)
                if part and before:
                    QWidget.setTabOrder(before, part)
                elif part:
                    self.setFocusProxy(part)
                before = part


class _SectionGrid(QWidget):
    """The fields of a section in one column or two."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[tuple[QWidget, bool]] = []
        #: Stands in the second column where nothing does, which else would have no gap before it.
        self._blank = QWidget(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(14)

    def add(self, part: QWidget, *, whole: bool) -> None:
        """Add a field; ``whole`` gives it the whole width."""
        self._parts.append((part, whole))
        self._grid.addWidget(part)

    def arrange(self, columns: int) -> None:
        """Set the fields in columns of one width."""
        take_out(self._grid)
        row, column = 0, 0
        for part, whole in self._parts:
            span = columns if whole else 1
            if column and (whole or column >= columns):
                row, column = row + 1, 0
            self._grid.addWidget(part, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
            column += span
            if column >= columns:
                row, column = row + 1, 0
        halves = [whole for _, whole in self._parts]
        alone = columns == 2 and halves.count(False) == 1
        self._blank.setVisible(alone)
        if alone:
            self._grid.addWidget(self._blank, halves.index(False), 1)
        for number in range(2):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)


def sections_of(kind: Kind) -> tuple[Section, ...]:
    """Give the sections of a kind, and the one that every record has."""
    named = {name for section in kind.sections for name in section.names}
    common = tuple(field.name for field in COMMON if field.name not in named)
    return (*kind.sections, Section(N_("Notes"), common))


def parts_of(kind: Kind, section: Section) -> list[str | list[Field]]:
    """Give what a section holds: names of rows, and fields, those of one text together."""
    found: list[str | list[Field]] = []
    pending: list[Field] = []
    for name in section.names:
        if name in kind.rows_by_name:
            found += columns_of(pending)
            pending = []
            found.append(name)
        else:
            pending.append(kind.fields[name])
    return found + columns_of(pending)


def _with_ourselves(line: Mapping[str, str], our_id: int) -> dict[str, str | int]:
    """Put our own university where it is meant; a row that is of it falls away without it."""
    if OURSELVES in line.values() and not our_id:
        return {}
    return {name: our_id if value == OURSELVES else value for name, value in line.items()}


def _labelled(label: PlainLabel | None, body: QWidget, *, required: bool = False) -> QWidget:
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(4)
    head = QHBoxLayout()
    head.setSpacing(4)
    if label:
        head.addWidget(label)
        if required:
            head.addWidget(PlainLabel("*", "mark"))
        head.addStretch()
    else:
        box.addSpacing(20)
    box.addLayout(head)
    box.addWidget(body)
    return made
