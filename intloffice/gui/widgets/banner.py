"""A strip above the page that says what went wrong, or what can be done."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from intloffice.gui.icons import icon
from intloffice.gui.problems import Notice
from intloffice.gui.theme import Theme
from intloffice.gui.widgets.buttons import button, icon_button
from intloffice.gui.widgets.plain_label import PlainLabel, for_button
from intloffice.gui.widgets.report_box import ReportBox
from intloffice.i18n import N_, Language


class Banner(QFrame):
    """Shows a notice until it is put away; nothing waits for it."""

    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__()
        self.setObjectName("banner")
        self._details = ""
        self._theme = theme
        self._language = language
        self._sign = PlainLabel()
        self.sentence = PlainLabel(wrap=True)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._copy = button(language.text(N_("Report …")), self._show_report, "quiet")
        self._act = button("", lambda: None, "link")
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 8, 16, 8)
        row.setSpacing(12)
        row.addWidget(self._sign)
        row.addWidget(self.sentence, 1)
        row.addWidget(self._act)
        row.addWidget(self._copy)
        row.addWidget(icon_button(theme, "x", language.text(N_("Close")), self.hide))
        self.hide()

    def show_notice(self, notice: Notice) -> None:
        """Show what went wrong."""
        self._details = notice.details
        self._copy.setVisible(bool(notice.details))
        self._act.hide()
        self._show(notice.sentence, "bad", "circle-alert")

    def offer(self, sentence: str, action: str, act: Callable[[], object]) -> None:
        """Say something, and offer to do something about it."""
        self._copy.hide()
        self.lead(action, act)
        self._show(sentence, "told", "info")

    def lead(self, action: str, act: Callable[[], object]) -> None:
        """Offer to do something about what is shown."""
        self._act.setText(for_button(action))
        self._act.clicked.disconnect()
        self._act.clicked.connect(lambda _checked=False: act())
        self._act.setVisible(bool(action))

    def _show(self, sentence: str, tone: str, sign: str) -> None:
        colour = getattr(self._theme.colours, tone)
        self._sign.setPixmap(icon(sign, colour).pixmap(18, 18))
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)
        self.sentence.setText(sentence)
        self.show()

    def _show_report(self) -> None:
        ReportBox(self._details, self._language, self).open()
