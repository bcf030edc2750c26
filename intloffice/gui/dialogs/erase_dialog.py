"""Asks before a person is erased, which cannot be undone."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from intloffice.gui.desk import Desk
from intloffice.gui.place import Place
from intloffice.gui.widgets.buttons import button
from intloffice.gui.widgets.composing import Composing
from intloffice.gui.widgets.plain_label import PlainLabel
from intloffice.i18n import N_, NN_
from intloffice.names.folding import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intloffice.operations.erasing import Outlook
    from intloffice.operations.find import Hit

_PLACES = NN_("{n} record names the person.", "{n} records name the person.")
_MENTIONS = NN_(
    "{n} other record holds the name in its own text, and must be mended by hand:",
    "{n} other records hold the name in their own texts, and must be mended by hand:",
)
_ISSUED = NN_(
    "{n} issued briefing names the person ({references}): its printed form is taken away, and "
    "the name goes from its text and its facts. What was handed out cannot be called back.",
    "{n} issued briefings name the person ({references}): their printed forms are taken away, and "
    "the name goes from their texts and facts. What was handed out cannot be called back.",
)
_LISTED = 8
_WIDTH, _BESIDE = 560, 24


class EraseDialog(QDialog):
    """Tells what goes and what stays, and waits for the name to be typed."""

    confirmed = Signal()
    going = Signal(object)

    def __init__(self, desk: Desk, outlook: "Outlook", parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self._caption = outlook.caption
        say = desk.say
        self.setWindowTitle(say(N_("Erase a person")))
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(_BESIDE, 20, _BESIDE, 16)
        self._box.setSpacing(10)
        title = PlainLabel(say(N_("Erase {name}"), name=outlook.caption), "subtitle", wrap=True)
        self._box.addWidget(title)
        self._tell(
            N_(
                "The name and all that is kept of this person go for good: from the record, the "
                "history, the search, entries that are not saved, and the attached files."
            )
        )
        self._tell(
            N_(
                "The record stays without a name, with the nationality only, so that what is "
                "counted stays true."
            )
        )
        self._put(desk.language.counted(_PLACES, sum(outlook.named_by.values())), "muted")
        self._tell(
            N_(
                "Backups made before still hold the person until they expire; whoever restores "
                "one, the person is erased again."
            )
        )
        if outlook.issued:
            named = desk.language.listed(outlook.issued)
            self._put(desk.language.counted(_ISSUED, len(outlook.issued), references=named))
        if outlook.mentions:
            self._list(outlook.mentions)
        self._put(say(N_("This cannot be undone. To go on, type the name as it stands above:")))
        self.line = QLineEdit()
        self.line.setAccessibleName(say(N_("Full name")))
        Composing(self.line)
        self.line.textChanged.connect(self._compare)
        self._box.addWidget(self.line)
        self._box.addStretch()
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(button(say(N_("Cancel")), self.reject))
        self.erase = button(say(N_("Erase")), self._confirm, "primary")
        self.erase.setEnabled(False)
        row.addWidget(self.erase)
        self._box.addLayout(row)
        self.resize(_WIDTH, self._box.totalHeightForWidth(_WIDTH))
        self.line.setFocus()

    def _tell(self, template: str) -> None:
        self._put(self._desk.say(template))

    def _put(self, text: str, role: str = "") -> None:
        label = PlainLabel(text, role, wrap=True)
        label.setMinimumHeight(label.heightForWidth(_WIDTH - 2 * _BESIDE))
        self._box.addWidget(label)

    def _list(self, mentions: "Sequence[Hit]") -> None:
        self._put(self._desk.language.counted(_MENTIONS, len(mentions)))
        for hit in mentions[:_LISTED]:
            place = Place("record", hit.kind, hit.id)
            made = button(hit.caption or "—", partial(self._go, place), "link")
            self._box.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)

    def _go(self, place: Place) -> None:
        self.going.emit(place)
        self.reject()

    def _compare(self, text: str) -> None:
        self.erase.setEnabled(fold(text).split() == fold(self._caption).split())

    def _confirm(self) -> None:
        self.confirmed.emit()
        self.accept()
