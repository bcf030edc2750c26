"""Asking for files: in the words of the language, and where one was last."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from intloffice.gui.dialogs import files
from intloffice.gui.main_window import MainWindow


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[QFileDialog]:
    """Take every dialog as it is, and keep those that were shown."""
    shown: list[QFileDialog] = []

    def take(dialog: QFileDialog) -> int:
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        shown.append(dialog)
        return int(QFileDialog.DialogCode.Accepted)

    monkeypatch.setattr(QFileDialog, "exec", take)
    return shown


def test_the_next_file_is_written_where_the_last_was(
    qtbot: Any, tmp_path: Path, asked: list[QFileDialog]
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    for folder in ("out", "in"):
        (tmp_path / folder).mkdir()
    first = files.ask_where(parent, "Save", str(tmp_path / "out" / "a.pdf"), "PDF (*.pdf)")
    assert first == str(tmp_path / "out" / "a.pdf")
    assert files.ask_where(parent, "Save", "b.pdf", "PDF (*.pdf)") == str(
        tmp_path / "out" / "b.pdf"
    )
    assert files.ask_folder(parent, "Save all", "", "") == str(tmp_path / "out")
    assert files.ask_folder(parent, "Move", str(tmp_path / "in"), "") == str(tmp_path / "in")
    files.ask_which(parent, "Open", "", "Excel (*.xlsx);;CSV (*.csv)")
    assert asked[-1].directory().path() != str(tmp_path / "out"), "files are read elsewhere"
    assert asked[-1].nameFilters() == ["Excel (*.xlsx)", "CSV (*.csv)"]


@pytest.mark.parametrize(
    ("code", "labels"), [("zh", "查找|文件类型"), ("ja", "アドレス|ファイルの種類")]
)
def test_the_box_that_asks_for_files_speaks_the_language_of_the_window(
    qtbot: Any, window: MainWindow, asked: list[QFileDialog], code: str, labels: str
) -> None:
    window._speak(code)
    files.ask_where(window.page, "", "a.pdf", "PDF (*.pdf)")
    said = [label.text() for label in asked[0].findChildren(QLabel) if label.text()]
    assert said
    assert not [text for text in said if text.isascii() and text.strip("&:")], said
    for word in labels.split("|"):
        assert any(word in text for text in said), said
