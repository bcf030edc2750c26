"""Save and remove records, given as plain values."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from intloffice.database.session import Session, WritingSession, new_uuid
from intloffice.errors import ChangedMeanwhileError, OfficeError
from intloffice.i18n import N_
from intloffice.operations import browse
from intloffice.schema.field import Field
from intloffice.schema.kind import Kind, Rows, Values
from intloffice.schema.value import InvalidRecordError, clean, problems


@dataclass(frozen=True)
class Line:
    """One of a record's rows; a new one has no id yet."""

    id: int | None
    values: Values


@dataclass(frozen=True)
class Snapshot:
    """A record as it was read: its version, its values and its rows.

    ``captions`` tell how the records are called to which it refers, by (kind, id).
    """

    kind: str
    id: int
    uuid: str
    version: int
    values: dict[str, Any]
    rows: dict[str, tuple[Line, ...]]
    captions: dict[tuple[str, int], str]


Lines = Mapping[str, Sequence[Line]]


def load(session: Session, kind: Kind, record_id: int, language: str = "en") -> Snapshot:
    """Read a record with its rows; raise ChangedMeanwhileError where it is gone."""
    record = session.row(kind.name, record_id)
    if record is None:
        raise ChangedMeanwhileError(N_("This record was removed meanwhile."))
    rows = {rows.name: _lines(session, kind, rows, record_id) for rows in kind.rows}
    values = {name: record[name] for name in kind.fields}
    return Snapshot(
        kind=kind.name,
        id=record_id,
        uuid=record["uuid"],
        version=record["version"],
        values=values,
        rows=rows,
        captions=_captions(session, kind, values, rows, language),
    )


def add(
    session: WritingSession,
    kind: Kind,
    values: Values,
    rows: Mapping[str, Sequence[Values]] | None = None,
    uuid: str = "",
    record_id: int | None = None,
) -> int:
    """Add a record and return its id; raise InvalidRecordError where it cannot be kept.

    ``uuid`` and ``record_id`` are those of a record that had them before, in another store.
    """
    whole = _completed(kind.fields, values)
    lines = {
        name: [_completed(kind.rows_by_name[name].by_name, line) for line in given]
        for name, given in (rows or {}).items()
    }
    _refuse_problems(kind, whole, lines)
    known = {} if record_id is None else {"id": record_id}
    record_id = session.insert(kind.name, {**known, "uuid": uuid or new_uuid(), **whole})
    for name, given in lines.items():
        _insert_rows(session, kind, kind.rows_by_name[name], record_id, given)
    return record_id


def change(
    session: WritingSession,
    kind: Kind,
    record_id: int,
    version: int,
    values: Values,
    rows: Lines | None = None,
) -> None:
    """Change some of a record's values and rows, unless it has moved on from ``version``.

    Rows that are not named stay as they are; of those named, the lines given are all there are.
    """
    before = load(session, kind, record_id)
    new = _cleaned(kind.fields, values)
    lines = {
        name: [
            Line(line.id, _completed(kind.rows_by_name[name].by_name, line.values))
            for line in given
        ]
        for name, given in (rows or {}).items()
    }
    _refuse_problems(
        kind, before.values | new, {name: [line.values for line in g] for name, g in lines.items()}
    )
    session.claim(kind.name, record_id, version)
    session.update(kind.name, record_id, new)
    for name, given in lines.items():
        _change_rows(session, kind, kind.rows_by_name[name], record_id, given)


def remove(session: WritingSession, kind: Kind, record_id: int) -> None:
    """Remove a record with its rows; raise OfficeError where other records refer to it."""
    used = uses(session, kind, record_id)
    if used:
        other, count = used.most_common(1)[0]
        raise OfficeError(
            N_("This record is still named by others ({kind}: {count}). It was kept."),
            kind=other,
            count=count,
        )
    for rows, table in session.tables.rows_of(kind):
        owned = select(table.c.id).where(table.c[f"{kind.name}_id"] == record_id)
        for row_id in session.execute(owned).scalars().all():
            session.delete(kind.table_of(rows), row_id)
    session.delete(kind.name, record_id)


def uses(session: Session, kind: Kind, record_id: int) -> Counter[str]:
    """Count by kind the places where other records refer to this one."""
    found: Counter[str] = Counter()
    for other in session.tables.kinds.values():
        for owner, field in other.references():
            if field.refers_to != kind.name:
                continue
            table = session.tables[f"{other.name}_{owner}" if owner else other.name]
            query = select(func.count()).where(table.c[field.name] == record_id)
            if other is kind and not owner:
                query = query.where(table.c.id != record_id)
            elif other is kind:
                query = query.where(table.c[f"{kind.name}_id"] != record_id)
            number = int(session.execute(query).scalar_one())
            if number:
                found[other.name] += number
    return found


def _lines(session: Session, kind: Kind, rows: Rows, record_id: int) -> tuple[Line, ...]:
    table = session.tables[kind.table_of(rows)]
    query = select(table).where(table.c[f"{kind.name}_id"] == record_id)
    found = session.execute(query.order_by(table.c.position, table.c.id)).mappings()
    return tuple(Line(line["id"], {name: line[name] for name in rows.by_name}) for line in found)


def _captions(
    session: Session,
    kind: Kind,
    values: Values,
    rows: Lines,
    language: str,
) -> dict[tuple[str, int], str]:
    wanted: dict[str, set[int]] = {}
    for owner, field in kind.references():
        for line in [line.values for line in rows[owner]] if owner else [values]:
            target = line[field.name]
            if isinstance(target, int):
                wanted.setdefault(field.refers_to, set()).add(target)
    return {
        (name, record_id): caption
        for name, ids in wanted.items()
        for record_id, caption in browse.captions(session, name, ids, language).items()
    }


def _cleaned(fields: Mapping[str, Field], values: Values) -> dict[str, Any]:
    return {name: clean(fields[name], value) for name, value in values.items()}


def _completed(fields: Mapping[str, Field], values: Values) -> dict[str, Any]:
    return {name: field.empty for name, field in fields.items()} | _cleaned(fields, values)


def _refuse_problems(kind: Kind, values: Values, rows: Mapping[str, Sequence[Values]]) -> None:
    found = problems(kind, values, rows)
    if found:
        raise InvalidRecordError(found)


def _insert_rows(
    session: WritingSession, kind: Kind, rows: Rows, record_id: int, lines: Sequence[Values]
) -> None:
    for position, line in enumerate(lines):
        owner = {f"{kind.name}_id": record_id, "position": position}
        session.insert(kind.table_of(rows), {**owner, **line})


def _change_rows(
    session: WritingSession, kind: Kind, rows: Rows, record_id: int, lines: Sequence[Line]
) -> None:
    kept = {line.id for line in lines}
    for old in _lines(session, kind, rows, record_id):
        if old.id is not None and old.id not in kept:
            session.delete(kind.table_of(rows), old.id)
    for position, line in enumerate(lines):
        if line.id is None:
            owner = {f"{kind.name}_id": record_id, "position": position}
            session.insert(kind.table_of(rows), {**owner, **line.values})
        else:
            session.update(kind.table_of(rows), line.id, {**line.values, "position": position})
