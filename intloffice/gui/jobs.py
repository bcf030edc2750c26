"""Work off the window's thread.

A job is a plain function of a session. It runs on a worker thread and returns plain values:
nothing that belongs to a session ever reaches the window.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from intloffice.errors import OfficeError

T = TypeVar("T")


class Store(Protocol):
    """What jobs need of the store."""

    def read(self) -> AbstractContextManager[Any]:
        """Open a session to read."""

    def write(self, description: str, author: str) -> AbstractContextManager[Any]:
        """Open a session to write one change set."""

    def close(self) -> None:
        """Let go of the file."""


class NotOpenError(Exception):
    """The store could not be opened; that was said once."""


@dataclass(frozen=True, eq=False)
class _Waiting:
    """Who waits for a job: what it does with the result, and with a failure it knows."""

    then: Callable[[Any], object]
    otherwise: Callable[[Exception], bool] | None
    written: str = ""

    @property
    def receiver(self) -> object:
        """What takes the result, the same for all that it awaits; itself where none can tell."""
        then = self.then
        receiver = (then.func, *then.args) if isinstance(then, partial) else then
        try:
            hash(receiver)
        except TypeError:
            return self
        return receiver


class Jobs(QObject):
    """Runs reads side by side and writes one after the other.

    The results are handed over on the window's thread, unless the one who asked is gone. Readings
    may overtake each other; whoever awaits several is given their results as they were asked for.
    """

    opened = Signal()
    #: How much of how much is done before the store is open; 0 of 0 where nobody can tell.
    preparing = Signal(int, int)
    written = Signal(str)
    #: Something was to be written, and was not.
    refused = Signal(str)
    failed = Signal(Exception)
    rested = Signal()
    _finished = Signal(object, object)
    _going_on = Signal(object)

    def __init__(self, opener: Callable[[Callable[[int, int], None]], Store], author: str) -> None:
        super().__init__()
        self.author = author
        self._opener = opener
        self._store: Future[Store] = Future()
        self._opening = False
        self._readers = ThreadPoolExecutor(2, "reader")
        self._writer = ThreadPoolExecutor(1, "writer")
        self._tender = ThreadPoolExecutor(1, "tender")
        self._running = 0
        self._awaited: dict[object, dict[_Waiting, Future[Any] | None]] = {}
        self._stopped = False
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._going_on.connect(self._go_on, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether an answer is still awaited."""
        return self._running > 0

    def open(self) -> None:
        """Open the store; what was asked before waits for it."""

        def run() -> None:
            try:
                self._store.set_result(self._opener(self._tell_prepared))
            except BaseException:
                self._store.set_exception(NotOpenError())
                raise

        self._opening = True
        self._submit(self._writer, run, _Waiting(lambda _: self.opened.emit(), None))

    def read(
        self,
        job: Callable[[Any], T],
        then: Callable[[T], object],
        otherwise: Callable[[Exception], bool] | None = None,
    ) -> None:
        """Run a reading job and hand its result over.

        ``otherwise`` is asked first when the job fails; it returns whether it dealt with it.
        """

        def run() -> T:
            with self._store.result().read() as session:
                return job(session)

        self._submit(self._readers, run, _Waiting(then, otherwise))

    def write(
        self,
        description: str,
        job: Callable[[Any], T],
        then: Callable[[T], object],
        otherwise: Callable[[Exception], bool] | None = None,
    ) -> None:
        """Run a writing job, hand its result over, and announce that something was written."""

        def run() -> T:
            with self._store.result().write(description, self.author) as session:
                return job(session)

        self._submit(self._writer, run, _Waiting(then, otherwise, description))

    def keep(
        self,
        job: Callable[[Any], T],
        then: Callable[[T], object],
        otherwise: Callable[[Exception], bool] | None = None,
    ) -> None:
        """Run a job that writes something beside the records, of which nobody need be told."""

        def run() -> T:
            with self._store.result().write("", self.author) as session:
                return job(session)

        self._submit(self._writer, run, _Waiting(then, otherwise))

    def run(
        self,
        job: Callable[[], T],
        then: Callable[[T], object],
        otherwise: Callable[[Exception], bool] | None = None,
    ) -> None:
        """Run a job that needs no session."""
        self._submit(self._readers, job, _Waiting(then, otherwise))

    def fill(self, description: str, job: Callable[[Any], T], then: Callable[[T], object]) -> None:
        """Run a job that is given the store itself, and announce that something was written."""
        waiting = _Waiting(then, None, description)
        self._submit(self._writer, lambda: job(self._store.result()), waiting)

    def tend(
        self,
        job: Callable[[Any], T],
        then: Callable[[T], object],
        otherwise: Callable[[Exception], bool] | None = None,
    ) -> None:
        """Run a job that is given the store and changes no record, beside all others."""
        waiting = _Waiting(then, otherwise)
        self._submit(self._tender, lambda: job(self._store.result()), waiting)

    def mend(
        self,
        job: Callable[[], T],
        then: Callable[[T], object],
        otherwise: Callable[[Exception], bool] | None = None,
    ) -> None:
        """Run a job that may put another file in the store's place: it is closed, and opened anew.

        Nothing is written meanwhile. This works also where the store could not be opened.
        """

        def run() -> T:
            if self._store.exception() is None:
                self._store.result().close()
            try:
                return job()
            finally:
                self._reopen()

        def hand_over(result: T) -> None:
            if _is_there(then):
                then(result)
            if not self.broken:
                self.opened.emit()

        self._submit(self._writer, run, _Waiting(hand_over, otherwise))

    @property
    def broken(self) -> bool:
        """Whether the store could not be opened."""
        return self._store.done() and self._store.exception() is not None

    def stop(self, last: Callable[[Any], object] | None = None) -> OfficeError | None:
        """Finish what was begun and close the store; called when the window closes.

        ``last`` is given the store once more before that, if it is open; what it cannot do is
        left undone, and returned. Answers that come later are handed over; what they make
        somebody ask for is left undone, for nobody will see it.
        """
        self._stopped = True
        if not self._opening:
            self._store.set_exception(NotOpenError())
        self._readers.shutdown(cancel_futures=True)
        self._tender.shutdown(cancel_futures=True)
        self._writer.shutdown()
        undone = None
        if self._store.exception() is None:
            store = self._store.result()
            if last:
                try:
                    last(store)
                except OfficeError as error:
                    undone = error
            store.close()
        return undone

    def _reopen(self) -> None:
        opened: Future[Store] = Future()
        try:
            opened.set_result(self._opener(self._tell_prepared))
        except Exception:
            opened.set_exception(NotOpenError())
            raise
        finally:
            self._store = opened

    def _tell_prepared(self, done: int, total: int) -> None:
        """Tell from the worker's thread how far the opening is, until nobody waits for it."""
        if self._stopped:
            raise NotOpenError
        self.preparing.emit(done, total)

    def _submit(
        self, executor: ThreadPoolExecutor, run: Callable[[], Any], waiting: _Waiting
    ) -> None:
        if self._stopped:
            return
        self._running += 1
        self._awaited.setdefault(waiting.receiver, {})[waiting] = None
        future = executor.submit(run)
        future.add_done_callback(partial(self._announce, waiting))

    def _announce(self, waiting: _Waiting, done: Future[Any]) -> None:
        if shiboken6.isValid(self):
            self._finished.emit(done, waiting)

    @Slot(object, object)
    def _deliver(self, future: Future[Any], waiting: _Waiting) -> None:
        self._awaited[waiting.receiver][waiting] = future
        self._go_on(waiting.receiver)

    @Slot(object)
    def _go_on(self, receiver: object) -> None:
        """Hand over what a receiver awaits first, if that is done, and then go on."""
        awaited = self._awaited.get(receiver, {})
        waiting, future = next(iter(awaited.items()), (None, None))
        if waiting is None or future is None:
            return
        del awaited[waiting]
        if awaited:
            self._going_on.emit(receiver)
        else:
            del self._awaited[receiver]
        self._finish(future, waiting)

    def _finish(self, future: Future[Any], waiting: _Waiting) -> None:
        self._running -= 1
        if not future.cancelled():
            error = future.exception()
            if error is None:
                self._hand_over(future.result(), waiting)
            elif isinstance(error, Exception):
                self._tell(error, waiting)
            else:
                raise error
        if not self._running:
            self.rested.emit()

    def _hand_over(self, result: Any, waiting: _Waiting) -> None:
        if _is_there(waiting.then):
            waiting.then(result)
        if waiting.written:
            self.written.emit(waiting.written)

    def _tell(self, error: Exception, waiting: _Waiting) -> None:
        if isinstance(error, NotOpenError):
            return
        if waiting.written:
            self.refused.emit(waiting.written)
        handled = waiting.otherwise
        if handled and _is_there(handled) and handled(error):
            return
        self.failed.emit(error)


def _is_there(receiver: object) -> bool:
    """Tell whether the widget to which a method belongs has not been closed meanwhile.

    Whoever waits through another is looked for too, among what the other is given.
    """
    if isinstance(receiver, partial):
        return all(map(_is_there, (receiver.func, *receiver.args, *receiver.keywords.values())))
    owner = receiver if isinstance(receiver, QObject) else getattr(receiver, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
