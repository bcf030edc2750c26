"""Back up an office, thin out its backups, and restore one."""

from datetime import date
from pathlib import Path

from intloffice.database import backup
from intloffice.database.backup import Manifest
from intloffice.database.file import FILE_NAME
from intloffice.database.store import Store
from intloffice.errors import StoreError
from intloffice.operations import rotation
from intloffice.records import ALL_KINDS

FOLDER = "backups"


def back_up(store: Store, shelf: Path, reason: str, at: str = "") -> Manifest:
    """Write a backup onto a shelf; then delete the one that is least worth its room, if any."""
    made = backup.write(store, shelf, reason, at)
    known = backup.backups(shelf)
    listed = [rotation.Kept(each.number, date.fromisoformat(each.at[:10])) for each in known]
    good = backup.verify(backup.path_of(shelf, made.number)) == made
    gone = rotation.to_delete(listed, newest_is_good=good)
    if gone is not None:
        backup.path_of(shelf, gone).unlink(missing_ok=True)
        backup.path_of(shelf, gone).with_suffix(".json").unlink(missing_ok=True)
    return made


def back_up_if_changed(store: Store, reason: str) -> Manifest | None:
    """Back up into the office's own folder, unless the newest backup there holds the same."""
    shelf = store.folder / FOLDER
    newest = next(iter(backup.backups(shelf)), None)
    with store.read() as session:
        head = session.head().short
    if newest and newest.head == head:
        return None
    return back_up(store, shelf, reason)


def restore(file: Path, folder: Path) -> tuple[Manifest | None, Path | None]:
    """Restore a backup; give what the present state was backed up as, and what was put aside.

    The backup is verified before anything is touched, and the present state is backed up first;
    where it is damaged, its file is kept aside instead.
    """
    backup.verify(file)
    before = _back_up_present(folder) if (folder / FILE_NAME).exists() else None
    aside = backup.restore(file, folder)
    restored = Store.open(folder, ALL_KINDS)
    restored.close()
    return before, aside


def _back_up_present(folder: Path) -> Manifest | None:
    try:
        present = Store.open(folder, ALL_KINDS)
    except StoreError:
        return None  # its file is kept as it is
    try:
        return back_up(present, folder / FOLDER, "before a restore")
    finally:
        present.close()
