"""What is looked at each time a store's file is opened, and what by looking through all of it."""

from pathlib import Path

from sqlalchemy import Connection, select

from intloffice.database import chain
from intloffice.database.engine import damaged
from intloffice.database.tables import Tables
from intloffice.errors import StoreError
from intloffice.i18n import N_

_OWN = ("sqlite_", "search_", "alembic_version")


def examine(connection: Connection, tables: Tables, path: Path) -> None:
    """Raise StoreError where a file is not as this program leaves it.

    Its tables must be the expected ones, with nothing that acts by itself, and the last change
    must belong to its chain. This is quick at any size.
    """
    strange = _strange(connection, tables)
    if strange:
        raise StoreError(
            N_(
                "{path} holds what this program did not put there: {names}. It was left as it is; "
                "restore the last good copy."
            ),
            path=path,
            names=", ".join(strange[:5]),
        )
    if not _head_holds(connection, tables):
        raise StoreError(
            N_(
                "The history in {path} was changed outside the program. It was left as it is; "
                "restore the last good copy, or see what “{command}” tells."
            ),
            path=path,
            command="intloffice check",
        )


def look_through(connection: Connection, path: Path, table: str = "") -> None:
    """Raise StoreError where SQLite's quick check, or that of references, finds anything.

    All of the file is read, or what belongs to one table.
    """
    # Each page is read once: nothing is gained by keeping them all in memory.
    kept = connection.exec_driver_sql("PRAGMA cache_size").scalar()
    connection.exec_driver_sql("PRAGMA cache_size=-500")
    what, of = (f"'{table}'", f"('{table}')") if table else ("1", "")
    sound = connection.exec_driver_sql(f"PRAGMA quick_check({what})").scalar() == "ok"
    broken = connection.exec_driver_sql(f"PRAGMA foreign_key_check{of}").first()
    connection.exec_driver_sql(f"PRAGMA cache_size={kept}")
    if not sound:
        raise damaged(path)
    if broken is not None:
        raise StoreError(
            N_(
                "{path} was changed outside the program: a record in {table} names another that "
                "is not there. It was left as it is; restore the last good copy."
            ),
            path=path,
            table=broken[0],
        )


def tables_in(connection: Connection) -> list[str]:
    """List the tables of a file, also those of the index."""
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite@_%' "
    return [name for (name,) in connection.exec_driver_sql(f"{query} ESCAPE '@'")]


def _strange(connection: Connection, tables: Tables) -> list[str]:
    """List what is in the file and should not be, and what should be and is not."""
    expected = {name: {column.name for column in t.c} for name, t in tables.metadata.tables.items()}
    expected_indexes = {
        index.name for table in tables.metadata.tables.values() for index in table.indexes
    }
    there = connection.exec_driver_sql("SELECT type, name FROM sqlite_master").fetchall()
    strange = [
        name
        for sort, name in there
        if not name.startswith(_OWN)
        and not (sort == "table" and name in expected)
        and not (sort == "index" and name in expected_indexes)
    ]
    acting = [name for sort, name in there if sort in ("trigger", "view")]
    found: dict[str, set[str]] = {}
    columns = connection.exec_driver_sql(
        "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c "
        "WHERE m.type = 'table' AND m.name NOT LIKE 'search@_%' ESCAPE '@'"
    )
    for table, column in columns:
        found.setdefault(table, set()).add(column)
    other = [name for name, named in expected.items() if found.get(name) != named]
    return sorted({*strange, *acting, *other})


def _head_holds(connection: Connection, tables: Tables) -> bool:
    sets, changes = tables.change_set, tables.change
    last = connection.execute(select(sets).order_by(sets.c.id.desc()).limit(2)).mappings().all()
    if not last:
        return True
    hash_before = last[1]["hash"] if len(last) > 1 else chain.BEGINNING
    named = [changes.c[name] for name in chain.NAMED]
    its = select(*named, changes.c.digest).where(changes.c.change_set_id == last[0]["id"])
    lines = [dict(line) for line in connection.execute(its.order_by(changes.c.id)).mappings()]
    linked = chain.link(hash_before, dict(last[0]), [(line, line["digest"]) for line in lines])
    return linked == str(last[0]["hash"])
