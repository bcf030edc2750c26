"""Makes the pages of the window, each when one first goes to it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from intloffice.gui.place import Place

if TYPE_CHECKING:
    from intloffice.gui.desk import Desk
    from intloffice.gui.pages.page import Page
    from intloffice.settings import Settings

#: Pages that show nothing without a kind, or without a record.
_OF_A_KIND = ("list", "record", "entry")
_OF_A_RECORD = ("record", "prepare", "papers", "news", "course")
_QUEUED = Qt.ConnectionType.QueuedConnection


@dataclass(frozen=True)
class Wishes:
    """What the window does for its pages beyond going from one to the other."""

    show_home: Callable[[], object]
    speak: Callable[[str], object]
    choose: "Callable[[Settings], object]"
    fill_sample: Callable[[], object]
    open_sample: Callable[[], object]
    ask_kept: Callable[[], object]
    place_backups: Callable[[str], object]
    begin_anew: Callable[[str], object]
    tell_erased: Callable[[], object]


class PageMaker:
    """Makes pages by the names that places have for them."""

    def __init__(self, desk: "Desk", wishes: Wishes) -> None:
        self._desk, self._wishes = desk, wishes

    def make(self, place: Place) -> "Page":
        """Make the page for a place; the first one where there is no such page."""
        return self._makers(place.kind).get(place.page, self._home)()

    def has(self, place: Place) -> bool:
        """Tell whether there is a page for a place, and what it would show."""
        of_a_kind = any(kind.name == place.kind for kind in self._desk.kinds)
        if place.page in _OF_A_KIND and not of_a_kind:
            return False
        if place.page in _OF_A_RECORD and not place.record:
            return False
        return place.page in self._makers(place.kind)

    def _makers(self, kind: str) -> "Mapping[str, Callable[[], Page]]":
        return {
            "home": self._home,
            "list": partial(self._list, kind),
            "record": partial(self._record, kind),
            "entry": partial(self._entry, kind),
            "briefings": self._briefings,
            "issued": self._issued,
            "spreadsheets": self._spreadsheets,
            "forms": self._forms,
            "charts": self._charts,
            "calendar": self._calendar,
            "papers": self._papers,
            "prepare": self._prepare,
            "course": self._course,
            "duplicates": self._duplicates,
            "news": self._news,
            "untranslated": self._untranslated,
            "settings": self._settings,
            "trash": self._trash,
            "backups": self._backups,
            "welcome": self._welcome,
            "manual": self._manual,
        }

    def _home(self) -> "Page":
        from intloffice.gui.pages.home_page import HomePage

        home = HomePage(self._desk)
        home.sampled.connect(self._wishes.open_sample)
        return home

    def _list(self, kind: str) -> "Page":
        from intloffice.gui.pages.list_page import ListPage

        return ListPage(self._desk, self._desk.kind(kind))

    def _record(self, kind: str) -> "Page":
        from intloffice.gui.pages.form_page import FormPage

        form = FormPage(self._desk, self._desk.kind(kind))
        form.erased.connect(self._wishes.tell_erased)
        return form

    def _entry(self, kind: str) -> "Page":
        from intloffice.gui.pages.entry_page import EntryPage

        return EntryPage(self._desk, self._desk.kind(kind))

    def _briefings(self) -> "Page":
        from intloffice.gui.pages.briefing_page import BriefingPage

        return BriefingPage(self._desk)

    def _issued(self) -> "Page":
        from intloffice.gui.pages.issued_page import IssuedPage

        return IssuedPage(self._desk)

    def _spreadsheets(self) -> "Page":
        from intloffice.gui.pages.spreadsheets_page import SpreadsheetsPage

        made = SpreadsheetsPage(self._desk)
        made.backed_up.connect(self._wishes.ask_kept)
        return made

    def _forms(self) -> "Page":
        from intloffice.gui.pages.filling_page import FillingPage

        return FillingPage(self._desk)

    def _calendar(self) -> "Page":
        from intloffice.gui.pages.calendar_page import CalendarPage

        return CalendarPage(self._desk)

    def _papers(self) -> "Page":
        from intloffice.gui.pages.papers_page import PapersPage

        return PapersPage(self._desk)

    def _prepare(self) -> "Page":
        from intloffice.gui.pages.prepare_page import PreparePage

        return PreparePage(self._desk)

    def _course(self) -> "Page":
        from intloffice.gui.pages.course_page import CoursePage

        return CoursePage(self._desk)

    def _charts(self) -> "Page":
        from intloffice.gui.pages.charts_page import ChartsPage

        return ChartsPage(self._desk)

    def _news(self) -> "Page":
        from intloffice.gui.pages.news_page import NewsPage

        return NewsPage(self._desk)

    def _untranslated(self) -> "Page":
        from intloffice.gui.pages.untranslated_page import UntranslatedPage

        return UntranslatedPage(self._desk)

    def _duplicates(self) -> "Page":
        from intloffice.gui.pages.duplicates_page import DuplicatesPage

        return DuplicatesPage(self._desk)

    def _settings(self) -> "Page":
        from intloffice.gui.pages.settings_page import SettingsPage

        settings = SettingsPage(self._desk)
        settings.chosen.connect(self._wishes.choose, _QUEUED)
        return settings

    def _backups(self) -> "Page":
        from intloffice.gui.pages.backups_page import BackupsPage

        made, wishes = BackupsPage(self._desk), self._wishes
        made.backed_up.connect(wishes.ask_kept)
        made.restored.connect(wishes.begin_anew, _QUEUED)
        made.placed.connect(wishes.place_backups, _QUEUED)
        return made

    def _trash(self) -> "Page":
        from intloffice.gui.pages.trash_page import TrashPage

        return TrashPage(self._desk)

    def _manual(self) -> "Page":
        from intloffice.gui.pages.manual_page import ManualPage

        return ManualPage(self._desk)

    def _welcome(self) -> "Page":
        from intloffice.gui.pages.welcome_page import WelcomePage

        welcome, wishes = WelcomePage(self._desk), self._wishes
        welcome.spoken.connect(wishes.speak, _QUEUED)
        welcome.chosen.connect(wishes.choose, _QUEUED)
        welcome.sampled.connect(wishes.fill_sample)
        welcome.placed.connect(wishes.place_backups)
        welcome.begun.connect(wishes.show_home)
        return welcome
