"""A briefing: what it is about at the left, its pages at the right, its sources below."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from intloffice.errors import InvalidValueError
from intloffice.gui import asking, briefings
from intloffice.gui.briefings import Composed, Doubt, Part, Printed, Traced
from intloffice.gui.desk import Desk
from intloffice.gui.editors.editor import DayEditor
from intloffice.gui.editors.suggesting import CodeEditor
from intloffice.gui.pages.page import Page
from intloffice.gui.place import Place
from intloffice.gui.widgets.buttons import Segments, button, icon_button
from intloffice.gui.widgets.pdf_view import PdfView
from intloffice.gui.widgets.plain_label import PlainLabel
from intloffice.gui.widgets.suggestions import DETAIL, TwoTexts
from intloffice.i18n import N_, OWN_NAMES, language
from intloffice.schema.field import code, day

if TYPE_CHECKING:
    from intloffice.operations.find import Hit

_PLACE = int(Qt.ItemDataRole.UserRole)
_DOUBTS = 12


class BriefingPage(Page):
    """Computes, shows and saves a briefing about a country."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, desk.say(N_("Briefings")))
        say = desk.say
        self._composed: Composed | None = None
        self.printed: Printed | None = None
        self._generation = 0
        self.country = CodeEditor(desk, code("country", N_("About"), "country"))
        self.as_of = DayEditor(desk, day("as_of", N_("As of")))
        self.as_of.show_value(desk.today())
        self.languages = Segments(OWN_NAMES, desk.language.code)
        self.boxes: dict[str, QCheckBox] = {}
        self.view = PdfView(desk.theme)
        self.drawer = _Drawer(desk)
        self._json = button(say(N_("Save JSON")), self._save_json, "quiet")
        self._pdf = button(say(N_("Save PDF")), self._save_pdf, "primary")
        for tool in (self._json, self._pdf):
            tool.setEnabled(False)
            self.top.addWidget(tool)
        self._parts = QVBoxLayout()
        self._doubts = QVBoxLayout()
        self._waiting = PlainLabel("", "muted", wrap=True)
        self._put_body()
        self._connect()

    def arrive(self, place: Place) -> None:
        """Compute what was asked for last, or about the likeliest country."""
        if self.country.value():
            self.compute()
        else:
            job = partial(briefings.likely_country, own="CN")
            self.desk.jobs.read(job, self._begin_with)
        self.country.setFocus()

    def refresh(self) -> None:
        """Compute anew: a record may have been changed."""
        self.compute()

    def compute(self) -> None:
        """Compute and print what is asked for."""
        try:
            country, as_of = self.country.value(), self.as_of.value()
        except InvalidValueError:
            return
        if not country or not isinstance(as_of, date):
            self._waiting.setText(self.desk.say(N_("Choose a country.")))
            return
        self._generation += 1
        self._waiting.setText(self.desk.say(N_("Computing …")))
        job = partial(
            briefings.compose,
            country=str(country),
            as_of=as_of,
            settings=self.desk.settings,
            language=self.desk.language.code,
        )
        then = partial(self._take, self._generation)
        self.desk.jobs.read(job, then, self._fail)

    def show_fact(self, key: str) -> None:
        """Show the records behind a fact."""
        if self.printed and key in self.printed.facts:
            self.view.mark(key)
            self.drawer.show_fact(self.printed.facts[key])

    def _begin_with(self, country: str) -> None:
        self.country.show_value(country)
        self.compute()

    def _fail(self, _error: Exception) -> bool:
        self._waiting.setText("")
        return False

    def _take(self, generation: int, composed: Composed) -> None:
        if generation != self._generation:
            return
        self._composed = composed
        self._show_parts(composed.parts)
        self._show_doubts(composed.doubts)
        self._print()

    def _print(self) -> None:
        if self._composed is None:
            return
        self._generation += 1
        spoken = language(self.languages.current(), self.desk.translations)
        composed, without, settings = self._composed, self._without(), self.desk.settings
        job = partial(briefings.printed, composed, without, spoken, settings)
        self.desk.jobs.run(job, partial(self._show_printed, self._generation), self._fail)

    def _show_printed(self, generation: int, printed: Printed) -> None:
        if generation != self._generation:
            return
        self.printed = printed
        self._waiting.setText("")
        self.view.show_pages(printed.pages, printed.scale, printed.regions)
        self.drawer.hide()
        for tool in (self._json, self._pdf):
            tool.setEnabled(True)
        say = self.desk.say
        records = {record for fact in printed.facts.values() for record in fact.records}
        text = N_("{pages} pages · {facts} facts · {records} records")
        self.noted.emit(
            say(text, pages=len(printed.pages), facts=len(printed.facts), records=len(records))
        )

    def _without(self) -> set[str]:
        parts = self._composed.parts if self._composed else ()
        off = {heading for heading, box in self.boxes.items() if not box.isChecked()}
        return {each for part in parts if part.heading in off for each in part.statements}

    def _show_parts(self, parts: tuple[Part, ...]) -> None:
        off = {heading for heading, box in self.boxes.items() if not box.isChecked()}
        _clear(self._parts)
        self.boxes = {}
        for part in parts:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            box = QCheckBox(self.desk.say(part.heading).replace("&", "&&"))
            box.setChecked(part.heading not in off)
            box.clicked.connect(lambda _checked: self._print())
            self.boxes[part.heading] = box
            numbers = " · ".join(self.desk.language.number(number) for number in part.numbers)
            row.addWidget(box, 1)
            row.addWidget(PlainLabel(numbers, "muted"))
            self._parts.addWidget(line)

    def _show_doubts(self, doubts: tuple[Doubt, ...]) -> None:
        _clear(self._doubts)
        if not doubts:
            return
        say = self.desk.say
        frame = QFrame()
        frame.setObjectName("warning")
        box = QVBoxLayout(frame)
        box.setContentsMargins(12, 10, 12, 12)
        box.setSpacing(4)
        head = say(N_("Before printing: {n}"), n=self.desk.language.number(len(doubts)))
        box.addWidget(PlainLabel(head, "strong", wrap=True))
        for doubt in doubts[:_DOUBTS]:
            place = Place("record", doubt.kind, doubt.id)
            text = PlainLabel(f"{doubt.caption} — {say(doubt.reason)}", "", wrap=True)
            box.addWidget(text)
            show = button(say(N_("Open")), partial(self.going.emit, place), "link")
            show.setAccessibleName(f"{say(N_('Open'))}: {doubt.caption}")
            box.addWidget(show, 0, Qt.AlignmentFlag.AlignLeft)
        more = len(doubts) - _DOUBTS
        if more > 0:
            box.addWidget(PlainLabel(say(N_("and {n} more"), n=more), "muted"))
        self._doubts.addWidget(frame)

    def _put_body(self) -> None:
        say = self.desk.say
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(20, 16, 20, 20)
        box.setSpacing(4)
        for text, widget in (
            (N_("About"), self.country),
            (N_("As of"), self.as_of),
            (N_("Language"), self.languages),
        ):
            label = PlainLabel(say(text), "label")
            label.setBuddy(widget)
            box.addWidget(label)
            box.addWidget(widget)
            box.addSpacing(8)
        box.addWidget(PlainLabel(say(N_("Sections")), "label"))
        box.addLayout(self._parts)
        box.addSpacing(10)
        box.addWidget(self._waiting)
        box.addLayout(self._doubts)
        box.addStretch()
        left = QScrollArea()
        left.setWidgetResizable(True)
        left.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left.setFixedWidth(304)
        left.setWidget(holder)
        right = QSplitter(Qt.Orientation.Vertical)
        right.setHandleWidth(1)
        right.setChildrenCollapsible(False)
        right.addWidget(self.view)
        right.addWidget(self.drawer)
        right.setStretchFactor(0, 1)
        right.setSizes([500, 220])
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(left)
        row.addWidget(right, 1)
        self.body.addLayout(row, 1)

    def _connect(self) -> None:
        self.country.suggestions.taken.connect(lambda _: self.compute())
        self.country.line.editingFinished.connect(self._compute_if_new)
        self.as_of.line.editingFinished.connect(self._compute_if_new)
        self.languages.chosen.connect(lambda _: self._print())
        self.view.pressed.connect(self.show_fact)
        self.drawer.going.connect(self.going)
        self.drawer.closed.connect(lambda: self.view.mark(""))

    def _compute_if_new(self) -> None:
        try:
            asked = self.country.value(), self.as_of.value()
        except InvalidValueError:
            return
        done = self._composed.briefing if self._composed else None
        if done is None or asked != (done.country, done.as_of):
            self.compute()

    def _name(self) -> str:
        done = self._composed.briefing if self._composed else None
        return f"{done.country}-{done.as_of}-{self.languages.current()}" if done else "briefing"

    def _save_pdf(self) -> None:
        self._ask_where("PDF (*.pdf)", f"{self._name()}.pdf", self.save_pdf)

    def _save_json(self) -> None:
        self._ask_where("JSON (*.json)", f"{self._name()}.json", self.save_json)

    def _ask_where(self, sort: str, name: str, then: object) -> None:
        dialog = QFileDialog(self, self.desk.say(N_("Save")), str(Path.home() / name), sort)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(name).suffix[1:])
        dialog.fileSelected.connect(then)
        dialog.open()

    def save_pdf(self, path: str) -> None:
        """Write the printed briefing."""
        if self.printed:
            job = partial(briefings.kept, self.printed.pdf, Path(path))
            self.desk.jobs.run(job, self._note_saved)

    def save_json(self, path: str) -> None:
        """Write the briefing as JSON."""
        if self._composed:
            spoken = language(self.languages.current(), self.desk.translations)
            job = partial(briefings.written, self._composed, self._without(), spoken, Path(path))
            self.desk.jobs.run(job, self._note_saved)

    def _note_saved(self, path: Path) -> None:
        self.noted.emit(self.desk.say(N_("Saved as {path}"), path=path))


class _Drawer(QFrame):
    """The records behind a fact."""

    going = Signal(object)
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("drawer")
        self._desk = desk
        self._sentence = PlainLabel("", "strong", wrap=True)
        self._basis = PlainLabel("", "muted", wrap=True)
        self.records = QListWidget()
        self.records.setItemDelegate(TwoTexts(desk.theme, self.records))
        self.records.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.records.setAccessibleName(desk.say(N_("Records")))
        self.records.itemActivated.connect(self._open)
        self.records.itemClicked.connect(self._open)
        head = QHBoxLayout()
        head.addWidget(self._sentence, 1)
        close = icon_button(desk.theme, "x", desk.say(N_("Close")), self._close)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 12, 16, 8)
        box.setSpacing(4)
        box.addLayout(head)
        box.addWidget(self._basis)
        box.addWidget(self.records, 1)
        self.setMinimumHeight(180)
        self.hide()

    def show_fact(self, fact: Traced) -> None:
        """Show where a fact comes from."""
        self._sentence.setText(f"{fact.number} · {fact.sentence}")
        self._basis.setText(fact.basis)
        self.records.clear()
        self.show()
        job = partial(asking.described, records=fact.records, language=self._desk.language.code)
        self._desk.jobs.read(job, self._show_records)

    def _show_records(self, hits: "list[Hit]") -> None:
        self.records.clear()
        for hit in hits:
            item = QListWidgetItem(hit.caption, self.records)
            item.setData(DETAIL, hit.detail)
            item.setData(_PLACE, Place("record", hit.kind, hit.id))

    def _open(self, item: QListWidgetItem) -> None:
        self.going.emit(item.data(_PLACE))

    def _close(self) -> None:
        self.hide()
        self.closed.emit()


def _clear(layout: QVBoxLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        if item and (widget := item.widget()):
            widget.hide()
            widget.deleteLater()
