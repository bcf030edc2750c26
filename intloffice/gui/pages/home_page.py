"""The first page: what is coming, what ends, what was promised."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from intloffice.gui import asking
from intloffice.gui.asking import Entered, Today
from intloffice.gui.desk import Desk
from intloffice.gui.glance import Glance
from intloffice.gui.instants import instant
from intloffice.gui.pages.page import Page
from intloffice.gui.pages.untrue_link import UntrueLink
from intloffice.gui.place import TAKING_IN, Narrowing, Place, at_rows
from intloffice.gui.widgets.buttons import Tile, button
from intloffice.gui.widgets.charts import ColumnChart
from intloffice.gui.widgets.flow_layout import FlowLayout, take_out
from intloffice.gui.widgets.plain_label import PlainLabel, ShortenedLabel
from intloffice.gui.widgets.ranked_list import Ranked, RankedList
from intloffice.i18n import N_, NN_
from intloffice.names.countries import area_name

_TWO_COLUMNS_FROM = 900
_IN_FORCE = N_("Agreements in force by country")
_IN_FORCE_MIXED = N_("Agreements in force by country or region")
_MANUAL = Place("manual", "README")
_YEARS = NN_("{n} year", "{n} years")


class HomePage(Page):
    """Shows figures and what falls due; each entry opens its record.

    ``sampled`` asks for the sample office, in a window of its own.
    """

    sampled = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, desk.say(N_("Home")))
        self._figures = QHBoxLayout()
        self._figures.setSpacing(16)
        self._holder = QWidget()
        box = QVBoxLayout(self._holder)
        box.setContentsMargins(24, 20, 24, 24)
        box.setSpacing(16)
        box.addLayout(self._figures)
        self.unfinished = _Card(desk, N_("Entries that are not saved yet"), "")
        self.unfinished.going.connect(self.going)
        self.unfinished.hide()
        box.addWidget(self.unfinished)
        self.untrue = UntrueLink(desk)
        self.untrue.going.connect(self.going)
        box.addWidget(self.untrue)
        self.steps = _NextSteps(desk)
        self.steps.going.connect(self.going)
        self.steps.sampled.connect(self.sampled)
        self.steps.hide()
        box.addWidget(self.steps)
        self._grid = QGridLayout()
        self._grid.setSpacing(16)
        box.addLayout(self._grid)
        box.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(self._holder)
        self.body.addWidget(scroll, 1)
        self.cards = [
            _Card(desk, N_("Coming meetings"), N_("No meeting is planned."), "prepare"),
            _Card(
                desk,
                N_("Agreements to decide on within six months"),
                N_("Nothing is to be decided soon."),
            ),
            _Card(desk, N_("Follow-ups due"), N_("Nothing is due."), rows="follow_up"),
            _Card(desk, N_("Anniversaries within a year"), N_("No round one is ahead.")),
        ]
        self._tiles = [*self.cards[:2], *self._charts(), *self.cards[2:]]
        for card in self.cards:
            card.going.connect(self.going)
        self._columns = 0
        self._shown: Today | None = None
        self._steps_came = False
        self._arrange(2)

    def _charts(self) -> tuple[QWidget, QWidget]:
        """Make the two charts, each with what is said where there is nothing to draw."""
        desk, say = self.desk, self.desk.say
        self._in_force = PlainLabel(say(_IN_FORCE), "strong")
        self.countries = RankedList(desk.theme, desk.language, say(_IN_FORCE))
        self.countries.opened.connect(self._go_to_country)
        self._no_countries = PlainLabel(say(N_("No agreement is in force.")), "muted")
        by_year = PlainLabel(say(N_("Students by year of departure or arrival")), "strong")
        self.students = ColumnChart(desk.theme, desk.language)
        self._no_students = PlainLabel(say(N_("No student was sent or received.")), "muted")
        return (
            _framed(self._in_force, self.countries, self._no_countries),
            _framed(by_year, self.students, self._no_students),
        )

    def arrive(self, place: Place) -> None:
        """Read what is shown."""
        self.refresh()

    def begins_at(self) -> QWidget | None:
        """Begin with the next steps, where there are any."""
        return None if self.steps.isHidden() else self.steps.first

    def take_keyboard(self, last: QWidget | None = None) -> None:
        """Take it to the next steps where they came while one was elsewhere."""
        if self._steps_came:
            self._steps_came = False
            self.steps.first.setFocus()
        super().take_keyboard(last)

    def show_glance(self, glance: Glance) -> None:
        """Show what was told last, until it has been read."""
        self._show(glance.today)

    def refresh(self) -> None:
        """Read what is shown."""
        job = partial(
            asking.today,
            kinds=self.desk.kinds,
            language=self.desk.language.code,
            now=self.desk.today(),
        )
        self.desk.jobs.read(job, self._show)
        self.untrue.refresh()

    def resizeEvent(self, event: object) -> None:
        """Set the cards side by side where there is room."""
        self._arrange(2 if self.width() >= _TWO_COLUMNS_FROM else 1)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        take_out(self._grid)
        for number, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, number // columns, number % columns)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if columns == 2 else 0)

    def _show(self, today: Today) -> None:
        if today != self._shown:
            self._show_anew(today)
        self._shown = today
        self.noted.emit("")

    def _show_anew(self, today: Today) -> None:
        if self.steps.isHidden() and not today.begun:
            self.steps.show()
            self._steps_came = not self.isVisible()
            if self.isVisible():
                self.steps.first.setFocus()
        self.steps.setVisible(not today.begun)
        while self._figures.count():
            item = self._figures.takeAt(0)
            if item and (widget := item.widget()):
                widget.hide()
                widget.deleteLater()
        say = self.desk.say
        year = self.desk.today().replace(month=1, day=1)
        this_year = Narrowing("starts_on", "from", year, f"≥ {year}")
        until = Narrowing("starts_on", "until", self.desk.today(), f"≤ {self.desk.today()}")
        now = self.desk.today()
        begun = Narrowing("planned_start", "until", now, f"≤ {now}")
        lasting = Narrowing("planned_end", "from", now, f"≥ {now}")
        out = Narrowing("direction", "is", "outbound", say(N_("Outbound")))
        into = Narrowing("direction", "is", "inbound", say(N_("Inbound")))
        # Who studies online only is not there, and is not counted.
        there = Narrowing("mode", "among", ("", "physical", "blended"), "")
        described = {
            "agreement": (N_("agreements in force"), Place("list", "agreement")),
            "meeting": (
                N_("meetings this year"),
                Place("list", "meeting", None, (this_year, until)),
            ),
            "outbound": (
                N_("our students abroad"),
                Place("list", "mobility", None, (begun, lasting, out, there)),
            ),
            "inbound": (
                N_("students here from abroad"),
                Place("list", "mobility", None, (begun, lasting, into, there)),
            ),
        }
        for name, number in today.figures:
            text, place = described[name]
            figure = _Figure(self.desk.language.number(number), say(text))
            figure.clicked.connect(partial(self._go, place))
            self._figures.addWidget(figure, 1)
        anniversaries = [self._anniversary(each) for each in today.anniversaries]
        told = (today.meetings, today.expiring, today.following, anniversaries)
        for card, entries in zip(self.cards, told, strict=True):
            card.show_entries(entries)
        self.unfinished.show_entries([self._unfinished(each) for each in today.unfinished])
        self.unfinished.setVisible(bool(today.unfinished))
        self._show_countries(today.by_country)
        names = self.desk.say(N_("sent")), self.desk.say(N_("received"))
        self.students.show_columns(today.students, names)
        any_students = any(sent or received for _, sent, received in today.students)
        self.students.setVisible(any_students)
        self._no_students.setVisible(not any_students)

    def _show_countries(self, by_country: Sequence[tuple[str, int]]) -> None:
        language, regions = self.desk.language, self.desk.settings.region_countries
        names = {code: area_name(code, language, regions) for code, _ in by_country}
        ranked = [Ranked(code, names[code], (number,)) for code, number in by_country]
        mixed = any(code in regions for code in names)
        self._in_force.setText(self.desk.say(_IN_FORCE_MIXED if mixed else _IN_FORCE))
        self.countries.setAccessibleName(self._in_force.text())
        self.countries.show_entries(ranked)
        self.countries.setFixedHeight(self.countries.full_height())
        self.countries.setVisible(bool(ranked))
        self._no_countries.setVisible(not ranked)

    def _anniversary(self, entry: Entered) -> Entered:
        return replace(entry, detail=self.desk.language.counted(_YEARS, int(entry.detail)))

    def _unfinished(self, entry: Entered) -> Entered:
        kind = self.desk.say(self.desk.kind(entry.kind).singular)
        caption = entry.caption or kind
        if not entry.id:
            caption = self.desk.say(N_("New: {kind}"), kind=kind)
        detail = kind if entry.caption else ""
        return replace(entry, day=instant(entry.day), caption=caption, detail=detail)

    def _go_to_country(self, code: str) -> None:
        self.going.emit(Place("briefings", code))

    def _go(self, place: Place, _checked: bool = False) -> None:
        self.going.emit(place)


class _NextSteps(QFrame):
    """What to do first in an office in which nothing is on record yet."""

    going = Signal(object)
    sampled = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("card")
        say = desk.say
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 14, 20, 18)
        box.setSpacing(10)
        box.addWidget(PlainLabel(say(N_("Where to begin")), "strong"))
        told = N_(
            "Nothing is on record yet but your university. Enter what is at hand, take in a list "
            "that you keep in Excel, or look at an office that is full."
        )
        box.addWidget(PlainLabel(say(told), "muted", wrap=True))
        row = FlowLayout(gap=8)
        for text, place in (
            (N_("Enter the first meeting"), Place("record", "meeting", 0)),
            (N_("Enter an agreement"), Place("record", "agreement", 0)),
            (N_("Take in a list from Excel"), TAKING_IN),
        ):
            row.addWidget(button(say(text), partial(self.going.emit, place)))
        row.addWidget(button(say(N_("Look at the sample office")), self.sampled.emit))
        row.addWidget(button(say(N_("Read the manual")), partial(self.going.emit, _MANUAL)))
        box.addLayout(row)
        self.first = self.findChildren(QAbstractButton)[0]


class _Figure(Tile):
    """A number with what it counts under it."""

    def __init__(self, number: str, text: str) -> None:
        super().__init__("figure", f"{number} {text}")
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 10, 6, 12)  # a text begins at the left
        box.setSpacing(0)
        for label in (PlainLabel(number, "figure"), PlainLabel(text, "muted", wrap=True)):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            box.addWidget(label)
        box.addStretch(1)
        # As high as the one beside it whose text takes two lines.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)


class _Card(QFrame):
    """A heading and entries under it."""

    going = Signal(object)

    def __init__(
        self, desk: Desk, heading: str, nothing: str, page: str = "record", rows: str = ""
    ) -> None:
        super().__init__()
        self.setObjectName("card")
        self._page = page
        self._rows = rows
        self._desk = desk
        self._nothing = nothing
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 14, 10, 12)
        box.setSpacing(2)
        head = PlainLabel(desk.say(heading), "strong")
        head.setContentsMargins(10, 0, 10, 6)
        box.addWidget(head)
        self._entries = QVBoxLayout()
        self._entries.setSpacing(0)
        box.addLayout(self._entries)
        box.addStretch()

    def show_entries(self, entries: Sequence[Entered]) -> None:
        """Show entries, or that there are none."""
        while self._entries.count():
            item = self._entries.takeAt(0)
            if item and (widget := item.widget()):
                widget.hide()
                widget.deleteLater()
        for entry in entries:
            self._entries.addWidget(self._entry(entry))
        if not entries:
            empty = PlainLabel(self._desk.say(self._nothing), "muted")
            empty.setContentsMargins(10, 4, 10, 8)
            self._entries.addWidget(empty)

    def _entry(self, entry: Entered) -> QWidget:
        made = Tile("item", f"{entry.day} {entry.caption}")
        row = QHBoxLayout(made)
        row.setContentsMargins(10, 6, 10, 6)
        row.setSpacing(14)
        day = PlainLabel(entry.day, "muted")
        day.setMinimumWidth(84)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(ShortenedLabel(entry.caption))
        if entry.detail:
            texts.addWidget(ShortenedLabel(entry.detail, "small"))
        row.addWidget(day, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        for label in made.findChildren(PlainLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        place = Place(self._page, entry.kind, entry.id)
        if self._rows:
            place = at_rows(entry.kind, entry.id, self._rows)
        made.clicked.connect(lambda _checked=False: self.going.emit(place))
        return made


def _framed(heading: PlainLabel, chart: QWidget, nothing: QWidget) -> QWidget:
    """Put a heading above a chart, and above what is said where there is nothing to draw."""
    made = QFrame()
    made.setObjectName("card")
    box = QVBoxLayout(made)
    box.setContentsMargins(20, 14, 20, 16)
    box.setSpacing(8)
    box.addWidget(heading)
    box.addWidget(chart)
    box.addWidget(nothing)
    nothing.hide()
    box.addStretch()
    chart.setAccessibleName(heading.text())
    return made
