"""Open an SQLite file as safely as it can be opened; the only module that knows the driver.

The driver is sqlcipher3 without a key: one known SQLite on every desktop, newer than the faults
that the system's own may have. The settings are those of the measurements that the design rests
on: a rollback journal with full synchronisation, and writes that ask for the lock at once.
"""

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2
from sqlalchemy import Engine, create_engine, event

#: "iOff", written into the file's header: this file is ours.
APPLICATION_ID = 0x694F6666

PRAGMAS = (
    "busy_timeout=5000",
    "journal_mode=TRUNCATE",
    "synchronous=FULL",
    "fullfsync=ON",
    "checkpoint_fullfsync=ON",
    "foreign_keys=ON",
    "cache_spill=OFF",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "temp_store=MEMORY",
    "secure_delete=ON",
    "recursive_triggers=ON",
)

#: Execution option of a connection that is about to write.
WRITES = "intloffice_writes"


def open_engine(path: Path, pragmas: tuple[str, ...] = PRAGMAS) -> Engine:
    """Make an engine for one file; its parameters never show in an error's text."""
    engine = create_engine(f"sqlite:///{path}", module=sqlcipher3.dbapi2, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}").fetchall()

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def copy_to(source: Path, target: Path) -> None:
    """Copy a file that may be in use, through SQLite's own backup, and check the copy."""
    part = target.with_suffix(".part")
    part.unlink(missing_ok=True)
    read, written = sqlcipher3.dbapi2.connect(str(source)), sqlcipher3.dbapi2.connect(str(part))
    try:
        read.backup(written)
        written.execute("PRAGMA journal_mode=DELETE").fetchall()
        (answer,) = written.execute("PRAGMA integrity_check").fetchone()
    finally:
        written.close()
        read.close()
    if answer != "ok":
        part.unlink()
        raise OSError(f"the copy did not pass its check: {answer}")
    part.chmod(0o600)
    part.replace(target)


def header_of(path: Path) -> tuple[bool, int, int]:
    """Read from a file's first 100 bytes: whether it is SQLite, its application id, its version."""
    with path.open("rb") as file:
        head = file.read(100)
    is_sqlite = head.startswith(b"SQLite format 3\x00") and len(head) == 100
    return (
        is_sqlite,
        int.from_bytes(head[68:72], "big"),
        int.from_bytes(head[60:64], "big"),
    )
