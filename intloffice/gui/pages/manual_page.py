"""The manual: its pages at the left, the one that is read beside them."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
)

from intloffice.gui import manual
from intloffice.gui.desk import Desk
from intloffice.gui.icons import icon
from intloffice.gui.pages.page import Page
from intloffice.gui.place import Place
from intloffice.gui.widgets.buttons import icon_button
from intloffice.gui.widgets.composing import Composing
from intloffice.gui.widgets.list_beside import ListBeside
from intloffice.gui.widgets.manual_view import ManualView
from intloffice.gui.widgets.suggestions import DETAIL, TwoTexts
from intloffice.i18n import N_

_LIST_WIDTH = 340
_NAME = int(Qt.ItemDataRole.UserRole)


class ManualPage(Page):
    """Shows the page that the place names; a link, or another line of the list, goes to another.

    Each page that is read is a place of its own, so that one comes back to it as to any other.
    """

    def __init__(self, desk: Desk) -> None:
        say = desk.say
        super().__init__(desk, say(N_("Manual")))
        self.leaf = manual.leaf(desk.language.code, manual.CONTENTS)
        back = icon_button(desk.theme, "arrow-left", say(N_("Back (Alt+←)")), self.backing.emit)
        self.top.insertWidget(0, back)
        self.search = QLineEdit()
        self.search.setPlaceholderText(say(N_("Search the manual")))
        self.search.setAccessibleName(say(N_("Search the manual")))
        self.search.setClearButtonEnabled(True)
        self.search.setProperty("role", "search")
        leading = QLineEdit.ActionPosition.LeadingPosition
        self.search.addAction(icon("search", desk.theme.colours.muted), leading)
        self.search.setMinimumWidth(200)
        self.search.setMaximumWidth(320)
        self.top.addWidget(self.search, 1)
        self.list = QListWidget()
        self.list.setAccessibleName(say(N_("Pages of the manual")))
        self.list.setItemDelegate(TwoTexts(desk.theme, self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view = ManualView(desk.theme, manual.folder(desk.language.code))
        hint = say(N_("Ctrl+F search · Enter next place found · Alt+← back"))
        self.body.addWidget(ListBeside(self.list, self.view, hint, _LIST_WIDTH), 1)
        Composing(self.search)
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._find)
        self.list.currentItemChanged.connect(self._choose)
        self.view.led.connect(self._follow)
        for keys, act in (("Ctrl+F", self._begin_search), ("Escape", self._escape)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        self._find("")

    @property
    def current_place(self) -> Place:
        """The page that is read."""
        return Place("manual", self.leaf.name)

    def arrive(self, place: Place) -> None:
        """Show the page that the place names."""
        self._show(place.kind or manual.CONTENTS)
        if not self.search.hasFocus() and not self.list.hasFocus():
            self.view.setFocus()
        self.noted.emit("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter go on to the next place that was found, and the arrows to another page."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._go_on()
                return True
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step:
                self._step(step)
                return True
        return super().eventFilter(watched, event)

    def _begin_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _escape(self) -> None:
        """Put the search away, if there is one; else go back."""
        if self.search.text():
            self.search.clear()
            self.view.setFocus()
        else:
            self.backing.emit()

    def _find(self, sought: str) -> None:
        """List the pages on which all words stand; all, if none are asked for."""
        say, sought = self.desk.say, sought.strip()
        hits = manual.search(manual.leaves(self.desk.language.code), sought)
        self.list.blockSignals(True)
        self.list.clear()
        group = ""
        for hit in hits:
            if hit.leaf.group != group and not sought:
                self._head(hit.leaf.group)
            group = hit.leaf.group
            item = QListWidgetItem(hit.leaf.title, self.list)
            item.setData(_NAME, hit.leaf.name)
            item.setData(DETAIL, self.desk.language.number(hit.times) if hit.times else "")
        if not hits:
            self._head(say(N_("Nothing found.")))
        self._mark_current()
        self.list.blockSignals(False)
        self.view.mark(sought.split())

    def _head(self, text: str) -> None:
        QListWidgetItem(text, self.list).setFlags(Qt.ItemFlag.NoItemFlags)

    def _mark_current(self) -> None:
        rows = range(self.list.count())
        name = self.leaf.name
        here = next((row for row in rows if self.list.item(row).data(_NAME) == name), -1)
        self.list.setCurrentRow(here)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item and item.data(_NAME):
            self._go(str(item.data(_NAME)))

    def _step(self, step: int) -> None:
        row = self.list.currentRow() + step
        while 0 <= row < self.list.count() and not self.list.item(row).data(_NAME):
            row += step
        if 0 <= row < self.list.count():
            self.list.setCurrentRow(row)

    def _go_on(self) -> None:
        """Open the first page that was found, or go to the next place on the one that is open."""
        if self.list.currentRow() < 0:
            self._step(1)
        else:
            self.view.go_on()

    def _follow(self, to: str) -> None:
        self._go(to.removesuffix(".md"))

    def _go(self, name: str) -> None:
        if name != self.leaf.name:
            self.going.emit(Place("manual", name))

    def _show(self, name: str) -> None:
        self.leaf = manual.leaf(self.desk.language.code, name)
        self.view.setAccessibleName(self.leaf.title)
        self.view.show_text(self.leaf.text)
        self.view.mark(self.search.text().split())
        self.list.blockSignals(True)
        self._mark_current()
        self.list.blockSignals(False)
