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

#: Words of so many records are written by one statement, at whose end FTS5 writes down all it has
#: gathered; fewer would be more, and smaller, pieces to put together later.
_TOGETHER = 2000

#: How many pieces of one size FTS5 puts together in passing; what it does if nothing is said.
_SETTING = "INSERT INTO {name}({name}, rank) VALUES ('automerge', {value})"
_USUALLY = 4


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


@contextmanager
def gathering(connection: Connection, kind: str) -> Iterator[None]:
    """Let words of very many records be put together when there are many pieces only.

    FTS5 else puts some together with every other piece that it writes, which for very many takes a
    third as long again. At the end it is told to do so from then on, as nothing else is written
    down of it: the words are as complete, and as quick to find, as ever.
    """
    connection.execute(text(_SETTING.format(name=_name(kind), value=0)))
    try:
        yield
    except BaseException:
        with suppress(DBAPIError):  # the session takes it back, with all else
            _gather_no_more(connection, kind)
        raise
    _gather_no_more(connection, kind)


def _gather_no_more(connection: Connection, kind: str) -> None:
    connection.execute(text(_SETTING.format(name=_name(kind), value=_USUALLY)))
    connection.execute(text(f"DELETE FROM {_name(kind)}_config WHERE k = 'automerge'"))


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
