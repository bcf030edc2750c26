"""A private folder for what libraries write in passing, swept at each start.

A workbook is put together in temporary files that hold what it holds: they lie beside the office,
where nobody else may look, and not where everybody's do.
"""

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

NAME = "temporary"


def keep_private(folder: Path) -> None:
    """Let this process write its temporary files into an office's folder.

    What processes that died have left there is taken away. Where nothing can be written, files in
    passing go where the system puts them.
    """
    ours = folder / NAME / str(os.getpid())
    with suppress(OSError):
        for left in (folder / NAME).glob("*"):
            if not _lives(left.name):
                shutil.rmtree(left, ignore_errors=True)
        ours.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / NAME).chmod(0o700)
        tempfile.tempdir = str(ours)


def clear() -> None:
    """Take away this process's temporary files."""
    ours = Path(tempfile.gettempdir())
    if ours.parent.name == NAME and ours.name == str(os.getpid()):
        tempfile.tempdir = None
        shutil.rmtree(ours, ignore_errors=True)


def _lives(name: str) -> bool:
    """Tell whether a process goes on; on Windows its open files cannot be taken away anyhow."""
    if not name.isdigit() or os.name == "nt":
        return False
    try:
        os.kill(int(name), 0)
    except PermissionError:
        return True
    except OSError:
        return False
    return True
