"""Asks for a name."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from intloffice.gui.desk import Desk
from intloffice.gui.dialogs.popup import Popup
from intloffice.gui.widgets.buttons import button
from intloffice.gui.widgets.composing import Composing
from intloffice.i18n import N_

_LONGEST = 60


class NameBox(Popup):
    """Asks for a name under a heading; an empty one is none."""

    named = Signal(str)

    def __init__(
        self, desk: Desk, heading: str, name: str, parent: QWidget, longest: int = _LONGEST
    ) -> None:
        super().__init__(heading, parent)
        self.line = QLineEdit(name)
        self.line.setMaxLength(longest)
        self.line.setAccessibleName(heading)
        self.line.selectAll()
        self.line.returnPressed.connect(self.accept)
        Composing(self.line)
        self.box.addWidget(self.line)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(button(desk.say(N_("Save")), self.accept, "primary"))
        self.box.addLayout(foot)

    def accept(self) -> None:
        """Hand the name over."""
        name = " ".join(self.line.text().split())
        self.close()
        if name:
            self.named.emit(name)
