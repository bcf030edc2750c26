"""Backups: copies of a store that were proved to hold the same, and the way back from them.

A place for backups is a folder. It holds each backup as NUMBER.office, an ordinary database,
beside its manifest NUMBER.json; the attachments of all of them, each once, under attachments/;
and the newest records as plain lines of JSON in records.jsonl, to be read without this program.
Backups are told apart by their numbers, never by the clock.
"""

import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2
from sqlalchemy import func, select

from intloffice.database.engine import APPLICATION_ID, copy_to, damaged, header_of, in_words
from intloffice.database.file import FILE_NAME
from intloffice.database.session import Session, now
from intloffice.database.store import SCHEMA, Store
from intloffice.errors import StoreError
from intloffice.i18n import N_
from intloffice.schema.value import to_plain

ATTACHMENTS = "attachments"
RECORDS = "records.jsonl"
_SUFFIX = ".office"
#: Seconds to wait for somebody else who reads or writes the living file.
_PATIENCE = 5.0
#: Pages at once: all, so that the living file is locked for one moment only.
_PAGES = -1


@dataclass(frozen=True)
class Manifest:
    """What a backup holds: ``content`` is the hash of its content, ``head`` ends its history.

    ``counts`` are the records by kind; ``at`` is the instant by the clock, for people only.
    """

    number: int
    at: str
    reason: str
    schema: int
    content: str
    head: str
    counts: dict[str, int]
    attachments: tuple[str, ...]


def content_hash(path: Path) -> str:
    """Give the hash of all that a file holds: its tables as declared and every row by its key.

    What is derived for searching is left out. Raise StoreError where the file cannot be read.
    """
    found = hashlib.sha256()
    try:
        with closing(sqlcipher3.dbapi2.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            connection.execute("BEGIN")
            tables = connection.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE "
                "'search@_%' ESCAPE '@' AND name NOT LIKE 'sqlite@_%' ESCAPE '@' ORDER BY name"
            ).fetchall()
            for name, declared in tables:
                found.update(repr((name, declared)).encode())
                for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY 1'):
                    found.update(repr(row).encode("utf-8", "surrogatepass"))
    except (sqlcipher3.dbapi2.DatabaseError, UnicodeDecodeError) as error:
        raise in_words(error, path) or damaged(path) from error
    return found.hexdigest()


def write(store: Store, place: Path, reason: str, at: str = "") -> Manifest:
    """Write a backup of a store into a place, prove that it holds the same, and describe it.

    Nothing can be written to the store meanwhile. Raise StoreError where the place cannot be
    used or the copy does not hold the same; then nothing is left of it.
    """
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sweep(place)
        number = max((each.number for each in backups(place)), default=0) + 1
        number = max(number, *(_number(path) + 1 for path in place.glob(f"*{_SUFFIX}")), 1)
        with store.read() as session:
            manifest = _manifest(session, number, reason, at or now())
            _copy_attachments(store.folder, place, manifest.attachments)
            target = place / f"{number:06}{_SUFFIX}"
            part = place / f".part-{number:06}"
            copy_to(store.folder / FILE_NAME, part)
            try:
                content = content_hash(store.folder / FILE_NAME)
                if content_hash(part) != content:
                    raise damaged(part)
                manifest = Manifest(**{**asdict(manifest), "content": content})
                _write_whole(place / RECORDS, _rescued(session))
                _write_whole(
                    place / f"{number:06}.json",
                    [json.dumps(asdict(manifest), ensure_ascii=False, indent=2)],
                )
                part.replace(target)
            finally:
                part.unlink(missing_ok=True)
        _sync(place)
    except OSError as error:
        raise StoreError(
            N_("No backup could be written to {place}: {reason}. The office itself is unharmed."),
            place=place,
            reason=error.strerror or "",
        ) from error
    return manifest


def backups(place: Path) -> list[Manifest]:
    """List the backups in a place, the newest first; one whose manifest is spoiled is left out."""
    found = []
    for path in place.glob(f"*{_SUFFIX}"):
        try:
            kept = json.loads(path.with_suffix(".json").read_text("utf-8"))
            found.append(Manifest(**{**kept, "attachments": tuple(kept["attachments"])}))
        except (OSError, ValueError, TypeError, KeyError):
            continue
    return sorted(found, key=lambda each: each.number, reverse=True)


def path_of(place: Path, number: int) -> Path:
    """Tell where a backup lies."""
    return place / f"{number:06}{_SUFFIX}"


def verify(file: Path) -> Manifest | None:
    """Make sure that a file is a whole backup of ours; give its manifest, if it lies beside it.

    Raise StoreError where it is not, or does not hold what its manifest says.
    """
    try:
        is_sqlite, application_id, version = header_of(file)
    except OSError as error:
        raise StoreError(
            N_("{file} cannot be read: {reason}."), file=file, reason=error.strerror or ""
        ) from error
    if not is_sqlite or application_id != APPLICATION_ID:
        raise StoreError(N_("{file} is no backup of an office."), file=file)
    if version > SCHEMA.version:
        raise StoreError(
            N_("{file} was made by a newer version of this program; please update the program."),
            file=file,
        )
    content = content_hash(file)
    known = next((m for m in backups(file.parent) if path_of(file.parent, m.number) == file), None)
    if known and known.content != content:
        raise StoreError(N_("{file} does not hold what was backed up; use another."), file=file)
    return known


def restore(file: Path, folder: Path) -> Path | None:
    """Put a backup in the place of the store in a folder, which nobody else may have open.

    The file is verified first and copied through SQLite into the living file; where that is
    damaged it is kept aside, and its path is given. The attachments come back too.
    """
    known = verify(file)
    live = folder / FILE_NAME
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = None
    try:
        if not live.exists():
            live.touch(mode=0o600)
        _restore_into(file, live)
    except sqlcipher3.dbapi2.DatabaseError as error:
        name = getattr(error, "sqlite_errorname", "")
        if name in ("SQLITE_BUSY", "SQLITE_LOCKED"):
            raise _in_use(live) from error
        if name not in ("SQLITE_CORRUPT", "SQLITE_NOTADB"):
            raise in_words(error, live) or damaged(live) from error
        aside = _put_aside(live)
        copy_to(file, live)
    if content_hash(live) != content_hash(file):
        raise damaged(live)
    for content in known.attachments if known else ():
        _copy_attachment(file.parent, folder, content)
    return aside


def _restore_into(file: Path, live: Path) -> None:
    with (
        closing(sqlcipher3.dbapi2.connect(f"file:{file}?mode=ro", uri=True)) as read,
        closing(sqlcipher3.dbapi2.connect(str(live), timeout=5)) as written,
    ):
        written.execute("PRAGMA synchronous=FULL")
        until = time.monotonic() + _PATIENCE

        def wait(_status: int, _remaining: int, _total: int) -> None:
            if time.monotonic() > until:
                raise TimeoutError

        try:
            read.backup(written, pages=_PAGES, progress=wait, sleep=0.05)
        except TimeoutError as error:
            raise _in_use(live) from error


def _in_use(live: Path) -> StoreError:
    return StoreError(
        N_("{path} is in use. Close the program everywhere, then restore again."), path=live
    )


def _put_aside(live: Path) -> Path:
    number = 1
    while (aside := live.with_name(f"{live.name}.damaged-{number}")).exists():
        number += 1
    live.replace(aside)
    live.with_name(f"{live.name}-journal").unlink(missing_ok=True)
    return aside


def _manifest(session: Session, number: int, reason: str, at: str) -> Manifest:
    tables = session.tables
    counts = {
        name: int(session.execute(select(func.count()).select_from(tables[name])).scalar_one())
        for name in tables.kinds
    }
    hashes = select(tables.attachment.c.content_hash).distinct().order_by("content_hash")
    attached = tuple(session.execute(hashes).scalars())
    head = session.head().short
    return Manifest(number, at, reason, SCHEMA.version, "", head, counts, attached)


def _copy_attachments(folder: Path, place: Path, contents: Iterable[str]) -> None:
    for content in contents:
        _copy_attachment(folder, place, content)


def _copy_attachment(folder: Path, place: Path, content: str) -> None:
    """Copy one attachment, unless it is there; one that is missing or altered stays away."""
    kept = Path(ATTACHMENTS) / content[:2] / content
    source, target = folder / kept, place / kept
    if target.exists() or not source.exists():
        return
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = target.with_suffix(".part")
    shutil.copyfile(source, part)
    part.chmod(0o600)
    with part.open("rb+") as file:
        os.fsync(file.fileno())
        held = hashlib.file_digest(file, "sha256").hexdigest()
    if held == content:
        part.replace(target)
    else:
        part.unlink()


def _rescued(session: Session) -> Iterator[str]:
    """Write each record as a line: what it is called, its values, its rows."""
    tables = session.tables
    names = {
        name: {
            line.id: {"uuid": line.uuid, "called": line.caption_en}
            for line in session.execute(
                select(tables[name].c.id, tables[name].c.uuid, tables[name].c.caption_en)
            )
        }
        for name in tables.kinds
    }
    for kind in tables.kinds.values():
        rows: dict[str, dict[int, list[dict[str, Any]]]] = {}
        for each, table in tables.rows_of(kind):
            lines: dict[int, list[dict[str, Any]]] = {}
            query = select(table).order_by(table.c.position, table.c.id)
            for line in session.execute(query).mappings():
                values = _told(dict(line), each.by_name, names)
                lines.setdefault(line[f"{kind.name}_id"], []).append(values)
            rows[each.name] = lines
        table = tables[kind.name]
        for line in session.execute(select(table).order_by(table.c.id)).mappings():
            told = {
                "record": kind.name,
                **names[kind.name][line["id"]],
                "values": _told(dict(line), kind.fields, names),
                "rows": {n: found[line["id"]] for n, found in rows.items() if line["id"] in found},
            }
            yield json.dumps(told, ensure_ascii=False)


def _told(
    line: Mapping[str, Any], fields: Mapping[str, Any], names: Mapping[str, Mapping[int, Any]]
) -> dict[str, Any]:
    told = {}
    for name, field in fields.items():
        value = line[name]
        if value in (None, "", []):
            continue
        told[name] = names[field.refers_to].get(value) if field.refers_to else to_plain(value)
    return told


def _write_whole(path: Path, lines: Iterable[str]) -> None:
    part = path.with_suffix(".part")
    part.touch(mode=0o600)
    with part.open("w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def _sweep(place: Path) -> None:
    """Take away what an interrupted backup left."""
    for left in (*place.glob(".part-*"), *place.glob("*.part")):
        left.unlink(missing_ok=True)
    for manifest in place.glob("[0-9]*.json"):
        if not manifest.with_suffix(_SUFFIX).exists():
            manifest.unlink()


def _number(path: Path) -> int:
    return int(path.stem) if path.stem.isdigit() else 0


def _sync(folder: Path) -> None:
    if os.name == "posix":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
