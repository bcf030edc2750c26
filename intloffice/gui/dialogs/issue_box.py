"""Asks for a remark before a briefing is issued, and says what that means."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from intloffice.gui.desk import Desk
from intloffice.gui.dialogs.popup import Popup
from intloffice.gui.widgets.buttons import button
from intloffice.gui.widgets.composing import Composing
from intloffice.gui.widgets.plain_label import PlainLabel, ShortenedLabel
from intloffice.i18n import N_

_WIDTH = 380
_LONGEST = 300


class IssueBox(Popup):
    """Tells what is kept; ``issuing`` hands over the remark, which may be empty."""

    issuing = Signal(str)

    def __init__(self, desk: Desk, title: str, parent: QWidget) -> None:
        super().__init__(desk.say(N_("Issue the briefing")), parent, _WIDTH)
        say = desk.say
        self.box.addWidget(ShortenedLabel(title))
        kept = N_(
            "The document is kept for good as it is shown, with its facts. When records change "
            "later, you are told which of its sentences are true no longer."
        )
        self.box.addWidget(PlainLabel(say(kept), "small", wrap=True))
        self.line = QLineEdit()
        self.line.setMaxLength(_LONGEST)
        self.line.setPlaceholderText(say(N_("Remark: for whom, what for")))
        self.line.setAccessibleName(say(N_("Remark")))
        self.line.returnPressed.connect(self.accept)
        Composing(self.line)
        self.box.addWidget(self.line)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(button(say(N_("Issue")), self.accept, "primary"))
        self.box.addLayout(foot)

    def accept(self) -> None:
        """Hand the remark over."""
        note = " ".join(self.line.text().split())
        self.close()
        self.issuing.emit(note)
