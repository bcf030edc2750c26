"""The list of a kind: searched, narrowed, sorted, with the chosen record beside it."""

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QSplitter, QWidget

from intloffice.gui import asking
from intloffice.gui.asking import Asked
from intloffice.gui.desk import Desk
from intloffice.gui.dialogs.filter_box import FilterBox
from intloffice.gui.icons import icon
from intloffice.gui.pages.page import Page
from intloffice.gui.pages.peek_panel import PeekPanel
from intloffice.gui.place import Narrowing, Place
from intloffice.gui.tables.record_table import RecordTable
from intloffice.gui.widgets.buttons import button
from intloffice.gui.widgets.chip import Chip
from intloffice.gui.widgets.flow_layout import FlowLayout
from intloffice.gui.widgets.plain_label import PlainLabel, for_button
from intloffice.i18n import N_
from intloffice.schema.kind import Kind
from intloffice.schema.showing import label

_PEEK = 312


class ListPage(Page):
    """Lists the records of one kind."""

    def __init__(self, desk: Desk, kind: Kind) -> None:
        super().__init__(desk, desk.say(kind.plural))
        self.kind = kind
        self._asked = Asked(kind, desk.language.code)
        self._total = 0
        self.search = QLineEdit()
        self.table = RecordTable(desk, kind)
        self.peek = PeekPanel(desk, kind)
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, gap=8)
        self._set_top()
        self._set_tools()
        self._empty = PlainLabel("", "muted", self.table.viewport())
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.hide()
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self.peek)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 0)
        self.peek.setMinimumWidth(260)
        split.setSizes([900, _PEEK])
        self.body.addWidget(split, 1)
        self._connect()

    def arrive(self, place: Place) -> None:
        """Show the list, narrowed where the place says so."""
        if place.narrowings:
            self.search.clear()
            self._ask(text="", narrowings=place.narrowings)
        else:
            self.refresh()
        self.table.setFocus()

    def refresh(self) -> None:
        """Read the list anew, and the record beside it."""
        self.table.ask(self._asked)

    def narrow(self, narrowing: Narrowing) -> None:
        """Show only the records that fit, besides what was asked already."""
        others = [n for n in self._asked.narrowings if _key(n) != _key(narrowing)]
        self._ask(narrowings=(*others, narrowing))

    def widen(self, narrowing: Narrowing) -> None:
        """Drop a filter."""
        self._ask(narrowings=tuple(n for n in self._asked.narrowings if n != narrowing))

    @property
    def current_place(self) -> Place:
        """Where one is, with the filters."""
        return Place("list", self.kind.name, None, self._asked.narrowings)

    def _ask(
        self, *, text: str | None = None, narrowings: tuple[Narrowing, ...] | None = None
    ) -> None:
        before = self._asked
        self._asked = Asked(
            self.kind,
            before.language,
            before.text if text is None else text,
            before.narrowings if narrowings is None else narrowings,
            before.column,
            before.descending,
        )
        self._show_chips()
        self.table.ask(self._asked)

    def _sort(self, column: str, descending: bool) -> None:
        asked = self._asked
        self._asked = Asked(
            self.kind, asked.language, asked.text, asked.narrowings, column, descending
        )
        self.table.ask(self._asked)

    def _set_top(self) -> None:
        say, colours = self.desk.say, self.desk.theme.colours
        self.top.insertWidget(1, self.note)
        self.title.setSizePolicy(self.note.sizePolicy())
        self.top.setStretch(0, 0)
        self.top.addStretch(1)
        self.search.setPlaceholderText(say(N_("Search in any script or spelling")))
        self.search.setAccessibleName(say(N_("Search")))
        self.search.setClearButtonEnabled(True)
        self.search.setProperty("role", "search")
        leading = QLineEdit.ActionPosition.LeadingPosition
        self.search.addAction(icon("search", colours.muted), leading)
        self.search.setMinimumWidth(180)
        self.search.setMaximumWidth(320)
        self.top.addWidget(self.search, 4)
        text = say(N_("New: {kind}"), kind=say(self.kind.singular))
        self.new = button(text, self.begin, "primary")
        self.top.addWidget(self.new)

    def _set_tools(self) -> None:
        say = self.desk.say
        tools = QHBoxLayout()
        tools.setSpacing(4)
        tools.addWidget(self._chips, 1)
        self._add_filter = button(f"＋ {say(N_('Filter'))}", self._choose_field, "quiet")
        self._flow.addWidget(self._add_filter)
        self._copy = button(say(N_("Copy")), self.table.copy, "quiet")
        self._delete = button(
            say(N_("Delete")), lambda: self._remove(self.table.selected_ids()), "quiet"
        )
        for tool in (self._copy, self._delete):
            tool.setEnabled(False)
            tools.addWidget(tool, 0, Qt.AlignmentFlag.AlignTop)
        self.header.addLayout(tools)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda text: self._ask(text=text.strip()))
        self.search.returnPressed.connect(self._go_to_first)
        self.table.sorted_by.connect(self._sort)
        self.table.current_changed.connect(self.peek.show_record)
        self.table.selection_changed.connect(self._note_selected)
        self.table.opened.connect(self.open)
        self.table.removed.connect(self._remove)
        self.table.records.answered.connect(self._note_count)
        self.peek.going.connect(self.going)
        for keys, act in (
            ("Ctrl+F", self.search.setFocus),
            ("Ctrl+N", self.begin),
            ("Ctrl+O", lambda: self.open(self.table.current_id())),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def open(self, record_id: int) -> None:
        """Open a record's form."""
        if record_id:
            self.going.emit(Place("record", self.kind.name, record_id))

    def begin(self) -> None:
        """Open an empty form."""
        self.going.emit(Place("record", self.kind.name, 0))

    def _remove(self, ids: list[int]) -> None:
        say = self.desk.say
        kind = say(self.kind.singular if len(ids) == 1 else self.kind.plural)
        named = say(N_("Delete {n} {kind}"), n=len(ids), kind=kind)
        self.desk.jobs.write(named, partial(asking.remove, kind=self.kind, ids=ids), self._removed)

    def _removed(self, number: int) -> None:
        self.noted.emit(
            self.desk.say(N_("{n} deleted. Ctrl+Z brings them back, or the Trash later."), n=number)
        )

    def _go_to_first(self) -> None:
        if self.table.records.rowCount():
            self.table.setFocus()
            self.table.selectRow(0)

    def _note_count(self) -> None:
        number, say = self.table.records.rowCount(), self.desk.language.number
        whole = self._asked.text or self._asked.narrowings
        if not whole:
            self._total = number
        known = self._total > number
        found = self._found()
        shown = f"{found} / {say(self._total)}" if whole and known else found
        self.note.setText(shown)
        nothing = N_("Nothing fits.") if whole else N_("Nothing here yet.")
        self._empty.setText(self.desk.say(nothing))
        self._empty.setVisible(number == 0)
        self._empty.setGeometry(0, 48, max(self.table.viewport().width(), 200), 40)
        self._note_selected()

    def _found(self) -> str:
        """Tell how many were found, or than how many there are more."""
        number = self.desk.language.number(self.table.records.rowCount())
        return f"> {number}" if self.table.records.more else number

    def _note_selected(self) -> None:
        selected = len(self.table.selectionModel().selectedRows())
        self._copy.setEnabled(selected > 0)
        self._delete.setEnabled(selected > 0)
        text = f"{self.desk.say(self.kind.plural)}: {self._found()}"
        if selected > 1:
            text += " · " + self.desk.say(N_("{n} selected"), n=selected)
        self.noted.emit(text)

    def _show_chips(self) -> None:
        for chip in self._chips.findChildren(Chip):
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        for place, narrowing in enumerate(self._asked.narrowings):
            name = label(self.kind.field_at(narrowing.path), self.desk.language)
            chip = Chip(self.desk.theme, name, narrowing.shown, self.desk.say(N_("Remove filter")))
            chip.dropped.connect(partial(self.widen, narrowing))
            self._flow.insert_widget(place, chip)
            chip.show()

    def _choose_field(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for path in asking.plain_fields(self.kind):
            field = self.kind.field_at(path)
            text = label(field, self.desk.language)
            owner, _, _ = path.rpartition(".")
            if owner:
                text = f"{self.desk.say(self.kind.rows_by_name[owner].label)}: {text}"
            menu.addAction(for_button(text), partial(self._ask_value, path))
        menu.popup(self._below_filter())

    def _ask_value(self, path: str) -> None:
        box = FilterBox(self.desk, path, self.kind.field_at(path), self)
        box.chosen.connect(self.narrow)
        box.move(self._below_filter())
        box.show()
        box.editor.setFocus()

    def _below_filter(self) -> QPoint:
        return self._add_filter.mapToGlobal(QPoint(0, self._add_filter.height() + 2))


def _key(narrowing: Narrowing) -> tuple[str, str]:
    return narrowing.path, narrowing.operator
