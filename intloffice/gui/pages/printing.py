"""Prints what a page shows: each sheet is drawn off the window's thread and sent to the printer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF
from PySide6.QtGui import QImage, QKeySequence, QPageLayout, QPageSize, QPainter, QShortcut

from intloffice.errors import OfficeError
from intloffice.gui import drawing
from intloffice.gui.pages.page import Page
from intloffice.gui.pages.saved import tell_saved
from intloffice.gui.problems import notice
from intloffice.i18n import N_

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget

    from intloffice.gui.drawing import Drawn

#: Dots an inch: finer than that no eye sees, and a sheet would take very much memory.
_FINEST = 300
_POINTS = 72

#: Asks for a printer and its pages, given how many there are; tells whether one was chosen.
ChoosePrinter = Callable[["QWidget", "QPrinter", int], bool]


@dataclass(frozen=True)
class Printable:
    """A paper as PDF, what it is called, and how large its pages are, in points."""

    pdf: bytes
    title: str
    sizes: Sequence[tuple[float, float]]


def ask_printer(parent: "QWidget", printer: "QPrinter", pages: int) -> bool:
    """Ask on which printer to print, and which pages."""
    from PySide6.QtPrintSupport import QPrintDialog  # noqa: PLC0415  few print, and it loads long

    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setMinMax(1, pages)
    dialog.setFromTo(1, pages)
    chosen = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    return chosen


class Printing(QObject):
    """Prints what ``shown`` gives, asked by Ctrl+P on its page; nothing where that is None."""

    def __init__(self, page: Page, shown: Callable[[], Printable | None]) -> None:
        super().__init__(page)
        self.choose_printer: ChoosePrinter = ask_printer
        self._page, self._shown = page, shown
        self._painter: QPainter | None = None
        self._printer: QPrinter | None = None
        self._waiting: list[int] = []
        QShortcut(QKeySequence("Ctrl+P"), page).activated.connect(self.ask)

    def ask(self) -> None:
        """Ask for a printer, and print."""
        from PySide6.QtPrintSupport import QPrinter  # noqa: PLC0415  few print, and it loads long

        paper = self._shown()
        if paper is None or self._waiting:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(paper.title)
        printer.setFullPage(True)
        _lay(printer, paper.sizes[0])
        if not self.choose_printer(self._page, printer, len(paper.sizes)):
            return
        self._printer = printer
        self._waiting = _pages(printer, len(paper.sizes))
        self._go_on(paper)

    def _go_on(self, paper: Printable) -> None:
        """Draw the next sheet, or finish."""
        assert self._printer is not None
        say = self._page.desk.say
        if not self._waiting:
            self._tell_printed(paper)
            return
        number = self._waiting[0]
        told = N_("Printing page {n} of {pages} …")
        self._page.noted.emit(say(told, n=number, pages=len(paper.sizes)))
        scale = min(self._printer.resolution(), _FINEST) / _POINTS
        job = partial(drawing.draw, paper.pdf, (number,), scale)
        self._page.desk.jobs.run(job, partial(self._print, paper), self._fail)

    def _tell_printed(self, paper: Printable) -> None:
        """Say what was printed; what went into a file can be opened."""
        assert self._printer is not None
        file = self._printer.outputFileName()
        self._finish()
        if file:
            tell_saved(self._page, file)
        else:
            say = self._page.desk.say
            self._page.noted.emit(say(N_("Sent to the printer: {title}"), title=paper.title))

    def _print(self, paper: Printable, drawn: "list[Drawn]") -> None:
        printer, sheet = self._printer, drawn[0]
        assert printer is not None
        _lay(printer, paper.sizes[sheet.page - 1])
        if self._painter is None:
            self._painter = QPainter()
            begun = self._painter.begin(printer)
        else:
            begun = printer.newPage()
        if not begun:
            self._fail(OfficeError(N_("The printer did not take it. Look whether it is ready.")))
            return
        image = QImage(
            sheet.pixels, sheet.width, sheet.height, sheet.stride, QImage.Format.Format_RGB32
        )
        whole = printer.pageLayout().fullRectPixels(printer.resolution())
        self._painter.drawImage(QRectF(0, 0, whole.width(), whole.height()), image)
        self._waiting.pop(0)
        self._go_on(paper)

    def _finish(self) -> None:
        if self._painter is not None and self._painter.isActive():
            self._painter.end()
        self._painter = self._printer = None
        self._waiting = []

    def _fail(self, error: Exception) -> bool:
        """Give up; what was not sent yet is not printed."""
        self._finish()
        self._page.told.emit(notice(error, self._page.desk.language))
        return True


def _lay(printer: "QPrinter", size: tuple[float, float]) -> None:
    """Take a sheet of a size in points, upright or across, without margins of the printer's."""
    wide, high = size
    across = wide > high
    paper = QPageSize(
        QSizeF(min(size), max(size)),
        QPageSize.Unit.Point,
        "",
        QPageSize.SizeMatchPolicy.FuzzyOrientationMatch,
    )
    turned = QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(paper, turned, QMarginsF()))


def _pages(printer: "QPrinter", number: int) -> list[int]:
    """List the pages that were chosen, as often as the printer does not copy by itself."""
    first, last = printer.fromPage() or 1, printer.toPage() or number
    pages = list(range(max(1, first), min(number, last) + 1))
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    return pages * copies
