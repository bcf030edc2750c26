"""Lays widgets out anew."""

from PySide6.QtWidgets import QLayout


def take_out(layout: QLayout) -> None:
    """Take all widgets out of a layout, to be put into it again.

    With ``takeAt`` Qt would keep the first item of each widget and never hear again, through the
    new one, that it needs another height.
    """
    while (item := layout.itemAt(0)) is not None:
        widget = item.widget()
        if widget is None:
            layout.takeAt(0)
        else:
            layout.removeWidget(widget)
