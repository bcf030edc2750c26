"""The main window: the sidebar, the page one is on, and a line that says how things stand."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from intloffice.gui.last_window import LastWindow, Left
from intloffice.gui.soon import soon
from intloffice.gui.theme import SIDEBAR_WIDTH, Theme
from intloffice.i18n import N_

if TYPE_CHECKING:
    from pathlib import Path

    from intloffice.errors import OfficeError, StoreError
    from intloffice.gui.asking import Overview
    from intloffice.gui.desk import Desk
    from intloffice.gui.keeping import Kept
    from intloffice.gui.page_maker import PageMaker
    from intloffice.gui.pages.page import Page
    from intloffice.gui.place import Place
    from intloffice.gui.problems import Notice
    from intloffice.gui.widgets.sidebar import Sidebar
    from intloffice.settings import Settings

_KEPT_PLACES = 50
#: What is left to the undo beside a long line at the foot.
_LEAST_HINT = 140


class MainWindow(QMainWindow):
    """Holds the pages and goes from one to the other.

    The window is painted empty, so that it is there at once; it is furnished then, and a page is
    imported and made when one first goes to it.
    When the language or the look is changed, the pages are made anew and one stays where one was:
    what was not saved is kept by the drafts.
    """

    dressed = Signal(object)
    settings_chosen = Signal(object)
    #: The page one is on shows what it read.
    answered = Signal()
    desk: "Desk"
    place: "Place"
    sidebar: "Sidebar"

    def __init__(self, theme: Theme, last: LastWindow) -> None:
        super().__init__()
        self._last = last
        self._ground = theme
        self._furnished = False
        self._pages: dict[tuple[str, str], Page] = {}
        self._before: list[Place] = []
        self._spots: dict[Place, str] = {}
        self._saved_at = ""
        self._overview: Overview | None = None
        self._kept: Kept | None = None
        self._warned = False
        self._undone_said = False
        self.resize(1280, 800)
        self.setMinimumSize(880, 560)
        self._came_from = last.get()
        if self._came_from.geometry:
            self.restoreGeometry(QByteArray(self._came_from.geometry))

    def furnish(
        self,
        desk: "Desk",
        fill_sample: Callable[[Any], str],
        open_sample: "Callable[[Path, str], None]",
    ) -> None:
        """Put everything into the window, and what was told last, if that still holds.

        ``fill_sample`` fills this office, ``open_sample`` opens another beside it.
        """
        from intloffice.gui.place import HOME
        from intloffice.gui.tending import Tending
        from intloffice.gui.undoing import Undoing
        from intloffice.gui.updating import Updating

        self.desk = desk
        self.updating = Updating(lambda: self.desk, lambda: self._column, self)
        self.tending = Tending(lambda: self.desk, self)
        self.tending.stood.connect(self._show_kept)
        self.tending.damaged.connect(self._tell_damage)
        self.undoing = Undoing(
            lambda: self.desk, lambda: self.page.banner, lambda: self._column, self
        )
        self.undoing.noted.connect(self._say)
        self.place = self._first_place()
        self._before = [HOME] if self.place != HOME else []
        self._fill_sample, self._open_sample = fill_sample, open_sample
        desk.jobs.opened.connect(self._begin)
        desk.jobs.written.connect(self._note_written)
        desk.jobs.refused.connect(self.undoing.note_refused)
        desk.drafts.kept.connect(self._note_kept)
        self._build()
        self._furnished = True
        self._show_glance()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the grounds of the sidebar and the page before they are there."""
        super().paintEvent(event)
        if not self._furnished:
            painter = QPainter(self)
            painter.fillRect(self.rect(), self._ground.colour("page"))
            painter.fillRect(0, 0, SIDEBAR_WIDTH, self.height(), self._ground.colour("side"))
            painter.fillRect(SIDEBAR_WIDTH - 1, 0, 1, self.height(), self._ground.colour("line"))
            painter.end()

    @property
    def page(self) -> "Page":
        """The page one is on."""
        if not self.stack.count():
            self._show_place(self.place)
        return cast("Page", self.stack.currentWidget())

    def go(self, place: "Place") -> None:
        """Go to a place, and remember where one was."""
        if place == self.place:
            return
        self._before = [*self._before[-_KEPT_PLACES:], self._here()]
        self._show_place(place)

    def go_back(self) -> None:
        """Go where one was before."""
        if self._before:
            place = self._before.pop()
            self._show_place(place, returning_to=self._spots.pop(place, ""))
        elif self.place.page == "record":
            from intloffice.gui.place import Place

            self._show_place(Place("list", self.place.kind))

    def tell(self, notice: "Notice") -> None:
        """Show a notice above the page, with a way to the backups where the office is not open."""
        self.page.banner.show_notice(notice)
        if self.desk.jobs.broken:
            self._lead_to_backups()

    def come_forward(self) -> None:
        """Come before all other windows: somebody started the program again."""
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()
        QApplication.alert(self)

    def open_finder(self) -> None:
        """Open the box that finds everything."""
        from intloffice.gui.dialogs.find_box import FindBox

        box = FindBox(self.desk, self.menus.commands(), self)
        box.going.connect(self.go)
        box.show()

    def open_manual(self, name: str = "") -> None:
        """Open a page of the manual: the one that is named, else the one that fits the place."""
        from intloffice.gui import manual
        from intloffice.gui.place import Place

        here = self.place
        fitting = self.page.manual_page or manual.page_for(here.page, here.kind)
        self.go(Place("manual", name or fitting))

    def choose(self, settings: "Settings") -> None:
        """Take over settings, and make the pages anew where they look or speak otherwise."""
        from intloffice.i18n import language

        before = self.desk.settings
        self.page.leave()
        desk = replace(self.desk, settings=settings)
        if settings.language != before.language:
            folder = self.desk.translations
            desk = replace(desk, language=language(settings.language, folder))
        if (settings.theme, settings.accent) != (before.theme, before.accent):
            desk = replace(desk, theme=Theme(settings.theme, settings.accent))
        self.desk = desk
        self.desk.jobs.author = settings.author
        self.settings_chosen.emit(settings)
        looks = ("language", "theme", "accent", "letterhead", "region_countries")
        if any(getattr(settings, name) != getattr(before, name) for name in looks):
            self.dressed.emit(desk)
            self._build()
        if settings.language != before.language:
            self._ask_overview(self._show_overview)
        self._show_place(self.place)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Finish what was begun."""
        if self._furnished:
            from intloffice.gui.dialogs.last_warning import agrees_to_lose, tell_not_backed_up

            self.page.leave()
            if self.desk.drafts.at_risk and not agrees_to_lose(self, self.desk):
                event.ignore()
                return
            self.tending.stop()
            self._keep_left()
            self.hide()
            undone = self.desk.jobs.stop(self.tending.finish)
            if undone:
                tell_not_backed_up(self.desk, undone)
        super().closeEvent(event)

    def _build(self) -> None:
        from intloffice.gui.widgets.buttons import button
        from intloffice.gui.widgets.plain_label import PlainLabel, ShortenedLabel
        from intloffice.gui.widgets.sidebar import Sidebar

        self.setWindowTitle(self.desk.say(N_("International Office")))
        self._pages = {}
        unfolded = self.sidebar.unfolded if self._furnished else self._last.get().unfolded
        self.sidebar = Sidebar(self.desk)
        self.sidebar.unfold(unfolded=unfolded)
        self.sidebar.going.connect(self.go)
        self.stack = QStackedWidget()
        self._left = ShortenedLabel()
        self._hint = ShortenedLabel("", "muted")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._right = PlainLabel("", "good")
        self.last_backup = button("", self._show_backups, "link")
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self._column.addWidget(self.stack, 1)
        self._column.addWidget(self._foot())
        row.addLayout(self._column, 1)
        self.setCentralWidget(whole)
        self._make_menus()
        if self._overview:
            self._show_overview(self._overview)
        if self._kept:
            self._show_kept(self._kept)

    def _foot(self) -> QWidget:
        foot = QFrame()
        foot.setObjectName("foot")
        foot.setFixedHeight(32)
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(24)
        self._left.take_room()
        self._hint.setMinimumWidth(_LEAST_HINT)
        row.addWidget(self._left)
        row.addWidget(self._hint, 1)
        row.addWidget(self.last_backup)
        row.addWidget(self._right)
        return foot

    def _make_menus(self) -> None:
        from intloffice.gui.menus import Deeds, Menus

        deeds = Deeds(
            self.go,
            self.go_back,
            self.open_finder,
            self.open_manual,
            self.undoing.undo,
            self.undoing.redo,
            self.close,
        )
        self.menus = Menus(self.desk, self.menuBar(), deeds)
        self.undo_action, self.redo_action = self.menus.undo_action, self.menus.redo_action

    def _page_maker(self) -> "PageMaker":
        from intloffice.gui.page_maker import PageMaker, Wishes

        wishes = Wishes(
            self._show_home,
            self._speak,
            self.choose,
            self._sample,
            self._show_sample_beside,
            self.tending.ask,
            self._place_backups,
            self._begin_anew,
            self._tell_erased,
        )
        return PageMaker(self.desk, wishes)

    def _first_place(self) -> "Place":
        """Tell where the last window was left, if there still is such a page; else the first."""
        from intloffice.gui.place import HOME, Place

        left = self._came_from
        place = Place(left.page, left.kind, left.record if left.record > 0 else None)
        return place if self._page_maker().has(place) else HOME

    def _keep_left(self) -> None:
        """Keep how the window is left; what only begins something is not begun again."""
        from intloffice.gui.place import HOME, WELCOME

        here = self._here()
        if here.page == WELCOME.page or here.record == 0:
            here = HOME
        geometry = bytes(self.saveGeometry().data())
        left = Left(geometry, here.page, here.kind, here.record or 0, self.sidebar.unfolded)
        self._last.keep(left)

    def _here(self) -> "Place":
        return self.page.current_place or self.place

    def _show_place(self, place: "Place", returning_to: str = "") -> None:
        if self.stack.count():
            now = self.page
            if now.spot:
                self._spots[self.place] = now.spot
            now.leave()
            if now.passing:
                self._pages.pop(_key(self.place), None)
                self.stack.removeWidget(now)
                now.deleteLater()
        self.undoing.forget_refused()
        self.place = place
        page = self._page_for(place)
        last = page.focusWidget()
        self.stack.setCurrentWidget(page)
        passed = self.focusWidget()
        if passed is not None and passed is not last and page.isAncestorOf(passed):
            passed.clearFocus()  # Qt has passed it on to whatever came first
        self.sidebar.show_place(place)
        self._say_of_page("")
        page.returning_to = returning_to
        page.arrive(place)
        page.take_keyboard(last)

    def _page_for(self, place: "Place") -> "Page":
        key = _key(place)
        if key not in self._pages:
            page = self._page_maker().make(place)
            page.going.connect(self.go)
            page.backing.connect(self.go_back)
            page.noted.connect(partial(self._note, page))
            page.told.connect(self.tell)
            self.stack.addWidget(page)
            self._pages[key] = page
        return self._pages[key]

    def _speak(self, code: str) -> None:
        self.choose(replace(self.desk.settings, language=code))

    def _sample(self) -> None:
        sample = self.desk.say(N_("Fill a sample office"))
        self.desk.jobs.fill(sample, self._fill_sample, self._show_sample)

    def _show_sample(self, shown_on: str) -> None:
        """Look at the sample on the day for which it was made."""
        from intloffice.gui.place import HOME

        self.place = HOME
        self.choose(replace(self.desk.settings, shown_on=shown_on))

    def _show_sample_beside(self) -> None:
        """Open the sample office in a window of its own."""
        say = self.desk.say
        self._left.show_text(say(N_("Filling …")))
        told = say(N_("The sample office opens in a window of its own."))
        job = partial(self._open_sample, self.desk.folder, self.desk.language.code)
        self.desk.jobs.run(job, lambda _: self._left.show_text(told))

    def _begin(self) -> None:
        self._saved_at = ""
        if not self.stack.count():
            self._show_place(self.place)
        self._ask_overview(self._begin_with)
        self._ask_warnings()
        self.tending.ask()

    def _begin_with(self, overview: "Overview") -> None:
        from intloffice.gui.place import HOME, WELCOME

        self._show_overview(overview)
        if not any(overview.totals.values()) and self.place in (HOME, self._first_place()):
            self._show_place(WELCOME)

    def _note_written(self, _description: str) -> None:
        self.undoing.forget_refused()
        self._saved_at = f"{datetime.now().astimezone():%H:%M}"
        self._ask_overview(self._show_overview)
        self.page.refresh()

    def _note_kept(self) -> None:
        """Tell on the first page of entries that are not saved."""
        if self.stack.count() and self.place.page == "home":
            self.page.refresh()

    def _ask_warnings(self) -> None:
        from intloffice.gui import asking

        self.desk.jobs.run(partial(asking.warnings, self.desk.folder), self._warn)

    def _tell_erased(self) -> None:
        """Say that a person was erased; a backup was written before and after."""
        said = N_("The person was erased. What others tell of them is kept without the name.")
        self.page.banner.offer(self.desk.say(said), "", lambda: None)
        self.tending.ask()

    def _warn(self, warnings: "list[StoreError]") -> None:
        """Say what endangers the office where it lies."""
        from intloffice.gui.problems import Notice

        said = [self.desk.say(each.template, **each.facts) for each in warnings]
        if said:
            self.tell(Notice("\n".join(said)))

    def _show_home(self) -> None:
        from intloffice.gui.place import HOME

        self._show_place(HOME)

    def _show_glance(self) -> None:
        """Show what was told last, until the store is open."""
        from intloffice.gui.pages.home_page import HomePage
        from intloffice.gui.place import HOME

        known = self.desk.glances.get(self.desk.language.code, self.desk.today())
        if known:
            self._show_overview(known.overview)
        if known and self.place == HOME:
            self._show_place(self.place)
            assert isinstance(self.page, HomePage)
            self.page.show_glance(known)

    def _tell_damage(self, error: Exception) -> None:
        from intloffice.gui.problems import notice

        self.tell(notice(error, self.desk.language))
        self._lead_to_backups()

    def _lead_to_backups(self) -> None:
        """Put a way to the backups on the banner, unless one is there."""
        if self.place.page != "backups":
            self.page.banner.lead(self.desk.say(N_("Backups")), self._show_backups)

    def _show_kept(self, kept: "Kept") -> None:
        from intloffice.gui.instants import short_instant

        self._kept = kept
        say, now, last = self.desk.say, datetime.now(UTC), kept.own.last
        told = say(N_("Backed up {time}"), time=short_instant(last.at)) if last else ""
        told = told or say(N_("Not backed up yet"))
        if kept.is_away:
            told = f"{told} · {say(N_('second place not reachable'))}"
        self.last_backup.setText(told)
        overdue = kept.is_overdue(now)
        self.last_backup.setProperty("tone", "waiting" if overdue or kept.is_away else "")
        self.last_backup.style().polish(self.last_backup)
        if overdue and last and not self._warned and self.stack.count():
            self._warned = True
            said = N_("What was changed has not been backed up for more than seven days.")
            self.page.banner.offer(say(said), "", self._show_backups)
            self._lead_to_backups()

    def _show_backups(self) -> None:
        from intloffice.gui.place import BACKUPS

        self.go(BACKUPS)

    def _place_backups(self, place: str) -> None:
        """Take over another second place; of the pages only those that show it are made anew."""
        settings = replace(self.desk.settings, second_place=place)
        self.desk = replace(self.desk, settings=settings)
        self.settings_chosen.emit(settings)
        shown = ("backups", "settings")
        left = [page for name in shown if (page := self._pages.pop((name, ""), None))]
        if self.place.page in shown:
            self._show_place(self.place)
        for page in left:
            self.stack.removeWidget(page)
            page.deleteLater()
        self.tending.back_up()

    def _begin_anew(self, told: str) -> None:
        """Make the pages anew: another state of the office was put in the place of this one."""
        self._before.clear()
        self.desk.views.forget()
        self._build()
        self._show_place(self.place)
        soon(self.page, self.page.take_keyboard)
        self.page.banner.offer(told, "", lambda: None)

    def _tell_not_backed_up(self, error: "OfficeError") -> None:
        from PySide6.QtWidgets import QMessageBox

        say = self.desk.say
        told = QMessageBox()
        told.setTextFormat(Qt.TextFormat.PlainText)
        told.setIcon(QMessageBox.Icon.Warning)
        told.setText(say(N_("All is saved, but it could not be backed up on closing.")))
        told.setInformativeText(say(error.template, **error.facts))
        told.exec()

    def _ask_overview(self, then: "Callable[[Overview], object]") -> None:
        from intloffice.gui import asking

        job = partial(asking.overview, kinds=self.desk.kinds, language=self.desk.language.code)
        self.desk.jobs.read(job, then)

    def _show_overview(self, overview: "Overview") -> None:
        from intloffice.gui.widgets.plain_label import for_button

        self._overview = overview
        self.undoing.latest, self.undoing.next = overview.undo, overview.redo
        say = self.desk.say
        self.sidebar.show_numbers(overview.totals)
        self.sidebar.show_office(overview.ourselves.caption, overview.ourselves.sign)
        office = say(N_("International Office"))
        self.setWindowTitle(" · ".join(filter(None, (overview.ourselves.caption, office))))
        for action, text, change in (
            (self.undo_action, N_("Undo"), overview.undo),
            (self.redo_action, N_("Redo"), overview.redo),
        ):
            action.setEnabled(bool(change))
            shown = self.desk.language.labelled(say(text), change) if change else say(text)
            action.setText(for_button(shown))
        self._hint.show_text(f"Ctrl+Z · {overview.undo}" if overview.undo else "")
        saved = N_("Saved {time}") if self._saved_at else N_("All is saved")
        shown_on = self.desk.settings.shown_on
        looked = say(N_("looked at on {day}"), day=shown_on) if shown_on else ""
        said = " · ".join(filter(None, (looked, say(saved, time=self._saved_at))))
        self._right.setText(f"● {said}")

    def _say(self, text: str) -> None:
        self._left.show_text(text)
        self._undone_said = True

    def _say_of_page(self, text: str) -> None:
        self._left.show_text(text)
        self._undone_said = False

    def _note(self, page: "Page", text: str) -> None:
        if page is self.stack.currentWidget():
            # Who only read anew what was taken back leaves it said.
            if text or not self._undone_said:
                self._say_of_page(text)
            self.answered.emit()


def _key(place: "Place") -> tuple[str, str]:
    """Tell which page shows a place: one for each kind, but one for all briefings."""
    one = ("briefings", "issued", "manual")
    return (place.page, "" if place.page in one else place.kind)
