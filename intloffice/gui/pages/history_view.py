"""What was done to a record: who, when, from what to what."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from intloffice.gui.desk import Desk
from intloffice.gui.instants import instant
from intloffice.gui.widgets.buttons import button, rule
from intloffice.gui.widgets.plain_label import PlainLabel
from intloffice.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intloffice.operations.trail import Entry, FieldChange

_MODES = {"undo": N_("Undone: {change}"), "redo": N_("Done again: {change}")}
#: Pixels for the names of fields.
_LABELS = 200
#: Pixels beyond which a line is hard to follow.
_WIDEST = 1008


class HistoryView(QScrollArea):
    """Shows the entries of a record's history, the latest first.

    ``restoring`` asks for what a value was before a change: its id, the field and its label.
    """

    restoring = Signal(int, str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._desk = desk

    def show_entries(self, entries: "Sequence[Entry]") -> None:
        """Show entries."""
        body = QWidget()
        body.setMaximumWidth(_WIDEST)  # of the whole: entries reckon their height for this width
        box = QVBoxLayout(body)
        box.setContentsMargins(24, 16, 24, 24)
        box.setSpacing(12)
        for entry in entries:
            box.addWidget(self._entry(entry))
            box.addWidget(rule())
        if not entries:
            box.addWidget(PlainLabel(self._desk.say(N_("Nothing was changed yet.")), "muted"))
        box.addStretch()
        self.setWidget(body)

    def _entry(self, entry: "Entry") -> QWidget:
        made = QFrame()
        box = QVBoxLayout(made)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        head = QHBoxLayout()
        mode = _MODES.get(entry.mode)
        title = self._desk.say(mode, change=entry.description) if mode else entry.description
        head.addWidget(PlainLabel(title, "strong", wrap=True), 1)
        who = " · ".join(filter(None, (entry.author, instant(entry.at))))
        head.addWidget(PlainLabel(who, "small"))
        box.addLayout(head)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, _LABELS)
        grid.setColumnStretch(2, 1)
        changed = any(change.before for change in entry.changes)
        grid.setColumnStretch(1, 1 if changed else 0)
        for row, change in enumerate(entry.changes):
            self._put(grid, row, change, changed=changed)
        box.addLayout(grid)
        return made

    def _put(self, grid: QGridLayout, row: int, change: "FieldChange", *, changed: bool) -> None:
        """Put a change into a row; what was there before only where anything was."""
        label = change.label
        if change.rows:
            label = self._desk.language.labelled(change.rows, change.label)
        name = PlainLabel(label, "muted", wrap=True)
        name.setFixedWidth(_LABELS)
        grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        if changed:
            before = PlainLabel(change.before or "—", "muted", wrap=True)
            font = before.font()
            font.setStrikeOut(bool(change.before))
            before.setFont(font)
            grid.addWidget(before, row, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(PlainLabel(change.after or "—", wrap=True), row, 2)
        if change.change_id:
            text = self._desk.say(N_("Restore"))
            ask = partial(self.restoring.emit, change.change_id, change.name, label)
            restore = button(text, ask, "link")
            restore.setAccessibleName(f"{text}: {label}: {change.before or '—'}")
            grid.addWidget(restore, row, 3, Qt.AlignmentFlag.AlignTop)
