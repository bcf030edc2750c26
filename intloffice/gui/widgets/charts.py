"""A plain chart for the first page, which is painted before any library is there."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from intloffice.gui.theme import SECOND, Theme
from intloffice.i18n import Language

_COLUMNS = 180
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


#: The height of a line of a legend, and a width in which it is never broken.
_LINE, _UNBROKEN = 20, 10**6


class Legend(QWidget):
    """Says what each colour stands for; there is nothing to say of a single one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._names: tuple[str, ...] = ()
        self.setFixedHeight(_LINE)

    def show_names(self, names: Sequence[str]) -> None:
        """Show what each colour stands for, from the first."""
        self._names = tuple(names) if len(names) > 1 else ()
        self.setAccessibleName(", ".join(self._names))
        self._take_lines()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as many lines as the names need."""
        super().resizeEvent(event)
        self._take_lines()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a small square of each colour, and its name beside it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_legend(painter, self._theme, self._names, self.width())
        painter.end()

    def _take_lines(self) -> None:
        places = _legend_places(self.fontMetrics(), self._names, self.width())
        last = max((top for _, top in places), default=0)
        if self.height() != last + _LINE:
            self.setFixedHeight(last + _LINE)


def draw_legend(
    painter: QPainter, theme: Theme, names: Sequence[str], width: int = _UNBROKEN
) -> None:
    """Draw what each colour stands for, from the left, in lines of a width."""
    metrics = painter.fontMetrics()
    colours = theme.series(len(names))
    places = _legend_places(metrics, names, width)
    for name, colour, (left, top) in zip(names, colours, places, strict=True):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(left, top + 4, 10, 10), 2, 2)
        painter.setPen(theme.colour("quiet"))
        room = QRectF(left + 16, top, metrics.horizontalAdvance(name) + 4, 18)
        painter.drawText(room, _LEFT, name)


def _legend_places(
    metrics: QFontMetrics, names: Sequence[str], width: int
) -> list[tuple[int, int]]:
    """Tell where each name of a legend begins, those that do not fit in the next line."""
    places, left, top = [], 0, 0
    for name in names:
        wide = metrics.horizontalAdvance(name) + 20
        if left and left + wide > width:
            left, top = 0, top + _LINE
        places.append((left, top))
        left += wide + 20
    return places


class ColumnChart(QWidget):
    """Two columns for each year."""

    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__()
        self._theme = theme
        self._language = language
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._years: list[tuple[str, int, int]] = []
        self._names = ("", "")

    def show_columns(self, years: Sequence[tuple[str, int, int]], names: tuple[str, str]) -> None:
        """Show years with their two numbers, and what the numbers are."""
        self._years, self._names = list(years), names
        self.setFixedHeight(_COLUMNS)
        words = ", ".join(
            f"{year}: {names[0]} {first}, {names[1]} {second}" for year, first, second in years
        )
        self.setAccessibleDescription(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the columns, and what they are above them."""
        years = self._years
        if not years:
            return
        painter = self._begin()
        colours = self._theme.colour("accent"), QColor(SECOND)
        draw_legend(painter, self._theme, self._names)
        foot, head = self.height() - 22.0, 40.0
        most = max((max(first, second) for _, first, second in years), default=1) or 1
        room = self.width() / len(years)
        width = min(30.0, room / 3)
        for number, (year, *pair) in enumerate(years):
            middle = room * (number + 0.5)
            for side, (value, colour) in enumerate(zip(pair, colours, strict=True)):
                height = (foot - head) * value / most
                left = middle - width - 1 + side * (width + 2)
                self._fill(painter, QRectF(left, foot - height, width, height), colour)
                above = QRectF(left - 10, foot - height - 16, width + 20, 14)
                self._write(painter, above, self._language.number(value), _CENTRE)
            self._write(painter, QRectF(middle - room / 2, foot + 4, room, 16), year, _CENTRE)
        painter.setPen(self._theme.colour("line"))
        painter.drawLine(0, int(foot), self.width(), int(foot))
        painter.end()

    def _begin(self) -> QPainter:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = painter.font()
        font.setPixelSize(12)
        painter.setFont(font)
        return painter

    def _fill(self, painter: QPainter, room: QRectF, colour: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(room, 2, 2)

    def _write(self, painter: QPainter, room: QRectF, text: str, place: Qt.AlignmentFlag) -> None:
        painter.setPen(self._theme.colour("quiet"))
        painter.drawText(room, place, text)
