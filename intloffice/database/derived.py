"""What is computed from a record and kept beside it: captions, keys to sort by, search words.

Only the store writes these; they can be made anew at any time (``rebuild``).
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, select

from intloffice.database import search
from intloffice.database.captions import (
    APART,
    DERIVED,
    Captions,
    name_of,
    of_person,
    person_name,
    preferred_name,
    put_together,
    remarks_of,
    with_sort_keys,
    words_of,
)
from intloffice.database.tables import Tables
from intloffice.i18n import LOCALES
from intloffice.schema.field import Field, FieldType
from intloffice.schema.kind import Kind

Key = TypeVar("Key", int, str)

#: Raised when captions or search words are made differently, so that stores are rebuilt.
VERSION = "8"

_SLICE = 400
#: A record's kind and id.
Record = tuple[str, int]
#: Rows of records by kind and id.
Rows = Mapping[Record, Mapping[str, Any]]
#: Hears how much of how much is done; 0 of 0 where that cannot be said.
Telling = Callable[[int, int], object]


def untold(_done: int, _total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Stale:
    """The records of which something is to be derived anew, each by kind and id.

    ``reworded`` are themselves found or shown otherwise, ``renamed`` shown otherwise by others;
    the index never heard of the ``fresh``; the ``captioned`` have their captions already. ``known``
    are rows of records as they are now, which need not be read.
    """

    reworded: Collection[Record]
    renamed: Collection[Record] = ()
    fresh: Collection[Record] = ()
    captioned: Collection[Record] = ()
    known: Rows | None = None


def refresh(
    connection: Connection, tables: Tables, stale: Stale, heed: Callable[[], None] = lambda: None
) -> None:
    """Make anew what is derived from records, and from those that show renamed ones.

    What ``heed`` raises, which is called again and again, ends it.
    """
    ids = _by_kind(stale.reworded)
    for kind, found in _by_kind(stale.renamed).items():
        for other, referrers in _referrers(connection, tables, kind, found):
            ids[other] |= referrers
    for kind in _shown_before_showing(tables.kinds, ids):
        for part in slices(ids[kind]):
            heed()
            _renew(connection, tables, tables.kinds[kind], part, stale)


def rebuild(
    connection: Connection,
    tables: Tables,
    tell: Telling = untold,
) -> None:
    """Make everything anew that is derived.

    ``tell`` hears how many of how many records are done; what it raises ends it.
    """
    search.create(connection, tables.kinds)
    ids = {
        kind: connection.scalars(select(tables[kind].c.id)).all()
        for kind in _shown_before_showing(tables.kinds, tables.kinds)
    }
    done, total = 0, sum(map(len, ids.values()))
    for kind, listed in ids.items():
        for part in slices(listed):
            tell(done, total)
            fresh = [(kind, record_id) for record_id in part]
            _renew(connection, tables, tables.kinds[kind], part, Stale((), fresh=set(fresh)))
            done += len(part)


def captions_of(
    connection: Connection,
    tables: Tables,
    kind: Kind,
    record: Mapping[str, Any],
    rows: Mapping[str, Sequence[Mapping[str, Any]]],
) -> dict[str, str]:
    """Make the captions, by language, of a record that is not in its table any more."""
    gone = _Records(connection, tables, kind, ())
    gone.records[0] = record
    for name, lines in rows.items():
        gone.rows[name] = {0: list(lines)}
    made = gone.captions()[0]
    return {code: made[f"caption_{code}"] for code in LOCALES}


def slices(ids: Collection[Key]) -> Iterator[list[Key]]:
    """Cut many ids, or uuids, into as many as a statement takes."""
    listed = sorted(ids)
    for start in range(0, len(listed), _SLICE):
        yield listed[start : start + _SLICE]


def _by_kind(records: Iterable[Record]) -> dict[str, set[int]]:
    ids: dict[str, set[int]] = defaultdict(set)
    for kind, record_id in records:
        ids[kind].add(record_id)
    return ids


def _shown_before_showing(kinds: Mapping[str, Kind], names: Iterable[str]) -> list[str]:
    """List kinds by name so that those whose captions are part of others' come first.

    What a title shows shows nothing itself (tests/test_every_kind.py), so two steps are enough.
    """
    return sorted(
        names, key=lambda name: any(stem.endswith("_id") for stem in kinds[name].title.fields)
    )


def _shows(kind: Kind) -> Iterator[tuple[str, Field]]:
    """Walk through the references whose captions or words a kind takes for its own."""
    wanted = {*kind.searched, *kind.title.fields}
    for owner, field in kind.references():
        if (f"{owner}.{field.name}" if owner else field.name) in wanted:
            yield owner, field


def _referrers(
    connection: Connection, tables: Tables, kind: str, ids: Collection[int]
) -> Iterator[tuple[str, set[int]]]:
    for other in tables.kinds.values():
        for owner, field in _shows(other):
            if field.refers_to != kind:
                continue
            table = tables[f"{other.name}_{owner}" if owner else other.name]
            record = table.c[f"{other.name}_id" if owner else "id"]
            for part in slices(ids):
                found = connection.scalars(select(record).where(table.c[field.name].in_(part)))
                yield other.name, set(found)


def _renew(
    connection: Connection, tables: Tables, kind: Kind, ids: Collection[int], stale: Stale
) -> None:
    changing = tables.one(kind.name).update(DERIVED)
    for part in slices(ids):
        records = _Records(connection, tables, kind, part, stale.known)
        lines = [
            {"row_id_": record_id, **line}
            for record_id, line in records.captions(stale.captioned).items()
            if any(records.records[record_id][name] != value for name, value in line.items())
        ]
        changing.run_all(connection, lines)
        known = (record_id for record_id in part if (kind.name, record_id) not in stale.fresh)
        search.forget(connection, kind.name, known)
        tokens = records.tokens()
        search.keep(connection, kind.name, list(tokens), list(tokens.values()))


class _Records:
    """Some records of a kind, read once with all that their captions and words need."""

    def __init__(
        self,
        connection: Connection,
        tables: Tables,
        kind: Kind,
        ids: Sequence[int],
        known: Rows | None = None,
    ) -> None:
        self._connection, self._tables, self._kind = connection, tables, kind
        table, known = tables[kind.name], known or {}
        self.records: dict[int, Mapping[str, Any]] = {
            record_id: known[kind.name, record_id]
            for record_id in ids
            if (kind.name, record_id) in known
        }
        unknown = [record_id for record_id in ids if record_id not in self.records]
        if unknown:
            found = connection.execute(select(table).where(table.c.id.in_(unknown))).mappings()
            self.records |= {line["id"]: dict(line) for line in found}
        self.rows: dict[str, dict[int, list[Mapping[str, Any]]]] = {}
        for rows, table in tables.rows_of(kind):
            lines: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
            owner = table.c[f"{kind.name}_id"]
            query = select(table).where(owner.in_(ids)).order_by(table.c.position)
            for line in connection.execute(query).mappings():
                lines[line[owner.name]].append(dict(line))
            self.rows[rows.name] = lines

    def captions(self, captioned: Collection[Record] = ()) -> Captions:
        """Make each record's captions and sort keys, but of those that have theirs."""
        lines = {
            record_id: line
            for record_id, line in self.records.items()
            if (self._kind.name, record_id) not in captioned
        }
        if self._kind.title.names:
            return {record_id: self._named(record_id) for record_id in lines}
        if self._kind.title.person:
            return {record_id: of_person(person_name(line)) for record_id, line in lines.items()}
        shown_here = self._captions_shown(self._kind.title.fields) if lines else {}
        return {
            record_id: put_together(self._kind, line, shown_here)
            for record_id, line in lines.items()
        }

    def tokens(self) -> dict[int, str]:
        """Make the words under which each record is found."""
        words = self.own_words()
        for owner, field in _shows(self._kind):
            path = f"{owner}.{field.name}" if owner else field.name
            if path not in self._kind.searched:
                continue
            pointed = self._pointed(owner, field)
            other = self._tables.kinds[field.refers_to]
            targets = {target for found in pointed.values() for target in found}
            if not targets:
                continue
            theirs: dict[int, list[str]] = {}
            for part in slices(targets):
                theirs |= _Records(self._connection, self._tables, other, part).own_words()
            for record_id, found in pointed.items():
                for target in found:
                    words[record_id] += theirs.get(target, [])
        for record_id, line in self.records.items():
            words[record_id] += remarks_of(line["tags"], line["notes"])
        return {record_id: APART.join(found) for record_id, found in words.items()}

    def own_words(self) -> dict[int, list[str]]:
        """Make the words by which the records are known, wherever they are named."""
        return {
            record_id: words_of(
                self._kind,
                line,
                {name: lines.get(record_id, ()) for name, lines in self.rows.items()},
                name_of(self._kind, line),
            )
            for record_id, line in self.records.items()
        }

    def _pointed(self, rows: str, field: Field) -> dict[int, list[int]]:
        pointed: dict[int, list[int]] = {}
        for record_id, line in self.records.items():
            lines = self.rows[rows].get(record_id, ()) if rows else (line,)
            pointed[record_id] = [v[field.name] for v in lines if v[field.name] is not None]
        return pointed

    def _named(self, record_id: int) -> dict[str, str]:
        names = self.rows[self._kind.title.names].get(record_id, [])
        captions = {code: preferred_name(names, code) for code in LOCALES}
        return with_sort_keys(captions)

    def _captions_shown(self, stems: Iterable[str]) -> dict[str, Captions]:
        found: dict[str, Captions] = {}
        for stem in stems:
            field = self._kind.fields.get(stem)
            if field is None or field.type is not FieldType.REFERENCE:
                continue
            targets = {line[stem] for line in self.records.values() if line[stem] is not None}
            table = self._tables[field.refers_to]
            query = select(table).where(table.c.id.in_(targets))
            found[stem] = {
                line["id"]: {code: line[f"caption_{code}"] for code in LOCALES}
                for line in self._connection.execute(query).mappings()
            }
        return found
