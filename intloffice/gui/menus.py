"""The menus of the window, and the same as commands for the box that finds everything."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from intloffice.gui.desk import Desk
from intloffice.gui.place import (
    BACKUPS,
    BRIEFINGS,
    CALENDAR,
    CHARTS,
    DUPLICATES,
    FORMS,
    HOME,
    ISSUED,
    SETTINGS,
    SPREADSHEETS,
    TRASH,
    UNTRANSLATED,
    Place,
)
from intloffice.i18n import N_

if TYPE_CHECKING:
    from intloffice.gui.dialogs.find_box import Command

#: Pages that the menus lead to, with their keys; a line is drawn between groups.
_FIRST = ((N_("Home"), HOME, "Alt+Home"), (N_("Calendar"), CALENDAR, "Ctrl+Shift+C"))
_OUTPUT = (
    (N_("Briefings"), BRIEFINGS, "Ctrl+B"),
    (N_("Issued briefings"), ISSUED, ""),
    (N_("Spreadsheets"), SPREADSHEETS, ""),
    (N_("Forms"), FORMS, ""),
    (N_("Charts and map"), CHARTS, ""),
)
_CARE = (
    (N_("Duplicates"), DUPLICATES, ""),
    (N_("Missing translations"), UNTRANSLATED, ""),
    (N_("Backups"), BACKUPS, ""),
    (N_("Trash"), TRASH, ""),
)
_SETTINGS = (N_("Settings"), SETTINGS, "Ctrl+,")


@dataclass(frozen=True)
class Deeds:
    """What the menus can do; a deed without a place needs nothing to be told."""

    go: Callable[[Place], object]
    go_back: Callable[[], object]
    find: Callable[[], object]
    open_manual: Callable[..., object]
    undo: Callable[[], object]
    redo: Callable[[], object]
    quit: Callable[[], object]


class Menus:
    """Fills the menu bar, and lists the commands."""

    undo_action: QAction
    redo_action: QAction

    def __init__(self, desk: Desk, bar: QMenuBar, deeds: Deeds) -> None:
        self._desk, self._deeds = desk, deeds
        for of_before in bar.actions():
            of_before.menu().deleteLater()  # to clear the bar leaves them where they are
        bar.clear()
        for text, fill in (
            (N_("&Office"), self._fill_office),
            (N_("&Edit"), self._fill_edit),
            (N_("&Go"), self._fill_go),
            (N_("&Help"), self._fill_help),
        ):
            menu = QMenu(desk.say(text), bar)  # the binding never lets go of one that Qt made
            fill(menu)
            bar.addMenu(menu)

    def commands(self) -> "list[Command]":
        """List what can be done from anywhere, for the box that finds everything."""
        from intloffice.gui.dialogs.find_box import (  # noqa: PLC0415  when it is first opened
            Command,
        )

        say, deeds = self._desk.say, self._deeds
        kinds = [(say(kind.singular), say(kind.plural), kind.name) for kind in self._desk.kinds]
        new = [
            Command(say(N_("New: {kind}"), kind=one), partial(deeds.go, Place("record", name, 0)))
            for one, _, name in kinds
        ]
        lists = [Command(many, partial(deeds.go, Place("list", name))) for _, many, name in kinds]
        pages = [
            Command(say(text), partial(deeds.go, place), keys)
            for text, place, keys in (*_FIRST, *_OUTPUT, *_CARE, _SETTINGS)
        ]
        return [
            *new,
            *lists,
            *pages,
            Command(say(N_("Undo")), deeds.undo, "Ctrl+Z"),
            Command(say(N_("Redo")), deeds.redo, "Ctrl+Y"),
            Command(say(N_("Manual")), deeds.open_manual, "F1"),
            Command(say(N_("Keyboard")), partial(deeds.open_manual, "keyboard")),
        ]

    def _fill_office(self, menu: QMenu) -> None:
        self._act(menu, N_("Find …"), self._deeds.find, "Ctrl+K")
        self._lead(menu, (_SETTINGS,))
        menu.addSeparator()
        self._act(menu, N_("Quit"), self._deeds.quit, "Ctrl+Q")

    def _fill_edit(self, menu: QMenu) -> None:
        self.undo_action = self._act(menu, N_("Undo"), self._deeds.undo, "Ctrl+Z")
        self.redo_action = self._act(menu, N_("Redo"), self._deeds.redo, "Ctrl+Y")
        self.undo_action.setEnabled(False)
        self.redo_action.setEnabled(False)

    def _fill_go(self, menu: QMenu) -> None:
        self._act(menu, N_("Back"), self._deeds.go_back, "Alt+Left")
        self._lead(menu, _FIRST)
        menu.addSeparator()
        for number, kind in enumerate(self._desk.kinds, 1):
            keys = f"Ctrl+{number}" if number < 10 else ""
            place = Place("list", kind.name)
            self._act(menu, kind.plural, partial(self._deeds.go, place), keys)
        menu.addSeparator()
        self._lead(menu, _OUTPUT)
        menu.addSeparator()
        self._lead(menu, _CARE)

    def _fill_help(self, menu: QMenu) -> None:
        self._act(menu, N_("Manual"), self._deeds.open_manual, "F1")
        self._act(menu, N_("Keyboard"), partial(self._deeds.open_manual, "keyboard"))

    def _lead(self, menu: QMenu, pages: tuple[tuple[str, Place, str], ...]) -> None:
        for text, place, keys in pages:
            self._act(menu, text, partial(self._deeds.go, place), keys)

    def _act(self, menu: QMenu, text: str, act: Callable[[], object], keys: str = "") -> QAction:
        action = QAction(self._desk.say(text), menu)
        menu.addAction(action)
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _checked=False: act())
        return action
