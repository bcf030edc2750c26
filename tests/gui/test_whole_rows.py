"""A list whose last row in sight is whole."""

import pytest
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from intloffice.gui.widgets.whole_rows import show_whole_rows


@pytest.mark.parametrize("size", [11, 14, 15, 21])
def test_no_row_is_cut_in_two_at_the_foot(qtbot: QtBot, size: int) -> None:
    listed = QListWidget()
    qtbot.addWidget(listed)
    listed.setStyleSheet(f"QListWidget::item {{ padding: 3px; font-size: {size}px }}")
    listed.addItems([f"Row {n}" for n in range(60)])
    show_whole_rows(listed, 280)
    listed.show()
    foot = listed.viewport().height()
    last = listed.itemAt(4, foot - 1)
    assert listed.visualItemRect(last).bottom() == foot - 1
    assert foot >= 280


def test_a_list_with_few_rows_keeps_its_height(qtbot: QtBot) -> None:
    listed = QListWidget()
    qtbot.addWidget(listed)
    listed.setMinimumHeight(280)
    listed.addItem("Only one")
    show_whole_rows(listed, 280)
    listed.show()
    assert listed.height() >= 280
