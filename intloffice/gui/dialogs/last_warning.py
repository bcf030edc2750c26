"""Asks before something is lost for good; Enter and Esc keep it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget


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
