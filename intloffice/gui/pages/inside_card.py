"""What is inside a backup, and what differs since: looked at before it is restored."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from intloffice.gui import keeping
from intloffice.gui.desk import Desk
from intloffice.gui.instants import instant
from intloffice.gui.problems import notice
from intloffice.gui.widgets.buttons import button
from intloffice.gui.widgets.card import Card
from intloffice.gui.widgets.plain_label import PlainLabel, ShortenedLabel
from intloffice.gui.widgets.plain_table import PlainTable
from intloffice.i18n import N_, NN_

if TYPE_CHECKING:
    from intloffice.operations.backups import Inside

_ROW, _HEAD = 32, 42
_MOST_ROWS = 9
_TWO_COLUMNS_FROM = 840
_SINCE = {
    "changed": N_("changed since"),
    "removed": N_("removed since"),
    "added": N_("added since"),
}
_DIFFER = NN_("{n} record differs from now", "{n} records differ from now")


class InsideCard(Card):
    """Verifies a backup and shows what it holds; ``restoring`` asks to restore it."""

    restoring = Signal(Path)
    shown = Signal()

    def __init__(self, desk: Desk) -> None:
        say = desk.say
        super().__init__(
            desk,
            say(N_("Inside the backup")),
            say(
                N_(
                    "It is looked at only: nothing changes until you restore it. Before that, the "
                    "present state is backed up too, so that you can come back."
                )
            ),
        )
        self.file: Path | None = None
        self.name = ShortenedLabel("", "strong")
        self.restore = button(say(N_("Restore this backup")), self._ask, "primary")
        away = button(say(N_("Put away")), self.put_away, "quiet")
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.name, 1)
        head.addWidget(away)
        head.addWidget(self.restore)
        self.box.addLayout(head)
        self.counts = PlainTable(desk.theme, say(N_("How many records it holds")))
        self.changes = PlainTable(desk.theme, say(N_("The last changes in it")))
        self.differing = PlainLabel("", "label")
        self.differences = PlainTable(desk.theme, say(N_("What differs from now")))
        self._body = QWidget()
        self._columns = columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._body)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(24)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, widgets in (
            (left, (PlainLabel(say(N_("Records")), "label"), self.counts)),
            (right, (self.differing, self.differences)),
        ):
            column.setSpacing(6)
            for widget in widgets:
                column.addWidget(widget)
            column.addStretch(1)
        right.insertSpacing(2, 8)
        right.insertWidget(3, PlainLabel(say(N_("The last changes in it")), "label"))
        right.insertWidget(4, self.changes)
        columns.addLayout(left, 1)
        columns.addLayout(right, 1)
        self.box.addWidget(self._body)
        self.finish(self.restore, away)
        self.put_away()

    def look(self, file: Path, name: str) -> None:
        """Verify a backup and show what it holds."""
        self.file = file
        self.name.show_text(name)
        self._body.hide()
        self.restore.hide()
        self.show()
        self.begin(self._desk.say(N_("Comparing it with what was backed up …")))
        job = partial(keeping.look_inside, file=file, language=self._desk.language.code)
        jobs, show, fail = self._desk.jobs, partial(self._show, file), partial(self._fail, file)
        if jobs.broken:
            jobs.run(partial(job, None), show, fail)
        else:
            jobs.read(job, show, fail)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set what differs beside the counts where there is room, else below."""
        super().resizeEvent(event)
        wide = self.width() >= _TWO_COLUMNS_FROM
        way = QBoxLayout.Direction
        self._columns.setDirection(way.LeftToRight if wide else way.TopToBottom)

    def put_away(self) -> None:
        """Put away what was looked at; nothing was changed."""
        self.file = None
        self.end("")
        self.hide()

    def _show(self, file: Path, inside: "Inside") -> None:
        if file != self.file:
            return
        say, write = self._desk.say, self._desk.language.number
        self.end(*self._verdict(inside))
        lines = [
            (
                say(self._desk.kind(name).plural),
                write(count),
                write(inside.now[name]) if name in inside.now else "–",
            )
            for name, count in inside.counts.items()
            if count or inside.now.get(name)
        ]
        heads = [say(N_("Kind")), say(N_("In the backup")), say(N_("Now"))]
        _fill(self.counts, heads, lines, len(lines))
        differing = [
            (each.caption or "—", say(self._desk.kind(each.kind).singular), say(_SINCE[each.since]))
            for each in inside.differences
        ]
        if inside.more:
            differing.append((say(N_("and {n} more"), n=write(inside.more)), "", ""))
        number = len(inside.differences) + inside.more
        told = self._desk.language.counted(_DIFFER, number)
        if not number:
            told = say(N_("No record differs from now."))
        self.differing.setText(told)
        self.differing.setVisible(bool(inside.now) and not inside.older)
        heads = [say(N_("Record")), say(N_("Kind")), say(N_("Since then"))]
        _fill(self.differences, heads, differing)
        self.differences.setVisible(bool(differing))
        changes = [
            (instant(each.at), each.author or "—", each.description) for each in inside.changes
        ]
        _fill(self.changes, [say(N_("When")), say(N_("By")), say(N_("Change"))], changes)
        self._body.show()
        self.restore.show()
        self.shown.emit()

    def _verdict(self, inside: "Inside") -> tuple[str, str]:
        """Tell how far the backup can be relied on, and with what sign."""
        say = self._desk.say
        if inside.findings:
            first = inside.findings[0]
            told = N_("It was changed outside the program: {finding}")
            return say(told, finding=say(first.template, **first.facts)), "circle-alert"
        sentence = N_("It is whole: it was compared with what was backed up.")
        if inside.older:
            sentence = N_(
                "It is whole, and of an earlier version of this program: it is brought up to date "
                "when it is restored."
            )
        elif not inside.compared:
            sentence = N_(
                "It is whole, and its history holds; it came without the manifest that tells what "
                "was backed up."
            )
        return say(sentence), "circle-check"

    def _fail(self, file: Path, error: Exception) -> bool:
        """Say on the card what is wrong with it; what nobody expected is told by others too."""
        if file != self.file:
            return True
        told = notice(error, self._desk.language)
        self.end(told.sentence, "circle-alert")
        self.shown.emit()
        return not told.details

    def _ask(self) -> None:
        if self.file and not self.working:
            self.restoring.emit(self.file)


def _fill(
    table: PlainTable, heads: list[str], rows: Sequence[tuple[str, ...]], most: int = _MOST_ROWS
) -> None:
    """Show rows, in a table as high as they want."""
    table.show_rows(heads, rows)
    table.setFixedHeight(_HEAD + _ROW * min(len(rows), most) + 4)
