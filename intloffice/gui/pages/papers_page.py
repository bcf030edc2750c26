"""The papers of a meeting, as they will be printed."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from intloffice.gui import briefings, drawing, papers
from intloffice.gui.desk import Desk
from intloffice.gui.dialogs.files import ChooseFile, ask_folder, ask_where
from intloffice.gui.pages.page import Page
from intloffice.gui.pages.printing import Printable, Printing
from intloffice.gui.pages.saved import file_name, tell_saved
from intloffice.gui.place import Place
from intloffice.gui.problems import notice
from intloffice.gui.widgets.buttons import Segments, button, icon_button
from intloffice.gui.widgets.list_beside import ListBeside
from intloffice.gui.widgets.paper_view import PaperView
from intloffice.gui.widgets.plain_label import plain_tip
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
        self.choose_folder: ChooseFile = ask_folder
        self.place = Place("papers", "meeting")
        self.printed: PrintedPaper | None = None
        self._generation = 0
        back = icon_button(desk.theme, "arrow-left", say(N_("Back (Alt+←)")), self.backing.emit)
        self.top.insertWidget(0, back)
        self.languages = Segments(OWN_NAMES, desk.language.code)
        self.save = button(say(N_("Save PDF")), self.save_pdf, "primary")
        self.save_every = button(say(N_("Save all …")), self.save_all, "quiet")
        plain_tip(self.save_every, "Ctrl+Shift+S")
        self.printing = Printing(self, self._printable)
        self.to_printer = button(say(N_("Print …")), self.printing.ask, "quiet")
        plain_tip(self.to_printer, "Ctrl+P")
        self.top.addWidget(self.languages)
        self.top.addWidget(self.to_printer)
        self.top.addWidget(self.save_every)
        self.top.addWidget(self.save)
        self.list = QListWidget()
        self.list.setAccessibleName(say(N_("Papers")))
        self.list.setItemDelegate(TwoTexts(desk.theme, self.list))
        for word, label in papers.kinds().items():
            QListWidgetItem(say(label), self.list).setData(_WORD, word)
        self.view = PaperView(desk.theme)
        self.view.setAccessibleName(say(N_("The paper as it will be printed")))
        hint = say(N_("↑ ↓ another paper · Ctrl+S saves it as PDF · Ctrl+P prints it"))
        self.body.addWidget(ListBeside(self.list, self.view, hint, _LIST_WIDTH), 1)
        self.list.currentRowChanged.connect(lambda _row: self.refresh())
        self.languages.chosen.connect(lambda _word: self.refresh())
        self.view.wanted.connect(self._draw)
        for keys, act in (
            ("Ctrl+S", self.save_pdf),
            ("Ctrl+Shift+S", self.save_all),
            ("Escape", self.backing.emit),
        ):
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
        self.noted.emit(self.desk.say(N_("Laying out …")))
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

    def save_all(self) -> None:
        """Ask for a folder, and save every paper there in the language that is chosen."""
        if not self.place.record:
            return
        say = self.desk.say
        folder = self.choose_folder(self, say(N_("Save all papers in a folder")), "", "")
        if folder:
            job = partial(
                papers.print_all,
                meeting=self.place.record,
                language=language(self.languages.current(), self.desk.translations),
                settings=self.desk.settings,
            )
            self.desk.jobs.read(job, partial(self._save_each, folder), self._refused)

    def _save_each(self, folder: str, printed: "list[tuple[str, PrintedPaper]]") -> None:
        say = self.desk.say
        files = [(f"{file_name(p.title)} {say(label)}.pdf", p.pdf) for label, p in printed]
        self.desk.jobs.run(partial(_save, folder, files), self._tell_saved, self._refused)

    def _take(self, generation: int, printed: "PrintedPaper") -> None:
        if generation != self._generation:
            return
        self.printed = printed
        self.title.show_text(printed.title)
        self.save.setEnabled(True)
        self.view.show_pages(printed.sizes, ())
        self.noted.emit("")

    def _printable(self) -> Printable | None:
        if self.printed is None:
            return None
        title = f"{self.printed.title} · {self.list.item(self.list.currentRow()).text()}"
        return Printable(self.printed.pdf, title, self.printed.sizes)

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


def _save(folder: str, files: Sequence[tuple[str, bytes]]) -> str:
    """Write files into a folder; return where that is."""
    for name, content in files:
        briefings.save(str(Path(folder) / name), content)
    return folder
