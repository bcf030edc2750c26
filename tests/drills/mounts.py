"""Small disks in memory, which can be filled or made read-only; only root can have them."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def missing(folder: Path) -> str:
    """Say in a sentence why there can be no such disk here; empty where there can."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        return "A small disk of its own can be had on Linux by root only."
    try:
        with mounted(folder / "tried", 1):
            return ""
    except (OSError, subprocess.CalledProcessError) as error:
        return f"A small disk of its own cannot be had here: {error}"


@contextmanager
def mounted(folder: Path, megabytes: int) -> Iterator[Path]:
    """Give a disk of some megabytes at a folder, and take it away in the end."""
    folder.mkdir()
    _run("mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder))
    try:
        yield folder
    finally:
        _run("umount", str(folder))
        folder.rmdir()


def protect(folder: Path, *, protected: bool) -> None:
    """Let a disk be read only, or written again; nothing on it may be open for writing."""
    _run("mount", "-o", f"remount,{'ro' if protected else 'rw'}", str(folder))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
