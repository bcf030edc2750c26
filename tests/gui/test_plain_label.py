"""Labels that show text as it is."""

from typing import Any

from PySide6.QtWidgets import QLabel

from intloffice.gui.widgets.plain_label import PlainLabel

PATH = "C:/Users/Liu Min/Documents/2018/Tohoku-University-agreements.xlsx"


def test_a_path_is_broken_where_a_folder_ends_and_is_read_as_it_is(qtbot: Any) -> None:
    label = PlainLabel("", wrap=True)
    qtbot.addWidget(label)
    label.setText(f"Saved to {PATH}")
    assert label.text() == f"Saved to {PATH}"
    longest = max(QLabel.text(label).replace("\u200b", " ").split(), key=len)
    assert longest == "Tohoku-University-agreements.xlsx"


def test_what_stands_on_one_line_is_not_broken(qtbot: Any) -> None:
    label = PlainLabel(PATH)
    qtbot.addWidget(label)
    assert QLabel.text(label) == PATH
