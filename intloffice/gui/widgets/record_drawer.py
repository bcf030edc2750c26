"""A drawer below the page: what a number says, how it was counted, and the records behind it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from intloffice.gui.desk import Desk
from intloffice.gui.widgets.buttons import icon_button
from intloffice.gui.widgets.plain_label import PlainLabel, ShortenedLabel
from intloffice.gui.widgets.plain_table import PlainTable
from intloffice.i18n import N_, NN_

RECORDS = NN_("{n} record", "{n} records")
#: Pixels: the least a drawer is high, what it is high beside what it says, and beside that wide.
_LOWEST, _BESIDES, _BESIDE_BASIS = 150, 136, 72


class RecordDrawer(QFrame):
    """Shows records; ``record_wanted`` names the kind and id of the one to open."""

    record_wanted = Signal(str, int)
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("drawer")
        self._desk = desk
        self._records: list[tuple[str, int]] = []
        self.title = ShortenedLabel("", "subtitle")
        self.count = PlainLabel("", "muted")
        self.basis = PlainLabel("", "muted", wrap=True)
        self.basis.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.table = PlainTable(desk.theme, desk.say(N_("Records behind the number")))
        self.table.opened.connect(self._want)
        close = icon_button(desk.theme, "x", desk.say(N_("Close")), self.close_drawer)
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 8, 0)
        head.setSpacing(12)
        head.addWidget(self.title, 1)
        head.addWidget(self.count)
        head.addWidget(close)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 10, 8, 0)
        box.setSpacing(2)
        box.addLayout(head)
        said = QHBoxLayout()
        said.setContentsMargins(12, 0, 40, 6)
        said.addWidget(self.basis)
        box.addLayout(said)
        box.addWidget(self.table, 1)
        self.setMinimumHeight(_LOWEST)
        self.hide()

    @property
    def records(self) -> tuple[tuple[str, int], ...]:
        """The records that are shown, by kind and id."""
        return tuple(self._records)

    def open_drawer(self, title: str, basis: str) -> None:
        """Say what is shown; the records follow when they are read."""
        self.title.show_text(title)
        self.basis.setText(basis)
        self.basis.setVisible(bool(basis))
        self.count.setText("")
        self._records = []
        self.table.show_rows((), ())
        self._make_room()
        self.show()

    def resizeEvent(self, event: object) -> None:
        """Keep room for all that is said, and for a row or two."""
        self._make_room()

    def show_records(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[str]],
        records: Sequence[tuple[str, int]],
    ) -> None:
        """Show the records, a row for each."""
        self._records = list(records)
        self.count.setText(self._desk.language.counted(RECORDS, len(records)))
        self.table.show_rows(headings, rows, self._desk.say(N_("Open")))

    def close_drawer(self) -> None:
        """Put the drawer away."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def _make_room(self) -> None:
        width = self.width() - _BESIDE_BASIS
        said = self.basis.heightForWidth(width) if not self.basis.isHidden() and width > 0 else 0
        self.setMinimumHeight(max(_LOWEST, said + _BESIDES))

    def _want(self, row: int) -> None:
        self.record_wanted.emit(*self._records[row])
