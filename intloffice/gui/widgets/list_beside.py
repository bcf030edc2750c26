"""A list at the left, with a hint below it, and beside it what is chosen."""

from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from intloffice.gui.widgets.plain_label import PlainLabel


class ListBeside(QWidget):
    """Sets a list of a width beside a view that takes the rest."""

    def __init__(self, listed: QListWidget, view: QWidget, hint: str, width: int) -> None:
        super().__init__()
        side = QWidget()
        side.setFixedWidth(width)
        box = QVBoxLayout(side)
        box.setContentsMargins(16, 14, 8, 12)
        box.addWidget(listed, 1)
        box.addWidget(PlainLabel(hint, "small", wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(view, 1)
