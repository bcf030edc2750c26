"""Issuing from the page of briefings, and what it compares with and knows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from intloffice.gui import issuing
from intloffice.gui.briefings import About
from intloffice.gui.dialogs.issue_box import IssueBox
from intloffice.gui.issuing import IssuedLine, Retold, Shown, Wish
from intloffice.gui.pages.clocks_box import ClocksBox
from intloffice.gui.pages.page import Page
from intloffice.gui.place import ISSUED
from intloffice.gui.widgets.record_drawer import RecordDrawer
from intloffice.i18n import N_

if TYPE_CHECKING:
    from intloffice.briefing.correcting import Corrections


class Issuance(QObject):
    """Asks the store on behalf of a page, and shows in its drawer what was corrected."""

    def __init__(self, page: Page, clocks: ClocksBox, drawer: RecordDrawer) -> None:
        super().__init__(page)
        self._page, self._desk = page, page.desk
        self._clocks, self._drawer = clocks, drawer
        self._about: tuple[About, date] | None = None
        self._corrections: Corrections | None = None
        clocks.corrections_wanted.connect(self.open_corrections)

    def ask_related(self, about: About, as_of: date) -> None:
        """Ask what was issued about the same; what was corrected before is told no more."""
        self.show_corrections(None)
        self._about = about, as_of
        job = partial(issuing.related, about=about, as_of=as_of)
        self._desk.jobs.read(job, partial(self._take_related, about, as_of), lambda _error: True)

    def retell(
        self, wish: Wish, then: Callable[[Retold], object], tell: Callable[[Exception], bool]
    ) -> None:
        """Compute a briefing by its clocks."""
        today, language = self._desk.today(), self._desk.language
        job = partial(issuing.retell, wish=wish, today=today, language=language)
        self._desk.jobs.tend(job, then, tell)

    def show_corrections(self, corrections: "Corrections | None", forgotten: str = "") -> None:
        """Tell how many sentences were corrected since, and what was erased."""
        self._corrections = corrections
        number = len(corrections.sentences) if corrections else None
        self._clocks.show_corrected(number, forgotten)

    def open_corrections(self) -> None:
        """Open the drawer with what was corrected since."""
        if self._corrections is None:
            return
        say = self._desk.say
        rows, records = issuing.corrected_rows(self._corrections, self._desk.language)
        self._drawer.open_drawer(say(N_("Corrected since")), "")
        headings = (say(N_("What")), say(N_("As known then")), say(N_("As known now")))
        self._drawer.show_records(headings, rows, records)
        self._drawer.table.setFocus()

    def ask(self, shown: Shown, title: str, opener: QWidget) -> None:
        """Ask for a remark, then issue what is shown."""
        box = IssueBox(self._desk, title, self._page)
        box.issuing.connect(partial(self._issue, shown, title))
        box.open_below(opener, box.line)

    def _issue(self, shown: Shown, title: str, note: str) -> None:
        named = self._desk.say(N_("Issue the briefing “{title}”"), title=title)
        job = partial(
            issuing.issue,
            shown=replace(shown, note=note),
            today=self._desk.today(),
            author=self._desk.jobs.author,
            description=named,
        )
        self._desk.jobs.fill(named, job, self._issued)

    def _issued(self, line: IssuedLine) -> None:
        say = self._desk.say
        sentence = say(N_("It was issued as {reference}."), reference=line.reference)
        go = partial(self._page.going.emit, ISSUED)
        self._page.banner.offer(sentence, say(N_("Issued briefings")), go)
        if self._about:
            self.ask_related(*self._about)

    def _take_related(self, about: About, as_of: date, lines: list[IssuedLine]) -> None:
        if self._about == (about, as_of):
            self._clocks.show_related(lines)
