"""What somebody else changed meanwhile, field by field, with a choice."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout

from intloffice.gui.desk import Desk
from intloffice.gui.widgets.buttons import Segments, button
from intloffice.gui.widgets.flow_layout import take_out
from intloffice.gui.widgets.plain_label import PlainLabel
from intloffice.i18n import N_

MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True)
class Difference:
    """A field or rows that both changed: how it reads in either version."""

    name: str
    label: str
    mine: str
    theirs: str


class ConflictPanel(QFrame):
    """Shows what differs; ``settled`` gives the names of what is taken from the other."""

    settled = Signal(list)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("warning")
        self._desk = desk
        self._choices: dict[str, Segments] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(16, 12, 16, 14)
        self._box.setSpacing(10)
        self.hide()

    def show_differences(self, theirs_only: Sequence[str], both: Sequence[Difference]) -> None:
        """Show what the other changed, and ask where both changed the same."""
        self._empty()
        say = self._desk.say
        sentence = say(N_("This record was changed by somebody else meanwhile."))
        self._box.addWidget(PlainLabel(sentence, "strong", wrap=True))
        if theirs_only:
            text = say(N_("Taken over: {labels}."), labels=self._desk.language.listed(theirs_only))
            self._box.addWidget(PlainLabel(text, wrap=True))
        if both:
            self._box.addWidget(PlainLabel(say(N_("Changed by both; choose:")), wrap=True))
            self._box.addLayout(self._table(both))
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(button(say(N_("Save this")), self._settle, "primary"))
        self._box.addLayout(foot)
        self.show()

    def choose(self, name: str, side: str) -> None:
        """Choose whose version of a field is kept."""
        self._choices[name].choose(side)

    def _settle(self) -> None:
        self.hide()
        self.settled.emit(
            [name for name, choice in self._choices.items() if choice.current() == THEIRS]
        )

    def _table(self, both: Sequence[Difference]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        say = self._desk.say
        words = {MINE: say(N_("Mine")), THEIRS: say(N_("Theirs"))}
        for row, difference in enumerate(both):
            self._choices[difference.name] = Segments(words, MINE)
            grid.addWidget(PlainLabel(difference.label, "muted"), row, 0)
            grid.addWidget(PlainLabel(difference.mine or "—", wrap=True), row, 1)
            grid.addWidget(PlainLabel(difference.theirs or "—", wrap=True), row, 2)
            grid.addWidget(self._choices[difference.name], row, 3)
        return grid

    def _empty(self) -> None:
        self._choices = {}
        for child in self.findChildren(QFrame):
            child.hide()
            child.deleteLater()
        for widget in (*self.findChildren(Segments), *self.findChildren(PlainLabel)):
            widget.deleteLater()
        take_out(self._box)
