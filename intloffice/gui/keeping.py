"""What the window asks of the backups; each function runs on a worker thread."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

    from intloffice.database.shelf import Manifest
    from intloffice.operations.backups import Done, Inside, Restored, Standing


@dataclass(frozen=True)
class Kept:
    """How the backups stand in the office's own folder, and in the second place if there is one."""

    own: "Standing"
    second: "Standing | None"

    def all(self) -> "list[tuple[Path, Manifest]]":
        """List the backups with where they lie, the latest made first, own ones before copies."""
        shelves = [self.own, *([self.second] if self.second else [])]
        listed = [(shelf, each) for shelf in shelves for each in shelf.backups]
        listed.sort(key=lambda pair: (-pair[1].number, pair[0] is not self.own))
        return [(shelf.shelf, each) for shelf, each in listed]

    def is_overdue(self, now: "datetime") -> bool:
        """Tell whether what was changed is without a good backup for days, in either place.

        Of a second place that is away, or was chosen just now, nothing is known.
        """
        known = self.second and self.second.reachable and self.second.last
        return self.own.is_overdue(now) or bool(known and self.second.is_overdue(now))  # type: ignore[union-attr]

    @property
    def is_away(self) -> bool:
        """Whether a second place was chosen that cannot be reached."""
        return self.second is not None and not self.second.reachable


def standing(session: Any, folder: Path, second: str) -> Kept:
    """Tell how the backups stand; without a session, where the office cannot be opened."""
    from intloffice.database.file import BACKUPS
    from intloffice.operations import backups

    own = backups.standing(session, folder / BACKUPS)
    return Kept(own, backups.standing(session, Path(second)) if second else None)


def look_through(store: Any) -> None:
    """Look through all of the office's file, unless that was done when it was opened."""
    store.look_through()


def back_up(store: Any, reason: str, second: str = "") -> "Done":
    """Back up what was changed, to the second place too if one is chosen."""
    from intloffice.operations import backups

    return backups.back_up_everywhere(store, reason, Path(second) if second else None)


def prepare_second(chosen: str) -> str:
    """Make a shelf in a folder that was chosen as the second place, and tell which it is."""
    from intloffice.operations import backups

    return str(backups.prepare_second(Path(chosen)))


def look_inside(session: Any, file: Path, language: str) -> "Inside":
    """Verify a backup and tell what it holds, and what differs now if the office is open."""
    from intloffice.operations import backups

    return backups.look_inside(session, file, language)


def restore(file: Path, folder: Path, author: str, told: str) -> "Restored":
    """Restore a backup; nobody may have the office open meanwhile."""
    from intloffice.operations import backups

    return backups.restore(file, folder, author, told)


def path_of(shelf: Path, number: int) -> Path:
    """Tell where a backup lies."""
    from intloffice.database.shelf import path_of as place_of

    return place_of(shelf, number)
