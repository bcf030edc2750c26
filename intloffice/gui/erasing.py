"""What the window asks of erasing; each function runs on a worker thread."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from intloffice.operations.erasing import Outlook


def outlook(session: Any, person_id: int, language: str) -> "Outlook":
    """Tell what erasing a person would do."""
    from intloffice.operations import erasing

    return erasing.outlook(session, person_id, language)


def erase(store: Any, person_id: int, author: str, description: str, second: str) -> None:
    """Back up, erase a person for good, note it on the lists, and back up what is left."""
    from intloffice.operations import backups, erasing

    place = Path(second) if second else None
    backups.back_up_everywhere(store, backups.BEFORE_ERASURE, place)
    with store.write(description, author) as session:
        uuid = str((session.row("person", person_id) or {}).get("uuid", ""))
        hashes = erasing.erase(session, person_id)
        erasing.note(store.folder, uuid, place)  # or nothing is erased
    erasing.take_away(store.folder, hashes)
    backups.back_up_everywhere(store, backups.WORKING, place)


def empty_trash(store: Any, author: str, description: str) -> None:
    """Back up, and let go of all that was removed, with the files that no record keeps."""
    from intloffice.operations import attachments, backups, erasing, trash

    backups.back_up_if_changed(store, backups.BEFORE_ERASURE)
    with store.write(description, author) as session:
        hashes = {*trash.empty(session), *attachments.unreferenced(session, store.folder)}
    erasing.take_away(store.folder, hashes)
