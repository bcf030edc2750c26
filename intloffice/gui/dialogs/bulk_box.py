"""Asks what the selected records shall hold in one of their fields."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from intloffice.errors import InvalidValueError
from intloffice.gui.desk import Desk
from intloffice.gui.dialogs.popup import Popup
from intloffice.gui.editors.choosing import editor_for
from intloffice.gui.widgets.buttons import Segments, button
from intloffice.gui.widgets.composing import Composing
from intloffice.gui.widgets.plain_label import PlainLabel
from intloffice.i18n import N_
from intloffice.schema.field import Field
from intloffice.schema.showing import label

if TYPE_CHECKING:
    from intloffice.gui.editors.editor import Editor


class BulkBox(Popup):
    """Asks for a value with the field's own editor; nothing entered empties the field."""

    chosen = Signal(str, object)

    def __init__(self, desk: Desk, field: Field, number: int, parent: QWidget) -> None:
        super().__init__(label(field, desk.language), parent, width=380)
        say = desk.say
        self._how: Segments | None = None
        if field.several:
            words = {"set": N_("Set to"), "add": N_("Add"), "take": N_("Take away")}
            self._how = Segments({key: say(text) for key, text in words.items()}, "add")
            self.box.addWidget(self._how)
        self.editor: Editor = editor_for(desk, replace(field, protected=False))
        self.box.addWidget(self.editor)
        if not field.required:
            self.box.addWidget(PlainLabel(say(N_("Nothing entered empties the field.")), "small"))
        foot = QHBoxLayout()
        foot.addStretch()
        text = say(N_("Change {n} records"), n=desk.language.number(number))
        self.apply = button(text, self.accept, "primary")
        foot.addWidget(self.apply)
        self.box.addLayout(foot)
        for line in self.findChildren(QLineEdit):
            line.returnPressed.connect(self.accept)
            Composing(line)

    def accept(self) -> None:
        """Hand over how the field is changed, and by what."""
        try:
            value = self.editor.value()
        except InvalidValueError:
            self.editor.check()
            return
        self.close()
        self.chosen.emit(self._how.current() if self._how else "set", value)
