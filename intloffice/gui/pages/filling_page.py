"""Forms of others: opened, their cells tied to counts, filled in for a year."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from intloffice.gui import filling, sheets
from intloffice.gui.desk import Desk
from intloffice.gui.dialogs.files import ChooseFile, ask_where, ask_which
from intloffice.gui.filling import Cell, How, ShownForm, ShownSheet, Value, Year
from intloffice.gui.pages.behind import ask_behind, show_behind
from intloffice.gui.pages.count_panel import CountPanel
from intloffice.gui.pages.page import Page
from intloffice.gui.place import Place
from intloffice.gui.problems import notice
from intloffice.gui.tables.form_grid import FormGrid, Spot, letters
from intloffice.gui.widgets.buttons import button
from intloffice.gui.widgets.choices import Choices
from intloffice.gui.widgets.drop_box import DropBox
from intloffice.gui.widgets.plain_label import PlainLabel, for_button
from intloffice.gui.widgets.plain_table import PlainTable
from intloffice.gui.widgets.record_drawer import RecordDrawer
from intloffice.i18n import N_, NN_
from intloffice.schema.value import clean_text

if TYPE_CHECKING:
    from intloffice.gui.briefings import Behind
    from intloffice.spreadsheets.forms.asked import Asked

_KINDS = "Excel (*.xlsx *.xlsm)"
_ENDINGS = (".xlsx", ".xlsm")
#: The sorts of year, as they are offered.
YEAR_SORTS = {
    "calendar": N_("Calendar year"),
    "academic": N_("Academic year"),
    "fiscal": N_("Fiscal year"),
}
_CELLS = NN_("{n} cell", "{n} cells")
_FILLED = NN_("{n} cell was filled in: {path}", "{n} cells were filled in: {path}")
_LOST = NN_("{n} cell was not found again: {names}", "{n} cells were not found again: {names}")
_MOVED = NN_(
    "{n} cell stands elsewhere than last time.", "{n} cells stand elsewhere than last time."
)
_GUESSED = NN_(
    "{n} cell was found by a label that is only nearly the same; please look at it: {cells}",
    "{n} cells were found by labels that are only nearly the same; please look at them: {cells}",
)
_NAMED = 4
#: The widest that the page is before a form is chosen.
_WIDEST = 1104


class FillingPage(Page):
    """Shows a form as it is; each cell may be tied to a count, and the form be filled in."""

    def __init__(
        self,
        desk: Desk,
        choose_source: ChooseFile = ask_which,
        choose_target: ChooseFile = ask_where,
    ) -> None:
        say = desk.say
        super().__init__(desk, say(N_("Forms")))
        self.choose_source, self.choose_target = choose_source, choose_target
        self.shown: ShownForm | None = None
        self.ties: dict[Cell, Asked] = {}
        self.values: dict[Cell, Value] = {}
        self._guessed: set[Cell] = set()
        self._generation = 0
        self._known: tuple[filling.KnownForm, ...] = ()
        self._stopping = Event()
        self.choose = button(say(N_("Choose a form …")), self.ask_form)
        self.years, self.sorts = Choices(), Choices()
        self.name = QLineEdit()
        self.trace = QCheckBox(for_button(say(N_("With a sheet of the records"))))
        self.save = button(say(N_("Fill in …")), self.ask_target, "primary")
        self.tabs = Choices()
        self.grid = FormGrid(desk.theme, say(N_("The form")))
        self.panel = CountPanel(desk)
        self.state = PlainLabel("", "small", wrap=True)
        self.known = PlainTable(desk.theme, say(N_("Forms that are known")))
        self._any_known = PlainLabel(say(N_("Forms that are known")), "subtitle")
        self.drawer = RecordDrawer(desk)
        self._build()
        self._connect()

    def arrive(self, place: Place) -> None:
        """Show the form that was open, with what its cells come to now."""
        self.refresh()

    def refresh(self) -> None:
        """Ask for the years, for the forms that are known, and reckon the cells anew."""
        desk = self.desk
        desk.jobs.read(partial(sheets.years, kinds=desk.kinds), self._show_years)
        desk.jobs.read(filling.known, self._show_known)
        desk.jobs.read(partial(filling.offered, language=desk.language), self.panel.show_offered)
        self.reckon()

    def ask_form(self) -> None:
        """Ask for a form and open it."""
        path = self.choose_source(self, self.desk.say(N_("Choose a form")), "", _KINDS)
        if path:
            self.open_form(path)

    def open_form(self, path: str) -> None:
        """Open a form, and find in it what was tied before."""
        self._generation += 1
        self._stopping.set()
        self._stopping = Event()
        self.state.setText(self.desk.say(N_("Reading {name} …"), name=Path(path).name))
        job = partial(filling.open_form, path=Path(path), stopped=self._stopping.is_set)
        self.desk.jobs.read(job, partial(self._show, self._generation), self._fail)

    def tie_cell(self) -> None:
        """Tie the chosen count to the chosen cell, and go back to it."""
        self._tie(self.grid.spot, self.panel.asked())
        self.grid.setFocus()

    def take_off(self) -> None:
        """Let the chosen cell be tied to nothing."""
        cell = self._cell(self.grid.spot)
        if cell and self.ties.pop(cell, None):
            self.values.pop(cell, None)
            self._guessed.discard(cell)
            self._keep()
            self._show_values()

    def reckon(self) -> None:
        """Reckon what the tied cells come to."""
        year = self._year()
        if self.shown is None or year is None or not self.ties:
            return
        job = partial(filling.values, cells=dict(self.ties), how=self._how(year))
        self.desk.jobs.read(job, partial(self._take_values, self._generation), self._fail)

    def ask_target(self) -> None:
        """Ask where to, and write the form filled in."""
        if self.shown is None:
            return
        source = self.shown.path
        name = f"{source.stem} {self.years.currentText()}{source.suffix.lower()}"
        path = self.choose_target(self, self.desk.say(N_("Fill in the form")), name, _KINDS)
        if path:
            ending = source.suffix.lower()
            self.fill(path if path.lower().endswith(ending) else f"{path}{ending}")

    def fill(self, path: str) -> None:
        """Write the form filled in."""
        year = self._year()
        if self.shown is None or year is None or not self.ties:
            return
        self.save.setEnabled(False)
        self.state.setText(self.desk.say(N_("Writing {name} …"), name=Path(path).name))
        job = partial(
            filling.fill,
            shown=self.shown,
            cells=dict(self.ties),
            how=self._how(year),
            path=Path(path),
            trace=self.trace.isChecked(),
        )
        self.desk.jobs.read(job, partial(self._tell_filled, path), self._fail)

    def put_away(self) -> None:
        """Put the form away; what was tied is kept."""
        self._generation += 1
        self.shown, self.ties, self.values = None, {}, {}
        self.drawer.close_drawer()
        self.state.setText("")
        self._show_state()
        self.refresh()

    def _build(self) -> None:
        say = self.desk.say
        for sort, label in YEAR_SORTS.items():
            self.sorts.addItem(say(label), sort)
        for box, text in ((self.years, N_("Year")), (self.sorts, N_("Sort of year"))):
            box.setAccessibleName(say(text))
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.tabs.setAccessibleName(say(N_("Sheet")))
        self.tabs.setMinimumWidth(160)
        self.name.setAccessibleName(say(N_("Name of the form")))
        self.name.setMaximumWidth(280)
        self.away = button(say(N_("Put away")), self.put_away, "quiet")
        for pressed in (self.choose, self.away, self.save):
            self.top.addWidget(pressed)
        self.asking = QWidget()
        row = QHBoxLayout(self.asking)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        for widget in (self.name, self.tabs, self.sorts, self.years, self.trace):
            row.addWidget(widget)
        row.addStretch(1)
        self.header.addWidget(self.asking)
        self.header.addWidget(self.state)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._first())
        self.stack.addWidget(self._whole())
        self.body.addWidget(self.stack, 1)
        self._show_state()

    def _first(self) -> QWidget:
        say = self.desk.say
        made = QWidget()
        made.setMaximumWidth(_WIDEST)
        box = QVBoxLayout(made)
        box.setContentsMargins(24, 20, 24, 24)
        box.setSpacing(14)
        text = N_(
            "A workbook that somebody else wants filled in each year. Tie its cells to counts "
            "once; next year’s, known again by its labels, fills itself. Nothing else of the file "
            "is changed."
        )
        box.addWidget(PlainLabel(say(text), "muted", wrap=True))
        self.drop = DropBox(self.desk.theme, say(N_("Drop a form here")), _ENDINGS)
        self.drop.dropped.connect(self.open_form)
        box.addWidget(self.drop)
        box.addWidget(self._any_known)
        box.addWidget(self.known, 1)
        box.addStretch()
        return made

    def _whole(self) -> QWidget:
        split = QSplitter(Qt.Orientation.Vertical)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(self.grid)
        split.addWidget(self.drawer)
        split.setSizes([600, 240])
        beside = QWidget()
        row = QHBoxLayout(beside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(split, 1)
        row.addWidget(self.panel)
        return beside

    def _connect(self) -> None:
        self.grid.asked.connect(self.panel.counts.setFocus)
        self.grid.taken_off.connect(self.take_off)
        self.grid.dropped.connect(self._drop)
        self.grid.moved.connect(self._show_cell)
        self.panel.tie_wanted.connect(self.tie_cell)
        self.panel.take_off_wanted.connect(self.take_off)
        self.panel.left.connect(self.grid.setFocus)
        self.panel.records_wanted.connect(self._open_records)
        self.tabs.activated.connect(lambda _: self._show_sheet())
        self.years.activated.connect(lambda _: self.reckon())
        self.sorts.activated.connect(lambda _: self.reckon())
        self.name.editingFinished.connect(self._keep_name)
        self.known.opened.connect(self._forget)
        self.drawer.record_wanted.connect(self._go_to)

    def _show_state(self) -> None:
        is_open = self.shown is not None
        self.stack.setCurrentIndex(int(is_open))
        self.asking.setVisible(is_open)
        self.away.setVisible(is_open)
        self.save.setVisible(is_open)
        self.save.setEnabled(bool(self.ties))
        self.state.setVisible(bool(self.state.text()))

    def _show_years(self, years: Sequence[int]) -> None:
        before = self.years.currentData()
        this_year = self.desk.today().year
        offered = sorted({*years, this_year}, reverse=True)
        self.years.clear()
        for year in offered:
            self.years.addItem(str(year), year)
        latest = next((year for year in offered if year <= this_year), offered[0])
        self.years.setCurrentIndex(max(0, self.years.findData(before or latest)))
        if before is None:
            self.reckon()

    def _show_known(self, known: tuple[filling.KnownForm, ...]) -> None:
        self._known = known
        rows = [(each.name, self.desk.language.counted(_CELLS, each.ties)) for each in known]
        heads = [self.desk.say(N_("Form")), self.desk.say(N_("Tied"))]
        self.known.show_rows(heads, rows, self.desk.say(N_("Forget")))
        self.known.setVisible(bool(rows))
        self._any_known.setVisible(bool(rows))

    def _forget(self, row: int) -> None:
        job = partial(filling.forget, number=self._known[row].number)
        self.desk.jobs.keep(job, lambda _: self.refresh())

    def _show(self, generation: int, shown: ShownForm) -> None:
        if generation != self._generation:
            return
        self.shown = shown
        self.ties, self.values = dict(shown.ties), {}
        self._guessed = set(shown.guessed)
        self.name.setText(shown.name)
        self.tabs.clear()
        for sheet in shown.sheets:
            self.tabs.addItem(sheet.title)
        tied = next((cell[0] for cell in self.ties), "")
        self.tabs.setCurrentIndex(max(0, self.tabs.findText(tied)))
        self.state.setText("\n".join(self._what_to_tell(shown)))
        self._show_state()
        self._show_sheet()
        self.reckon()
        self.grid.setFocus()

    def _what_to_tell(self, shown: ShownForm) -> list[str]:
        say, counted = self.desk.say, self.desk.language.counted
        told = []
        if shown.is_signed:
            told.append(say(N_("The form is signed; filled in, it is no longer.")))
        if shown.lost:
            names = ", ".join(f"{cell} ({name})" for _, cell, name in shown.lost[:_NAMED])
            more = " …" if len(shown.lost) > _NAMED else ""
            told.append(counted(_LOST, len(shown.lost), names=names + more))
        if shown.guessed:
            cells = ", ".join(sorted(_address(cell) for cell in shown.guessed))
            told.append(counted(_GUESSED, len(shown.guessed), cells=cells))
        if moved := set(shown.moved) - shown.guessed:
            told.append(counted(_MOVED, len(moved)))
        return told

    def _sheet(self) -> ShownSheet | None:
        title = self.tabs.currentText()
        sheets_ = self.shown.sheets if self.shown else ()
        return next((each for each in sheets_ if each.title == title), None)

    def _show_sheet(self) -> None:
        sheet = self._sheet()
        if sheet is not None:
            self.grid.show_sheet(sheet, self._marks(sheet.title))
            self._show_cell()

    def _cell(self, spot: Spot) -> Cell | None:
        sheet = self._sheet()
        return (sheet.title, *spot) if sheet else None

    def _show_cell(self) -> None:
        sheet, spot = self._sheet(), self.grid.spot
        if sheet is None:
            return
        cell = (sheet.title, *spot)
        if cell in self.ties:
            self.panel.show_asked(self.ties[cell])
        why = self.desk.say(sheet.blocked.get(spot, ""))
        self.panel.show_cell(_address(cell), why, self.values.get(cell), tied=cell in self.ties)

    def _marks(self, title: str) -> dict[Spot, tuple[str, str]]:
        marks = {}
        for cell in self.ties:
            if cell[0] == title:
                value = self.values.get(cell)
                tone = "waiting" if cell in self._guessed or value is None else "good"
                tone = "bad" if value and value.problem else tone
                marks[cell[1], cell[2]] = (value.shown if value else "…", tone)
        return marks

    def _drop(self, subject: str, row: int, column: int) -> None:
        if subject:
            self.panel.choose(subject)
            self.grid.choose((row, column))
            self._tie((row, column), self.panel.asked())

    def _tie(self, spot: Spot, asked: "Asked") -> None:
        sheet = self._sheet()
        if sheet is None or spot in sheet.blocked:
            return
        cell = (sheet.title, *spot)
        self.ties[cell] = asked
        self.values.pop(cell, None)
        self._guessed.discard(cell)
        self._keep()
        self._show_values()
        self.reckon()

    def _keep_name(self) -> None:
        if self.shown is not None and self.ties:
            self._keep()

    def _keep(self) -> None:
        """Keep what is tied, at once: the store has it although the form is not filled in."""
        if self.shown is None:
            return
        name = clean_text(self.name.text()).strip() or self.shown.path.stem
        job = partial(filling.keep, shown=self.shown, name=name, cells=dict(self.ties))
        self.desk.jobs.keep(job, lambda _: None, self._fail)

    def _take_values(self, generation: int, values: dict[Cell, Value]) -> None:
        if generation == self._generation:
            self.values = {cell: value for cell, value in values.items() if cell in self.ties}
            self._show_values()

    def _show_values(self) -> None:
        sheet = self._sheet()
        if sheet is not None:
            self.grid.texts.show_marks(self._marks(sheet.title))
            self._show_cell()
        self.save.setEnabled(bool(self.ties))

    def _year(self) -> Year | None:
        number = self.years.currentData()
        if number is None:
            return None
        return Year(int(number), str(self.sorts.currentData()), self.desk.today())

    def _how(self, year: Year) -> How:
        return How(year, self.desk.settings, self.desk.language)

    def _tell_filled(self, path: str, number: int) -> None:
        sentence = self.desk.language.counted(_FILLED, number, path=path)
        self.state.setText(sentence)
        self._show_state()
        self.noted.emit(sentence)

    def _fail(self, error: Exception) -> bool:
        """Say what went wrong; what nobody expected is told by others too."""
        told = notice(error, self.desk.language)
        self.state.setText(told.sentence)
        self._show_state()
        return not told.details

    def _open_records(self) -> None:
        cell = self._cell(self.grid.spot)
        value = self.values.get(cell) if cell else None
        if value is not None:
            self.drawer.open_drawer(value.said, value.basis)
            records = value.records
            ask_behind(self.desk, records, self._show_behind)

    def _show_behind(self, behind: "Behind") -> None:
        if not self.drawer.isHidden():
            show_behind(self.drawer, self.desk, behind)

    def _go_to(self, kind: str, record_id: int) -> None:
        self.going.emit(Place("record", kind, record_id))


def _address(cell: Cell) -> str:
    return f"{letters(cell[2])}{cell[1]}"
