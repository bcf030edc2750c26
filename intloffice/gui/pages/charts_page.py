"""Charts and a map: numbers by year and by country or school; each opens its records."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from intloffice.gui import charting
from intloffice.gui.briefings import Behind
from intloffice.gui.charting import BASES, DIVISIONS, SUBJECTS, Charted, Shown, World
from intloffice.gui.desk import Desk
from intloffice.gui.drafts import Draft
from intloffice.gui.editors.editor import DayEditor
from intloffice.gui.pages.behind import ask_behind, show_behind
from intloffice.gui.pages.page import Page
from intloffice.gui.place import CHARTS, Place
from intloffice.gui.widgets.buttons import Segments, button
from intloffice.gui.widgets.charts import Legend
from intloffice.gui.widgets.choices import Choices
from intloffice.gui.widgets.plain_label import PlainLabel
from intloffice.gui.widgets.ranked_list import Ranked, RankedList
from intloffice.gui.widgets.record_drawer import RecordDrawer
from intloffice.i18n import N_
from intloffice.schema.field import day

if TYPE_CHECKING:
    from intloffice.gui.plots.columns import ColumnPlot
    from intloffice.gui.plots.world import WorldMap
    from intloffice.operations.charts import Subject

_LIST_WIDTH = 340


class ChartsPage(Page):
    """Shows one subject at a time, as of a day: by year at the left, ranked at the right.

    A year that is chosen narrows the ranking; a place on the map and an entry of the ranking open
    their records below.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, desk.say(N_("Charts and map")))
        self._year = 0
        self._shown: Shown | None = None
        self._world: World | None = None
        self._country = ""
        self._opened: tuple[tuple[str, int], ...] = ()
        self.columns: ColumnPlot | None = None
        self.map: WorldMap | None = None
        say = desk.say
        self.subjects = Segments({word: say(name) for word, name in SUBJECTS.items()}, "students")
        self.divisions = Choices()
        for word, name in DIVISIONS.items():
            self.divisions.addItem(say(name), word)
        self.divisions.setAccessibleName(say(N_("Divided")))
        self.day = DayEditor(desk, day("as_of", N_("As of")))
        self.day.setFixedWidth(132)
        self.day.show_value(desk.today())
        self._as_of = desk.today()
        self.plots = QStackedWidget()
        self.legend = Legend(desk.theme)
        self.heading = PlainLabel("", "strong")
        self.all_years = button(say(N_("All years")), partial(self.choose_year, 0), "link")
        self.whole_map = button(say(N_("All countries")), partial(self.narrow, ""), "link")
        self.ranking = RankedList(desk.theme, desk.language, say(N_("Ranking")))
        self.basis = PlainLabel("", "muted", wrap=True)
        self.drawer = RecordDrawer(desk)
        self._build()
        self._connect()

    def arrive(self, place: Place) -> None:
        """Show what was shown last, as it is now."""
        kept = self.desk.drafts.get(CHARTS)
        if kept is not None:
            self._show_subject(kept.values["subject"])
            self._as_of, self._year = kept.values["day"], kept.values["year"]
            self.day.show_value(self._as_of)
        self.refresh()

    def leave(self) -> None:
        """Remember what was shown, for a page that is made anew."""
        values = {"subject": self.subject, "day": self._as_of, "year": self._year}
        self.desk.drafts.keep(CHARTS, Draft(0, values, {}, {}))

    def refresh(self) -> None:
        """Count anew."""
        asked = (self.subject, self._as_of, self._year)
        job = partial(
            charting.chart,
            subject=self.subject,
            day=self._as_of,
            year=self._year,
            language=self.desk.language,
            regions=self.desk.settings.region_countries,
        )
        self.desk.jobs.read(job, partial(self._show, asked))
        if self.subject == "partners":
            lands = partial(
                charting.world,
                day=self._ranked_on(),
                language=self.desk.language,
                regions=self.desk.settings.region_countries,
            )
            self.desk.jobs.read(lands, partial(self._show_world, asked))

    @property
    def subject(self) -> "Subject":
        """What is shown; of students as they are divided."""
        chosen = self.subjects.current()
        if chosen == "students":
            chosen = str(self.divisions.currentData())
        return chosen  # type: ignore[return-value]

    def choose_year(self, year: int) -> None:
        """Narrow the ranking to a year; 0 to all of them."""
        self._year = year
        if self.columns is not None and self._shown is not None:
            keys = [each.key for each in self._shown.years]
            self.columns.choose(keys.index(str(year)) if str(year) in keys else -1)
        self.refresh()

    def narrow(self, country: str) -> None:
        """Let the map show the partners of a country; of all where it is empty."""
        self._country = country
        self._show_dots()
        self._name_ranking()

    def open_records(self, charted: Charted) -> None:
        """Open the drawer with the records behind a number."""
        title = f"{charted.label} · {self.desk.say(SUBJECTS[self.subjects.current()])}"
        self.drawer.open_drawer(title, self.desk.say(BASES[self.subject]))
        self._opened = charted.records
        ask_behind(self.desk, charted.records, partial(self._show_behind, charted.records))

    def _build(self) -> None:
        say = self.desk.say
        asked = QHBoxLayout()
        asked.setSpacing(12)
        asked.addWidget(self.subjects)
        asked.addWidget(self.divisions)
        asked.addStretch(1)
        asked.addWidget(PlainLabel(say(N_("As of")), "muted"))
        asked.addWidget(self.day)
        self.header.addLayout(asked)
        left = QWidget()
        box = QVBoxLayout(left)
        box.setContentsMargins(24, 14, 12, 12)
        box.setSpacing(8)
        box.addWidget(self.legend)
        box.addWidget(self.plots, 1)
        box.addWidget(self.basis)
        right = QWidget()
        right.setMinimumWidth(_LIST_WIDTH)
        beside = QVBoxLayout(right)
        beside.setContentsMargins(12, 14, 16, 12)
        beside.setSpacing(8)
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self.all_years)
        top.addWidget(self.whole_map)
        beside.addLayout(top)
        beside.addWidget(self.ranking, 1)
        above = QWidget()
        row = QHBoxLayout(above)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left, 5)
        row.addWidget(right, 3)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(above)
        self.split.addWidget(self.drawer)
        self.split.setSizes([700, 260])
        self.body.addWidget(self.split, 1)

    def _connect(self) -> None:
        self.subjects.chosen.connect(self._choose_subject)
        self.divisions.activated.connect(lambda _: self._choose_subject(self.subject))
        self.day.line.editingFinished.connect(self._read_day)
        self.ranking.opened.connect(self._open_ranked)
        self.drawer.record_wanted.connect(self._go_to)
        escape = QShortcut(QKeySequence("Esc"), self.drawer)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.drawer.close_drawer)

    def _show_subject(self, subject: str) -> None:
        divided = self.divisions.findData(subject)
        self.subjects.show_choice("students" if divided >= 0 else subject)
        self.divisions.setCurrentIndex(max(divided, 0))
        self.divisions.setVisible(divided >= 0)

    def _choose_subject(self, _subject: str) -> None:
        self.divisions.setVisible(self.subjects.current() == "students")
        self._year, self._country = 0, ""
        self.drawer.close_drawer()
        self.refresh()

    def _read_day(self) -> None:
        if not self.day.check():
            return
        chosen = self.day.value() or self.desk.today()
        if isinstance(chosen, date) and chosen != self._as_of:
            self._as_of, self._year = chosen, 0
            self.day.show_value(chosen)
            self.refresh()

    def _ranked_on(self) -> date:
        """Tell the day of what the map shows."""
        return min(self._as_of, date(self._year, 12, 31)) if self._year else self._as_of

    def _show(self, asked: tuple[str, date, int], shown: Shown) -> None:
        if asked != (self.subject, self._as_of, self._year):
            return
        self._shown = shown
        self.basis.setText(self.desk.say(BASES[self.subject]))
        self.ranking.show_entries([Ranked(c.key, c.label, c.numbers) for c in shown.ranked])
        self._name_ranking()
        self.legend.show_names(shown.series if self.subject != "partners" else ())
        if self.subject != "partners":
            self._show_columns(shown)
        self.noted.emit("")

    def _show_columns(self, shown: Shown) -> None:
        if self.columns is None:
            from intloffice.gui.plots.columns import ColumnPlot  # noqa: PLC0415  when first shown

            self.columns = ColumnPlot(
                self.desk.theme, self.desk.language, self.desk.say(N_("By year"))
            )
            self.columns.chosen.connect(self._take_year)
            self.plots.addWidget(self.columns)
        self.plots.setCurrentWidget(self.columns)
        labels = [each.label for each in shown.years]
        self.columns.show_columns(labels, [each.numbers for each in shown.years], shown.series)
        if self._year:
            self.columns.choose(labels.index(str(self._year)))

    def _show_world(self, asked: tuple[str, date, int], world: World) -> None:
        if asked != (self.subject, self._as_of, self._year):
            return
        self._world = world
        if self.map is None:
            from intloffice.gui.plots.world import WorldMap  # noqa: PLC0415  when first shown

            name = self.desk.say(N_("Map of the partners"))
            self.map = WorldMap(self.desk.theme, self.desk.language, name, world.middle)
            self.map.chosen.connect(self._open_spot)
            self.plots.addWidget(self.map)
        self.plots.setCurrentWidget(self.map)
        self._show_dots()

    def _show_dots(self) -> None:
        if self.map is None or self._world is None:
            return
        from intloffice.gui.plots.world import Dot  # noqa: PLC0415  it is there by now

        spots = self._world.spots
        dots = [
            Dot(s.charted.key, s.latitude, s.longitude, s.charted.label, s.charted.numbers[0])
            for s in spots
        ]
        among = {spot.charted.key for spot in spots if spot.country == self._country}
        self.map.show_dots(dots, among if self._country else None)
        self.map.bring_in(among)

    def _name_ranking(self) -> None:
        say = self.desk.say
        ranked = self._shown.ranked if self._shown else ()
        regions = self.desk.settings.region_countries
        what = N_("By school") if self.subject == "experts" else N_("By country")
        if self.subject != "experts" and any(each.key in regions for each in ranked):
            what = N_("By country or region")
        period = str(self._year) if self._year else ""
        self.heading.setText(" · ".join(filter(None, (say(what), period))))
        self.all_years.setVisible(bool(self._year))
        self.whole_map.setVisible(bool(self._country))

    def _take_year(self, place: int) -> None:
        if self._shown is None:
            return
        self._year = int(self._shown.years[place].key) if place >= 0 else 0
        if place >= 0:
            self.open_records(self._shown.years[place])
        self.refresh()

    def _open_ranked(self, key: str) -> None:
        found = self._found(self._shown.ranked if self._shown else (), key)
        if found is None:
            return
        if self.subject == "partners":
            self.narrow(key)
        self.open_records(found)

    def _open_spot(self, key: str) -> None:
        spots = self._world.spots if self._world else ()
        found = self._found([spot.charted for spot in spots], key)
        if found is not None:
            self.open_records(found)

    def _found(self, charted: Sequence[Charted], key: str) -> Charted | None:
        return next((each for each in charted if each.key == key), None)

    def _show_behind(self, records: tuple[tuple[str, int], ...], behind: Behind) -> None:
        if records == self._opened and not self.drawer.isHidden():
            show_behind(self.drawer, self.desk, behind)

    def _go_to(self, kind: str, record_id: int) -> None:
        self.going.emit(Place("record", kind, record_id))
