"""Briefings that were issued, and the sentences of them that are true no longer."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from intloffice.gui import briefings, drawing, issuing
from intloffice.gui.desk import Desk
from intloffice.gui.dialogs.files import ChooseFile, ask_where
from intloffice.gui.dialogs.issue_box import SENTENCE, IssueBox
from intloffice.gui.instants import instant
from intloffice.gui.issuing import IssuedLine, IssuedPaper, UntrueLine
from intloffice.gui.pages.page import Page
from intloffice.gui.pages.printing import Printable, Printing
from intloffice.gui.pages.saved import file_name, tell_saved
from intloffice.gui.place import Place
from intloffice.gui.problems import notice
from intloffice.gui.widgets.buttons import Segments, button
from intloffice.gui.widgets.paper_view import PaperView
from intloffice.gui.widgets.plain_label import PlainLabel, plain_tip
from intloffice.gui.widgets.plain_table import PlainTable
from intloffice.gui.widgets.untrue_card import UntrueCard
from intloffice.i18n import N_, NN_

if TYPE_CHECKING:
    from intloffice.gui.drawing import Drawn

#: The part of the page that lists the sentences: Place("issued", UNTRUE).
UNTRUE = "untrue"
_ALL = "all"
#: The widest that sentences are set, so that a line is read without losing the next.
_WIDEST = 1104
_COUNT = NN_("{n} briefing was issued.", "{n} briefings were issued.")
_UNTRUE = NN_(
    "{n} sentence that was sent out is true no longer.",
    "{n} sentences that were sent out are true no longer.",
)
_SET_ASIDE = NN_("{n} sentence that was set aside", "{n} sentences that were set aside")


class IssuedPage(Page):
    """Lists what was issued with the paper beside it, or the sentences that hold no more."""

    def __init__(self, desk: Desk, choose_file: ChooseFile = ask_where) -> None:
        say = desk.say
        super().__init__(desk, say(N_("Issued briefings")))
        self.choose_file = choose_file
        self.lines: list[IssuedLine] = []
        self.untrue: list[UntrueLine] = []
        self.paper: IssuedPaper | None = None
        self._generation = 0
        self.parts = Segments({_ALL: say(N_("Issued")), UNTRUE: say(N_("True no longer"))}, _ALL)
        self.parts.setAccessibleName(say(N_("What is listed")))
        self.parts.chosen.connect(lambda _word: self._show_part())
        self.save = button(say(N_("Save PDF")), self.save_pdf, "primary")
        self.save.setEnabled(False)
        self.printing = Printing(self, self._printable)
        self.to_printer = button(say(N_("Print …")), self.printing.ask, "quiet")
        self.to_printer.setEnabled(False)
        plain_tip(self.to_printer, "Ctrl+P")
        self.top.addWidget(self.parts)
        self.top.addWidget(self.to_printer)
        self.top.addWidget(self.save)
        self.table = PlainTable(desk.theme, say(N_("Issued briefings")))
        self.table.opened.connect(lambda _row: self.save_pdf())
        self.view = PaperView(desk.theme)
        self.view.setAccessibleName(say(N_("The briefing as it was issued")))
        self.view.wanted.connect(self._draw)
        self._lay_out()
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.save_pdf)

    def arrive(self, place: Place) -> None:
        """Read what was issued; show the sentences where the place asks for them."""
        if place.kind == UNTRUE:
            self.parts.show_choice(UNTRUE)
        self._show_part()
        self.refresh()

    def refresh(self) -> None:
        """Read what was issued, and look which sentences hold no more."""
        self.desk.jobs.read(issuing.every, self._take)
        code, settings = self.desk.language.code, self.desk.settings
        self.desk.jobs.tend(partial(issuing.look, settings=settings, code=code), self._take_untrue)

    def save_pdf(self) -> None:
        """Ask where to save the paper as it was issued, and save it."""
        line = self._chosen()
        if line is None or self.paper is None or self.paper.id != line.id:
            return
        name = file_name(f"{line.reference} {line.title}.pdf")
        path = self.choose_file(self, self.desk.say(N_("Save the briefing")), name, "PDF (*.pdf)")
        if path:
            path = path if path.lower().endswith(".pdf") else f"{path}.pdf"
            job = partial(briefings.save, path, self.paper.pdf)
            self.desk.jobs.run(job, self._tell_saved, self._refused)

    def _lay_out(self) -> None:
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.table)
        self.split.addWidget(self.view)
        self.split.setSizes([680, 380])
        self.table.setMinimumWidth(320)
        self.view.setMinimumWidth(300)
        self.empty = PlainLabel("", "muted", wrap=True)
        self.empty.setContentsMargins(24, 24, 24, 24)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        holder = QWidget()
        holder.setMaximumWidth(_WIDEST)
        self._cards = QVBoxLayout(holder)
        self._cards.setContentsMargins(24, 20, 24, 24)
        self._cards.setSpacing(12)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(holder)
        self._stack = QStackedWidget()
        for part in (self.split, scroll, self.empty):
            self._stack.addWidget(part)
        self.body.addWidget(self._stack, 1)
        self.table.selectionModel().currentRowChanged.connect(lambda _a, _b: self._ask_paper())

    def _take(self, lines: list[IssuedLine]) -> None:
        chosen = self._chosen()
        self.lines = lines
        say, language = self.desk.say, self.desk.language
        headings = [N_("Reference"), N_("Title"), N_("As of"), N_("Issued on"), N_("Remark")]
        rows = [
            (
                line.reference,
                line.title,
                language.day(line.as_of, "medium"),
                " · ".join(filter(None, (instant(line.issued_at), line.issued_by))),
                line.note,
            )
            for line in lines
        ]
        self.table.show_rows([say(text) for text in headings], rows)
        ids = [line.id for line in lines]
        if lines:
            self.table.selectRow(ids.index(chosen.id) if chosen and chosen.id in ids else 0)
        self._ask_paper()
        self._show_part()

    def _take_untrue(self, untrue: list[UntrueLine]) -> None:
        self.untrue = untrue
        while (item := self._cards.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        aside = [line for line in untrue if line.aside]
        for line in untrue:
            if aside and line is aside[0]:
                said = self.desk.language.counted(_SET_ASIDE, len(aside))
                self._cards.addWidget(PlainLabel(said, "muted"))
            self._cards.addWidget(UntrueCard(self.desk, line, self._go_to, self._leave))
        self._cards.addStretch()
        self._show_part()

    def _show_part(self) -> None:
        language, say = self.desk.language, self.desk.say
        wants_untrue = self.parts.current() == UNTRUE
        self.save.setVisible(not wants_untrue)
        self.to_printer.setVisible(not wants_untrue)
        open_ = sum(not line.aside for line in self.untrue)
        if wants_untrue:
            said = language.counted(_UNTRUE, open_) if open_ else ""
            nothing = N_("Every sentence that was sent out still holds.")
        else:
            said = language.counted(_COUNT, len(self.lines)) if self.lines else ""
            nothing = N_("No briefing was issued yet: on the page “Briefings” press “Issue …”.")
        there = self.untrue if wants_untrue else self.lines
        self.empty.setText(say(nothing))
        self._stack.setCurrentIndex(2 if not there else int(wants_untrue))
        self.noted.emit(said)

    def _chosen(self) -> IssuedLine | None:
        row = self.table.currentIndex().row()
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def _ask_paper(self) -> None:
        line = self._chosen()
        if line is None or (self.paper is not None and self.paper.id == line.id):
            return
        self._generation += 1
        self.paper = None
        self.save.setEnabled(False)
        self.to_printer.setEnabled(False)
        job = partial(issuing.paper, folder=self.desk.folder, issued_id=line.id)
        number = self._generation
        self.desk.jobs.read(job, partial(self._take_paper, number), partial(self._no_paper, number))

    def _take_paper(self, generation: int, paper: IssuedPaper) -> None:
        if generation == self._generation:
            self.paper = paper
            self.save.setEnabled(True)
            self.to_printer.setEnabled(True)
            self.view.show_pages(paper.sizes, ())

    def _no_paper(self, generation: int, error: Exception) -> bool:
        told = notice(error, self.desk.language)
        if generation == self._generation:
            self.view.show_message(told.sentence)
        return not told.details

    def _printable(self) -> Printable | None:
        line = self._chosen()
        if line is None or self.paper is None or self.paper.id != line.id:
            return None
        return Printable(self.paper.pdf, f"{line.reference} {line.title}", self.paper.sizes)

    def _draw(self, pages: Sequence[int], scale: float) -> None:
        if self.paper is not None:
            job = partial(drawing.draw, self.paper.pdf, tuple(pages), scale)
            self.desk.jobs.run(job, partial(self._take_drawn, self.paper, scale))

    def _take_drawn(self, paper: IssuedPaper, scale: float, drawn: "list[Drawn]") -> None:
        if paper is self.paper:
            self.view.take(drawn, scale)

    def _leave(self, line: UntrueLine, opener: QPushButton) -> None:
        """Ask why a sentence is to be set aside, or take it up again."""
        say, jobs, told = self.desk.say, self.desk.jobs, {"reference": line.reference}
        if line.aside:
            named = say(N_("Look again at a sentence of {reference}"), **told)
            again = partial(issuing.take_up, mark_id=line.aside)
            jobs.write(named, again, self._left, self._refused)
            return
        box = IssueBox(self.desk, line.then, self, SENTENCE)
        box.issuing.connect(partial(self._set_aside, line))
        box.open_below(opener, box.line)

    def _set_aside(self, line: UntrueLine, why: str) -> None:
        said = N_("Leave a sentence of {reference} as it was")
        named = self.desk.say(said, reference=line.reference)
        leave = partial(issuing.set_aside, issued_id=line.issued_id, mark=line.mark, why=why)
        self.desk.jobs.write(named, leave, self._left, self._refused)

    def _left(self, _done: object) -> None:
        self.refresh()

    def _go_to(self, kind: str, record_id: int) -> None:
        self.going.emit(Place("record", kind, record_id))

    def _tell_saved(self, path: str) -> None:
        tell_saved(self, path)

    def _refused(self, error: Exception) -> bool:
        self.told.emit(notice(error, self.desk.language))
        return True
