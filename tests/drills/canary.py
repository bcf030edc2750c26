"""A passport number that must come out nowhere but in the store and its backups."""

from collections.abc import Iterator
from pathlib import Path

from intloffice.database.file import BACKUPS, FILE_NAME
from intloffice.database.store import Store
from tests.stores import person

NUMBER = "KANARI99017"


def put(store: Store) -> None:
    """Add a person who has the number in every protected text."""
    notes = f"no {NUMBER}"
    contact = {"phone": f"+49 {NUMBER}", "email": f"{NUMBER}@example.org"}
    with store.write("Passport", "Li") as session:
        person(session, "金", "絲雀", passport_number=NUMBER, diet_notes=notes, **contact)


def leaks(folder: Path, *said: str) -> Iterator[str]:
    """Name what holds the number: files in a folder, and what was said."""
    for text in said:
        if NUMBER in text:
            yield f"it was said: {text[:80]}"
    for path in folder.rglob("*"):
        within = path.relative_to(folder)
        if path.is_file() and not _may(within) and NUMBER.encode() in path.read_bytes():
            yield f"it lies in {within}"


def _may(within: Path) -> bool:
    """Tell whether a file is the store, what SQLite keeps beside it, or on the shelf of backups."""
    return BACKUPS in within.parts or within.name.startswith(FILE_NAME)
