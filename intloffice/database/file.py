"""What lies in an office's folder, seen from outside: the store's file and the attachments."""

from pathlib import Path

FILE_NAME = "office.db"
ATTACHMENTS = "attachments"
#: The shelf in the office's own folder.
BACKUPS = "backups"


def attachment_place(folder: Path, content_hash: str) -> Path:
    """Tell where an attachment lies that holds some content (its SHA-256 in hexadecimal)."""
    return folder / ATTACHMENTS / content_hash[:2] / content_hash


def stamp(folder: Path) -> tuple[int, ...]:
    """Tell apart the states of a store's file; empty where there is none that can be read.

    The stamp holds the file's identity, size and time of change, and the counter in its header
    (bytes 24 to 27) that SQLite raises with every commit. A journal beside the file belongs to a
    change that was not finished: then there is no stamp.
    """
    path = folder / FILE_NAME
    journal = path.with_name(f"{FILE_NAME}-journal")
    try:
        if journal.exists() and journal.stat().st_size:
            return ()
        with path.open("rb") as file:
            counter = int.from_bytes(file.read(28)[24:28], "big")
        known = path.stat()
    except OSError:
        return ()
    return known.st_dev, known.st_ino, known.st_size, known.st_mtime_ns, counter


def identity(path: Path) -> tuple[int, int] | None:
    """Tell which file lies at a place, however it is written to; None where none does."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
