"""Ctrl+C where much is read or written: heeded between two steps, so that nothing is half done."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from intloffice.errors import StoppedError
from intloffice.i18n import N_


@contextmanager
def heeded() -> Iterator[Callable[[], bool]]:
    """Give what tells whether Ctrl+C was pressed, which does nothing else meanwhile."""
    pressed = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield pressed.is_set  # only the first thread is told of signals
        return
    before = signal.signal(signal.SIGINT, lambda *_: pressed.set())
    try:
        yield pressed.is_set
    finally:
        signal.signal(signal.SIGINT, before)


def unless(stopped: Callable[[], bool]) -> Callable[[int, int], None]:
    """Give what is told how far a file is, and stops it where that is wanted."""

    def told(_done: int, _total: int) -> None:
        if stopped():
            raise StoppedError(N_("It was stopped. What was there before was kept."))

    return told
