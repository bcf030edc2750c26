"""Terms over the years and the gaps between them: gone along by arrows, opened with Enter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from intloffice.gui.theme import Theme
from intloffice.gui.widgets.plain_label import plain_tip
from intloffice.names.unseen import made_visible

_HEAD, _LINE, _BAR = 28, 34, 22
_EDGE = 12
#: The least room for the number of a year, in pixels.
_YEAR_WIDTH = 44
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True)
class Stretch:
    """Days drawn as a bar: ``last`` is None where it goes on; ``line`` counts from the top.

    A gap is drawn as what is missing, what is planned as an outline. ``spoken`` says all in words.
    """

    key: int
    line: int
    first: date
    last: date | None
    text: str
    spoken: str
    is_gap: bool = False
    is_own: bool = False
    is_planned: bool = False


class Timeline(QWidget):
    """Draws stretches under the years; ``opened`` tells the key of one."""

    opened = Signal(int)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._stretches: tuple[Stretch, ...] = ()
        self._today = date.min
        self._chosen = 0
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Ask for a line for each agreement."""
        lines = max((stretch.line for stretch in self._stretches), default=0) + 1
        return QSize(320, _HEAD + lines * _LINE + 6)

    def show_stretches(self, stretches: Sequence[Stretch], today: date) -> None:
        """Show stretches; today is marked."""
        self._stretches, self._today = tuple(stretches), today
        self._choose(0)
        self.updateGeometry()
        self.update()

    def rect_of(self, number: int) -> QRectF:
        """Tell where a stretch is drawn."""
        stretch = self._stretches[number]
        left = self._across(stretch.first)
        right = self.width() - _EDGE if stretch.last is None else self._across(stretch.last)
        top = _HEAD + stretch.line * _LINE + (_LINE - _BAR) / 2
        return QRectF(left, top, max(right - left, 3.0), _BAR)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go along the stretches; open one with Enter."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step and self._stretches:
            self._choose(max(0, min(len(self._stretches) - 1, self._chosen + step)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._stretches:
            self._open(self._chosen)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell what is under the mouse."""
        number = self._at(event)
        plain_tip(self, "" if number is None else self._stretches[number].spoken)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose a stretch, and open it."""
        number = self._at(event)
        if number is not None:
            self._choose(number)
            self._open(number)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the years, the stretches and today."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._stretches:
            self._paint_years(painter)
            for number, stretch in enumerate(self._stretches):
                self._paint(painter, number, stretch)
        painter.end()

    def _paint_years(self, painter: QPainter) -> None:
        first, last = self._years()
        painter.setFont(_sized(self.font(), 12))
        line = QPen(self._theme.colour("line"))
        step = 1
        while (self.width() - 2 * _EDGE) * step / (last - first + 1) < _YEAR_WIDTH:
            step += 1
        for year in range(first, last + 1, step):
            x = self._across(date(year, 1, 1))
            painter.setPen(line)
            painter.drawLine(int(x), _HEAD - 4, int(x), self.height())
            painter.setPen(self._theme.colour("muted"))
            painter.drawText(QRectF(x + 3, 0, 60, _HEAD - 4), _MIDDLE_LEFT, str(year))
        painter.setPen(QPen(self._theme.colour("ink"), 1.5))
        x = self._across(self._today)
        painter.drawLine(int(x), _HEAD - 4, int(x), self.height())

    def _paint(self, painter: QPainter, number: int, stretch: Stretch) -> None:
        bar, colours = self.rect_of(number), self._theme
        if stretch.is_gap:
            pen = QPen(colours.colour("bad"), 1.2, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.setBrush(colours.colour("bad_ground"))
            ink = colours.colour("bad")
        elif stretch.is_planned:
            painter.setPen(QPen(colours.colour("muted"), 1.2, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ink = colours.colour("quiet")
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.colour("accent" if stretch.is_own else "field_line"))
            ink = QColor("#ffffff") if stretch.is_own else colours.colour("text")
        painter.drawRoundedRect(bar, 4, 4)
        if number == self._chosen and self.hasFocus():
            painter.setPen(QPen(colours.colour("ink"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(bar.adjusted(-2, -2, 2, 2), 5, 5)
        painter.setPen(ink)
        painter.setFont(_sized(self.font(), 12))
        room = bar.adjusted(8, 0, -6, 0)
        if room.width() > _EDGE:
            text, cut = made_visible(stretch.text), Qt.TextElideMode.ElideRight
            shown = painter.fontMetrics().elidedText(text, cut, int(room.width()))
            painter.drawText(room, _MIDDLE_LEFT, shown)

    def _years(self) -> tuple[int, int]:
        """Tell the first and the last year that are drawn: all that is known, and one to come."""
        firsts = [stretch.first.year for stretch in self._stretches]
        lasts = [stretch.last.year for stretch in self._stretches if stretch.last]
        latest = max(*lasts, *firsts, self._today.year)
        return min(*firsts, self._today.year), min(latest + 1, date.max.year)

    def _across(self, day: date) -> float:
        first, last = self._years()
        begins, ends = date(first, 1, 1), date(last, 12, 31)
        share = (day - begins).days / max((ends - begins).days, 1)
        return _EDGE + share * (self.width() - 2 * _EDGE)

    def _at(self, event: QMouseEvent) -> int | None:
        where = event.position()
        found = (n for n in range(len(self._stretches)) if self.rect_of(n).contains(where))
        return next(found, None)

    def _choose(self, number: int) -> None:
        self._chosen = number
        told = self._stretches[number].spoken if self._stretches else ""
        self.setAccessibleDescription(told)
        self.update()

    def _open(self, number: int) -> None:
        if not self._stretches[number].is_gap:
            self.opened.emit(self._stretches[number].key)


_MIDDLE_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


def _sized(font: QFont, pixels: int) -> QFont:
    made = QFont(font)
    made.setPixelSize(pixels)
    return made
