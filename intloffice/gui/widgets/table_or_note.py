"""A table, or a note where there is nothing to list."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

from intloffice.gui.theme import Theme
from intloffice.gui.widgets.plain_label import PlainLabel
from intloffice.gui.widgets.plain_table import PlainTable


class TableOrNote(QStackedWidget):
    """Shows rows with a link in each, or the note."""

    def __init__(self, theme: Theme, name: str, note: str = "", *, many: bool = False) -> None:
        super().__init__()
        self.table = PlainTable(theme, name, many=many)
        self.note = PlainLabel(note, "muted", wrap=True)
        self.note.setContentsMargins(24, 24, 24, 24)
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.addWidget(self.table)
        self.addWidget(self.note)
        self.setFocusProxy(self.table)

    def show_rows(self, headings: Sequence[str], lines: Sequence[Sequence[str]], act: str) -> None:
        """Show rows, each with a link that says what is done to it."""
        self.table.show_rows(headings, lines, act)
        self.setCurrentIndex(0 if lines else 1)
