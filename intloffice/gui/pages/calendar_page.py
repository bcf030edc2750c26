"""The calendar: meetings, visits of experts and what falls due, by month and by week."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from intloffice.gui import calendars
from intloffice.gui.desk import Desk
from intloffice.gui.dialogs.files import ChooseFile, ask_where
from intloffice.gui.dialogs.new_record_dialog import NewRecordDialog
from intloffice.gui.drafts import Draft
from intloffice.gui.pages.page import Page
from intloffice.gui.place import CALENDAR, Place
from intloffice.gui.widgets.buttons import Segments, button, icon_button
from intloffice.gui.widgets.day_grid import DayGrid, Shown
from intloffice.gui.widgets.plain_label import PlainLabel
from intloffice.gui.widgets.suggestions import TwoTexts
from intloffice.i18n import N_

if TYPE_CHECKING:
    from intloffice.operations.calendar import Entry

_SIDE, _WIDEST_SIDE = 300, 420
_ENTRY = int(Qt.ItemDataRole.UserRole)
_HINT = N_("Arrows: another day · PgUp, PgDn: turn · Ctrl+T: today · Ctrl+N: new · drag to move")
_WEEKS = {"month": 6, "week": 1}
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}


class CalendarPage(Page):
    """Shows a month or a week; the chosen day with all that is on it stands at the right."""

    def __init__(self, desk: Desk) -> None:
        say = desk.say
        super().__init__(desk, say(N_("Calendar")))
        self.choose_file: ChooseFile = ask_where
        self._page = desk.today().replace(day=1)
        self._entries: dict[int, Entry] = {}
        self.spans = Segments({"month": say(N_("Month")), "week": say(N_("Week"))}, "month")
        self.grid = DayGrid(desk.theme, desk.language, say(N_("Calendar")))
        self.heading = PlainLabel("", "strong", wrap=True)
        self.list = _DayList(desk, say(N_("On this day")))
        self._nothing = PlainLabel(say(N_("Nothing on this day.")), "muted")
        self._build()
        self.grid.chosen.connect(self._show_day)
        self.grid.turned.connect(self.turn)
        self.grid.making.connect(self.make)
        self.grid.opened.connect(self._open)
        self.grid.listed.connect(self.list.setFocus)
        self.grid.moved.connect(self.move_entry)
        self.list.opened.connect(self._open)
        self.list.shifted.connect(self.move_entry)
        self.spans.chosen.connect(lambda _word: self._go_to(self.grid.day))
        for keys, act in (
            ("Alt+PgUp", partial(self.turn, -1)),
            ("Alt+PgDown", partial(self.turn, 1)),
            ("Ctrl+T", lambda: self._go_to(self.desk.today())),
            ("Ctrl+N", lambda: self.make(self.grid.day)),
            ("Ctrl+Shift+E", self.export),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def arrive(self, place: Place) -> None:
        """Show the day that was shown last, or today."""
        kept = self.desk.drafts.get(CALENDAR)
        day = self.desk.today()
        if kept is not None:
            self.spans.show_choice(kept.values["span"])
            day = kept.values["day"]
        self._go_to(day)
        self.grid.setFocus()

    def leave(self) -> None:
        """Remember what was shown."""
        values = {"day": self.grid.day, "span": self.spans.current()}
        self.desk.drafts.keep(CALENDAR, Draft(0, values, {}, {}))

    def refresh(self) -> None:
        """Read anew what there is."""
        span = self.grid.first, self.grid.last
        job = partial(
            calendars.entries, first=span[0], last=span[1], language=self.desk.language.code
        )
        self.desk.jobs.read(job, partial(self._show, span))

    def turn(self, step: int) -> None:
        """Go to the month or week before or after."""
        if self.spans.current() == "week":
            self._go_to(self.grid.day + timedelta(days=7 * step))
            return
        self._go_to(calendars.month_after(self._page, step), keeping=True)

    def make(self, day: date) -> None:
        """Enter a new meeting on a day."""
        dialog = NewRecordDialog(self.desk, self.desk.kind("meeting"), "", self)
        dialog.form.show_values({"starts_on": day}, {})
        dialog.open()

    def move_entry(self, number: int, days: int) -> None:
        """Put an entry on another day, as one change."""
        entry = self._entries.get(number)
        if entry is None or not entry.moves:
            return
        named = self.desk.say(N_("Move “{caption}”"), caption=entry.caption)
        job = partial(calendars.move, entry=entry, days=days)
        then = entry.first + timedelta(days=days)
        self.desk.jobs.write(named, job, partial(self._moved, entry, then), self._not_moved)

    def export(self) -> None:
        """Write the year that is shown as a file for other calendars."""
        year = self.grid.day.year
        title = self.desk.say(N_("Export the calendar of {year}"), year=year)
        path = self.choose_file(self, title, f"{year}.ics", "iCalendar (*.ics)")
        if not path:
            return
        target = Path(path if path.lower().endswith(".ics") else f"{path}.ics")
        job = partial(calendars.write, target=target, year=year, language=self.desk.language)
        self.desk.jobs.read(job, partial(self._written, target))

    def _build(self) -> None:
        say, theme = self.desk.say, self.desk.theme
        for name, text, act in (
            ("chevron-left", N_("Earlier (PgUp)"), partial(self.turn, -1)),
            ("chevron-right", N_("Later (PgDn)"), partial(self.turn, 1)),
        ):
            self.top.addWidget(icon_button(theme, name, say(text), act))
        today = button(say(N_("Today")), lambda: self._go_to(self.desk.today()), "quiet")
        self.top.addWidget(today)
        self.top.addWidget(self.spans)
        self.top.addWidget(button(say(N_("Export")), self.export, "quiet"))
        new = button(
            say(N_("New: {kind}"), kind=say(self.desk.kind("meeting").singular)),
            lambda: self.make(self.grid.day),
            "primary",
        )
        self.top.addWidget(new)
        side = QWidget()
        side.setMinimumWidth(_SIDE)
        side.setMaximumWidth(_WIDEST_SIDE)
        box = QVBoxLayout(side)
        box.setContentsMargins(16, 14, 16, 12)
        box.setSpacing(8)
        box.addWidget(self.heading)
        box.addWidget(self._nothing)
        box.addWidget(self.list, 1)
        box.addStretch()
        box.addWidget(PlainLabel(say(_HINT), "small", wrap=True))
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.grid, 4)
        row.addWidget(side, 1)
        self.body.addLayout(row, 1)

    def _go_to(self, day: date, *, keeping: bool = False) -> None:
        """Show the month or week of a day; ``keeping`` stays on the same day of the month."""
        weeks = _WEEKS[self.spans.current()]
        self._page = day.replace(day=1)
        begin = self._page if weeks > 1 else day
        first = begin - timedelta(days=(begin.weekday() - self.desk.language.first_weekday) % 7)
        chosen = calendars.same_day(self.grid.day, day) if keeping else day
        month = day.month if weeks > 1 else 0
        self.grid.show_entries(())
        self.grid.show_days(first, weeks, self.desk.today(), month)
        self.title.show_text(self.desk.language.month(day))
        self.grid.choose(chosen)
        self.refresh()

    def _show(self, span: tuple[date, date], found: "list[Entry]") -> None:
        if span != (self.grid.first, self.grid.last):
            return
        self._entries = dict(enumerate(found))
        self.grid.show_entries(
            [
                Shown(n, each.first, each.last, calendars.line(each), each.sort, each.moves)
                for n, each in self._entries.items()
            ]
        )
        self._show_day(self.grid.day)

    def _show_day(self, day: date) -> None:
        if self.spans.current() == "month" and (day.year, day.month) != (
            self._page.year,
            self._page.month,
        ):
            self._go_to(day)
            return
        self.heading.setText(f"{self.desk.language.day(day)} · {self.desk.language.weekday(day)}")
        here = [(n, e) for n, e in self._entries.items() if e.first <= day <= e.last]
        self.list.show_entries(
            [(n, calendars.line(e), self.desk.say(calendars.sort_of(e))) for n, e in here]
        )
        self.list.setVisible(bool(here))
        self._nothing.setVisible(not here)
        self.noted.emit(self.grid.described(day))

    def _open(self, number: int) -> None:
        entry = self._entries.get(number)
        if entry:
            self.going.emit(calendars.place_of(entry))

    def _moved(self, entry: "Entry", then: date, _done: None) -> None:
        self._go_to(then)
        say, day = self.desk.say, self.desk.language.day(then)
        sentence = N_("“{caption}” is on {day} now. Ctrl+Z puts it back.")
        self.banner.offer(say(sentence, caption=entry.caption, day=day), "", lambda: None)

    def _not_moved(self, _error: Exception) -> bool:
        self.refresh()
        return False

    def _written(self, target: Path, left_out: int) -> None:
        say = self.desk.say
        sentence = say(N_("The calendar is in {path}."), path=target)
        if left_out:
            sentence += " " + say(N_("{n} confidential entries were left out."), n=left_out)
        self.banner.offer(sentence, "", lambda: None)


class _DayList(QListWidget):
    """Lists what is on a day: Enter opens, Ctrl+arrows put it on the day before or after."""

    opened = Signal(int)
    shifted = Signal(int, int)

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(TwoTexts(desk.theme, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._open)

    def show_entries(self, entries: Sequence[tuple[int, str, str]]) -> None:
        """Show entries by number: a text, and the word under which it stands."""
        self.clear()
        for heading, those in groupby(sorted(entries, key=itemgetter(2)), key=itemgetter(2)):
            head = QListWidgetItem(heading, self)
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            for number, text, _ in those:
                QListWidgetItem(text, self).setData(_ENTRY, number)
        self.setCurrentRow(1 if entries else -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, move with Ctrl and an arrow."""
        item = self.currentItem()
        held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        days = _STEPS.get(Qt.Key(event.key()), 0)
        if item and item.data(_ENTRY) is not None and held and days:
            self.shifted.emit(item.data(_ENTRY), days)
        elif item and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(item)
        else:
            super().keyPressEvent(event)

    def _open(self, item: QListWidgetItem) -> None:
        if item.data(_ENTRY) is not None:
            self.opened.emit(item.data(_ENTRY))
