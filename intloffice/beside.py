"""Begin this program once more, for work in a process of its own beside this one."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path


def begun(words: Sequence[str], stdin: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    """Begin it with a command; what it prints is to be read, what goes wrong in it is not.

    Raise OSError where the system begins none.
    """
    frozen = getattr(sys, "frozen", False)
    program = [sys.executable] if frozen else [sys.executable, "-m", "intloffice"]
    return subprocess.Popen(
        [*program, *words],
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        # Where the package is found that is running now, installed or not.
        cwd=None if frozen else Path(__file__).parent.parent,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
