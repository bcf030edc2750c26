"""One sentence of a briefing, to be put in the office's own words."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from intloffice.gui import editing
from intloffice.gui.desk import Desk
from intloffice.gui.editing import Shown
from intloffice.gui.editors.sentence_editor import SentenceEditor
from intloffice.gui.widgets.buttons import button
from intloffice.gui.widgets.flow_layout import FlowLayout
from intloffice.gui.widgets.plain_label import PlainLabel, for_button
from intloffice.i18n import N_, Language

_WIDTH = 640
_LONGEST = 34


class SentenceBox(QDialog):
    """Shows a sentence as it is computed, and below it in words that can be changed.

    ``written`` tells the text, and whether it is for the briefing of this day only.
    """

    written = Signal(str, bool)

    def __init__(self, desk: Desk, shown: Shown, said_in: Language, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        say = desk.say
        self._desk, self._shown = desk, shown
        self.setWindowTitle(say(N_("Rewrite a sentence")))
        self.setFixedWidth(_WIDTH)
        self.editor = SentenceEditor(desk.theme, say(N_("In your words")))
        self.refused = PlainLabel("", "problem", wrap=True)
        self.told = PlainLabel("", "small", wrap=True)
        self.day_only = QCheckBox(for_button(say(N_("For the briefing of this day only"))))
        self.day_only.setChecked(shown.only_on is not None)
        self.keep = button(say(N_("Save")), self.accept, "primary")
        self._chips = QWidget()
        self._lay_out(shown, said_in)
        values = editing.values(shown)
        text = shown.written or editing.template(shown)
        self.editor.show_text(text, values)
        for name, value in values.items():
            self._offer(name, value)
        self.editor.edited.connect(self._check)
        self.ensurePolished()
        self._check()
        for keys in ("Ctrl+S", "Ctrl+Return"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.accept)
        self.editor.setFocus()

    def accept(self) -> None:
        """Hand over the text, unless it cannot be kept."""
        text = self.editor.text()
        if any(each.refused for each in editing.told(self._shown, text, self._desk.language)):
            return
        self.written.emit(text, self.day_only.isChecked())
        super().accept()

    def _lay_out(self, shown: Shown, said_in: Language) -> None:
        say = self._desk.say
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(8)
        heading = say(N_("As it is computed now, in {language}"), language=_own_name(said_in))
        box.addWidget(PlainLabel(heading, "label"))
        box.addWidget(PlainLabel(shown.computed, wrap=True))
        if shown.written and not shown.follows:
            box.addWidget(PlainLabel(say(N_("As you wrote it, of another sentence")), "label"))
            box.addWidget(PlainLabel(shown.written, "muted", wrap=True))
        box.addSpacing(6)
        box.addWidget(PlainLabel(say(N_("In your words")), "label"))
        box.addWidget(self.editor)
        hint = N_(
            "What is computed stands in boxes and follows the records. Delete a box whole, or put "
            "it in again from below. With nothing left, the sentence is left out."
        )
        box.addWidget(PlainLabel(say(hint), "small", wrap=True))
        FlowLayout(self._chips)
        box.addWidget(self._chips)
        box.addWidget(self.refused)
        box.addWidget(self.told)
        box.addWidget(self.day_only)
        foot = QHBoxLayout()
        foot.addWidget(button(say(N_("As computed")), self._begin_anew, "link"))
        foot.addStretch()
        foot.addWidget(button(say(N_("Cancel")), self.reject))
        foot.addWidget(self.keep)
        box.addLayout(foot)

    def _offer(self, name: str, value: str) -> None:
        short = value if len(value) <= _LONGEST else f"{value[: _LONGEST - 1]}…"
        made = button(short, partial(self.editor.insert_name, name), "toggle")
        made.setAccessibleName(self._desk.say(N_("Put in: {value}"), value=value))
        layout = self._chips.layout()
        if layout is not None:
            layout.addWidget(made)

    def _begin_anew(self) -> None:
        computed = editing.template(self._shown)
        values = editing.values(self._shown)
        self.editor.show_text(computed, values)
        self.editor.setFocus()

    def _check(self) -> None:
        """Say what is wrong with the text, and what it lets go of."""
        told = editing.told(self._shown, self.editor.text(), self._desk.language)
        for label, found in (
            (self.refused, [each.text for each in told if each.refused]),
            (self.told, [each.text for each in told if not each.refused]),
        ):
            label.setText("\n".join(found))
            label.setVisible(bool(found))
        self.keep.setEnabled(not self.refused.text())
        self._fit()

    def _fit(self) -> None:
        """Be as high as what is inside needs."""
        box = self.layout()
        if box is not None:
            box.activate()
            high = box.totalHeightForWidth(_WIDTH) if box.hasHeightForWidth() else 0
            self.setMinimumHeight(0)
            self.setFixedHeight(max(high, box.totalMinimumSize().height()))


def _own_name(language: Language) -> str:
    return language.language_name(language.code)
