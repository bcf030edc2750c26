"""Takes back the latest change, and does again what was taken back."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from intloffice.errors import StoppedError
from intloffice.gui import asking
from intloffice.i18n import N_

if TYPE_CHECKING:
    from intloffice.gui.desk import Desk
    from intloffice.gui.widgets.banner import Banner
    from intloffice.gui.widgets.progress import Progress, WorkStrip

#: Milliseconds after which one is told what is not over yet.
_TOLD_AFTER = 400


@dataclass(frozen=True)
class _Step:
    """A way through the changes: how it is called, what goes it, and what is said then."""

    name: str
    job: "Callable[[Any, Callable[[int, int], None]], str]"
    said: str


_UNDO = _Step(N_("Undo"), asking.undo, N_("Undone: {change}"))
_REDO = _Step(N_("Redo"), asking.redo, N_("Done again: {change}"))


class Undoing(QObject):
    """Undoes and redoes; where the latest change is not what was tried last, says so first.

    A change of very many records is taken back under a strip that tells how far it is.
    """

    #: What was taken back or done again.
    noted = Signal(str)

    def __init__(
        self,
        desk: "Callable[[], Desk]",
        banner: "Callable[[], Banner]",
        column: Callable[[], QVBoxLayout],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk, self._banner, self._column = desk, banner, column
        self._refused = self._warned = False
        self._steps: deque[_Step] = deque()
        self._progress: Progress | None = None
        self.strip: WorkStrip | None = None
        self._held: QWidget | None = None
        #: The change that would be taken back, and the one that would be done again.
        self.latest = self.next = ""
        self._waiting = QTimer(self, singleShot=True, interval=_TOLD_AFTER)
        self._waiting.timeout.connect(self._tell)

    def note_refused(self, _description: str) -> None:
        """Remember that nothing came of what was tried last."""
        self._refused = True

    def forget_refused(self) -> None:
        """Forget it: something was written since, or one has gone elsewhere."""
        self._refused = False

    def undo(self) -> None:
        """Take back the latest change; where that is not what was tried last, say so first."""
        say = self._desk().say
        if self._refused and self.latest:
            self._refused, self._warned = False, True
            said = N_(
                "What you tried last was refused and changed nothing. "
                "Ctrl+Z again takes back what was done before it: {change}"
            )
            self._banner().offer(say(said, change=self.latest), say(N_("Undo")), self.undo)
            return
        self._ask(_UNDO)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._ask(_REDO)

    def _ask(self, step: _Step) -> None:
        self._steps.append(step)
        if len(self._steps) == 1:
            self._begin()

    def _begin(self) -> None:
        """Begin the step whose turn it is; the next waits, for it may be stopped."""
        from intloffice.gui.widgets.progress import Progress  # noqa: PLC0415  not at the start

        desk, step = self._desk(), self._steps[0]
        self._progress = progress = Progress(Event())
        self._waiting.start()

        def go(session: Any) -> str:
            return step.job(session, progress.go_on)

        desk.jobs.write(desk.say(step.name), go, self._note, self._end)

    def _note(self, change: str) -> None:
        step = self._steps.popleft()
        self._put_away()
        if self._warned:
            self._warned = False
            self._banner().hide()
        self.noted.emit(self._desk().say(step.said, change=change))
        if self._steps:
            self._begin()

    def _end(self, error: Exception) -> bool:
        """Let go of what was to follow; where it was stopped, say so."""
        self._steps.clear()
        self._put_away()
        if not isinstance(error, StoppedError):
            return False
        self.forget_refused()  # Ctrl+Z takes back the same again
        self.noted.emit(self._desk().say(error.template))
        return True

    def _tell(self) -> None:
        from intloffice.gui.widgets.progress import WorkStrip  # noqa: PLC0415  seldom needed

        desk, step, progress = self._desk(), self._steps[0], self._progress
        change = self.latest if step is _UNDO else self.next
        name = desk.say(step.name)
        doing = desk.language.labelled(name, change) if change else name
        self._held = QApplication.focusWidget()
        self.strip = WorkStrip(desk)
        self.strip.stop.pressed.connect(self._go_back)
        self._column().insertWidget(0, self.strip)
        if progress:
            self.strip.follow(f"{doing} …", progress)

    def _go_back(self) -> None:
        """Take the keyboard from Cancel to where it was; else Qt passes it on, out of the page."""
        last = self._held
        if self.strip and self.strip.stop.hasFocus() and last and shiboken6.isValid(last):
            last.setFocus()

    def _put_away(self) -> None:
        self._waiting.stop()
        if self.strip and shiboken6.isValid(self.strip):
            self._go_back()
            self.strip.hide()
            self.strip.deleteLater()
        self.strip = self._progress = self._held = None
