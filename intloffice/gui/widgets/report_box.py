"""Shows the report of a failure before it is copied; it is never sent."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from intloffice.gui.widgets.buttons import button
from intloffice.gui.widgets.plain_label import PlainLabel
from intloffice.i18n import N_, Language


class ReportBox(QDialog):
    """Shows all that would be copied."""

    def __init__(self, report: str, language: Language, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(language.text(N_("Report")))
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.report.setAccessibleName(language.text(N_("Report")))
        told = N_(
            "This is all there is to copy, for those who mend the program: kinds of errors and "
            "places in its code, nobody's data. Nothing is sent."
        )
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(button(language.text(N_("Close")), self.reject))
        row.addWidget(button(language.text(N_("Copy")), self.copy_report, "primary"))
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        label = PlainLabel(language.text(told), wrap=True)
        label.setMinimumHeight(48)
        box.addWidget(label)
        box.addWidget(self.report, 1)
        box.addLayout(row)
        self.resize(620, 420)

    def copy_report(self) -> None:
        """Copy what is shown."""
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self.accept()
