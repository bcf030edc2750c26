"""The first start: whose office this is, and with what it begins."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from intloffice.errors import InvalidValueError
from intloffice.gui import asking, keeping
from intloffice.gui.desk import Desk
from intloffice.gui.dialogs.files import ChooseFile, ask_folder, ask_which
from intloffice.gui.drafts import Draft
from intloffice.gui.editors.suggesting import CodeEditor
from intloffice.gui.pages.brand import AccentLine, LogoLine
from intloffice.gui.pages.page import Page
from intloffice.gui.place import TAKING_IN, WELCOME, Place
from intloffice.gui.widgets.buttons import Segments, button
from intloffice.gui.widgets.flow_layout import FlowLayout
from intloffice.gui.widgets.plain_label import PlainLabel
from intloffice.i18n import N_, OWN_NAMES
from intloffice.schema.field import code
from intloffice.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

_EXAMPLES = {"en": "Chongqing University", "zh": "重庆大学", "ja": "重慶大学"}


class WelcomePage(Page):
    """Asks for the university, or fills a sample office to look around in."""

    spoken = Signal(str)
    sampled = Signal()
    begun = Signal()
    #: The colour or the logo, chosen at once.
    chosen = Signal(Settings)
    placed = Signal(str)

    def __init__(self, desk: Desk, choose_folder: ChooseFile = ask_folder) -> None:
        super().__init__(desk, desk.say(N_("Welcome")))
        say = desk.say
        self.choose_folder = choose_folder
        self.choose_file: ChooseFile = ask_which
        languages = Segments(OWN_NAMES, desk.language.code)
        languages.chosen.connect(self.spoken)
        self.top.addWidget(languages)
        cards = QHBoxLayout()
        cards.setContentsMargins(24, 28, 24, 24)
        cards.setSpacing(24)
        self.names: dict[str, QLineEdit] = {}
        self.country = CodeEditor(desk, code("country", N_("Country"), "country"))
        self._begin = button(say(N_("Begin with an empty office")), self.begin, "primary")
        self._begin_with_list = button(
            say(N_("Begin with a list from Excel")), partial(self.begin, with_list=True)
        )
        cards.addWidget(self._own(), 3, Qt.AlignmentFlag.AlignTop)
        beside = QVBoxLayout()
        beside.setSpacing(24)
        beside.addWidget(self._brand())
        beside.addWidget(self._sample())
        beside.addWidget(self._elsewhere())
        beside.addStretch(1)
        cards.addLayout(beside, 2)
        holder = QWidget()
        holder.setMaximumWidth(1056)
        holder.setLayout(cards)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(holder)
        self.body.addWidget(scroll, 1)

    def arrive(self, place: Place) -> None:
        """Be ready to be typed into, with what was typed before the page was made anew."""
        draft = self.desk.drafts.get(WELCOME)
        if draft is not None:
            for key, line in self.names.items():
                line.setText(draft.values[key])
            self.country.show_value(draft.values["country"])
        self.names[self.desk.language.code].setFocus()

    def leave(self) -> None:
        """Keep what was typed: another language or colour makes the page anew."""
        values: dict[str, Any] = {key: line.text() for key, line in self.names.items()}
        values["country"] = self.country.typed()
        self.desk.drafts.keep(WELCOME, Draft(0, values, {}, {}))

    def begin(self, *, with_list: bool = False) -> None:
        """Put our own university on record; go on with a list from Excel where that is wanted."""
        names = {key: line.text().strip() for key, line in self.names.items()}
        if not any(names.values()):
            self.names[self.desk.language.code].setFocus()
            return
        if not self.country.check() or not self.country.line.text().strip():
            self.country.line.setFocus()
            return
        try:
            country = self.country.value()
        except InvalidValueError:
            return
        rows = [
            {"text": text, "language": key, "type": "official", "preferred": True}
            for key, text in names.items()
            if text
        ]
        values = {"kind": "university", "ours": True, "country": country}
        kind = self.desk.kind("organisation")
        job = partial(asking.add, kind=kind, values=values, rows={"name": rows})
        named = self.desk.say(N_("New: {kind}"), kind=self.desk.say(kind.singular))
        self._begin.setEnabled(False)
        then = partial(self._begun, with_list=with_list)
        self.desk.jobs.write(named, job, then)

    def _begun(self, _id: int, *, with_list: bool) -> None:
        self.begun.emit()
        self.desk.drafts.drop(WELCOME)
        if with_list:
            self.going.emit(TAKING_IN)

    def _own(self) -> QWidget:
        say = self.desk.say
        made, box = _card()
        box.addWidget(PlainLabel(say(N_("Your university")), "subtitle"))
        for key, own in OWN_NAMES.items():
            self.names[key] = line = QLineEdit()
            line.setPlaceholderText(_EXAMPLES[key])
            label = PlainLabel(say(N_("Name in {language}"), language=own), "label")
            label.setBuddy(line)
            line.setAccessibleName(label.text())
            line.returnPressed.connect(self.begin)
            box.addWidget(label)
            box.addWidget(line)
        box.addWidget(PlainLabel(say(N_("Country")), "label"))
        box.addWidget(self.country)
        box.addSpacing(8)
        row = FlowLayout(gap=8)
        row.addWidget(self._begin)
        row.addWidget(self._begin_with_list)
        box.addLayout(row)
        note = N_("Records can be typed, or brought in from spreadsheets.")
        box.addWidget(PlainLabel(say(note), "small", wrap=True))
        return made

    def _brand(self) -> QWidget:
        made, box = _card()
        box.addWidget(PlainLabel(self.desk.say(N_("Colour and logo")), "subtitle"))
        accents = AccentLine(self.desk)
        accents.chosen.connect(partial(self._choose, "accent"))
        logo = LogoLine(self.desk, self._ask_file)
        logo.chosen.connect(partial(self._choose, "logo"))
        box.addSpacing(4)
        box.addWidget(accents)
        box.addSpacing(4)
        box.addWidget(logo)
        return made

    def _ask_file(self, parent: QWidget, title: str, name: str, kinds: str) -> str:
        return self.choose_file(parent, title, name, kinds)

    def _choose(self, name: str, value: str) -> None:
        chosen: Mapping[str, Any] = {name: value}
        self.chosen.emit(replace(self.desk.settings, **chosen))

    def _sample(self) -> QWidget:
        say = self.desk.say
        made, box = _card()
        box.addWidget(PlainLabel(say(N_("Look around first")), "subtitle"))
        note = N_(
            "A sample office, with invented people and agreements, shows what the program does."
        )
        box.addWidget(PlainLabel(say(note), "muted", wrap=True))
        self._fill = button(say(N_("Fill a sample office")), self._fill_sample)
        box.addSpacing(8)
        box.addWidget(self._fill, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch()
        return made

    def _elsewhere(self) -> QWidget:
        say = self.desk.say
        made, box = _card()
        box.addWidget(PlainLabel(say(N_("A second place for backups")), "subtitle"))
        note = N_("A stick, a share or a synced folder: what is kept there outlives this computer.")
        self.second = PlainLabel(self.desk.settings.second_place or say(note), "muted", wrap=True)
        box.addWidget(self.second)
        box.addSpacing(8)
        choose = button(say(N_("Choose a folder …")), self.choose_second)
        box.addWidget(choose, 0, Qt.AlignmentFlag.AlignLeft)
        return made

    def choose_second(self) -> None:
        """Ask for a second place, to which backups are brought from now on."""
        title = self.desk.say(N_("A second place for backups"))
        path = self.choose_folder(self, title, self.desk.settings.second_place, "")
        if path:
            self.desk.jobs.run(partial(keeping.prepare_second, path), self._take_second)

    def _take_second(self, place: str) -> None:
        self.second.setText(place)
        self.placed.emit(place)

    def _fill_sample(self) -> None:
        self._fill.setEnabled(False)
        self._fill.setText(self.desk.say(N_("Filling …")))
        self.sampled.emit()


def _card() -> tuple[QFrame, QVBoxLayout]:
    made = QFrame()
    made.setObjectName("card")
    box = QVBoxLayout(made)
    box.setContentsMargins(24, 20, 24, 24)
    box.setSpacing(6)
    return made, box
