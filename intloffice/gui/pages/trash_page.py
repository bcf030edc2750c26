"""What was removed, to be brought back."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from intloffice.errors import StoppedError
from intloffice.gui import asking, erasing
from intloffice.gui.desk import Desk
from intloffice.gui.dialogs.last_warning import LastWarning
from intloffice.gui.icons import icon
from intloffice.gui.instants import instant
from intloffice.gui.pages.page import Page
from intloffice.gui.place import Place
from intloffice.gui.widgets.buttons import button
from intloffice.gui.widgets.progress import WorkStrip
from intloffice.gui.widgets.table_or_note import TableOrNote
from intloffice.i18n import N_, NN_
from intloffice.names.folding import fold

if TYPE_CHECKING:
    from intloffice.operations.trash import Brought, Removed

#: So many are shown at once, and the others a moment later.
_FIRST = 500
#: From so many records on, one is told how far the work is; so many refusals one by one.
_LONG_WORK, _TOLD = 100, 8
_BACK = NN_(
    "{n} record is back. Ctrl+Z removes it again.",
    "{n} records are back. Ctrl+Z removes them again.",
)
_THERE = NN_("{n} was there already.", "{n} were there already.")


class TrashPage(Page):
    """Lists the removed records, the latest first; one is restored by its link, or several."""

    def __init__(self, desk: Desk) -> None:
        say = desk.say
        super().__init__(desk, say(N_("Trash")))
        self._all: list[Removed] = []
        self._shown: list[Removed] = []
        self._row = 0
        self.work = WorkStrip(desk)
        self.search = QLineEdit()
        self.search.setPlaceholderText(say(N_("Search")))
        self.search.setAccessibleName(say(N_("Search")))
        self.search.setClearButtonEnabled(True)
        self.search.setProperty("role", "search")
        leading = QLineEdit.ActionPosition.LeadingPosition
        self.search.addAction(icon("search", desk.theme.colours.muted), leading)
        self.search.setMinimumWidth(180)
        self.search.setMaximumWidth(320)
        self.search.textChanged.connect(self._show)
        self.top.insertWidget(1, self.note)
        self.title.setSizePolicy(self.note.sizePolicy())
        self.top.setStretch(0, 0)
        self.top.addStretch(1)
        self.top.addWidget(self.search, 4)
        self.restoring = button(say(N_("Restore")), self.restore_chosen, "primary")
        self._empty = button(say(N_("Empty …")), self._ask_to_empty)
        self.top.addWidget(self.restoring)
        self.top.addWidget(self._empty)
        self.rows = TableOrNote(desk.theme, say(N_("Removed records")), many=True)
        self.table, self.empty = self.rows.table, self.rows.note
        self.table.opened.connect(self._open)
        self.table.chosen.connect(self._show_chosen)
        self.body.addWidget(self.work)
        self.body.addWidget(self.rows, 1)

    def arrive(self, place: Place) -> None:
        """Read what was removed."""
        self._row = 0
        self.refresh()
        self.table.setFocus()

    def refresh(self) -> None:
        """Read what was removed."""
        self._read(_FIRST)

    def _read(self, limit: int | None) -> None:
        job = partial(asking.removed, language=self.desk.language.code, limit=limit)
        self.desk.jobs.read(job, partial(self._take, limit))

    def _take(self, limit: int | None, removed: "list[Removed]") -> None:
        """Show what was read; where there is more, the rest is read too, as it may be sought."""
        if limit and len(removed) == limit:
            self._read(None)
            if self._all:
                return  # what is shown is not cut short meanwhile
        self._all = removed
        self._empty.setEnabled(bool(removed))
        self._show(row=self._row)
        self.noted.emit("")

    def _show(self, _text: str = "", row: int = 0) -> None:
        say, sought = self.desk.say, fold(self.search.text()).strip()
        self._shown = [each for each in self._all if sought in fold(each.caption)]
        lines = [
            (each.caption or "—", self._kind(each), instant(each.at), each.author or "—")
            for each in self._shown
        ]
        headings = [say(text) for text in (N_("Record"), N_("Kind"), N_("Removed"), N_("By"))]
        self.rows.show_rows(headings, lines, say(N_("Restore")))
        if row > 0 and lines:
            self.table.selectRow(min(row, len(lines) - 1))
            self.table.scrollTo(self.table.currentIndex())
        self._show_chosen()
        self.note.setText(self.desk.language.number(len(lines)) if lines else "")
        nothing = N_("Nothing is found.") if self._all else N_("Nothing was removed.")
        self.empty.setText(say(nothing))

    def _ask_to_empty(self) -> None:
        say = self.desk.say
        asked = LastWarning(
            self,
            say(N_("Empty the Trash?")),
            say(
                N_(
                    "What was removed goes for good, from the history too, and can be brought "
                    "back only from a backup. Nothing done before can be undone any more."
                )
            ),
            say(N_("Cancel")),
            say(N_("Empty")),
        )
        asked.lose.clicked.connect(lambda _checked=False: self.empty_trash())
        asked.open()

    def empty_trash(self) -> None:
        """Let go of all that was removed."""
        named = self.desk.say(N_("Empty the Trash"))
        job = partial(erasing.empty_trash, author=self.desk.jobs.author, description=named)
        self.desk.jobs.fill(named, job, self._emptied)

    def _emptied(self, _done: None) -> None:
        self.desk.glances.drop()

    def _kind(self, removed: "Removed") -> str:
        return self.desk.say(self.desk.kind(removed.kind).singular)

    def _show_chosen(self) -> None:
        """Tell on the button how many are chosen."""
        rows, language = self.table.chosen_rows(), self.desk.language
        text = self.desk.say(N_("Restore"))
        text = language.bracketed(text, language.number(len(rows))) if len(rows) > 1 else text
        self.restoring.setText(text)
        self.restoring.setEnabled(bool(rows) and not self.work.working)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave several chosen rows with Escape."""
        if event.matches(QKeySequence.StandardKey.Cancel) and len(self.table.chosen_rows()) > 1:
            self.table.selectRow(self.table.currentIndex().row())
            return
        super().keyPressEvent(event)

    def _open(self, row: int) -> None:
        """Restore the row whose link was followed, with all others that are chosen."""
        rows = self.table.chosen_rows()
        self._restore(rows if row in rows else [row])

    def restore_chosen(self) -> None:
        """Bring all that are chosen back, as one change."""
        self._restore(self.table.chosen_rows())

    def _restore(self, rows: Sequence[int]) -> None:
        if not rows or self.work.working:
            return
        self._row = rows[0]
        chosen, say = [self._shown[row] for row in rows], self.desk.say
        if len(chosen) > 1:
            named = say(N_("Restore {n} records"), n=len(chosen))
            job = partial(asking.restore_all, records=chosen, progress=self._begin(named, chosen))
            self.desk.jobs.write(named, job, self._restored_all, self._stop)
            return
        (removed,) = chosen
        named = say(
            N_("Restore: {kind} “{caption}”"), kind=self._kind(removed), caption=removed.caption
        )
        one = partial(asking.restore, kind=removed.kind, record_id=removed.id)
        self.desk.jobs.write(named, one, partial(self._restored, removed))

    def _begin(self, named: str, chosen: "Sequence[Removed]") -> Callable[[int, int], None]:
        """Show how far the work is where it may take long."""
        if len(chosen) < _LONG_WORK:
            return lambda _done, _total: None
        progress = self.work.begin(f"{named} …")
        self._show_chosen()
        return progress.go_on

    def _stop(self, error: Exception) -> bool:
        self.work.end()
        self._show_chosen()
        if isinstance(error, StoppedError):
            self.noted.emit(self.desk.say(error.template))
            return True
        return False

    def _restored_all(self, brought: "Brought") -> None:
        """Tell how many came back, how many were there already, and why others did not."""
        self.work.end()
        say, language = self.desk.say, self.desk.language
        back = say(N_("No record came back."))
        if brought.number:
            back = language.counted(_BACK, brought.number)
        there = language.counted(_THERE, brought.there) if brought.there else ""
        told = [language.together((back, there))]
        told += [
            language.labelled(each.caption, say(each.template, **each.facts))
            for each in brought.refused[:_TOLD]
        ]
        more = len(brought.refused) - _TOLD
        told += [say(N_("… and {n} more"), n=more)] if more > 0 else []
        self.banner.offer("\n".join(told), "", lambda: None)

    def _restored(self, removed: "Removed", number: int) -> None:
        say = self.desk.say
        if number > 1:
            others = N_("“{caption}” is back, and with it what it names: {n} in all.")
            sentence = say(others, caption=removed.caption, n=number)
        else:
            sentence = say(N_("“{caption}” is back."), caption=removed.caption)
        place = Place("record", removed.kind, removed.id)
        self.banner.offer(sentence, say(N_("Open")), partial(self.going.emit, place))
