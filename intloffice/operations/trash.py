"""What was removed, and bringing it back.

Nothing is kept for it: the history remembers what was removed, until it is erased there.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import func, select

from intloffice.database import derived
from intloffice.database.session import Session, WritingSession
from intloffice.errors import ChangedMeanwhileError, OfficeError
from intloffice.i18n import N_, Word
from intloffice.operations.bulk import Refusal
from intloffice.operations.undo import ERASING, apply, typed
from intloffice.schema.kind import Kind

#: After so many records one tells how far it is.
_STEP = 20


@dataclass(frozen=True)
class Removed:
    """A record that was removed: what it was called, when (UTC) and by whom it was removed."""

    kind: str
    id: int
    caption: str
    at: str
    author: str
    description: str


@dataclass(frozen=True)
class Brought:
    """What became of removed records that were to come back.

    ``number`` of all came back, with those that they name; ``there`` of them were there already.
    ``refused`` are told by their places.
    """

    number: int
    there: int
    refused: tuple[Refusal, ...]


def removed(session: Session, language: str = "en", limit: int | None = None) -> list[Removed]:
    """List the records that can be brought back, the latest removed first; all without a limit."""
    sets, change = session.tables.change_set, session.tables.change
    found = [each for kind in session.tables.kinds for each in _removals(session, kind)]
    found = sorted(found, reverse=True)[:limit]
    numbers = {number for number, _, _ in found}
    query = select(sets).where(sets.c.id.in_(session.among(sorted(numbers))))
    told = {line.id: line for line in session.execute(query)}
    changes = _by_record(session, change, numbers)
    return [
        Removed(
            kind,
            record_id,
            _caption(session, session.tables.kinds[kind], changes[number, kind, record_id])[
                language
            ],
            told[number].at,
            told[number].author,
            told[number].description,
        )
        for number, kind, record_id in found
    ]


def restore(session: WritingSession, kind: str, record_id: int) -> int:
    """Bring a removed record back with its rows, and with it the removed records that it names.

    Return how many records came back. Raise ChangedMeanwhileError where it is there, or was
    erased; OfficeError where it names a record that was erased.
    """
    removals = _with_what_it_names(session, kind, record_id, set())
    for changes in removals:
        for change in reversed(changes):  # the record was removed last
            apply(session, change, None, change["before"])
    return len(removals)


def restore_all(
    session: WritingSession,
    records: Sequence[Removed],
    progress: Callable[[int, int], None] | None = None,
) -> Brought:
    """Bring removed records back, and with them the removed records that they name.

    One that cannot come back is told by its place in ``records``; the others do. What came back
    meanwhile is there. What ``progress`` raises leaves all of them removed.
    """
    number, refused = 0, []
    there = {each for each in records if session.row(each.kind, each.id) is not None}
    if progress:
        session.heed = partial(progress, len(records), len(records))
    for place, each in enumerate(records):
        if progress and place % _STEP == 0:
            progress(place, len(records))
        if session.row(each.kind, each.id) is not None:
            continue
        try:
            number += restore(session, each.kind, each.id)
        except OfficeError as error:
            refused.append(Refusal(place, each.caption, error.template, error.facts))
    return Brought(number, len(there), tuple(refused))


def empty(session: WritingSession) -> list[str]:
    """Let the history forget what every removed record held; none can be brought back then.

    Give the content hashes of attached files that nothing keeps any more.
    """
    session.tell(ERASING)
    hashes: set[str] = set()
    for kind in session.tables.kinds:
        for _, _, record_id in _removals(session, kind):
            changes = _removal_of(session, kind, record_id)
            names = _caption(session, session.tables.kinds[kind], changes).values()
            hashes |= _attached(changes)
            session.forget(kind, record_id, names)
    return sorted(hashes - _still_attached(session))


def _with_what_it_names(
    session: Session, kind: str, record_id: int, begun: set[tuple[str, int]]
) -> list[Sequence[Mapping[str, Any]]]:
    """Read the removals of a record and of what it names, those that are named first."""
    begun.add((kind, record_id))
    changes = _removal_of(session, kind, record_id)
    found: list[Sequence[Mapping[str, Any]]] = []
    for refers_to, target in _named_by(session, session.tables.kinds[kind], changes):
        if (refers_to, target) in begun or session.row(refers_to, target) is not None:
            continue
        try:
            found += _with_what_it_names(session, refers_to, target, begun)
        except ChangedMeanwhileError as error:
            raise OfficeError(
                N_(
                    "It names a record of the kind “{kind}” that was erased, and cannot be "
                    "brought back without it."
                ),
                kind=Word(session.tables.kinds[refers_to].singular),
            ) from error
    return [*found, changes]


def _removals(session: Session, kind: str) -> list[tuple[int, str, int]]:
    """List the change sets that removed records for good, with kind and id."""
    change, table = session.tables.change, session.tables[kind]
    latest = (
        select(func.max(change.c.id))
        .where(change.c.table_name == kind, change.c.after.is_(None))
        .where(change.c.row_id.not_in(select(table.c.id)))
        .group_by(change.c.row_id)
    )
    query = select(change.c.change_set_id, change.c.row_id).where(
        change.c.id.in_(latest), change.c.before.is_not(None)
    )
    return [(line.change_set_id, kind, line.row_id) for line in session.execute(query)]


def _removal_of(session: Session, kind: str, record_id: int) -> list[Mapping[str, Any]]:
    """Read the changes that removed a record and its rows, in their order."""
    change = session.tables.change
    mine = change.c.kind == kind, change.c.record_id == record_id, change.c.after.is_(None)
    last = select(func.max(change.c.change_set_id)).where(
        *mine, change.c.table_name == kind, change.c.before.is_not(None)
    )
    query = select(change).where(*mine, change.c.change_set_id == last.scalar_subquery())
    lines = session.execute(query.order_by(change.c.id)).mappings()
    found: list[Mapping[str, Any]] = [dict(line) for line in lines]
    if not found or session.row(kind, record_id) is not None:
        raise ChangedMeanwhileError(N_("This record is not among the removed any more."))
    return found


def _by_record(
    session: Session, change: Any, numbers: Iterable[int]
) -> dict[tuple[int, str, int], list[Mapping[str, Any]]]:
    query = select(change).where(
        change.c.change_set_id.in_(session.among(sorted(numbers))), change.c.after.is_(None)
    )
    found: dict[tuple[int, str, int], list[Mapping[str, Any]]] = {}
    for line in session.execute(query.order_by(change.c.id)).mappings():
        key = line["change_set_id"], line["kind"], line["record_id"]
        found.setdefault(key, []).append(dict(line))
    return found


def _attached(changes: Iterable[Mapping[str, Any]]) -> set[str]:
    """Tell the content hashes of attached files that stand in changes."""
    kept = (
        values
        for change in changes
        if change["table_name"] == "attachment"
        for values in (change["before"], change["after"])
    )
    return {str(values["content_hash"]) for values in kept if values and "content_hash" in values}


def _still_attached(session: Session) -> set[str]:
    table = session.tables.attachment
    return set(session.execute(select(table.c.content_hash)).scalars())


def _values(session: Session, change: Mapping[str, Any]) -> dict[str, Any]:
    fields = session.tables.fields.get(change["table_name"], {})
    empty = {name: field.empty for name, field in fields.items()}
    return {**empty, **typed(fields, change["before"] or {})}


def _caption(session: Session, kind: Kind, changes: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    rows: dict[str, list[dict[str, Any]]] = {each.name: [] for each in kind.rows}
    record: dict[str, Any] = {}
    for change in changes:
        if change["table_name"] == kind.name:
            record = _values(session, change)
        else:
            name = change["table_name"].removeprefix(f"{kind.name}_")
            if name in rows:
                rows[name].append(_values(session, change))
    return derived.captions_of(session.connection, session.tables, kind, record, rows)


def _named_by(
    session: Session, kind: Kind, changes: Sequence[Mapping[str, Any]]
) -> Iterable[tuple[str, int]]:
    """Walk through the records that a removed one and its rows name."""
    for change in changes:
        values = _values(session, change)
        for field in session.tables.fields.get(change["table_name"], {}).values():
            target = values[field.name] if field.refers_to else None
            if isinstance(target, int):
                yield field.refers_to, target
