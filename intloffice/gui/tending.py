"""Tends the office while one works: backups now and then, and what the next start shows first."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from intloffice.gui import keeping

if TYPE_CHECKING:
    from collections.abc import Callable

    from intloffice.gui.desk import Desk

#: Milliseconds.
_FIRST_AFTER, _EVERY = 10_000, 30 * 60_000


class Tending(QObject):
    """Backs up what was changed, beside all else, and tells how the backups stand."""

    #: How the backups stand was asked, and is told.
    stood = Signal(object)
    #: The file was looked through, and is damaged.
    damaged = Signal(Exception)

    def __init__(self, desk: "Callable[[], Desk]", parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.timers = [
            QTimer(self, singleShot=once, interval=after)
            for after, once in ((_FIRST_AFTER, True), (_EVERY, False))
        ]
        for timer in self.timers:
            timer.timeout.connect(self.back_up)
            timer.start()

    def stop(self) -> None:
        """Back up no more by the clock."""
        for timer in self.timers:
            timer.stop()

    def back_up(self) -> None:
        """Look through the file, if that was not done yet, and back up what was changed."""
        self._desk().jobs.tend(keeping.look_through, self._write, self._tell_damage)

    def ask(self, _done: object = None) -> None:
        """Ask how the backups stand."""
        desk = self._desk()
        job = partial(keeping.standing, folder=desk.folder, second=desk.settings.second_place)
        desk.jobs.read(job, self._tell)

    def finish(self, store: Any) -> None:
        """Keep what the next start shows first, and a backup if anything was changed."""
        desk = self._desk()
        with store.read() as session:
            _keep_glance(desk, session)
        keeping.back_up(store, "closing", desk.settings.second_place)

    def _write(self, _looked_through: None) -> None:
        desk = self._desk()
        job = partial(keeping.back_up, reason="while working", second=desk.settings.second_place)
        desk.jobs.tend(job, self.ask, self._fail)

    def _tell(self, kept: "keeping.Kept") -> None:
        self.stood.emit(kept)

    def _tell_damage(self, error: Exception) -> bool:
        self.damaged.emit(error)
        return True

    def _fail(self, _error: Exception) -> bool:
        self.ask()
        return False


def _keep_glance(desk: "Desk", session: Any) -> None:
    from intloffice.gui import asking
    from intloffice.gui.glance import Glance

    code, day, stamp = desk.language.code, desk.today(), desk.glances.stamp()
    if desk.glances.get(code, day) is None:
        overview = asking.overview(session, desk.kinds, code)
        today = asking.today(session, desk.kinds, code, day)
        if any(overview.totals.values()):
            desk.glances.keep(Glance(overview, today), stamp, code, day)
