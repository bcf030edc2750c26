"""Spreadsheets: a year out, everything out, and in again."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from intloffice.gui import asking, sheets
from intloffice.gui.desk import Desk
from intloffice.gui.dialogs.files import ChooseFile, ask_where, ask_which
from intloffice.gui.editors.record_chooser import RecordChooser
from intloffice.gui.pages.briefing_panel import LANGUAGES
from intloffice.gui.pages.filling_page import YEAR_SORTS
from intloffice.gui.pages.import_card import WORKBOOKS, ImportCard
from intloffice.gui.pages.page import Page
from intloffice.gui.place import TAKING_IN, Place
from intloffice.gui.problems import notice
from intloffice.gui.sheets import Intended, Written
from intloffice.gui.soon import soon
from intloffice.gui.widgets.buttons import Segments, button
from intloffice.gui.widgets.card import Card
from intloffice.gui.widgets.choices import Choices
from intloffice.gui.widgets.flow_layout import FlowLayout
from intloffice.gui.widgets.plain_label import PlainLabel, for_button
from intloffice.i18n import N_, NN_, Language, language
from intloffice.schema.showing import label

_WIDEST = 1120
_SAVED = NN_("Saved to {path}: {n} record", "Saved to {path}: {n} records")


class SpreadsheetsPage(Page):
    """Writes workbooks, and shows what one would change before it is brought in."""

    #: What was there before an import was backed up.
    backed_up = Signal()

    def __init__(
        self,
        desk: Desk,
        choose_target: ChooseFile = ask_where,
        choose_source: ChooseFile = ask_which,
    ) -> None:
        super().__init__(desk, desk.say(N_("Spreadsheets")))
        self.choose_target = choose_target
        self.years = Choices()
        self.protected: dict[str, QCheckBox] = {}
        self.sorts = Choices()
        self.kinds = Choices()
        self.partner = RecordChooser(desk, "organisation")
        self.school = RecordChooser(desk, "organisation", first="ours")
        self.yearly = self._yearly()
        self.everything = self._everything()
        self.handed = self._handed()
        self.sent = self._sent()
        self.importing = ImportCard(desk, choose_source)
        self.importing.noted.connect(self.noted)
        self.importing.shown.connect(self._show_plan)
        self.importing.working_on.connect(self._show_work)
        self.importing.backed_up.connect(self.backed_up)
        self._put_body()

    def arrive(self, place: Place) -> None:
        """Offer the years that are on record; go to where workbooks come in, if that is asked."""
        self.noted.emit("")
        self.refresh()
        if place == TAKING_IN:
            self.importing.choose_one.setFocus()
            soon(self._scroll, self._scroll_to_import)

    def refresh(self) -> None:
        """Ask for the years anew, and what a workbook would change now."""
        self.desk.jobs.read(partial(sheets.years, kinds=self.desk.kinds), self._show_years)
        self.importing.read_again()

    @property
    def intended(self) -> Intended | None:
        """What the workbook that is shown would change."""
        return self.importing.intended

    def read(self, path: str) -> None:
        """Show what a workbook would change."""
        self.importing.read(path)

    def bring_in(self) -> None:
        """Do what was shown."""
        self.importing.bring_in()

    def save_template(self) -> None:
        """Ask where to, and write a workbook for others to fill in."""
        kind = self.desk.kind(str(self.kinds.currentData()))
        title = self.desk.say(N_("To be filled in"))
        self._ask(title, self.desk.say(kind.plural), self.export_template)

    def export_template(self, path: str) -> None:
        """Write a workbook for others to fill in."""
        job = partial(
            sheets.hand_out,
            kinds=self.desk.kinds,
            name=str(self.kinds.currentData()),
            path=Path(path),
            language=self._language(self.template_languages),
            school=self.school.record if self.school.isEnabled() else 0,
        )
        self._write(self.handed, job)

    def save_partner(self) -> None:
        """Ask where to, and write what we keep of a partner."""
        if self.partner.record:
            title = self.desk.say(N_("Our cooperation"))
            self._ask(title, self.partner.caption.replace("/", "-"), self.export_partner)

    def export_partner(self, path: str) -> None:
        """Write what we keep of a partner, in its language and another."""
        theirs = self.partner_languages.current()
        ours = self.desk.language.code if theirs == "en" else "en"
        codes = dict.fromkeys((theirs, ours))
        job = partial(
            sheets.write_partner,
            organisation=self.partner.record,
            path=Path(path),
            languages=tuple(language(code, self.desk.translations) for code in codes),
            day=self.desk.today(),
        )
        self._write(self.sent, job)

    def save_year(self) -> None:
        """Ask where to, and write the chosen year."""
        if self.years.currentData():
            title = self.desk.say(N_("The yearly workbook"))
            self._ask(title, str(self.years.currentData()), self.export_year)

    def save_everything(self) -> None:
        """Ask where to, and write everything."""
        self._ask(self.desk.say(N_("Everything")), self.desk.today().isoformat(), self.export_all)

    def export_year(self, path: str) -> None:
        """Write the chosen year."""
        self._begin(self.yearly, stoppable=True)
        job = partial(
            sheets.export_year,
            year=(int(self.years.currentData()), str(self.sorts.currentData())),
            path=Path(path),
            language=self._language(self.year_languages),
            settings=self.desk.settings,
            progress=self.yearly.progress().go_on,
        )
        self._do(self.yearly, job)

    def export_all(self, path: str) -> None:
        """Write everything, with the protected fields that are ticked."""
        protected = [name for name, box in self.protected.items() if box.isChecked()]
        if not protected:
            self._write_all(path)
            return
        noting = partial(
            asking.disclose_export,
            kinds=self.desk.kinds,
            names=protected,
            purpose=self.purpose.text().strip(),
        )
        self.desk.jobs.keep(noting, partial(self._write_all, path, protected))

    def _write_all(self, path: str, protected: Sequence[str] = (), _noted: object = None) -> None:
        self._begin(self.everything, stoppable=True)
        job = partial(
            sheets.export_all,
            kinds=self.desk.kinds,
            path=Path(path),
            language=self._language(self.languages),
            protected=protected,
            progress=self.everything.progress().go_on,
        )
        self._do(self.everything, job)

    def _yearly(self) -> Card:
        say = self.desk.say
        card = Card(
            self.desk,
            say(N_("The yearly workbook")),
            say(
                N_(
                    "A summary with the basis of each number, five years side by side, and the "
                    "records behind them."
                )
            ),
        )
        self.years.setAccessibleName(say(N_("Year")))
        self.years.setMinimumWidth(96)
        self.year_languages = self._segments()
        self._save_year = button(say(N_("Save …")), self.save_year, "primary")
        self._save_year.setEnabled(False)
        self.sorts.setAccessibleName(say(N_("Sort of year")))
        for sort, name in YEAR_SORTS.items():
            self.sorts.addItem(say(name), sort)
        card.box.addWidget(PlainLabel(say(N_("Year")), "label"))
        card.put_row(self.years, self.sorts)
        _put_field(card, say(N_("Language")), self.year_languages)
        card.box.addStretch(1)
        card.put_row(self._save_year)
        card.finish(self._save_year)
        return card

    def _handed(self) -> Card:
        say = self.desk.say
        purpose = N_(
            "A workbook for schools and others: headings, lists to choose from and rules for days. "
            "Filled in or corrected, it is imported below."
        )
        card = Card(self.desk, say(N_("To be filled in")), say(purpose))
        self.kinds.setAccessibleName(say(N_("Kind of record")))
        for kind in sheets.kinds_to_hand_out(self.desk.kinds):
            self.kinds.addItem(say(kind.plural), kind.name)
        self.kinds.setCurrentIndex(max(0, self.kinds.findData("mobility")))
        whose = say(N_("With what is kept of our school"))
        self.school.setAccessibleName(whose)
        self.school.setPlaceholderText(say(N_("None: the rows are empty")))
        self.school.textEdited.connect(self._let_go_of_school)
        self.kinds.currentIndexChanged.connect(self._offer_school)
        self.template_languages = self._segments()
        save = button(say(N_("Save …")), self.save_template, "primary")
        save.setAccessibleName(f"{say(N_('Save …'))} {say(N_('To be filled in'))}")
        _put_field(card, say(N_("Kind of record")), self.kinds)
        card.box.addWidget(PlainLabel(whose, "label"))
        card.box.addWidget(self.school)
        _put_field(card, say(N_("Language")), self.template_languages)
        card.box.addStretch(1)
        card.put_row(save)
        card.finish(save)
        return card

    def _offer_school(self, _: int) -> None:
        """Ask for a school only where records have one."""
        self.school.setEnabled(sheets.has_school(self.desk.kind(str(self.kinds.currentData()))))

    def _let_go_of_school(self, text: str) -> None:
        if not text.strip():
            self.school.show_record(0, "")

    def _sent(self) -> Card:
        say = self.desk.say
        purpose = N_(
            "Our agreements and students with a partner in its language and another, for it to "
            "correct. Sent back, it is read below; each correction is taken or left."
        )
        card = Card(self.desk, say(N_("For a partner")), say(purpose))
        self.partner_languages = self._segments()
        self._save_partner = button(say(N_("Save …")), self.save_partner, "primary")
        self._save_partner.setAccessibleName(f"{say(N_('Save …'))} {say(N_('For a partner'))}")
        self._save_partner.setEnabled(False)
        self.partner.chosen.connect(lambda _: self._save_partner.setEnabled(True))
        card.box.addWidget(PlainLabel(say(N_("Partner")), "label"))
        card.box.addWidget(self.partner)
        _put_field(card, say(N_("Its language")), self.partner_languages)
        card.box.addStretch(1)
        card.put_row(self._save_partner)
        card.finish(self._save_partner)
        return card

    def _everything(self) -> Card:
        say = self.desk.say
        card = Card(
            self.desk,
            say(N_("Everything")),
            say(
                N_(
                    "All records of every kind, a sheet each: to read, to send, or to change and "
                    "import again."
                )
            ),
        )
        self.languages = self._segments()
        _put_field(card, say(N_("Language")), self.languages)
        card.box.addWidget(PlainLabel(say(N_("Protected, left out unless ticked")), "label"))
        holder = QWidget()
        flow = FlowLayout(holder, gap=6)
        for kind in self.desk.kinds:
            for field in kind.fields.values():
                if field.protected:
                    box = QCheckBox(for_button(label(field, self.desk.language)))
                    self.protected[f"{kind.name}.{field.name}"] = box
                    flow.addWidget(box)
                    box.toggled.connect(self._ask_purpose)
        card.box.addWidget(holder)
        self.purpose = QLineEdit()
        self.purpose.setPlaceholderText(say(N_("What for? It is kept with who took them out.")))
        self.purpose.setAccessibleName(say(N_("What for?")))
        self.purpose.hide()
        card.box.addWidget(self.purpose)
        card.box.addStretch(1)
        save = button(say(N_("Save …")), self.save_everything, "primary")
        save.setAccessibleName(f"{say(N_('Save …'))} {say(N_('Everything'))}")
        card.put_row(save)
        card.finish(save)
        return card

    def _ask_purpose(self, _ticked: bool) -> None:
        self.purpose.setVisible(any(box.isChecked() for box in self.protected.values()))

    def _segments(self) -> Segments:
        made = Segments(LANGUAGES, self.desk.language.code)
        made.setAccessibleName(self.desk.say(N_("Language")))
        made.setMaximumWidth(300)
        return made

    def _put_body(self) -> None:
        out = QHBoxLayout()
        out.setSpacing(16)
        out.addWidget(self.yearly, 1)
        out.addWidget(self.everything, 1)
        inner = QWidget()
        inner.setMaximumWidth(_WIDEST)
        box = QVBoxLayout(inner)
        box.setContentsMargins(24, 20, 24, 24)
        box.setSpacing(16)
        box.addLayout(out)
        away = QHBoxLayout()
        away.setSpacing(16)
        away.addWidget(self.handed, 1)
        away.addWidget(self.sent, 1)
        box.addLayout(away)
        box.addWidget(self.importing)
        box.addStretch(1)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(inner, 1)
        row.addStretch(0)
        self._scroll = scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(holder)
        self.body.addWidget(scroll, 1)

    def _show_years(self, years: list[int]) -> None:
        before = self.years.currentData()
        self.years.clear()
        for year in years:
            self.years.addItem(str(year), year)
        this_year = self.desk.today().year
        wanted = before or next((year for year in years if year <= this_year), 0)
        self.years.setCurrentIndex(max(0, self.years.findData(wanted)))
        self._save_year.setEnabled(bool(years) and not self.yearly.working)

    def _show_plan(self) -> None:
        """Bring in sight what a workbook would change, once it has its place."""
        soon(self._scroll, self._scroll_to_plan)

    def _show_work(self) -> None:
        """Bring in sight how far the import is, and its Cancel."""
        soon(self._scroll, self._scroll_to_work)

    def _scroll_to_work(self) -> None:
        self._scroll.ensureWidgetVisible(self.importing.bar, 0, 72)

    def _scroll_to_import(self) -> None:
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _scroll_to_plan(self) -> None:
        if self.importing.answer.isVisible():
            self._scroll.ensureWidgetVisible(self.importing.answer.doubts, 0, 24)
            self._scroll.ensureWidgetVisible(self.importing.answer.take, 0, 48)
            return
        # The end of the card, whatever of the plan stands there, then its beginning.
        foot = self.importing.mapToGlobal(self.importing.rect().bottomLeft())
        seen = self._scroll.viewport().mapFromGlobal(foot).y()
        self._scroll.ensureVisible(0, seen + self._scroll.verticalScrollBar().value(), 0, 24)
        # Where nothing can be taken yet there is no Import; the name stands in the same line.
        self._scroll.ensureWidgetVisible(self.importing.name, 0, 48)

    def _language(self, chosen: Segments) -> Language:
        return language(chosen.current(), self.desk.translations)

    def _ask(self, title: str, detail: str, then: Callable[[str], None]) -> None:
        path = self.choose_target(self, title, f"{title} {detail}.xlsx", WORKBOOKS)
        if path:
            then(path if path.lower().endswith(".xlsx") else f"{path}.xlsx")

    def _write(self, card: Card, job: Callable[..., Written]) -> None:
        self._begin(card)
        self._do(card, job)

    def _begin(self, card: Card, *, stoppable: bool = False) -> None:
        card.begin(self.desk.say(N_("Writing …")), stoppable=stoppable)

    def _do(self, card: Card, job: Callable[..., Written]) -> None:
        self.desk.jobs.read(job, partial(self._tell_written, card), partial(self._tell, card))

    def _tell_written(self, card: Card, written: Written) -> None:
        number = sum(written.records.values())
        sentence = self.desk.language.counted(_SAVED, number, path=written.path)
        if not written.records:
            sentence = self.desk.say(N_("Saved to {path}"), path=written.path)
        card.end(sentence, "circle-check", str(written.path))
        self.noted.emit(sentence)

    def _tell(self, card: Card, error: Exception) -> bool:
        """Say on the card what went wrong; what nobody expected is told by others too."""
        told = notice(error, self.desk.language)
        card.end(told.sentence, "circle-alert")
        return not told.details


def _put_field(card: Card, text: str, widget: QWidget) -> None:
    card.box.addWidget(PlainLabel(text, "label"))
    card.put_row(widget)
