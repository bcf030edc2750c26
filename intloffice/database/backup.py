"""Backups: copies of a store that were proved to hold the same, and the way back from them.

A shelf is a folder for backups. It holds each backup as NUMBER.office, an ordinary database,
beside its manifest NUMBER.json; the attachments of all of them, each once, under attachments/;
and the newest records as plain lines of JSON in records.jsonl, to be read without this program.
Backups are told apart by their numbers, never by the clock.
"""

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from intloffice.database.engine import (
    APPLICATION_ID,
    content_hash,
    copy_into,
    copy_to,
    damaged,
    header_of,
)
from intloffice.database.file import FILE_NAME, attachment_place
from intloffice.database.session import Session, now
from intloffice.database.store import SCHEMA, Store
from intloffice.errors import StoreError
from intloffice.files import hash_of, replacing
from intloffice.i18n import N_
from intloffice.schema.value import to_plain

RECORDS = "records.jsonl"
_SUFFIX = ".office"
#: Seconds to wait for somebody else who reads or writes the living file.
_PATIENCE = 5.0


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


def write(store: Store, shelf: Path, reason: str, at: str = "") -> Manifest:
    """Write a backup of a store onto a shelf, prove that it holds the same, and describe it.

    Nothing can be written to the store meanwhile. Raise StoreError where the shelf cannot be
    used or the copy does not hold the same; then nothing is left of it.
    """
    try:
        shelf.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sweep(shelf)
        number = max(map(_number, shelf.glob(f"*{_SUFFIX}")), default=0) + 1
        target = path_of(shelf, number)
        with store.read() as session:  # from the first question on, nobody else can commit
            manifest = _manifest(session, number, reason, at or now())
            for content in manifest.attachments:
                _copy_attachment(store.folder, shelf, content)
            with replacing(target, 0o600) as part:
                copy_to(store.folder / FILE_NAME, part)
                content = content_hash(store.folder / FILE_NAME)
                if content_hash(part) != content:
                    raise damaged(part)
                manifest = replace(manifest, content=content)
                _write_lines(shelf / RECORDS, _rescued(session))
                told = json.dumps(asdict(manifest), ensure_ascii=False, indent=2)
                _write_lines(target.with_suffix(".json"), [told])
    except OSError as error:
        raise StoreError(
            N_("No backup could be written to {place}: {reason}. The office itself is unharmed."),
            place=shelf,
            reason=error.strerror or "",
        ) from error
    return manifest


def backups(shelf: Path) -> list[Manifest]:
    """List the backups on a shelf, the newest first; one whose manifest is spoiled is left out."""
    found = []
    for path in shelf.glob(f"*{_SUFFIX}"):
        try:
            kept = json.loads(path.with_suffix(".json").read_text("utf-8"))
            date.fromisoformat(kept["at"][:10])
            found.append(Manifest(**{**kept, "attachments": tuple(kept["attachments"])}))
        except (OSError, ValueError, TypeError, KeyError):
            continue
    return sorted(found, key=lambda each: each.number, reverse=True)


def path_of(shelf: Path, number: int) -> Path:
    """Tell where a backup lies."""
    return shelf / f"{number:06}{_SUFFIX}"


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
    if not live.exists():
        live.touch(mode=0o600)
    if not copy_into(file, live, _PATIENCE):
        aside = _put_aside(live)
        copy_to(file, live)
    if content_hash(live) != content_hash(file):
        raise damaged(live)
    for content in known.attachments if known else ():
        _copy_attachment(file.parent, folder, content)
    return aside


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


def _copy_attachment(folder: Path, other: Path, content: str) -> None:
    """Copy an attachment, unless it is there; one that is missing or was altered stays away."""
    source, target = attachment_place(folder, content), attachment_place(other, content)
    if target.exists() or not source.exists() or hash_of(source) != content:
        return
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with replacing(target, 0o600) as part:
        shutil.copyfile(source, part)


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


def _write_lines(path: Path, lines: Iterable[str]) -> None:
    with replacing(path, 0o600) as part, part.open("w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)


def _sweep(shelf: Path) -> None:
    """Take away what an interrupted backup left."""
    for left in shelf.glob("*.part*"):
        left.unlink(missing_ok=True)
    for manifest in shelf.glob("[0-9]*.json"):
        if not manifest.with_suffix(_SUFFIX).exists():
            manifest.unlink()


def _number(path: Path) -> int:
    return int(path.stem) if path.stem.isdigit() else 0
