"""A shelf: a folder that holds backups, told apart by their numbers and never by the clock.

Each backup is NUMBER.office, an ordinary database, beside its manifest NUMBER.json; the
attachments of all of them are kept once, under attachments/. Only one at a time writes there.
"""

import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from intloffice import files
from intloffice.database.file import ATTACHMENTS, attachment_place
from intloffice.errors import StoreError
from intloffice.i18n import N_

SUFFIX = ".office"
#: A folder on a shelf in which a backup is made ready to be restored.
STAGE = ".restoring.part"
_LOCK = ".lock"
#: What a person chose holds the shelf in a folder of its own.
_NAME = "intloffice backups"


@dataclass(frozen=True)
class Manifest:
    """What a backup holds: ``content`` is the hash of its content, ``head`` ends its history.

    ``counts`` are the records by kind; ``at`` is the instant by the clock, for people only;
    ``missing`` are attachments that the office had lost already; ``origin`` tells offices apart.
    """

    number: int
    at: str
    reason: str
    schema: int
    content: str
    head: str
    counts: dict[str, int]
    attachments: tuple[str, ...]
    missing: tuple[str, ...] = ()
    origin: str = ""
    program: str = ""


def path_of(shelf: Path, number: int) -> Path:
    """Tell where a backup lies."""
    return shelf / f"{number:06}{SUFFIX}"


def backups(shelf: Path) -> list[Manifest]:
    """List the backups on a shelf, the newest first; one whose manifest is spoiled is left out."""
    found = (_read(path) for path in shelf.glob(f"*{SUFFIX}"))
    return sorted((each for each in found if each), key=lambda each: each.number, reverse=True)


def beneath(chosen: Path) -> Path:
    """Tell which folder is the shelf where a person chose a folder: that, or one of its own in it.

    A disk that is not there is not taken for an empty folder: the shelf in it is missing then.
    """
    is_one = chosen.name == _NAME or any(chosen.glob(f"*{SUFFIX}"))
    return chosen if is_one else chosen / _NAME


@contextmanager
def alone_at(shelf: Path) -> Iterator[None]:
    """Have a shelf to oneself, made where it is not there, with nothing half made on it."""
    shelf.mkdir(mode=0o700, parents=True, exist_ok=True)
    with files.alone(shelf / _LOCK):
        _sweep(shelf)
        yield


def next_number(shelf: Path) -> int:
    """Give the number that comes after all on a shelf."""
    return max(map(_number, shelf.glob(f"*{SUFFIX}")), default=0) + 1


def note(manifest: Manifest, file: Path) -> None:
    """Write a manifest beside its backup."""
    told = json.dumps(asdict(manifest), ensure_ascii=False, indent=2)
    write_lines(file.with_suffix(".json"), [told])


def take_away(shelf: Path, number: int) -> None:
    """Delete a backup, then the attachments that no other needs."""
    file = path_of(shelf, number)
    file.unlink(missing_ok=True)
    file.with_suffix(".json").unlink(missing_ok=True)
    known = backups(shelf)
    if len(known) == sum(1 for _ in shelf.glob(f"*{SUFFIX}")):  # all of them tell what they need
        _thin(shelf, {content for each in known for content in each.attachments})


def copy_attachment(folder: Path, other: Path, content: str) -> bool:
    """Copy an attachment unless it is there whole; tell whether it is there now.

    One that is missing, or was altered, is not copied.
    """
    source, target = attachment_place(folder, content), attachment_place(other, content)
    if target.exists() and files.hash_of(target) == content:
        return True
    if not source.exists() or files.hash_of(source) != content:
        return False
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with files.replacing(target, 0o600) as part:
        shutil.copyfile(source, part)
        if files.hash_of(part) != content:
            raise StoreError(N_("{path} could not be copied: its disk fails."), path=source)
    return True


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Write lines of text into a file for our eyes only, whole or not at all."""
    with files.replacing(path, 0o600) as part, part.open("w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)


def _read(file: Path) -> Manifest | None:
    try:
        kept: dict[str, Any] = json.loads(file.with_suffix(".json").read_text("utf-8"))
        datetime.fromisoformat(kept["at"])
        known = {each.name: kept[each.name] for each in fields(Manifest) if each.name in kept}
        for name in ("attachments", "missing"):
            known[name] = tuple(map(str, known.get(name, ())))
        known["counts"] = {str(name): int(count) for name, count in kept["counts"].items()}
        found = Manifest(**known)
        return found if path_of(file.parent, found.number) == file else None
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _sweep(shelf: Path) -> None:
    """Take away what an interrupted backup or restore has left."""
    for left in shelf.glob("*.part*"):
        if left.is_dir():
            shutil.rmtree(left)
        else:
            left.unlink(missing_ok=True)
    for manifest in shelf.glob("[0-9]*.json"):
        if not manifest.with_suffix(SUFFIX).exists():
            manifest.unlink()


def _thin(shelf: Path, needed: set[str]) -> None:
    for kept in (shelf / ATTACHMENTS).glob("*/*"):
        if kept.name not in needed:
            kept.unlink(missing_ok=True)


def _number(path: Path) -> int:
    return int(path.stem) if path.stem.isdigit() else 0
