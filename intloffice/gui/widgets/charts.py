"""A plain chart for the first page, which is painted before any library is there."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from intloffice.gui.theme import SECOND, Theme
from intloffice.i18n import Language

_COLUMNS = 180
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


class Legend(QWidget):
    """Says what each colour stands for; there is nothing to say of a single one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._names: tuple[str, ...] = ()
        self.setFixedHeight(20)

    def show_names(self, names: Sequence[str]) -> None:
        """Show what the first colour stands for, and the second."""
        self._names = tuple(names) if len(names) > 1 else ()
        self.setAccessibleName(", ".join(self._names))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a small square of each colour, and its name beside it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_legend(painter, self._theme, self._names)
        painter.end()


def draw_legend(painter: QPainter, theme: Theme, names: Sequence[str]) -> None:
    """Draw what each colour stands for, from the left."""
    left = 0.0
    for name, colour in zip(names, (theme.colour("accent"), QColor(SECOND)), strict=False):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(left, 4, 10, 10), 2, 2)
        width = painter.fontMetrics().horizontalAdvance(name)
        painter.setPen(theme.colour("quiet"))
        painter.drawText(QRectF(left + 16, 0, width + 4, 18), _LEFT, name)
        left += width + 40


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
