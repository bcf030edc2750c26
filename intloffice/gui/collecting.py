"""When Python looks for what nobody needs any longer: on the window's thread, between jobs."""

import gc
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QCursor

#: Milliseconds between two looks, and looks for which the mouse must lie still.
_EVERY, _STILL = 300, 10
#: So many young objects are worth a look, and so many looks at those a look at the older.
_YOUNG, _OLDER = 700, 10
#: All is looked through where there is so much more than after the last time, and where there is
#: very much more also while the mouse moves: one who never rests would fill the memory.
_GROWN, _MUCH_GROWN = 1.25, 1.5


class Collector(QObject):
    """Takes the place of Python's own collector once there is a window.

    That one begins on whatever thread makes objects. There it would take away widgets, which only
    the window's thread may do, and let the window stand still until it has looked through all
    that an import holds. Here the young objects are looked through several times a second, the
    older ones only while no job is running (``busy``), and all of them when nobody moves the mouse
    besides. Python's own stays off when the window goes: switched on while Qt takes widgets apart,
    it would begin amid.
    """

    def __init__(self, busy: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._busy = busy
        self._still, self._mouse = 0, QCursor.pos()
        self._there = sys.getallocatedblocks()
        gc.disable()
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Take away what nobody needs, as far as there may be enough of it."""
        young, older, oldest = gc.get_count()
        if young > _YOUNG:
            gc.collect(0)
        mouse = QCursor.pos()
        busy = self._busy()
        self._still = 0 if busy or mouse != self._mouse else self._still + 1
        self._mouse = mouse
        if busy:
            return
        if older > _OLDER:
            gc.collect(1)
        grown = sys.getallocatedblocks() / self._there
        if grown > _MUCH_GROWN or (grown > _GROWN and oldest > _OLDER and self._still >= _STILL):
            gc.collect()
            self._there = sys.getallocatedblocks()
