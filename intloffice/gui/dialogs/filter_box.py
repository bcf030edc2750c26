"""A small box that asks by which value of a field a list shall be narrowed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from intloffice.errors import InvalidValueError
from intloffice.gui.desk import Desk
from intloffice.gui.dialogs.popup import Popup
from intloffice.gui.editors.choosing import editor_for
from intloffice.gui.narrowing import SPANS, TEXTS, described
from intloffice.gui.place import Narrowing
from intloffice.gui.widgets.buttons import Segments, button
from intloffice.gui.widgets.composing import Composing
from intloffice.gui.widgets.plain_label import PlainLabel
from intloffice.i18n import N_
from intloffice.schema.field import Field, FieldType, Value
from intloffice.schema.showing import label

if TYPE_CHECKING:
    from intloffice.gui.editors.editor import Editor

_NOTHING = (None, "", ())
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NUMBERS = (FieldType.WHOLE, FieldType.AMOUNT)


class FilterBox(Popup):
    """Asks for a value, or for two bounds, with the field's own editor."""

    chosen = Signal(Narrowing)

    def __init__(
        self, desk: Desk, path: str, field: Field, parent: QWidget, *, question: bool = False
    ) -> None:
        super().__init__(label(field, desk.language), parent)
        self._desk = desk
        self._path = path
        self._field = _asked(field)
        self._operators: Segments | None = None
        operators = {} if question else _operators(field)
        if operators:
            self._operators = Segments({k: desk.say(v) for k, v in operators.items()}, "is")
            self._operators.chosen.connect(self._show_editors)
            self.box.addWidget(self._operators)
        self.editor: Editor = editor_for(desk, self._field)
        self.until: Editor | None = None
        self._editors = QWidget()
        row = QHBoxLayout(self._editors)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        if field.type is not FieldType.FLAG:
            row.addWidget(self.editor, 1)
            self.box.addWidget(self._editors)
        if field.type in SPANS and not question:
            self.until = editor_for(desk, self._field)
            row.addWidget(PlainLabel("–", "muted"))
            row.addWidget(self.until, 1)
            counted = field.type in _NUMBERS
            first = N_("At least") if counted else N_("From")
            last = N_("At most") if counted else N_("Until")
            for each, name in ((self.editor, first), (self.until, last)):
                line = each.findChild(QLineEdit)
                if line:
                    line.setPlaceholderText(desk.say(name))
                    line.setAccessibleName(f"{label(field, desk.language)}: {desk.say(name)}")
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(button(desk.say(N_("Show only these")), self.accept, "primary"))
        self.box.addLayout(foot)
        for line in self.findChildren(QLineEdit):
            line.returnPressed.connect(self.accept)
            Composing(line)
        for choice in self.editor.findChildren(QPushButton):
            choice.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter on a choice for “show only these”; with none chosen yet, for this one."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(watched, QPushButton) and event.key() in _ENTER:  # type: ignore[attr-defined]
            if watched.isCheckable() and self.editor.typed() in _NOTHING:
                watched.click()
            self.accept()
            return True
        return super().eventFilter(watched, event)

    def begin(self, opener: QWidget) -> None:
        """Show the box under the button that opened it."""
        first = self._operators if self._field.type is FieldType.FLAG else self.editor
        self.open_below(opener, first or self.editor)

    def accept(self) -> None:
        """Hand the filter over, if there is a value."""
        operator = self._operators.current() if self._operators else "is"
        if operator in ("empty", "filled"):
            self._choose(operator, None)
            return
        if self._field.type is FieldType.FLAG:
            self._choose("is", operator != "no")
            return
        try:
            value = self.editor.value()
            last = self.until.value() if self.until else None
        except InvalidValueError:
            for each in (self.editor, self.until):
                if each:
                    each.check()
            return
        self._choose(*self._meant(value, last))

    def _meant(self, value: Value, last: Value) -> tuple[str, Value]:
        """Tell what is asked of which value; a tuple of two is a span."""
        if self.until:
            if value == last:
                return "is", value
            if last in _NOTHING:
                return "from", value
            return ("until", last) if value in _NOTHING else ("between", (value, last))  # type: ignore[return-value]
        if isinstance(value, tuple):
            return ("is", value[0]) if len(value) == 1 else ("among", value)
        return ("contains" if self._field.type in TEXTS else "is"), value

    def _choose(self, operator: str, value: Value) -> None:
        if operator in ("empty", "filled") or value not in _NOTHING:
            captions = self.editor.captions()
            bare = Narrowing(self._path, operator, value, next(iter(captions.values()), ""))
            said = described(
                bare, self._field, self._desk.language, self._desk.settings.region_countries
            )
            self.chosen.emit(replace(bare, shown=said))
        self.close()

    def _show_editors(self, operator: str) -> None:
        self._editors.setVisible(operator == "is")
        self.fit()
        if operator == "is":
            self.editor.setFocus()


def _operators(field: Field) -> Mapping[str, str]:
    """Tell what may be asked of a field besides its value."""
    if field.type is FieldType.FLAG:
        return {"is": N_("Yes"), "no": N_("No")}
    first = N_("Contains") if field.type in TEXTS else N_("Is")
    first = N_("From … until") if field.type in SPANS else first
    return {"is": first, "empty": N_("Is empty"), "filled": N_("Not empty")}


def _asked(field: Field) -> Field:
    """Give the field in the shape in which a filter asks for it."""
    plain = replace(field, many=False, required=False, protected=False, help="")
    if field.type is FieldType.CHOICE:
        return replace(plain, many=True)
    if field.type in (FieldType.TEXT, FieldType.WORDS):
        return replace(plain, type=FieldType.LINE)
    return plain
