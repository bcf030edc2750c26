"""The records as they stood at an earlier point of the history, to be read.

A copy of the store's file is taken back, in a private folder that goes with it: for each row that
was changed since, what it was before the first of those changes. What the history was told to
forget cannot be brought back; that is counted, and never guessed.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, update

from intloffice.database import derived
from intloffice.database.captions import DERIVED
from intloffice.database.engine import PRAGMAS, WRITES, copy_to, open_engine
from intloffice.database.file import FILE_NAME
from intloffice.database.session import Session
from intloffice.database.store import Store
from intloffice.database.tables import Tables
from intloffice.errors import OfficeError
from intloffice.i18n import N_
from intloffice.schema.value import from_plain

#: Nothing of the copy outlives its reader, so that nothing need be on the disk at any moment.
_PRAGMAS = (
    *(p for p in PRAGMAS if not p.startswith(("foreign_keys", "synchronous", "journal_mode"))),
    "foreign_keys=OFF",
    "synchronous=OFF",
    "journal_mode=MEMORY",
)
#: What a row was: its values, as far as they changed; None where there was no row.
_Was = dict[str, Any] | None


@dataclass(frozen=True)
class Past:
    """The store as it stood after a change set; ``forgotten`` counts the records that it lacks.

    Those are records of which the history was told to forget what they held: they are as they are
    now, or are not there.
    """

    session: Session
    number: int
    forgotten: int


@dataclass
class _Before:
    """What rows were, by table and id, the records they belong to, and what was forgotten."""

    rows: dict[str, dict[int, _Was]] = field(default_factory=lambda: defaultdict(dict))
    records: set[tuple[str, int]] = field(default_factory=set)
    forgotten: set[tuple[str, int]] = field(default_factory=set)
    began: set[tuple[str, int]] = field(default_factory=set)


@contextmanager
def as_known(store: Store, number: int) -> Iterator[Past]:
    """Read the records as they stood after a change set, given by its number.

    Raise OfficeError where the history has no such number.
    """
    with store.read() as session:
        last = session.head().number
    if not 0 < number <= last:
        raise OfficeError(
            N_("The history has no change {number}: it goes from 1 to {last}."),
            number=number,
            last=last,
        )
    with TemporaryDirectory(prefix="past-") as name:
        path = Path(name) / FILE_NAME
        copy_to(store.folder / FILE_NAME, path)
        engine = open_engine(path, _PRAGMAS)
        try:
            with engine.connect() as raw:
                connection = raw.execution_options(**{WRITES: True})
                with connection.begin():
                    forgotten = _take_back(connection, store.tables, number)
            with engine.connect() as connection:
                yield Past(Session(connection, store.tables), number, forgotten)
        finally:
            engine.dispose()


def _take_back(connection: Connection, tables: Tables, number: int) -> int:
    before = _before(connection, tables, number)
    for name, rows in before.rows.items():
        if name in tables.owners:
            _restore(connection, tables[name], tables.fields.get(name, {}), rows)
    lost = _drop_unknown(connection, tables, before)
    sets, change = tables.change_set, tables.change
    connection.execute(delete(change).where(change.c.change_set_id > number))
    connection.execute(delete(sets).where(sets.c.id > number))
    known = {record for record in before.records if record[0] in tables.kinds}
    derived.refresh(connection, tables, derived.Stale(known, known))
    return len(before.forgotten - before.began) + lost


def _before(connection: Connection, tables: Tables, number: int) -> _Before:
    """Read what rows were before the changes after a change set, from the last to the first."""
    change, found = tables.change, _Before()
    later = change.c.change_set_id > number
    for line in connection.execute(select(change).where(later).order_by(change.c.id.desc())):
        record = line.kind, line.record_id
        found.records.add(record)
        if line.salt is None:
            found.forgotten.add(record)
            continue
        rows = found.rows[line.table_name]
        if line.before is None:
            rows[line.row_id] = None
        else:
            rows[line.row_id] = {**(rows.get(line.row_id) or {}), **line.before}
    for record in found.forgotten:
        mine = change.c.kind == record[0], change.c.record_id == record[1]
        first = connection.execute(select(func.min(change.c.change_set_id)).where(*mine)).scalar()
        if first and first > number:
            found.began.add(record)
    return found


def _restore(
    connection: Connection, table: Table, fields: Mapping[str, Any], rows: Mapping[int, _Was]
) -> None:
    """Make rows what they were."""
    gone = [row_id for row_id, was in rows.items() if was is None]
    for part in derived.slices(gone):
        connection.execute(delete(table).where(table.c.id.in_(part)))
    there: set[int] = set()
    for part in derived.slices(list(rows)):
        there.update(connection.execute(select(table.c.id).where(table.c.id.in_(part))).scalars())
    changed: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for row_id, was in rows.items():
        if was is None:
            continue
        values = {
            name: from_plain(fields[name], value) if name in fields else value
            for name, value in was.items()
            if name in table.c
        }
        if row_id in there:
            values.pop("id", None)
            changed[tuple(sorted(values))].append({"row_id_": row_id, **values})
        else:
            connection.execute(insert(table), _whole(table, fields, row_id, values))
    for names, lines in changed.items():
        if names:
            which = update(table).where(table.c.id == bindparam("row_id_"))
            connection.execute(which.values({name: bindparam(name) for name in names}), lines)


def _whole(
    table: Table, fields: Mapping[str, Any], row_id: int, values: dict[str, Any]
) -> dict[str, Any]:
    """Give a row that is not there any more all that its table asks for."""
    empty = {name: each.empty for name, each in fields.items()}
    own = {"version": 1, "changed_at": values.get("created_at", "")}
    underived = dict.fromkeys(DERIVED, "")
    kept = {name: value for name, value in {**own, **underived}.items() if name in table.c}
    return {**empty, **kept, **values, "id": row_id}


def _drop_unknown(connection: Connection, tables: Tables, before: _Before) -> int:
    """Take away what began later and was forgotten, and what names a record that is not there.

    Give the number of records that are missing.
    """
    for kind, record_id in before.began:
        for name, owner in tables.owners.items():
            if owner.kind == kind:
                table = tables[name]
                connection.execute(delete(table).where(table.c[owner.column] == record_id))
    missing: set[tuple[str, int]] = set()
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    for name, row_id, parent, _ in broken:
        if name in tables.owners:
            missing |= _let_go(connection, tables, tables[name], row_id, parent)
    return len(missing)


def _let_go(
    connection: Connection, tables: Tables, table: Table, row_id: int, parent: str
) -> set[tuple[str, int]]:
    """Let a row name nobody where what it names is not there; give what that was."""
    this, missing = table.c.id == row_id, set()
    line = connection.execute(select(table).where(this)).mappings().first()
    for column in table.c if line else ():
        target = line[column.name] if line else None
        if target is None or parent not in {key.column.table.name for key in column.foreign_keys}:
            continue
        parents = tables[parent]
        if connection.execute(select(parents.c.id).where(parents.c.id == target)).first():
            continue
        missing.add((parent, int(target)))
        named = update(table).where(this).values({column.name: None})
        connection.execute(named if column.nullable else delete(table).where(this))
    return missing
