"""The colour and the logo of the office, chosen where it begins and in its settings."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QColorDialog, QHBoxLayout, QLineEdit, QWidget

from intloffice.gui import briefings
from intloffice.gui.desk import Desk
from intloffice.gui.dialogs.files import ChooseFile
from intloffice.gui.widgets.buttons import button
from intloffice.i18n import N_

_ACCENTS = ("#1f5077", "#7a1f2b", "#1f6b4a", "#4b3a8c", "#8a5a14", "#0f6674")


class AccentLine(QWidget):
    """Shows a few colours to choose from, and leads to all others."""

    chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        own = () if desk.settings.accent in _ACCENTS else (desk.settings.accent,)
        for colour in (*own, *_ACCENTS):
            row.addWidget(self._swatch(colour))
        row.addWidget(button(desk.say(N_("Another …")), self._ask, "quiet"))
        row.addStretch()

    def _swatch(self, colour: str) -> QWidget:
        made = button("", partial(self.chosen.emit, colour))
        made.setFixedSize(32, 32)
        made.setAccessibleName(colour)
        now = self._desk.settings.accent
        ring = self._desk.theme.colours.text if colour == now else "transparent"
        made.setStyleSheet(
            f"QPushButton {{ background: {QColor(colour).name()}; border: 2px solid {ring};"
            " border-radius: 16px; padding: 0; }"
        )
        return made

    def _ask(self) -> None:
        dialog = QColorDialog(QColor(self._desk.settings.accent), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.colorSelected.connect(lambda colour: self.chosen.emit(colour.name()))
        dialog.open()


class LogoLine(QWidget):
    """Holds the path of a picture; one that cannot be printed is refused, and the other stays."""

    chosen = Signal(str)

    def __init__(self, desk: Desk, choose_file: ChooseFile) -> None:
        super().__init__()
        self._desk, self._choose_file = desk, choose_file
        self._path = desk.settings.logo
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.line = QLineEdit(self._path)
        self.line.setAccessibleName(desk.say(N_("Logo")))
        self.line.setPlaceholderText(desk.say(N_("A picture for the briefings")))
        self.line.editingFinished.connect(lambda: self.take(self.line.text().strip()))
        row.addWidget(self.line, 1)
        self.choose = button(desk.say(N_("Choose …")), self._ask)
        row.addWidget(self.choose)

    def take(self, path: str) -> None:
        """Choose a logo if it can be printed; otherwise keep the one there was."""
        self.line.setText(path)
        if path != self._path:
            check = partial(briefings.check_logo, path)
            self._desk.jobs.run(check, self._keep, self._refuse)

    def _ask(self) -> None:
        title = self._desk.say(N_("Logo"))
        if path := self._choose_file(self, title, "", "PNG, JPEG (*.png *.jpg *.jpeg)"):
            self.take(path)

    def _keep(self, path: str) -> None:
        self._path = path
        self.chosen.emit(path)

    def _refuse(self, _error: Exception) -> bool:
        """Show the logo that stays; why is told at the head of the page."""
        self.line.setText(self._path)
        return False
