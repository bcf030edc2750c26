"""Whether a file still holds what it held: sums of every column, taken before and after.

What is derived is left out, for it is made anew.
"""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection

from intloffice.database.captions import DERIVED

_LEFT_OUT = ("search_", "sqlite_", "alembic_version")


@dataclass(frozen=True)
class Sums:
    """Of each table how many rows it has, and of each of its columns the hash of all values."""

    rows: dict[str, int]
    columns: dict[str, str]


def sums(connection: Connection) -> Sums:
    """Take the sums of all tables; columns are named ``table.column``."""
    found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
    rows: dict[str, int] = {}
    columns: dict[str, str] = {}
    for (name,) in found.fetchall():
        if name.startswith(_LEFT_OUT):
            continue
        lines = connection.exec_driver_sql(f'SELECT * FROM "{name}" ORDER BY 1')
        counted = [
            (at, column, hashlib.sha256())
            for at, column in enumerate(lines.keys())
            if column not in DERIVED
        ]
        number = 0
        for line in lines:
            number += 1
            for at, _, each in counted:
                each.update(repr((line[0], line[at])).encode("utf-8", "surrogatepass"))
        rows[name] = number
        columns |= {f"{name}.{column}": each.hexdigest() for _, column, each in counted}
    return Sums(rows, columns)


def altered(before: Sums, after: Sums, meant: Collection[str]) -> list[str]:
    """Name the tables that gained or lost rows, and the columns whose values are others.

    What is not there any more was taken away on purpose; so was altered what is ``meant``: a
    table with all its columns, or one column.
    """
    tables = [name for name in before.rows if before.rows[name] != after.rows.get(name, -1)]
    columns = [
        name for name in before.columns if before.columns[name] != after.columns.get(name, "")
    ]
    gone = {*before.rows, *before.columns} - {*after.rows, *after.columns}
    return [
        name
        for name in (*tables, *columns)
        if name not in gone and not {name, name.partition(".")[0]}.intersection(meant)
    ]
