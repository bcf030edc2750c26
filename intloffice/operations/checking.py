"""Look through a whole office and tell, in sentences, what is not as it should be."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select

from intloffice import files
from intloffice.database import checking
from intloffice.database.checking import Finding
from intloffice.database.session import Session
from intloffice.i18n import N_
from intloffice.operations import attachments

_MISSING = N_("The attached file “{name}” of {kind} {record} is missing.")
_CHANGED = N_("The attached file “{name}” of {kind} {record} was changed outside the program.")


def check(session: Session, folder: Path) -> list[Finding]:
    """Check the file, the history, the records and the attachments of an office."""
    return [*checking.check(session), *_attachments(session, folder)]


def _attachments(session: Session, folder: Path) -> Iterator[Finding]:
    table = session.tables.attachment
    for line in session.execute(select(table).order_by(table.c.id)).mappings():
        told = {"name": line["name"], "kind": line["kind"], "record": line["record_id"]}
        try:
            held = files.hash_of(attachments.place(folder, line["content_hash"]))
        except OSError:
            yield Finding(_MISSING, told)
            continue
        if held != line["content_hash"]:
            yield Finding(_CHANGED, told)
