"""Two plain charts: bars with names at their left, and pairs of columns by year."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from intloffice.gui.theme import Theme
from intloffice.i18n import Language

_BAR = 22
_COLUMNS = 180
_SECOND = "#d2913c"
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


class _Chart(QWidget):
    """What both have in common."""

    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__()
        self._theme = theme
        self._language = language
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

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


class BarChart(_Chart):
    """A bar for each name, the longest first."""

    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__(theme, language)
        self._bars: list[tuple[str, int]] = []

    def show_bars(self, bars: Sequence[tuple[str, int]]) -> None:
        """Show names with their numbers."""
        self._bars = list(bars)
        self.setFixedHeight(max(1, len(self._bars)) * _BAR)
        words = ", ".join(f"{name} {number}" for name, number in self._bars)
        self.setAccessibleDescription(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars."""
        bars = self._bars
        painter = self._begin()
        metrics = painter.fontMetrics()
        widest = max((metrics.horizontalAdvance(name) for name, _ in bars), default=0)
        left = min(widest, self.width() // 3) + 12
        most = max((number for _, number in bars), default=1) or 1
        for row, (name, number) in enumerate(bars):
            top = row * _BAR
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, left - 12)
            self._write(painter, QRectF(0, top, left - 12, _BAR), shown, _LEFT)
            length = max(2.0, (self.width() - left - 44) * number / most)
            bar = QRectF(left, top + 5, length, _BAR - 10)
            self._fill(painter, bar, self._theme.colour("accent"))
            text = self._language.number(number)
            self._write(painter, QRectF(left + length + 8, top, 40, _BAR), text, _LEFT)
        painter.end()


class ColumnChart(_Chart):
    """Two columns for each year."""

    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__(theme, language)
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
        colours = self._theme.colour("accent"), QColor(_SECOND)
        self._draw_names(painter, colours)
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

    def _draw_names(self, painter: QPainter, colours: tuple[QColor, QColor]) -> None:
        left = 0.0
        for name, colour in zip(self._names, colours, strict=True):
            self._fill(painter, QRectF(left, 4, 10, 10), colour)
            width = painter.fontMetrics().horizontalAdvance(name)
            self._write(painter, QRectF(left + 16, 0, width + 4, 18), name, _LEFT)
            left += width + 40
