"""Backups: the last good one, all there are, what is inside, and the way back."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from intloffice.gui import keeping
from intloffice.gui.desk import Desk
from intloffice.gui.dialogs.files import ChooseFile, ask_folder, ask_which
from intloffice.gui.instants import instant
from intloffice.gui.keeping import Kept
from intloffice.gui.pages.inside_card import InsideCard
from intloffice.gui.pages.page import Page
from intloffice.gui.pages.place_card import PlaceCard
from intloffice.gui.place import Place
from intloffice.gui.problems import notice
from intloffice.gui.soon import soon
from intloffice.gui.widgets.buttons import button
from intloffice.gui.widgets.card import Card
from intloffice.gui.widgets.plain_label import PlainLabel
from intloffice.gui.widgets.plain_table import PlainTable
from intloffice.i18n import N_

if TYPE_CHECKING:
    from intloffice.database.shelf import Manifest
    from intloffice.operations.backups import Done, Restored

_WIDEST = 1120
_ROW, _HEAD = 32, 42
_MOST_ROWS = 12
#: The kinds of file, as a dialog shows them.
_FILES = "Backup (*.office)"


class BackupsPage(Page):
    """Lists the backups; one is looked into before it is restored.

    ``backed_up`` tells of a new backup, ``restored`` that all must be read anew, ``placed`` of a
    second place that was chosen, or none.
    """

    backed_up = Signal(object)
    restored = Signal(str)
    placed = Signal(str)

    def __init__(
        self,
        desk: Desk,
        choose_file: ChooseFile = ask_which,
        choose_folder: ChooseFile = ask_folder,
    ) -> None:
        super().__init__(desk, desk.say(N_("Backups")))
        say = desk.say
        self.choose_file, self.choose_folder = choose_file, choose_folder
        self._listed: list[tuple[Path, Manifest]] = []
        self.own = self._own()
        self.second = self._second()
        self.inside = InsideCard(desk)
        self.inside.restoring.connect(self.restore)
        self.inside.shown.connect(self._show_inside)
        self.table = PlainTable(desk.theme, say(N_("Backups")))
        self.table.opened.connect(self._look)
        self.empty = PlainLabel(say(N_("There is no backup yet.")), "muted")
        self._put_body()

    def arrive(self, place: Place) -> None:
        """Read what backups there are."""
        self.noted.emit("")
        self.refresh()

    def refresh(self) -> None:
        """Read what backups there are, also where the office itself cannot be opened."""
        desk = self.desk
        job = partial(keeping.standing, folder=desk.folder, second=desk.settings.second_place)
        if desk.jobs.broken:
            desk.jobs.run(partial(job, None), self._show)
        else:
            desk.jobs.read(job, self._show)
        self._now.setEnabled(not desk.jobs.broken and not self.own.working)

    def back_up(self) -> None:
        """Back up now."""
        if self.own.working or self.desk.jobs.broken:
            return
        self.own.begin(self.desk.say(N_("Backing up …")))
        job = partial(keeping.back_up, reason="asked for", second=self.desk.settings.second_place)
        self.desk.jobs.tend(job, self._tell_backed_up, partial(self._fail, self.own))

    def look(self, file: Path, name: str = "") -> None:
        """Look inside a backup."""
        self.inside.look(file, name or file.name)

    def choose_backup(self) -> None:
        """Ask for a backup's file that lies elsewhere, and look inside."""
        title = self.desk.say(N_("Choose a backup"))
        path = self.choose_file(self, title, "", _FILES)
        if path:
            self.look(Path(path))

    def choose_second(self) -> None:
        """Ask for a second place, and bring the backups there from now on."""
        title = self.desk.say(N_("A second place for backups"))
        path = self.choose_folder(self, title, self.desk.settings.second_place, "")
        if path:
            self.second.begin(self.desk.say(N_("Looking at the folder …")))
            job = partial(keeping.prepare_second, path)
            self.desk.jobs.run(job, self._take_second, partial(self._fail, self.second))

    def do_without(self) -> None:
        """Bring no more backups to the second place; those there stay."""
        self._take_second("")

    def restore(self, file: Path) -> None:
        """Put a backup in the place of the office."""
        told = self.desk.say(N_("Restored from backup {name}"), name=file.stem)
        self.inside.begin(self.desk.say(N_("Restoring …")))
        job = partial(
            keeping.restore,
            file=file,
            folder=self.desk.folder,
            author=self.desk.settings.author,
            told=told,
        )
        fail = partial(self._fail, self.inside)
        self.desk.jobs.mend(job, partial(self._tell_restored, file), fail)

    def _own(self) -> PlaceCard:
        say = self.desk.say
        card = PlaceCard(
            self.desk,
            say(N_("Beside the office")),
            say(
                N_(
                    "What was changed is backed up every half hour, on closing, and before each "
                    "import, update and restore."
                )
            ),
        )
        self._now = button(say(N_("Back up now")), self.back_up, "primary")
        card.box.addStretch(1)
        card.put_row(self._now)
        card.finish(self._now)
        return card

    def _second(self) -> PlaceCard:
        say = self.desk.say
        card = PlaceCard(
            self.desk,
            say(N_("In a second place")),
            say(
                N_(
                    "A stick, a share or a synced folder: what is kept there outlives this "
                    "computer."
                )
            ),
        )
        chosen = bool(self.desk.settings.second_place)
        words = N_("Choose another folder …") if chosen else N_("Choose a folder …")
        choose = button(say(words), self.choose_second, "" if chosen else "primary")
        without = [button(say(N_("Do without")), self.do_without, "quiet")] if chosen else []
        card.box.addStretch(1)
        card.put_row(choose, *without)
        card.finish(choose, *without)
        return card

    def _put_body(self) -> None:
        say = self.desk.say
        places = QHBoxLayout()
        places.setSpacing(16)
        places.addWidget(self.own, 1)
        places.addWidget(self.second, 1)
        kept = Card(
            self.desk,
            say(N_("All backups")),
            say(
                N_(
                    "Each was compared with the office when it was written. Older ones are thinned "
                    "out over days, weeks and months."
                )
            ),
        )
        elsewhere = button(say(N_("A backup elsewhere …")), self.choose_backup, "quiet")
        kept.box.addWidget(self.table)
        kept.box.addWidget(self.empty)
        kept.put_row(elsewhere)
        kept.finish()
        inner = QWidget()
        inner.setMaximumWidth(_WIDEST)
        box = QVBoxLayout(inner)
        box.setContentsMargins(24, 20, 24, 24)
        box.setSpacing(16)
        box.addLayout(places)
        box.addWidget(self.inside)
        box.addWidget(kept)
        box.addStretch(1)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(inner, 1)
        row.addStretch(0)
        self._scroll = scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(holder)
        self.body.addWidget(scroll, 1)

    def _show(self, kept: Kept) -> None:
        now = datetime.now(UTC)
        self.own.show_standing(kept.own, now)
        self.second.show_standing(kept.second, now)
        self._listed = kept.all()
        say = self.desk.say
        places = {kept.own.shelf: say(N_("Beside the office"))}
        rows = [
            (
                str(each.number),
                instant(each.at),
                say(each.reason),
                self.desk.language.number(sum(each.counts.values())),
                places.get(shelf, say(N_("Second place"))),
            )
            for shelf, each in self._listed
        ]
        heads = N_("Backup"), N_("Made"), N_("Reason"), N_("Records"), N_("Where it lies")
        self.table.show_rows([say(head) for head in heads], rows, say(N_("Look inside")))
        self.table.setFixedHeight(_HEAD + _ROW * min(len(rows), _MOST_ROWS) + 4)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)

    def _look(self, row: int) -> None:
        shelf, each = self._listed[row]
        named = N_("Backup {number} of {instant}, {reason}")
        name = self.desk.say(
            named, number=each.number, instant=instant(each.at), reason=self.desk.say(each.reason)
        )
        self.look(keeping.path_of(shelf, each.number), name)

    def _show_inside(self) -> None:
        """Bring in sight what is inside, once it has its place."""
        soon(self._scroll, self._scroll_to_inside)

    def _scroll_to_inside(self) -> None:
        self._scroll.verticalScrollBar().setValue(max(0, self.inside.y() - 16))

    def _tell_backed_up(self, done: "Done") -> None:
        say = self.desk.say
        told = N_("Backup {number} holds the same as the office: {n} records.")
        n = self.desk.language.number(sum(done.made.counts.values()))
        self.own.end(say(told, number=done.made.number, n=n), "circle-check")
        if done.problem:
            self.second.end(say(done.problem.template, **done.problem.facts), "circle-alert")
        elif done.sent:
            self.second.end("")
        self.backed_up.emit(done)
        self.refresh()

    def _take_second(self, place: str) -> None:
        self.second.end("")
        self.placed.emit(place)

    def _tell_restored(self, file: Path, done: "Restored") -> None:
        say = self.desk.say
        told = [say(N_("“{name}” was restored."), name=file.name)]
        if done.before:
            before = N_("What was there before is backup {number}.")
            told.append(say(before, number=done.before.number))
        if done.aside:
            aside = N_("The file that was there before is damaged; it is kept as {path}.")
            told.append(say(aside, path=done.aside))
        self.restored.emit(self.desk.language.together(told))

    def _fail(self, card: Card, error: Exception) -> bool:
        """Say on a card what went wrong; what nobody expected is told by others too."""
        told = notice(error, self.desk.language)
        card.end(told.sentence, "circle-alert")
        return not told.details
