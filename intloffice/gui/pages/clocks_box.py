"""How a briefing looks at time: compared with which earlier one, and as known when."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from intloffice.errors import InvalidValueError
from intloffice.gui.desk import Desk
from intloffice.gui.editors.editor import DayEditor
from intloffice.gui.issuing import NOTHING, Clocks, IssuedLine
from intloffice.gui.widgets.buttons import button, icon_button
from intloffice.gui.widgets.choices import Choices
from intloffice.gui.widgets.composing import Composing
from intloffice.gui.widgets.plain_label import PlainLabel, for_button
from intloffice.i18n import N_, NN_
from intloffice.schema.field import day

_A_DAY = "day"
_CORRECTED = NN_("{n} sentence corrected since …", "{n} sentences corrected since …")


class ClocksBox(QWidget):
    """Quiet until it is wanted; ``changed`` tells that the briefing is to be told anew.

    ``corrections_wanted`` asks for what was corrected since it was known so.
    """

    changed = Signal()
    corrections_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._known_on = ""
        say = desk.say
        self.compared = QCheckBox(for_button(say(N_("What has changed since"))))
        self.base = Choices()
        self.base.setAccessibleName(say(N_("Compared with")))
        self.base.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.base.setMinimumContentsLength(6)
        self.day = DayEditor(desk, day("since", N_("Since")))
        self.ask = button(say(N_("As known on …")), self._open, "link")
        self.point = QLineEdit()
        self.point.setAccessibleName(say(N_("As known on")))
        self.point.setPlaceholderText("2018-05-03 14:30, #128")
        Composing(self.point)
        self.close_point = icon_button(desk.theme, "x", say(N_("As known now")), self._close)
        self.corrections = button("", self.corrections_wanted.emit, "link")
        self.forgotten = PlainLabel("", "small", wrap=True)
        self.forgotten.hide()
        self._lay_out()
        self.show_related(())
        self.compared.clicked.connect(lambda _checked: self._compare())
        self.base.activated.connect(lambda _index: self._compare())
        self.day.line.editingFinished.connect(self._read_day)
        self.point.editingFinished.connect(self._read_point)

    @property
    def clocks(self) -> Clocks:
        """What is wanted now."""
        since = NOTHING
        if self.compared.isChecked():
            chosen = str(self.base.currentData())
            since = self._day() if chosen == _A_DAY else chosen
        return Clocks(self._known_on, since)

    def show_related(self, issued: Sequence[IssuedLine]) -> None:
        """Offer what was issued about the same to be compared with, and a day."""
        chosen = self.base.currentData() if self.compared.isChecked() else None
        self.base.clear()
        for line in issued:
            said = self._desk.language.day(line.as_of, "medium")
            self.base.addItem(f"{line.reference} · {said}", line.reference)
        self.base.addItem(self._desk.say(N_("a day …")), _A_DAY)
        self.base.setCurrentIndex(max(0, self.base.findData(chosen)) if chosen else 0)
        self._show_parts()

    def show_corrected(self, number: int | None, forgotten: str = "") -> None:
        """Tell how many sentences have been corrected since; None where nothing was asked.

        ``forgotten`` says how many records have been erased since.
        """
        self.forgotten.setText(forgotten)
        self.forgotten.setVisible(bool(forgotten))
        if number:
            self.corrections.setText(for_button(self._desk.language.counted(_CORRECTED, number)))
        self.corrections.setVisible(bool(number))
        self.nothing.setVisible(number == 0)

    def compare_with(self, reference: str) -> None:
        """Compare with one that was issued."""
        index = self.base.findData(reference)
        if index >= 0:
            self.base.setCurrentIndex(index)
            self.compared.setChecked(True)
            self._compare()

    def know_on(self, point: str) -> None:
        """Tell as it was known at a point, as if it had been typed."""
        self._open()
        self.point.setText(point)
        self._read_point()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.compared)
        box.addWidget(self.base)
        box.addWidget(self.day)
        row = QHBoxLayout()
        row.setSpacing(4)
        self.label = PlainLabel(self._desk.say(N_("As known on")), "label")
        box.addWidget(self.label)
        row.addWidget(self.ask)
        row.addWidget(self.point, 1)
        row.addWidget(self.close_point)
        row.addStretch()
        box.addLayout(row)
        box.addWidget(self.corrections)
        box.addWidget(self.forgotten)
        self.nothing = PlainLabel(self._desk.say(N_("Nothing has been corrected since.")), "small")
        box.addWidget(self.nothing)
        for hidden in (self.point, self.close_point, self.label, self.corrections, self.nothing):
            hidden.hide()

    def _show_parts(self) -> None:
        compared = self.compared.isChecked()
        self.base.setVisible(compared)
        self.day.setVisible(compared and self.base.currentData() == _A_DAY)

    def _compare(self) -> None:
        self._show_parts()
        if not self.day.isHidden() and not self.day.line.text():
            today = self._desk.today()
            self.day.show_value(date(today.year - 1, today.month, min(today.day, 28)))
        self.changed.emit()

    def _day(self) -> str:
        try:
            value = self.day.value()
        except InvalidValueError:
            return NOTHING
        return value.isoformat() if isinstance(value, date) else NOTHING

    def _read_day(self) -> None:
        if self.day.check():
            self.changed.emit()

    def _open(self) -> None:
        self.ask.hide()
        for shown in (self.label, self.point, self.close_point):
            shown.show()
        self.point.setFocus()

    def _close(self) -> None:
        self.point.clear()
        self._read_point()
        for hidden in (self.label, self.point, self.close_point):
            hidden.hide()
        self.ask.show()
        self.ask.setFocus()

    def _read_point(self) -> None:
        typed = self.point.text().strip()
        if typed != self._known_on:
            self._known_on = typed
            self.show_corrected(None)
            self.changed.emit()
