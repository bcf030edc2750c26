"""Statements that every save runs: put into SQL once, then handed to the driver as they are.

SQLAlchemy writes them, and says how values are kept in their columns. Only what it does anew for
each execution is left out, which takes longer than the database itself. What is asked seldom, or
differently each time, is executed by SQLAlchemy as ever.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain, count, islice
from typing import Any

from sqlalchemy import Connection, Date, Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import Delete, Insert, Select, Update
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import TextClause
from sqlalchemy.types import TypeEngine

from intloffice.schema.alike import Alike

Statement = Select[Any] | Insert | Update | Delete | TextClause
#: Brings a value into the form in which it is kept, or back; None where that is the same.
_Turn = Callable[[Any], Any] | None
#: So many rows are written by one statement, which takes so many values at most (SQLite's own
#: limit); so many such statements are kept, by which of their columns hold one value only.
_ROWS, _VALUES, _KEPT = 500, 32_766, 64


class Direct:
    """One statement; ``names`` are the columns that an insertion or a change gives."""

    def __init__(self, statement: Statement, names: Sequence[str] | None = None) -> None:
        self._statement, self._names = statement, names
        self._ready: _Ready | None = None

    def run(self, connection: Connection, values: Mapping[str, Any]) -> None:
        """Run it with values by name."""
        ready = self._ready_for(connection)
        _executed(connection, ready.sql, ready.given(values))

    def run_all(self, connection: Connection, lines: Iterable[Mapping[str, Any]]) -> None:
        """Run it once for each line of values."""
        ready = self._ready_for(connection)
        _executed(connection, ready.sql, map(ready.given, lines), many=True)

    def run_columns(
        self, connection: Connection, columns: Mapping[str, Sequence[Any]], together: int = _ROWS
    ) -> None:
        """Run it for every row of values that are given by columns, ``together`` so many of them.

        One statement for many rows takes half the time. It also lets go of the interpreter once,
        until all are written, where one for each row does so at each, too shortly for anybody.
        """
        ready = self._ready_for(connection)
        for sql, values, many in ready.given_columns(columns, together):
            _executed(connection, sql, values, many=many)

    def first(self, connection: Connection, values: Mapping[str, Any]) -> dict[str, Any] | None:
        """Give the first line that it finds, or returns, by the names of its columns."""
        ready = self._ready_for(connection)
        found = _executed(connection, ready.sql, ready.given(values), first=True)
        return None if found is None else ready.read(found)

    def _ready_for(self, connection: Connection) -> "_Ready":
        if self._ready is None:
            self._ready = _ready(self._statement, self._names, connection.dialect)
        return self._ready


@dataclass(frozen=True)
class _Ready:
    """A statement in SQL, with how the values that it takes and gives are turned."""

    sql: str
    takes: tuple[tuple[str, _Turn], ...]
    gives: tuple[tuple[str, _Turn], ...]
    fixed: Mapping[str, Any]

    def given(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        known = {**self.fixed, **values} if self.fixed else values
        return tuple([turn(known[name]) if turn else known[name] for name, turn in self.takes])

    def given_columns(
        self, columns: Mapping[str, Sequence[Any]], together: int
    ) -> Iterator[tuple[str, Any, bool]]:
        """Turn the values of columns, and give what to execute with which; at last once for each.

        What a column holds in all rows is turned, and handed over, once.
        """
        if self.fixed:
            raise AssertionError("what is fixed belongs to no column")
        turned = [_turned(columns[name], turn) for name, turn in self.takes]
        alike = tuple(isinstance(column, Alike) for column in turned)
        said = [column.value for column in turned if isinstance(column, Alike)]
        varying = [column for column in turned if not isinstance(column, Alike)]
        done = 0
        if varying:
            together = min(together, (_VALUES - len(said)) // len(varying))
            rows = zip(*varying, strict=True)
            while len(varying[0]) - done >= together:
                values = [*said, *chain.from_iterable(islice(rows, together))]
                yield _of_many_rows(self.sql, alike, together), values, False
                done += together
        yield self.sql, zip(*(column[done:] for column in turned), strict=True), True

    def read(self, line: Sequence[Any]) -> dict[str, Any]:
        return {
            name: turn(value) if turn else value
            for (name, turn), value in zip(self.gives, line, strict=True)
        }


@lru_cache(maxsize=_KEPT)
def _of_many_rows(sql: str, alike: tuple[bool, ...], rows: int) -> str:
    """Write an insertion for many rows; the values of columns that are alike come first."""
    one_row = f"({', '.join('?' for _ in alike)})"
    head, _, tail = sql.rpartition(one_row)
    if tail or not head:
        raise AssertionError("only insertions are made for many rows")
    first, following = count(1), count(1 + sum(alike))
    shared = [f"?{next(first)}" if same else "" for same in alike]
    written = (
        f"({', '.join(one or f'?{next(following)}' for one in shared)})" for _ in range(rows)
    )
    return head + ", ".join(written)


def _turned(column: Sequence[Any], turn: _Turn) -> Sequence[Any]:
    if turn is None:
        return column
    if isinstance(column, Alike):
        return Alike(turn(column.value), len(column))
    return list(map(turn, column))


def _ready(statement: Statement, names: Sequence[str] | None, dialect: Dialect) -> _Ready:
    compiled = statement.compile(dialect=dialect, column_keys=names)
    if not isinstance(compiled, SQLCompiler) or compiled.positiontup is None:
        raise AssertionError("the driver takes values by their places")
    binds = compiled.binds
    takes = ((name, _to_keep(binds[name].type, dialect)) for name in compiled.positiontup)
    returned = getattr(statement, "exported_columns", ())
    gives = ((column.name, _from_kept(column.type, dialect)) for column in returned)
    fixed = {name: bind.value for name, bind in binds.items() if not bind.required}
    return _Ready(str(compiled), tuple(takes), tuple(gives), fixed)


def _to_keep(sort: TypeEngine[Any], dialect: Dialect) -> _Turn:
    if isinstance(sort, Date):
        return _day  # as SQLAlchemy keeps it, which takes ten times as long
    return sort.dialect_impl(dialect).bind_processor(dialect)


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _from_kept(sort: TypeEngine[Any], dialect: Dialect) -> _Turn:
    return sort.dialect_impl(dialect).result_processor(dialect, None)


def _executed(
    connection: Connection, sql: str, values: Any, *, many: bool = False, first: bool = False
) -> Any:
    """Let the driver run it, whose failures are told as SQLAlchemy tells them: without values."""
    module: Any = connection.dialect.dbapi
    cursor = connection.connection.cursor()
    try:
        if many:
            cursor.executemany(sql, values)
        else:
            cursor.execute(sql, values)
        return cursor.fetchone() if first else None
    except module.Error as error:
        raise DBAPIError.instance(
            sql, None, error, module.Error, hide_parameters=True, dialect=connection.dialect
        ) from error
    finally:
        cursor.close()
