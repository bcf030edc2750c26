"""What is written of many new rows, made of plain columns: no store is needed, nor SQLAlchemy.

A process beside this one makes it (``making``) of very many.
"""

import gc
import marshal
import pickle
import signal
from collections.abc import Mapping, Sequence
from typing import IO, Any, NamedTuple

from intloffice.database import captions, chain
from intloffice.names.pinyin import load_readings
from intloffice.schema.alike import Alike
from intloffice.schema.kind import Kind
from intloffice.schema.value import all_to_plain, to_plain

#: What the store keeps of a record by itself, and the history does not remember.
KEPT = ("id", "version", "changed_at", *captions.DERIVED)
#: Values of rows by the names of their columns.
Columns = Mapping[str, Sequence[Any]]
#: New rows that belong together: some of a table each, by columns.
Given = Sequence[tuple[str, Columns]]
#: So many bytes tell the length of what follows, which is not longer.
_SIZE, _MOST = 8, 2**30


class Made(NamedTuple):
    """What is made of new rows and written with them; what needs other records is left empty.

    ``after`` is each row as the history keeps it, in JSON: what it does not tell is blank.
    """

    captions: Mapping[str, Sequence[str]]
    words: Sequence[str]
    salts: Sequence[str]
    digests: Sequence[str]
    after: Sequence[str]


def made_of(kinds: Mapping[str, Kind], table: str, columns: Columns, at: str) -> Made:
    """Make all that is written of new rows, at an instant: any thread or process may."""
    columns = whole(kinds, table, columns, at)
    called, words = captions.made_alone(kinds[table], columns) if table in kinds else ({}, ())
    plain = {name: all_to_plain(column) for name, column in columns.items() if name not in KEPT}
    salts = chain.new_salts(len(next(iter(columns.values()))))
    afters = chain.all_written(plain, blank_of(kinds, table))
    return Made(called, words, salts, chain.digests_of_new(salts, afters), afters)


def blank_of(kinds: Mapping[str, Kind], table: str) -> Mapping[str, Any]:
    """Give what the history does not tell of a new row of a table: values that say nothing.

    They are as the history keeps them. Raise KeyError where the table is no kind's.
    """
    for kind in kinds.values():
        if table in kind.blanks:
            return {name: to_plain(value) for name, value in kind.blanks[table].items()}
    raise KeyError(table)


def whole(kinds: Mapping[str, Kind], table: str, columns: Columns, at: str) -> Columns:
    """Give the columns of new records with what the store keeps of them by itself."""
    if table not in kinds:
        return columns
    number = len(columns["id"])
    own = {"created_at": at, "changed_at": at, "version": 1}
    return {name: Alike(value, number) for name, value in own.items()} | dict(columns)


def answer(kinds: Mapping[str, Kind], asked: IO[bytes], out: IO[bytes]) -> None:
    """Make what is asked for until nobody asks; what the other process does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who asks is stopped, and ends this one
    gc.disable()  # nothing of it refers to itself
    put(out, b"")
    load_readings()  # while nothing is asked for yet
    while (said := taken(asked)) is not None:
        at, given = pickle.loads(said)
        try:
            made = [tuple(made_of(kinds, table, columns, at)) for table, columns in given]
        except Exception:  # noqa: BLE001  who asks makes it as well, and meets and tells the same
            made = []
        put(out, marshal.dumps(made))


def put(pipe: IO[bytes], said: bytes) -> None:
    """Put something into a pipe, so that the other end can take it whole."""
    pipe.write(len(said).to_bytes(_SIZE, "big") + said)
    pipe.flush()


def taken(pipe: IO[bytes]) -> bytes | None:
    """Take what was put into a pipe; None where it has ended."""
    size = int.from_bytes(head, "big") if len(head := pipe.read(_SIZE)) == _SIZE else -1
    said = pipe.read(size) if 0 <= size <= _MOST else b""
    return said if len(said) == size else None
