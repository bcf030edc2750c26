"""Backups: copies of a store that were proved to hold the same, and the way back from them."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from intloffice.database import rescue
from intloffice.database import shelf as shelves
from intloffice.database.chain import BEGINNING, Head
from intloffice.database.engine import (
    APPLICATION_ID,
    content_hash,
    copy_into,
    copy_to,
    damaged,
    header_of,
    open_to_read,
    proved_copy,
    reading,
    recover,
)
from intloffice.database.file import BACKUPS, FILE_NAME
from intloffice.database.schema import SCHEMA
from intloffice.database.session import Session, now
from intloffice.database.shelf import Manifest, path_of
from intloffice.database.tables import tables_of
from intloffice.errors import StoreError
from intloffice.files import replacing
from intloffice.i18n import N_
from intloffice.schema.kind import Kind

#: Seconds to wait for somebody else who reads or writes the living file.
_PATIENCE = 5.0


@dataclass(frozen=True)
class Verified:
    """A whole backup of ours: its content's hash, its schema, and its manifest if there is one."""

    content: str
    schema: int
    manifest: Manifest | None


def write(folder: Path, kinds: Sequence[Kind], shelf: Path, reason: str, at: str = "") -> Manifest:
    """Write a backup of the office in a folder onto a shelf, proved to hold the same.

    Others can write to the office meanwhile. Raise StoreError where the
    shelf cannot be used or the copy does not hold the same; then nothing is left of it.
    """
    with _told(shelf), shelves.alone_at(shelf):
        target = path_of(shelf, shelves.next_number(shelf))
        with replacing(target, 0o600) as part:
            content = proved_copy(folder / FILE_NAME, part)
            made = described(part, kinds)
            missing = [
                each
                for each in made.attachments
                if not shelves.copy_attachment(folder, shelf, each)
            ]
            made = replace(
                made,
                number=int(target.stem),
                at=at or now(),
                reason=reason,
                content=content,
                missing=tuple(missing),
            )
            if made.schema == SCHEMA.version:
                with inside(part, kinds) as session:
                    rescue.write(session, shelf)
            shelves.note(made, target)
    return made


def send(shelf: Path, number: int, other: Path, kinds: Sequence[Kind]) -> Manifest:
    """Copy a backup with its attachments onto another shelf, and prove that copy too.

    Raise StoreError where the other shelf is not there, or cannot be written.
    """
    source = path_of(shelf, number)
    known = next((each for each in shelves.backups(shelf) if each.number == number), None)
    if known is None:
        raise StoreError(N_("{file} is not there any more."), file=source)
    if not other.is_dir():
        raise StoreError(
            N_("The second place for backups, {place}, cannot be reached now."), place=other
        )
    with _told(other), shelves.alone_at(other):
        target = path_of(other, max(number, shelves.next_number(other)))
        sent = replace(known, number=int(target.stem))
        for content in known.attachments:
            shelves.copy_attachment(shelf, other, content)
        with replacing(target, 0o600) as part:
            shutil.copyfile(source, part)
            if content_hash(part) != known.content:
                raise damaged(source)
            if known.schema == SCHEMA.version:
                with inside(part, kinds) as session:
                    rescue.write(session, other)
            shelves.note(sent, target)
    return sent


def verify(file: Path) -> Verified:
    """Make sure that a file is a whole backup of ours, and what its manifest says.

    A file that was renamed is known by where its history ends. Raise StoreError where it is no
    backup, is damaged, is newer than this program, or does not hold what was backed up.
    """
    try:
        is_sqlite, application_id, schema = header_of(file)
    except OSError as error:
        raise StoreError(
            N_("{file} cannot be read: {reason}."), file=file, reason=error.strerror or ""
        ) from error
    if not is_sqlite or application_id != APPLICATION_ID:
        raise StoreError(N_("{file} is no backup of an office."), file=file)
    if schema > SCHEMA.version:
        raise StoreError(
            N_("{file} was made by a newer version of this program; please update the program."),
            file=file,
        )
    with reading(file) as connection:
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise damaged(file)
        head = _head(connection).short
    content = content_hash(file)
    known = shelves.backups(file.parent)
    mine = [each for each in known if path_of(file.parent, each.number) == file]
    mine = mine or [each for each in known if each.head == head != "0"]
    manifest = next((each for each in mine if each.content == content), None)
    if mine and manifest is None:
        raise StoreError(N_("{file} does not hold what was backed up; use another."), file=file)
    return Verified(content, schema, manifest)


def restore(
    file: Path,
    folder: Path,
    prepare: Callable[[Path], object] | None = None,
    *,
    keep_present: bool = False,
) -> Path | None:
    """Put a backup in the place of the store in a folder, which nobody else may have open.

    The file is verified first, then copied beside and made ready there by ``prepare``, which is
    given that folder; the living file is touched last, through SQLite, all of it or nothing.
    Where that file is damaged, or ``keep_present`` asks for it, it is kept aside as it is, and
    that path is given. The attachments come back.
    """
    verified = verify(file)
    own = folder / BACKUPS
    with _told(folder), shelves.alone_at(own):
        stage = own / shelves.STAGE
        stage.mkdir(mode=0o700)
        try:
            copy_to(file, stage / FILE_NAME)
            if content_hash(stage / FILE_NAME) != verified.content:
                raise damaged(file)
            if prepare:
                prepare(stage)
            for content in _attached(stage / FILE_NAME):  # those of who was erased stay away
                shelves.copy_attachment(file.parent, folder, content)
            return _put_in(stage / FILE_NAME, folder / FILE_NAME, keep=keep_present)
        finally:
            shutil.rmtree(stage, ignore_errors=True)


def _put_in(ready: Path, live: Path, *, keep: bool) -> Path | None:
    aside = None
    if not live.exists():
        live.touch(mode=0o600)
    if keep and live.stat().st_size:
        aside = _beside(live)
        with replacing(aside, 0o600) as part:
            shutil.copyfile(live, part)
    if not _copied_into(ready, live):
        aside = aside or _beside(live)
        live.replace(aside)
        live.with_name(f"{live.name}-journal").unlink(missing_ok=True)
        copy_to(ready, live)
    if content_hash(live) != content_hash(ready):
        raise damaged(live)
    return aside


def _copied_into(ready: Path, live: Path) -> bool:
    """Copy into the living file; a disk that fails at the very end may have done it after all."""
    try:
        return copy_into(ready, live, _PATIENCE)
    except StoreError:
        with suppress(StoreError):
            recover(live)
            if content_hash(live) == content_hash(ready):
                return True
        raise


def _beside(live: Path) -> Path:
    number = 1
    while (aside := live.with_name(f"{live.name}.damaged-{number}")).exists():
        number += 1
    return aside


def described(file: Path, kinds: Sequence[Kind]) -> Manifest:
    """Tell what an office's file holds, of whatever schema; it has no number, hash or instant."""
    with reading(file) as connection:
        named = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        there = {name for (name,) in named}
        counts = {
            kind.name: int(connection.execute(f'SELECT count(*) FROM "{kind.name}"').fetchone()[0])
            for kind in kinds
            if kind.name in there
        }
        head = _head(connection)
        first = connection.execute("SELECT hash FROM change_set ORDER BY id LIMIT 1").fetchone()
    origin = first[0][:12] if first else ""
    schema = header_of(file)[2]
    try:
        program = version("intloffice")
    except PackageNotFoundError:
        program = ""
    attached = _attached(file)
    return Manifest(0, "", "", schema, "", head.short, counts, attached, (), origin, program)


def _attached(file: Path) -> tuple[str, ...]:
    with reading(file) as connection:
        found = connection.execute("SELECT DISTINCT content_hash FROM attachment ORDER BY 1")
        return tuple(content for (content,) in found)


def _head(connection: Any) -> Head:
    query = "SELECT id, hash FROM change_set ORDER BY id DESC LIMIT 1"
    found = connection.execute(query).fetchone()
    return Head(*found) if found else Head(0, BEGINNING)


@contextmanager
def inside(file: Path, kinds: Sequence[Kind]) -> Iterator[Session]:
    """Read a backup of this program's schema; it cannot be changed."""
    engine = open_to_read(file)
    try:
        with engine.connect() as connection:
            yield Session(connection, tables_of(tuple(kinds)))
    finally:
        engine.dispose()


@contextmanager
def _told(shelf: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(
            N_("No backup could be written to {place}: {reason}. The office itself is unharmed."),
            place=shelf,
            reason=error.strerror or "",
        ) from error
