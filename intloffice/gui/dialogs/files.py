"""Asks for files: where to write one, or which to read."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

#: Asks for a path: parent, title, name to begin with, kinds of file; empty where none was chosen.
ChooseFile = Callable[[QWidget, str, str, str], str]


def ask_where(parent: QWidget, title: str, name: str, kinds: str) -> str:
    """Ask where to write a file."""
    return QFileDialog.getSaveFileName(parent, title, str(_documents() / name), kinds)[0]


def ask_which(parent: QWidget, title: str, _name: str, kinds: str) -> str:
    """Ask which file to read."""
    return QFileDialog.getOpenFileName(parent, title, str(_documents()), kinds)[0]


def ask_folder(parent: QWidget, title: str, name: str, _kinds: str) -> str:
    """Ask for a folder, beginning at the one that is named."""
    return QFileDialog.getExistingDirectory(parent, title, name or str(Path.home()))


def _documents() -> Path:
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place) or Path.home())
