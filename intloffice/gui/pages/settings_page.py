"""What one may choose."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from intloffice.errors import InvalidValueError
from intloffice.gui import preparing
from intloffice.gui.desk import Desk
from intloffice.gui.dialogs.files import ChooseFile, ask_which
from intloffice.gui.editors.several import ChipsEditor
from intloffice.gui.pages.brand import AccentLine, LogoLine
from intloffice.gui.pages.page import Page
from intloffice.gui.place import BACKUPS
from intloffice.gui.widgets.buttons import Segments, button
from intloffice.gui.widgets.choices import Choices
from intloffice.gui.widgets.plain_label import PlainLabel, ShortenedLabel
from intloffice.i18n import N_, OWN_NAMES
from intloffice.schema.days import read_day
from intloffice.schema.field import code
from intloffice.schema.value import clean_text
from intloffice.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

_THEMES = {"system": N_("As the system"), "light": N_("Light"), "dark": N_("Dark")}
_CHECKLIST_HEIGHT = 196


class SettingsPage(Page):
    """Shows the settings; each choice takes effect at once."""

    chosen = Signal(Settings)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, desk.say(N_("Settings")))
        self._settings = desk.settings
        self.choose_file: ChooseFile = ask_which
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(24, 16, 24, 24)
        box.setSpacing(0)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(14)
        self._grid.setColumnMinimumWidth(0, 200)
        self._grid.setColumnStretch(1, 1)
        holder.setMaximumWidth(808)
        inner = QWidget()
        inner.setLayout(self._grid)
        box.addWidget(inner)
        box.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(holder)
        self.body.addWidget(scroll, 1)
        self._put_look()
        self._put_office()
        self._put_counting()

    def _put_look(self) -> None:
        say = self.desk.say
        self._put_heading(N_("You"))
        self.languages = Segments(OWN_NAMES, self._settings.language)
        self.languages.chosen.connect(lambda code: self._choose(language=code))
        self._put(N_("Language"), self.languages)
        themes = {word: say(text) for word, text in _THEMES.items()}
        current = self._settings.theme if self._settings.theme in themes else "system"
        self.themes = Segments(themes, current)
        self.themes.chosen.connect(lambda name: self._choose(theme=name))
        self._put(N_("Look"), self.themes)
        self.author = self._line("author", N_("Your name, as the history shall show it"))
        self._put(N_("Your name"), self.author)

    def _put_office(self) -> None:
        say = self.desk.say
        self._put_heading(N_("The office"))
        self._put(N_("Letterhead"), self._line("letterhead", N_("International Office")))
        accents = AccentLine(self.desk)
        accents.chosen.connect(lambda colour: self._choose(accent=colour))
        self._put(N_("Colour"), accents)
        logo = LogoLine(self.desk, self._ask_file)
        logo.chosen.connect(lambda path: self._choose(logo=path))
        self.logo, self.choose_logo, self.take_logo = logo.line, logo.choose, logo.take
        self._put(N_("Logo"), logo)
        second = QHBoxLayout()
        second.setSpacing(10)
        where = ShortenedLabel(self._settings.second_place or say(N_("None yet")))
        second.addWidget(where, 1)
        second.addWidget(button(say(N_("Backups")), partial(self.going.emit, BACKUPS)))
        self._put(N_("A second place for backups"), _held(second))
        self.checklist = QPlainTextEdit(self._written_checklist())
        self.checklist.setTabChangesFocus(True)
        self.checklist.setFixedHeight(_CHECKLIST_HEIGHT)
        self.checklist.setPlaceholderText(say(N_("3 Photographer")))
        self._put(N_("Checklist before a visit"), self.checklist)
        hint = N_("A line each: the days before the visit, then what is to be done.")
        keep = button(say(N_("Keep this list")), self.keep_checklist)
        below = QHBoxLayout()
        below.setSpacing(10)
        below.addWidget(PlainLabel(say(hint), "small", wrap=True), 1)
        below.addWidget(keep)
        self._grid.addWidget(_held(below), self._grid.rowCount(), 1)

    def _ask_file(self, parent: QWidget, title: str, name: str, kinds: str) -> str:
        return self.choose_file(parent, title, name, kinds)

    def keep_checklist(self) -> None:
        """Keep the checklist as it is typed; one that is emptied is the program's own again."""
        lines = [clean_text(line).strip() for line in self.checklist.toPlainText().splitlines()]
        self._choose(checklist=tuple(line for line in lines if line))
        self.checklist.setPlainText(self._written_checklist())

    def _written_checklist(self) -> str:
        found = preparing.usual(self._settings, self.desk.language)
        return "\n".join(preparing.write_check(*each) for each in found)

    def _put_counting(self) -> None:
        self._put_heading(N_("How is counted"))
        self.long_stay = Choices()
        for months in range(1, 13):
            self.long_stay.addItem(str(months), months)
        self.long_stay.setCurrentIndex(self.long_stay.findData(self._settings.long_from_months))
        self.long_stay.activated.connect(
            lambda _: self._choose(long_from_months=self.long_stay.currentData())
        )
        self._put(N_("A stay is long from, in months"), self.long_stay)
        self.academic = self._month("academic_from_month", N_("The academic year begins in month"))
        self.fiscal = self._month("fiscal_from_month", N_("The fiscal year begins in month"))
        shown_as_regions = N_("Countries shown as regions")
        self.regions = ChipsEditor(
            self.desk, code("regions", shown_as_regions, "country", many=True)
        )
        self.regions.show_value(self._settings.region_countries)
        self.regions.edited.connect(self._keep_regions)
        self._put(shown_as_regions, self.regions)
        self.shown_on = QLineEdit(self._settings.shown_on)
        self.shown_on.setPlaceholderText(self.desk.say(N_("Today")))
        self.shown_on.editingFinished.connect(self._check_shown_on)
        self._put(N_("The office is looked at on"), self.shown_on)

    def _month(self, name: str, text: str) -> QComboBox:
        """Let a month be chosen, by its number."""
        box = Choices()
        for month in range(1, 13):
            box.addItem(str(month), month)
        box.setCurrentIndex(max(0, box.findData(getattr(self._settings, name))))
        box.activated.connect(lambda _: self._choose(**{name: box.currentData()}))
        self._put(text, box)
        return box

    def _keep_regions(self) -> None:
        """Keep what is shown as a region once all that is typed is understood."""
        if self.regions.check():
            self._choose(region_countries=self.regions.value())

    def _check_shown_on(self) -> None:
        """Take a day however it is typed; what is none stands for today."""
        written = self.shown_on.text().strip()
        try:
            first, today = self.desk.language.month_first, self.desk.clock()
            day = read_day(written, today, month_first=first).isoformat() if written else ""
        except InvalidValueError:
            day = ""
        self.shown_on.setText(day)
        self._choose(shown_on=day)

    def _put_heading(self, text: str) -> None:
        label = PlainLabel(self.desk.say(text), "subtitle")
        row = self._grid.rowCount()
        label.setContentsMargins(0, 18 if row > 1 else 4, 0, 0)
        self._grid.addWidget(label, row, 0, 1, 2)

    def _put(self, text: str, widget: QWidget) -> None:
        row = self._grid.rowCount()
        label = PlainLabel(self.desk.say(text), "muted")
        label.setBuddy(widget)
        if not isinstance(widget, Segments):
            widget.setAccessibleName(self.desk.say(text))
        beside = Qt.AlignmentFlag.AlignVCenter
        if isinstance(widget, QPlainTextEdit):
            label.setContentsMargins(0, 6, 0, 0)
            beside = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(label, row, 0, beside)
        self._grid.addWidget(widget, row, 1)

    def _line(self, name: str, hint: str) -> QLineEdit:
        line = QLineEdit(str(getattr(self._settings, name)))
        line.setPlaceholderText(self.desk.say(hint))
        line.editingFinished.connect(
            lambda: self._choose(**{name: clean_text(line.text()).strip()})
        )
        return line

    def _choose(self, **chosen: object) -> None:
        named: Mapping[str, object] = chosen
        settings = replace(self._settings, **dict(named))  # type: ignore[arg-type]
        if settings != self._settings:
            self._settings = settings
            self.chosen.emit(settings)


def _held(layout: QHBoxLayout) -> QWidget:
    made = QWidget()
    layout.setContentsMargins(0, 0, 0, 0)
    made.setLayout(layout)
    return made
