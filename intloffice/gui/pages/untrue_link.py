"""A line on the first page: how many sentences that were sent out are true no longer."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from intloffice.gui import issuing
from intloffice.gui.desk import Desk
from intloffice.gui.icons import icon
from intloffice.gui.issuing import UntrueLine
from intloffice.gui.pages.issued_page import UNTRUE
from intloffice.gui.place import Place
from intloffice.gui.widgets.buttons import Tile
from intloffice.gui.widgets.plain_label import PlainLabel
from intloffice.i18n import NN_

_SAID = NN_(
    "{n} sentence that was sent out is true no longer.",
    "{n} sentences that were sent out are true no longer.",
)


class UntrueLink(Tile):
    """Hidden while every sentence holds; leads to those that do not."""

    going = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__("figure", "")
        self._desk = desk
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(10)
        sign = PlainLabel()
        sign.setPixmap(icon("triangle-alert", desk.theme.colours.waiting).pixmap(18, 18))
        self.said = PlainLabel("", "strong")
        row.addWidget(sign)
        row.addWidget(self.said, 1)
        for label in (sign, self.said):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clicked.connect(lambda _checked=False: self.going.emit(Place("issued", UNTRUE)))
        self.hide()

    def refresh(self) -> None:
        """Look anew; nobody waits for it."""
        code, settings = self._desk.language.code, self._desk.settings
        job = partial(issuing.look, settings=settings, code=code)
        self._desk.jobs.tend(job, self._show)

    def _show(self, untrue: list[UntrueLine]) -> None:
        number = sum(not line.aside for line in untrue)
        said = self._desk.language.counted(_SAID, number)
        self.said.setText(said)
        self.setAccessibleName(said)
        self.setVisible(bool(number))
