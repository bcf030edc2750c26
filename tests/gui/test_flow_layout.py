"""Widgets set in lines, as words are set."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from intloffice.gui.widgets.flow_layout import FlowLayout, take_out

WIDTH = 260


@pytest.fixture
def flow(qtbot: QtBot) -> Iterator[FlowLayout]:
    """A row of buttons that takes more than one line."""
    holder = QWidget()
    qtbot.addWidget(holder)
    made = FlowLayout(holder)
    for number in range(6):
        made.addWidget(QPushButton(f"Button {number}"))
    holder.resize(WIDTH, 300)
    holder.show()
    yield made
    holder.close()


def anew(flow: FlowLayout) -> int:
    """Reckon the height, whatever is remembered of it."""
    return flow._set(QRect(0, 0, WIDTH, 0), place=False)


def test_a_narrower_row_is_higher(flow: FlowLayout) -> None:
    assert flow.heightForWidth(WIDTH // 2) > flow.heightForWidth(WIDTH)
    assert flow.heightForWidth(WIDTH) == anew(flow)


@pytest.mark.parametrize("deed", ["hide", "show", "say more", "add", "insert", "take out", "style"])
def test_the_height_follows_what_becomes_of_a_widget(flow: FlowLayout, deed: str) -> None:
    buttons = [flow.itemAt(at).widget() for at in range(flow.count())]  # type: ignore[union-attr]
    if deed == "show":
        for button in buttons[1:]:
            button.hide()
    before = flow.heightForWidth(WIDTH)
    deeds = {
        "hide": lambda: [button.hide() for button in buttons[1:]],
        "show": lambda: [button.show() for button in buttons[1:]],
        "say more": lambda: [button.setText("What is said is longer now") for button in buttons],
        "add": lambda: [flow.addWidget(QPushButton("One more")) for _ in range(4)],
        "insert": lambda: [flow.insert_widget(0, QPushButton("One more")) for _ in range(4)],
        "take out": lambda: take_out(flow),
        "style": lambda: flow.parentWidget().setStyleSheet("QPushButton { font-size: 40px }"),
    }
    deeds[deed]()
    if deed in ("add", "insert"):
        for at in range(flow.count()):
            flow.itemAt(at).widget().show()  # type: ignore[union-attr]
    QApplication.processEvents()
    assert flow.heightForWidth(WIDTH) != before
    assert flow.heightForWidth(WIDTH) == anew(flow)
