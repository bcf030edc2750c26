"""Find the files that come with the program, installed or in the source tree."""

from pathlib import Path

_PACKAGE = Path(__file__).parent
_INSTALLED = _PACKAGE / "_resources"
_IN_SOURCE = _PACKAGE.parent / "resources"


def folder(name: str) -> Path:
    """Give one of the folders: fonts, icons, map, translations, manual."""
    return (_INSTALLED if _INSTALLED.is_dir() else _IN_SOURCE) / name
