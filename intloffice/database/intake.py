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
    """New rows of a table, given by columns; ``at`` is the instant of all.

    Of records the ids are given, which never were any record's. All that is derived from the rows
    is made at once, without the store, so that it may be done on another thread than writes them.
    """

    def __init__(self, tables: Tables, table: str, columns: Columns, at: str) -> None:
        self._one, self._history = tables.one(table), tables.history
        self.table, self.owner = table, tables.owners[table]
        self.records: Sequence[int] = columns[self.owner.column]
        self.columns, self.made = columns, derived.NOTHING
        if self.are_records:
            own = {"created_at": at, "changed_at": at, "version": 1}
            self.columns = {name: self._all(value) for name, value in own.items()} | dict(columns)
            self.made = derived.made_alone(tables.kinds[table], self.columns)
        remembered = self._one.remembered
        plain = {
            name: all_to_plain(column)
            for name, column in self.columns.items()
            if name in remembered
        }
        self._salts = chain.new_salts(len(self))
        self._digests = chain.digests_of_new(self._salts, plain)
        self._after = list(objects(plain, _AS_KEPT))

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
            "after": self._after,
            "salt": self._salts,
            "digest": self._digests,
        }
        self._history.insert_written.run_columns(connection, lines)
        rows = list(zip(ids, self.records, strict=True))
        link.add_rows(self.table, self.owner.kind, rows, self._digests)

    def _all(self, value: Any) -> Alike:
        return Alike(value, len(self))
