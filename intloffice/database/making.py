"""What is written of many new rows, made while those before them are written.

Python makes captions, words and JSON as long as SQLite writes them. Of few it does so on another
thread; of very many in a process beside this one, since two threads share one interpreter, and
each waits for the other more than it gains. That process holds nothing of the store: it is given
plain columns, and gives back what ``marshal`` can write, which are values only.
"""

import marshal
import pickle
import queue
import subprocess
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from itertools import chain, islice
from threading import Event, Thread

from intloffice import beside
from intloffice.ahead import ahead
from intloffice.database import search
from intloffice.database.intake import Intake
from intloffice.database.made import Given, Made, made_of, put, taken
from intloffice.database.session import WritingSession
from intloffice.errors import OfficeError
from intloffice.i18n import N_

#: The command, as ``__main__`` knows it.
COMMAND = "make-rows"
#: So many blocks are asked for at once, while one is written.
_HELD = 6
#: Between two looks whether anybody wants to stop; so long a block may take.
_LOOKED_EVERY, _LONGEST = 0.2, 120.0
_ENDED = N_(
    "The part of the program that makes new records ready has ended too early. Nothing was kept; "
    "please try again."
)


def one_ahead(
    session: WritingSession, blocks: Iterator[Given]
) -> Generator[list[Intake], None, None]:
    """Make each block ready while the one before it is written, on a thread of its own."""
    return ahead(_ready(session, given, _made(session, given)) for given in blocks)


@contextmanager
def begun() -> Iterator["Maker | None"]:
    """Begin the process, which whoever leaves ends; None where the system begins none."""
    try:
        process = beside.begun([COMMAND], stdin=subprocess.PIPE)
    except OSError:
        yield None
        return
    maker = Maker(process)
    try:
        yield maker
    finally:
        maker.end()


@contextmanager
def beside_writing(
    session: WritingSession, kind: str, blocks: Iterator[Given], maker: "Maker | None" = None
) -> Iterator[Iterator[list[Intake]]]:
    """Make very many blocks of a kind ready in a process of its own: a ``maker``, or a new one.

    Raise OfficeError where it ends before all are made; where none can be begun all are made here.
    """
    with ExitStack() as kept:
        session.gathering = kept.enter_context(search.gathering(session.connection, kind))
        kept.callback(setattr, session, "gathering", None)
        maker = maker or kept.enter_context(begun())
        line = deque(islice(blocks, _HELD))  # they are judged while it begins
        if maker is not None and maker.is_there(session.heed):
            yield _by_it(session, line, blocks, maker)
        else:
            yield kept.enter_context(closing(one_ahead(session, chain(line, blocks))))


def _by_it(
    session: WritingSession, line: deque[Given], blocks: Iterator[Given], maker: "Maker"
) -> Iterator[list[Intake]]:
    """Ask for so many blocks at once that the process is never idle."""
    for given in line:
        maker.ask((session.at, given))
    while line:
        given = line.popleft()
        made = maker.answer(session.heed) or _made(session, given)
        if coming := next(blocks, None):
            maker.ask((session.at, coming))
            line.append(coming)
        yield _ready(session, given, made)


def _made(session: WritingSession, given: Given) -> list[Made]:
    return [made_of(session.tables.kinds, table, columns, session.at) for table, columns in given]


def _ready(session: WritingSession, given: Given, made: Sequence[Made]) -> list[Intake]:
    return [
        session.intake(table, columns, its)
        for (table, columns), its in zip(given, made, strict=True)
    ]


class Maker:
    """The other process, and two threads that hand over and fetch, so that nobody waits for it."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._to_ask: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._answers: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._is_there, self._has_begun = Event(), False
        self._threads = [Thread(target=each, daemon=True) for each in (self._ask, self._fetch)]
        for thread in self._threads:
            thread.start()

    def is_there(self, heed: Callable[[], None]) -> bool:
        """Wait until it has begun, or has ended before; what ``heed`` raises ends the waiting."""
        until = time.monotonic() + _LONGEST
        while not self._is_there.wait(_LOOKED_EVERY) and time.monotonic() < until:
            heed()
        return self._has_begun

    def ask(self, said: tuple[str, Given]) -> None:
        """Ask for a block of rows, after those that were asked for before."""
        self._to_ask.put(pickle.dumps(said, pickle.HIGHEST_PROTOCOL))

    def answer(self, heed: Callable[[], None]) -> list[Made]:
        """Wait for the next answer, which is empty where it could not be made.

        What ``heed`` raises ends the waiting. Raise OfficeError where there will be none.
        """
        until = time.monotonic() + _LONGEST
        while time.monotonic() < until:
            with suppress(queue.Empty):
                said = self._answers.get(timeout=_LOOKED_EVERY)
                if said is None:
                    break
                return _as_made(said)
            heed()
        raise OfficeError(_ENDED)

    def end(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._to_ask.put(None)
        for thread in self._threads:
            thread.join()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()
        self._process.wait()

    def _ask(self) -> None:
        pipe = self._process.stdin
        with suppress(OSError):  # it has ended, as whoever waits for its answer is told
            while pipe and (said := self._to_ask.get()) is not None:
                put(pipe, said)

    def _fetch(self) -> None:
        pipe = self._process.stdout
        with suppress(OSError):
            while pipe and (said := taken(pipe)) is not None:
                if self._has_begun:
                    self._answers.put(said)
                self._has_begun = True
                self._is_there.set()
        self._is_there.set()
        self._answers.put(None)


def _as_made(said: bytes) -> list[Made]:
    """Take an answer apart; raise OfficeError where it is none."""
    try:
        return [Made(*each) for each in marshal.loads(said)]
    except (ValueError, TypeError, EOFError) as error:
        raise OfficeError(_ENDED) from error
