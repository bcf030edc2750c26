"""The list of a kind: searched, narrowed, sorted, with the chosen record beside it."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSplitter, QWidget

from intloffice.gui.asking import Asked
from intloffice.gui.desk import Desk
from intloffice.gui.dialogs.column_box import ColumnBox
from intloffice.gui.dialogs.field_picker import FieldPicker
from intloffice.gui.dialogs.filter_box import FilterBox
from intloffice.gui.icons import icon
from intloffice.gui.narrowing import described, filterable, path_label, showable
from intloffice.gui.pages.list_deeds import ListDeeds
from intloffice.gui.pages.page import Page
from intloffice.gui.pages.peek_panel import PeekPanel
from intloffice.gui.pages.views_bar import ViewsBar
from intloffice.gui.place import Narrowing, Place
from intloffice.gui.tables.record_table import RecordTable
from intloffice.gui.views import Look, Looks, View
from intloffice.gui.widgets.buttons import button
from intloffice.gui.widgets.chip import Chip
from intloffice.gui.widgets.composing import Composing
from intloffice.gui.widgets.flow_layout import FlowLayout
from intloffice.gui.widgets.plain_label import PlainLabel, plain_tip
from intloffice.i18n import N_
from intloffice.schema.kind import Kind

_PEEK = 312


class ListPage(Page):
    """Lists the records of one kind, as its list looked last."""

    def __init__(self, desk: Desk, kind: Kind) -> None:
        super().__init__(desk, desk.say(kind.plural))
        self.kind = kind
        regions = desk.settings.region_countries
        self._asked = Asked(kind, desk.language.code, regions=regions)
        self._total = 0
        self._looks_known = False
        self._arriving: Place | None = None
        self.search = QLineEdit()
        self.table = RecordTable(desk, kind)
        self.peek = PeekPanel(desk, kind)
        self.views = ViewsBar(desk)
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, gap=8)
        self.filter = button(f"＋ {desk.say(N_('Filter'))}", self._choose_field, "quiet")
        self.deeds = ListDeeds(self, kind, self.table, lambda: self._asked, self.filter)
        self._set_top()
        self.header.addWidget(self.views)
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
        self.body.addWidget(self.deeds.work)
        self.body.addWidget(split, 1)
        self._connect()

    def arrive(self, place: Place) -> None:
        """Show the list, narrowed where the place says so, else as it was when one left."""
        self._arriving = place
        self.table.setFocus()
        if self._looks_known:
            self._arrive()
        else:
            self.desk.views.ask(self.kind, self.desk.language.code, self._take_looks)

    def leave(self) -> None:
        """Keep how the list looks."""
        if self._looks_known:
            self.desk.views.keep_look(self.kind, self.look())

    def refresh(self) -> None:
        """Read the list anew, and the record beside it."""
        if self._looks_known:
            self.table.ask(self._asked)

    def look(self) -> Look:
        """Tell what the list shows and how."""
        columns, asked = self.table.columns(), self._asked
        return Look(
            () if columns == self.kind.columns else columns,
            self.table.widths(),
            asked.column,
            asked.descending,
            asked.narrowings,
        )

    def show_view(self, view: View) -> None:
        """Show a view."""
        self.search.blockSignals(True)
        self.search.setText(view.text)
        self.search.blockSignals(False)
        self._show_look(view.look, view.text)

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

    def _take_looks(self, looks: Looks) -> None:
        self._looks_known = True
        self.views.show_views(looks.views)
        last = looks.last
        place = self._arriving
        if place and place.narrowings:
            last = replace(last, narrowings=place.narrowings)
        self._show_look(last, "")
        self._arriving = None

    def _arrive(self) -> None:
        place, self._arriving = self._arriving, None
        if place and place.narrowings and place.narrowings != self._asked.narrowings:
            self.search.clear()
            self._ask(text="", narrowings=place.narrowings)
        else:
            self.refresh()

    def _show_look(self, look: Look, text: str) -> None:
        self.table.show_look(look)
        self._asked = replace(
            self._asked,
            text=text,
            narrowings=look.narrowings,
            column=look.column,
            descending=look.descending,
            columns=look.columns,
        )
        self._show_chips()
        self.table.ask(self._asked)

    def _ask(
        self, *, text: str | None = None, narrowings: tuple[Narrowing, ...] | None = None
    ) -> None:
        before = self._asked
        self._asked = replace(
            before,
            text=before.text if text is None else text,
            narrowings=before.narrowings if narrowings is None else narrowings,
        )
        self._show_chips()
        self.views.show_current(0)
        self.table.ask(self._asked)

    def _sort(self, column: str, descending: bool) -> None:
        self._asked = replace(self._asked, column=column, descending=descending)
        self.table.ask(self._asked)

    def _show_columns(self, columns: tuple[str, ...]) -> None:
        shown = replace(self.look(), columns=() if columns == self.kind.columns else columns)
        if self._asked.column not in columns:
            shown = replace(shown, column="", descending=False)
        self._show_look(shown, self._asked.text)

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
        self.search.setMinimumWidth(160)
        self.search.setMaximumWidth(320)
        self.top.addWidget(self.search, 4)
        self.enter = button(say(N_("Enter rows")), self._enter, "quiet")
        plain_tip(self.enter, "Ctrl+Shift+N")
        self.enter.setVisible(not self.kind.title.names)
        self.top.addWidget(self.enter)
        text = say(N_("New: {kind}"), kind=say(self.kind.singular))
        self.new = button(text, self.begin, "primary")
        self.top.addWidget(self.new)

    def _set_tools(self) -> None:
        say = self.desk.say
        tools = QHBoxLayout()
        tools.setSpacing(4)
        tools.addWidget(self._chips, 1)
        plain_tip(self.filter, "Ctrl+Shift+F")
        self._flow.addWidget(self.filter)
        remove = self.deeds.remove
        self._of_selected = (
            button(say(N_("Change …")), self.deeds.choose_change, "quiet"),
            button(say(N_("Copy")), self.table.copy, "quiet"),
            button(say(N_("Delete")), partial(self.table.with_selected, remove), "quiet"),
        )
        self.columns = button(say(N_("Columns")), self._choose_columns, "quiet")
        plain_tip(self.columns, "Ctrl+Shift+L")
        self.export = button(say(N_("Export")), self.deeds.export, "quiet")
        for tool in (*self._of_selected, self.views.opener, self.columns, self.export):
            tools.addWidget(tool, 0, Qt.AlignmentFlag.AlignTop)
        self._show_tools(0)
        self.header.addLayout(tools)

    def _show_tools(self, selected: int) -> None:
        """Show what can be done to the selected records, if there are any."""
        for tool in self._of_selected:
            tool.setVisible(selected > 0)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda text: self._ask(text=text.strip()))
        self.search.returnPressed.connect(self._go_to_first)
        self.search.installEventFilter(self)
        self.table.left_upwards.connect(self.search.setFocus)
        Composing(self.search)
        self.table.sorted_by.connect(self._sort)
        self.table.current_changed.connect(self.peek.show_record)
        self.table.selection_changed.connect(self._note_selected)
        self.table.opened.connect(self.open)
        self.table.removed.connect(self.deeds.remove)
        self.table.copied.connect(self._note_copied)
        self.table.records.answered.connect(self._note_count)
        self.peek.going.connect(self.going)
        self.views.chosen.connect(self.show_view)
        self.views.saving.connect(self._save_view)
        self.views.renamed.connect(self._keep_view)
        self.views.dropped.connect(self._drop_view)
        self.desk.views.taken_back.connect(self._show_views)
        for keys, act in (
            ("Ctrl+F", self.search.setFocus),
            ("Ctrl+N", self.begin),
            ("Ctrl+O", lambda: self.open(self.table.current_id())),
            ("Ctrl+Shift+F", self._choose_field),
            ("Ctrl+Shift+L", self._choose_columns),
            ("Ctrl+Shift+E", self.deeds.choose_change),
            ("Ctrl+Shift+N", self._enter),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go from the search to what was found with the arrow down."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and watched is self.search and event.key() == Qt.Key.Key_Down:  # type: ignore[attr-defined]
            self._go_to_first()
            return True
        return super().eventFilter(watched, event)

    def open(self, record_id: int) -> None:
        """Open a record's form."""
        if record_id:
            self.going.emit(Place("record", self.kind.name, record_id))

    def begin(self) -> None:
        """Open an empty form."""
        self.going.emit(Place("record", self.kind.name, 0))

    def _enter(self) -> None:
        """Enter many records in a row."""
        if not self.kind.title.names:
            self.going.emit(Place("entry", self.kind.name))

    def _save_view(self, view: View) -> None:
        """Keep what is shown as a view, under the name and number it was given."""
        self._keep_view(replace(view, look=self.look(), text=self._asked.text))

    def _keep_view(self, view: View) -> None:
        kept = self.desk.views.keep_view(self.kind, view)
        self.views.show_views(self.desk.views.of(self.kind).views)
        self.views.show_current(kept.number)

    def _show_views(self, kind: str) -> None:
        if kind == self.kind.name:
            self.views.show_views(self.desk.views.of(self.kind).views)

    def _drop_view(self, view: View) -> None:
        self.desk.views.drop_view(self.kind, view.number)
        self.views.show_views(self.desk.views.of(self.kind).views)
        say = self.desk.say
        self.banner.offer(
            say(N_("The view “{name}” was deleted."), name=view.name),
            say(N_("Bring it back")),
            partial(self._bring_back, view),
        )

    def _bring_back(self, view: View) -> None:
        self.banner.hide()
        self._keep_view(view)

    def _note_copied(self, number: int) -> None:
        self.noted.emit(self.desk.say(N_("{n} rows are on the clipboard."), n=number))

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
        selected = self.table.selected()
        self._show_tools(selected)
        text = self.desk.language.labelled(self.desk.say(self.kind.plural), self._found())
        if selected > 1:
            text += " · " + self.desk.say(N_("{n} selected"), n=selected)
        if not self.deeds.just_told:
            self.noted.emit(text)

    def _show_chips(self) -> None:
        for chip in self._chips.findChildren(Chip):
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        for place, narrowing in enumerate(self._asked.narrowings):
            name = path_label(self.kind, narrowing.path, self.desk.language)
            field, regions = self.kind.asked_at(narrowing.path), self._asked.regions
            said = described(narrowing, field, self.desk.language, regions)
            chip = Chip(self.desk.theme, name, said, self.desk.say(N_("Remove filter")))
            chip.dropped.connect(partial(self.widen, narrowing))
            self._flow.insert_widget(place, chip)
            chip.show()

    def _labels(self, paths: list[str]) -> dict[str, str]:
        return {path: path_label(self.kind, path, self.desk.language) for path in paths}

    def _choose_field(self) -> None:
        heading = self.desk.say(N_("Filter"))
        picker = FieldPicker(self.desk, heading, self._labels(filterable(self.kind)), self)
        picker.picked.connect(self._ask_value)
        picker.open_below(self.filter, picker.line)

    def _ask_value(self, path: str) -> None:
        question = path in self.kind.questions_by_name
        box = FilterBox(self.desk, path, self.kind.asked_at(path), self, question=question)
        box.chosen.connect(self.narrow)
        box.begin(self.filter)

    def _choose_columns(self) -> None:
        labels = self._labels(showable(self.kind))
        box = ColumnBox(self.desk, labels, self.table.columns(), self.kind.columns, self)
        box.changed.connect(self._show_columns)
        box.open_below(self.columns, box.line)


def _key(narrowing: Narrowing) -> tuple[str, str]:
    return narrowing.path, narrowing.operator
