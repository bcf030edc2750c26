"""One box for everything: any record, and any place or command."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from intloffice.gui import asking
from intloffice.gui.desk import Desk
from intloffice.gui.icons import icon
from intloffice.gui.place import Place
from intloffice.gui.widgets.composing import Composing
from intloffice.gui.widgets.plain_label import PlainLabel
from intloffice.gui.widgets.suggestions import DETAIL, TwoTexts
from intloffice.i18n import N_
from intloffice.names.folding import fold

if TYPE_CHECKING:
    from intloffice.operations.find import Hit

_ACT = int(Qt.ItemDataRole.UserRole)
_OF_EACH_KIND = 6


@dataclass(frozen=True)
class Command:
    """Something that can be done from anywhere."""

    text: str
    act: Callable[[], object]
    keys: str = ""


class FindBox(QDialog):
    """Finds while one types; Enter goes there."""

    going = Signal(object)

    def __init__(self, desk: Desk, commands: Sequence[Command], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("card")
        self.setWindowTitle(desk.say(N_("Find")))
        self._desk = desk
        self._commands = commands
        self._generation = 0
        self.line = QLineEdit()
        self.line.setPlaceholderText(desk.say(N_("Find any record, or say what to do")))
        self.line.setAccessibleName(desk.say(N_("Find")))
        self.line.addAction(
            icon("search", desk.theme.colours.muted), QLineEdit.ActionPosition.LeadingPosition
        )
        self.list = QListWidget()
        self.list.setItemDelegate(TwoTexts(desk.theme, self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(desk.say(N_("Found")))
        hint = PlainLabel(desk.say(N_("↑ ↓ choose · Enter opens · Esc closes")), "small")
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 12, 12, 10)
        box.setSpacing(8)
        box.addWidget(self.line)
        box.addWidget(self.list, 1)
        box.addWidget(hint)
        self.resize(640, 440)
        self.line.installEventFilter(self)
        Composing(self.line)
        self.line.textChanged.connect(self._ask)
        self.list.itemClicked.connect(self._take)
        self._show(self._generation, "", [])

    def showEvent(self, event: QShowEvent) -> None:
        """Stand in the upper middle of the window, ready to be typed into."""
        super().showEvent(event)
        window = self.parentWidget()
        if window:
            corner = window.mapToGlobal(window.rect().topLeft())
            self.move(corner.x() + (window.width() - self.width()) // 2, corner.y() + 72)
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move through the list with the keyboard staying in the line."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step:
                self._step(step)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _step(self, step: int) -> None:
        row = self.list.currentRow() + step
        while 0 <= row < self.list.count() and not self._is_choosable(row):
            row += step
        if 0 <= row < self.list.count():
            self.list.setCurrentRow(row)

    def _is_choosable(self, row: int) -> bool:
        return bool(self.list.item(row).flags() & Qt.ItemFlag.ItemIsSelectable)

    def _ask(self, text: str) -> None:
        self._generation += 1
        sought = text.strip()
        if not sought:
            self._show(self._generation, "", [])
            return
        job = partial(
            asking.find,
            text=sought,
            language=self._desk.language.code,
            limit=_OF_EACH_KIND,
            regions=self._desk.settings.region_countries,
        )
        self._desk.jobs.read(job, partial(self._show, self._generation, sought))

    def _show(self, generation: int, sought: str, hits: "Sequence[Hit]") -> None:
        if generation != self._generation:
            return
        self.list.clear()
        fitting = [each for each in self._commands if _fits(sought, each.text)]
        if fitting:
            self._head(self._desk.say(N_("Commands")))
        for command in fitting:
            self._item(command.text, command.keys, command.act)
        kinds = dict.fromkeys(hit.kind for hit in hits)
        for name in kinds:
            self._head(self._desk.say(self._desk.kind(name).plural))
            for hit in hits:
                if hit.kind == name:
                    go = partial(self.going.emit, Place("record", hit.kind, hit.id))
                    self._item(hit.caption, hit.detail, go)
        if not hits and not fitting:
            self._head(self._desk.say(N_("Nothing found.")))
        self.list.setCurrentRow(-1)
        self._step(1)

    def _head(self, text: str) -> None:
        item = QListWidgetItem(text, self.list)
        item.setFlags(Qt.ItemFlag.NoItemFlags)

    def _item(self, text: str, detail: str, act: Callable[[], object]) -> None:
        item = QListWidgetItem(text, self.list)
        item.setData(DETAIL, detail)
        item.setData(_ACT, act)

    def _take(self, item: QListWidgetItem | None) -> None:
        act = item.data(_ACT) if item else None
        if act:
            self.close()
            act()


def _fits(sought: str, text: str) -> bool:
    """Tell whether a command holds what is sought, or has a word for the beginning of each."""
    written = fold(text)
    words = written.replace(":", " ").replace("：", " ").split()
    return fold(sought) in written or all(
        any(word.startswith(part) for word in words) for part in fold(sought).split()
    )
