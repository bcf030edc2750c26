"""The tables, made from the declared kinds: a table for each kind and one for each of its rows.

Beside its fields a record has an id, a lasting uuid, a version (raised by every change), the
instants at which it was created and changed (UTC), and for each language a caption and a key to
sort by, which are derived from it and never entered.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    bindparam,
    column,
    delete,
    insert,
    select,
    table,
    update,
)
from sqlalchemy.types import TypeEngine

from intloffice.database.captions import DERIVED
from intloffice.database.columns import Amount, Words
from intloffice.database.direct import Direct
from intloffice.database.made import KEPT, blank_of
from intloffice.i18n import LOCALES
from intloffice.schema.field import Field, FieldType
from intloffice.schema.kind import Kind, Rows

if TYPE_CHECKING:
    from sqlalchemy.sql import Insert, Update

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

#: So many statements of a table are kept ready, by the values that they write.
_READY = 50
#: The owner of what was issued, which is no kind: nobody enters it, and it never changes.
ISSUED = "issued"

_TYPES: dict[FieldType, type[TypeEngine[Any]]] = {
    FieldType.LINE: Text,
    FieldType.TEXT: Text,
    FieldType.WHOLE: BigInteger,
    FieldType.AMOUNT: Amount,
    FieldType.DAY: Date,
    FieldType.PARTIAL_DAY: Text,
    FieldType.CLOCK: Text,
    FieldType.FLAG: Boolean,
    FieldType.CHOICE: Text,
    FieldType.CODE: Text,
    FieldType.WORDS: Words,
    FieldType.REFERENCE: Integer,
}


@dataclass(frozen=True)
class Owner:
    """To which record a table's row belongs: its kind, and the column that holds the record's id.

    The table of the records themselves has the column ``id``.
    """

    kind: str
    column: str


class Tables:
    """All tables of a store, by name."""

    def __init__(self, kinds: Sequence[Kind]) -> None:
        self.kinds = {kind.name: kind for kind in kinds}
        self.metadata = MetaData(naming_convention=NAMING)
        self.owners: dict[str, Owner] = {}
        self.fields: dict[str, dict[str, Field]] = {}
        self._ones: dict[str, One] = {}
        self._blanks: dict[str, Mapping[str, Any]] = {}
        for kind in kinds:
            self._add_kind(kind)
        self.change_set, self.change = _history_tables(self.metadata)
        self.history = History(self.change_set, self.change)
        self.attachment = _attachment_table(self.metadata)
        self.office = _office_table(self.metadata)
        self.draft = _draft_table(self.metadata)
        self.disclosure = _disclosure_table(self.metadata)
        self.issued, self.set_aside, self.recount = _issued_tables(self.metadata)
        self.owners["attachment"] = Owner("", "record_id")
        self.owners["issued"] = Owner(ISSUED, "id")
        self.owners["set_aside"] = Owner(ISSUED, "issued_id")

    def __getitem__(self, name: str) -> Table:
        """Give the table of a kind, or of its rows as ``kind_rows``."""
        return self.metadata.tables[name]

    def one(self, name: str) -> "One":
        """Give the statements that read and write one row of a table."""
        if name not in self._ones:
            self._ones[name] = One(self[name])
        return self._ones[name]

    def blank(self, name: str) -> Mapping[str, Any]:
        """Give what the history does not tell of a new row of a table (``made.blank_of``)."""
        if name not in self._blanks:
            self._blanks[name] = blank_of(self.kinds, name) if name in self.fields else {}
        return self._blanks[name]

    def rows_of(self, kind: Kind) -> Iterator[tuple[Rows, Table]]:
        """Walk through a kind's rows with the tables they are kept in."""
        for rows in kind.rows:
            yield rows, self[kind.table_of(rows)]

    def values_in(self, table: Table) -> Iterator[Column[Any]]:
        """Walk through the columns whose values history remembers."""
        return (each for each in table.columns if each.name not in KEPT)

    def _add_kind(self, kind: Kind) -> None:
        derived = [Column(name, Text, nullable=False, server_default="") for name in DERIVED]
        table = Table(
            kind.name,
            self.metadata,
            Column("id", Integer, primary_key=True),
            Column("uuid", Text, nullable=False, unique=True),
            Column("version", Integer, nullable=False, server_default="1"),
            Column("created_at", Text, nullable=False),
            Column("changed_at", Text, nullable=False),
            *(_column(field) for field in kind.fields.values()),
            *derived,
            sqlite_autoincrement=True,
        )
        for language in LOCALES:
            Index(None, table.c[f"sort_{language}"])
        if kind.year_field:
            Index(None, table.c[kind.year_field])
        self.owners[kind.name] = Owner(kind.name, "id")
        self.fields[kind.name] = kind.fields
        for rows in kind.rows:
            self._add_rows(kind, rows)

    def _add_rows(self, kind: Kind, rows: Rows) -> None:
        name, owner = kind.table_of(rows), f"{kind.name}_id"
        Table(
            name,
            self.metadata,
            Column("id", Integer, primary_key=True),
            Column(owner, _points_to(kind.name), nullable=False, index=True),
            Column("position", Integer, nullable=False),
            *(_column(field) for field in rows.fields),
            sqlite_autoincrement=True,
        )
        self.owners[name] = Owner(kind.name, owner)
        self.fields[name] = rows.by_name


@lru_cache(maxsize=4)
def tables_of(kinds: tuple[Kind, ...]) -> Tables:
    """Give the tables of some kinds, made once: that takes longer than opening a small file."""
    return Tables(kinds)


class One:
    """The statements that read and write one row, put together once; ``row_id_`` names the row."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._this = table.c.id == bindparam("row_id_")
        self._kept: dict[tuple[str, ...], Direct] = {}
        self.columns = frozenset(table.c.keys())
        self.remembered = frozenset(table.c.keys()).difference(KEPT)
        self.read = Direct(select(table).where(self._this))
        self.delete = Direct(delete(table).where(self._this))

    def insert(self, names: Iterable[str]) -> Direct:
        """Give the statement that adds a row with some values, and returns its ``id``."""
        return self._of("insert", names, insert(self._table).returning(self._table.c.id))

    def insert_all(self, names: Iterable[str]) -> Direct:
        """Give the statement that adds rows with some values."""
        return self._of("insert_all", names, insert(self._table))

    def update(self, names: Iterable[str]) -> Direct:
        """Give the statement that changes some values of a row."""
        return self._of("update", names, update(self._table).where(self._this))

    def _of(self, verb: str, names: Iterable[str], statement: "Insert | Update") -> Direct:
        key = verb, *names
        ready = self._kept.get(key)
        if ready is None:
            if len(self._kept) >= _READY:
                self._kept.clear()  # meanwhile another thread may look here, for another store
            ready = self._kept[key] = Direct(statement, key[1:])
        return ready


class History:
    """The statements with which every change set is read and written."""

    def __init__(self, sets: Table, change: Table) -> None:
        self.last = Direct(select(sets.c.id, sets.c.hash).order_by(sets.c.id.desc()).limit(1))
        self.insert_set = Direct(insert(sets), sets.c.keys())
        hashed = update(sets).where(sets.c.id == bindparam("row_id_"))
        self.hash_set = Direct(hashed, ["hash"])
        said = [each.name for each in change.columns if not each.primary_key]
        as_written = (
            column(each.name, Text() if isinstance(each.type, JSON) else each.type)
            for each in change.columns
        )
        #: Their values are written already, as their digests took them.
        self.insert_written = Direct(insert(table(change.name, *as_written)), said)


def _column(field: Field) -> Column[Any]:
    if field.type is FieldType.REFERENCE:
        return Column(field.name, _points_to(field.refers_to), index=True)
    sort = Words if field.several else _TYPES[field.type]
    may_be_null = field.empty is None
    return Column(field.name, sort, nullable=may_be_null)


def _points_to(kind: str) -> ForeignKey:
    return ForeignKey(f"{kind}.id", deferrable=True, initially="DEFERRED")


def _history_tables(metadata: MetaData) -> tuple[Table, Table]:
    change_set = Table(
        "change_set",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("at", Text, nullable=False),
        Column("author", Text, nullable=False),
        Column("description", Text, nullable=False),
        Column("mode", Text, nullable=False),
        Column("of_id", ForeignKey("change_set.id"), index=True),
        Column("salt", Text),
        Column("digest", Text, nullable=False, server_default=""),
        Column("hash", Text, nullable=False, server_default=""),
        sqlite_autoincrement=True,
    )
    change = Table(
        "change",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("change_set_id", ForeignKey("change_set.id"), nullable=False, index=True),
        Column("table_name", Text, nullable=False),
        Column("row_id", Integer, nullable=False),
        Column("kind", Text, nullable=False),
        Column("record_id", Integer, nullable=False),
        Column("before", JSON(none_as_null=True)),
        Column("after", JSON(none_as_null=True)),
        Column("salt", Text),
        Column("digest", Text, nullable=False),
        sqlite_autoincrement=True,
    )
    Index(None, change.c.kind, change.c.record_id)
    removed = change.c.after.is_(None)
    Index("ix_change_removed", change.c.table_name, sqlite_where=removed, postgresql_where=removed)
    return change_set, change


def _attachment_table(metadata: MetaData) -> Table:
    table = Table(
        "attachment",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("uuid", Text, nullable=False, unique=True),
        Column("kind", Text, nullable=False),
        Column("record_id", Integer, nullable=False),
        Column("name", Text, nullable=False),
        Column("content_hash", Text, nullable=False),
        Column("size", BigInteger, nullable=False),
        Column("added_at", Text, nullable=False),
        sqlite_autoincrement=True,
    )
    Index(None, table.c.kind, table.c.record_id)
    return table


def _office_table(metadata: MetaData) -> Table:
    return Table(
        "office",
        metadata,
        Column("name", Text, primary_key=True),
        Column("value", Text, nullable=False),
    )


def _draft_table(metadata: MetaData) -> Table:
    """Make the table of what was typed and not saved yet, which is no part of the history."""
    table = Table(
        "draft",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("page", Text, nullable=False),
        Column("kind", Text, nullable=False),
        Column("record_id", Integer, nullable=False),
        Column("content", JSON, nullable=False),
        Column("kept_at", Text, nullable=False),
    )
    Index(None, table.c.page, table.c.kind, table.c.record_id, unique=True)
    return table


def _disclosure_table(metadata: MetaData) -> Table:
    """Make the table of who was shown, or took out, which protected values, and when.

    ``record_id`` is empty where ``number`` records were taken out at once.
    """
    table = Table(
        "disclosure",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("at", Text, nullable=False),
        Column("author", Text, nullable=False),
        Column("kind", Text, nullable=False),
        Column("record_id", Integer),
        Column("field", Text, nullable=False),
        Column("how", Text, nullable=False),
        Column("purpose", Text, nullable=False),
        Column("number", Integer, nullable=False),
        sqlite_autoincrement=True,
    )
    Index(None, table.c.kind, table.c.record_id)
    return table


def _issued_tables(metadata: MetaData) -> tuple[Table, Table, Table]:
    """Make the tables of briefings that were issued.

    Beside them stand the sentences that were set aside, and how far each was recounted, which is
    no part of the history: it can be done again at any time. The printed form is an attachment;
    ``document_hash`` proves it. ``facts`` is what ``briefing.freezing`` makes of a briefing.
    """
    issued = Table(
        "issued",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("uuid", Text, nullable=False, unique=True),
        Column("reference", Text, nullable=False, unique=True),
        Column("subject", Text, nullable=False),
        Column("about", Text, nullable=False),
        Column("title", Text, nullable=False),
        Column("language", Text, nullable=False),
        Column("as_of", Text, nullable=False),
        Column("options", Text, nullable=False),
        Column("scope", Text, nullable=False),
        Column("head_number", Integer, nullable=False),
        Column("head_hash", Text, nullable=False),
        Column("issued_at", Text, nullable=False),
        Column("issued_by", Text, nullable=False),
        Column("note", Text, nullable=False),
        Column("document_hash", Text, nullable=False),
        Column("text", Text, nullable=False),
        Column("facts", Text, nullable=False),
        sqlite_autoincrement=True,
    )
    set_aside = Table(
        "set_aside",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("issued_id", _points_to("issued"), nullable=False, index=True),
        Column("sentence", Text, nullable=False),
        Column("why", Text, nullable=False),
        Column("set_at", Text, nullable=False),
        Column("set_by", Text, nullable=False),
        sqlite_autoincrement=True,
    )
    recount = Table(
        "recount",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("looked_to", Integer, nullable=False),
        Column("found", Text, nullable=False),
    )
    return issued, set_aside, recount
