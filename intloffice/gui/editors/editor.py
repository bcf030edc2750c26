"""What all editors have in common, and the simple ones: each edits one field's value."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from intloffice.errors import InvalidValueError
from intloffice.gui.desk import Desk
from intloffice.gui.drafts import Typed
from intloffice.gui.widgets.buttons import button
from intloffice.gui.widgets.choices import Choices
from intloffice.gui.widgets.composing import Composing
from intloffice.gui.widgets.line import Line, files_in
from intloffice.gui.widgets.plain_label import PlainLabel, for_button, plain_tip
from intloffice.i18n import N_
from intloffice.names.unseen import unseen, without_unseen
from intloffice.schema.days import read_day, read_partial_day
from intloffice.schema.field import Field, FieldType, Value
from intloffice.schema.showing import label
from intloffice.schema.value import clean

#: How records are called, by kind and id.
Captions = Mapping[tuple[str, int], str]
NO_CAPTIONS: Captions = {}
_MOST_LINES = 12
HIDDEN = "••••••••"
_COUNTED = re.compile(r"([0-9０-９]+) ?(?:年度?|个月|個月|か月|ヶ月|カ月|名|人|years?|months?)")
#: So long is a value of which the last three characters may be seen.
_LONG = 7
#: Qt cuts a line at 32,767 characters, and says nothing.
_LONGEST = 1_000_000


def masked(value: Any) -> str:
    """Show a protected value so that one who knows it can tell it from another."""
    long = isinstance(value, str) and len(value) >= _LONG and "\n" not in value
    return f"{HIDDEN[:5]}{value[-3:]}" if long else HIDDEN


class Editor(QWidget):
    """Edits one field's value; what is wrong with it is shown when it is left.

    ``creating`` asks for a new record of a kind with a name to start from; who makes it hands it
    to the editor given.
    """

    edited = Signal()
    creating = Signal(str, str, object)
    opening = Signal(str, int)

    def __init__(self, desk: Desk, field: Field) -> None:
        super().__init__()
        self.desk = desk
        self.field = field
        self._face: QWidget = self
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(2)
        self._problem: PlainLabel | None = None
        self._unseen: QWidget | None = None

    def value(self) -> Value:
        """Tell the value as it was edited; raise InvalidValueError where it is none."""
        raise NotImplementedError

    def show_value(self, value: Any, captions: Captions = NO_CAPTIONS) -> None:
        """Show a value."""
        raise NotImplementedError

    def typed(self) -> Any:
        """Tell the value as it was edited, or what was typed where that is none yet."""
        try:
            return self.value()
        except InvalidValueError:
            return Typed(self._text())

    def captions(self) -> Captions:
        """Tell how the records are called that are shown."""
        return NO_CAPTIONS

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong; nothing is where the sentence is empty."""
        if not sentence and self._problem is None:
            return
        if self._problem is None:
            self._problem = PlainLabel("", "problem", self, wrap=True)
            self._box.addWidget(self._problem)
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self._face.setProperty("wrong", bool(sentence))
        self._face.style().unpolish(self._face)
        self._face.style().polish(self._face)

    @property
    def problem(self) -> str:
        """What is said to be wrong."""
        shown = self._problem is not None and not self._problem.isHidden()
        return self._problem.text() if shown and self._problem else ""

    def check(self) -> bool:
        """Say what is wrong with the value, if anything; return whether it is sound."""
        try:
            self.value()
        except InvalidValueError as error:
            self.show_problem(self.desk.say(error.template, **error.facts))
            return False
        self.show_problem("")
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Check the value when the field is left."""
        if event.type() == QEvent.Type.FocusOut:
            self._leave()
        return super().eventFilter(watched, event)

    def _leave(self) -> None:
        self.check()

    def _note_unseen(self, text: str) -> None:
        """Say that a text holds signs that nobody sees, and offer to take them out."""
        found = unseen(text)
        if found and self._unseen is None:
            self._unseen = QWidget()
            row = QHBoxLayout(self._unseen)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(8)
            row.addWidget(PlainLabel("", "problem", wrap=True), 1)
            take_out = button(self.desk.say(N_("Take them out")), self._take_out, "link")
            row.addWidget(take_out)
            self._box.addWidget(self._unseen)
        if self._unseen:
            self._unseen.setVisible(bool(found))
            sentence = N_("This holds signs that cannot be seen: {signs}")
            signs = ", ".join(dict.fromkeys(found))
            self._unseen.findChildren(PlainLabel)[0].setText(self.desk.say(sentence, signs=signs))

    def _take_out(self) -> None:
        """Take out of the text what nobody sees in it."""

    def _text(self) -> str:
        """Tell what stands in the field, where it can be something that is no value."""
        raise NotImplementedError

    def _put(self, face: QWidget) -> None:
        """Put the widget in which one types."""
        self._face = face
        self._box.addWidget(face)
        self.setFocusProxy(face)
        face.setAccessibleName(label(self.field, self.desk.language))
        if self.field.help:
            plain_tip(face, self.desk.say(self.field.help))
        face.installEventFilter(self)
        Composing(face)


class LineEditor(Editor):
    """Edits what fits on a line: text, a number, an amount."""

    def __init__(self, desk: Desk, field: Field) -> None:
        super().__init__(desk, field)
        self.line = Line()
        self.line.setMinimumWidth(48)
        self.line.setMaxLength(_LONGEST)
        self._put(self.line)
        self.line.textEdited.connect(self._tell_edited)
        self.line.textChanged.connect(self._note_unseen)

    def value(self) -> Value:
        """Read the line."""
        return clean(self.field, self.line.text())

    def show_value(self, value: Any, captions: Captions = NO_CAPTIONS) -> None:
        """Show the value on the line, from its beginning."""
        self.line.setText("" if value is None else str(value))
        self.line.setCursorPosition(0)

    def _tell_edited(self) -> None:
        self.edited.emit()

    def _text(self) -> str:
        return self.line.text()

    def _take_out(self) -> None:
        self.line.setText(without_unseen(self.line.text()))
        self._tell_edited()

    def _leave(self) -> None:
        if self.check():
            shown = self.value()
            if (written := "" if shown is None else str(shown)) != self.line.text():
                self.line.setText(written)


class WholeEditor(LineEditor):
    """Edits a whole number, which may be typed with what it counts: ``2017年``, ``6个月``."""

    def value(self) -> Value:
        """Read the number."""
        text = self.line.text().strip()
        counted = _COUNTED.fullmatch(text)
        return clean(self.field, counted[1] if counted else text)


class DayEditor(LineEditor):
    """Edits a day typed as people type it; arrows move it by a day.

    ``year`` tells which is meant where none is typed; None stands for that of today. ``begins``
    tells with which day that begins of which this is the end: it is the first such day after it.
    """

    year: Callable[[], int | None] = staticmethod(lambda: None)
    begins: Callable[[], date | None] = staticmethod(lambda: None)

    def value(self) -> Value:
        """Read the day."""
        text = self.line.text().strip()
        if self.field.type is FieldType.PARTIAL_DAY:
            return read_partial_day(text) if text else ""
        if not text:
            return None
        begins = self.begins()
        found = self._read(text, begins.year if begins else self.year())
        if begins and found < begins:
            with suppress(InvalidValueError):  # as the 29th of February
                return self._read(text, begins.year + 1)
        return found

    def _read(self, text: str, year: int | None) -> date:
        month_first = self.desk.language.month_first
        return read_day(text, self.desk.today(), month_first=month_first, year=year)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move by a day with the arrows."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
            if step:
                return self._move(step)
        return super().eventFilter(watched, event)

    def _move(self, step: int) -> bool:
        try:
            day = self.value() or self.desk.today() - timedelta(days=step)
            if not isinstance(day, date):
                return False
            self.line.setText((day + timedelta(days=step)).isoformat())
        except (InvalidValueError, OverflowError):
            return False
        self._tell_edited()
        return True


class ClockEditor(LineEditor):
    """Edits a time of day, which may be typed without the colon."""

    def value(self) -> Value:
        """Read the time: ``9``, ``930`` and ``9.30`` are taken as they are meant."""
        text = self.line.text().strip().replace(".", ":").replace("：", ":")
        if text.isdecimal() and len(text) <= 2:
            text = f"{text}:00"
        elif text.isdecimal() and len(text) <= 4:
            text = f"{text[:-2]}:{text[-2:]}"
        return clean(self.field, text)


class _Text(QPlainTextEdit):
    """A text of several lines that lets files pass to the page, whose they are."""

    def canInsertFromMimeData(self, data: QMimeData) -> bool:
        """Take text, and no paths of files."""
        return not files_in(data) and super().canInsertFromMimeData(data)


class TextEditor(Editor):
    """Edits a text of several lines, and grows with it."""

    def __init__(self, desk: Desk, field: Field, lines: int = 2) -> None:
        super().__init__(desk, field)
        self.text = _Text()
        self.text.setTabChangesFocus(True)
        self._least = lines
        self._put(self.text)
        self.text.textChanged.connect(self._grow)
        self.text.textChanged.connect(self.edited)
        self.text.textChanged.connect(self._look_for_unseen)
        self._grow()

    def value(self) -> Value:
        """Read the text."""
        return clean(self.field, self._text())

    def show_value(self, value: Any, captions: Captions = NO_CAPTIONS) -> None:
        """Show the text."""
        with QSignalBlocker(self.text):
            self.text.setPlainText(value or "")
        self._grow()
        self._look_for_unseen()

    def resizeEvent(self, event: object) -> None:
        """Grow where the lines became shorter."""
        self._grow()

    def _text(self) -> str:
        """Tell the text as it is: Qt's plain text has other blanks than were typed."""
        raw = self.text.document().toRawText()
        return raw.replace("\u2029", "\n").replace("\u2028", "\n")

    def _look_for_unseen(self) -> None:
        self._note_unseen(self._text())

    def _take_out(self) -> None:
        self.text.setPlainText(without_unseen(self._text()))

    def _grow(self) -> None:
        there = int(self.text.document().size().height())
        lines = max(self._least, min(_MOST_LINES, there))
        policy = Qt.ScrollBarPolicy
        more = there > _MOST_LINES
        self.text.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if more else policy.ScrollBarAlwaysOff
        )
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * lines + 22)


class FlagEditor(Editor):
    """Edits a yes or no."""

    def __init__(self, desk: Desk, field: Field, *, named: bool = True) -> None:
        super().__init__(desk, field)
        self.check_box = QCheckBox(for_button(desk.say(field.label)) if named else "")
        self._put(self.check_box)
        if not named:
            self._box.setContentsMargins(6, 5, 0, 0)
        self.check_box.clicked.connect(lambda _checked: self.edited.emit())

    def value(self) -> Value:
        """Tell whether it is ticked."""
        return self.check_box.isChecked()

    def show_value(self, value: Any, captions: Captions = NO_CAPTIONS) -> None:
        """Tick it, or not."""
        self.check_box.setChecked(bool(value))


class ChoiceEditor(Editor):
    """Edits a choice from a closed list."""

    def __init__(self, desk: Desk, field: Field) -> None:
        super().__init__(desk, field)
        self.choices = Choices()
        self.choices.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.choices.setMinimumContentsLength(6)
        self.choices.addItem("", "")
        for member in field.choices or ():
            self.choices.addItem(desk.say(member.label), str(member))
        self._put(self.choices)
        self.choices.activated.connect(lambda _index: self.edited.emit())

    def value(self) -> Value:
        """Tell what is chosen."""
        return str(self.choices.currentData() or "")

    def show_value(self, value: Any, captions: Captions = NO_CAPTIONS) -> None:
        """Choose it; a word that is no longer a choice is shown as it is."""
        index = self.choices.findData(str(value or ""))
        if index < 0:
            self.choices.addItem(str(value), str(value))
            index = self.choices.count() - 1
        self.choices.setCurrentIndex(index)


class ProtectedEditor(Editor):
    """Keeps personal data out of sight until it is asked for; ``revealed`` tells when it is."""

    revealed = Signal(str)

    def __init__(self, inner: Editor) -> None:
        super().__init__(inner.desk, inner.field)
        self.inner = inner
        self._mask = QWidget()
        row = QHBoxLayout(self._mask)
        row.setContentsMargins(0, 2, 0, 2)
        self._hint = PlainLabel(HIDDEN, "muted")
        row.addWidget(self._hint)
        row.addStretch()
        self._row = row
        self._box.addWidget(self._mask)
        self._box.addWidget(inner)
        self.setFocusProxy(inner)
        self._mask.hide()
        inner.edited.connect(self.edited)

    def put_button(self, made: QWidget) -> None:
        """Put the button that shows the value beside its mask."""
        self._row.insertWidget(1, made)

    def reveal(self) -> None:
        """Show the value."""
        if self.hidden:
            self.revealed.emit(self.field.name)
        self._mask.hide()
        self.inner.show()
        self.inner.setFocus()

    @property
    def hidden(self) -> bool:
        """Whether the value is out of sight."""
        return not self._mask.isHidden()

    def value(self) -> Value:
        """Tell the value."""
        return self.inner.value()

    def typed(self) -> Any:
        """Tell the value, or what was typed."""
        return self.inner.typed()

    def show_value(self, value: Any, captions: Captions = NO_CAPTIONS) -> None:
        """Show that there is a value, or an empty field where there is none."""
        self.inner.show_value(value, captions)
        there = value != self.field.empty
        self._hint.setText(masked(value))
        self._mask.setVisible(there)
        self.inner.setVisible(not there)

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong, beside the value itself."""
        if sentence:
            self.reveal()
        self.inner.show_problem(sentence)
