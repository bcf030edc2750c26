"""The list of a kind: searched, narrowed, sorted, with the chosen record beside it."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QSplitter, QWidget

from intloffice.errors import StillNamedError, StoppedError
from intloffice.gui import asking, sheets
from intloffice.gui.asking import Asked
from intloffice.gui.desk import Desk
from intloffice.gui.dialogs.bulk_box import BulkBox
from intloffice.gui.dialogs.column_box import ColumnBox
from intloffice.gui.dialogs.field_picker import FieldPicker
from intloffice.gui.dialogs.files import ChooseFile, ask_where
from intloffice.gui.dialogs.filter_box import FilterBox
from intloffice.gui.icons import icon
from intloffice.gui.narrowing import changeable, described, filterable, path_label, showable
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
from intloffice.gui.widgets.plain_label import PlainLabel, for_button, plain_tip
from intloffice.gui.widgets.progress import WorkStrip
from intloffice.i18n import N_
from intloffice.schema.field import Value
from intloffice.schema.kind import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from intloffice.operations.bulk import Outcome

_PEEK = 312
#: Milliseconds in which one can read what was done.
_SAID_FOR = 5_000
#: From so many records on, one is told how far the work is.
_LONG_WORK = 300
#: So many refusals are told one by one.
_TOLD = 8


class ListPage(Page):
    """Lists the records of one kind, as its list looked last."""

    def __init__(self, desk: Desk, kind: Kind, choose_target: ChooseFile = ask_where) -> None:
        super().__init__(desk, desk.say(kind.plural))
        self.choose_target = choose_target
        self.kind = kind
        regions = desk.settings.region_countries
        self._asked = Asked(kind, desk.language.code, regions=regions)
        self._total = 0
        self._looks_known = False
        self._arriving: Place | None = None
        self._said = QElapsedTimer()
        self.search = QLineEdit()
        self.table = RecordTable(desk, kind)
        self.peek = PeekPanel(desk, kind)
        self.views = ViewsBar(desk)
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, gap=8)
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
        self.work = WorkStrip(desk)
        self.body.addWidget(self.work)
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
        self.filter = button(f"＋ {say(N_('Filter'))}", self._choose_field, "quiet")
        plain_tip(self.filter, "Ctrl+Shift+F")
        self._flow.addWidget(self.filter)
        self._of_selected = (
            button(say(N_("Change …")), self._choose_change, "quiet"),
            button(say(N_("Copy")), self.table.copy, "quiet"),
            button(say(N_("Delete")), partial(self.table.with_selected, self._remove), "quiet"),
        )
        self.columns = button(say(N_("Columns")), self._choose_columns, "quiet")
        plain_tip(self.columns, "Ctrl+Shift+L")
        self.export = button(say(N_("Export")), self._export, "quiet")
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
        self.table.removed.connect(self._remove)
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
            ("Ctrl+Shift+E", self._choose_change),
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

    def _remove(self, ids: list[int]) -> None:
        say = self.desk.say
        kind = say(self.kind.singular if len(ids) == 1 else self.kind.plural)
        named = say(N_("Delete {n} {kind}"), n=len(ids), kind=kind)
        progress = self._begin_work(named, len(ids))
        if progress is not None:
            job = partial(asking.remove, kind=self.kind, ids=ids, progress=progress)
            self.desk.jobs.write(named, job, self._removed, self._refuse_removal)

    def _begin_work(self, doing: str, records: int) -> "Callable[[int, int], None] | None":
        """Show how far the work is where it may take long; None while other work is done."""
        if self.work.working:
            self.noted.emit(self.desk.say(N_("Wait until the other work here is done.")))
            return None
        if records < _LONG_WORK:
            return _untold
        return self.work.begin(f"{doing} …").go_on

    def _stop_work(self, error: Exception) -> bool:
        """Put the strip away; say so where the work was stopped."""
        self.work.end()
        if isinstance(error, StoppedError):
            self.noted.emit(self.desk.say(error.template))
            return True
        return False

    def _refuse_removal(self, error: Exception) -> bool:
        """Ask who names the record that is in the way."""
        if self._stop_work(error):
            return True
        if not isinstance(error, StillNamedError):
            return False
        job = partial(
            asking.named_by,
            kind=self.kind,
            record_id=error.record_id,
            language=self.desk.language.code,
            limit=_TOLD,
        )
        self.desk.jobs.read(job, self._tell_who_names)
        return True

    def _tell_who_names(self, named: asking.NamedBy) -> None:
        say = self.desk.say
        lines = [self._named(kind, caption) for kind, _, caption in named.first]
        more = named.count - len(lines)
        told = [
            say(N_("“{name}” is still named by others. Nothing was deleted."), name=named.caption)
        ]
        told += lines + ([say(N_("… and {n} more"), n=more)] if more else [])
        self.banner.offer("\n".join(told), say(N_("Open …")), partial(self._open_namers, named))

    def _open_namers(self, named: asking.NamedBy) -> None:
        """Open the record that names another, or let one choose which."""
        places = [Place("record", kind, record) for kind, record, _ in named.first]
        if len(places) == 1:
            self.going.emit(places[0])
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place, (kind, _, caption) in zip(places, named.first, strict=True):
            text = for_button(self._named(kind, caption))
            menu.addAction(text).triggered.connect(partial(self._go, place))
        menu.popup(self.banner.mapToGlobal(self.banner.rect().bottomLeft()))

    def _named(self, kind: str, caption: str) -> str:
        return self.desk.language.labelled(self.desk.say(self.desk.kind(kind).singular), caption)

    def _go(self, place: Place, _checked: bool = False) -> None:
        self.going.emit(place)

    def _removed(self, number: int) -> None:
        self.work.end()
        told = N_("{n} deleted. Ctrl+Z brings them back, or the Trash later.")
        self._say_done(self.desk.say(told, n=number))

    def _say_done(self, text: str) -> None:
        """Say what was done; for a moment nothing else is said there."""
        self._said.start()
        self.noted.emit(text)

    def _note_copied(self, number: int) -> None:
        self.noted.emit(self.desk.say(N_("{n} rows are on the clipboard."), n=number))

    def _choose_change(self) -> None:
        """Ask which field of the selected records to change."""
        if not self.table.selected():
            return
        heading = self.desk.say(N_("Change …"))
        picker = FieldPicker(self.desk, heading, self._labels(changeable(self.kind)), self)
        picker.picked.connect(lambda name: self.table.with_selected(partial(self._mark, name)))
        picker.open_below(self.filter, picker.line)

    def _mark(self, name: str, ids: list[int]) -> None:
        job = partial(asking.versions, kind=self.kind, ids=ids)
        self.desk.jobs.read(job, partial(self._ask_change, name))

    def _ask_change(self, name: str, marks: dict[int, int]) -> None:
        box = BulkBox(self.desk, self.kind.fields[name], len(marks), self)
        box.chosen.connect(partial(self._change, name, marks))
        box.open_below(self.filter, box.editor)

    def _change(self, name: str, marks: dict[int, int], how: str, value: Value) -> None:
        say, change = self.desk.say, (name, how, value)
        field = path_label(self.kind, name, self.desk.language)
        named = say(N_("Change “{field}” of {n} records"), field=field, n=len(marks))
        progress = self._begin_work(named, len(marks))
        if progress is None:
            return
        job = partial(
            asking.change_all,
            kind=self.kind,
            marks=marks,
            change=change,
            language=self.desk.language.code,
            progress=progress,
        )
        self.desk.jobs.write(named, job, self._changed, self._stop_work)

    def _changed(self, outcome: "Outcome") -> None:
        """Tell what became of the records; those that were refused one by one."""
        self.work.end()
        say, done = self.desk.say, len(outcome.done)
        self._say_done(say(N_("{n} changed. Ctrl+Z takes it back."), n=done))
        if not outcome.refused:
            return
        lines = [
            self.desk.language.labelled(each.caption, say(each.template, **each.facts))
            for each in outcome.refused[:_TOLD]
        ]
        more = len(outcome.refused) - len(lines)
        lines += [say(N_("… and {n} more"), n=more)] if more else []
        kept = say(N_("{n} were changed; these were kept as they are:"), n=done)
        self.banner.offer("\n".join([kept, *lines]), "", lambda: None)

    def _export(self) -> None:
        """Ask where to write what is shown, and write it."""
        say = self.desk.say
        name = f"{say(self.kind.plural)} {self.desk.today().isoformat()}.xlsx"
        path = self.choose_target(self, say(N_("Export")), name, "Excel (*.xlsx);;CSV (*.csv)")
        if not path:
            return
        ending = ".csv" if path.lower().endswith(".csv") else ".xlsx"
        headings = [self.table.heading(column) for column in self.table.columns()]
        progress = self._begin_work(say(N_("Export")), self.table.records.rowCount())
        if progress is None:
            return
        job = partial(
            sheets.export_list,
            asked=replace(self._asked, columns=self.table.columns()),
            said=(headings, self._narrowed()),
            path=Path(path).with_suffix(ending),
            language=self.desk.language,
            progress=progress,
        )
        self.noted.emit(say(N_("Writing …")))
        self.desk.jobs.read(job, self._note_written, self._stop_work)

    def _narrowed(self) -> tuple[str, ...]:
        """Say by what the list is narrowed, a line each."""
        language = self.desk.language
        text = self._asked.text
        found = [self.desk.say(N_("Search: {text}"), text=text)] if text else []
        for narrowing in self._asked.narrowings:
            name = path_label(self.kind, narrowing.path, language)
            field, regions = self.kind.asked_at(narrowing.path), self._asked.regions
            found.append(f"{name}: {described(narrowing, field, language, regions)}")
        return tuple(found)

    def _note_written(self, written: sheets.Written) -> None:
        self.work.end()
        number = written.records[self.kind.name]
        told = self.desk.say(N_("{n} rows written to {path}"), n=number, path=written.path)
        self.noted.emit(told)

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
        if not self._said.isValid() or self._said.hasExpired(_SAID_FOR):
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


def _untold(_done: int, _total: int) -> None:
    """Tell nobody of what is done in a moment."""


def _key(narrowing: Narrowing) -> tuple[str, str]:
    return narrowing.path, narrowing.operator
