"""Columns side by side, one group for each year; a click or the arrow keys choose one."""

from collections.abc import Sequence
from typing import Any

from pyqtgraph import BarGraphItem, LinearRegionItem, TextItem
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent

from intloffice.gui.plots.plot import Plot
from intloffice.gui.theme import Theme
from intloffice.i18n import Language

#: Of the room of a year, what its columns take together.
_TAKEN = 0.62
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class ColumnPlot(Plot):
    """Shows years; ``chosen`` tells the place of the one chosen, -1 where all are."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, language: Language, name: str) -> None:
        super().__init__(theme, language, name)
        self.setMouseEnabled(x=False, y=False)
        self.dress("left", line=False)
        self.dress("bottom", line=True)
        self.showGrid(y=True, alpha=0.25)
        self.labels: tuple[str, ...] = ()
        self.current = -1
        ground = self.theme.colour("chosen")
        self._ground = LinearRegionItem(movable=False, brush=ground, pen=QColor(0, 0, 0, 0))
        self._ground.setZValue(-20)
        self.scene().sigMouseClicked.connect(self._click)

    def show_columns(
        self, labels: Sequence[str], numbers: Sequence[Sequence[int]], names: Sequence[str]
    ) -> None:
        """Show years with a number for each series, and what the numbers are."""
        self.clear()
        self.labels = tuple(labels)
        width = _TAKEN / max(len(names), 1)
        for series, colour in enumerate(self.colours_of(len(names))):
            shift = (series - (len(names) - 1) / 2) * width
            heights = [each[series] for each in numbers]
            across = [place + shift for place in range(len(labels))]
            bars = BarGraphItem(x=across, height=heights, width=width * 0.9, brush=colour, pen=None)
            self.addItem(bars)
            self._write_numbers(across, heights)
        self.getAxis("bottom").setTicks([list(enumerate(labels))])
        most = max((max(each, default=0) for each in numbers), default=0)
        self.getAxis("left").setTicks([[(n, self.language.number(n)) for n in _steps(most)]])
        self.setXRange(-0.5, max(len(labels) - 0.5, 0.5), padding=0.01)
        self.setYRange(0, max(most, 1) * 1.1, padding=0)
        self.addItem(self._ground)
        self.choose(-1)
        told = [
            f"{label}: " + ", ".join(f"{name} {n}" for name, n in zip(names, each, strict=True))
            for label, each in zip(labels, numbers, strict=True)
        ]
        self.describe("; ".join(told))

    def choose(self, place: int) -> None:
        """Mark a year as chosen; -1 none."""
        self.current = place
        self._ground.setVisible(place >= 0)
        self._ground.setRegion((place - 0.48, place + 0.48))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from year to year; Esc chooses all of them again."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and self.labels:
            start = self.current if self.current >= 0 else len(self.labels)
            self._tell(min(max(start + step, 0), len(self.labels) - 1))
        elif event.key() == Qt.Key.Key_Escape and self.current >= 0:
            self._tell(-1)
        else:
            super().keyPressEvent(event)

    def point_at(self, place: int) -> QPointF:
        """Tell where in the widget a year stands, at its foot."""
        box = self.getPlotItem().vb
        return QPointF(
            self.mapFromScene(box.mapViewToScene(QPointF(place, box.viewRange()[1][1] / 20)))
        )

    def _write_numbers(self, across: Sequence[float], heights: Sequence[int]) -> None:
        for at, height in zip(across, heights, strict=True):
            if height:
                text = TextItem(
                    self.language.number(height), color=self.theme.colour("quiet"), anchor=(0.5, 1)
                )
                text.setFont(self.font_for(11))
                text.setPos(at, height)
                self.addItem(text)

    def _click(self, event: Any) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.labels:
            place = round(self.getPlotItem().vb.mapSceneToView(event.scenePos()).x())
            if 0 <= place < len(self.labels):
                self._tell(-1 if place == self.current else place)

    def _tell(self, place: int) -> None:
        self.choose(place)
        self.chosen.emit(place)


def _steps(most: int) -> list[int]:
    """Give the numbers at which lines are drawn: whole ones, five at most."""
    size = 1
    while most > 5 * size:
        size = size * 5 // 2 if str(size)[0] == "2" else size * 2
    return list(range(0, most + size, size))
