"""Chooses the columns of a list, and their order."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from intloffice.gui.desk import Desk
from intloffice.gui.dialogs.popup import Popup
from intloffice.gui.narrowing import fitting
from intloffice.gui.widgets.buttons import button
from intloffice.gui.widgets.composing import Composing
from intloffice.gui.widgets.plain_label import PlainLabel
from intloffice.gui.widgets.whole_rows import show_whole_rows
from intloffice.i18n import N_
from intloffice.names.folding import fold
from intloffice.names.unseen import made_visible

_PATH = int(Qt.ItemDataRole.UserRole)
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ColumnBox(Popup):
    """Lists every field: Space shows or hides it, Ctrl+arrows move it; what is shown is first."""

    changed = Signal(tuple)

    def __init__(
        self,
        desk: Desk,
        labels: Mapping[str, str],
        shown: Sequence[str],
        usual: Sequence[str],
        parent: QWidget,
    ) -> None:
        say = desk.say
        super().__init__(say(N_("Columns")), parent)
        self._labels = dict(labels)
        self._usual = tuple(usual)
        self._order = [*shown, *(path for path in labels if path not in shown)]
        self._shown = set(shown)
        self.line = QLineEdit()
        self.line.setPlaceholderText(say(N_("Type to find a field")))
        self.line.setAccessibleName(say(N_("Type to find a field")))
        self.list = QListWidget()
        self.list.setAccessibleName(say(N_("Columns")))
        self.list.setMinimumHeight(320)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.box.addWidget(self.line)
        self.box.addWidget(self.list)
        self.box.addWidget(PlainLabel(say(N_("Space shows or hides · Ctrl+↑↓ moves")), "small"))
        foot = QHBoxLayout()
        self.reset = button(say(N_("As at first")), self._reset, "link")
        foot.addWidget(self.reset)
        foot.addStretch()
        foot.addWidget(button(say(N_("Close")), self.close, "quiet"))
        self.box.addLayout(foot)
        self.line.textChanged.connect(lambda _text: self._offer())
        self.line.installEventFilter(self)
        Composing(self.line)
        self.list.installEventFilter(self)
        self.list.itemChanged.connect(self._toggle)
        self.list.model().rowsMoved.connect(lambda *_: self._take_order())
        self._offer()
        show_whole_rows(self.list, 320)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go from the line to the list with the arrows, and obey the keys of the list."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        key = Qt.Key(event.key())
        held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if watched is self.list and held and key in _MOVES:
            self._move(_MOVES[key])
            return True
        if watched is self.line and key == Qt.Key.Key_Down:
            self.list.setFocus()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._press(self._flip)
            return True
        return super().eventFilter(watched, event)

    def _press(self, act: Callable[[QListWidgetItem], None]) -> None:
        item = self.list.currentItem()
        if item is not None:
            act(item)

    def _flip(self, item: QListWidgetItem) -> None:
        off, on = Qt.CheckState.Unchecked, Qt.CheckState.Checked
        item.setCheckState(on if item.checkState() == off else off)

    def _offer(self, current: str = "") -> None:
        self.list.blockSignals(True)
        self.list.clear()
        fit = set(fitting(self._labels, self.line.text(), fold))
        for path in (path for path in self._order if path in fit):
            item = QListWidgetItem(made_visible(self._labels[path]), self.list)
            item.setData(_PATH, path)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = Qt.CheckState.Checked if path in self._shown else Qt.CheckState.Unchecked
            item.setCheckState(ticked)
            if path == current:
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self.list.blockSignals(False)

    def _toggle(self, item: QListWidgetItem) -> None:
        path = str(item.data(_PATH))
        if item.checkState() == Qt.CheckState.Checked:
            self._shown.add(path)
            shown = [each for each in self._order if each in self._shown and each != path]
            self._order = [*shown, path, *(p for p in self._order if p not in self._shown)]
        elif len(self._shown) > 1:
            self._shown.discard(path)
        else:
            self._flip(item)  # a list without a column would show nothing
            return
        self._tell()

    def _move(self, step: int) -> None:
        item = self.list.currentItem()
        if item is None or self.line.text():
            return
        path = str(item.data(_PATH))
        here = self._order.index(path)
        there = max(0, min(len(self._order) - 1, here + step))
        self._order.insert(there, self._order.pop(here))
        self._offer(path)
        self._tell()

    def _take_order(self) -> None:
        listed = [str(self.list.item(row).data(_PATH)) for row in range(self.list.count())]
        self._order = [*listed, *(path for path in self._order if path not in listed)]
        self._tell()

    def _reset(self) -> None:
        self._shown = set(self._usual)
        self._order = [*self._usual, *(p for p in self._labels if p not in self._shown)]
        self._offer()
        self._tell()

    def _tell(self) -> None:
        self.changed.emit(tuple(path for path in self._order if path in self._shown))
