"""What is done as soon as all that waits already has been done."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def soon(owner: QObject, act: Callable[[], object]) -> None:
    """Do something soon, unless its owner is taken away before.

    The timer is the owner's child. ``QTimer.singleShot`` with a receiver never lets go of what it
    was to call where the receiver goes first, and keeps with it the whole page (PySide6 6.11.3).
    """
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.timeout.connect(act)
    timer.timeout.connect(timer.deleteLater)
    timer.start(0)
