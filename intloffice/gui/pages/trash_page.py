"""What was removed, to be brought back."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from intloffice.gui import asking, erasing
from intloffice.gui.desk import Desk
from intloffice.gui.dialogs.last_warning import LastWarning
from intloffice.gui.icons import icon
from intloffice.gui.instants import instant
from intloffice.gui.pages.page import Page
from intloffice.gui.place import Place
from intloffice.gui.widgets.buttons import button
from intloffice.gui.widgets.table_or_note import TableOrNote
from intloffice.i18n import N_
from intloffice.names.folding import fold

if TYPE_CHECKING:
    from intloffice.operations.trash import Removed


class TrashPage(Page):
    """Lists the removed records, the latest first; a link in each row restores it."""

    def __init__(self, desk: Desk) -> None:
        say = desk.say
        super().__init__(desk, say(N_("Trash")))
        self._all: list[Removed] = []
        self._shown: list[Removed] = []
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
        self._empty = button(say(N_("Empty …")), self._ask_to_empty)
        self.top.addWidget(self._empty)
        self.rows = TableOrNote(desk.theme, say(N_("Removed records")))
        self.table, self.empty = self.rows.table, self.rows.note
        self.table.opened.connect(self._restore)
        self.body.addWidget(self.rows, 1)

    def arrive(self, place: Place) -> None:
        """Read what was removed."""
        self.refresh()
        self.table.setFocus()

    def refresh(self) -> None:
        """Read what was removed."""
        job = partial(asking.removed, language=self.desk.language.code)
        self.desk.jobs.read(job, self._take)

    def _take(self, removed: "list[Removed]") -> None:
        self._all = removed
        self._empty.setEnabled(bool(removed))
        self._show()
        self.noted.emit("")

    def _show(self, _text: str = "") -> None:
        say, sought = self.desk.say, fold(self.search.text()).strip()
        self._shown = [each for each in self._all if sought in fold(each.caption)]
        lines = [
            (each.caption or "—", self._kind(each), instant(each.at), each.author or "—")
            for each in self._shown
        ]
        headings = [say(text) for text in (N_("Record"), N_("Kind"), N_("Removed"), N_("By"))]
        self.rows.show_rows(headings, lines, say(N_("Restore")))
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

    def _restore(self, row: int) -> None:
        removed = self._shown[row]
        named = self.desk.say(
            N_("Restore: {kind} “{caption}”"), kind=self._kind(removed), caption=removed.caption
        )
        job = partial(asking.restore, kind=removed.kind, record_id=removed.id)
        self.desk.jobs.write(named, job, partial(self._restored, removed))

    def _restored(self, removed: "Removed", number: int) -> None:
        say = self.desk.say
        if number > 1:
            others = N_("“{caption}” is back, and with it what it names: {n} in all.")
            sentence = say(others, caption=removed.caption, n=number)
        else:
            sentence = say(N_("“{caption}” is back."), caption=removed.caption)
        place = Place("record", removed.kind, removed.id)
        self.banner.offer(sentence, say(N_("Open")), partial(self.going.emit, place))
