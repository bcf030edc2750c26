"""Many new rows at once: written, and written down, a column at a time.

A session does to them what it does to one row, with the same statements and by the same rules;
only the steps that Python takes for each value are taken for a column of them.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from intloffice.database import chain, search
from intloffice.database.made import Columns, Made, whole
from intloffice.database.tables import Tables
from intloffice.schema.alike import Alike


class Intake:
    """New rows of a table, given by columns, with all that was made of them.

    ``at`` is the instant of all. Of records the ids are given, which never were any record's.
    """

    def __init__(self, tables: Tables, table: str, columns: Columns, at: str, made: Made) -> None:
        self._one, self._history = tables.one(table), tables.history
        self.table, self.owner = table, tables.owners[table]
        self.records: Sequence[int] = columns[self.owner.column]
        self.columns, self.made = whole(tables.kinds, table, columns, at), made

    def __len__(self) -> int:
        return len(self.records)

    @property
    def are_records(self) -> bool:
        """Whether the rows are records themselves, rather than rows of theirs."""
        return self.owner.kind == self.table

    def write(
        self, connection: Connection, ids: Sequence[int], gathering: search.Gathering | None
    ) -> None:
        """Write the rows, by their ids, and the words by which they are found, or gather these."""
        written = {**self.columns, "id": ids, **self.made.captions}
        self._one.insert_all(written).run_columns(connection, written)
        if self.made.words and gathering is not None:
            gathering.keep(ids, self.made.words)
        elif self.made.words:
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
