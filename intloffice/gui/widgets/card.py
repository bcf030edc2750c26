"""A card: a heading, what it is for, what can be done, and what came of it."""

from threading import Event

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from intloffice.gui.desk import Desk
from intloffice.gui.icons import icon
from intloffice.gui.widgets.buttons import button
from intloffice.gui.widgets.plain_label import PlainLabel
from intloffice.gui.widgets.progress import Pace, Progress
from intloffice.i18n import N_

#: Pixels between the bar and what is said below it.
_GAP = 4


class Card(QFrame):
    """Holds one thing to do; while it is done the buttons rest and a bar moves."""

    def __init__(self, desk: Desk, heading: str, purpose: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self._desk = desk
        self._resting: tuple[QWidget, ...] = ()
        self._held: QWidget | None = None
        self._path = ""
        self._pace = Pace(desk, "")
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(20, 16, 20, 18)
        self.box.setSpacing(10)
        self.box.addWidget(PlainLabel(heading, "subtitle"))
        self._purpose = PlainLabel(purpose, "muted", wrap=True)
        self._purpose.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.box.addWidget(self._purpose)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.result = PlainLabel("", "small", wrap=True)
        self._sign = PlainLabel()
        self._open = button(desk.say(N_("Open")), self._open_file, "link")
        self.stopping = Event()
        self.stop = button(desk.say(N_("Cancel")), self.cancel, "quiet")
        self.stop.hide()

    def put_row(self, *widgets: QWidget) -> None:
        """Put widgets side by side, as wide as they want to be."""
        row = QHBoxLayout()
        row.setSpacing(10)
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch(1)
        self.box.addLayout(row)

    def finish(self, *resting: QWidget) -> None:
        """Put the bar and the line of results; ``resting`` cannot be used while work is done."""
        self._resting = resting
        self._line = QWidget()
        foot = QWidget()
        under = QVBoxLayout(foot)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(_GAP)
        under.addWidget(self.bar)
        under.addWidget(self._line)
        under.addStretch()
        # there from the start, else the card, and all that lies around it, would move
        foot.setMinimumHeight(self.bar.sizeHint().height() + _GAP + self.stop.sizeHint().height())
        row = QHBoxLayout(self._line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.result, 1)
        row.addWidget(self._open, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignTop)
        self._line.hide()
        self.box.addWidget(foot)

    @property
    def working(self) -> bool:
        """Whether something is being done."""
        return not self.bar.isHidden()

    def progress(self) -> Progress:
        """Give what tells this card how far the work is, and may stop it."""
        made = Progress(self.stopping)
        made.made.connect(self.show_progress, Qt.ConnectionType.QueuedConnection)
        return made

    def cancel(self) -> None:
        """Ask for the work to be stopped; who does it looks at ``stopping``."""
        self.stopping.set()
        if self.stop.hasFocus():
            self.setFocus()  # else Qt passes it on, out of the card
        self.stop.setEnabled(False)

    def begin(self, doing: str, *, stoppable: bool = False) -> None:
        """Show that work has begun, how long is not known."""
        self.stopping = Event()
        self._pace = Pace(self._desk, doing)
        self.stop.setEnabled(True)
        self.stop.setVisible(stoppable)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(doing)
        self.bar.show()
        self._say(doing, "", "")
        now = self.window().focusWidget()
        self._held = now if now and any(_holds(each, now) for each in self._resting) else None
        if self._held:  # who began it by keyboard can stop it so, and is back here afterwards
            (self.stop if stoppable else self).setFocus()
        for widget in self._resting:
            widget.setEnabled(False)

    def show_progress(self, done: int, total: int) -> None:
        """Show how much of the work is done."""
        if self.working:
            self.bar.setRange(0, total)
            self.bar.setValue(done)
            self.result.setText(self._pace.told(done, total))

    def end(self, sentence: str, sign: str = "", path: str = "") -> None:
        """Say what came of it; ``path`` is a file that can be opened."""
        for widget in self._resting:
            widget.setEnabled(True)
        if self._held is not None and (self.hasFocus() or self.stop.hasFocus()):
            self._held.setFocus()
        self.bar.hide()
        self.stop.hide()
        self._say(sentence, sign, path)

    def _say(self, sentence: str, sign: str, path: str) -> None:
        self.result.setText(sentence)
        self._path = path
        self._open.setVisible(bool(path))
        tones = {"circle-check": "good", "circle-alert": "bad", "info": "ink"}
        self._sign.setVisible(bool(sign))
        if sign:
            colour = getattr(self._desk.theme.colours, tones.get(sign, "muted"))
            self._sign.setPixmap(icon(sign, colour).pixmap(18, 18))
        self._line.setVisible(bool(sentence))

    def _open_file(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._path))


def _holds(widget: QWidget, other: QWidget) -> bool:
    return widget is other or widget.isAncestorOf(other)
