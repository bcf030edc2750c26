"""How far long work is, told from the thread that does it; how long it may take; and a way out."""

from threading import Event
from time import monotonic

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from intloffice.errors import StoppedError
from intloffice.gui.desk import Desk
from intloffice.gui.widgets.buttons import button
from intloffice.gui.widgets.plain_label import PlainLabel
from intloffice.i18n import N_, NN_

#: Seconds before which nobody can tell how long it will take, and from which minutes are told.
_TOLD_AFTER, _IN_MINUTES_FROM = 2.0, 90.0
_SECONDS = NN_("about {n} second left", "about {n} seconds left")
_MINUTES = NN_("about {n} minute left", "about {n} minutes left")


class Progress(QObject):
    """Tells from the worker's thread how far it is; nobody need listen any more."""

    made = Signal(int, int)

    def __init__(self, stopping: Event) -> None:
        super().__init__()
        self.stopping = stopping
        #: How much of how much was told last.
        self.last = (0, 0)

    def tell(self, done: int, total: int) -> None:
        """Tell how much of how much is done."""
        self.last = done, total
        self.made.emit(done, total)

    def go_on(self, done: int, total: int) -> None:
        """Tell the same; raise StoppedError where no more is wanted: all is left as it was."""
        if self.stopping.is_set():
            raise StoppedError(N_("It was stopped. What was there before was kept."))
        self.tell(done, total)


class Pace:
    """Says how far work is, and how long it will take if it goes on as it did."""

    def __init__(self, desk: Desk, doing: str) -> None:
        self._desk, self._doing = desk, doing
        self._begun = monotonic()

    def told(self, done: int, total: int) -> str:
        """Say what is done, how much of how much, and how long it will take."""
        language = self._desk.language
        count = language.text(
            N_("{done} of {total}"), done=language.number(done), total=language.number(total)
        )
        parts = (self._doing, count, self._left(done, total, monotonic() - self._begun))
        return " · ".join(filter(None, parts))

    def _left(self, done: int, total: int, seconds: float) -> str:
        if seconds < _TOLD_AFTER or not 0 < done < total:
            return ""
        left = seconds / done * (total - done)
        counted = self._desk.language.counted
        if left >= _IN_MINUTES_FROM:
            return counted(_MINUTES, round(left / 60))
        return counted(_SECONDS, max(1, round(left)))


class WorkStrip(QFrame):
    """A strip above a page while something long is done there: how far it is, and Cancel."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("strip")
        self._desk = desk
        self._stopping = Event()
        self._pace = Pace(desk, "")
        self.sentence = PlainLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.stop = button(desk.say(N_("Cancel")), self.cancel, "quiet")
        self.stop.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # who clicks stays where one was
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 6, 16, 6)
        row.setSpacing(12)
        row.addWidget(self.sentence)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)
        self.hide()

    @property
    def working(self) -> bool:
        """Whether something is being done."""
        return not self.isHidden()

    def begin(self, doing: str) -> Progress:
        """Show that work has begun; give what tells how far it is, and may stop it."""
        made = Progress(Event())
        self.follow(doing, made)
        return made

    def follow(self, doing: str, made: Progress) -> None:
        """Show work that has begun: what is done, and what tells how far it is."""
        self._stopping = made.stopping
        self._pace = Pace(self._desk, doing)
        self.sentence.setText(doing)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(doing)
        self.stop.setEnabled(True)
        self.show()
        made.made.connect(self._show, Qt.ConnectionType.QueuedConnection)
        if any(made.last):
            self._show(*made.last)

    def cancel(self) -> None:
        """Ask for the work to be stopped."""
        self._stopping.set()
        self.stop.setEnabled(False)

    def end(self) -> None:
        """Put the strip away."""
        self.hide()

    def _show(self, done: int, total: int) -> None:
        if self.working:
            # Where all is done but the end, which nobody can measure, the bar goes to and fro.
            self.bar.setRange(0, total if done < total else 0)
            self.bar.setValue(done)
            self.sentence.setText(self._pace.told(done, total))
