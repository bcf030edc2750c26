"""Many new rows at once: written, and written down, a column at a time.

A session does to them what it does to one row, with the same statements and by the same rules;
only the steps that Python takes for each value are taken for a column of them.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection

from intloffice.database import chain, derived, search
from intloffice.database.objects import objects
from intloffice.database.tables import Tables
from intloffice.schema.alike import Alike
from intloffice.schema.value import all_to_plain

#: Values of rows by the names of their columns.
Columns = Mapping[str, Sequence[Any]]
#: How the history keeps the values of a row.
_AS_KEPT = json.JSONEncoder()


class Made(NamedTuple):
    """What is made of new rows and written with them; what needs other records is left empty.

    ``after`` is each row as the history keeps it, in JSON.
    """

    captions: Mapping[str, Sequence[str]]
    words: Sequence[str]
    salts: Sequence[str]
    digests: Sequence[str]
    after: Sequence[str]


def made_of(tables: Tables, table: str, columns: Columns, at: str) -> Made:
    """Make all that is written of new rows, without the store: any thread or process may."""
    captions, words = derived.NOTHING
    columns = _whole(tables, table, columns, at)
    if table in tables.kinds:
        captions, words = derived.made_alone(tables.kinds[table], columns)
    remembered = tables.one(table).remembered
    plain = {name: all_to_plain(column) for name, column in columns.items() if name in remembered}
    salts = chain.new_salts(len(next(iter(columns.values()))))
    digests = chain.digests_of_new(salts, plain)
    return Made(captions, words, salts, digests, list(objects(plain, _AS_KEPT)))


def _whole(tables: Tables, table: str, columns: Columns, at: str) -> Columns:
    """Give the columns of new records with what the store keeps of them by itself."""
    if table not in tables.kinds:
        return columns
    number = len(columns["id"])
    own = {"created_at": at, "changed_at": at, "version": 1}
    return {name: Alike(value, number) for name, value in own.items()} | dict(columns)


class Intake:
    """New rows of a table, given by columns, with all that was made of them.

    ``at`` is the instant of all. Of records the ids are given, which never were any record's.
    """

    def __init__(self, tables: Tables, table: str, columns: Columns, at: str, made: Made) -> None:
        self._one, self._history = tables.one(table), tables.history
        self.table, self.owner = table, tables.owners[table]
        self.records: Sequence[int] = columns[self.owner.column]
        self.columns, self.made = _whole(tables, table, columns, at), made

    def __len__(self) -> int:
        return len(self.records)

    @property
    def are_records(self) -> bool:
        """Whether the rows are records themselves, rather than rows of theirs."""
        return self.owner.kind == self.table

    def write(self, connection: Connection, ids: Sequence[int]) -> None:
        """Write the rows, by their ids, and the words by which they are found."""
        written = {**self.columns, "id": ids, **self.made.captions}
        self._one.insert_all(written).run_columns(connection, written)
        if self.made.words:
            search.keep(connection, self.table, ids, self.made.words)

    def tell(
        self, connection: Connection, ids: Sequence[int], change_set_id: int, link: chain.Link
    ) -> None:
        """Write the rows down in the history, and into the link of their change set."""
        lines: dict[str, Sequence[Any]] = {
            "change_set_id": self._all(change_set_id),
            "table_name": self._all(self.table),
            "row_id": ids,
            "kind": self._all(self.owner.kind),
            "record_id": self.records,
            "before": self._all(None),
            "after": self.made.after,
            "salt": self.made.salts,
            "digest": self.made.digests,
        }
        self._history.insert_written.run_columns(connection, lines)
        rows = list(zip(ids, self.records, strict=True))
        link.add_rows(self.table, self.owner.kind, rows, self.made.digests)

    def _all(self, value: Any) -> Alike:
        return Alike(value, len(self))
