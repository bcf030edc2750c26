"""Open an SQLite file as safely as it can be opened; the only module that knows the driver.

The driver is sqlcipher3 without a key: one known SQLite on every desktop, newer than the faults
that the system's own may have. The settings are those of the measurements that the design rests
on: a rollback journal with full synchronisation, and writes that ask for the lock at once.
"""

import os
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2
from sqlalchemy import URL, Engine, create_engine, event

from intloffice.errors import ChangedMeanwhileError, OfficeError, StoreError
from intloffice.i18n import N_

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

_DAMAGED = N_(
    "{path} cannot be read: it is damaged, or not an office's file. It was left as it is."
)
_SENTENCES = {
    "CORRUPT": _DAMAGED,
    "NOTADB": _DAMAGED,
    "FULL": N_("There is no room left on the disk of {path}. Nothing was saved."),
    "BUSY": N_("{path} is being written by somebody else. Nothing was saved; please try again."),
    "READONLY": N_(
        "{path} may not be written, or was moved or deleted meanwhile. Nothing was saved."
    ),
    "CANTOPEN": N_("{path} cannot be opened."),
    "IOERR": N_("{path} could not be read or written: its disk fails. Nothing was saved."),
}

#: Execution option of a connection that is about to write.
WRITES = "intloffice_writes"


def open_engine(path: Path, pragmas: tuple[str, ...] = PRAGMAS) -> Engine:
    """Make an engine for one file; its parameters never show in an error's text."""
    address = URL.create("sqlite", database=str(path))
    engine = create_engine(address, module=sqlcipher3.dbapi2, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}").fetchall()

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if writes else 'ON'}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def in_words(error: BaseException | None, path: Path) -> OfficeError | None:
    """Say what the driver's error means for a file; None where it is not the file's fault."""
    code = getattr(error, "sqlite_errorname", "").removeprefix("SQLITE_")
    if code == "CONSTRAINT" and "FOREIGN KEY" in str(error):
        return ChangedMeanwhileError(
            N_("Something that is named here was removed meanwhile. Nothing was saved.")
        )
    sentence = _SENTENCES.get(code)
    return StoreError(sentence, path=path) if sentence else None


def damaged(path: Path) -> StoreError:
    """Say that a file cannot be read."""
    return StoreError(_DAMAGED, path=path)


def recover(path: Path) -> None:
    """Let SQLite take back what a program that died in the middle of a commit has left in a file.

    Before that the file's header may tell of a schema that was never committed.
    """
    journal = path.with_name(f"{path.name}-journal")
    if not journal.exists() or journal.stat().st_size == 0:
        return
    with (
        closing(sqlcipher3.dbapi2.connect(str(path))) as connection,
        suppress(sqlcipher3.dbapi2.DatabaseError),  # what is no database is refused by its header
    ):
        connection.execute("PRAGMA schema_version").fetchall()


def copy_to(source: Path, target: Path) -> None:
    """Copy a file that may be in use, through SQLite's own backup, and check the copy.

    Raise StoreError where the source is damaged, and leave nothing behind.
    """
    part = target.with_suffix(".part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    try:
        if _copied(source, part) != "ok":
            raise damaged(source)
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(target)
    except sqlcipher3.dbapi2.DatabaseError as error:
        raise in_words(error, source) or damaged(source) from error
    finally:
        part.unlink(missing_ok=True)


def _copied(source: Path, target: Path) -> str:
    """Copy, and tell what the check of the copy answers."""
    with (
        closing(sqlcipher3.dbapi2.connect(str(source))) as read,
        closing(sqlcipher3.dbapi2.connect(str(target))) as written,
    ):
        read.backup(written)
        written.execute("PRAGMA journal_mode=DELETE").fetchall()
        (answer,) = written.execute("PRAGMA integrity_check").fetchone()
        return str(answer)


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
