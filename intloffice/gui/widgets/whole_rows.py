"""A list whose last row in sight is whole."""

from PySide6.QtWidgets import QListWidget


def show_whole_rows(listed: QListWidget, least: int) -> None:
    """Make a list as high as rows in its script that fill a height at least."""
    listed.ensurePolished()
    high = 0
    for row in range(listed.count()):
        if high >= least:
            break
        high += listed.sizeHintForRow(row)
    if high >= least:
        listed.setFixedHeight(high + 2 * listed.frameWidth())
