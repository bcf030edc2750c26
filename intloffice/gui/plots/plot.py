"""What all plots have in common: a still ground in the window's look, without a menu."""

from typing import Any

import pyqtgraph
from pyqtgraph import PlotWidget
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont

from intloffice.gui.theme import Theme
from intloffice.i18n import Language

_TEXT = 12


class Plot(PlotWidget):  # type: ignore[misc]  # it has no types of its own
    """A ground to draw on; what it says is told to screen readers by ``describe``."""

    def __init__(self, theme: Theme, language: Language, name: str) -> None:
        pyqtgraph.setConfigOptions(antialias=True, exitCleanup=False)
        super().__init__(background=theme.colours.page)
        self.theme = theme
        self.language = language
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMenuEnabled(False)
        self.hideButtons()
        self.getPlotItem().setContentsMargins(0, 0, 0, 0)

    def describe(self, words: str) -> None:
        """Say in words what is drawn."""
        self.setAccessibleDescription(words)

    def font_for(self, size: int = _TEXT) -> QFont:
        """Give the window's font at a size in pixels."""
        font = QFont(self.font())
        font.setPixelSize(size)
        return font

    def colours_of(self, series: int) -> list[QColor]:
        """Give a colour for each series."""
        return self.theme.series(series)

    def dress(self, side: str, *, line: bool) -> Any:
        """Set an axis in the window's colours."""
        axis = self.getAxis(side)
        axis.setTextPen(self.theme.colour("quiet"))
        axis.setTickPen(self.theme.colour("line"))
        axis.setPen(self.theme.colour("line") if line else QColor(0, 0, 0, 0))
        axis.setStyle(tickLength=0, tickFont=self.font_for())
        return axis
