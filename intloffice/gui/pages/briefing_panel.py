"""What a briefing is about, the day, the language, the sections, and the doubts."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from intloffice.errors import InvalidValueError
from intloffice.gui.briefings import About, Doubt, Extras, Part
from intloffice.gui.desk import Desk
from intloffice.gui.editors.country_chooser import CountryChooser
from intloffice.gui.editors.editor import DayEditor
from intloffice.gui.editors.record_chooser import RecordChooser
from intloffice.gui.icons import icon
from intloffice.gui.pages.clocks_box import ClocksBox
from intloffice.gui.place import BRIEFED
from intloffice.gui.widgets.buttons import Segments, button
from intloffice.gui.widgets.plain_label import PlainLabel, for_button
from intloffice.i18n import N_, NN_
from intloffice.schema.field import day

#: The languages of a briefing, each by a name short enough to stand beside the others.
LANGUAGES = {"en": "English", "zh": "中文", "ja": "日本語"}
_WIDTH = 296
_SHOWN = 4
_PAUSE = 300
_THINGS = NN_("{n} thing before printing", "{n} things before printing")
_MORE = NN_("{n} more …", "{n} more …")


class BriefingPanel(QScrollArea):
    """Tells what is wanted; ``asked_anew`` and ``printed_anew`` tell how much changed.

    ``about_chosen`` tells that another partner or meeting was chosen.

    ``record_wanted`` names a record to open, ``doubts_wanted`` asks for the whole list of them.
    """

    asked_anew = Signal()
    about_chosen = Signal()
    printed_anew = Signal()
    record_wanted = Signal(str, int)
    doubts_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._left_out: set[str] = set()
        self._as_of = desk.today()
        self.boxes: dict[str, QCheckBox] = {}
        sorts = {"country": N_("Country"), "organisation": N_("Partner"), "meeting": N_("Meeting")}
        self.sorts = Segments({word: desk.say(name) for word, name in sorts.items()}, "country")
        self.country = CountryChooser(desk)
        self.records = {kind: RecordChooser(desk, kind) for kind in BRIEFED}
        self.day = DayEditor(desk, day("as_of", N_("As of")))
        self.day.show_value(desk.today())
        self.languages = Segments(LANGUAGES, desk.language.code)
        self.appendix = QCheckBox(for_button(desk.say(N_("Records behind the numbers"))))
        self.proved_words = QCheckBox(for_button(desk.say(N_("“Nearly” where it is proved"))))
        self.clocks = ClocksBox(desk)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_PAUSE)
        self._build()
        self.appendix.clicked.connect(lambda _checked: self.asked_anew.emit())
        self.proved_words.clicked.connect(lambda _checked: self.asked_anew.emit())
        self.clocks.changed.connect(self.asked_anew)
        self.sorts.chosen.connect(self._choose_sort)
        self.country.chosen.connect(lambda _code: self.asked_anew.emit())
        for chooser in self.records.values():
            chooser.chosen.connect(lambda _id: self.about_chosen.emit())
        self.languages.chosen.connect(lambda _code: self.printed_anew.emit())
        self.day.edited.connect(self._rest.start)
        self.day.line.editingFinished.connect(self._read_day)
        self._rest.timeout.connect(self._read_quietly)

    @property
    def as_of(self) -> date:
        """The last sound day."""
        return self._as_of

    @property
    def left_out(self) -> frozenset[str]:
        """The sections that are not ticked, by their headings in English."""
        return frozenset(self._left_out)

    @property
    def about(self) -> About:
        """What is chosen to be briefed on."""
        sort = self.sorts.current()
        if sort == "country":
            return About(code=self.country.code)
        return About(sort, record=self.records[sort].record)

    @property
    def caption(self) -> str:
        """What the partner or meeting chosen is called; empty for a country."""
        sort = self.sorts.current()
        return self.records[sort].caption if sort in self.records else ""

    @property
    def extras(self) -> Extras:
        """What is wanted beside the sections."""
        return Extras(self.appendix.isChecked(), self.proved_words.isChecked())

    def show_about(self, about: About, caption: str = "") -> None:
        """Show what is to be briefed on."""
        if about.kind == "country":
            self.country.show_code(about.code)
        else:
            self.records[about.kind].show_record(about.record, caption)
        self.sorts.show_choice(about.kind)
        self._show_chooser()

    def show_day(self, as_of: date) -> None:
        """Show the day of the briefing."""
        self._as_of = as_of
        self.day.show_value(as_of)

    def show_state(self, as_of: date, language: str, left_out: Sequence[str]) -> None:
        """Show what was wanted before."""
        self.show_day(as_of)
        self.languages.choose(language)
        self._left_out = set(left_out)

    def show_parts(self, parts: Sequence[Part]) -> None:
        """List the sections with their numbers."""
        focused = next((h for h, box in self.boxes.items() if box.hasFocus()), "")
        _clear(self._parts)
        self.boxes = {}
        for part in parts:
            self._parts.addWidget(self._part(part))
        if focused in self.boxes:
            self.boxes[focused].setFocus()

    def show_doubts(self, doubts: Sequence[Doubt]) -> None:
        """List what to look at before printing."""
        _clear(self._doubts)
        self.warning.setVisible(bool(doubts))
        self.things.setText(self._desk.language.counted(_THINGS, len(doubts)))
        for doubt in doubts[:_SHOWN]:
            self._doubts.addWidget(self._doubt(doubt))
        if len(doubts) > _SHOWN:
            said = self._desk.language.counted(_MORE, len(doubts) - _SHOWN)
            self._doubts.addWidget(button(said, self.doubts_wanted.emit, "link"))

    def _build(self) -> None:
        say = self._desk.say
        holder = QWidget()
        holder.setObjectName("page")
        box = QVBoxLayout(holder)
        box.setContentsMargins(20, 16, 20, 20)
        box.setSpacing(4)
        for label, widget in (
            (N_("About"), self._about_box()),
            (N_("As of"), self.day),
            (N_("Language"), self.languages),
        ):
            box.addWidget(PlainLabel(say(label), "label"))
            box.addWidget(widget)
            box.addSpacing(10)
        box.addWidget(PlainLabel(say(N_("Sections")), "label"))
        self._parts = QVBoxLayout()
        self._parts.setSpacing(0)
        box.addLayout(self._parts)
        box.addWidget(self.appendix)
        box.addWidget(self.proved_words)
        box.addWidget(self.clocks)
        box.addSpacing(12)
        self._build_warning()
        box.addWidget(self.warning)
        box.addStretch(1)
        self.setWidget(holder)
        self.setWidgetResizable(True)
        self.setFixedWidth(_WIDTH)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.languages.setAccessibleName(say(N_("Language")))

    def _about_box(self) -> QWidget:
        made = QWidget()
        box = QVBoxLayout(made)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        for widget in (self.sorts, self.country, *self.records.values()):
            box.addWidget(widget)
        self.sorts.setAccessibleName(self._desk.say(N_("About")))
        self._show_chooser()
        return made

    def _show_chooser(self) -> None:
        sort = self.sorts.current()
        self.country.setVisible(sort == "country")
        for kind, chooser in self.records.items():
            chooser.setVisible(kind == sort)

    def _choose_sort(self, _sort: str) -> None:
        self._show_chooser()
        self.about_chosen.emit()

    def _build_warning(self) -> None:
        self.warning = QFrame()
        self.warning.setObjectName("warning")
        self.warning.hide()
        self.things = PlainLabel("", "strong")
        sign = PlainLabel()
        sign.setPixmap(icon("triangle-alert", self._desk.theme.colours.waiting).pixmap(18, 18))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(sign)
        head.addWidget(self.things, 1)
        box = QVBoxLayout(self.warning)
        box.setContentsMargins(12, 10, 12, 10)
        box.setSpacing(8)
        box.addLayout(head)
        self._doubts = QVBoxLayout()
        self._doubts.setSpacing(8)
        box.addLayout(self._doubts)

    def _part(self, part: Part) -> QWidget:
        text = self._desk.say(part.heading)
        ticked = QCheckBox(for_button(text))
        ticked.setChecked(part.there and part.heading not in self._left_out)
        ticked.setEnabled(part.there)
        ticked.clicked.connect(lambda _checked: self._tick(part.heading))
        self.boxes[part.heading] = ticked
        numbers = " · ".join(map(self._desk.language.number, part.numbers))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 2, 2, 2)
        row.addWidget(ticked, 1)
        nothing = self._desk.say(N_("left out")) if part.dropped else "–"
        there = numbers if part.there else nothing
        row.addWidget(PlainLabel(there, "muted"))
        return holder

    def _doubt(self, doubt: Doubt) -> QWidget:
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        said = PlainLabel(f"{doubt.caption} — {doubt.reason}", "small", wrap=True)
        box.addWidget(said)
        wanted = partial(self.record_wanted.emit, doubt.kind, doubt.id)
        link = button(self._desk.say(N_("Open")), wanted, "link")
        link.setAccessibleName(f"{self._desk.say(N_('Open'))}: {doubt.caption}")
        box.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        return holder

    def _tick(self, heading: str) -> None:
        self._left_out ^= {heading}
        self.printed_anew.emit()

    def _read_day(self) -> None:
        """Take the day that was typed, or say what is wrong with it."""
        if self.day.check():
            self._take_day()

    def _read_quietly(self) -> None:
        """Take the day as soon as it is one, and say nothing while it is not."""
        try:
            self.day.value()
        except InvalidValueError:
            return
        self._take_day()

    def _take_day(self) -> None:
        self._rest.stop()
        value = self.day.value()
        as_of = value if isinstance(value, date) else self._desk.today()
        if as_of != self._as_of:
            self._as_of = as_of
            self.asked_anew.emit()


def _clear(box: QVBoxLayout) -> None:
    while (item := box.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
