"""Offers the fields of a kind; a few letters find one."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from intloffice.gui.desk import Desk
from intloffice.gui.dialogs.popup import Popup
from intloffice.gui.narrowing import fitting
from intloffice.gui.widgets.composing import Composing
from intloffice.gui.widgets.plain_label import PlainLabel
from intloffice.gui.widgets.whole_rows import show_whole_rows
from intloffice.i18n import N_
from intloffice.names.folding import fold
from intloffice.names.unseen import made_visible

_PATH = int(Qt.ItemDataRole.UserRole)
_KEYS = {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class FieldPicker(Popup):
    """Lists labels; arrows choose while one types, Enter takes."""

    picked = Signal(str)

    def __init__(
        self, desk: Desk, heading: str, labels: Mapping[str, str], parent: QWidget
    ) -> None:
        super().__init__(heading, parent)
        self._labels = dict(labels)
        self.line = QLineEdit()
        self.line.setPlaceholderText(desk.say(N_("Type to find a field")))
        self.line.setAccessibleName(desk.say(N_("Type to find a field")))
        self.list = QListWidget()
        self.list.setAccessibleName(heading)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMinimumHeight(280)
        self.box.addWidget(self.line)
        self.box.addWidget(self.list)
        self.nothing = PlainLabel(desk.say(N_("No field is called so.")), "muted", self.list)
        self.nothing.move(10, 8)
        self.nothing.hide()
        self.line.textChanged.connect(self._offer)
        self.line.installEventFilter(self)
        Composing(self.line)
        self.list.itemClicked.connect(self._take)
        self._offer("")
        show_whole_rows(self.list, 280)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that are for the list from the line."""
        if watched is self.line and isinstance(event, QKeyEvent):
            pressed = event.type() == QEvent.Type.KeyPress
            if pressed and event.key() in _KEYS:
                self.list.event(event)
                return True
            if pressed and event.key() in _ENTER:
                self._take(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _offer(self, text: str) -> None:
        self.list.clear()
        for path in fitting(self._labels, text, fold):
            item = QListWidgetItem(made_visible(self._labels[path]), self.list)
            item.setData(_PATH, path)
        self.list.setCurrentRow(0)
        self.nothing.setVisible(not self.list.count())

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            path = str(item.data(_PATH))
            self.close()
            self.picked.emit(path)
