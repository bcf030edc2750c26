"""Whether a store is whole: its file, its history, its records, its attachments.

The records are compared with what the history says they became, so that a value changed in the
file by anything but this program is named.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain as chained
from itertools import islice
from typing import Any

from sqlalchemy import Connection, RowMapping, Text, cast, select

from intloffice.database import chain, once
from intloffice.database.session import Session
from intloffice.database.tables import Tables
from intloffice.i18n import N_
from intloffice.schema.value import to_plain

_MOST = 100
_ALTERED = N_(
    "Change {number} of {day} (“{description}”, {author}): what it says of itself, or its "
    "place among the changes, was altered outside the program."
)
_VALUES_ALTERED = N_(
    "Change {number} of {day} (“{description}”, {author}): what was written down for "
    "{table} {row} was altered outside the program."
)
_DIFFERS = N_("{table} {row}: {fields} changed outside the program.")
_GONE = N_("{table} {row} was removed outside the program.")
_STRANGE = N_("{table} {row} was added outside the program.")
_FILE = N_("The file is damaged: {told}.")
_REFERENCE = N_("{table} {row} names a record that is not there.")
_UNREADABLE = N_("{table} holds a value that cannot be read: it was changed outside the program.")


@dataclass(frozen=True)
class Finding:
    """Something that is not as it should be: a template and its facts."""

    template: str
    facts: dict[str, object]


def check(session: Session) -> list[Finding]:
    """Look through a whole store and tell what is wrong, the gravest first; at most a hundred."""
    connection, tables = session.connection, session.tables
    states: _States = defaultdict(dict)
    parts = (
        _file(connection),
        _history(connection, tables, states),
        _records(connection, tables, states),
    )
    return list(islice(chained(*parts), _MOST))


#: What the history says each row became, by table and id: None where it was removed, and nothing
#: where what it became was erased or cannot be trusted, so that it may be there or not.
_States = defaultdict[str, dict[int, dict[str, Any] | None]]


def _file(connection: Connection) -> Iterator[Finding]:
    for (told,) in connection.exec_driver_sql("PRAGMA integrity_check(20)").fetchall():
        if told != "ok":
            yield Finding(_FILE, {"told": told})
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    for table, row, *_ in broken:
        yield Finding(_REFERENCE, {"table": table, "row": row})


def _history(connection: Connection, tables: Tables, states: _States) -> Iterator[Finding]:
    sets = tables.change_set
    by_set: dict[int, list[Any]] = defaultdict(list)
    for change in _changes(connection, tables):
        by_set[change["change_set_id"]].append(change)
    hash_before = chain.BEGINNING
    for line in connection.execute(select(sets).order_by(sets.c.id)).mappings():
        said = dict(line)
        its = by_set[said["id"]]
        told = {"number": said["id"], "day": said["at"][:10]}
        told |= {"description": said["description"], "author": said["author"]}
        if not _is_told_truly(said):
            yield Finding(_ALTERED, told)
        for change in its:
            erased = change["salt"] is None
            values = None if erased else _values(change)
            if not erased and values is None:
                where = {"table": change["table_name"], "row": change["row_id"]}
                yield Finding(_VALUES_ALTERED, told | where)
            table = change["table_name"]
            _follow(states[table], change["row_id"], values, tables.blank(table))
        if chain.link(hash_before, said, ((each, each["digest"]) for each in its)) != said["hash"]:
            yield Finding(_ALTERED, told)
        hash_before = said["hash"]


def _is_told_truly(said: dict[str, Any]) -> bool:
    """Tell whether a change set's description is the one it was written with, or was erased."""
    if said["salt"] is None:
        return not said["description"]
    return chain.digest(said["salt"], said["description"], None) == str(said["digest"])


def _changes(connection: Connection, tables: Tables) -> Iterator[RowMapping]:
    """Read every change with its values as they are written, which may be no JSON any more."""
    changes = tables.change
    written = [cast(changes.c[name], Text).label(name) for name in ("before", "after")]
    others = [column for column in changes.c if column.name not in ("before", "after")]
    yield from connection.execute(select(*others, *written).order_by(changes.c.id)).mappings()


def _values(change: RowMapping) -> tuple[Any, Any] | None:
    """Give a change's values before and after; None where they are not those of its digest."""
    try:
        before, after = (
            None if change[name] is None else json.loads(change[name])
            for name in ("before", "after")
        )
    except ValueError:
        return None
    is_true = chain.digest(change["salt"], before, after) == change["digest"]
    return (before, after) if is_true else None


def _follow(
    rows: dict[int, dict[str, Any] | None],
    row: int,
    values: tuple[Any, Any] | None,
    blank: Mapping[str, Any],
) -> None:
    if values is None:
        rows[row] = {}
    elif values[1] is None:
        rows[row] = None
    elif values[0] is None:
        rows[row] = {**blank, **values[1]}
    else:
        rows[row] = {**(rows.get(row) or {}), **values[1]}


def _records(connection: Connection, tables: Tables, states: _States) -> Iterator[Finding]:
    for name in tables.owners:
        try:
            yield from _rows(connection, tables, states, name)
        except (ValueError, TypeError, ArithmeticError):
            yield Finding(_UNREADABLE, {"table": name})


def _rows(connection: Connection, tables: Tables, states: _States, name: str) -> Iterator[Finding]:
    table = tables[name]
    columns = {column.name for column in tables.values_in(table)}
    there = set()
    for line in connection.execute(select(table).order_by(table.c.id)).mappings():
        there.add(line["id"])
        where: dict[str, object] = {"table": name, "row": line["id"]}
        became = states[name].get(line["id"])
        if became is None:
            yield Finding(_STRANGE, where)
            continue
        differing = [
            each
            for each in sorted(columns & became.keys())
            if not once.is_as_told(_plain(line[each]), became[each])
        ]
        if differing:
            yield Finding(_DIFFERS, where | {"fields": ", ".join(differing)})
    for row, became in states[name].items():
        if became and row not in there:
            yield Finding(_GONE, {"table": name, "row": row})


def _plain(value: Any) -> Any:
    """Give a value as the history keeps it."""
    return json.loads(json.dumps(to_plain(value), ensure_ascii=False))
