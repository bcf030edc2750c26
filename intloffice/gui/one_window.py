"""One window for an office: a second start raises the first window.

The folder's lock is the process's: after a crash the next start sees that its holder is gone, and
just works. Who finds it held writes into a file beside it, which the holder watches and empties.
"""

import time
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QFileSystemWatcher, QLockFile, QObject, QSysInfo, Signal

from intloffice.errors import StoreError
from intloffice.i18n import N_

LOCK_NAME, CALL_NAME = "window.lock", "window.call"
#: Milliseconds: a window that is just starting does not listen yet.
_PATIENCE, _PAUSE = 10_000, 50
_UNFINISHED = 1000


class OneWindow(QObject):
    """Holds an office's folder for one window; ``called`` tells that another start asks for it."""

    called = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._call = folder / CALL_NAME
        self._lock = QLockFile(str(folder / LOCK_NAME))
        self._lock.setStaleLockTime(0)
        self._watcher: QFileSystemWatcher | None = None

    def take(self) -> bool:
        """Take the folder; tell whether it is ours.

        A folder in which no file can be made is nobody's: opening the store tells what is wrong.
        """
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self._lock.tryLock(0) or self._take_unfinished():
            return True
        return self._lock.error() is not QLockFile.LockError.LockFailedError

    def listen(self) -> None:
        """Listen to later starts, once the window is there."""
        with suppress(OSError):  # where nothing can be written, nobody can call
            self._call.touch(mode=0o600)
            self._call.chmod(0o600)
            self._watcher = QFileSystemWatcher([str(self._call)], self)
            self._watcher.fileChanged.connect(self._answer)
            self._answer()  # who called before it was watched

    def call(self) -> bool:
        """Raise the window that holds the folder, or take the folder where it was closed meanwhile.

        Tell whether a window was raised; raise StoreError where one is there and does not answer.
        """
        until = QDeadlineTimer(_PATIENCE)
        with suppress(OSError):
            self._call.write_bytes(b"come forward")
            while not until.hasExpired():
                if not self._call.read_bytes():
                    return True
                if self._lock.tryLock(_PAUSE):
                    return False
                time.sleep(_PAUSE / 1000)
        raise self._no_answer()

    def let_go(self) -> None:
        """Let go of the folder."""
        with suppress(OSError):
            self._call.unlink(missing_ok=True)
        self._lock.unlock()

    def _take_unfinished(self) -> bool:
        """Take a lock that does not say whose it is: a crash cut its writing short.

        One that is being written right now says so a moment later.
        """
        if self._lock.error() is not QLockFile.LockError.LockFailedError or self._holder():
            return False
        self._lock.setStaleLockTime(_UNFINISHED)
        taken = self._lock.tryLock(_UNFINISHED * 2)
        self._lock.setStaleLockTime(0)
        return taken

    def _holder(self) -> tuple[int, str] | None:
        """Tell the process that holds the folder, and its computer."""
        known = self._lock.getLockInfo()
        return (known[0], known[1]) if isinstance(known, tuple) and known[0] else None

    def _no_answer(self) -> StoreError:
        process, host = self._holder() or ("?", "?")
        if host == QSysInfo.machineHostName():
            return StoreError(
                N_(
                    "The office in {folder} is open already, in process {process}, which does not "
                    "answer. End that process, then start again."
                ),
                folder=self._folder,
                process=process,
            )
        return StoreError(
            N_(
                "The office in {folder} is open already on {host}. Close it there, then start "
                "again. If {host} was switched off meanwhile, delete {lock} first."
            ),
            folder=self._folder,
            host=host,
            lock=self._folder / LOCK_NAME,
        )

    def _answer(self) -> bool:
        """Come forward if somebody called, and tell whether somebody did."""
        with suppress(OSError):
            if self._call.read_bytes():
                self._call.write_bytes(b"")
                self.called.emit()
                return True
        return False
