"""Chooses a record of one kind: any form of its name finds it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from intloffice.gui import asking
from intloffice.gui.desk import Desk
from intloffice.gui.icons import icon
from intloffice.gui.widgets.composing import Composing
from intloffice.gui.widgets.line import Line
from intloffice.gui.widgets.suggestions import Suggestion, Suggestions

if TYPE_CHECKING:
    from intloffice.operations.find import Hit

_OFFERED = 40


class RecordChooser(Line):
    """A line in which a record is searched by name, or chosen from the first of its list.

    ``first`` names a flag: records that have it are offered before all others.
    """

    chosen = Signal(int)

    def __init__(self, desk: Desk, kind: str, first: str = "") -> None:
        super().__init__()
        self._desk = desk
        self._kind = desk.kind(kind)
        self._first = first
        self._id = 0
        self._caption = ""
        self._generation = 0
        name = desk.say(self._kind.singular)
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.suggestions = Suggestions(self, desk.theme)
        self.suggestions.taken.connect(self._take)
        trailing = QLineEdit.ActionPosition.TrailingPosition
        down = self.addAction(icon("chevron-down", desk.theme.colours.muted), trailing)
        down.triggered.connect(self.offer_first)
        self.textEdited.connect(self._search)
        self.installEventFilter(self)
        Composing(self)

    @property
    def record(self) -> int:
        """The id of the record chosen; 0 before one is."""
        return self._id

    @property
    def caption(self) -> str:
        """What the record chosen is called."""
        return self._caption

    def show_record(self, record_id: int, caption: str) -> None:
        """Show a record; 0 shows none."""
        self._generation += 1
        self._id, self._caption = record_id, caption if record_id else ""
        self.setText(self._caption)
        self.setCursorPosition(0)

    def offer_first(self) -> None:
        """Offer the first records of the list."""
        self.setFocus()
        self.selectAll()
        self._search("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the list with the down arrow; show the choice again when the line is left."""
        if watched is self and event.type() == QEvent.Type.FocusOut:
            self.show_record(self._id, self._caption)
        elif isinstance(event, QKeyEvent) and self._is_asking(event):
            self.offer_first()
            return True
        return super().eventFilter(watched, event)

    def _is_asking(self, event: QKeyEvent) -> bool:
        down = event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down
        return down and not self.suggestions.isVisible()

    def _search(self, text: str) -> None:
        self._generation += 1
        sought = asking.Sought(
            self._kind,
            text.strip(),
            self._desk.language.code,
            _OFFERED,
            self._desk.settings.region_countries,
            self._first,
        )
        job = partial(asking.offered, sought=sought)
        self._desk.jobs.read(job, partial(self._offer, self._generation))

    def _offer(self, generation: int, hits: "list[Hit]") -> None:
        if generation == self._generation:
            self.suggestions.offer([Suggestion(hit, hit.caption, hit.detail) for hit in hits])

    def _take(self, suggestion: Suggestion) -> None:
        self.show_record(suggestion.word.id, suggestion.word.caption)
        self.chosen.emit(self._id)
