"""The course of an agreement: its terms over the years, the gaps, and who moved under it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from intloffice.gui import coursing
from intloffice.gui.desk import Desk
from intloffice.gui.pages.behind import ask_behind, show_behind
from intloffice.gui.pages.page import Page
from intloffice.gui.place import Place
from intloffice.gui.widgets.buttons import button, icon_button
from intloffice.gui.widgets.plain_label import PlainLabel
from intloffice.gui.widgets.record_drawer import RecordDrawer
from intloffice.gui.widgets.timeline import Stretch, Timeline
from intloffice.i18n import N_

if TYPE_CHECKING:
    from datetime import date

    from intloffice.gui.briefings import Behind
    from intloffice.operations.course import Balance, Course, Moved, Span

_WIDEST = 1080
_DIRECTIONS = {"outbound": N_("Students sent"), "inbound": N_("Students received")}


class CoursePage(Page):
    """Shows when an agreement ran, with those before and after it, and its balance."""

    passing = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "")
        say = desk.say
        self.place = Place("course", "agreement")
        self.shown: Course | None = None
        back = icon_button(desk.theme, "arrow-left", say(N_("Back (Alt+←)")), self.backing.emit)
        self.top.insertWidget(0, back)
        self.top.addWidget(button(say(N_("All entries")), self._go_to_record, "primary"))
        self.timeline = Timeline(desk.theme, say(N_("Terms over the years")))
        self.timeline.opened.connect(self._open)
        self.gaps = PlainLabel("", "problem", wrap=True)
        self.table = QGridLayout()
        self.table.setHorizontalSpacing(24)
        self.table.setVerticalSpacing(8)
        self.basis = PlainLabel(say(coursing.BASIS), "small", wrap=True)
        self.drawer = RecordDrawer(desk)
        self.drawer.record_wanted.connect(self._go_to)
        self._opened: tuple[tuple[str, int], ...] = ()
        self._lay_out()
        QShortcut(QKeySequence("Escape"), self).activated.connect(self._escape)

    def arrive(self, place: Place) -> None:
        """Show the course of an agreement."""
        self.place = place
        self.refresh()
        self.timeline.setFocus()

    def refresh(self) -> None:
        """Read it anew."""
        if self.place.record:
            job = partial(
                coursing.course,
                agreement=self.place.record,
                day=self.desk.today(),
                language=self.desk.language.code,
            )
            self.desk.jobs.read(job, self._show, self._is_gone)

    def open_records(self, title: str, moved: "Moved") -> None:
        """Open the drawer with the stays behind a number."""
        self._opened = tuple(("mobility", each) for each in moved.records)
        self.drawer.open_drawer(title, self.desk.say(coursing.BASIS))
        ask_behind(self.desk, self._opened, partial(self._show_behind, self._opened))

    def _show_behind(self, records: tuple[tuple[str, int], ...], behind: "Behind") -> None:
        if records == self._opened and not self.drawer.isHidden():
            show_behind(self.drawer, self.desk, behind)

    def _show(self, course: "Course") -> None:
        if course == self.shown:
            return
        self.shown = course
        self.title.show_text(course.captions[self.place.record or 0])
        self.timeline.show_stretches(self._stretches(course), self.desk.today())
        told = [self._gap(gap.first, gap.last) for gap in course.gaps]
        self.gaps.setText("\n".join(told))
        self.gaps.setVisible(bool(told))
        self._show_balances(course.balances)
        self.noted.emit(self.desk.say(N_("← → go along the terms · Enter opens the agreement")))

    def _stretches(self, course: "Course") -> list[Stretch]:
        lines = {key: n for n, key in enumerate(dict.fromkeys(s.agreement for s in course.spans))}
        own = self.place.record
        found = [
            Stretch(
                span.agreement,
                lines[span.agreement],
                span.first,
                span.last,
                course.captions[span.agreement],
                self._spoken(course.captions[span.agreement], span),
                is_own=span.agreement == own,
                is_planned=not span.in_force,
            )
            for span in course.spans
        ]
        found += [
            Stretch(
                0,
                self._line_before(course, gap.first, lines),
                gap.first,
                gap.last or self.desk.today(),
                self.desk.say(N_("Gap")),
                self._gap(gap.first, gap.last),
                is_gap=True,
            )
            for gap in course.gaps
        ]
        return sorted(found, key=lambda stretch: stretch.first)

    def _line_before(self, course: "Course", day: "date", lines: dict[int, int]) -> int:
        """Draw a gap on the line of the agreement that ran before it."""
        before = [span for span in course.spans if span.last is not None and span.last < day]
        return lines[max(before, key=lambda span: span.last or span.first).agreement]

    def _spoken(self, caption: str, span: "Span") -> str:
        planned = "" if span.in_force else self.desk.say(N_("not signed by all"))
        days = self._days(span.first, span.last)
        return " · ".join(filter(None, (self.desk.language.labelled(caption, days), planned)))

    def _days(self, first: "date", last: "date | None") -> str:
        day, say = self.desk.language.day, self.desk.say
        if last is None:
            return say(N_("from {first}"), first=day(first))
        return say(N_("{first} to {last}"), first=day(first), last=day(last))

    def _gap(self, first: "date", last: "date | None") -> str:
        day, say = self.desk.language.day, self.desk.say
        if last is None:
            return say(N_("Nothing in force since {first}."), first=day(first))
        told = N_("Nothing in force from {first} to {last}.")
        return say(told, first=day(first), last=day(last))

    def _show_balances(self, balances: "tuple[Balance, ...]") -> None:
        while self.table.count():
            item = self.table.takeAt(0)
            if item and (widget := item.widget()):
                widget.hide()
                widget.deleteLater()
        say, year = self.desk.say, self.desk.today().year
        span = f"{year - 2}–{year}"
        heads = ("", str(year), span, say(N_("{years}, naming no agreement"), years=span))
        for column, text in enumerate(heads if balances else ()):
            self.table.addWidget(PlainLabel(text, "heading"), 0, column)
        for row, balance in enumerate(balances, 1):
            label = say(_DIRECTIONS[balance.direction])
            self.table.addWidget(PlainLabel(label, "strong"), row, 0)
            numbers = balance.this_year, balance.three_years, balance.unnamed
            spans = zip(numbers, heads[1:], strict=True)
            for column, (moved, when) in enumerate(spans, 1):
                self.table.addWidget(self._number(label, when, moved), row, column)
        if not balances:
            nothing = PlainLabel(say(N_("No places for students are agreed.")), "muted")
            self.table.addWidget(nothing, 1, 0, 1, 4)
        self.basis.setVisible(bool(balances))

    def _number(self, label: str, when: str, moved: "Moved") -> QWidget:
        number = self.desk.language.number
        if moved.places is None:
            text = number(moved.number)
        else:
            places = number(moved.places)
            text = self.desk.say(N_("{n} of {places}"), n=number(moved.number), places=places)
        title = f"{label} · {when}"
        made = button(text, partial(self.open_records, title, moved), "link")
        made.setAccessibleName(f"{title}: {text}")
        return made

    def _lay_out(self) -> None:
        say = self.desk.say
        inner = QWidget()
        inner.setMaximumWidth(_WIDEST)
        box = QVBoxLayout(inner)
        box.setContentsMargins(24, 18, 24, 24)
        box.setSpacing(10)
        box.addWidget(PlainLabel(say(N_("Terms over the years")), "subtitle"))
        box.addWidget(self.timeline)
        box.addWidget(self.gaps)
        box.addSpacing(14)
        box.addWidget(PlainLabel(say(N_("Balance of students")), "subtitle"))
        held = QWidget()
        held.setLayout(self.table)
        self.table.setContentsMargins(0, 0, 0, 0)
        self.table.setColumnStretch(4, 1)
        box.addWidget(held)
        box.addWidget(self.basis)
        box.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(scroll)
        split.addWidget(self.drawer)
        split.setSizes([600, 260])
        self.body.addWidget(split, 1)

    def _escape(self) -> None:
        if self.drawer.isHidden():
            self.backing.emit()
        else:
            self.drawer.close_drawer()

    def _open(self, agreement: int) -> None:
        self.going.emit(Place("record", "agreement", agreement))

    def _go_to(self, kind: str, record: int) -> None:
        self.going.emit(Place("record", kind, record))

    def _go_to_record(self) -> None:
        self._open(self.place.record or 0)

    def _is_gone(self, _error: Exception) -> bool:
        self.backing.emit()
        return True
