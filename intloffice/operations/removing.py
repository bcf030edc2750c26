"""Remove many records at once, in statements for many, as ``edit.remove`` removes one."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Select, select

from intloffice.database.session import REMOVED, Session, WritingSession
from intloffice.errors import ChangedMeanwhileError
from intloffice.operations.edit import still_named
from intloffice.schema.kind import Kind

#: So many records are removed together.
_TOGETHER = 500
Row = tuple[str, int]


def remove_all(
    session: WritingSession,
    kind: Kind,
    ids: Sequence[int],
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> None:
    """Remove records with their rows and attachments, one after the other in the order given.

    Raise what ``edit.remove`` raises for the first that cannot be removed; ``progress`` hears how
    many are. What either raises must end the session, for some are gone by then.
    """
    places = {record_id: place for place, record_id in enumerate(ids)}
    left = iter(ids)
    done = 0
    while some := list(islice(left, _TOGETHER)):
        progress(done, len(ids))
        _refuse_named(session, kind, some, places)
        session.delete_all(list(_with_what_is_theirs(session, kind, some)))
        done += len(some)


def _refuse_named(
    session: Session, kind: Kind, ids: Sequence[int], places: Mapping[int, int]
) -> None:
    """Raise for the first that is gone, or still named by others when its turn comes."""
    table = session.tables[kind.name]
    there = set(
        session.execute(select(table.c.id).where(table.c.id.in_(session.among(ids)))).scalars()
    )
    named = _uses(session, kind, ids, places)
    seen: set[int] = set()
    for record_id in ids:
        if record_id in seen or record_id not in there:
            raise ChangedMeanwhileError(REMOVED)
        seen.add(record_id)
        if named[record_id]:
            raise still_named(session, record_id, named[record_id])


def _uses(
    session: Session, kind: Kind, ids: Sequence[int], places: Mapping[int, int]
) -> defaultdict[int, Counter[str]]:
    """Count by kind who refers to records; not those of the same kind that are gone before."""
    found: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for other in session.tables.kinds.values():
        for owner, field in other.references():
            if field.refers_to != kind.name:
                continue
            table = session.tables[f"{other.name}_{owner}" if owner else other.name]
            named, by = table.c[field.name], table.c[f"{other.name}_id" if owner else "id"]
            query = select(named, by).where(named.in_(session.among(ids)))
            for target, who in _pairs(session, query):
                gone = other is kind and places.get(who, len(places)) <= places[target]
                if not gone:
                    found[target][other.name] += 1
    return found


def _pairs(session: Session, query: Select[Any]) -> Iterator[tuple[int, int]]:
    found: Iterable[Any] = session.execute(query)
    yield from found


def _with_what_is_theirs(session: Session, kind: Kind, ids: Sequence[int]) -> Iterator[Row]:
    """Walk through what goes with each record, and the record after it."""
    theirs: defaultdict[int, list[Row]] = defaultdict(list)
    attached = session.tables.attachment
    mine = attached.c.kind == kind.name, attached.c.record_id.in_(session.among(ids))
    for row_id, owner in _pairs(session, select(attached.c.id, attached.c.record_id).where(*mine)):
        theirs[owner].append(("attachment", row_id))
    for rows, table in session.tables.rows_of(kind):
        owners = table.c[f"{kind.name}_id"]
        query = select(table.c.id, owners).where(owners.in_(session.among(ids)))
        for row_id, owner in _pairs(session, query):
            theirs[owner].append((kind.table_of(rows), row_id))
    for record_id in ids:
        yield from theirs[record_id]
        yield kind.name, record_id
