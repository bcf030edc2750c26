"""List records page by page: searched, filtered and sorted by the store."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import Table, func, select
from sqlalchemy.sql import Select

from intloffice import resources
from intloffice.database.captions import in_language, preferred_name
from intloffice.database.derived import slices
from intloffice.database.session import REMOVED, Session
from intloffice.errors import ChangedMeanwhileError
from intloffice.i18n import LOCALES, Language
from intloffice.i18n import language as language_of
from intloffice.names import spoken
from intloffice.operations import filtering
from intloffice.operations.filtering import Filter as Filter  # noqa: PLC0414  part of a query
from intloffice.operations.sorting import by_column
from intloffice.schema.field import Field, FieldType, Value
from intloffice.schema.kind import Kind
from intloffice.schema.showing import shown

#: Above so many hits a search is answered newest first instead of sorted by name, and its first
#: page tells only that there are more: to sort them takes a look at each, nobody reads so many,
#: and the exact number can follow (tests/benchmarks/search.py).
SORTED_UP_TO = 2_000
#: Stands in a list where something is on record that is protected.
MASKED = "•••••"


@dataclass(frozen=True)
class Order:
    """Sorts by a column."""

    column: str
    descending: bool = False


@dataclass(frozen=True)
class Query:
    """Which records of a kind to list, and how.

    ``language`` is that of the captions; ``columns`` are the kind's own unless others are named;
    ``regions`` are the countries that the office shows as regions.
    """

    kind: Kind
    text: str = ""
    filters: tuple[Filter, ...] = ()
    order: tuple[Order, ...] = ()
    language: str = "en"
    columns: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """One record in a list: its id and a text for each column."""

    id: int
    cells: tuple[str, ...]


def totals(session: Session, kinds: Iterable[Kind]) -> dict[str, int]:
    """Count the records of each kind."""
    return {
        kind.name: session.execute(
            select(func.count()).select_from(session.tables[kind.name])
        ).scalar_one()
        for kind in kinds
    }


def count(session: Session, query: Query) -> int:
    """Count the records that a query finds."""
    table = session.tables[query.kind.name]
    matched = session.matching(query.kind.name, query.text) if query.text else None
    if matched is not None and not query.filters:
        return int(
            session.execute(select(func.count()).select_from(matched.subquery())).scalar_one()
        )
    counted = _narrowed(session, query, select(func.count()).select_from(table))
    return int(session.execute(counted).scalar_one())


def ids(session: Session, query: Query) -> list[int]:
    """List the ids of all records that a query finds, sorted as it asks."""
    found = _found(session, query, _newest(session, query))
    return list(session.execute(found).scalars())


def counted_page(session: Session, query: Query, offset: int, limit: int) -> tuple[int, list[Row]]:
    """Count the records that a query finds and read some of them, in one search.

    Where a search finds more than SORTED_UP_TO, the number is one above that.
    """
    newest = _newest(session, query)
    number = count(session, query) if newest is None else len(newest)
    ids = _slice(session, query, newest, offset, limit)
    return number, rows(session, query.kind, ids, query.language, query.columns, query.regions)


def page(session: Session, query: Query, offset: int, limit: int) -> list[Row]:
    """Read some of the records that a query finds, ready to be shown."""
    ids = _slice(session, query, _newest(session, query), offset, limit)
    return rows(session, query.kind, ids, query.language, query.columns, query.regions)


def rows(
    session: Session,
    kind: Kind,
    ids: Sequence[int],
    language: str,
    columns: Sequence[str] = (),
    regions: Collection[str] = (),
) -> list[Row]:
    """Read records by their ids, in that order, ready to be shown; what is protected is masked."""
    spoken = language_of(language, resources.folder("translations"))
    page = _Page(session, kind, ids, spoken, columns or kind.columns)
    page.regions = regions
    return page.rows()


def captions(session: Session, kind: str, ids: Collection[int], language: str) -> dict[int, str]:
    """Tell how records are called."""
    table = session.tables[kind]
    caption = table.c[f"caption_{language}"].label("caption")
    return {
        line.id: line.caption
        for part in slices(ids)
        for line in session.execute(select(table.c.id, caption).where(table.c.id.in_(part)))
    }


def caption(session: Session, kind: str, record_id: int, language: str) -> str:
    """Tell how a record is called; raise ChangedMeanwhileError where it is gone."""
    for called in captions(session, kind, [record_id], language).values():
        return called
    raise ChangedMeanwhileError(REMOVED)


def _newest(session: Session, query: Query) -> Sequence[int] | None:
    """Read what a search finds, newest first, until there is too much to sort.

    None where nothing is searched for.
    """
    found = _matched(session, query)
    if found is None:
        return None
    latest = found.order_by(found.selected_columns[0].desc())
    return session.execute(latest.limit(SORTED_UP_TO + 1)).scalars().all()


def _slice(
    session: Session, query: Query, newest: Sequence[int] | None, offset: int, limit: int
) -> Sequence[int]:
    """Read some of the ids that a query finds, in order."""
    many = newest if newest and len(newest) > SORTED_UP_TO else ()
    if offset + limit <= len(many) and not query.order:
        return many[offset : offset + limit]
    found = _found(session, query, newest).offset(offset).limit(limit)
    return session.execute(found).scalars().all()


def _found(session: Session, query: Query, newest: Sequence[int] | None) -> Select[Any]:
    """Select the ids that a query finds, in order."""
    chosen = select(session.tables[query.kind.name].c.id)
    if newest is not None and len(newest) <= SORTED_UP_TO:
        ids = chosen.selected_columns[0]
        return _sorted(session, query, chosen.where(ids.in_(session.among(newest))))
    matched = _matched(session, query)
    if matched is None or query.order:
        return _sorted(session, query, _narrowed(session, query, chosen))
    return matched.order_by(matched.selected_columns[0].desc())


def _matched(session: Session, query: Query) -> Select[Any] | None:
    """Select the ids that a search finds, without a look at the records where that can be."""
    matched = session.matching(query.kind.name, query.text) if query.text else None
    if matched is None or not query.filters:
        return matched
    return _narrowed(session, query, select(session.tables[query.kind.name].c.id))


def _narrowed(session: Session, query: Query, chosen: Select[Any]) -> Select[Any]:
    table = session.tables[query.kind.name]
    if query.text:
        matched = session.matching(query.kind.name, query.text)
        if matched is not None:
            chosen = chosen.where(table.c.id.in_(matched))
    return chosen.where(*filtering.conditions(session, query.kind, query.filters))


def _sorted(session: Session, query: Query, chosen: Select[Any]) -> Select[Any]:
    table = session.tables[query.kind.name]
    for order in query.order or _usual(query.kind):
        chosen, key = by_column(session, query.kind, chosen, order.column, query.language)
        chosen = chosen.order_by(key.desc() if order.descending else key)
    return chosen.order_by(table.c.id)


def _usual(kind: Kind) -> tuple[Order, ...]:
    return (Order(kind.year_field, descending=True),) if kind.newest_first else (Order(""),)


class _Page:
    """Some records, read at once with the names of all that they refer to."""

    #: Countries that are shown as regions.
    regions: Collection[str] = ()

    def __init__(
        self,
        session: Session,
        kind: Kind,
        ids: Sequence[int],
        language: Language,
        shown_columns: Sequence[str],
    ) -> None:
        self._columns = shown_columns
        self._session, self._kind, self._ids, self._language = session, kind, ids, language
        table = session.tables[kind.name]
        columns = [table.c[name] for name in self._needed()]
        self._records = {
            line["id"]: dict(line)
            for part in slices(ids)
            for line in session.execute(select(*columns).where(table.c.id.in_(part))).mappings()
        }
        self._rows: dict[str, dict[int, list[Any]]] = {}
        self._captions: dict[str, dict[int, str]] = {}
        for path in self._columns:
            self._prepare(path)

    def rows(self) -> list[Row]:
        """Make the rows."""
        present = (record_id for record_id in self._ids if record_id in self._records)
        return [
            Row(record_id, tuple(self._cell(record_id, path) for path in self._columns))
            for record_id in present
        ]

    def _needed(self) -> Iterator[str]:
        """Walk through the columns of the records themselves that the cells are made of."""
        yield "id"
        for path in self._columns:
            if path in self._kind.fields:
                yield path
            elif "." not in path and path not in self._kind.rows_by_name:
                yield from (f"{path}_{code}" for code in LOCALES)

    def _prepare(self, path: str) -> None:
        owner = path.rpartition(".")[0] or (path if path in self._kind.rows_by_name else "")
        if owner and owner not in self._rows:
            self._rows[owner] = self._read_rows(self._session.tables[f"{self._kind.name}_{owner}"])
        if path not in self._kind.fields and "." not in path:
            return
        field = self._kind.field_at(path)
        if field.type is FieldType.REFERENCE:
            lines = self._rows[owner] if owner else {i: [r] for i, r in self._records.items()}
            targets = {line[field.name] for found in lines.values() for line in found}
            targets.discard(None)
            self._captions[path] = captions(
                self._session, field.refers_to, targets, self._language.code
            )

    def _read_rows(self, table: Table) -> dict[int, list[Any]]:
        owner = table.c[f"{self._kind.name}_id"]
        lines: dict[int, list[Any]] = {}
        for part in slices(self._ids):
            query = select(table).where(owner.in_(part)).order_by(table.c.position, table.c.id)
            for line in self._session.execute(query).mappings():
                lines.setdefault(line[owner.name], []).append(dict(line))
        return lines

    def _cell(self, record_id: int, path: str) -> str:
        record = self._records[record_id]
        if path in self._kind.rows_by_name:
            return preferred_name(self._rows[path].get(record_id, []), self._language.code)
        owner, _, name = path.rpartition(".")
        if owner:
            lines = self._others(path, self._rows[owner].get(record_id, []))
            texts = [self._value(path, self._kind.field_at(path), line[name]) for line in lines]
            return self._language.listed(list(dict.fromkeys(filter(None, texts))))
        if path not in self._kind.fields:
            return " ".join(in_language(record, path, self._language.code).split())
        return self._value(path, self._kind.fields[path], record[path])

    def _others(self, path: str, lines: list[Any]) -> list[Any]:
        """Leave ourselves out of the organisations a list names, where there are others."""
        if self._kind.field_at(path).refers_to != "organisation":
            return lines
        name = path.rpartition(".")[2]
        return [line for line in lines if line[name] not in self._ourselves] or lines

    @cached_property
    def _ourselves(self) -> frozenset[int]:
        table = self._session.tables["organisation"]
        found = self._session.execute(select(table.c.id).where(table.c.ours))
        return frozenset(found.scalars())

    def _value(self, path: str, field: Field, value: Value) -> str:
        if field.type is FieldType.REFERENCE:
            return self._captions[path].get(value, "") if isinstance(value, int) else ""
        if field.protected:
            return "" if value == field.empty else MASKED
        text = shown(field, value, self._language, self.regions)
        if field.type is FieldType.LINE and not field.several:
            text = spoken.in_language(text, self._language.code)
        return " ".join(text.split())


def uuids(session: Session, kind: str, ids: Collection[int]) -> dict[int, str]:
    """Tell the lasting identities of records."""
    table = session.tables[kind]
    return {
        line.id: line.uuid
        for part in slices(ids)
        for line in session.execute(select(table.c.id, table.c.uuid).where(table.c.id.in_(part)))
    }
