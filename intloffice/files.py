"""Files put in place whole: a new one takes the place of an old one, or the old one stays."""

import errno
import hashlib
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path

#: Seconds to wait, each time longer, while another program on Windows looks at a file.
_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8)
#: What Windows answers then: access denied, sharing violation, lock violation.
_BUSY = (5, 32, 33)
#: Seconds to wait for another who holds a lock, and between two tries.
_PATIENCE, _EVERY = 60.0, 0.02
#: Seconds after which nobody writes to a file any more that was not put in place.
_LEFT_AFTER = 24 * 3600


@contextmanager
def replacing(target: Path, mode: int = 0o666) -> Iterator[Path]:
    """Give an empty file to write beside a target, whose place it takes once it is on the disk.

    ``mode`` is what the file may be used for, less what the user withholds from all files. Raise
    OSError where it cannot be written; then, and whatever else is raised, the target is as it
    was before and nothing is left beside it. Of several who write to one target at once, each has
    a file of its own, and the last to end takes the place whole.
    """
    part = target.with_name(f".{target.name}.{threading.get_native_id()}.part")
    _sweep(target)
    try:
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode))
        yield part
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        put_in_place(part, target)
    except BaseException:
        with suppress(OSError):  # it is told why the file could not be written
            part.unlink()
        raise


def _sweep(target: Path) -> None:
    """Take away what a writer of the target that died has left beside it."""
    with suppress(OSError):
        for left in target.parent.glob(f".{escape(target.name)}.*.part"):
            if left.stat().st_mtime < time.time() - _LEFT_AFTER:
                left.unlink()


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold a file's lock, which nobody else does meanwhile, in this process or another.

    The system lets go of it when its holder dies. Where a disk knows no locks, nothing is held.
    Raise TimeoutError where another holds it too long.
    """
    opened = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        until = time.monotonic() + _PATIENCE
        while not _locked(opened):
            if time.monotonic() > until:
                raise TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT), str(path))
            time.sleep(_EVERY)
        yield
    finally:
        os.close(opened)


def _locked(opened: int) -> bool:
    """Try to lock a file; True also where its disk knows no locks."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415

            msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415

            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
    return True


def hash_of(path: Path) -> str:
    """Give the SHA-256 of what a file holds, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def put_in_place(part: Path, target: Path) -> None:
    """Let a file that is on the disk take the place of another in the same folder."""
    for wait in _WAITS:
        try:
            part.replace(target)
            break
        except OSError as error:
            if getattr(error, "winerror", None) not in _BUSY:
                raise
            time.sleep(wait)
    else:
        part.replace(target)
    if os.name == "posix":
        with suppress(OSError):  # it is in its place; a power cut now may bring back the old one
            _settle(target.parent)


def _settle(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
