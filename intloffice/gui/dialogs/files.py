"""Asks for files: where to write one, or which to read."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

#: Asks for a path: parent, title, name to begin with, kinds of file; empty where none was chosen.
ChooseFile = Callable[[QWidget, str, str, str], str]
#: Asks for paths: parent, title; none where none was chosen.
ChooseFiles = Callable[[QWidget, str], list[str]]

_WRITTEN, _READ = "folder written to", "folder read from"
#: Qt asks its catalogues for other words than these stand under in them.
_LABELS = {
    QFileDialog.DialogLabel.LookIn: "Look in:",
    QFileDialog.DialogLabel.FileType: "Files of type:",
}


def ask_where(parent: QWidget, title: str, name: str, kinds: str) -> str:
    """Ask where to write a file, beginning where the last was written."""
    dialog = _dialog(parent, title, _last(parent, _WRITTEN), kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.selectFile(name)
    return chosen(dialog, parent, _WRITTEN)


def ask_which(parent: QWidget, title: str, _name: str, kinds: str) -> str:
    """Ask which file to read, beginning where the last was read."""
    dialog = _dialog(parent, title, _last(parent, _READ), kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return chosen(dialog, parent, _READ)


def ask_for_all(parent: QWidget, title: str) -> list[str]:
    """Ask which files to read, one or many, beginning where the last was read."""
    dialog = _dialog(parent, title, _last(parent, _READ))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    return all_chosen(dialog, parent, _READ)


def ask_folder(parent: QWidget, title: str, name: str, _kinds: str) -> str:
    """Ask for a folder, beginning at the one that is named, or where the last file was written."""
    dialog = _dialog(parent, title, Path(name) if name else _last(parent, _WRITTEN))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return chosen(dialog, parent, "" if name else _WRITTEN)


def _dialog(parent: QWidget, title: str, folder: Path, kinds: str = "") -> QFileDialog:
    dialog = QFileDialog(parent, title, str(folder), kinds)
    for label, text in _LABELS.items():
        dialog.setLabelText(label, QCoreApplication.translate("QFileDialog", text))
    return dialog


def chosen(dialog: QFileDialog, parent: QWidget, remembered: str) -> str:
    """Ask; remember in the window where the file lies, and give its path."""
    return next(iter(all_chosen(dialog, parent, remembered)), "")


def all_chosen(dialog: QFileDialog, parent: QWidget, remembered: str) -> list[str]:
    """Ask; remember in the window where the files lie, and give their paths."""
    accepted = dialog.exec() == QFileDialog.DialogCode.Accepted
    paths = list(dialog.selectedFiles()) if accepted else []
    if paths and remembered:
        is_folder = dialog.fileMode() is QFileDialog.FileMode.Directory
        folder = paths[0] if is_folder else str(Path(paths[0]).parent)
        parent.window().setProperty(remembered, folder)
    dialog.deleteLater()
    return paths


def _last(parent: QWidget, what: str) -> Path:
    """Give the folder where the last file of this window lies, else that of documents."""
    last = parent.window().property(what)
    if last and Path(last).is_dir():
        return Path(last)
    place = QStandardPaths.StandardLocation.DocumentsLocation
    documents = QStandardPaths.writableLocation(place)
    return Path(documents) if documents and Path(documents).is_dir() else Path.home()
