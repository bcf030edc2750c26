"""A disk of ours between the program and the system's: it fails when told to, and keeps a log.

It is a small library in C (``disk.c``), built when first needed, which a process must load before
it begins (``relaunch``).
"""

import ctypes
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from dataclasses import dataclass
from enum import IntEnum
from hashlib import sha256
from pathlib import Path

_SOURCE = Path(__file__).with_suffix(".c")
_HEAD = 4 * 8


class What(IntEnum):
    """What a line of the log tells."""

    OPENED = 1
    WRITTEN = 2
    SYNCED = 3
    CUT = 4
    UNLINKED = 5
    RENAMED = 6
    MARKED = 7


@dataclass(frozen=True)
class Call:
    """One call that changed something; ``offset`` is the length for CUT, the number for MARKED.

    ``data`` is the new name for RENAMED. An opening with ``offset`` 1 emptied the file.
    """

    what: What
    name: str
    offset: int
    data: bytes


class Disk:
    """The library as this process has it loaded."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(None)

    def watch(self, folder: Path) -> None:
        """Stand before the files under a folder."""
        self._library.disk_watch(os.fsencode(folder.resolve()))

    def fail(self, nth: int, error: int, *, for_ever: bool) -> None:
        """Let the call of a number fail, counted from now, and all that follow if told."""
        self._library.disk_fail(ctypes.c_long(nth), error, int(for_ever))

    def die(self, nth: int) -> None:
        """Kill this process at the call of a number, a write with half of it done."""
        self._library.disk_die(ctypes.c_long(nth))

    def calm(self) -> int:
        """Let nothing fail any more, and tell how many calls there were."""
        self._library.disk_calm.restype = ctypes.c_long
        return int(self._library.disk_calm())

    def log(self, file: int) -> None:
        """Write down every call from now on."""
        self._library.disk_log(file)

    def mark(self, number: int) -> None:
        """Put a number into the log."""
        self._library.disk_mark(ctypes.c_long(number))


def missing() -> str:
    """Say in a sentence why there can be no such disk here; empty where there can."""
    if not sys.platform.startswith("linux"):
        return "A disk that fails when told to is built for Linux only."
    if is_loaded():
        return ""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        return "A disk that fails when told to needs a C compiler (gcc, libc6-dev)."
    return _build(compiler)


def is_loaded() -> bool:
    """Tell whether this process has the disk."""
    return hasattr(ctypes.CDLL(None), "disk_watch")


def relaunch(more: list[str]) -> None:
    """Begin this process anew, with the disk loaded, with the same words and some more."""
    surroundings = {**os.environ, "LD_PRELOAD": str(_place())}
    words = [sys.executable, "-m", "tests.drills", *sys.argv[1:], *more]
    os.execve(sys.executable, words, surroundings)


def calls(log: bytes) -> list[Call]:
    """Read a log."""
    found, at = [], 0
    while at < len(log):
        what, name, offset, size = (
            int.from_bytes(log[at + 8 * n : at + 8 * n + 8], "little", signed=True)
            for n in range(4)
        )
        at += _HEAD
        called = os.fsdecode(log[at : at + name])
        at += name
        found.append(Call(What(what), called, offset, log[at : at + size]))
        at += size
    return found


def _place() -> Path:
    number = sha256(_SOURCE.read_bytes() + sysconfig.get_platform().encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"intloffice-drills-{os.getuid()}" / f"{number}.so"


def _build(compiler: str) -> str:
    library = _place()
    if library.exists():
        return ""
    library.parent.mkdir(mode=0o700, exist_ok=True)
    part = library.with_suffix(f".{os.getpid()}")
    command = [compiler, "-shared", "-fPIC", "-O1", "-Wall", "-o", str(part), str(_SOURCE), "-ldl"]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    if built.returncode:
        return f"The disk that fails when told to could not be built: {built.stderr[-300:]}"
    part.replace(library)
    return ""
