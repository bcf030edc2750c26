"""Spreadsheets: everything out, a year out, and in again."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from intloffice.gui import sheets
from intloffice.gui.desk import Desk
from intloffice.gui.pages.page import Page
from intloffice.gui.place import Place
from intloffice.gui.sheets import Intended, Written
from intloffice.gui.widgets.buttons import Segments, button
from intloffice.gui.widgets.plain_label import PlainLabel
from intloffice.i18n import N_, OWN_NAMES, Language, language

_SORT = "Excel (*.xlsx)"
_YEARS_BACK = 12


class SpreadsheetsPage(Page):
    """Writes workbooks, and shows what one would change before it is brought in."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, desk.say(N_("Spreadsheets")))
        self.intended: Intended | None = None
        self._holder = QWidget()
        self._box = QVBoxLayout(self._holder)
        self._box.setContentsMargins(24, 20, 24, 24)
        self._box.setSpacing(16)
        self.languages = Segments(OWN_NAMES, desk.language.code)
        self.years = QComboBox()
        self._put_top()
        self._box.addWidget(self._import_card())
        self._box.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(self._holder)
        self.body.addWidget(scroll, 1)

    def arrive(self, place: Place) -> None:
        """Say nothing in the status line yet."""
        self.noted.emit("")

    def export_all(self, path: str) -> None:
        """Write everything."""
        job = partial(
            sheets.export_all, kinds=self.desk.kinds, path=Path(path), language=self._language()
        )
        self._begin(N_("Writing …"))
        self.desk.jobs.read(job, self._note_written, self._end)

    def export_year(self, path: str) -> None:
        """Write the chosen year."""
        job = partial(
            sheets.export_year,
            year=self.years.currentData(),
            path=Path(path),
            language=self._language(),
            settings=self.desk.settings,
        )
        self._begin(N_("Writing …"))
        self.desk.jobs.read(job, self._note_written, self._end)

    def read(self, path: str) -> None:
        """Show what a workbook would change."""
        job = partial(
            sheets.intend, path=Path(path), kinds=self.desk.kinds, language=self.desk.language
        )
        self._begin(N_("Reading …"))
        self.desk.jobs.read(job, self._show_intended, self._end)

    def bring_in(self) -> None:
        """Do what was shown."""
        if self.intended is None:
            return
        named = self.desk.say(N_("Import {name}"), name=self.intended.path.name)
        self._apply.setEnabled(False)
        self._begin(N_("Bringing in …"))
        job = partial(sheets.bring_in, intended=self.intended)
        self.desk.jobs.write(named, job, self._note_brought_in, self._end)

    def _language(self) -> Language:
        return language(self.languages.current(), self.desk.translations)

    def _put_top(self) -> None:
        say = self.desk.say
        self.top.addWidget(self.languages)
        whole = _Card(
            say(N_("Everything")),
            say(
                N_(
                    "All records of every kind, a sheet each, to read, to send, or to change and "
                    "bring in again. Protected fields are left out."
                )
            ),
        )
        write = button(
            say(N_("Save workbook …")), lambda: self._save("office.xlsx", self.export_all)
        )
        whole.put(write)
        year = _Card(
            say(N_("A year")),
            say(
                N_(
                    "The yearly workbook: a summary with its bases, five years side by side, and "
                    "the records behind them."
                )
            ),
        )
        this_year = self.desk.today().year
        for each in range(this_year, this_year - _YEARS_BACK, -1):
            self.years.addItem(str(each), each)
        self.years.setCurrentIndex(1)
        self.years.setAccessibleName(say(N_("Year")))
        self.years.setMinimumWidth(100)
        write_year = button(
            say(N_("Save workbook …")),
            lambda: self._save(f"{self.years.currentData()}.xlsx", self.export_year),
        )
        year.put(self.years, write_year)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(whole, 1)
        row.addWidget(year, 1)
        self._box.addLayout(row)

    def _import_card(self) -> QWidget:
        say = self.desk.say
        card = _Card(
            say(N_("Bring in")),
            say(
                N_(
                    "First is shown what a workbook would change; only then is it brought in, as "
                    "one change that Ctrl+Z takes back. What cannot be taken is named by its cell."
                )
            ),
        )
        self._waiting = PlainLabel("", "muted")
        self._apply = button(say(N_("Bring in")), self.bring_in, "primary")
        self._apply.hide()
        card.put(button(say(N_("Choose workbook …")), self._open), self._apply, self._waiting)
        self._counts = QGridLayout()
        self._counts.setHorizontalSpacing(24)
        self._counts.setColumnStretch(0, 1)
        card.box.addLayout(self._counts)
        self.refusals = QListWidget()
        self.refusals.setAccessibleName(say(N_("Refused")))
        self.refusals.setMinimumHeight(160)
        self.refusals.hide()
        card.box.addWidget(self.refusals)
        return card

    def _show_intended(self, intended: Intended) -> None:
        self.intended = intended
        self._waiting.setText(intended.path.name)
        self._clear_counts()
        say = self.desk.say
        heads = (N_("New"), N_("Changed"), N_("The same"), N_("Refused"))
        for column, text in enumerate(heads, 1):
            self._put(0, column, PlainLabel(say(text), "label"))
        for row, (name, *numbers) in enumerate(intended.counts, 1):
            self._put(row, 0, PlainLabel(say(self.desk.kind(name).plural)))
            for column, number in enumerate(numbers, 1):
                role = "problem" if column == 4 and number else ""
                self._put(row, column, PlainLabel(self.desk.language.number(number), role))
        self.refusals.clear()
        self.refusals.addItems(list(intended.refusals))
        if intended.more > 0:
            self.refusals.addItem(say(N_("and {n} more"), n=intended.more))
        self.refusals.setVisible(bool(intended.refusals))
        self._apply.setVisible(True)
        self._apply.setEnabled(intended.changes > 0)
        text = N_("Nothing has been changed yet.") if intended.changes else N_("Nothing differs.")
        self.noted.emit(say(text))

    def _put(self, row: int, column: int, label: PlainLabel) -> None:
        place = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
        self._counts.addWidget(label, row, column, place)

    def _clear_counts(self) -> None:
        while self._counts.count():
            item = self._counts.takeAt(0)
            if item and (widget := item.widget()):
                widget.hide()
                widget.deleteLater()

    def _begin(self, text: str) -> None:
        self._waiting.setText(self.desk.say(text))
        self.noted.emit(self.desk.say(text))

    def _end(self, _error: Exception) -> bool:
        self._waiting.setText("")
        self.noted.emit("")
        return False

    def _note_written(self, written: Written) -> None:
        self._waiting.setText("")
        number = self.desk.language.number(sum(written.records.values()))
        text = N_("Saved as {path} · records: {n}")
        self.noted.emit(self.desk.say(text, path=written.path, n=number))

    def _note_brought_in(self, number: int) -> None:
        self.intended = None
        self._waiting.setText("")
        self._apply.hide()
        text = N_("Brought in: {n}. Ctrl+Z takes it back.")
        self.noted.emit(self.desk.say(text, n=self.desk.language.number(number)))

    def _save(self, name: str, then: Callable[[str], None]) -> None:
        place = str(Path.home() / name)
        dialog = QFileDialog(self, self.desk.say(N_("Save workbook …")), place, _SORT)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        self._show_dialog(dialog, then)

    def _open(self) -> None:
        title = self.desk.say(N_("Choose workbook …"))
        dialog = QFileDialog(self, title, str(Path.home()), _SORT)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._show_dialog(dialog, self.read)

    @staticmethod
    def _show_dialog(dialog: QFileDialog, then: Callable[[str], None]) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(then)
        dialog.open()


class _Card(QFrame):
    """A heading, what it is for, and what can be done."""

    def __init__(self, heading: str, text: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(20, 16, 20, 18)
        self.box.setSpacing(10)
        self.box.addWidget(PlainLabel(heading, "subtitle"))
        explained = PlainLabel(text, "muted", wrap=True)
        explained.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.box.addWidget(explained, 1)

    def put(self, *widgets: QWidget) -> None:
        """Put buttons in a row."""
        row = QHBoxLayout()
        row.setSpacing(10)
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch()
        self.box.addLayout(row)
