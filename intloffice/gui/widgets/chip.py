"""A chip: a filter that is set, with a cross to drop it."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from intloffice.gui.theme import Theme
from intloffice.gui.widgets.buttons import icon_button
from intloffice.gui.widgets.plain_label import PlainLabel


class Chip(QFrame):
    """Shows a name and a value; ``dropped`` asks to take it away."""

    dropped = Signal()

    def __init__(self, theme: Theme, name: str, value: str, drop: str) -> None:
        super().__init__()
        self.setObjectName("chip")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 3, 5, 3)
        row.setSpacing(5)
        if name:
            row.addWidget(PlainLabel(name))
        row.addWidget(PlainLabel(value, "strong"))
        cross = icon_button(theme, "x", f"{drop}: {name} {value}", self.dropped.emit)
        cross.setProperty("role", "handle")
        cross.setIconSize(QSize(12, 12))
        row.addWidget(cross)
