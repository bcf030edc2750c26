"""Printed pages on the screen; what stands for a fact can be clicked."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from intloffice.gui.theme import Theme

if TYPE_CHECKING:
    from intloffice.briefing.pdf import Region

_WIDEST = 760
_MARGIN = 24
_AROUND = 2.0


class PdfView(QScrollArea):
    """Shows pages one under the other, as wide as there is room."""

    pressed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._theme = theme
        self._sheets: list[_Sheet] = []
        self._holder = QWidget()
        self._holder.setObjectName("canvas")
        self._box = QVBoxLayout(self._holder)
        self._box.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self._box.setSpacing(_MARGIN)
        self._box.addStretch()
        self.setWidget(self._holder)

    def show_pages(
        self, pages: Sequence[QImage], scale: float, regions: "Sequence[Region]"
    ) -> None:
        """Show pages drawn at a scale, with the places of their facts in points."""
        place = self.verticalScrollBar().value()
        for sheet in self._sheets:
            sheet.hide()
            sheet.deleteLater()
        self._sheets = [
            _Sheet(picture, scale, [r for r in regions if r.page == number], self._theme)
            for number, picture in enumerate(pages, 1)
        ]
        for number, sheet in enumerate(self._sheets):
            sheet.pressed.connect(self.pressed)
            self._box.insertWidget(number, sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        self._fit()
        self.verticalScrollBar().setValue(place)

    def mark(self, fact: str) -> None:
        """Mark the places of a fact."""
        for sheet in self._sheets:
            sheet.mark(fact)

    @property
    def sheets(self) -> Sequence[QWidget]:
        """The pages shown."""
        return self._sheets

    def resizeEvent(self, event: object) -> None:
        """Make the pages as wide as there is room."""
        self._fit()

    def _fit(self) -> None:
        width = max(240, min(_WIDEST, self.viewport().width() - 2 * _MARGIN))
        for sheet in self._sheets:
            sheet.fit(width)


class _Sheet(QWidget):
    """One page."""

    pressed = Signal(str)

    def __init__(
        self, picture: QImage, scale: float, regions: "Sequence[Region]", theme: Theme
    ) -> None:
        super().__init__()
        self._picture = picture
        self._points = picture.width() / scale
        self._regions = regions
        self._marked = ""
        self._hovered = ""
        self._accent = theme.colour("accent")
        self._shade = QColor("#d08a1e")
        self._edge = theme.colour("line")
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def fit(self, width: int) -> None:
        """Take a width; the height follows."""
        height = round(width * self._picture.height() / self._picture.width())
        self.setFixedSize(QSize(width, height))

    def mark(self, fact: str) -> None:
        """Mark the places of a fact."""
        self._marked = fact
        self.update()

    def place_of(self, fact: str) -> QRectF | None:
        """Tell where a fact stands first."""
        return next((self._place(r) for r in self._regions if r.fact == fact), None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page, and mark what is pointed at and what was chosen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.rect(), self._picture)
        painter.setPen(QPen(self._edge, 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for region in self._regions:
            if region.fact == self._marked:
                self._draw(painter, region, self._shade, 46, framed=True)
            elif region.fact == self._hovered:
                self._draw(painter, region, self._accent, 28, framed=False)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what can be clicked."""
        hovered = self._at(event)
        if hovered != self._hovered:
            self._hovered = hovered
            hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
            self.setCursor(hand if hovered else arrow)
            self.update()

    def leaveEvent(self, event: object) -> None:
        """Show nothing as pointed at."""
        self._hovered = ""
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell which fact was clicked."""
        if fact := self._at(event):
            self.pressed.emit(fact)

    def _at(self, event: QMouseEvent) -> str:
        place = event.position()
        found = [r for r in self._regions if self._place(r).contains(place)]
        return min(found, key=lambda r: r.width * r.height).fact if found else ""

    def _place(self, region: "Region") -> QRectF:
        factor = self.width() / self._points
        return QRectF(
            (region.x - _AROUND) * factor,
            (region.y - _AROUND / 2) * factor,
            (region.width + 2 * _AROUND) * factor,
            (region.height + _AROUND) * factor,
        )

    def _draw(
        self, painter: QPainter, region: "Region", colour: QColor, depth: int, *, framed: bool
    ) -> None:
        ground = QColor(colour)
        ground.setAlpha(depth)
        painter.setBrush(ground)
        painter.setPen(QPen(colour, 1.5) if framed else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(self._place(region), 4, 4)
