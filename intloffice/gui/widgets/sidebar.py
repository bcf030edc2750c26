"""The sidebar: whose office it is, the kinds of record with their numbers, what comes out."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from intloffice.gui.desk import Desk
from intloffice.gui.icons import icon
from intloffice.gui.place import (
    BACKUPS,
    BRIEFINGS,
    CALENDAR,
    CHARTS,
    FORMS,
    HOME,
    ISSUED,
    SETTINGS,
    SPREADSHEETS,
    TRASH,
    Place,
)
from intloffice.gui.soon import soon
from intloffice.gui.theme import SIDEBAR_WIDTH
from intloffice.gui.widgets.plain_label import PlainLabel, for_button, plain_tip
from intloffice.i18n import N_

_ICONS = {
    "home": "house",
    "briefings": "file-text",
    "issued": "badge-check",
    "spreadsheets": "sheet",
    "forms": "clipboard-list",
    "charts": "chart-column",
    "calendar": "calendar-range",
    "settings": "settings",
    "backups": "archive",
    "trash": "trash-2",
    "meeting": "calendar-days",
    "agreement": "handshake",
    "mobility": "graduation-cap",
    "engagement": "briefcase",
    "award": "banknote",
    "organisation": "building-2",
    "person": "user",
    "programme": "layers",
    "milestone": "flag",
    "position": "id-card",
    "honour": "medal",
    "membership": "network",
    "narrative": "pencil",
    "edited_briefing": "file-pen",
    "term": "book",
}
#: The kinds that are at hand every day; the others stand under a fold.
_DAILY = ("meeting", "agreement", "mobility", "engagement", "award", "organisation", "person")


#: What an entry needs beside its text: the icon, the room at the edges and before the number.
_BESIDE = 47


class Sidebar(QFrame):
    """Leads to the pages."""

    going = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setFixedWidth(SIDEBAR_WIDTH)
        self._desk = desk
        self._group = QButtonGroup(self)
        self.entries: dict[Place, QPushButton] = {}
        self._numbers: dict[str, _Entry] = {}
        self._unfolded = False
        self._badge = PlainLabel("", "badge")
        self._name = PlainLabel("", "strong", wrap=True)
        self._office = PlainLabel("", "small", wrap=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 14, 8, 8)
        box.setSpacing(0)
        box.addWidget(self._head())
        box.addSpacing(8)
        box.addWidget(self._lists(), 1)
        rule = QFrame()
        rule.setObjectName("rule")
        box.addWidget(rule)
        box.addSpacing(6)
        foot = QHBoxLayout()
        foot.setSpacing(2)
        foot.addWidget(self._entry(SETTINGS, N_("Settings")), 1)
        foot.addWidget(self._small_entry(BACKUPS, N_("Backups")))
        foot.addWidget(self._small_entry(TRASH, N_("Trash")))
        box.addLayout(foot)

    def show_office(self, name: str, sign: str) -> None:
        """Show whose office it is."""
        self._name.setText(name or self._desk.say(N_("International Office")))
        letterhead = self._desk.settings.letterhead or self._desk.say(N_("International Office"))
        self._office.setText(letterhead if name else "")
        self._office.setVisible(bool(name))
        self._badge.setText(sign or "◎")

    def show_numbers(self, totals: Mapping[str, int]) -> None:
        """Show how many records there are of each kind."""
        for name, label in self._numbers.items():
            label.show_number(self._desk.language.number(totals.get(name, 0)))

    def show_place(self, place: Place) -> None:
        """Show where one is; on a page that the sidebar does not lead to, no entry is marked."""
        own = place.kind and place.page not in (BRIEFINGS.page, ISSUED.page, "manual")
        known = Place("list", place.kind) if own else Place(place.page)
        entry, marked = self.entries.get(known), self._group.checkedButton()
        self._show_more(shown=self._unfolded or bool(entry and self._more.isAncestorOf(entry)))
        if entry:
            entry.setChecked(True)
            soon(entry, lambda: self._scroll.ensureWidgetVisible(entry))
        elif marked:
            self._group.setExclusive(False)
            marked.setChecked(False)
            self._group.setExclusive(True)

    @property
    def unfolded(self) -> bool:
        """Whether the kinds that are seldom needed are shown always."""
        return self._unfolded

    def unfold(self, *, unfolded: bool) -> None:
        """Show the kinds that are seldom needed, or only the one that is looked at."""
        self._unfolded = unfolded
        self._show_more(shown=unfolded)

    def _turn_fold(self) -> None:
        self.unfold(unfolded=self._more.isHidden())
        if self._unfolded:
            soon(self._scroll, lambda: self._scroll.ensureWidgetVisible(self._more))

    def _show_more(self, *, shown: bool) -> None:
        self._more.setVisible(shown)
        text = self._desk.say(N_("Fewer kinds") if shown else N_("More kinds"))
        self.fold.show_text(text)
        self.fold.setIcon(self._icon("chevron-up" if shown else "chevron-down"))

    def _head(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(8, 0, 4, 0)
        row.setSpacing(10)
        self._badge.setFixedSize(32, 32)
        self._badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self._name)
        texts.addWidget(self._office)
        row.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(texts, 1)
        made.setMinimumHeight(52)
        self.show_office("", "")
        return made

    def _lists(self) -> QWidget:
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._entry(HOME, N_("Home")))
        box.addWidget(self._entry(CALENDAR, N_("Calendar")))
        box.addWidget(self._heading(N_("Records")))
        self._more = QWidget()
        seldom = QVBoxLayout(self._more)
        seldom.setContentsMargins(0, 0, 0, 0)
        seldom.setSpacing(1)
        for kind in self._desk.kinds:
            entry = self._entry(Place("list", kind.name), kind.plural)
            self._numbers[kind.name] = entry
            (box if kind.name in _DAILY else seldom).addWidget(entry)
        self.fold = self._plain_entry("")
        self.fold.clicked.connect(lambda _checked=False: self._turn_fold())
        box.addWidget(self._more)
        box.addWidget(self.fold)
        self.unfold(unfolded=False)
        box.addWidget(self._heading(N_("Output")))
        box.addWidget(self._entry(BRIEFINGS, N_("Briefings")))
        box.addWidget(self._entry(ISSUED, N_("Issued briefings")))
        box.addWidget(self._entry(SPREADSHEETS, N_("Spreadsheets")))
        box.addWidget(self._entry(FORMS, N_("Forms")))
        box.addWidget(self._entry(CHARTS, N_("Charts and map")))
        box.addStretch()
        holder.setObjectName("side")
        holder.setStyleSheet("#side { border: none; }")
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(holder)
        scroll.setMinimumHeight(120)
        self._scroll = scroll
        return scroll

    def _heading(self, text: str) -> QWidget:
        return PlainLabel(self._desk.say(text).upper(), "heading")

    def _plain_entry(self, text: str) -> "_Entry":
        made = _Entry(self._desk, text)
        made.setProperty("role", "entry")
        made.setIconSize(QSize(18, 18))
        made.setAutoDefault(False)
        return made

    def _entry(self, place: Place, text: str) -> "_Entry":
        made = self._plain_entry(self._desk.say(text))
        made.setCheckable(True)
        made.setIcon(self._icon(_ICONS.get(place.kind or place.page, "file-text")))
        made.clicked.connect(lambda _checked=False: self.going.emit(place))
        self._group.addButton(made)
        self.entries[place] = made
        return made

    def _small_entry(self, place: Place, text: str) -> "_Entry":
        """Make an entry that shows its icon only."""
        made = self._entry(place, "")
        made.setFixedWidth(40)
        made.setAccessibleName(self._desk.say(text))
        plain_tip(made, self._desk.say(text))
        return made

    def _icon(self, name: str) -> QIcon:
        made = QIcon(icon(name, self._desk.theme.colours.muted))
        chosen = icon(name, "#ffffff")
        for scale in (1, 2):
            picture = chosen.pixmap(QSize(18, 18), float(scale))
            made.addPixmap(picture, QIcon.Mode.Normal, QIcon.State.On)
        return made


class _Entry(QPushButton):
    """An entry with a number at its right."""

    def __init__(self, desk: Desk, text: str) -> None:
        super().__init__(for_button(text))
        self._theme = desk.theme
        self._text = text
        self._number = ""

    def show_text(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self.setAccessibleName(text)
        self._shorten()

    def show_number(self, number: str) -> None:
        """Show how many there are."""
        self._number = number
        self.setAccessibleName(f"{self._text} {number}")
        self._shorten()
        self.update()  # the text is the same, and Qt would paint nothing

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for the number."""
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        small = QFontMetrics(self._number_font()).horizontalAdvance(self._number)
        taken = small + (_BESIDE if self._text else 0)
        shown = self.fontMetrics().elidedText(
            self._text, Qt.TextElideMode.ElideRight, max(self.width() - taken, 24)
        )
        self.setText(for_button(shown))
        if self._text:
            plain_tip(self, self._text if shown != self._text else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the number in the colour that fits the ground."""
        super().paintEvent(event)
        if not self._number:
            return
        painter = QPainter(self)
        painter.setFont(self._number_font())
        painter.setPen(QColor("#ffffff") if self.isChecked() else self._theme.colour("muted"))
        place = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect().adjusted(0, 0, -10, 0), place, self._number)
        painter.end()

    def _number_font(self) -> QFont:
        made = QFont(self.font())
        made.setPixelSize(12)
        return made
