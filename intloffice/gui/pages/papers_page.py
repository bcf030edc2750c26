"""The papers of a meeting, as they will be printed."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from intloffice.gui import briefings, drawing, papers
from intloffice.gui.desk import Desk
from intloffice.gui.dialogs.files import ChooseFile, ask_where
from intloffice.gui.pages.page import Page
from intloffice.gui.pages.saved import file_name, tell_saved
from intloffice.gui.place import Place
from intloffice.gui.problems import notice
from intloffice.gui.widgets.buttons import Segments, button, icon_button
from intloffice.gui.widgets.paper_view import PaperView
from intloffice.gui.widgets.plain_label import PlainLabel
from intloffice.gui.widgets.suggestions import TwoTexts
from intloffice.i18n import N_, OWN_NAMES, language

if TYPE_CHECKING:
    from intloffice.gui.drawing import Drawn
    from intloffice.gui.papers import PrintedPaper

_LIST_WIDTH = 236
_WORD = int(Qt.ItemDataRole.UserRole)


class PapersPage(Page):
    """Shows one paper at a time: what it is at the left, how it will be printed beside it."""

    passing = True

    def __init__(self, desk: Desk) -> None:
        say = desk.say
        super().__init__(desk, say(N_("Papers")))
        self.choose_file: ChooseFile = ask_where
        self.place = Place("papers", "meeting")
        self.printed: PrintedPaper | None = None
        self._generation = 0
        back = icon_button(desk.theme, "arrow-left", say(N_("Back (Alt+←)")), self.backing.emit)
        self.top.insertWidget(0, back)
        self.languages = Segments(OWN_NAMES, desk.language.code)
        self.save = button(say(N_("Save PDF")), self.save_pdf, "primary")
        self.top.addWidget(self.languages)
        self.top.addWidget(self.save)
        self.list = QListWidget()
        self.list.setAccessibleName(say(N_("Papers")))
        self.list.setItemDelegate(TwoTexts(desk.theme, self.list))
        for word, label in papers.kinds().items():
            QListWidgetItem(say(label), self.list).setData(_WORD, word)
        self.view = PaperView(desk.theme)
        self.view.setAccessibleName(say(N_("The paper as it will be printed")))
        self._lay_out()
        self.list.currentRowChanged.connect(lambda _row: self.refresh())
        self.languages.chosen.connect(lambda _word: self.refresh())
        self.view.wanted.connect(self._draw)
        for keys, act in (("Ctrl+S", self.save_pdf), ("Escape", self.backing.emit)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def arrive(self, place: Place) -> None:
        """Show a paper of a meeting: the one to which the place is narrowed, or the first."""
        self.place = place
        words = list(papers.kinds())
        asked = [narrowing.value for narrowing in place.narrowings]
        self.list.setCurrentRow(next((row for row, word in enumerate(words) if word in asked), 0))
        self.refresh()
        self.list.setFocus()

    @property
    def paper(self) -> str:
        """The word of the paper that is shown."""
        item = self.list.currentItem() or self.list.item(0)
        return str(item.data(_WORD))

    def refresh(self) -> None:
        """Print the paper that is chosen, in the language that is chosen."""
        self._generation += 1
        if not self.place.record:
            return
        job = partial(
            papers.print_paper,
            meeting=self.place.record,
            paper=self.paper,
            language=language(self.languages.current(), self.desk.translations),
            settings=self.desk.settings,
        )
        self.desk.jobs.read(job, partial(self._take, self._generation), self._refused)

    def save_pdf(self) -> None:
        """Ask where to save what is shown, and save it."""
        printed = self.printed
        if printed is None:
            return
        label = self.list.item(self.list.currentRow()).text()
        title = f"{file_name(printed.title)} {label}.pdf"
        path = self.choose_file(self, self.desk.say(N_("Save the paper")), title, "PDF (*.pdf)")
        if path:
            path = path if path.lower().endswith(".pdf") else f"{path}.pdf"
            job = partial(briefings.save, path, printed.pdf)
            self.desk.jobs.run(job, self._tell_saved, self._refused)

    def _lay_out(self) -> None:
        side = QWidget()
        side.setFixedWidth(_LIST_WIDTH)
        box = QVBoxLayout(side)
        box.setContentsMargins(16, 14, 8, 12)
        box.addWidget(self.list, 1)
        hint = N_("↑ ↓ another paper · Ctrl+S saves it as PDF")
        box.addWidget(PlainLabel(self.desk.say(hint), "small", wrap=True))
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(self.view, 1)
        self.body.addLayout(row, 1)

    def _take(self, generation: int, printed: "PrintedPaper") -> None:
        if generation != self._generation:
            return
        self.printed = printed
        self.title.show_text(printed.title)
        self.save.setEnabled(True)
        self.view.show_pages(printed.sizes, ())
        self.noted.emit("")

    def _draw(self, pages: Sequence[int], scale: float) -> None:
        if self.printed is not None:
            job = partial(drawing.draw, self.printed.pdf, tuple(pages), scale)
            self.desk.jobs.run(job, partial(self._take_drawn, self.printed, scale))

    def _take_drawn(self, printed: "PrintedPaper", scale: float, drawn: "list[Drawn]") -> None:
        if printed is self.printed:
            self.view.take(drawn, scale)

    def _refused(self, error: Exception) -> bool:
        self.told.emit(notice(error, self.desk.language))
        return True

    def _tell_saved(self, path: str) -> None:
        tell_saved(self, path)
