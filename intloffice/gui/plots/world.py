"""A map of land without borders, and a dot for each place; a click or Tab and Enter choose one."""

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pyqtgraph import ScatterPlotItem, mkPen
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainterPath, QPolygonF
from PySide6.QtWidgets import QGraphicsPathItem

from intloffice.gui.plots import globe
from intloffice.gui.plots.plot import Plot
from intloffice.gui.theme import Theme
from intloffice.i18n import Language
from intloffice.names.unseen import made_visible

#: The smallest dot, and how much its size grows with the number it stands for; in pixels.
_SMALLEST, _GROWS, _LARGEST = 8.0, 3.0, 30.0
_NEARER = 1.3
_PANS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


@dataclass(frozen=True)
class Dot:
    """A place on the map: what stands there in words, and how many."""

    key: str
    latitude: float
    longitude: float
    label: str
    number: int


class WorldMap(Plot):
    """Shows places; ``chosen`` tells the key of the dot that was clicked."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, language: Language, name: str, middle: float) -> None:
        super().__init__(theme, language, name)
        self.middle = middle
        self.dots: tuple[Dot, ...] = ()
        self.getPlotItem().hideAxis("left")
        self.getPlotItem().hideAxis("bottom")
        self.setAspectLocked(True)
        self._points = ScatterPlotItem(hoverable=True, tip=_told, pxMode=True)
        self._points.sigClicked.connect(self._click)
        self._draw_land()
        self.addItem(self._points)
        self.show_all()

    def show_all(self) -> None:
        """Show the whole world again."""
        edge = globe.outline()
        wide, high = max(x for x, _ in edge), max(y for _, y in edge)
        self.setRange(xRange=(-wide, wide), yRange=(-high * 0.72, high * 0.98), padding=0.01)

    def show_dots(self, dots: Sequence[Dot], among: Collection[str] | None = None) -> None:
        """Show places; those not ``among`` the keys given are faint."""
        self.dots = tuple(dots)
        strong, faint = self.theme.colour("ink"), self.theme.colour("muted")
        strong.setAlpha(205)
        faint.setAlpha(70)
        rim = mkPen(self.theme.colour("page"), width=1)
        spots = []
        for dot in sorted(dots, key=lambda dot: -dot.number):
            shown = among is None or dot.key in among
            spots.append(
                {
                    "pos": globe.flat(dot.latitude, dot.longitude, self.middle),
                    "size": min(_SMALLEST + _GROWS * math.sqrt(dot.number - 1) * 2, _LARGEST),
                    "brush": strong if shown else faint,
                    "pen": rim,
                    "data": dot,
                }
            )
        self._points.setData(spots)
        self.describe("; ".join(f"{dot.label} {dot.number}" for dot in dots))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Come nearer with +, go back with -, see all with 0, move with the arrows."""
        box = self.getPlotItem().vb
        pan = _PANS.get(Qt.Key(event.key()))
        if event.text() in ("+", "="):
            box.scaleBy((1 / _NEARER, 1 / _NEARER))
        elif event.text() == "-":
            box.scaleBy((_NEARER, _NEARER))
        elif event.text() == "0":
            self.show_all()
        elif pan:
            (left, right), (low, high) = box.viewRange()
            box.translateBy(x=pan[0] * (right - left) / 8, y=pan[1] * (high - low) / 8)
        else:
            super().keyPressEvent(event)

    def bring_in(self, keys: Collection[str]) -> None:
        """Move until places are in sight, where none of them is; come no nearer."""
        box = self.getPlotItem().vb
        (left, right), (low, high) = box.viewRange()
        at = [
            globe.flat(dot.latitude, dot.longitude, self.middle)
            for dot in self.dots
            if dot.key in keys
        ]
        if not at or any(left < x < right and low < y < high for x, y in at):
            return
        middle = [(min(each) + max(each)) / 2 for each in zip(*at, strict=True)]
        box.translateBy(x=middle[0] - (left + right) / 2, y=middle[1] - (low + high) / 2)

    def point_at(self, key: str) -> QPointF:
        """Tell where in the widget a dot is."""
        dot = next(dot for dot in self.dots if dot.key == key)
        at = QPointF(*globe.flat(dot.latitude, dot.longitude, self.middle))
        return QPointF(self.mapFromScene(self.getPlotItem().vb.mapViewToScene(at)))

    def _draw_land(self) -> None:
        sea = QGraphicsPathItem(_path([globe.outline()]))
        sea.setFlag(QGraphicsPathItem.GraphicsItemFlag.ItemClipsChildrenToShape)
        coast = QGraphicsPathItem(_path(globe.land(self.middle)), sea)
        for item, colour in ((sea, "side"), (coast, "field_line")):
            item.setPen(Qt.PenStyle.NoPen)
            item.setBrush(self.theme.colour(colour))
        self.addItem(sea, ignoreBounds=True)

    def _click(self, _points: Any, found: Sequence[Any], _event: Any) -> None:
        if len(found):
            self.chosen.emit(found[0].data().key)


def _told(data: Dot, **_where: float) -> str:
    return made_visible(f"{data.label} · {data.number}")


def _path(rings: Iterable[Sequence[tuple[float, float]]]) -> QPainterPath:
    made = QPainterPath()
    made.setFillRule(Qt.FillRule.WindingFill)
    for ring in rings:
        made.addPolygon(QPolygonF([QPointF(*point) for point in ring]))
        made.closeSubpath()
    return made
