"""Asks before something is lost for good; Enter and Esc keep it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from intloffice.errors import OfficeError
from intloffice.gui.desk import Desk
from intloffice.i18n import N_


class LastWarning(QMessageBox):
    """Says what would be lost; ``lose`` is the button that agrees to it."""

    lose: QPushButton

    def __init__(self, parent: QWidget, text: str, detail: str, keep: str, lose: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setIcon(QMessageBox.Icon.Warning)
        self.setText(text)
        self.setInformativeText(detail)
        self.keep = self.addButton(keep, QMessageBox.ButtonRole.RejectRole)
        self.lose = self.addButton(lose, QMessageBox.ButtonRole.DestructiveRole)
        self.setDefaultButton(self.keep)
        self.setEscapeButton(self.keep)


def agrees_to_lose(window: QWidget, desk: Desk) -> bool:
    """Ask before entries are lost that cannot be kept; tell whether that is agreed to."""
    say = desk.say
    asked = LastWarning(
        window,
        say(N_("Your entries are not saved, and cannot be kept.")),
        say(N_("The office's file could not be written. If you close now, they are lost.")),
        say(N_("Go back")),
        say(N_("Lose them")),
    )
    asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    asked.exec()
    agreed = asked.clickedButton() is asked.lose
    asked.deleteLater()
    return agreed


def tell_not_backed_up(desk: Desk, error: OfficeError) -> None:
    """Say on closing that all is saved but could not be backed up, and why."""
    told = QMessageBox()
    told.setTextFormat(Qt.TextFormat.PlainText)
    told.setIcon(QMessageBox.Icon.Warning)
    told.setText(desk.say(N_("All is saved, but it could not be backed up on closing.")))
    told.setInformativeText(desk.say(error.template, **error.facts))
    told.exec()
