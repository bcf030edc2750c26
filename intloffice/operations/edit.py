"""Save and remove records, given as plain values."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import func, select

from intloffice.database import making
from intloffice.database.made import Given
from intloffice.database.session import REMOVED, Session, WritingSession, new_uuid
from intloffice.errors import ChangedMeanwhileError, InvalidValueError, StillNamedError
from intloffice.i18n import N_, Word
from intloffice.operations import browse
from intloffice.records import ALL_KINDS
from intloffice.schema.alike import Alike, column_of
from intloffice.schema.field import Field
from intloffice.schema.kind import Kind, Rows, Values
from intloffice.schema.value import InvalidRecordError, clean, clean_all, first_faulty, problems


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
_T = TypeVar("_T")
#: To begin a process for fewer new records takes longer than it saves.
VERY_MANY = 10_000


def load(session: Session, kind: Kind, record_id: int, language: str = "en") -> Snapshot:
    """Read a record with its rows; raise ChangedMeanwhileError where it is gone."""
    record = session.row(kind.name, record_id)
    if record is None:
        raise ChangedMeanwhileError(REMOVED)
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
    """Add a record and return its id.

    Raise InvalidRecordError where it cannot be kept, InvalidValueError where a value does not fit
    its field or there is no such field. ``uuid`` and ``record_id`` are those of a record that had
    them before, in another store.
    """
    whole = _completed(kind, "", values)
    lines = {
        name: [_completed(kind, name, line) for line in given]
        for name, given in _declared(kind, rows or {}).items()
    }
    _refuse_problems(kind, whole, lines)
    known = {} if record_id is None else {"id": record_id}
    record_id = session.insert(kind.name, {**known, "uuid": uuid or new_uuid(), **whole})
    for name, given in lines.items():
        _insert_rows(session, kind, kind.rows_by_name[name], record_id, given)
    return record_id


class New(NamedTuple):
    """A record to be added with many others: its values, its rows, and the ids it is to have."""

    values: Values
    rows: Mapping[str, Sequence[Values]]
    uuid: str
    id: int


def add_all(
    session: WritingSession,
    kind: Kind,
    blocks: Iterable[Sequence[New]],
    told: Callable[[int], None] = lambda _: None,
    number: int = 0,
    maker: making.Maker | None = None,
) -> None:
    """Add many records of a kind, as ``add`` does one; their ids were never any record's.

    While a block of them is written the next is made ready, for a very large ``number`` of them in
    a process of its own, which may be begun already (``maker``). ``told`` hears of how many are
    added with each; what it raises ends it.
    """
    judged = (_judged(kind, records) for records in blocks)
    # The other process knows the kinds of this program, and no others.
    is_worth_it = number >= VERY_MANY and tuple(session.tables.kinds.values()) == ALL_KINDS
    with (
        making.beside_writing(session, kind.name, judged, maker)
        if is_worth_it
        else closing(making.one_ahead(session, judged))
    ) as coming:
        for made in coming:
            for taken in made:
                session.insert_all(taken)
            told(len(made[0]))


def _judged(kind: Kind, records: Sequence[New]) -> Given:
    """Clean and judge new records, and put them and their rows into columns."""
    for record in records:
        _declared(kind, record.rows)
    own = _columns(kind, "", [record.values for record in records])
    faulty = first_faulty(kind, own)
    theirs: dict[str, dict[str, Sequence[Any]]] = {}
    for rows in kind.rows:
        placed = [
            (record.id, position, line)
            for record in records
            for position, line in enumerate(record.rows.get(rows.name, ()))
        ]
        values = _columns(kind, rows.name, [line for *_, line in placed])
        if first_faulty(rows, values) is not None:
            faulty = 0
        owners: dict[str, Sequence[Any]] = {
            f"{kind.name}_id": [owner for owner, *_ in placed],
            "position": [position for _, position, _ in placed],
        }
        theirs[kind.table_of(rows)] = owners | values
    if faulty is not None:
        _refuse_first(kind, records[faulty:])
    named: dict[str, Sequence[Any]] = {
        "id": [record.id for record in records],
        "uuid": [record.uuid for record in records],
    }
    return [
        (kind.name, {**named, **own}),
        *((table, found) for table, found in theirs.items() if found["position"]),
    ]


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
    Raise ChangedMeanwhileError where it has moved on, and otherwise as ``add`` does.
    """
    before = load(session, kind, record_id)
    new = _cleaned(kind, "", values)
    lines = {
        name: [Line(line.id, _completed(kind, name, line.values)) for line in given]
        for name, given in _declared(kind, rows or {}).items()
    }
    _refuse_problems(
        kind, before.values | new, {name: [line.values for line in g] for name, g in lines.items()}
    )
    session.claim(kind.name, record_id, version)
    session.update(kind.name, record_id, new)
    for name, given in lines.items():
        _change_rows(session, kind, kind.rows_by_name[name], record_id, given)


def remove(session: WritingSession, kind: Kind, record_id: int, version: int | None = None) -> None:
    """Remove a record with its rows and attachments.

    Raise StillNamedError where other records refer to it, ChangedMeanwhileError where it is gone or
    has moved on from a ``version`` that is given.
    """
    if version is not None:
        session.claim(kind.name, record_id, version)
    used = uses(session, kind, record_id)
    if used:
        raise still_named(session, record_id, used)
    attached = session.tables.attachment
    mine = attached.c.kind == kind.name, attached.c.record_id == record_id
    for row_id in session.execute(select(attached.c.id).where(*mine)).scalars().all():
        session.delete("attachment", row_id)
    for rows, table in session.tables.rows_of(kind):
        owned = select(table.c.id).where(table.c[f"{kind.name}_id"] == record_id)
        for row_id in session.execute(owned).scalars().all():
            session.delete(kind.table_of(rows), row_id)
    session.delete(kind.name, record_id)


def still_named(session: Session, record_id: int, used: Counter[str]) -> StillNamedError:
    """Say that a record cannot be removed, for others refer to it, counted by kind."""
    other, count = used.most_common(1)[0]
    return StillNamedError(
        N_("This record is still named by others ({kind}: {count}). It was kept."),
        record_id,
        kind=Word(session.tables.kinds[other].plural),
        count=count,
    )


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


def namers(session: Session, kind: Kind, record_id: int) -> list[tuple[str, int]]:
    """List the records that refer to this one, each once: those made last first, kind by kind."""
    found: dict[tuple[str, int], None] = {}
    for other in session.tables.kinds.values():
        ids: set[int] = set()
        for owner, field in other.references():
            if field.refers_to == kind.name:
                table = session.tables[f"{other.name}_{owner}" if owner else other.name]
                whose = table.c[f"{other.name}_id"] if owner else table.c.id
                ids.update(
                    session.execute(select(whose).where(table.c[field.name] == record_id)).scalars()
                )
        found |= dict.fromkeys((other.name, each) for each in sorted(ids, reverse=True))
    found.pop((kind.name, record_id), None)
    return list(found)


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


def _fields(kind: Kind, rows: str) -> Mapping[str, Field]:
    """Give the fields of a record, or of one of its rows."""
    if not rows:
        return kind.fields
    if rows not in kind.rows_by_name:
        raise _unknown(kind, rows)
    return kind.rows_by_name[rows].by_name


def _cleaned(kind: Kind, rows: str, values: Values) -> dict[str, Any]:
    fields = _fields(kind, rows)
    for name in values:
        if name not in fields:
            raise _unknown(kind, f"{rows}.{name}" if rows else name)
    return {
        name: value if value is (field := fields[name]).empty else clean(field, value)
        for name, value in values.items()
    }


def _refuse_first(kind: Kind, records: Iterable[New]) -> None:
    """Say what keeps the first from being kept of records of which one cannot be."""
    for record in records:
        lines = {
            name: [_completed(kind, name, line) for line in given]
            for name, given in record.rows.items()
        }
        _refuse_problems(kind, _completed(kind, "", record.values), lines)


def _columns(kind: Kind, rows: str, lines: Sequence[Values]) -> dict[str, Sequence[Any]]:
    """Put many records, or rows of them, into columns, each value cleaned and none missing."""
    fields = _fields(kind, rows)
    given = _as_columns(lines)
    for name in given:
        if name not in fields:
            raise _unknown(kind, f"{rows}.{name}" if rows else name)
    return {
        name: clean_all(field, column_of(given[name]))
        if name in given
        else Alike(field.empty, len(lines))
        for name, field in fields.items()
    }


def _as_columns(lines: Sequence[Values]) -> Mapping[str, Sequence[Any]]:
    """Put lines into columns; what one does not give is None, which stands for what is empty."""
    names = list(lines[0]) if lines else []
    if len(names) > 1 and set(map(len, lines)) == {len(names)}:
        with suppress(KeyError):  # then they give different values
            listed = list(map(itemgetter(*names), lines))
            return dict(zip(names, zip(*listed, strict=True), strict=True))
    every = dict.fromkeys(name for line in lines for name in line)
    return {name: [line.get(name) for line in lines] for name in every}


def _completed(kind: Kind, rows: str, values: Values) -> dict[str, Any]:
    blank = kind.rows_by_name[rows].blank if rows else kind.blank
    return blank | _cleaned(kind, rows, values)


def _declared(kind: Kind, rows: Mapping[str, _T]) -> Mapping[str, _T]:
    """Give the rows back; raise InvalidValueError where the kind has none of that name."""
    for name in rows:
        _fields(kind, name)
    return rows


def _unknown(kind: Kind, name: str) -> InvalidValueError:
    return InvalidValueError(
        N_("A record of the kind “{kind}” has nothing called “{name}”."), kind=kind.name, name=name
    )


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
    old = {line.id for line in _lines(session, kind, rows, record_id)}
    kept = [line.id for line in lines if line.id is not None]
    if len(set(kept)) < len(kept) or not old.issuperset(kept):
        raise ChangedMeanwhileError(N_("Some of these rows are no longer the record's own."))
    for row_id in sorted(filter(None, old.difference(kept))):
        session.delete(kind.table_of(rows), row_id)
    for position, line in enumerate(lines):
        if line.id is None:
            owner = {f"{kind.name}_id": record_id, "position": position}
            session.insert(kind.table_of(rows), {**owner, **line.values})
        else:
            session.update(kind.table_of(rows), line.id, {**line.values, "position": position})
