"""Asks for a remark before something is kept for good, and says what that means."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from intloffice.gui.desk import Desk
from intloffice.gui.dialogs.popup import Popup
from intloffice.gui.widgets.buttons import button
from intloffice.gui.widgets.composing import Composing
from intloffice.gui.widgets.plain_label import PlainLabel
from intloffice.i18n import N_

_WIDTH = 380
_LONGEST = 300


@dataclass(frozen=True)
class Asked:
    """What a box asks and tells, in English."""

    heading: str
    kept: str
    wanted: str
    label: str
    verb: str


BRIEFING = Asked(
    N_("Issue the briefing"),
    N_(
        "The document is kept for good as it is shown, with its facts. When records change "
        "later, you are told which of its sentences are true no longer."
    ),
    N_("Remark: for whom, what for"),
    N_("Remark"),
    N_("Issue"),
)
NEWS = Asked(
    N_("Keep the news as it is sent out"),
    N_(
        "The news item is kept for good as it is shown, with the records it rests on. When these "
        "change later, you are told which of its sentences are true no longer."
    ),
    N_("Remark: where it was printed"),
    N_("Remark"),
    N_("Keep"),
)
SENTENCE = Asked(
    N_("Leave the sentence as it was"),
    N_(
        "It is no longer among the sentences to be looked at. Why it may stay is kept with it, and "
        "can be read by everybody here."
    ),
    N_("Why it may stay"),
    N_("Reason"),
    N_("Leave it"),
)


class IssueBox(Popup):
    """Tells what is kept; ``issuing`` hands over the remark, which may be empty."""

    issuing = Signal(str)

    def __init__(self, desk: Desk, title: str, parent: QWidget, asked: Asked = BRIEFING) -> None:
        super().__init__(desk.say(asked.heading), parent, _WIDTH)
        say = desk.say
        self.box.addWidget(PlainLabel(title, wrap=True))
        self.box.addWidget(PlainLabel(say(asked.kept), "small", wrap=True))
        self.line = QLineEdit()
        self.line.setMaxLength(_LONGEST)
        self.line.setPlaceholderText(say(asked.wanted))
        self.line.setAccessibleName(say(asked.label))
        self.line.returnPressed.connect(self.accept)
        Composing(self.line)
        self.box.addWidget(self.line)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(button(say(asked.verb), self.accept, "primary"))
        self.box.addLayout(foot)

    def accept(self) -> None:
        """Hand the remark over."""
        note = " ".join(self.line.text().split())
        self.close()
        self.issuing.emit(note)
