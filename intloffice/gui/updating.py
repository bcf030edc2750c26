"""Tells above the page how far it is while the store is opened and that takes its time."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QVBoxLayout

from intloffice.i18n import N_

if TYPE_CHECKING:
    from intloffice.gui.desk import Desk
    from intloffice.gui.widgets.progress import Progress, WorkStrip


#: Milliseconds after which what is not over yet is told.
_TOLD_AFTER = 400


class Updating(QObject):
    """Shows a strip until the store is open or cannot be, where that is not done at once.

    All of a file is checked now and then, and what is derived is made anew for a new version.
    """

    def __init__(
        self, desk: "Callable[[], Desk]", column: Callable[[], QVBoxLayout], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._column = desk, column
        self.strip: WorkStrip | None = None
        self._progress: Progress | None = None
        self._told = (0, 0)
        self._waiting = QTimer(self, singleShot=True, interval=_TOLD_AFTER)
        self._waiting.timeout.connect(self._begin)
        jobs = desk().jobs
        jobs.preparing.connect(self._tell)
        jobs.opened.connect(self._end)
        jobs.failed.connect(self._end)

    def _tell(self, done: int, total: int) -> None:
        is_other = bool(total) != bool(self._told[1])
        self._told = (done, total)
        if self.strip is None and not self._waiting.isActive():
            self._waiting.start()
        elif self.strip and (is_other or not shiboken6.isValid(self.strip)):
            self._begin()  # other work, or the window was made anew in another language
        elif self._progress and total:
            self._progress.tell(done, total)

    def _begin(self) -> None:
        from intloffice.gui.widgets.progress import WorkStrip  # noqa: PLC0415  seldom needed

        self._put_away()
        desk, (done, total) = self._desk(), self._told
        checking = N_("All of the office’s file is being checked before it is opened")
        updating = N_("The records are brought up to date for this version of the program")
        self.strip = WorkStrip(desk)
        self.strip.stop.hide()  # nothing can be shown before
        self._column().insertWidget(0, self.strip)
        self._progress = self.strip.begin(desk.say(updating if total else checking))
        if total:
            self._progress.tell(done, total)

    def _end(self, _error: object = None) -> None:
        self._waiting.stop()
        self._put_away()

    def _put_away(self) -> None:
        if self.strip and shiboken6.isValid(self.strip):
            self.strip.hide()
            self.strip.deleteLater()
        self.strip = self._progress = None
