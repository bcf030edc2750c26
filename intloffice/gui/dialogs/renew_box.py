"""Asks for which days an agreement is renewed, and how."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from intloffice.errors import InvalidValueError
from intloffice.gui.desk import Desk
from intloffice.gui.dialogs.popup import Popup
from intloffice.gui.editors.editor import DayEditor
from intloffice.gui.widgets.buttons import button
from intloffice.gui.widgets.plain_label import PlainLabel
from intloffice.i18n import N_
from intloffice.schema.field import day

_WIDTH = 420


class RenewBox(Popup):
    """Proposes the next term; it becomes a term of the agreement, or an agreement of its own.

    ``renewing`` tells the first and the last day (None without an end), and whether there shall
    be a successor.
    """

    renewing = Signal(object, object, bool)

    def __init__(self, desk: Desk, begins: date, until: date | None, parent: QWidget) -> None:
        super().__init__(desk.say(N_("Renew the agreement")), parent, _WIDTH)
        say = desk.say
        self.begins = DayEditor(desk, day("effective_from", N_("Effective from"), required=True))
        self.until = DayEditor(desk, day("effective_until", N_("Until")))
        self.begins.show_value(begins)
        self.until.show_value(until)
        days = QHBoxLayout()
        days.setSpacing(8)
        days.addWidget(self.begins, 1)
        days.addWidget(PlainLabel("–", "muted"))
        days.addWidget(self.until, 1)
        self.box.addLayout(days)
        note = N_(
            "A new agreement takes over parties and conditions. It counts, and this one no longer, "
            "from when all have signed it."
        )
        self.box.addWidget(PlainLabel(say(note), "small", wrap=True))
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(button(say(N_("As a new agreement")), lambda: self._accept(new=True)))
        foot.addWidget(
            button(say(N_("As another term")), lambda: self._accept(new=False), "primary")
        )
        self.box.addLayout(foot)

    def _accept(self, *, new: bool) -> None:
        """Hand over what was asked; what is wrong is said beside it."""
        if not (self.begins.check() and self.until.check()):
            return
        try:
            begins, until = self.begins.value(), self.until.value()
        except InvalidValueError:
            return
        if begins is not None:
            self.close()
            self.renewing.emit(begins, until, new)
