"""Open an SQLite file as safely as it can be opened; the only module that knows the driver.

The driver is sqlcipher3 without a key: one known SQLite on every desktop, newer than the faults
that the system's own may have. The settings are those of the measurements that the design rests
on: a rollback journal with full synchronisation, and writes that ask for the lock at once.
"""

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2
from sqlalchemy import URL, Engine, NullPool, create_engine, event

from intloffice.errors import ChangedMeanwhileError, OfficeError, StoreError
from intloffice.files import hash_of, replacing
from intloffice.i18n import N_
from intloffice.names.collating import collation_key

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
        "{path} may not be written: it, or its folder, is protected. Nothing was saved; allow "
        "writing, then save again."
    ),
    "CANTOPEN": N_("{path} cannot be opened."),
    "IOERR": N_("{path} could not be read or written: its disk fails. Nothing was saved."),
}

#: What SQLite's backup says, which tells no code.
_CODES = {
    "disk I/O error": "SQLITE_IOERR",
    "database or disk is full": "SQLITE_FULL",
    "attempt to write a readonly database": "SQLITE_READONLY",
    "unable to open database file": "SQLITE_CANTOPEN",
    "database disk image is malformed": "SQLITE_CORRUPT",
    "database is locked": "SQLITE_BUSY",
    "file is not a database": "SQLITE_NOTADB",
}
#: A copy in steps is tried so often before one at a single moment; pages a step.
_TRIES, _STEP = (False, False, True), 2000
#: So many rows are read at a time to be hashed.
_AT_A_TIME = 500
#: So many statements are kept ready; one that reads a wide table takes some 150 kB.
_STATEMENTS = 150
#: Execution option of a connection that is about to write.
WRITES = "intloffice_writes"
#: The function of a store that gives the key by which a text is sorted in a language.
COLLATION_KEY = "collation_key"
#: So many texts are remembered with their keys: a Chinese one takes some 20 µs to read.
_TEXTS = 1 << 16


def open_engine(path: Path, pragmas: tuple[str, ...] = PRAGMAS) -> Engine:
    """Make an engine for a file that is there; its parameters never show in an error's text."""
    there = {"mode": "rw", "uri": "true"}  # one that is gone is never made anew, empty
    address = URL.create("sqlite", database=path.absolute().as_uri(), query=there)
    engine = create_engine(
        address,
        module=sqlcipher3.dbapi2,
        hide_parameters=True,
        query_cache_size=_STATEMENTS,
    )

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        connection.create_function(COLLATION_KEY, 2, _collated, deterministic=True)
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}").fetchall()

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        writes = connection.get_execution_options().get(WRITES, False)
        if connection.info.get(WRITES) is not writes:
            connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if writes else 'ON'}")
            connection.info[WRITES] = writes
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


@lru_cache(maxsize=_TEXTS)
def _collated(text: str | None, language: str) -> str | None:
    return collation_key(text, language) if text else text


def in_words(error: BaseException | None, path: Path) -> OfficeError | None:
    """Say what the driver's error means for a file; None where it is not the file's fault."""
    code = _code_of(error).removeprefix("SQLITE_")
    if code == "CONSTRAINT" and "FOREIGN KEY" in str(error):
        return ChangedMeanwhileError(
            N_("Something that is named here was removed meanwhile. Nothing was saved.")
        )
    sentence = _DAMAGED if _is_nonsense(error) else _SENTENCES.get(code)
    return StoreError(sentence, path=path) if sentence else None


def _is_nonsense(error: BaseException | None) -> bool:
    """Tell whether a file holds what cannot be read, for which SQLite has no code of its own."""
    said = str(error)
    return "fts5" in said or said.startswith(("Could not decode", "vtable constructor failed"))


def _code_of(error: BaseException | None) -> str:
    return getattr(error, "sqlite_errorname", "") or _CODES.get(str(error), "")


def damaged(path: Path) -> StoreError:
    """Say that a file cannot be read."""
    return StoreError(_DAMAGED, path=path)


def is_damage(error: StoreError) -> bool:
    """Tell whether a file was found to be other than it should be, rather than out of reach."""
    orig = getattr(error.__cause__, "orig", error.__cause__)
    code = _code_of(orig) or "SQLITE_CORRUPT"
    return code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or _is_nonsense(orig)


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
    with replacing(target, 0o600) as part:
        try:
            if _copied(source, part) != "ok":
                raise damaged(source)
        except sqlcipher3.dbapi2.DatabaseError as error:
            raise in_words(error, source) or damaged(source) from error


def copy_into(source: Path, living: Path, patience: float) -> bool:
    """Copy a file into another through SQLite, whatever a crash has left beside that one.

    Return False, with nothing done, where the other is damaged. Raise StoreError where somebody
    else uses it for longer than ``patience`` seconds, or it cannot be written.
    """
    until = time.monotonic() + patience

    def wait(_status: int, _remaining: int, _total: int) -> None:
        if time.monotonic() > until:
            raise TimeoutError

    try:
        with (
            closing(_connected_to_read(source)) as read,
            closing(sqlcipher3.dbapi2.connect(str(living), timeout=patience)) as written,
        ):
            written.execute("PRAGMA synchronous=FULL")
            read.backup(written, progress=wait, sleep=0.05)
    except (TimeoutError, sqlcipher3.dbapi2.DatabaseError) as error:
        code = _code_of(error) or "SQLITE_BUSY"
        if code in ("SQLITE_CORRUPT", "SQLITE_NOTADB"):
            return False
        if code in ("SQLITE_BUSY", "SQLITE_LOCKED"):
            raise StoreError(
                N_("{path} is in use. Close the program everywhere, then restore again."),
                path=living,
            ) from error
        told = StoreError(_SENTENCES.get(code.removeprefix("SQLITE_"), _DAMAGED), path=living)
        raise told from error
    return True


def proved_copy(source: Path, target: Path) -> str:
    """Copy a file that may be in use into an empty one, and give the hash of what it holds.

    It is copied twice, in steps between which others can commit: where both copies agree in every
    byte, either is what the source was at one moment. Who commits all the time is kept from it at
    last, for as long as copying takes. Raise StoreError where the source is damaged, or a disk
    does not give back what was written.
    """
    spare = target.with_name(f"{target.name}2")
    try:
        with closing(_connected_to_read(source)) as read:
            read.execute("PRAGMA busy_timeout=5000").fetchall()
            if not any(_agree(read, target, spare, at_once=at_once) for at_once in _TRIES):
                raise damaged(source)
        with closing(sqlcipher3.dbapi2.connect(str(target))) as written:
            written.execute("PRAGMA journal_mode=DELETE").fetchall()
            (answer,) = written.execute("PRAGMA integrity_check").fetchone()
            if answer != "ok":
                raise damaged(source)
            return _content(written)
    except (sqlcipher3.dbapi2.DatabaseError, UnicodeDecodeError) as error:
        full = _code_of(error) == "SQLITE_FULL"
        raise in_words(error, target.parent if full else source) or damaged(source) from error
    finally:
        spare.unlink(missing_ok=True)


def _agree(read: Any, target: Path, spare: Path, *, at_once: bool) -> bool:
    """Copy twice, at one moment or in steps, and tell whether both copies are the same."""
    if at_once:
        read.execute("BEGIN")
        read.execute("SELECT count(*) FROM sqlite_master").fetchall()  # from here nobody commits
    try:
        return (
            _copied_in_steps(read, target, -1 if at_once else _STEP)
            and _copied_in_steps(read, spare, -1 if at_once else _STEP)
            and hash_of(target) == hash_of(spare)
        )
    finally:
        if at_once:
            read.execute("COMMIT")


def _copied_in_steps(read: Any, target: Path, pages: int) -> bool:
    """Copy so many pages at a time; False where others commit so often that it never ends."""
    steps = 0

    def count(_status: int, _remaining: int, total: int) -> None:
        nonlocal steps
        steps += 1
        if pages > 0 and steps > 3 * (total // pages + 2):
            raise TimeoutError

    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    with closing(sqlcipher3.dbapi2.connect(str(target))) as written:
        written.execute("PRAGMA synchronous=OFF").fetchall()  # it is synchronised as a whole
        try:
            read.backup(written, pages=pages, progress=count, sleep=0.005)
        except TimeoutError:
            return False
    return True


def content_hash(path: Path) -> str:
    """Give the hash of all that a file holds: its tables as declared and every row by its key.

    What is derived for searching is left out. Raise StoreError where the file cannot be read.
    """
    with reading(path) as connection:
        return _content(connection)


@contextmanager
def reading(path: Path) -> Iterator[Any]:
    """Give the driver's own connection to a file as it is at one moment, which cannot write.

    Raise StoreError where the file cannot be read.
    """
    try:
        with closing(_connected_to_read(path)) as connection:
            connection.execute("PRAGMA busy_timeout=5000").fetchall()
            connection.execute("BEGIN")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
            yield connection
    except (sqlcipher3.dbapi2.DatabaseError, UnicodeDecodeError) as error:
        raise in_words(error, path) or damaged(path) from error


def open_to_read(path: Path) -> Engine:
    """Make an engine for a file that nobody writes, such as a backup."""
    return create_engine(
        "sqlite://",
        module=sqlcipher3.dbapi2,
        hide_parameters=True,
        creator=lambda: _connected_to_read(path),
        poolclass=NullPool,
    )


def _content(connection: Any) -> str:
    found = hashlib.sha256()
    tables = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE "
        "'search@_%' ESCAPE '@' AND name NOT LIKE 'sqlite@_%' ESCAPE '@' ORDER BY name"
    ).fetchall()
    for name, declared in tables:
        found.update(repr((name, declared)).encode())
        lines = connection.execute(f'SELECT * FROM "{name}" ORDER BY 1')
        while part := lines.fetchmany(_AT_A_TIME):
            found.update("\n".join(map(repr, part)).encode("utf-8", "surrogatepass"))
    return found.hexdigest()


def _connected_to_read(path: Path) -> Any:
    address = f"{path.absolute().as_uri()}?mode=ro"
    connection = sqlcipher3.dbapi2.connect(address, uri=True, isolation_level=None)
    connection.create_function(COLLATION_KEY, 2, _collated, deterministic=True)
    return connection


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
