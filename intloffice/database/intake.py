"""Many new rows at once: written, and written down, a column at a time.

A session does to them what it does to one row, with the same statements and by the same rules;
only the steps that Python takes for each value are taken for a column of them.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

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


class Intake:
    """New rows of a table, given by columns, each with its id; ``at`` is the instant of all."""

    def __init__(self, tables: Tables, table: str, columns: Columns, at: str) -> None:
        self._tables, self.table = tables, table
        self.owner = tables.owners[table]
        self.ids: Sequence[int] = columns["id"]
        self.records: Sequence[int] = columns[self.owner.column]
        self.columns, self.made = columns, derived.NOTHING
        if self.are_records:
            own = {"created_at": at, "changed_at": at, "version": 1}
            self.columns = {name: self._all(value) for name, value in own.items()} | dict(columns)
            self.made = derived.made_alone(tables.kinds[table], self.columns)

    @property
    def are_records(self) -> bool:
        """Whether the rows are records themselves, rather than rows of theirs."""
        return self.owner.kind == self.table

    def write(self, connection: Connection) -> None:
        """Write the rows, and the words by which they are found."""
        written = {**self.columns, **self.made.captions}
        self._tables.one(self.table).insert_all(written).run_columns(connection, written)
        if self.made.words:
            search.keep(connection, self.table, self.ids, self.made.words)

    def tell(self, connection: Connection, change_set_id: int, link: chain.Link) -> None:
        """Write the rows down in the history, and into the link of their change set."""
        remembered = self._tables.one(self.table).remembered
        plain = {
            name: all_to_plain(column)
            for name, column in self.columns.items()
            if name in remembered
        }
        salts = chain.new_salts(len(self.ids))
        digests = chain.digests_of_new(salts, plain)
        lines: dict[str, Sequence[Any]] = {
            "change_set_id": self._all(change_set_id),
            "table_name": self._all(self.table),
            "row_id": self.ids,
            "kind": self._all(self.owner.kind),
            "record_id": self.records,
            "before": self._all(None),
            "after": list(objects(plain, _AS_KEPT)),
            "salt": salts,
            "digest": digests,
        }
        self._tables.history.insert_written.run_columns(connection, lines)
        rows = list(zip(self.ids, self.records, strict=True))
        link.add_rows(self.table, self.owner.kind, rows, digests)

    def _all(self, value: Any) -> Alike:
        return Alike(value, len(self.ids))
