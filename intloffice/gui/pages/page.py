"""What all pages have in common."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from intloffice.gui.desk import Desk
from intloffice.gui.place import Place
from intloffice.gui.problems import Notice
from intloffice.gui.widgets.banner import Banner
from intloffice.gui.widgets.plain_label import PlainLabel, ShortenedLabel


class Page(QWidget):
    """Fills the window beside the sidebar.

    ``going`` asks for another place, ``backing`` for the one before; ``noted`` is for the status
    line; ``told`` is for a notice.
    """

    going = Signal(object)
    backing = Signal()
    noted = Signal(str)
    told = Signal(Notice)
    #: Whether the page is made anew each time, and let go of when one leaves it.
    passing = False
    #: Where the keyboard was when one left, as ``spot`` told it; empty where one comes anew.
    returning_to = ""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__()
        self.setObjectName("page")
        self.desk = desk
        self.title = ShortenedLabel(title, "title")
        self.note = PlainLabel("", "count")
        header = QFrame()
        header.setObjectName("header")
        self.header = QVBoxLayout(header)
        self.header.setContentsMargins(24, 14, 24, 12)
        self.header.setSpacing(10)
        self.top = QHBoxLayout()
        self.top.setSpacing(10)
        self.top.addWidget(self.title, 1)
        self.header.addLayout(self.top)
        self.banner = Banner(desk.theme, desk.language)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addWidget(header)
        self.body.addWidget(self.banner)

    @property
    def current_place(self) -> Place | None:
        """Where one is on the page, if it is more than the place one came to."""
        return None

    @property
    def manual_page(self) -> str:
        """The page of the manual that F1 opens here, if it is another than that of the place."""
        return ""

    @property
    def spot(self) -> str:
        """Where the keyboard is, on a page that is made anew when one comes back."""
        return ""

    def take_keyboard(self, last: QWidget | None = None) -> None:
        """Take the keyboard to where it was ``last`` on this page, else to the first place for it.

        Where the page has put it on arriving it stays.
        """
        now = self.window().focusWidget()
        if now is not None and self.isAncestorOf(now) and _takes_keys(now):
            return
        held = (each for each in self.findChildren(QWidget) if _takes_keys(each))
        again = last if last is not None and _takes_keys(last) else None
        wanted = again or self.begins_at() or next(held, None)
        if wanted is not None:
            wanted.setFocus()

    def begins_at(self) -> QWidget | None:
        """Give what has the keyboard when one comes here; None for the first that takes it."""
        return None

    def arrive(self, place: Place) -> None:
        """Show what the place says; called each time one comes here."""

    def leave(self) -> None:
        """Keep what must not be lost; called when one goes elsewhere."""

    def refresh(self) -> None:
        """Read anew; called when something was written."""


def _takes_keys(widget: QWidget) -> bool:
    by_tab = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    scrolls = isinstance(widget, QAbstractScrollArea) and not widget.accessibleName()
    return by_tab and not scrolls and widget.isVisible() and widget.isEnabled()
