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
from contextlib import closing, contextmanager, suppress
from threading import Thread

from intloffice import beside
from intloffice.ahead import ahead
from intloffice.database import search
from intloffice.database.intake import Intake
from intloffice.database.made import Given, Made, made_of, put, taken
from intloffice.database.session import WritingSession
from intloffice.errors import OfficeError
from intloffice.i18n import N_

#: The command, as ``commands.arguments`` knows it.
COMMAND = "make-rows"
#: So many blocks are asked for at once, that the process is never idle, and so many are held.
_ASKED, _HELD = 2, 4
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
def beside_writing(
    session: WritingSession, kind: str, blocks: Iterator[Given]
) -> Iterator[Iterator[list[Intake]]]:
    """Make blocks of a kind ready in a process of its own, and here what that is too busy for.

    Whoever leaves ends it. Raise OfficeError where it ends before all are made; where none can be
    begun all are made here.
    """
    with search.gathering(session.connection, kind):
        try:
            process = beside.begun([COMMAND], stdin=subprocess.PIPE)
        except OSError:
            with closing(one_ahead(session, blocks)) as made:
                yield made
            return
        maker = _Maker(process)
        try:
            yield _by_both(session, blocks, maker)
        finally:
            maker.end()


def _by_both(
    session: WritingSession, blocks: Iterator[Given], maker: "_Maker"
) -> Iterator[list[Intake]]:
    """Ask for as much as keeps the process busy, and make something else rather than wait."""
    line: deque[tuple[Given, list[Made]]] = deque()
    while True:
        while maker.is_free and len(line) < _HELD and (given := next(blocks, None)):
            maker.ask((session.at, given))
            line.append((given, []))
        waits = not line or (not line[0][1] and not maker.has_answered)
        if waits and len(line) < _HELD and (given := next(blocks, None)):
            line.append((given, _made(session, given)))
        elif not line:
            return
        else:
            given, made = line.popleft()
            made = made or maker.answer(session.heed) or _made(session, given)
            yield _ready(session, given, made)


def _made(session: WritingSession, given: Given) -> list[Made]:
    return [made_of(session.tables.kinds, table, columns, session.at) for table, columns in given]


def _ready(session: WritingSession, given: Given, made: Sequence[Made]) -> list[Intake]:
    return [
        session.intake(table, columns, its)
        for (table, columns), its in zip(given, made, strict=True)
    ]


class _Maker:
    """The other process, and two threads that hand over and fetch, so that nobody waits for it."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._to_ask: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._answers: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._asked = self._answered = 0
        self._is_there = False
        self._threads = [Thread(target=each, daemon=True) for each in (self._ask, self._fetch)]
        for thread in self._threads:
            thread.start()

    @property
    def is_free(self) -> bool:
        """Whether it has begun, and more can be asked of it."""
        return self._is_there and self._asked - self._answered < _ASKED

    @property
    def has_answered(self) -> bool:
        """Whether the next answer is there."""
        return not self._answers.empty()

    def ask(self, said: tuple[str, Given]) -> None:
        """Ask for a block of rows, after those that were asked for before."""
        self._asked += 1
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
                if self._is_there:
                    self._answered += 1
                    self._answers.put(said)
                self._is_there = True
        self._answers.put(None)


def _as_made(said: bytes) -> list[Made]:
    """Take an answer apart; raise OfficeError where it is none."""
    try:
        return [Made(*each) for each in marshal.loads(said)]
    except (ValueError, TypeError, EOFError) as error:
        raise OfficeError(_ENDED) from error
