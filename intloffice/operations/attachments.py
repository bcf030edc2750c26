"""Files kept with records: copied into the data folder, named by what they hold.

The same file attached twice is kept once. A file is never taken away when a record lets go of it,
so that letting go can be undone.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from intloffice import files
from intloffice.database.file import attachment_place
from intloffice.database.session import Session, WritingSession, new_uuid
from intloffice.errors import OfficeError
from intloffice.i18n import N_
from intloffice.schema.value import clean_text

_BLOCK = 1 << 20


@dataclass(frozen=True)
class Attachment:
    """A file kept with a record; ``size`` is in bytes, ``path`` is where the copy lies."""

    id: int
    name: str
    size: int
    content_hash: str
    path: Path


def attach(session: WritingSession, store: Path, kind: str, record_id: int, file: Path) -> int:
    """Copy a file into the store's folder, keep it with a record, and return its id.

    Raise OfficeError where the file cannot be read, or the copy cannot be written.
    """
    try:
        content_hash = files.hash_of(file)
        _copy(file, place(store, content_hash))
        size = file.stat().st_size
    except OSError as error:
        raise OfficeError(
            N_("{name} could not be attached: {reason}."),
            name=file.name,
            reason=error.strerror or "",
        ) from error
    return session.insert(
        "attachment",
        {
            "uuid": new_uuid(),
            "kind": kind,
            "record_id": record_id,
            "name": clean_text(file.name),
            "content_hash": content_hash,
            "size": size,
            "added_at": session.at,
        },
    )


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
        )
        for line in session.execute(query.order_by(table.c.id)).mappings()
    ]


def detach(session: WritingSession, attachment_id: int) -> None:
    """Let go of a file."""
    session.delete("attachment", attachment_id)


def place(store: Path, content_hash: str) -> Path:
    """Tell where a file of some content lies (its SHA-256 in hexadecimal)."""
    return attachment_place(store, content_hash)


def _copy(file: Path, target: Path) -> None:
    if target.exists() and target.stat().st_size == file.stat().st_size:
        return
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (
        files.replacing(target, 0o600) as part,
        file.open("rb") as read,
        part.open("wb") as written,
    ):
        shutil.copyfileobj(read, written, _BLOCK)
