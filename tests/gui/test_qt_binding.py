"""The binding keeps the references it is given."""

import sys

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot


def test_calls_that_return_nothing_lose_no_reference(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    label.setText("0")
    before = sys.getrefcount(None)
    for number in range(500):
        label.setText(str(number))
    after = sys.getrefcount(None)
    immortal = before == after and before > 2**29
    assert immortal or abs(after - before) < 250
