"""A paragraph of the office's own, for a section of a briefing, in each language."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from intloffice.gui.desk import Desk
from intloffice.gui.widgets.buttons import button
from intloffice.gui.widgets.composing import Composing
from intloffice.gui.widgets.plain_label import PlainLabel
from intloffice.i18n import LOCALES, N_

_WIDTH, _HIGH = 560, 76


class ParagraphBox(QDialog):
    """Asks for the texts; ``written`` tells them by language."""

    written = Signal(dict)

    def __init__(self, desk: Desk, heading: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        say = desk.say
        self._desk = desk
        self.setWindowTitle(say(N_("A paragraph of your own: {section}"), section=heading))
        self.setFixedWidth(_WIDTH)
        self.texts: dict[str, QPlainTextEdit] = {}
        self.problem = PlainLabel("", "problem", wrap=True)
        self.problem.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(6)
        for code in LOCALES:
            named = desk.language.language_name(code)
            text = QPlainTextEdit()
            text.setAccessibleName(named)
            text.setTabChangesFocus(True)
            text.setFixedHeight(_HIGH)
            Composing(text)
            self.texts[code] = text
            box.addWidget(PlainLabel(named, "label"))
            box.addWidget(text)
        note = N_("It is kept as a narrative and stands in this section also next time.")
        box.addWidget(PlainLabel(say(note), "small", wrap=True))
        box.addWidget(self.problem)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(button(say(N_("Cancel")), self.reject))
        foot.addWidget(button(say(N_("Save")), self.accept, "primary"))
        box.addLayout(foot)
        for keys in ("Ctrl+S", "Ctrl+Return"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.accept)

    def accept(self) -> None:
        """Hand over the texts; one is needed, for it stands where another is missing."""
        written = {code: text.toPlainText().strip() for code, text in self.texts.items()}
        if not any(written.values()):
            needed = N_("A text is needed in one language: it is printed where another is missing.")
            self.problem.setText(self._desk.say(needed))
            self.problem.show()
            self.texts[self._desk.language.code].setFocus()
            return
        self.written.emit(written)
        super().accept()
