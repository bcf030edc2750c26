"""What a cell can be tied to: the counts, the parts of the one chosen, and what it comes to."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QGridLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from intloffice.gui.desk import Desk
from intloffice.gui.editors import code_names
from intloffice.gui.soon import soon
from intloffice.gui.tables.form_grid import COUNT
from intloffice.gui.widgets.buttons import Segments, button
from intloffice.gui.widgets.choices import Choices
from intloffice.gui.widgets.plain_label import PlainLabel
from intloffice.i18n import N_
from intloffice.names.countries import country_name

if TYPE_CHECKING:
    from intloffice.gui.filling import Offered, Value
    from intloffice.spreadsheets.forms.asked import Asked

_NAME = Qt.ItemDataRole.UserRole
_ALL_CODES = 400
#: So many parts stand beside one another.
_BESIDE = 2
_WIDTH, _LIST = 332, 132


class CountList(QListWidget):
    """Lists the counts under their topics; one is dragged, or taken with Enter."""

    taken = Signal()
    left = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.itemDoubleClicked.connect(lambda _item: self.taken.emit())

    def showEvent(self, event: QShowEvent) -> None:
        """Set the lines anew: before it is shown the list knows nothing of its look."""
        super().showEvent(event)
        self.scheduleDelayedItemsLayout()

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:
        """Carry the name of the count that is dragged."""
        data = QMimeData()
        name = str(items[0].data(_NAME) or "") if items else ""
        data.setData(COUNT, QByteArray(name.encode()))
        return data

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter ties the count, Escape goes back to the cell."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class CountPanel(QScrollArea):
    """Lets one choose a count; ``tie_wanted`` and ``take_off_wanted`` are for the cell chosen."""

    tie_wanted = Signal()
    take_off_wanted = Signal()
    left = Signal()
    records_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        say = desk.say
        self.counts = CountList(say(N_("Counts")))
        self.parts: dict[str, QComboBox] = {}
        years = {"0": say(N_("The year")), "1": say(N_("Last year"))}
        self.years = Segments(years, "0")
        self.years.setAccessibleName(say(N_("Year")))
        self.cell = PlainLabel("", "strong")
        self.value = PlainLabel("", "figure")
        self.said = PlainLabel("", "small", wrap=True)
        self.tie = button(say(N_("Tie to the cell")), self.tie_wanted.emit, "primary")
        self.off = button(say(N_("Take off")), self.take_off_wanted.emit, "quiet")
        self.behind = button(say(N_("Records")), self.records_wanted.emit, "link")
        self._offered: Offered | None = None
        self._build()
        self._list_counts()
        self.counts.currentItemChanged.connect(lambda *_: self._show_parts({}))
        self.counts.taken.connect(self.tie_wanted)
        self.counts.left.connect(self.left)
        self.choose("sent")

    @property
    def subject(self) -> str:
        """The count that is chosen."""
        item = self.counts.currentItem()
        return str(item.data(_NAME)) if item else "sent"

    def asked(self) -> "Asked":
        """Tell what is asked for, with its parts."""
        from intloffice.spreadsheets.forms.asked import Asked  # noqa: PLC0415  plain values

        parts = {name: str(box.currentData()) for name, box in self.parts.items()}
        return Asked(
            self.subject,
            int(self.years.current()),
            {name: word for name, word in parts.items() if word},
        )

    def choose(self, subject: str) -> None:
        """Choose a count."""
        for row in range(self.counts.count()):
            if self.counts.item(row).data(_NAME) == subject:
                self.counts.setCurrentRow(row)
                soon(self.counts, self._show_chosen)  # the list has its height then

    def _show_chosen(self) -> None:
        self.counts.scrollToItem(self.counts.currentItem())

    def show_asked(self, asked: "Asked") -> None:
        """Show what a cell is tied to."""
        self.choose(asked.subject)
        self.years.show_choice(str(asked.back))
        self._show_parts(asked.parts)

    def show_offered(self, offered: "Offered") -> None:
        """Offer the programmes and currencies on record."""
        kept = self.asked().parts
        self._offered = offered
        self._show_parts(kept)

    def show_cell(self, name: str, why_not: str, value: "Value | None", *, tied: bool) -> None:
        """Tell of the cell that is chosen what it comes to, or why nothing can be tied to it."""
        self.cell.setText(name)
        self.tie.setEnabled(not why_not)
        self.off.setEnabled(tied)
        self.value.setText(value.shown if value else "")
        self.value.setVisible(bool(value))
        say = self._desk.say
        told = say(N_("{count}. {basis}"), count=value.said, basis=value.basis) if value else ""
        self.said.setText(why_not or told or say(N_("Nothing is tied to this cell.")))
        self.behind.setVisible(bool(value and value.records))

    def _build(self) -> None:
        self.setFixedWidth(_WIDTH)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        self.setWidget(inner)
        self.counts.setMinimumHeight(_LIST)
        box = QVBoxLayout(inner)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(8)
        box.addWidget(self.cell)
        top = QGridLayout()
        top.setHorizontalSpacing(10)
        top.addWidget(self.value, 0, 0)
        top.addWidget(self.behind, 0, 1)
        top.setColumnStretch(2, 1)
        box.addLayout(top)
        doing = QGridLayout()
        doing.addWidget(self.tie, 0, 0)
        doing.addWidget(self.off, 0, 1)
        doing.setColumnStretch(2, 1)
        box.addLayout(doing)
        box.addWidget(self.said)
        box.addWidget(self.counts, 1)
        self._grid_holder = QWidget()
        self._grid = QGridLayout(self._grid_holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(2)
        for column in range(_BESIDE):
            self._grid.setColumnStretch(column, 1)
        box.addWidget(self._grid_holder)
        box.addWidget(self.years)

    def _list_counts(self) -> None:
        from intloffice.spreadsheets.forms.asked import SUBJECTS  # noqa: PLC0415

        topic = ""
        for name, subject in SUBJECTS.items():
            if subject.topic != topic:
                topic = subject.topic
                heading = QListWidgetItem(self._desk.say(topic))
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                self.counts.addItem(heading)
            item = QListWidgetItem(f"    {self._desk.say(subject.label)}")
            item.setData(_NAME, name)
            spoken = f"{self._desk.say(topic)}, {self._desk.say(subject.label)}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            self.counts.addItem(item)

    def _show_parts(self, chosen: Mapping[str, str]) -> None:
        """Show the parts that the chosen count can be of."""
        from intloffice.spreadsheets.forms.asked import PARTS, SUBJECTS  # noqa: PLC0415

        for row in range(self._grid.rowCount()):
            for column in range(_BESIDE):
                item = self._grid.itemAtPosition(row, column)
                widget = item.widget() if item else None
                if widget is not None:
                    self._grid.removeWidget(widget)
                    widget.hide()
                    widget.deleteLater()
        self.parts = {}
        for number, name in enumerate(SUBJECTS[self.subject].parts):
            box = Choices()
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(4)
            label = self._desk.say(PARTS[name])
            box.setAccessibleName(label)
            box.addItem(self._desk.say(N_("All")), "")
            for word, shown in self._words(name):
                box.addItem(shown, word)
            box.setCurrentIndex(max(0, box.findData(chosen.get(name, ""))))
            self.parts[name] = box
            row, column = divmod(number, _BESIDE)
            self._grid.addWidget(PlainLabel(label, "small"), 2 * row, column)
            self._grid.addWidget(box, 2 * row + 1, column)

    def _words(self, part: str) -> list[tuple[str, str]]:
        from intloffice.spreadsheets.forms.asked import AREAS, CHOICES, LENGTHS  # noqa: PLC0415

        say, language = self._desk.say, self._desk.language
        if part in CHOICES:
            return [(str(each.value), say(each.label)) for each in CHOICES[part]]
        if part == "length":
            return [(word, say(label)) for word, label in LENGTHS.items()]
        if part == "country":
            areas = [(word, say(label)) for word, label in AREAS.items()]
            codes = code_names.matching("country", "", _ALL_CODES)
            return areas + [(code, country_name(code, language.code)) for code in codes]
        if self._offered is None:
            return []
        if part == "currency":
            return [(code, language.currency(code)) for code in self._offered.currencies]
        return list(self._offered.programmes)
