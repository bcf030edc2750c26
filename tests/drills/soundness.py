"""Whether a store is whole, asked from outside the code that keeps it whole.

The file is sound; every reference leads somewhere; the history, told from its beginning, ends at
the rows as they stand; captions, keys to sort by and the words of the index are those that the
records would be given anew; and the program's own check finds nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import closing
from typing import Any

import sqlcipher3.dbapi2
from sqlalchemy import select

from intloffice.database import derived, once
from intloffice.database.checking import check
from intloffice.database.session import Session
from intloffice.database.store import FILE_NAME, Store
from intloffice.schema.kind import Kind
from intloffice.schema.value import to_plain

_INDEX = "USING fts5(tokens, content='', contentless_delete=1, detail=full, tokenize='ascii')"


def faults(store: Store) -> list[str]:
    """Name whatever is not as it should be; nothing where the store is sound."""
    path = str(store.folder / FILE_NAME)
    with closing(sqlcipher3.dbapi2.connect(path)) as connection:
        found = list(_of_file(connection))
        filled = {name for name in store.tables.owners if _holds(connection, name)}
        with store.read() as session:
            records = [
                _records(session, kind)
                for name, kind in session.tables.kinds.items()
                if name in filled
            ]
            found += [*_of_history(session, filled), *_of_captions(records)]
            found += [finding.template.format(**finding.facts) for finding in check(session)]
            words = {kind: {} for kind in session.tables.kinds}
            words |= {every._kind.name: every.tokens() for every in records}
        return [*found, *_of_index(connection, words)]


def _of_file(connection: Any) -> Iterator[str]:
    for (line,) in connection.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield f"integrity: {line}"
    for line in connection.execute("PRAGMA foreign_key_check"):
        yield f"reference: {tuple(line)}"


def _holds(connection: Any, table: str) -> bool:
    return bool(connection.execute(f"SELECT EXISTS (SELECT 1 FROM {table})").fetchone()[0])


def _of_history(session: Session, filled: Set[str]) -> Iterator[str]:
    told = yield from _replayed(session)
    for name in sorted(filled | told.keys()):
        table = session.tables[name]
        columns = [column.name for column in session.tables.values_in(table)]
        stand = {
            line["id"]: {column: to_plain(line[column]) for column in columns}
            for line in session.execute(select(table)).mappings()
        }
        later = _unknown(session, name, columns)
        remembered = {which: later | values for which, values in told.get(name, {}).items()}
        for row_id in stand.keys() | remembered.keys():
            one, other = stand.get(row_id), remembered.get(row_id)
            if not _is_told(one, other):
                yield f"{name} {row_id} is {one}, by its history {other}"


def _is_told(one: Mapping[str, Any] | None, other: Mapping[str, Any] | None) -> bool:
    """Tell whether a row is what its history tells of it, long values by their hashes."""
    if one is None or other is None:
        return one is other
    return one.keys() == other.keys() and all(
        once.is_as_told(value, other[column]) for column, value in one.items()
    )


def _unknown(session: Session, name: str, columns: Iterable[str]) -> dict[str, Any]:
    """Give what stands for the values of a table that an older history does not know."""
    fields = session.tables.fields.get(name, {})
    return {c: to_plain(fields[c].empty) if c in fields else None for c in columns}


def _replayed(session: Session) -> Any:
    """Tell the history from its beginning; yields where a change does not fit the one before."""
    told: dict[str, dict[int, dict[str, Any]]] = {}
    change = session.tables.change
    for line in session.execute(select(change).order_by(change.c.id)):
        rows = told.setdefault(line.table_name, {})
        current = rows.get(line.row_id)
        if line.before is None:
            fits = current is None
        else:
            known = _unknown(session, line.table_name, line.before) | (current or {})
            held = {column: known.get(column) for column in line.before}
            fits = current is not None and _is_told(line.before, held)
        if not fits:
            yield f"change {line.id} of {line.table_name} {line.row_id} does not fit"
        if line.after is None:
            rows.pop(line.row_id, None)
        else:
            rows[line.row_id] = {**(current or {}), **line.after}
    return told


def _records(session: Session, kind: Kind) -> derived._Records:
    ids = session.execute(select(session.tables[kind.name].c.id)).scalars().all()
    return derived._Records(session._connection, session.tables, kind, ids)


def _of_captions(records: Sequence[derived._Records]) -> Iterator[str]:
    for every in records:
        for record_id, captions in every.captions().items():
            line = every.records[record_id]
            kept = {name: line[name] for name in captions}
            if kept != captions:
                yield f"{every._kind.name} {record_id} is called {kept}, not {captions}"


def _of_index(connection: Any, words: dict[str, dict[int, str]]) -> Iterator[str]:
    connection.execute("PRAGMA temp_store=MEMORY")
    for kind, tokens in words.items():
        held = connection.execute(f"SELECT count(*) FROM search_{kind}_docsize").fetchone()[0]
        if held != len(tokens):
            yield f"the index of {kind} holds {held} of {len(tokens)}"
        if not tokens:
            continue
        connection.execute(f"CREATE VIRTUAL TABLE temp.anew_{kind} {_INDEX}")
        connection.executemany(
            f"INSERT INTO temp.anew_{kind}(rowid, tokens) VALUES (?, ?)", tokens.items()
        )
        for name, schema, table in (("kept", "main", "search"), ("new", "temp", "anew")):
            connection.execute(
                f"CREATE VIRTUAL TABLE temp.{name}_{kind} "
                f"USING fts5vocab('{schema}', '{table}_{kind}', 'instance')"
            )
        for one, other in (("kept", "new"), ("new", "kept")):
            query = f"SELECT * FROM temp.{one}_{kind} EXCEPT SELECT * FROM temp.{other}_{kind}"
            for line in connection.execute(f"{query} LIMIT 3"):
                yield f"the index of {kind} differs: only {one}: {tuple(line)}"
