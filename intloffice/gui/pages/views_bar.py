"""The views of a list, one beside the other under its title."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from intloffice.gui.desk import Desk
from intloffice.gui.dialogs.name_box import NameBox
from intloffice.gui.views import Look, View
from intloffice.gui.widgets.buttons import button
from intloffice.gui.widgets.flow_layout import FlowLayout
from intloffice.gui.widgets.plain_label import for_button
from intloffice.i18n import N_


class ViewsBar(QWidget):
    """Shows the views, and what can be done with them under a button.

    ``chosen`` asks for one, ``saving`` to keep what is shown under its name and number,
    ``renamed`` to call it otherwise, ``dropped`` to forget it.
    """

    chosen = Signal(object)
    saving = Signal(object)
    renamed = Signal(object)
    dropped = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._views: tuple[View, ...] = ()
        self._current = 0
        self._buttons: dict[int, QPushButton] = {}
        self._flow = FlowLayout(self, gap=4)
        self.opener = button(desk.say(N_("Views")), self.open_menu, "quiet")
        self.hide()

    def show_views(self, views: Sequence[View]) -> None:
        """Show views."""
        self._views = tuple(views)
        for made in self._buttons.values():
            self._flow.removeWidget(made)
            made.hide()
            made.deleteLater()
        self._buttons = {}
        for view in views:
            made = button(view.name, partial(self._choose, view.number), "toggle")
            made.setCheckable(True)
            made.setChecked(view.number == self._current)
            self._flow.addWidget(made)
            self._buttons[view.number] = made
            made.show()
        self.setVisible(bool(views))
        self.updateGeometry()

    def show_current(self, number: int) -> None:
        """Show which view the list shows; 0 for none of them."""
        self._current = number
        for each, made in self._buttons.items():
            made.setChecked(each == number)

    def open_menu(self) -> None:
        """Offer the views, and what can be done with them."""
        say, menu = self._desk.say, QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for view in self._views:
            action = menu.addAction(for_button(view.name), partial(self._choose, view.number))
            action.setCheckable(True)
            action.setChecked(view.number == self._current)
        menu.addSeparator()
        menu.addAction(say(N_("Save as view …")), self.ask_name)
        current = next((v for v in self._views if v.number == self._current), None)
        if current:
            for text, act in (
                (N_("Save “{name}” as it is now"), partial(self.saving.emit, current)),
                (N_("Rename “{name}” …"), partial(self._ask_other_name, current)),
                (N_("Delete “{name}”"), partial(self.dropped.emit, current)),
            ):
                menu.addAction(for_button(say(text, name=current.name)), act)
        menu.popup(self.opener.mapToGlobal(QPoint(0, self.opener.height() + 2)))

    def ask_name(self) -> None:
        """Ask under which name to keep what is shown."""
        box = NameBox(self._desk, self._desk.say(N_("Name of the view")), "", self.window())
        box.named.connect(lambda name: self.saving.emit(View(self._number_of(name), name, Look())))
        box.open_below(self.opener, box.line)

    def _ask_other_name(self, view: View) -> None:
        heading = self._desk.say(N_("Name of the view"))
        box = NameBox(self._desk, heading, view.name, self.window())
        box.named.connect(lambda name: self.renamed.emit(replace(view, name=name)))
        box.open_below(self.opener, box.line)

    def _number_of(self, name: str) -> int:
        """Tell the number of the view that has a name already; 0 for a new one."""
        return next((view.number for view in self._views if view.name == name), 0)

    def _choose(self, number: int) -> None:
        self.show_current(number)
        view = next((v for v in self._views if v.number == number), None)
        if view:
            self.chosen.emit(view)
