"""A small box that asks by which value of a field a list shall be narrowed."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from intloffice.errors import InvalidValueError
from intloffice.gui.desk import Desk
from intloffice.gui.editors.choosing import editor_for
from intloffice.gui.place import Narrowing
from intloffice.gui.widgets.buttons import Segments, button
from intloffice.gui.widgets.plain_label import PlainLabel
from intloffice.i18n import N_
from intloffice.schema.field import Field, FieldType, Value
from intloffice.schema.showing import label, shown

if TYPE_CHECKING:
    from intloffice.gui.editors.editor import Editor

_SPANS = {FieldType.DAY, FieldType.PARTIAL_DAY, FieldType.WHOLE, FieldType.AMOUNT}


class FilterBox(QFrame):
    """Asks for a value with the field's own editor, under the button that opened it."""

    chosen = Signal(Narrowing)

    def __init__(self, desk: Desk, path: str, field: Field, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("card")
        self._desk = desk
        self._path = path
        self._field = replace(field, many=False, required=False, protected=False)
        self.editor: Editor = editor_for(desk, self._field)
        self._operators: Segments | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(8)
        box.addWidget(PlainLabel(label(field, desk.language), "strong"))
        if field.type in _SPANS:
            names = {"from": N_("From …"), "until": N_("Until …"), "is": N_("Exactly")}
            self._operators = Segments({k: desk.say(v) for k, v in names.items()}, "from")
            box.addWidget(self._operators)
        box.addWidget(self.editor)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(button(desk.say(N_("Show only these")), self.accept, "primary"))
        box.addLayout(foot)
        self.setFixedWidth(340)
        for line in self.findChildren(QLineEdit):
            line.returnPressed.connect(self.accept)

    def accept(self) -> None:
        """Hand the filter over, if there is a value."""
        try:
            value = self.editor.value()
        except InvalidValueError:
            self.editor.check()
            return
        if value not in (None, ""):
            self.chosen.emit(Narrowing(self._path, self._operator(), value, self._shown(value)))
        self.close()

    def _operator(self) -> str:
        if self._operators:
            return self._operators.current()
        return "contains" if self._field.type is FieldType.LINE else "is"

    def _shown(self, value: Value) -> str:
        if self._field.type is FieldType.REFERENCE:
            return next(iter(self.editor.captions().values()), "")
        if self._field.type is FieldType.FLAG:
            return self._desk.say(N_("Yes") if value else N_("No"))
        marks = {"from": "≥ ", "until": "≤ "}
        return marks.get(self._operator(), "") + shown(self._field, value, self._desk.language)
