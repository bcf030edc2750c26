"""Find records by any form of a name, at once and at any size.

Each kind has a full-text table over words that we cut ourselves (``names.segmenting``): a token
for every Chinese or Japanese character, every syllable of its reading and every Latin word, with
an index of the first one to five letters. Nothing outside this module knows that it is SQLite's.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, column, func, literal_column, select, table, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import Select

from intloffice.database.direct import Direct
from intloffice.names import segmenting

#: Words of so many records are written by one statement, before the next of which FTS5 writes down
#: all it has gathered; fewer would be more, and smaller, pieces to put together later.
_TOGETHER = 2000
#: So many while very many come, which is as many as a statement takes, and what FTS5 may gather
#: of them, in bytes.
_VERY_MANY, _GATHERED = 16_000, 64 * 2**20

#: How FTS5 is told what it does otherwise than if nothing is said.
_SETTING = "INSERT INTO {name}({name}, rank) VALUES (:setting, :value)"
#: How many pieces of one size it puts together in passing, and how many bytes it gathers, if
#: nothing is said.
_USUALLY = {"automerge": 4, "hashsize": 2**20}


def create(connection: Connection, kinds: Iterable[str]) -> None:
    """Make the tables, instead of those that may be there."""
    for kind in kinds:
        connection.execute(text(f"DROP TABLE IF EXISTS {_name(kind)}"))
        connection.execute(
            text(
                f"CREATE VIRTUAL TABLE {_name(kind)} USING fts5(tokens, "
                "content='', contentless_delete=1, detail=full, "
                "tokenize='ascii', prefix='1 2 4')"
            )
        )


def keep(connection: Connection, kind: str, ids: Sequence[int], words: Sequence[str]) -> None:
    """Keep the words under which records are found; those they had must be forgotten first."""
    _statements(kind).keep.run_columns(connection, {"id": ids, "tokens": words}, _TOGETHER)


class Gathering:
    """The words of very many new records, written as many together as FTS5 takes well."""

    def __init__(self, connection: Connection, kind: str) -> None:
        self._connection, self._kind = connection, kind
        self._ids: list[int] = []
        self._words: list[str] = []

    def keep(self, ids: Sequence[int], words: Sequence[str]) -> None:
        """Take the words of some records, and write those of as many as belong together."""
        self._ids += ids
        self._words += words
        while len(self._ids) >= _VERY_MANY:
            self._write(_VERY_MANY)

    def end(self) -> None:
        """Write what is left."""
        if self._ids:
            self._write(len(self._ids))

    def _write(self, number: int) -> None:
        some: dict[str, Sequence[Any]] = {"id": self._ids[:number], "tokens": self._words[:number]}
        _statements(self._kind).keep.run_columns(self._connection, some, number)
        del self._ids[:number], self._words[:number]


@contextmanager
def gathering(connection: Connection, kind: str) -> Iterator[Gathering]:
    """Let words of very many records be put together when there are many pieces only.

    FTS5 else writes small pieces, and puts some together with every other that it writes, which for
    very many takes half as long again. At the end it is told to do so from then on, as nothing else
    is written down of it: the words are as complete, and as quick to find, as ever.
    """
    setting = text(_SETTING.format(name=_name(kind)))
    for name, value in (("automerge", 0), ("hashsize", _GATHERED)):
        connection.execute(setting, {"setting": name, "value": value})
    try:
        gathered = Gathering(connection, kind)
        yield gathered
        gathered.end()
    except BaseException:
        with suppress(DBAPIError):  # the session takes it back, with all else
            _gather_no_more(connection, kind)
        raise
    _gather_no_more(connection, kind)


def _gather_no_more(connection: Connection, kind: str) -> None:
    setting = text(_SETTING.format(name=_name(kind)))
    for name, value in _USUALLY.items():
        connection.execute(setting, {"setting": name, "value": value})
    listed = ", ".join(f"'{name}'" for name in _USUALLY)
    connection.execute(text(f"DELETE FROM {_name(kind)}_config WHERE k IN ({listed})"))


def forget(connection: Connection, kind: str, ids: Iterable[int]) -> None:
    """Take records out of the index."""
    _statements(kind).forget.run_all(connection, ({"id": record_id} for record_id in ids))


def wipe(connection: Connection, kinds: Iterable[str]) -> None:
    """Write the index anew without the words of what was taken out of it.

    Taking out only marks them: neither that nor ``secure-delete``, which a table without the texts
    themselves cannot obey, keeps them from being read in the file. Some two seconds at a million
    records; nothing where nothing was taken out.
    """
    for kind in kinds:
        connection.execute(text(f"INSERT INTO {_name(kind)}({_name(kind)}) VALUES ('optimize')"))


def matching(kind: str, query: str) -> Select[Any] | None:
    """Select the ids of what a typed query finds; None where it holds nothing to look for."""
    expression = segmenting.query(query)
    if not expression:
        return None
    index = table(_name(kind), column("rowid"))
    words: Any = literal_column(_name(kind)).op("MATCH")(expression)
    return select(index.c.rowid).where(words)


def among(ids: Sequence[int]) -> Select[Any]:
    """Select ids from a list, which is handed over as one value."""
    listed = func.json_each(json.dumps(list(ids))).table_valued("value")
    return select(listed.c.value)


@dataclass(frozen=True)
class _Statements:
    keep: Direct
    forget: Direct


@cache
def _statements(kind: str) -> _Statements:
    keep = text(f"INSERT INTO {_name(kind)}(rowid, tokens) VALUES (:id, :tokens)")
    return _Statements(Direct(keep), Direct(text(f"DELETE FROM {_name(kind)} WHERE rowid = :id")))


def _name(kind: str) -> str:
    return f"search_{kind}"
