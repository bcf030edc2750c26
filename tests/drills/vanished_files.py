"""The office's file is moved, deleted, replaced or made read-only while the program is open.

Each save meanwhile is refused in a sentence and touches nothing; once the file is back, the work
goes on, with all that was acknowledged.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from unittest.mock import patch

from intloffice.database.file import FILE_NAME
from intloffice.database.store import Store
from intloffice.errors import OfficeError
from tests.drills import deeds, mounts
from tests.drills.outcome import Outcome, Run
from tests.stores import opened

Way = Callable[[Path], Iterator[None]]
#: Saves that are tried while the file is away: after a failure the next asks anew.
_TRIES = 3
#: Rounds after which a new office is begun, so that looking through it stays quick.
_ROUNDS_AN_OFFICE = 30


def drill(run: Run) -> Outcome:
    """Take the file away again and again."""
    outcome = Outcome(
        {"rounds": 0, "acknowledged": 0, "refused": 0, "taken": 0, "not told": 0}
        | {"touched": 0, "lost": 0, "torn": 0, "unsound": 0, "stuck": 0}
    )
    deeds.rehearse(run.folder / "rehearsal")
    with ExitStack() as stack:
        disk, ways = run.folder / "disk", [_moved, _replaced, _emptied, _deleted, _folder_moved]
        if mounts.missing(run.folder):
            disk.mkdir()
        else:
            stack.enter_context(mounts.mounted(disk, 16))
            ways.append(_protected)
        if run.control:
            stack.enter_context(patch.object(Store, "_expect_the_same_file", lambda _store: None))
        last = 0
        for number in range(run.times):
            way = ways[number % len(ways)]
            if number % _ROUNDS_AN_OFFICE == 0:
                last = 0
            folder = disk / f"office {number // _ROUNDS_AN_OFFICE}"
            last = _round(folder, way, last, outcome)
            outcome.count("rounds")
            if not outcome.held:
                break
    return outcome


def _round(folder: Path, way: Way, last: int, outcome: Outcome) -> int:
    where = f"{way.__name__.strip('_')}, after deed {last}"
    with opened(folder) as store:
        deeds.do(store, last + 1)
        outcome.count("acknowledged")
        if way is _protected:
            store.close()  # a disk with a file that is open for writing cannot be protected
        with contextmanager(way)(folder):
            before = _held(folder)
            for _ in range(_TRIES):
                said = _tried(store, last + 2)
                outcome.count("refused", int(said is None))
                outcome.blame("not told", [said] if said else [], where)
                taken = ["a save was taken while the file was away"] if said == "" else []
                outcome.blame("taken", taken, where)
            if _held(folder) != before:
                outcome.blame("touched", ["what lay in the file's place"], where)
        if not outcome.held:
            return last
        try:
            deeds.do(store, last + 2)
            outcome.count("acknowledged")
        except OfficeError as error:
            outcome.blame("stuck", [str(error)], where)
    with opened(folder) as store:
        for name, faults in deeds.examine(store, last + 2).items():
            outcome.blame(name, faults, where)
    return last + 2


def _tried(store: Store, number: int) -> str | None:
    """Try a deed: None where it was refused in a sentence, empty where it was taken."""
    try:
        deeds.do(store, number)
    except OfficeError:
        return None
    except Exception as error:  # noqa: BLE001  whatever else is no sentence
        return repr(error)[:300]
    return ""


def _held(folder: Path) -> bytes | None:
    path = folder / FILE_NAME
    return path.read_bytes() if path.exists() else None


def _moved(folder: Path) -> Iterator[None]:
    path, away = folder / FILE_NAME, folder.with_name("away.db")
    path.rename(away)
    yield
    away.rename(path)


def _deleted(folder: Path) -> Iterator[None]:
    """Delete it; a second name, as a trash can keeps it, brings it back."""
    path, trash = folder / FILE_NAME, folder.with_name("trash.db")
    trash.hardlink_to(path)
    path.unlink()
    yield
    trash.rename(path)


def _replaced(folder: Path) -> Iterator[None]:
    path, away = folder / FILE_NAME, folder.with_name("away.db")
    path.rename(away)
    shutil.copyfile(away, path)
    yield
    away.replace(path)


def _emptied(folder: Path) -> Iterator[None]:
    path, away = folder / FILE_NAME, folder.with_name("away.db")
    path.rename(away)
    path.touch()
    yield
    away.replace(path)


def _folder_moved(folder: Path) -> Iterator[None]:
    away = folder.with_name("away")
    folder.rename(away)
    yield
    away.rename(folder)


def _protected(folder: Path) -> Iterator[None]:
    mounts.protect(folder.parent, protected=True)
    yield
    mounts.protect(folder.parent, protected=False)
