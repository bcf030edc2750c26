"""How long opening takes: ``python -m tests.benchmarks.opening FOLDER [--records N]``.

An office of half a million records, with history and search words, is opened turn by turn with
an empty one. The folder keeps it for the next time: the records, rows and changes of the sample
are written into the file again and again, with other ids, and one real change ends its history.
"""

import argparse
import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Table, select

from intloffice.database import derived
from intloffice.database.file import FILE_NAME
from intloffice.database.store import Store
from intloffice.database.tables import Tables
from intloffice.operations import sample
from intloffice.records import ALL_KINDS
from tests.stores import person

RECORDS = 500_000
ROUNDS = 7
GOAL = 1000.0
#: More than any id of the sample.
_STEP = 100_000


def build(folder: Path, records: int) -> None:
    """Make the large office."""
    store = Store.open(folder, ALL_KINDS)
    sample.fill(store)
    words = _words(store)
    number = sum(map(len, words.values()))
    connection = sqlite.connect(str(folder / FILE_NAME), isolation_level=None)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA cache_size=-400000")
    for copy in range(1, records // number + 1):
        connection.execute("BEGIN")
        for table in store.tables.metadata.sorted_tables:
            if table.name not in ("office", "draft"):
                connection.execute(_copying(table), {"more": copy * _STEP})
        for kind, tokens in words.items():
            connection.executemany(
                f"INSERT INTO search_{kind}(rowid, tokens) VALUES (?, ?)",
                [(record_id + copy * _STEP, text) for record_id, text in tokens.items()],
            )
        connection.execute("COMMIT")
    connection.close()
    with store.write("The last change", "Li") as session:
        person(session, "河村")
    store.close()


def _words(store: Store) -> dict[str, dict[int, str]]:
    found: dict[str, dict[int, str]] = {}
    with store.read() as session:
        for kind in store.tables.kinds.values():
            table = store.tables[kind.name]
            for part in derived.slices(list(session.execute(select(table.c.id)).scalars())):
                made = derived._Records(session.connection, store.tables, kind, part).tokens()
                found.setdefault(kind.name, {}).update(made)
    return found


def _copying(table: Table) -> str:
    """Write the statement that copies the sample's rows of a table to other ids."""
    values = []
    for column in table.columns:
        moved = column.primary_key or column.foreign_keys or column.name in ("row_id", "record_id")
        if moved:
            values.append(f'"{column.name}" + :more')
        elif column.name == "uuid":
            values.append("uuid || '-' || :more")
        else:
            values.append(f'"{column.name}"')
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    return (
        f'INSERT INTO "{table.name}" ({names}) SELECT {", ".join(values)} '
        f'FROM "{table.name}" WHERE id < {_STEP}'
    )


def measure(folder: Path) -> int:
    """Print the times, and return 1 where the goal is missed."""
    with TemporaryDirectory(dir=folder) as empty:
        opened(Path(empty))
        opened(folder)
        pairs = [(opened(Path(empty)), opened(folder)) for _ in range(ROUNDS)]
    small, large = (statistics.median(pair[at] for pair in pairs) for at in range(2))
    more = statistics.median(pair[1] - pair[0] for pair in pairs)
    with sqlite.connect(str(folder / FILE_NAME)) as connection:
        tables = Tables(ALL_KINDS).kinds
        counts = (connection.execute(f'SELECT count(*) FROM "{name}"') for name in tables)
        number = sum(count.fetchone()[0] for count in counts)
        (changes,) = connection.execute("SELECT count(*) FROM change").fetchone()
    size = (folder / FILE_NAME).stat().st_size / 1e6
    print(f"{number:,} records, {changes:,} changes, {size:,.0f} MB")
    print(f"empty {small:6.0f} ms   large {large:6.0f} ms   more {more:6.0f} ms (< {GOAL:.0f})")
    return int(more >= GOAL)


def opened(folder: Path) -> float:
    """Open an office, close it, and tell how long the opening took."""
    begun = time.perf_counter()
    store = Store.open(folder, ALL_KINDS)
    took = (time.perf_counter() - begun) * 1000
    store.close()
    return took


def main() -> int:
    """Make the office where it is not there yet, and measure."""
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--records", type=int, default=RECORDS)
    arguments = parser.parse_args()
    if not (arguments.folder / FILE_NAME).exists():
        build(arguments.folder, arguments.records)
    return measure(arguments.folder)


if __name__ == "__main__":
    sys.exit(main())
