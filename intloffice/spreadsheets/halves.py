"""What two processes say that read the halves of a workbook, put together as one would say it."""

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import zip_longest
from queue import SimpleQueue
from threading import Thread
from typing import NamedTuple, cast

from intloffice.errors import OfficeError
from intloffice.spreadsheets.blocks import Block
from intloffice.spreadsheets.guarding import MOST_CELLS, MOST_ROWS
from intloffice.spreadsheets.sheet import Range


class Counted(NamedTuple):
    """How many cells were read, and how many rows of each sheet."""

    cells: int
    rows: Sequence[int]


#: What another process says: titles of sheets, their rows, what of their cells is one, how much
#: it was, why there is nothing; None at the end.
Said = str | Block | list[Range] | Counted | OfficeError | None
_BROKEN_OFF = OfficeError("")


@contextmanager
def heard_meanwhile(
    said: Iterator[Said], process: subprocess.Popen[bytes]
) -> Iterator[Iterator[Said]]:
    """Hear what a process says while nobody listens, so that it need not wait."""
    heard: SimpleQueue[Said | type[_Over]] = SimpleQueue()

    def hear() -> None:
        try:
            for one in said:
                heard.put(one)
        finally:
            heard.put(_Over)  # else whoever listens would wait for ever

    thread = Thread(target=hear, daemon=True)
    thread.start()
    try:
        yield cast("Iterator[Said]", iter(heard.get, _Over))
    finally:
        process.kill()
        thread.join()


class _Over:
    """Stands for the end of what is said, which may be None before."""


def put_together(first: Iterator[Said], second: Iterator[Said]) -> Iterator[Said]:
    """Say what two halves say as one says it; break off where they do not fit together."""
    counted: list[Counted] = []
    one, other = next(first, _BROKEN_OFF), next(second, _BROKEN_OFF)
    while isinstance(one, str) and one == other:
        yield one
        for half in (first, second):
            for said in half:
                if isinstance(said, Block | list):
                    yield said
                else:
                    one, other = (said, other) if half is first else (one, said)
                    break
            else:
                return
    for said, half in ((one, first), (other, second)):
        if not isinstance(said, Counted) or next(half, _BROKEN_OFF) is not None:
            return
        counted.append(said)
    if _are_within_limits(*counted):
        yield None


def _are_within_limits(first: Counted, second: Counted) -> bool:
    rows = map(sum, zip_longest(first.rows, second.rows, fillvalue=0))
    return first.cells + second.cells <= MOST_CELLS and max(rows, default=0) <= MOST_ROWS
