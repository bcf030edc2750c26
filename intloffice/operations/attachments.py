"""Files kept with records: copied into the data folder, named by what they hold.

The same file attached twice is kept once. A file is never taken away when a record lets go of it,
so that letting go can be undone.
"""

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

from sqlalchemy import select

from intloffice import files
from intloffice.database.file import ATTACHMENTS, attachment_place
from intloffice.database.session import REMOVED, Session, WritingSession, new_uuid
from intloffice.errors import ChangedMeanwhileError, OfficeError
from intloffice.i18n import N_
from intloffice.schema.value import clean_text

#: Bytes: larger files are kept elsewhere, and named by a link.
LARGEST = 100_000_000
_GONE = N_(
    "The kept copy of {name} is gone or damaged. The record is as it was; a backup may hold the "
    "file."
)
#: Signs of a content hash.
_HASH = 64


@dataclass(frozen=True)
class Attachment:
    """A file kept with a record; ``size`` is in bytes, ``path`` is where the copy lies."""

    id: int
    name: str
    size: int
    content_hash: str
    path: Path
    added_at: str = ""


@dataclass(frozen=True)
class Taken:
    """A file of which the store's folder holds a copy, kept with no record yet."""

    name: str
    size: int
    content_hash: str


def take(store: Path, file: Path) -> Taken:
    """Copy a file into the store's folder.

    Raise OfficeError where it is no file, is too large, cannot be read or changes meanwhile, or
    where the copy cannot be written; then nothing is left of it.
    """
    try:
        found = file.stat()
        if not S_ISREG(found.st_mode):
            raise OfficeError(
                N_("{name} is no file but a folder or a device; it was not attached."),
                name=clean_text(file.name),
            )
        if found.st_size > LARGEST:
            raise OfficeError(
                N_("{name} is larger than {most} MB; it was not attached."),
                name=clean_text(file.name),
                most=LARGEST // 1_000_000,
            )
        content_hash = files.hash_of(file)
        _copy(file, place(store, content_hash), content_hash)
        size = place(store, content_hash).stat().st_size
    except OSError as error:
        raise OfficeError(
            N_("{name} could not be attached: {reason}."),
            name=clean_text(file.name),
            reason=error.strerror or "",
        ) from error
    return Taken(clean_text(file.name), size, content_hash)


def keep(store: Path, name: str, content: bytes) -> Taken:
    """Put a file that the program made into the store's folder.

    Raise OfficeError where it cannot be written; then nothing is left of it.
    """
    content_hash = hashlib.sha256(content).hexdigest()
    target = place(store, content_hash)
    try:
        if not target.exists() or files.hash_of(target) != content_hash:
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with files.replacing(target, 0o600) as part:
                part.write_bytes(content)
    except OSError as error:
        raise OfficeError(
            N_("{name} could not be kept in the office's folder: {reason}."),
            name=clean_text(name),
            reason=error.strerror or "",
        ) from error
    return Taken(clean_text(name), len(content), content_hash)


def note(session: WritingSession, kind: str, record_id: int, taken: Taken) -> int:
    """Keep a copied file with a record and return its id; raise where the record is gone."""
    if session.row(kind, record_id) is None:
        raise ChangedMeanwhileError(REMOVED)
    return session.insert(
        "attachment",
        {
            "uuid": new_uuid(),
            "kind": kind,
            "record_id": record_id,
            "name": taken.name,
            "content_hash": taken.content_hash,
            "size": taken.size,
            "added_at": session.at,
        },
    )


def attach(session: WritingSession, store: Path, kind: str, record_id: int, file: Path) -> int:
    """Copy a file into the store's folder, keep it with a record, and return its id.

    Raise OfficeError as ``take`` does.
    """
    return note(session, kind, record_id, take(store, file))


def attachments(session: Session, store: Path, kind: str, record_id: int) -> list[Attachment]:
    """List the files kept with a record, the first attached first."""
    table = session.tables.attachment
    query = select(table).where(table.c.kind == kind, table.c.record_id == record_id)
    return [
        Attachment(
            line["id"],
            line["name"],
            line["size"],
            line["content_hash"],
            place(store, line["content_hash"]),
            line["added_at"],
        )
        for line in session.execute(query.order_by(table.c.id)).mappings()
    ]


def names(session: Session, kind: str, record_id: int) -> list[tuple[str, int]]:
    """List names and sizes of the files kept with a record, the first attached first."""
    table = session.tables.attachment
    query = select(table.c.name, table.c.size).where(
        table.c.kind == kind, table.c.record_id == record_id
    )
    return [(line.name, line.size) for line in session.execute(query.order_by(table.c.id))]


def detach(session: WritingSession, attachment_id: int) -> None:
    """Let go of a file."""
    session.delete("attachment", attachment_id)


def rename(session: WritingSession, attachment_id: int, name: str) -> str:
    """Call a file otherwise, and tell how; it keeps its ending where none is given.

    A photo that the record names by its file is named anew. Nothing is changed where no name is
    given; raise where the file was removed meanwhile.
    """
    there = session.row("attachment", attachment_id)
    if there is None:
        raise ChangedMeanwhileError(REMOVED)
    before = str(there["name"])
    called = clean_text(" ".join(name.split()))
    if not called:
        return before
    if not Path(called).suffix:
        called += Path(before).suffix
    session.update("attachment", attachment_id, {"name": called})
    owner = session.row(there["kind"], there["record_id"])
    if owner and owner.get("photo") == before:
        session.update(there["kind"], there["record_id"], {"photo": called})
    return called


def place(store: Path, content_hash: str) -> Path:
    """Tell where a file of some content lies (its SHA-256 in hexadecimal)."""
    return attachment_place(store, content_hash)


def copy_out(attachment: Attachment, target: Path) -> None:
    """Copy an attached file to another place, whole or not at all.

    Raise OfficeError where the kept copy is gone or damaged, or the other cannot be written.
    """
    try:
        sound = files.hash_of(attachment.path) == attachment.content_hash
    except OSError:
        sound = False
    if not sound:
        raise OfficeError(_GONE, name=attachment.name)
    try:
        with files.replacing(target, 0o600) as part:
            shutil.copyfile(attachment.path, part)
    except OSError as error:
        raise OfficeError(
            N_("{name} could not be written to {folder}: {reason}."),
            name=attachment.name,
            folder=target.parent,
            reason=error.strerror or "",
        ) from error


def content_of(attachment: Attachment) -> bytes:
    """Read an attached file; raise OfficeError where the kept copy is gone or damaged."""
    try:
        content = attachment.path.read_bytes()
    except OSError:
        content = b""
    if hashlib.sha256(content).hexdigest() != attachment.content_hash:
        raise OfficeError(_GONE, name=attachment.name)
    return content


def unreferenced(session: Session, store: Path) -> list[str]:
    """Tell the content hashes of copies in the store's folder that no record keeps."""
    table = session.tables.attachment
    kept = set(session.execute(select(table.c.content_hash)).scalars())
    there = (file.name for file in (store / ATTACHMENTS).glob("*/*") if file.is_file())
    return sorted(name for name in there if len(name) == _HASH and name not in kept)


def _copy(file: Path, target: Path, content_hash: str) -> None:
    if target.exists() and files.hash_of(target) == content_hash:
        return
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with files.replacing(target, 0o600) as part:
        shutil.copyfile(file, part)
        if files.hash_of(part) != content_hash:
            raise OfficeError(
                N_("{name} changed while it was copied; it was not attached. Try again."),
                name=clean_text(file.name),
            )
