"""Editors for several values at once: words, codes, choices."""

import re
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

from intloffice.errors import InvalidValueError
from intloffice.gui.desk import Desk
from intloffice.gui.drafts import Typed
from intloffice.gui.editors.code_names import exactly, matching, named
from intloffice.gui.editors.editor import Captions, Editor
from intloffice.gui.widgets.buttons import icon_button
from intloffice.gui.widgets.composing import Composing
from intloffice.gui.widgets.flow_layout import FlowLayout
from intloffice.gui.widgets.plain_label import PlainLabel, for_button
from intloffice.gui.widgets.suggestions import Suggestion, Suggestions
from intloffice.i18n import N_
from intloffice.schema.field import Field, FieldType, Value
from intloffice.schema.showing import label
from intloffice.schema.value import clean

_BETWEEN = re.compile("[,，、;；]")


class ChipsEditor(Editor):
    """Edits words or codes as chips: Enter or a comma adds one, Backspace takes the last away."""

    def __init__(self, desk: Desk, field: Field) -> None:
        super().__init__(desk, field)
        self._words: list[str] = []
        self._chips: list[QWidget] = []
        self._frame = QFrame()
        self._frame.setObjectName("box")
        self._flow = FlowLayout(self._frame, gap=4)
        self._flow.setContentsMargins(6, 3, 6, 3)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._frame.setSizePolicy(policy)
        self.line = QLineEdit()
        self.line.setMinimumWidth(72)
        self.line.setAccessibleName(label(field, desk.language))
        self._flow.addWidget(self.line)
        self._put(self._frame)
        self.setFocusProxy(self.line)
        self.suggestions = Suggestions(self.line, desk.theme)
        self.suggestions.taken.connect(lambda suggestion: self._add([suggestion.word]))
        self.line.installEventFilter(self)
        Composing(self.line)
        self.line.textEdited.connect(self._type)

    def value(self) -> Value:
        """Tell the words, the one being typed included."""
        words = [*self._words, *self._typed()]
        return clean(self.field, words)

    def show_value(self, value: Any, captions: Captions | None = None) -> None:
        """Show words as chips."""
        self.line.clear()
        self._words = []
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self._chips = []
        if isinstance(value, Typed):
            *value, typed = value.split("\n")
            self.line.setText(typed)
        for word in value or ():
            self._add_chip(word)

    def _text(self) -> str:
        return "\n".join([*self._words, self.line.text()])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Add with Enter, take away with Backspace; show where the keyboard is."""
        if watched is self.line and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._frame.setProperty("focused", event.type() == QEvent.Type.FocusIn)
            self._frame.style().unpolish(self._frame)
            self._frame.style().polish(self._frame)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.line.text():
                self._settle()
                return True
            if event.key() == Qt.Key.Key_Backspace and not self.line.text() and self._words:
                self._remove(self._words[-1])
                return True
        return super().eventFilter(watched, event)

    def _type(self, text: str) -> None:
        self.edited.emit()
        if _BETWEEN.search(text):
            self._settle()
        elif self.field.type is FieldType.CODE:
            text = text.strip()
            language = self.desk.language
            codes = matching(self.field.codes, text, language=language.code) if text else []
            self.suggestions.offer(
                [
                    Suggestion(code, named(self.field.codes, code, language), code)
                    for code in codes
                    if code not in self._words
                ]
            )

    def _settle(self) -> None:
        try:
            self._add(self._typed())
        except InvalidValueError as error:
            self.show_problem(self.desk.say(error.template, **error.facts))

    def _typed(self) -> list[str]:
        parts = [part.strip() for part in _BETWEEN.split(self.line.text()) if part.strip()]
        if self.field.type is not FieldType.CODE:
            return parts
        return [self._code(part) for part in parts]

    def _code(self, text: str) -> str:
        if code := exactly(self.field.codes, text):
            return code
        raise InvalidValueError(N_("“{value}” is not in the list."), value=text[:80])

    def _add(self, words: list[str]) -> None:
        for word in words:
            if word not in self._words:
                self._add_chip(word)
        self.line.clear()
        self.show_problem("")
        self.edited.emit()

    def _add_chip(self, word: str) -> None:
        shown = word
        if self.field.type is FieldType.CODE:
            shown = named(self.field.codes, word, self.desk.language)
        chip = QFrame(self._frame)
        chip.setObjectName("chip")
        row = QHBoxLayout(chip)
        row.setContentsMargins(9, 2, 4, 2)
        row.setSpacing(2)
        row.addWidget(PlainLabel(shown))
        remove = icon_button(
            self.desk.theme,
            "x",
            self.desk.say(N_("Remove {word}"), word=shown),
            lambda: self._remove(word),
        )
        remove.setProperty("role", "handle")
        remove.setIconSize(QSize(12, 12))
        remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row.addWidget(remove)
        self._flow.insert_widget(len(self._chips), chip)
        self._chips.append(chip)
        self._words.append(word)
        chip.show()

    def _remove(self, word: str) -> None:
        place = self._words.index(word)
        del self._words[place]
        chip = self._chips.pop(place)
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
        self._frame.updateGeometry()
        self.edited.emit()

    def _leave(self) -> None:
        if self.check() and self.line.text():
            self._settle()


class TogglesEditor(Editor):
    """Edits several choices from a closed list, all in sight."""

    def __init__(self, desk: Desk, field: Field) -> None:
        super().__init__(desk, field)
        area = QWidget()
        flow = FlowLayout(area)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        area.setSizePolicy(policy)
        self.toggles: dict[str, QPushButton] = {}
        for member in field.choices or ():
            toggle = QPushButton(for_button(desk.say(member.label)))
            toggle.setProperty("role", "toggle")
            toggle.setCheckable(True)
            toggle.setAutoDefault(False)
            toggle.clicked.connect(lambda _checked: self.edited.emit())
            flow.addWidget(toggle)
            self.toggles[str(member)] = toggle
        self._put(area)
        if self.toggles:
            self.setFocusProxy(next(iter(self.toggles.values())))

    def value(self) -> Value:
        """Tell what is chosen, in the order of the list."""
        return tuple(word for word, toggle in self.toggles.items() if toggle.isChecked())

    def show_value(self, value: Any, captions: Captions | None = None) -> None:
        """Choose some."""
        for word, toggle in self.toggles.items():
            toggle.setChecked(word in (value or ()))
